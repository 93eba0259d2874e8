"""Why a row of a matrix is nobody's: a sum, a note, a signature, a header, or nothing at all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import days, grids, legend
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in import records
    from gigdesk.documents.sheets.attendance_in.grids import Grid

_LONGEST_MARK, _LONGEST_NAME = 4, 8
_FEWEST_SUMS = 3


def own(row: Row, grid: Grid) -> list[int]:
    """Return the filled columns of a row that belong to this block."""
    return [column for column in row.own() if column in grid.within or grid.is_last]


def reason(row: Row, person: records.Person, grid: Grid) -> str | None:
    """Return why a row is about nobody, the tail of a key `intake.skip.*`, or None."""
    filled = own(row, grid)
    if not filled:
        return "blank"
    why = _by_words(row, filled, person, grid)
    if why == "subtotal":
        return why
    nameless = person.is_nobody and _is_header(row, grid)
    if nameless or _is_week(row, grid) or grids.heads_again(row, grid.layout):
        return "header"
    first = sheet_words.folded(row.text(filled[0]))
    if why == "signature" or (":" in first and not any(c in grid.heads for c in filled)):
        return why or "note"
    if person.is_nobody or why:
        in_days = [column for column in filled if column in grid.heads]
        return "header" if len(in_days) * 2 > len(grid.heads) and not why else "note"
    is_alone = len(filled) == 1 and filled[0] not in grid.heads
    return "title" if is_alone and _is_title(row.text(filled[0])) else None


def is_unnamed(row: Row, person: records.Person, grid: Grid) -> bool:
    """Say whether a row that names nobody holds marks or numbers that are somebody's days.

    Empty rows of a template hold days of rest; sums, notes and signatures are nobody's.
    """
    filled = own(row, grid)
    if not person.is_nobody or not filled:
        return False
    if _by_words(row, filled, person, grid) or _is_header(row, grid) or _is_week(row, grid):
        return False
    return says_days(row, grid)


def says_days(row: Row, grid: Grid) -> bool:
    """Say whether a cell under the days is a mark, a sign or a number, and no day of rest."""
    return any(_says_day(row.text(column)) for column in own(row, grid) if column in grid.heads)


def is_sum(row: Row, above: Iterable[Row], grid: Grid) -> bool:
    """Say whether all numbers under the days are the sums of the days above them, or their counts.

    Such a row names nobody, and there are at least three.
    """
    if any(row.text(column) for column in grid.layout.values()):
        return False
    figures = {column: row.text(column) for column in own(row, grid) if column in grid.heads}
    numbers = {column: attendance.number_in(text) for column, text in figures.items()}
    if len(numbers) < _FEWEST_SUMS or None in numbers.values():
        return False
    sums, counts = dict.fromkeys(numbers, Decimal(0)), dict.fromkeys(numbers, Decimal(0))
    for each in above:
        for column in numbers:
            amount = _amount(each.text(column))
            sums[column] += amount
            counts[column] += bool(amount)
    return numbers in (sums, counts)


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


def _is_week(row: Row, grid: Grid) -> bool:
    """Say whether the days of the week stand over the columns of the days, and nothing else."""
    texts = [row.text(column) for column in own(row, grid) if column in grid.heads]
    signs = {days.weekday(text) for text in texts}
    return len(signs) > 1 and None not in signs


def _by_words(row: Row, filled: Sequence[int], person: records.Person, grid: Grid) -> str | None:
    """Return what a row is by its first words: a sum, a signature or a note.

    Somebody with a name and days is what these words say only where they are in place of the name.
    """
    is_sum_word = _is_sum_word(sheet_words.plain(person.name))
    is_name = any(map(str.isalpha, person.name)) and not any(map(str.isdigit, person.name))
    if is_name and says_days(row, grid):
        return "subtotal" if is_sum_word else None
    texts = [sheet_words.plain(row.text(column)) for column in filled[:3]]
    sums = sheet_words.words("intake.words.subtotal")
    if is_sum_word or _is_sum_word(texts[0]) or sums & set(texts):
        return "subtotal"
    first = sheet_words.folded(row.text(filled[0]))
    if first.startswith(sheet_words.longest_first("intake.words.signature")):
        return "signature"
    return "note" if legend.is_note(row, filled) else None


def _is_sum_word(text: str) -> bool:
    known = sheet_words.words("intake.words.subtotal") | sheet_words.words("intake.words.carried")
    return text in known or any(word in text for word in sheet_words.words("intake.words.tally"))
