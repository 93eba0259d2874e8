"""What a returned workbook says of its columns itself: the field each was read as the first time.

It stands in a hidden sheet, which spreadsheet programs keep. Where somebody removed it the headers
have to tell the fields again, as in any other roster.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.excel.layout import Column, SheetLayout
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.roster_in import headers
from gigdesk.documents.sheets.roster_in.headers import ColumnGuess

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gigdesk.documents.excel.reading import Sheet, Workbook
    from gigdesk.documents.excel.rows import Row

_MARK = "gigdesk:columns"
_LOOKED_AT = 15
_MOST_COLUMNS = 20_000
_UNIT = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One column that went back: its header, its field (None: not read), what its figures count.

    `unit_fen` is for amounts whose header does not say it, else None.
    """

    header: str
    field: str | None
    unit_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Where the columns of a returned workbook stand: the header's row, and every column."""

    row: int
    columns: tuple[ColumnGuess, ...]
    units_fen: dict[str, int]


def told_layout() -> SheetLayout:
    """Return the hidden sheet that carries the columns."""
    return SheetLayout(
        name=i18n.text("sheets.returned.columns"),
        columns=(Column("header", _MARK), Column("field", "field"), Column("unit", "unit_fen")),
        hidden=True,
    )


def told_rows(told: Iterable[Told]) -> Iterator[list[str]]:
    """Yield the rows of that sheet."""
    for one in told:
        yield [one.header, one.field or "", str(one.unit_fen or "")]


def taken_out(workbook: Workbook) -> tuple[Workbook, tuple[Told, ...]]:
    """Return a workbook without the sheet that carries its columns, and what stood there."""
    for sheet in workbook.sheets:
        if sheet.hidden and (told := _read(sheet)):
            rest = tuple(one for one in workbook.sheets if one is not sheet)
            return replace(workbook, sheets=rest), told
    return workbook, ()


def _read(sheet: Sheet) -> tuple[Told, ...]:
    found = itertools.islice(sheet.rows(), _MOST_COLUMNS)
    first = next(found, None)
    if first is None or first.text(0) != _MARK:
        return ()
    return tuple(
        Told(
            row.text(0),
            row.text(1) or None,
            int(row.text(_UNIT)) if row.text(_UNIT).isdecimal() else None,
        )
        for row in found
    )


def find(sheet: Sheet, told: Sequence[Told]) -> Found | None:
    """Return the columns of a sheet as they are told, or None where its headers are others.

    Columns may have been moved, taken out or added in between; what was added is read by its own
    header, unless a column that went back has the field.
    """
    if not told:
        return None
    known = Counter(sheet_words.plain(one.header) for one in told if one.header)
    best: Row | None = None
    most = 0
    for row in itertools.islice(sheet.rows(), _LOOKED_AT):
        texts = Counter(sheet_words.plain(row.text(at)) for at in row.own())
        same = (texts & known).total()
        if same > most:
            best, most = row, same
    if best is None or most * 2 < known.total():
        return None
    return _found(best, told)


def _found(row: Row, told: Sequence[Told]) -> Found:
    waiting: dict[str, list[Told]] = {}
    for one in told:
        waiting.setdefault(sheet_words.plain(one.header), []).append(one)
    columns: list[ColumnGuess] = []
    units: dict[str, int] = {}
    added = []
    for at in row.own():
        header = " ".join(row.text(at).split())
        same = waiting.get(sheet_words.plain(header))
        if sheet_words.is_remarks(header):
            columns.append(ColumnGuess(at, header, None, 1.0, "remarks"))
        elif same:
            one = same.pop(0)
            why = "header" if one.field else "unknown"
            columns.append(ColumnGuess(at, header, one.field, 1.0 if one.field else 0.0, why))
            if one.field and one.unit_fen:
                units[one.field] = one.unit_fen
        else:
            added.append(at)
    taken = {one.field for one in columns}
    own = {one.index: one for one in headers.of_row(row)} if added else {}
    for at in added:
        guess = own.get(at) or ColumnGuess(at, row.text(at), None, 0.0, "unknown")
        if guess.field in taken:
            guess = replace(guess, field=None, confidence=0.0, why="repeated")
        taken.add(guess.field)
        columns.append(guess)
    return Found(row.number, tuple(sorted(columns, key=lambda one: one.index)), units)
