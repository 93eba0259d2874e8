"""Whose row each row of a matrix is: a person's first, a further one, nobody's, or unnamed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days, grids, legend, parts, records
from gigdesk.documents.sheets.attendance_in.parts import Part
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_LINES = 2
"""So many rows has a person where the days of the header stand on two lines."""


@dataclass(slots=True)
class Member:
    """One person with the rows of the sheet that are theirs, each with its part of the day."""

    person: records.Person
    row: int
    rows: list[tuple[Row, Part]] = field(default_factory=list)
    is_merged: bool = True
    """Every further row stands under a name that is merged with it, and says no part of the day."""


def gather(
    rows: Sequence[Row],
    part: tuple[int, int],
    grid: Grid,
    *,
    ledger: records.Ledger,
    passed: dict[int, str],
) -> list[Member]:
    """Gather the rows of everybody a matrix names; `passed` gets those about nobody, with why."""
    found: list[Member] = []
    opened: Member | None = None
    for at in range(*part):
        row = rows[at]
        if at <= grid.at:
            passed[at] = "header" if at == grid.at else "title"
            continue
        if opened is not None and _continues(row, grid, opened):
            said = _part(row, grid, further=True)
            if said is Part.UNSAID and not _is_merged(row, grid):
                said = _unsaid([*(each for each, _ in opened.rows), row], grid)
            is_merged = _is_merged(row, grid) and said is Part.UNSAID
            opened.is_merged = opened.is_merged and is_merged
            opened.rows.append((row, said))
            continue
        person = records.person_of(row, grid.layout)
        reason = _no_person(row, person, grid)
        is_unnamed = bool(reason and found) and _is_unnamed(row, grid)
        if reason and not is_unnamed:
            opened = None
            passed[at] = reason
            continue
        said = _part(row, grid, further=is_unnamed)
        opened = _earlier(found, person, said)
        if opened is None:
            opened = Member(person, row.number)
            found.append(opened)
            if not is_unnamed:
                ledger.people.append(records.PersonRow(row.number, person))
        opened.is_merged = opened.is_merged and not opened.rows
        opened.rows.append((row, said))
    return found


def own(row: Row, grid: Grid) -> list[int]:
    """Return the filled columns of a row that belong to this block."""
    return [column for column in row.own() if column in grid.within or grid.is_last]


def _earlier(found: Sequence[Member], person: records.Person, said: Part) -> Member | None:
    """Return the person whose name is written again beside a further part of the day."""
    if said is Part.UNSAID or person.is_nobody:
        return None
    for one in found:
        words = {part for _, part in one.rows}
        is_further = said in {Part.OTHER, Part.SHIFT} or said not in words
        if one.person == person and is_further and Part.UNSAID not in words:
            return one
    return None


def _continues(row: Row, grid: Grid, opened: Member) -> bool:
    """Say whether a row is a further one of the person above it."""
    if grid.lower:
        return len(opened.rows) < _LINES and _is_second_line(row, grid, opened)
    if any(column not in row.filled and row.text(column) for column in grid.layout.values()):
        return False
    if opened.person.is_nobody:
        return False
    said = _said(row, grid)
    if _is_merged(row, grid) or said not in {Part.UNSAID, Part.OTHER}:
        return True
    if not _is_unnamed(row, grid):
        return False
    return not _is_counted(row, grid)


def _is_second_line(row: Row, grid: Grid, opened: Member) -> bool:
    """Say whether a row holds the days of the header's second line, for the person above it."""
    again = records.person_of(row, grid.layout)
    if not again.is_nobody and again == opened.person:
        return True
    if any(column not in row.filled and row.text(column) for column in grid.layout.values()):
        return False
    filled = own(row, grid)
    return bool(filled) and filled[0] in (grid.lower or ())


def _is_merged(row: Row, grid: Grid) -> bool:
    return any(column in row.filled for column in grid.layout.values())


def _said(row: Row, grid: Grid) -> Part:
    """Return the part of the day that stands in the column of parts."""
    return Part.UNSAID if grid.part_column is None else parts.of_word(row.text(grid.part_column))


def _part(row: Row, grid: Grid, *, further: bool) -> Part:
    """Return the part of the day of a row; a further one may say it anywhere before its days."""
    said = _said(row, grid)
    if said is not Part.UNSAID or not further or grid.lower:
        return said
    return Part.OTHER if any(_words_beside(row, grid)) else Part.UNSAID


def _words_beside(row: Row, grid: Grid) -> list[str]:
    """Return what stands before the days of a row, in cells of its own, and is no number."""
    first = min(grid.heads)
    texts = [row.text(c) for c in own(row, grid) if c < first and c not in grid.layout.values()]
    return [text for text in texts if attendance.number_in(text) is None]


def _is_counted(row: Row, grid: Grid) -> bool:
    """Say whether a row without a name has a number of its own before the days: somebody's own."""
    first = min(grid.heads)
    return any(column < first for column in own(row, grid)) and not _words_beside(row, grid)


def _unsaid(rows: Sequence[Row], grid: Grid) -> Part:
    """Return what the last of a person's rows is, which has neither a name nor a word.

    Where all hold nothing but marks, or hours of half days, they may be parts of the same days;
    else the numbers of the last one stand below whole days.
    """
    cells = [row.text(column) for row in rows for column in row.own() if column in grid.heads]
    numbers = [number for cell in cells if (number := attendance.number_in(cell)) is not None]
    halves = all(number <= 1 for number in numbers) or (
        len(numbers) == len(cells) and 2 * max(numbers) <= attendance.HOURS_A_DAY
    )
    return Part.UNSAID if halves else Part.NUMBERS


def _is_unnamed(row: Row, grid: Grid) -> bool:
    """Say whether a row that names nobody holds marks or numbers that are somebody's days.

    Empty rows of a template hold days of rest; sums, notes and signatures are nobody's.
    """
    if any(row.text(column) for column in grid.layout.values()):
        return False
    filled = own(row, grid)
    if not filled or _of_nobody(row, filled) or _is_header(row, grid):
        return False
    cells = [row.text(column) for column in filled if column in grid.heads]
    return any(map(_says_day, cells))


def _says_day(cell: str) -> bool:
    """Say whether a cell is a mark or a number that says more than a day of rest."""
    number = attendance.number_in(cell)
    if number is not None:
        return bool(number)
    return attendance.is_mark(cell) and not attendance.is_rest(cell)


def _no_person(row: Row, person: records.Person, grid: Grid) -> str | None:
    """Return why a row is about nobody."""
    filled = own(row, grid)
    if not filled:
        return "blank"
    reason = _of_nobody(row, filled)
    if reason == "subtotal":
        return reason
    nameless = person.is_nobody and _is_header(row, grid)
    if nameless or _is_week(row, grid) or grids.heads_again(row, grid.layout):
        return "header"
    first = sheet_words.folded(row.text(filled[0]))
    if reason == "signature" or (":" in first and not any(c in grid.heads for c in filled)):
        return reason or "note"
    if person.is_nobody or reason:
        in_days = [column for column in filled if column in grid.heads]
        return "header" if len(in_days) * 2 > len(grid.heads) and not reason else "note"
    return None


def _is_header(row: Row, grid: Grid) -> bool:
    return len(days.columns(row, grid.within)) >= days.FEWEST


def _is_week(row: Row, grid: Grid) -> bool:
    """Say whether the days of the week stand over the columns of the days, and nothing else."""
    texts = [row.text(column) for column in own(row, grid) if column in grid.heads]
    signs = {days.weekday(text) for text in texts}
    return len(signs) > 1 and None not in signs


def _of_nobody(row: Row, filled: Sequence[int]) -> str | None:
    """Return what a row is by its first words: a sum, a signature or a note."""
    texts = [sheet_words.plain(row.text(column)) for column in filled[:3]]
    sums = sheet_words.words("intake.words.subtotal")
    if sums & set(texts) or any(
        word in text for word in sheet_words.words("intake.words.tally") for text in texts
    ):
        return "subtotal"
    first = sheet_words.folded(row.text(filled[0]))
    if first.startswith(sheet_words.longest_first("intake.words.signature")):
        return "signature"
    return "note" if legend.is_note(row, filled) else None
