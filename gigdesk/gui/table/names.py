"""Writes what says whose a row is: whole, on two small lines where one line is too short."""

from __future__ import annotations

from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import folding, theme

_SMALLER = 0.76
"""Two lines of this share of the letters fit into the height of a row."""


def lines(words: str, font: QtGui.QFont, room: int) -> list[str]:
    """Return words as they stand in `room` logical pixels: one line, or two in small letters."""
    if QtGui.QFontMetrics(font).horizontalAdvance(words) <= room:
        return [words]
    return folding.folded(words, smaller(font), room)


def smaller(font: QtGui.QFont) -> QtGui.QFont:
    """Return the letters of which two lines fit into a row."""
    made = QtGui.QFont(font)
    made.setPixelSize(round(theme.measures().letter * _SMALLER))
    return made


def room_of(wide: int) -> int:
    """Return how much of the width of a column is for words."""
    return wide - sides()


def sides() -> int:
    """Return how much of the width of a column stays free beside its words."""
    return 2 * (theme.measures().unit + theme.CELL_EDGE)


class Names(QtWidgets.QStyledItemDelegate):
    """Paints the cells of names; all else stays with Qt, which is quicker."""

    def paint(
        self,
        painter: QtGui.QPainter,
        option: QtWidgets.QStyleOptionViewItem,
        index: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
    ) -> None:
        """Paint a name on two lines where it would be cut on one."""
        made: Any = QtWidgets.QStyleOptionViewItem(option)
        self.initStyleOption(made, index)
        words, room = made.text, room_of(made.rect.width())
        if QtGui.QFontMetrics(made.font).horizontalAdvance(words) <= room:
            super().paint(painter, option, index)
            return
        made.text = ""
        cell = QtWidgets.QStyle.ControlElement.CE_ItemViewItem
        made.widget.style().drawControl(cell, made, painter, made.widget)
        chosen = made.state & QtWidgets.QStyle.StateFlag.State_Selected
        part = QtGui.QPalette.ColorRole
        painter.save()
        painter.setFont(smaller(made.font))
        painter.setPen(made.palette.color(part.HighlightedText if chosen else part.Text))
        side = sides() // 2
        painter.drawText(
            made.rect.adjusted(side, 0, -side, 0),
            QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter,
            "\n".join(lines(words, made.font, room)),
        )
        painter.restore()
