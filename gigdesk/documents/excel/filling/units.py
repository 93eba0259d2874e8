"""What the amounts of a form count: said behind a mark, over its column, or for the whole sheet."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.documents.excel.filling import marks as marking
from gigdesk.documents.excel.filling import pen
from gigdesk.domain.workers import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.filling.marks import Mark

_UNIT = r"\u4e07\u5143|\u5343\u5143|\u5143"
_SHORT = r"\u4e07"
_HOW = {
    money.TEN_THOUSAND_YUAN_FEN: marking.TEN_THOUSANDS,
    1000 * money.YUAN_FEN: marking.THOUSANDS,
}
_BEHIND = re.compile(rf"\(?({_UNIT}|{_SHORT})")
# At the end of a head or in its brackets; those who earn ten thousand yuan are no unit.
_OVER = (
    re.compile(rf"[(/]({_SHORT})\)?$"),
    re.compile(rf"({_UNIT})\)?$"),
    re.compile(rf"\([^()]*?({_UNIT})[^()]*\)"),
)
_NAMED = re.compile(r"\u4e07\u5143")
# In a corner over the list, for all its amounts; behind a blank the cell may go on with a date.
_GAP = r"\s*"
_LEADING = rf"\u5355{_GAP}\u4f4d{_GAP}\u4e3a?{_GAP}[:(]?{_GAP}"
# Before it may stand what else the form counts: people, households, parts of a hundred.
_WIDE = rf"\u4e07{_GAP}\u5143|\u5343{_GAP}\u5143|\u5143"
_OTHER = rf"(?!{_WIDE})[\u4e00-\u9fff%]{{1,4}}{_GAP}[,;/\u3001(]{_GAP}"
_OTHERS = rf"(?:{_OTHER}){{0,4}}(?:\u4eba\u6c11\u5e01)?{_GAP}"
# Two units tell none.
_OF_SHEET = re.compile(
    rf"{_LEADING}{_OTHERS}({_WIDE})(?![\u4e00-\u9fff])"
    rf"(?!{_GAP}[,;/\u3001]{_GAP}(?:{_WIDE}))"
)
_COUNTED_IN = re.compile(
    rf"[\u4ee5\u6309](?:\u4eba\u6c11\u5e01)?({_WIDE})(?:\u4e3a{_GAP}\u5355{_GAP}\u4f4d|\u8ba1(?!\u7b97))"
)
# The office that fills in, makes or sends a form is no unit; the form's own unit is one.
_FILLING = re.compile(
    r"(?:[\u5236\u9001]|[\u586b\u4e0a\u7533\u7f16\u5448\u6c47\u9001]\u62a5|[\u586b\u5236\u7f16\u9020\u4ee3]\u8868)$"
)
_WORD_ALONE = re.compile(rf".*{_LEADING}$", re.DOTALL)


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
        by_word = bool(_NAMED.search(marking.normal(mark.label)))
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
        elif is_nearest and _NAMED.search(head):
            yield money.TEN_THOUSAND_YUAN_FEN
        is_nearest = is_nearest and not head


def _of_sheet(sheet: Worksheet, first: int) -> int | None:
    """Return the unit that stands over the whole list."""
    for row in sheet.iter_rows(max_row=first - 1) if first > 1 else ():
        word = ""
        for text in filter(None, map(pen.text_of, row)):
            plain = unicodedata.normalize("NFKC", text)
            found = next(_units_in(word + plain), None)
            if found:
                return _counts(found)
            word = plain if _WORD_ALONE.match(plain) else ""
    return None


def _units_in(text: str) -> Iterator[str]:
    """Yield the units that a corner names, none that stands behind the word for an office."""
    for found in _OF_SHEET.finditer(text):
        if not _FILLING.search("".join(text[: found.start()].split())):
            yield "".join(found[1].split())
    yield from ("".join(one.split()) for one in _COUNTED_IN.findall(text))


def _lead(sheet: Worksheet, row: int, column: int) -> int:
    """Return the column in which the words of a merged cell stand."""
    for merge in sheet.merged_cells.ranges:
        within = int(merge.min_col or 0) <= column <= int(merge.max_col or 0)
        if within and merge.min_row == row:
            return int(merge.min_col or 0)
    return column
