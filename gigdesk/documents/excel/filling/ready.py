"""Empty rows that a form holds ready under its list row: numbered, or only ruled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.documents.excel.filling import pen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Ready:
    """How many such rows there are, and the columns that count them: from which number on."""

    rows: int = 0
    counted: dict[int, int] = field(default_factory=dict)


def find(sheet: Worksheet, row: int, columns: Collection[int], running: Collection[int]) -> Ready:
    """Return the rows below the list row `row` that wait for people.

    Its marks stand in `columns`, those for the running number in `running`. Such a row holds a
    running number, or what the list row holds beside its marks (an amount, the same formula), or
    nothing between the same lines. Any other word ends the list.
    """
    by_row: dict[int, dict[int, Any]] = {}
    for cell in pen.cells_of(sheet):
        if cell.row >= row:
            by_row.setdefault(cell.row, {})[cell.column] = cell
    pattern = by_row.get(row, {})
    count, numbers = 0, _first_numbers(pattern, running)
    uneven = _uneven_rows(sheet)
    while True:
        below = row + count + 1
        cells = by_row.get(below, {})
        form = sheet.row_dimensions.get(below) if below in sheet.row_dimensions else None
        hidden = form is not None and bool(form.hidden)
        if below in uneven or hidden or not _waits(cells, pattern, columns, numbers):
            break
        count += 1
    starts = {c: cell.value for c, cell in pattern.items() if _is_number(cell.value)}
    # A number that every row repeats is an amount, one that rises with the rows counts them.
    rising = {
        c: int(start) for c, start in starts.items() if count and numbers[c] == int(start) + count
    }
    return Ready(count, rising)


def clear(sheet: Worksheet, first: int, count: int) -> None:
    """Take away what stands in rows that are about to be written, their merges first."""
    last = first + count - 1
    for merge in list(sheet.merged_cells.ranges):
        if first <= int(merge.min_row or 0) and int(merge.max_row or 0) <= last:
            sheet.merged_cells.ranges.discard(merge)
    grid: Any = sheet._cells  # noqa: SLF001 -- openpyxl has no public way but shifting all rows
    for at in [at for at in grid if first <= at[0] <= last]:
        del grid[at]


def _first_numbers(pattern: dict[int, Any], running: Collection[int]) -> dict[int, int | None]:
    """Return the columns that may count: by a mark for the number (no start), or by a number."""
    written = {c: int(cell.value) for c, cell in pattern.items() if _is_number(cell.value)}
    return {**dict.fromkeys(running), **written}


def _waits(
    cells: dict[int, Any],
    pattern: dict[int, Any],
    columns: Iterable[int],
    numbers: dict[int, int | None],
) -> bool:
    """Say whether a row is one of the list that waits to be written; `numbers` counts on."""
    filled = {column: cell for column, cell in cells.items() if cell.value not in (None, "")}
    counted: dict[int, int] = {}
    for column, cell in filled.items():
        own = pattern.get(column)
        if _is_number(cell.value) and column in numbers:
            before = numbers[column]
            if before is None or int(cell.value) == before + 1:
                counted[column] = int(cell.value)
                continue
        if cell.data_type == "f" and column in numbers and numbers[column] is None:
            continue
        if own is None or not pen.is_repeated(own, cell):
            return False
    if not filled:
        return all(_is_ruled(cells.get(column), pattern.get(column)) for column in columns)
    numbers.update(counted)
    return True


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        return value.isascii() and value.isdecimal()
    return isinstance(value, int) or (isinstance(value, float) and value.is_integer())


def _is_ruled(cell: Any, own: Any) -> bool:
    """Say whether an empty cell stands between the same lines as the one of the list row."""
    if cell is None or own is None or not cell.has_style or not own.has_style:
        return False
    sides = [(cell.border.bottom, own.border.bottom), (cell.border.left, own.border.left)]
    return all(side.style and side.style == like.style for side, like in sides)


def _uneven_rows(sheet: Worksheet) -> set[int]:
    """Return the rows that a merge of several rows reaches."""
    return {
        row
        for merge in sheet.merged_cells.ranges
        if merge.max_row != merge.min_row
        for row in range(int(merge.min_row or 0), int(merge.max_row or 0) + 1)
    }
