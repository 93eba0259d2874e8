"""Finds the row of a form that is written once per person, and tells head and foot from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.documents.excel.filling import marks as marking
from gigdesk.documents.excel.filling import pen, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gigdesk.documents.excel.filling.marks import Dictionary, Mark

Block = tuple[int, int]  # first and last row of one record
_FEWEST = 2  # marks side by side make a row of a list


@dataclass(frozen=True, slots=True)
class Found:
    """The marks of a form with what each means where it stands, and its list rows by sheet.

    `misplaced` are those of a person in the head or foot of a list; `scattered` those that stand in
    several rows without a list, as on a card about one person. `parts` are the first columns of
    the parts of a list that stand side by side, each for a person of its own.
    """

    marks: list[Mark]
    blocks: dict[str, Block]
    misplaced: list[Mark]
    scattered: list[Mark]
    parts: dict[str, tuple[int, ...]]


def find(book: Workbook, dictionary: Dictionary) -> Found:
    """Read every mark of a workbook in its place.

    A word such as the one for a unit is a person's in the row of a list and the head's anywhere
    else; on a card, which has no head, it is the person's.
    """
    read = _read(book, dictionary)
    blocks: dict[str, Block] = {}
    cards: set[str] = set()
    for sheet in book.worksheets:
        own = [mark for mark in read if mark.sheet == sheet.title and mark.per_record and mark.row]
        sure = [mark for mark in own if dictionary.of_head(mark) is None]
        if not sure:
            continue
        block = _block(sheet, sure)
        if block is None:
            cards.add(sheet.title)
        else:
            blocks[sheet.title] = block
    placed = []
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for mark in read:
        first, last = blocks.get(mark.sheet, (0, -1))
        at_home = mark.sheet in cards or first <= mark.row <= last
        placed.append(mark if at_home else dictionary.of_head(mark) or mark)
        placed[-1] = units.counted(sheets[mark.sheet], placed[-1], first)
    strays = [mark for mark in placed if mark.per_record and not _is_inside(mark, blocks)]
    return Found(
        placed,
        blocks,
        [mark for mark in strays if mark.sheet in blocks],
        [mark for mark in strays if mark.sheet not in blocks],
        {title: _parts(book[title], blocks, placed) for title in blocks},
    )


def _parts(sheet: Worksheet, blocks: dict[str, Block], placed: Sequence[Mark]) -> tuple[int, ...]:
    """Return the first columns of the parts of a list row in which the same marks stand again.

    Name, number, telephone and once more name, number, telephone under the same heads: two people
    side by side.
    """
    listed = (mark for mark in placed if mark.sheet == sheet.title and mark.per_record)
    own = [mark for mark in listed if _is_inside(mark, blocks)]
    marks = sorted(own, key=lambda mark: (mark.column, mark.row))
    above = blocks[sheet.title][0] - 1
    heads = [pen.text_of(sheet.cell(above, mark.column)) if above else "" for mark in marks]
    said = [(mark.key, mark.how, head) for mark, head in zip(marks, heads, strict=True)]
    for size in range(1, len(said) // 2 + 1):
        starts = range(0, len(said), size)
        if len(said) % size or any(said[at : at + size] != said[:size] for at in starts):
            continue
        # One mark twice is a part of its own only where the form says so above.
        if all(marks[at - 1].column < marks[at].column for at in starts[1:]) and (
            size > 1 or heads[0]
        ):
            return tuple(marks[at].column for at in starts)
    return tuple(mark.column for mark in marks[:1])


def _read(book: Workbook, dictionary: Dictionary) -> list[Mark]:
    """Return every mark of the workbook in reading order, as a list row would mean it."""
    found = []
    for sheet in book.worksheets:
        for _, text in pen.page_texts(sheet):
            found += marking.found_in(text, sheet.title, 0, 0)
        for cell in pen.cells_of(sheet):
            text = pen.text_of(cell)
            if text:
                found += marking.found_in(text, sheet.title, cell.row, cell.column)
    return [dictionary.resolve(mark) for mark in found]


def _is_inside(mark: Mark, blocks: dict[str, Block]) -> bool:
    first, last = blocks.get(mark.sheet, (0, -1))
    return bool(mark.row) and first <= mark.row <= last


def _block(sheet: Worksheet, own: Sequence[Mark]) -> Block | None:
    """Return the rows of one record: one row, or as many as its merged cells span; None on a card.

    Where marks of a person stand outside them as well, it is a list all the same when one row alone
    counts people, or one row alone has marks side by side.
    """
    rows = sorted({mark.row for mark in own})
    whole = _span(sheet, own, rows[0])
    if all(whole[0] <= row <= whole[1] for row in rows):
        return whole
    for is_list in (_counts, _is_side_by_side):
        found = [row for row in rows if is_list(sheet, [one for one in own if one.row == row])]
        if len(found) == 1:
            return _span(sheet, own, found[0])
    return None


def _span(sheet: Worksheet, own: Sequence[Mark], first: int) -> Block:
    """Return a row of marks with the rows that its merged cells reach down to."""
    ends = {
        (merge.min_row, merge.min_col): int(merge.max_row or 0)
        for merge in sheet.merged_cells.ranges
    }
    return first, max(ends.get((first, one.column), first) for one in own if one.row == first)


def _counts(_: Worksheet, row: Sequence[Mark]) -> bool:
    """Say whether a row holds the running number beside a mark of a person."""
    return len(row) >= _FEWEST and any(mark.key == marking.SEQUENCE for mark in row)


def _is_side_by_side(sheet: Worksheet, row: Sequence[Mark]) -> bool:
    """Say whether marks fill cells that touch: on a card there are words between them."""
    ends = {
        (merge.min_row, merge.min_col): int(merge.max_col or 0)
        for merge in sheet.merged_cells.ranges
    }
    columns = [
        mark.column
        for mark in row
        if pen.text_of(sheet.cell(mark.row, mark.column)).strip() == mark.text
    ]
    reached = {ends.get((row[0].row, column), column) + 1 for column in columns}
    return bool(reached & set(columns))
