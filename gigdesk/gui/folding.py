"""Folds words that are too long for one line into several.

What changes its own height with its width does so once the layout has come to rest.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable


MOST_PASSES, REST_MS = 8, 100
"""Two sizes that lead to each other are left alone after so many fittings of each without a rest.

What was refused meanwhile is made up for in one more round, as long as the first.
"""

LARGEST = 16_777_215
"""The largest width or height that a widget may have: no bound."""
_Type = QtCore.QEvent.Type
_ANEW = frozenset({_Type.Show, _Type.StyleChange})
_PASS = _Type(QtCore.QEvent.registerEventType())


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


def height_of(label: QtWidgets.QLabel, room: int) -> int:
    """Return the height of a label's words in `room` logical pixels.

    The label itself would never say less than the least height it was given before.
    """
    wrap = QtCore.Qt.TextFlag.TextWordWrap if label.wordWrap() else QtCore.Qt.TextFlag(0)
    place = QtCore.QRect(0, 0, room, LARGEST)
    return label.fontMetrics().boundingRect(place, wrap, label.text()).height()


class Later(QtCore.QObject):
    """Calls a widget's own fitting once after a layout, however often it was asked for.

    What a widget changes inside `resizeEvent` can lead to the next resize before the first has
    ended, each inside of the other, until the stack is full. Here the fitting is posted: it comes
    when all layouts have ended, before anything is painted, and never to what is out of sight.
    """

    def __init__(
        self,
        widget: QtWidgets.QWidget,
        fit: Callable[[], object],
        *,
        high: bool = False,
        inner: bool = False,
    ) -> None:
        """Fit `widget` whenever its width has changed, it comes into sight, or its look changes.

        `high` also looks at its height, `inner` at what stands inside of it.
        """
        super().__init__(widget)
        self._widget, self._fit, self._high = widget, fit, high
        self._wakes = _ANEW | {_Type.LayoutRequest} if inner else _ANEW
        self._seen = (-1, -1)
        self._is_asked, self._is_owed, self._is_second = False, False, False
        self._passes: collections.Counter[tuple[int, int, int]] = collections.Counter()
        self._rest = QtCore.QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        widget.installEventFilter(self)
        self.again()

    def eventFilter(self, _watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Follow the widget; nothing is done before its layout has ended."""
        kind = event.type()
        if kind in self._wakes or (kind == _Type.Resize and self._size() != self._seen):
            self.again()
        return False

    def again(self) -> None:
        """Fit soon, whatever the size."""
        if self._passes[self._turn()] < MOST_PASSES:
            self._ask()
        else:
            self._is_owed = True

    def customEvent(self, _event: QtCore.QEvent) -> None:
        """Fit, now that everything has its place."""
        self._is_asked = False
        if self._widget.isVisible():
            self._seen = self._size()
            self._passes[self._turn()] += 1
            self._rest.start()
            self._fit()

    def _size(self) -> tuple[int, int]:
        return self._widget.width(), self._widget.height() if self._high else 0

    def _turn(self) -> tuple[int, int, int]:
        """Return what a loop comes back to: other letters at the same size are another matter."""
        return *self._size(), theme.step()

    def _ask(self) -> None:
        if not self._is_asked:
            self._is_asked = True
            QtCore.QCoreApplication.postEvent(self, QtCore.QEvent(_PASS))

    def _rested(self) -> None:
        self._passes.clear()
        self._is_second = self._is_owed and not self._is_second
        self._is_owed = False
        if self._is_second:
            self._ask()


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
