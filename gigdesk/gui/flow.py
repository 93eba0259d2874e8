"""Lays widgets out like words: in a row, going on in the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk.gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence


class Flow(QtWidgets.QLayout):
    """Lays widgets in a row and goes on in the next one where the width ends."""

    def __init__(self) -> None:
        """Hold no widgets yet."""
        super().__init__()
        self._items: list[QtWidgets.QLayoutItem] = []

    def addItem(self, item: QtWidgets.QLayoutItem) -> None:
        """Take in one more."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QtWidgets.QLayoutItem | None:
        """Return one of them; Qt asks beyond the end to find it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def at(self, index: int) -> QtWidgets.QWidget:
        """Return one of the widgets."""
        return self._items[index].widget()

    def takeAt(self, index: int) -> QtWidgets.QLayoutItem | None:  # type: ignore[override]
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._lay(QtCore.QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QtCore.QSize:
        """Return the size of one row."""
        return self.minimumSize()

    def minimumSize(self) -> QtCore.QSize:
        """Return the size of the largest widget."""
        size = QtCore.QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def setGeometry(self, rect: QtCore.QRect) -> None:
        """Lay the widgets into a place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def _lay(self, rect: QtCore.QRect, *, move: bool) -> int:
        gap, x, y, high = theme.measures().unit, rect.x(), rect.y(), 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, high = rect.x(), y + high + gap, 0
            if move:
                item.setGeometry(QtCore.QRect(QtCore.QPoint(x, y), size))
            x += size.width() + gap
            high = max(high, size.height())
        return y + high - rect.y()


def rows_of(widths: Sequence[int], room: int) -> int:
    """Return how many rows of `room` logical pixels a flow needs for widgets of these widths."""
    gap, x, rows = theme.measures().unit, 0, 0
    for wide in widths:
        if not rows or (x and x + wide > room):
            x, rows = 0, rows + 1
        x += wide + gap
    return rows
