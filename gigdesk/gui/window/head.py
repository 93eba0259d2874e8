"""The row above the page: its title, the search box, and what is always at hand."""

from __future__ import annotations

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme


class Head(QtWidgets.QFrame):
    """Title on the left, search and tools on the right."""

    def __init__(self) -> None:
        """Lay out the row; the frame connects it."""
        super().__init__()
        parts.role(self, "header")
        self.title = parts.label("", "title")
        self.search = QtWidgets.QLineEdit()
        parts.role(self.search, "search")
        self.search.setClearButtonEnabled(True)
        self.search.setAccessibleName(i18n.text("window.search.name"))
        self.search.setPlaceholderText(i18n.text("window.search.hint"))
        self.search.addAction(icons.icon("search"), self.search.ActionPosition.LeadingPosition)
        text = i18n.text
        self.undo = parts.icon_button("arrow-back-up", text("window.undo.name"))
        self.jobs = parts.icon_button("list-check", text("window.jobs.name"))
        self.letters = parts.icon_button("text-size", text("window.letters.name"))
        self.help = parts.icon_button("keyboard", text("window.keys.name"))
        row = parts.across(
            self.title, None, self.search, self.undo, self.jobs, self.letters, self.help, gap=0.75
        )
        self.setLayout(row)
        parts.pad(self, 1, 0.5)
        theme.follow(self, self._fit)

    def show_title(self, words: str) -> None:
        """Show what the page shows; the search box takes what is left."""
        self.title.setText(words)
        self._fit()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Give the search box what the title leaves."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measures = theme.measures()
        tools = 4 * (measures.icon + measures.unit * 5)
        room = self.width() - self.title.sizeHint().width() - tools - measures.pad * 3
        self.search.setFixedWidth(min(max(room, measures.em(8)), measures.em(24)))


class Elided(QtWidgets.QLabel):
    """A label whose words end in `…` where the room ends; the whole stands in the tip."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._words = ""
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Preferred
        )

    def say(self, words: str) -> None:
        """Show words as far as they fit."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._elide()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Fit the words anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        mode = QtCore.Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, max(0, self.width() - 4)))
