"""The head of a record: the way back, its title and state, what can be done with it, its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, reach, theme
from gigdesk.gui.flow import Flow
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
        row = parts.across(self.back, self.title, self.state, *actions, gap=0.75)
        row.setStretch(1, 1)
        self.setLayout(row)

    def show_record(self, title: str, state: str = "", tone: str = "info") -> None:
        """Show what it is called and how it stands."""
        self.title.say(title)
        self.state.say(state, tone)
        self.state.setVisible(bool(state))
        self._fit()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give the title what the state can spare."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QtCore.QEvent) -> bool:
        """Fit anew when buttons have come or gone."""
        if event.type() == QtCore.QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Show the state by its icon alone where its words would cut the title."""
        layout = self.layout()
        if layout is None:
            return
        wanted = self.title.needed()
        # The title itself asks for nothing: it takes what the others leave.
        left = self.width() - layout.sizeHint().width() - self.state.spared
        self.state.set_brief(brief=left < wanted + theme.measures().unit * 2)


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
