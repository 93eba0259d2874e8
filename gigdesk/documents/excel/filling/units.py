"""What the amounts of a form count: said behind a mark, over its column, or for the whole sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.documents.excel.filling import marks as marking
from gigdesk.documents.excel.filling import pen
from gigdesk.domain.workers import columns, corners, figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.filling.marks import Mark

_HOW = {
    money.TEN_THOUSAND_YUAN_FEN: marking.TEN_THOUSANDS,
    1000 * money.YUAN_FEN: marking.THOUSANDS,
}
_BEHIND = re.compile(rf"\(?({figures.UNIT}|{figures.UNIT_SHORT})")
# At the end of a head or in its brackets; those who earn ten thousand yuan are no unit.
_OVER = (
    re.compile(rf"[(/]({figures.UNIT_SHORT})\)?$"),
    re.compile(rf"({figures.UNIT})\)?$"),
    re.compile(rf"\([^()]*?({figures.UNIT})[^()]*\)"),
)


def counted(sheet: Worksheet, mark: Mark, first: int) -> Mark:
    """Return a mark for an amount in the unit that the form counts where it stands.

    `first` is the first row of the list, 0 where there is none. Under a head in ten thousands of
    yuan the figure in yuan would be read as ten thousand times it, a sum below the list as well.
    """
    if not (mark.key.endswith("_fen") and mark.row):
        return mark
    is_below = 0 < first <= mark.row
    said = _behind(sheet, mark) or (
        next(_over(sheet, mark.column, first), None) if is_below else None
    )
    if marking.TEN_THOUSANDS in mark.how:
        # The county's own word for the field names its unit; what the reader sees beside it counts.
        by_word = bool(figures.TEN_THOUSANDS.search(marking.normal(mark.label)))
        if not by_word or said in {None, money.TEN_THOUSAND_YUAN_FEN}:
            return mark
    elif said is None and is_below:
        said = _of_sheet(sheet, first)
    kept = [one for one in mark.how if one != marking.TEN_THOUSANDS]
    how = _HOW.get(said or 0)
    return replace(mark, how=(*kept, how) if how else tuple(kept))


def _counts(unit: str) -> int:
    """Return what a unit counts in fen; the short word is that of ten thousands."""
    return columns.unit_fen(unit) or money.TEN_THOUSAND_YUAN_FEN


def _behind(sheet: Worksheet, mark: Mark) -> int | None:
    """Return the unit that a sentence names right behind the mark."""
    whole = pen.text_of(sheet.cell(mark.row, mark.column))
    found = _BEHIND.match(marking.normal(whole.partition(mark.text)[2]))
    return _counts(found[1]) if found else None


def _over(sheet: Worksheet, column: int, first: int) -> Iterator[int]:
    """Yield the units that the heads over a column name, the nearest first."""
    is_nearest = True
    for row in range(first - 1, 0, -1):
        head = marking.normal(pen.text_of(sheet.cell(row, _lead(sheet, row, column))))
        found = next(filter(None, (one.search(head) for one in _OVER)), None)
        if found:
            yield _counts(found[1])
        elif is_nearest and figures.TEN_THOUSANDS.search(head):
            yield money.TEN_THOUSAND_YUAN_FEN
        is_nearest = is_nearest and not head


def _of_sheet(sheet: Worksheet, first: int) -> int | None:
    """Return the unit that stands over the whole list."""
    rows = sheet.iter_rows(max_row=first - 1) if first > 1 else ()
    found = next(corners.over(map(pen.text_of, row) for row in rows), None)
    return found.fen if found else None


def _lead(sheet: Worksheet, row: int, column: int) -> int:
    """Return the column in which the words of a merged cell stand."""
    for merge in sheet.merged_cells.ranges:
        within = int(merge.min_col or 0) <= column <= int(merge.max_col or 0)
        if within and merge.min_row == row:
            return int(merge.min_col or 0)
    return column
