"""One record on a page: the way back to its list, its head, its facts, its numbers as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import form, icons, parts, table, theme
from gigdesk.gui.flow import Flow
from gigdesk.gui.form.page import Doing
from gigdesk.gui.window.head import Elided

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.gui.fields import Field, Section
    from gigdesk.gui.window import Window

ICON_EM = 9
"""From this width on (in Chinese characters) a tile has its icon."""

MenuEntry = tuple[str, str, "Callable[[], object]"]
"""One entry of a menu: words, icon, what it does."""


class Narrowed(table.RowSource[Any]):
    """Rows of a short list that an act has narrowed by the typed words; only ordered here."""

    def __init__(self, find: Callable[[Any, table.Query], Sequence[table.Row]]) -> None:
        """`find(desk, query)` looks at words and filters itself."""
        super().__init__(lambda desk, query: find(desk, query.extra["asked"]))

    def count(self, desk: Any, query: table.Query) -> int:
        """Bring the rows anew and count them."""
        return super().count(desk, _asked(query))

    def page(self, desk: Any, query: table.Query, start: int, limit: int) -> Sequence[table.Row]:
        """Return a part of the rows brought last for this query."""
        return super().page(desk, _asked(query), start, limit)


def _asked(query: table.Query) -> table.Query:
    if "asked" in query.extra:
        return query
    return table.Query(sort=query.sort, extra={"asked": query})


def words_of(finding: Finding) -> str:
    """Return what a check says, in words; days without names stay as they are."""
    return i18n.text(finding.code, **finding.params)


def all_words(findings: Sequence[Finding]) -> str:
    """Return what several checks say as one line."""
    return i18n.text("record.between").join(words_of(each) for each in findings)


class Trail(QtWidgets.QStackedWidget):
    """A room's page: its lists at the bottom, and what was opened from them on top.

    Whatever lies on top may have `refresh()` and `may_leave()`; Esc on a record goes back.
    """

    def __init__(self) -> None:
        """Hold nothing yet; the first widget pushed is the bottom."""
        super().__init__()
        self._before: list[QtWidgets.QWidget | None] = []

    @property
    def top(self) -> QtWidgets.QWidget:
        """Return what is in front."""
        return self.widget(self.count() - 1)

    def push(self, widget: QtWidgets.QWidget) -> None:
        """Put something in front and give it the keyboard."""
        focus = QtWidgets.QApplication.focusWidget()
        mine = focus if focus is not None and self.isAncestorOf(focus) else None
        self._before.append(mine)
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        widget.setFocus()

    def back(self) -> None:
        """Take away what is in front; what lay below is asked anew and gets the keyboard back."""
        if self.count() < 2:  # noqa: PLR2004 -- the bottom stays
            return
        gone, before = self.top, self._before.pop()
        self.removeWidget(gone)
        gone.deleteLater()
        self.setCurrentWidget(self.top)
        self.setFocusProxy(self.top)
        self.refresh()
        if before is not None:
            before.setFocus()
        else:
            self.top.setFocus()

    def to_bottom(self) -> None:
        """Go back to the lists."""
        while self.count() > 1:
            self.back()

    def replace(self, widget: QtWidgets.QWidget) -> None:
        """Put something in the place of everything above the lists."""
        self.to_bottom()
        self.push(widget)

    def refresh(self) -> None:
        """Let what is in front ask anew."""
        call = getattr(self.top, "refresh", None)
        if call is not None:
            call()

    def may_leave(self) -> bool:
        """Say whether what is in front may be left; it asks the user itself."""
        may = getattr(self.top, "may_leave", None)
        return may is None or bool(may())


class Head(QtWidgets.QWidget):
    """The way back, the title of the record, its state, and what can be done with it."""

    def __init__(self, back: Callable[[], object], *actions: QtWidgets.QWidget) -> None:
        """`back` is also what Esc does anywhere in the widget that holds this head."""
        super().__init__()
        words = i18n.text("record.back")
        self.back = parts.icon_button("arrow-left", words, do=back)
        self.title = Elided()
        parts.role(self.title, "title")
        self.state = parts.Status()
        row = parts.across(self.back, self.title, self.state, *actions, gap=0.75)
        row.setStretch(1, 1)
        self.setLayout(row)

    def show_record(self, title: str, state: str = "", tone: str = "info") -> None:
        """Show what it is called and how it stands."""
        self.title.say(title)
        self.state.say(state, tone)
        self.state.setVisible(bool(state))


class FormPage(QtWidgets.QWidget):
    """A form that takes the whole page and asks before it is left."""

    def __init__(self, made: form.Form) -> None:
        """Show a form."""
        super().__init__()
        self.form = made
        self.setLayout(parts.down(made))
        self.setFocusProxy(made)

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else the form asks."""
        if self.form.is_changed:
            self.form.leave()
            return False
        return True


def question(
    frame: Window,
    title: str,
    declared: Sequence[Field | Section],
    act: Callable[[Any, dict[str, Any], tuple[str, ...]], Any] | None,
    *,
    done: Callable[[Any], object],
    values: Mapping[str, Any] | None = None,
    wide: float = 28,
) -> form.Form:
    """Ask for a few values in a dialog; `act` runs with them, `done` gets its answer.

    Without an act `done` gets the values themselves. The button says what `title` says.
    """
    made = form.Form(
        declared,
        Doing(act=act),
        name=title,
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=False,
        save_words=title,
    )
    if values:
        made.show_values(values)
    dialog = form.FormDialog(frame, title, made, wide=wide)
    made.saved.connect(lambda answer, _again: done(answer))
    dialog.open()
    made.focus_first()
    return made


def on_escape(widget: QtWidgets.QWidget, back: Callable[[], object]) -> None:
    """Let Esc anywhere in a widget go back."""
    on_key(widget, "Esc", back)


def on_key(widget: QtWidgets.QWidget, keys: str, do: Callable[[], object]) -> None:
    """Let keys anywhere in a widget do something."""
    shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), widget)
    shortcut.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)


class MenuButton(parts.Button):
    """A button that offers several things; Space or a click opens, arrows choose."""

    def __init__(self, words: str, entries: Sequence[MenuEntry] = (), kind: str = "") -> None:
        """Show `words`; entries may come later."""
        super().__init__(words, "chevron-down", kind)
        self.setLayoutDirection(QtCore.Qt.LayoutDirection.LeftToRight)
        self._menu = QtWidgets.QMenu(self)
        self.setMenu(self._menu)
        self.offer(entries)

    def offer(self, entries: Sequence[MenuEntry]) -> None:
        """Offer other entries; without any the button hides."""
        self._menu.clear()
        for words, icon, do in entries:
            action = self._menu.addAction(words, do)
            if icon:
                action.setIcon(icons.icon(icon))
        # A button without a parent would appear as a window of its own.
        if not entries or self.parentWidget() is not None:
            self.setVisible(bool(entries))

    def words(self) -> list[str]:
        """Return what is offered."""
        return [action.text() for action in self._menu.actions()]

    def choose(self, words: str) -> None:
        """Do what the entry with these words does."""
        next(each for each in self._menu.actions() if each.text() == words).trigger()


class Facts(QtWidgets.QWidget):
    """Short facts in a row that breaks: what it is in small, then its words."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._flow = Flow()
        self.setLayout(self._flow)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show pairs of (what, words); empty words are left out."""
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for what, words in facts:
            if words:
                self._flow.addWidget(self._fact(what, words))
        self.updateGeometry()

    @staticmethod
    def _fact(what: str, words: str) -> QtWidgets.QWidget:
        made = QtWidgets.QWidget()
        made.setLayout(parts.across(parts.label(what, "small"), parts.label(words), gap=0.5))
        made.setAccessibleName(f"{what} {words}")
        theme.follow(made, lambda: _air(made))
        return made


def _air(widget: QtWidgets.QWidget) -> None:
    layout = widget.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, theme.measures().gap, 0)


class Tile(QtWidgets.QPushButton):
    """One number with its caption; pressing it opens the list behind it."""

    def __init__(self, caption: str, icon: str) -> None:
        """Show dots until the number is there."""
        super().__init__()
        parts.role(self, "tile")
        self.setCheckable(True)
        self.caption = parts.label(caption, "small")
        self._picture = icons.Picture(icon, "muted")
        self._icon = icon
        self.number = parts.label("…", "heading")
        self.words = Elided()
        parts.role(self.words, "small")
        top = parts.across(self._picture, self.caption, None, self.number, gap=0.5)
        self.setLayout(parts.down(self._over(top), self.words, gap=0.25))
        self.setAccessibleName(caption)
        self.toggled.connect(lambda _on: self._mark())
        for label in self.findChildren(QtWidgets.QWidget):
            label.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.follow(self, self._fit)

    @staticmethod
    def _over(row: QtWidgets.QLayout) -> QtWidgets.QWidget:
        held = QtWidgets.QWidget()
        held.setLayout(row)
        return held

    def show_number(self, number: str, words: str = "", tone: str = "muted") -> None:
        """Show the number, a few words below it, and how things stand."""
        self.number.setText(number)
        parts.tone(self.number, "" if tone == "muted" else tone)
        self._picture.show_icon(parts.TONES[tone] if tone != "muted" else self._icon, tone)
        self.words.say(words)
        parts.tone(self.words, tone if tone in ("error", "warning", "ok") else "")
        self.setAccessibleName(f"{self.caption.text()} {number} {words}".strip())

    def sizeHint(self) -> QtCore.QSize:
        """Return the room for two lines of words; a push button does not ask its layout."""
        measures = theme.measures()
        high = round(measures.letter * 1.6 + measures.small * 1.5) + measures.unit * 3
        return QtCore.QSize(measures.em(7), high)

    def minimumSizeHint(self) -> QtCore.QSize:
        """Return the same: a tile is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Leave the icon out where the words need its room."""
        super().resizeEvent(event)
        self._picture.setVisible(self.width() >= theme.measures().em(ICON_EM))

    def _mark(self) -> None:
        parts.role(self.caption, "section" if self.isChecked() else "small")

    def _fit(self) -> None:
        measures = theme.measures()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(measures.gap, measures.unit, measures.gap, measures.unit)
            self.updateGeometry()


class Tiles(QtWidgets.QWidget):
    """A row of tiles of which one is chosen; arrows move between them."""

    chosen = QtCore.Signal(str)

    def __init__(self, tiles: Sequence[tuple[str, str, str]]) -> None:
        """Tiles are (name, caption in words, icon)."""
        super().__init__()
        self.tiles = {name: Tile(caption, icon) for name, caption, icon in tiles}
        self._group = QtWidgets.QButtonGroup(self)
        for name, tile in self.tiles.items():
            self._group.addButton(tile)
            tile.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
        row = parts.across(*self.tiles.values(), gap=0.75)
        for place in range(len(self.tiles)):
            row.setStretch(place, 1)
        self.setLayout(row)

    def choose(self, name: str) -> None:
        """Mark a tile and open its list."""
        self.tiles[name].setChecked(True)
        self.chosen.emit(name)


def body(*things: QtWidgets.QWidget) -> QtWidgets.QVBoxLayout:
    """Return the column of a record's page; the last thing takes the height that is left."""
    column = parts.down(*things, gap=0.75)
    column.setStretch(len(things) - 1, 1)
    return column


def plain(listing: table.Listing) -> table.Listing:
    """Leave the row above a short list out: there is nothing to look for and little to choose."""
    for tool in listing.findChildren(parts.IconButton):
        tool.hide()
    return listing
