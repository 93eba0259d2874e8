"""Folds words that are too long for one line into several."""

from __future__ import annotations

from PySide6 import QtCore, QtGui


def folded(words: str, font: QtGui.QFont, room: int, *, most: int = 2) -> list[str]:
    """Return words in lines of `room` logical pixels; of more than `most` the last is elided."""
    metrics = QtGui.QFontMetrics(font)
    lines, rest = list[str](), words.strip()
    while len(lines) < most - 1 and metrics.horizontalAdvance(rest) > room:
        layout = QtGui.QTextLayout(rest, font)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room)
        first = line.textLength()
        layout.endLayout()
        lines.append(rest[:first].strip())
        rest = rest[first:].strip()
    return [*lines, metrics.elidedText(rest, QtCore.Qt.TextElideMode.ElideRight, room)]
