"""Folds words that are too long for one line into two."""

from __future__ import annotations

from PySide6 import QtCore, QtGui


def folded(words: str, font: QtGui.QFont, room: int) -> list[str]:
    """Return words as one line of `room` logical pixels, or as two, the last elided."""
    metrics = QtGui.QFontMetrics(font)
    if metrics.horizontalAdvance(words) <= room:
        return [words]
    layout = QtGui.QTextLayout(words, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    first = line.textLength()
    layout.endLayout()
    rest = words[first:].strip()
    return [
        words[:first].strip(),
        metrics.elidedText(rest, QtCore.Qt.TextElideMode.ElideRight, room),
    ]
