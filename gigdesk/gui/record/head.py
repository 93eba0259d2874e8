"""The head of a record: the way back, its title and state, what can be done with it, its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import flow, folding, icons, parts, reach, theme
from gigdesk.gui.window.head import Title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MenuEntry = tuple[str, str, "Callable[[], object]"]
"""One entry of a menu: words, icon, what it does."""


class Head(QtWidgets.QWidget):
    """The way back, the title of the record, its state, and what can be done with it."""

    def __init__(self, back: Callable[[], object], *actions: QtWidgets.QWidget) -> None:
        """`back` is also what Esc does anywhere in the widget that holds this head."""
        super().__init__()
        words = i18n.text("record.back")
        self.back = parts.icon_button("arrow-left", words, do=back)
        self.title = Title()
        parts.role(self.title, "title")
        self.state = parts.Status()
        self.state.hide()
        self._called = ""
        self._row = parts.across(self.back, self.title, self.state, *actions, gap=0.75)
        self._row.setStretch(1, 1)
        self.setLayout(self._row)
        # Buttons that come or go change what is left.
        self._fitting = folding.Later(self, self._fit, inner=True)

    def show_record(self, title: str, state: str = "", tone: str = "info") -> None:
        """Show what it is called and how it stands."""
        self._called = title
        self.title.say(title)
        self.state.say(state, tone)
        self.state.setVisible(bool(state))
        self._fitting.again()

    def _fit(self) -> None:
        """Show the state by its icon alone where its words would cut the title, which says them."""
        left = left_in(self._row, 1, self.width()) - self.state.spared
        brief = left < self.title.needed(self._called) + theme.measures().unit * 2
        self.state.set_brief(brief=brief)
        state = self.state.accessibleName()
        both = i18n.text("record.state_of", title=self._called, state=state)
        said = both if brief and state else self._called
        if said != self.title.accessibleName():
            self.title.say(said)


def left_in(row: QtWidgets.QBoxLayout, place: int, wide: int) -> int:
    """Return the width that a row of `wide` logical pixels leaves for what stands at a place.

    It is told by what the others ask for: where they stand at the moment is the row of before.
    """
    places = [number for number in range(row.count()) if number != place]
    others = [item for item in map(row.itemAt, places) if item and not item.isEmpty()]
    return wide - sum(item.sizeHint().width() + row.spacing() for item in others)


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
        """Offer other entries that the role reaches; without any the button hides."""
        entries = [each for each in entries if reach.allows(each[2])]
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


class Rows(QtWidgets.QWidget):
    """Small things in a row that breaks."""

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._flow = flow.Flow()
        self.setLayout(self._flow)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def count(self) -> int:
        """Return how many there are."""
        return self._flow.count()

    def put(self, made: Sequence[QtWidgets.QWidget]) -> None:
        """Show these in the place of those before."""
        parts.empty(self._flow)
        for widget in made:
            self._flow.addWidget(widget)
        self.updateGeometry()

    def shown(self) -> list[QtWidgets.QWidget]:
        """Return those that are in sight."""
        every = map(self._flow.at, range(self.count))
        return [widget for widget in every if not widget.isHidden()]

    def high_of(self, count: int, width: int) -> int:
        """Return the height in logical pixels of the first ones in rows of `width`."""
        sizes = [self._flow.at(number).sizeHint() for number in range(count)]
        rows = flow.rows_of([size.width() for size in sizes], width)
        high = max((size.height() for size in sizes), default=0)
        return rows * high + max(0, rows - 1) * theme.measures().unit

    def keep(self, count: int) -> None:
        """Show so many of the first ones and hide the rest."""
        for number in range(self.count):
            widget = self._flow.at(number)
            if widget.isHidden() != (number >= count):
                widget.setVisible(number < count)


class Facts(Rows):
    """Short facts: what it is in small, then its words."""

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show pairs of (what, words); empty words are left out."""
        self.put([self._fact(what, words) for what, words in facts if words])

    @staticmethod
    def _fact(what: str, words: str) -> QtWidgets.QWidget:
        label, said = parts.label(what, "small"), parts.label(words)
        return airy(parts.across(label, said, gap=0.5), f"{what} {words}")


def airy(row: QtWidgets.QLayout, name: str) -> QtWidgets.QWidget:
    """Return one thing of `Rows` with free room on its right; `name` is read out."""
    made = QtWidgets.QWidget()
    made.setLayout(row)
    made.setAccessibleName(name)
    theme.follow(made, lambda: row.setContentsMargins(0, 0, theme.measures().gap, 0))
    return made
