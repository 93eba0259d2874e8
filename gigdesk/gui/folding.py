"""Folds words that are too long for one line into several.

What changes its own height with its width does so once the layout has come to rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Callable


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


class Later(QtCore.QObject):
    """Calls a widget's own fitting once after a layout, however often it was asked for.

    What a widget changes inside `resizeEvent` can lead to the next resize before the first has
    ended, each inside of the other, until the stack is full.
    """

    def __init__(self, widget: QtWidgets.QWidget, fit: Callable[[], None]) -> None:
        """Fit `widget`, and live as long as it does."""
        super().__init__(widget)
        self._widget, self._fit, self._wide = widget, fit, -1
        self._soon = QtCore.QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._do)

    def again(self) -> None:
        """Fit soon, whatever the width."""
        self._soon.start()

    def resized(self) -> None:
        """Fit soon where the width is not the one of the last time."""
        if self._widget.width() != self._wide:
            self._soon.start()

    def _do(self) -> None:
        self._wide = self._widget.width()
        self._fit()


class _Bar(QtWidgets.QScrollBar):
    """A scroll bar that keeps its room where there is nothing to scroll, and shows nothing then."""

    def sliderChange(self, change: QtWidgets.QAbstractSlider.SliderChange) -> None:
        """Be off while everything is in sight."""
        super().sliderChange(change)
        if change == self.SliderChange.SliderRangeChange:
            self.setEnabled(self.minimum() < self.maximum())


def steady(area: QtWidgets.QScrollArea) -> None:
    """Keep the room of the vertical scroll bar: no width is to depend on the height it leads to."""
    area.setVerticalScrollBar(_Bar())
    area.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
