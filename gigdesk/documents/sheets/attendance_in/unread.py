"""What a person's row holds beside the days and the known columns: told, never passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_UNDER_NO_DAY = "intake.attendance.under_no_day"
_EXACT = (
    "intake.words.serial",
    "intake.words.name",
    "intake.words.docno",
    "intake.words.person_number",
    "intake.words.morning",
    "intake.words.afternoon",
    "intake.words.beside_days",
)
_PART = (
    "intake.words.subtotal",
    "intake.words.days_total",
    "intake.words.pay_group",
    "intake.words.signed",
)


def tell(
    ledger: records.Ledger,
    grid: Grid,
    headers: Sequence[Row],
    people: Sequence[tuple[Row, str]],
) -> None:
    """Tell every filled cell under a head that is neither a day nor a known column.

    `headers` are the rows down to the one of the days, `people` the rows with their names. What
    may be a day's mark is a problem of its own; a column with a word of its own is told once.
    """
    taken = {*grid.heads, *(grid.lower or ()), *grid.layout.values(), *grid.totals}
    first, last = min(grid.heads), max(grid.heads)
    leftmost = min((*grid.layout.values(), first))
    heads: dict[int, str] = {}
    counts: dict[int, list[int]] = {}
    for row, name in people:
        for column in row.own():
            if column in taken or column == grid.part_column or not _here(column, grid):
                continue
            head = heads.setdefault(column, _head(headers, column))
            # Numbers left of everything, under no head, only count the rows.
            counts_rows = not head and column < leftmost and row.text(column).isdigit()
            if counts_rows or _is_known(head):
                continue
            bare = not head or any(sign.isdigit() for sign in head)
            if first < column and (column < last or bare):
                place = records.Place(row.number, column, name)
                ledger.trouble(place, row.text(column), _UNDER_NO_DAY, {"head": head})
            elif row.text(column) != "0":
                counts.setdefault(column, []).append(row.number)
    for column, numbers in sorted(counts.items()):
        ledger.tell_column(records.Place(numbers[0], column), heads[column], len(numbers))


def _here(column: int, grid: Grid) -> bool:
    """Say whether a column is of this block; the last block has all that stands to its right."""
    return column in grid.within or (column >= grid.within.stop and grid.is_last)


def _head(headers: Sequence[Row], column: int) -> str:
    """Return what stands nearest above a column, titles over the whole sheet left out."""
    for row in reversed(headers):
        text = row.text(column)
        if text and (len(row.own()) > 1 or row is headers[-1]):
            return text
    return ""


def _is_known(head: str) -> bool:
    """Say whether a head names a column that holds no day."""
    plain = sheet_words.plain(head)
    if not plain:
        return False
    if any(plain in sheet_words.words(key) for key in _EXACT):
        return True
    if any(word in plain for key in _PART for word in sheet_words.words(key)):
        return True
    return workers.columns.match_header(head) is not None
