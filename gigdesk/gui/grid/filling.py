"""What filling would change in a grid: downwards, to the right, a whole rectangle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

if TYPE_CHECKING:
    from gigdesk.gui.grid.cells import Change
    from gigdesk.gui.grid.model import GridModel
    from gigdesk.gui.grid.pasting import Place
    from gigdesk.gui.table.model import Index


def value(cells: GridModel, row: int, number: int) -> Any:
    """Return what stands in a cell."""
    return cells.value(cells.row_id(row), cells.columns[number].key)


def down(cells: GridModel, place: Place) -> list[Change]:
    """Repeat the top row of a rectangle below; a single row takes the one above it."""
    top = place.top if place.bottom > place.top else place.top - 1
    if top < 0:
        return []
    return [
        cells.change(row, number, value(cells, top, number))
        for number in range(place.left, place.right + 1)
        for row in range(top + 1, place.bottom + 1)
    ]


def right(cells: GridModel, place: Place) -> list[Change]:
    """Repeat the left column of a rectangle to the right; a single one takes the one before it.

    A column that takes nothing, such as a sum, is not repeated.
    """
    left = place.left if place.right > place.left else place.left - 1
    if left < 0 or cells.columns[left].read_only:
        return []
    return [
        cells.change(row, number, value(cells, row, left))
        for row in range(place.top, place.bottom + 1)
        for number in range(left + 1, place.right + 1)
    ]


def block(cells: GridModel, place: Place, new: Any) -> list[Change]:
    """Put one value into every cell of a rectangle."""
    return [
        cells.change(row, number, new)
        for row in range(place.top, place.bottom + 1)
        for number in range(place.left, place.right + 1)
    ]


def writable(cells: GridModel) -> list[int]:
    """Return the numbers of the columns that take something."""
    return [number for number, column in enumerate(cells.columns) if not column.read_only]


def beside(cells: GridModel, row: int, number: int, back: int) -> tuple[int, int]:
    """Return the next cell to the side that takes something, in this row or the next one."""
    open_to = writable(cells) or list(range(len(cells.columns)))
    if back > 0:
        later = [each for each in open_to if each > number]
        return (row, later[0]) if later else (row + 1, open_to[0])
    before = [each for each in open_to if each < number]
    return (row, before[-1]) if before else (row - 1, open_to[-1])


def why_closed(index: Index, cells: GridModel) -> str:
    """Return why nothing can be written into a cell, where that is so and known."""
    if not index.isValid() or index.flags() & QtCore.Qt.ItemFlag.ItemIsEditable:
        return ""
    return cells.columns[index.column()].closed
