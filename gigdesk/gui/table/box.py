"""The search box of a list: its hint names as many things as there is room for."""

from __future__ import annotations

import re

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme

_AIR = 8
"""What a line keeps free beside its words, in logical pixels."""


class SearchBox(QtWidgets.QLineEdit):
    """A line for words to search for; `name` is the list's, in words."""

    def __init__(self, name: str) -> None:
        """Say what it searches in."""
        super().__init__()
        self._hint = ""
        parts.role(self, "search")
        self.setClearButtonEnabled(True)
        self.setAccessibleName(i18n.text("window.table.search_in", name=name))
        self.addAction(icons.icon("search"), self.ActionPosition.LeadingPosition)
        self.setPlaceholderText(i18n.text("window.table.search"))
        theme.follow(self, self._fit)

    def setPlaceholderText(self, words: str) -> None:
        """Hint at what can be typed; the whole hint is read out, and stands in the tip."""
        self._hint = words
        self.setToolTip(words)
        self.setAccessibleDescription(words)
        self._shorten()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Fit the hint anew."""
        super().resizeEvent(event)
        self._shorten()

    def _fit(self) -> None:
        self.setMinimumWidth(theme.measures().em(12))
        self._shorten()

    def _shorten(self) -> None:
        room = self.width() - 2 * theme.measures().control - _AIR
        super().setPlaceholderText(shortened(self._hint, self.fontMetrics(), room))


def shortened(words: str, metrics: QtGui.QFontMetrics, room: int) -> str:
    """Return as many of the things that a hint lists as `room` logical pixels hold."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    listed = re.split(r"(?<=[,\N{IDEOGRAPHIC COMMA}\N{FULLWIDTH COMMA}])", words)
    for count in range(len(listed) - 1, 0, -1):
        some = "".join(listed[:count])[:-1] + "…"
        if metrics.horizontalAdvance(some) <= room:
            return some
    return metrics.elidedText(words, QtCore.Qt.TextElideMode.ElideRight, room)
