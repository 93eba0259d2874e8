"""The row above the page: its title, the search box, and what is always at hand."""

from __future__ import annotations

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, icons, parts, theme

MOST_LINES = 4
"""More lines no name needs; a title that grew further would push its list out of sight."""


class Head(QtWidgets.QFrame):
    """Title on the left, search and tools on the right."""

    def __init__(self) -> None:
        """Lay out the row; the frame connects it."""
        super().__init__()
        parts.role(self, "header")
        self.title = Title(most=2)
        parts.role(self.title, "title")
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
            self.title, self.search, self.undo, self.jobs, self.letters, self.help, gap=0.75
        )
        row.setStretch(0, 1)
        self.setLayout(row)
        parts.pad(self, 1, 0.5)
        self._fitting = folding.Later(self, self._fit)

    def show_title(self, words: str) -> None:
        """Show what the page shows; the search box takes what is left."""
        self.title.say(words)
        self._fitting.again()

    def _fit(self) -> None:
        """Give the search box what the title leaves."""
        measures = theme.measures()
        tools = 4 * (measures.icon + measures.unit * 5)
        room = self.width() - self.title.needed() - measures.gap - tools - measures.pad * 3
        self.search.setFixedWidth(min(max(room, measures.em(9)), measures.em(24)))


class Elided(QtWidgets.QLabel):
    """A label whose words end in `…` where the room ends; the whole stands in the tip."""

    def __init__(self) -> None:
        """Say nothing yet."""
        super().__init__()
        self._words = ""
        self.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Preferred
        )
        folding.Later(self, self._elide)

    def say(self, words: str) -> None:
        """Show words as far as they fit."""
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(words)
        self._elide()

    def _elide(self) -> None:
        mode = QtCore.Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, mode, max(0, self.width() - 4)))


class Title(Elided):
    """A title in large letters, or in small ones on several lines where it would be cut."""

    def __init__(self, most: int = MOST_LINES) -> None:
        """Have at most so many lines."""
        super().__init__()
        self._most = most

    def needed(self, words: str = "") -> int:
        """Return the width in logical pixels of the title, or of `words`, in large letters."""
        metrics = QtGui.QFontMetrics(self._bold(theme.measures().title))
        return metrics.horizontalAdvance(words or self.accessibleName())

    def _elide(self) -> None:
        room = max(1, self.width() - 4)
        whole = self.accessibleName()
        if self.needed() <= room:
            parts.role(self, "title")
            self.setText(whole)
        else:
            parts.role(self, "subtitle")
            small = self._bold(theme.measures().small)
            self.setText("\n".join(folding.folded(whole, small, room, most=self._most)))

    def sizeHint(self) -> QtCore.QSize:
        """Return the size of the words in the letters of now.

        After two changes of letters in one go a label would still tell the height of the first.
        """
        return QtCore.QSize(super().sizeHint().width(), folding.height_of(self, folding.LARGEST))

    def minimumSizeHint(self) -> QtCore.QSize:
        """Return the least size: no line of a title is crushed."""
        return QtCore.QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _bold(self, letter: int) -> QtGui.QFont:
        font = QtGui.QFont(self.font())
        font.setPixelSize(letter)
        font.setBold(True)
        return font
