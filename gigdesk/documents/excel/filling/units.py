"""What the amounts of a form count: said behind a mark, over its column, or for the whole sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.documents.excel.filling import marks as marking
from gigdesk.documents.excel.filling import pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.filling.marks import Mark

_TEN_THOUSAND, _THOUSAND, _YUAN = "\u4e07\u5143", "\u5343\u5143", "\u5143"
_SHORT = "\u4e07"
_UNIT = f"{_TEN_THOUSAND}|{_THOUSAND}|{_YUAN}"
_HOW = {
    _TEN_THOUSAND: marking.TEN_THOUSANDS,
    _SHORT: marking.TEN_THOUSANDS,
    _THOUSAND: marking.THOUSANDS,
}
_BEHIND = re.compile(rf"\(?({_UNIT}|{_SHORT})")
# At the end of a head or in its brackets; those who earn ten thousand yuan are no unit.
_OVER = (
    re.compile(rf"[(/]({_SHORT})\)?$"),
    re.compile(rf"({_UNIT})\)?$"),
    re.compile(rf"\([^()]*?({_UNIT})[^()]*\)"),
)
# In a corner over the list, for all its amounts.
_OF_SHEET = re.compile(f"\u5355\u4f4d:?(?:\u4eba\u6c11\u5e01)?({_UNIT})(?![\u4e00-\u9fff])")


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
        by_word = marking.normal(mark.label).rstrip(")").endswith(_TEN_THOUSAND)
        if not by_word or said not in (_YUAN, _THOUSAND):
            return mark
    elif said is None and is_below:
        said = _of_sheet(sheet, first)
    kept = [one for one in mark.how if one != marking.TEN_THOUSANDS]
    how = _HOW.get(said or "")
    return replace(mark, how=(*kept, how) if how else tuple(kept))


def _behind(sheet: Worksheet, mark: Mark) -> str | None:
    """Return the unit that a sentence names right behind the mark."""
    whole = pen.text_of(sheet.cell(mark.row, mark.column))
    found = _BEHIND.match(marking.normal(whole.partition(mark.text)[2]))
    return found[1] if found else None


def _over(sheet: Worksheet, column: int, first: int) -> Iterator[str]:
    """Yield the units that the heads over a column name, the nearest first."""
    is_nearest = True
    for row in range(first - 1, 0, -1):
        head = marking.normal(pen.text_of(sheet.cell(row, _lead(sheet, row, column))))
        found = next(filter(None, (one.search(head) for one in _OVER)), None)
        if found:
            yield found[1]
        elif is_nearest and _TEN_THOUSAND in head:
            yield _TEN_THOUSAND
        is_nearest = is_nearest and not head


def _of_sheet(sheet: Worksheet, first: int) -> str | None:
    """Return the unit that stands over the whole list."""
    for row in sheet.iter_rows(max_row=first - 1) if first > 1 else ():
        for cell in row:
            found = _OF_SHEET.search(marking.normal(pen.text_of(cell)))
            if found:
                return found[1]
    return None


def _lead(sheet: Worksheet, row: int, column: int) -> int:
    """Return the column in which the words of a merged cell stand."""
    for merge in sheet.merged_cells.ranges:
        within = int(merge.min_col or 0) <= column <= int(merge.max_col or 0)
        if within and merge.min_row == row:
            return int(merge.min_col or 0)
    return column
