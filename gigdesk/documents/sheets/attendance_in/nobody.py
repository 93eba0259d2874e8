"""Why a row of a matrix is nobody's: a sum, a note, a signature, a header, or nothing at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days, grids, legend, parts
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in import records
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_LONGEST_MARK, _LONGEST_NAME = 4, 8
_MOST_OVERTIME = 4
"""So few people may be counted by the same number on every day as somebody has overtime."""
_FEWEST_SUMS, _FEWEST_ADDED, _FEWEST_WORDS = 3, 2, 2


def own(row: Row, grid: Grid) -> list[int]:
    """Return the filled columns of a row that belong to this block."""
    return [column for column in row.own() if column in grid.within or grid.is_last]


def reason(row: Row, person: records.Person, grid: Grid, *, is_first: bool) -> str | None:
    """Return why a row is about nobody, the tail of a key `intake.skip.*`, or None.

    `is_first` tells that nobody stands above it: a row of numbers may head the days as well.
    """
    filled = own(row, grid)
    if not filled:
        return "blank"
    why = _by_words(row, filled, person, grid)
    if why == "subtotal":
        return why
    nameless = person.is_nobody and _is_header(row, grid) and (is_first or _repeats(row, grid))
    if nameless or _is_week(row, person, grid) or grids.heads_again(row, grid.layout):
        return "header"
    first = sheet_words.folded(row.text(filled[0]))
    if why == "signature" or (":" in first and not any(c in grid.heads for c in filled)):
        return why or "note"
    if person.is_nobody or why:
        in_days = [column for column in filled if column in grid.heads]
        return "header" if len(in_days) * 2 > len(grid.heads) and not why else "note"
    is_alone = len(filled) == 1 and filled[0] not in grid.heads
    return "title" if is_alone and _is_title(row.text(filled[0])) else None


def is_unnamed(row: Row, person: records.Person, grid: Grid, *, is_first: bool = False) -> bool:
    """Say whether a row that names nobody holds marks or numbers that are somebody's days.

    Empty rows of a template hold days of rest; sums, notes and signatures are nobody's.
    """
    filled = own(row, grid)
    if not person.is_nobody or not filled:
        return False
    if _by_words(row, filled, person, grid) or _is_week(row, person, grid):
        return False
    heads = _is_header(row, grid) and (is_first or _repeats(row, grid))
    return says_days(row, grid) and not heads


def holds_words(row: Row, person: records.Person, grid: Grid) -> bool:
    """Say whether a row without a name holds short words under several days, such as of travel."""
    if not person.is_nobody or _by_words(row, own(row, grid), person, grid):
        return False
    if _is_week(row, person, grid) or _is_header(row, grid):
        return False
    cells = [row.text(column) for column in own(row, grid) if column in grid.heads]
    words = [
        cell
        for cell in cells
        if len(cell) <= _LONGEST_MARK and not attendance.is_rest(cell) and cell != "0"
    ]
    said = {parts.of_word(word) for word in words}
    return len(words) >= _FEWEST_WORDS and not said & parts.HALVES


def says_days(row: Row, grid: Grid) -> bool:
    """Say whether a cell under the days is a mark, a sign or a number, and no day of rest."""
    return any(_says_day(row.text(column)) for column in own(row, grid) if column in grid.heads)


@dataclass(slots=True)
class Sums:
    """The days of many rows added up by column, and how many of them hold any.

    `by_part` has the same of the rows that say a part of the day.
    """

    rows: int = 0
    days: dict[int, Decimal] = field(default_factory=dict)
    counts: dict[int, Decimal] = field(default_factory=dict)
    by_part: dict[parts.Part, Sums] = field(default_factory=dict)

    def add(self, row: Row, grid: Grid, said: parts.Part) -> None:
        """Add the days of a row, which says this part of the day."""
        if said not in parts.UNKNOWN:
            self.by_part.setdefault(said, Sums()).add(row, grid, parts.Part.UNSAID)
        self.rows += 1
        for column in row.own():
            amount = _amount(row.text(column)) if column in grid.heads else Decimal(0)
            if amount:
                self.days[column] = self.days.get(column, Decimal(0)) + amount
                self.counts[column] = self.counts.get(column, Decimal(0)) + 1

    def are(self, row: Row, grid: Grid, said: parts.Part) -> bool:
        """Say whether all numbers under the days of a row are these sums, or these counts.

        Such a row names nobody, there are at least three numbers, not all of one day at most, and
        two rows above; it leaves out no day of somebody. One that says a part of the day has the
        sums of that part: days are what rows without a word hold, and overtime is added.
        """
        own_sums = self.by_part.get(said)
        if own_sums is not None and said is not parts.Part.DAY:
            return _fit(own_sums, row, grid) and _are_added(own_sums, row, grid)
        if said not in {parts.Part.UNSAID, parts.Part.DAY}:
            return False
        return _fit(own_sums or self, row, grid, is_day=said is parts.Part.DAY)


def _fit(sums: Sums, row: Row, grid: Grid, *, is_day: bool = False) -> bool:
    """Say whether the numbers of a row fit sums; `is_day` tells that they can be no overtime."""
    if sums.rows < _FEWEST_ADDED or any(row.text(c) for c in grid.layout.values()):
        return False
    filled = [column for column in own(row, grid) if column in grid.heads]
    numbers = {column: attendance.number_in(row.text(column)) for column in filled}
    if len(numbers) < _FEWEST_SUMS or None in numbers.values():
        return False
    nought = Decimal(0)
    amounts = {number or nought for number in numbers.values()}
    may_be_overtime = len(amounts) == 1 and sums.rows <= _MOST_OVERTIME and not is_day
    if max(amounts) <= 1 or may_be_overtime:
        return False
    return any(
        added.keys() <= numbers.keys()
        and all(added.get(column, nought) == number for column, number in numbers.items())
        for added in (sums.days, sums.counts)
    )


def _are_added(sums: Sums, row: Row, grid: Grid) -> bool:
    """Say whether the numbers of a row add several ones, and do not only count them."""
    columns = [column for column in own(row, grid) if column in grid.heads]
    numbers = {column: attendance.number_in(row.text(column)) for column in columns}
    several = any(sums.counts.get(column, 0) > 1 for column in columns)
    return several and all(sums.days.get(c, 0) == number for c, number in numbers.items())


def _amount(cell: str) -> Decimal:
    number = attendance.number_in(cell)
    if number is not None:
        return number
    try:
        read = attendance.read_mark(cell)
    except errors.Invalid:
        return Decimal(0)
    return attendance.days(read.quarters) if read else Decimal(0)


def _says_day(cell: str) -> bool:
    """Say whether a cell is a mark, a sign or a number that says more than a day of rest."""
    number = attendance.number_in(cell)
    if number is not None:
        return bool(number)
    if attendance.is_mark(cell):
        return not attendance.is_rest(cell)
    short = 0 < len(cell) <= _LONGEST_MARK
    return short and (any(map(str.isdigit, cell)) or not cell.isalpha() or cell.isascii())


def _is_title(text: str) -> bool:
    """Say whether a text alone in its row is no name: with figures, long, or about attendance."""
    plain = sheet_words.plain(text)
    about = sheet_words.longest_first("intake.words.attendance")
    return (
        any(map(str.isdigit, plain))
        or len(plain) > _LONGEST_NAME
        or any(word in plain for word in about)
    )


def _is_header(row: Row, grid: Grid) -> bool:
    return len(days.columns(row, grid.within)) >= days.FEWEST


def _repeats(row: Row, grid: Grid) -> bool:
    """Say whether the numbers of a row are the days that stand over its columns."""
    found = days.columns(row, grid.within)
    return all(
        column in grid.heads and grid.heads[column].day == head.day
        for column, head in found.items()
    )


def _is_week(row: Row, person: records.Person, grid: Grid) -> bool:
    """Say whether the days of the week stand over the columns of the days, and nothing else."""
    labels = sheet_words.words("intake.words.week_label")
    if not person.is_nobody and sheet_words.plain(person.name) not in labels:
        return False
    texts = [row.text(column) for column in own(row, grid) if column in grid.heads]
    signs = {days.weekday(text) for text in texts}
    return len(signs) > 1 and None not in signs


def _by_words(row: Row, filled: Sequence[int], person: records.Person, grid: Grid) -> str | None:
    """Return what a row is by its first words: a sum, a signature or a note.

    Somebody with a name and days is what these words say only where they are in place of the name.
    """
    if legend.is_aside(row, filled):
        return "note"
    is_sum = is_sum_word(sheet_words.plain(person.name))
    is_name = any(map(str.isalpha, person.name)) and not any(map(str.isdigit, person.name))
    if is_name and says_days(row, grid):
        return "subtotal" if is_sum else None
    texts = [sheet_words.plain(row.text(column)) for column in filled[:3]]
    sums = sheet_words.words("intake.words.subtotal")
    if is_sum or is_sum_word(texts[0]) or sums & set(texts):
        return "subtotal"
    first = sheet_words.folded(row.text(filled[0]))
    if first.startswith(sheet_words.longest_first("intake.words.signature")):
        return "signature"
    return "note" if legend.is_note(row, filled) else None


def is_sum_word(text: str) -> bool:
    """Say whether a text in its plain form is a word for a sum."""
    known = sheet_words.words("intake.words.subtotal") | sheet_words.words("intake.words.carried")
    return text in known or any(word in text for word in sheet_words.words("intake.words.tally"))
