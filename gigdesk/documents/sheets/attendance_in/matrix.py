"""The month as a matrix: one row or several per person, one column per day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets.attendance_in import (
    days,
    grids,
    legend,
    parts,
    people,
    records,
    totals,
    unread,
)
from gigdesk.documents.sheets.attendance_in.parts import Part, Role
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid
    from gigdesk.documents.sheets.attendance_in.people import Member

_UNREADABLE_MARK = "intake.attendance.unreadable_mark"
_UNREADABLE_DATE = "intake.attendance.unreadable_date"
_HALVES_UNTOLD = "intake.attendance.halves_untold"
_PART_UNTOLD = "intake.attendance.part_untold"
_AMOUNT = "intake.attendance.amount"
_DAY_WAITS = "intake.attendance.day_waits"
_MINUTES_OF_A_DATE = 24 * 60


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one cell of a person says of a day, before the rows of the day are put together."""

    row: int
    role: Role
    quantity: attendance.Quantity
    text: str


_Days = dict[tuple[int, int], list[_Cell]]
"""The cells of one person by line of the header and column."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """How the cells of one sheet are read: their dates, its legend, what its numbers count.

    `dates` has those of the header's days and, where there are two lines of them, of the second.
    `halves` tells whether rows are called morning and afternoon, `overtime_hours` whether the bare
    numbers of overtime are hours.
    """

    dates: Sequence[Mapping[int, str]]
    legend: Mapping[str, tuple[int, str] | None]
    counted: str
    halves: bool
    overtime_hours: bool


def read(
    rows: Sequence[Row],
    first: tuple[Grid, ...],
    *,
    ledger: records.Ledger,
    month: str,
) -> None:
    """Read a matrix into the ledger; `month` is `YYYY-MM` for columns that only give the day."""
    sections = list(grids.sections(rows, first))
    whole = len({start for start, _, _ in sections}) == 1
    skipped: dict[int, list[str]] = {}
    shares: dict[int, int] = {}
    for start, end, grid in sections:
        passed: dict[int, str] = {}
        _section(rows, (start, end), grid, ledger=ledger, passed=passed, month=month, whole=whole)
        for at in range(start, end):
            shares[at] = shares.get(at, 0) + 1
        for at, reason in passed.items():
            skipped.setdefault(at, []).append(reason)
    for at, reasons in sorted(skipped.items()):
        if len(reasons) == shares[at]:
            ledger.skip(rows[at].number, next((r for r in reasons if r != "blank"), "blank"))


def _section(
    rows: Sequence[Row],
    part: tuple[int, int],
    grid: Grid,
    *,
    ledger: records.Ledger,
    passed: dict[int, str],
    month: str,
    whole: bool,
) -> None:
    """Read the people under one header; `passed` gets the rows about nobody, `whole` a month."""
    found = people.gather(rows, part, grid, ledger=ledger, passed=passed)
    terms = _terms(rows, found, grid, month)
    for member in found:
        roles = _roles(member, grid, terms, ledger.minutes_a_day)
        taken: _Days = {}
        for line, ((row, _), role) in enumerate(zip(member.rows, roles, strict=True)):
            below = 1 if grid.lower and line else 0
            _take(row, role, member=member, ledger=ledger, terms=terms, line=below, taken=taken)
        before = len(ledger.records)
        _closed(ledger, member, taken, terms.dates)
        totals.compare(
            ledger,
            member.rows[0][0],
            grid.totals if whole else (),
            name=member.person.name,
            days=ledger.records[before:],
        )
    named = [(row, member.person.name) for member in found for row, _ in member.rows]
    unread.tell(ledger, grid, rows[max(grid.at - 2, 0) : grid.at + 1], named)


def _terms(rows: Sequence[Row], found: Sequence[Member], grid: Grid, month: str) -> _Terms:
    """Gather how the cells of a section are read."""
    cells: dict[Part, list[str]] = {}
    in_hours = False
    for member in found:
        for row, said in member.rows:
            if said is Part.OVERTIME and grid.part_column is not None:
                in_hours = in_hours or parts.says_hours(row.text(grid.part_column))
            filled = [row.text(column) for column in row.own() if column in grid.heads]
            cells.setdefault(said, []).extend(filled)
    overtime = cells.pop(Part.OVERTIME, [])
    nights = cells.pop(Part.NIGHT, [])
    cells.pop(Part.AMOUNT, None)
    return _Terms(
        dates=[days.dates(each, month) for each in (grid.heads, grid.lower) if each],
        legend=legend.read(rows, grid.layout, grid.at),
        counted=attendance.what_numbers_count(cell for each in cells.values() for cell in each),
        halves=bool({Part.MORNING, Part.AFTERNOON} & set(cells)),
        overtime_hours=in_hours or attendance.overtime_counts_hours([*overtime, *nights]),
    )


def _roles(member: Member, grid: Grid, terms: _Terms, minutes_a_day: int) -> list[Role]:
    """Return how each row of a person is read."""
    said = [part for _, part in member.rows]
    if grid.lower:
        return [Role.WHOLE] * len(said)
    if len(said) == 1 or any(part is not Part.UNSAID for part in said):
        return parts.roles(said, halves=terms.halves)
    pair = [[row.text(column) for column in sorted(grid.heads)] for row, _ in member.rows]
    if member.is_merged and parts.are_clear_halves(pair, minutes_a_day):
        return [Role.HALF] * len(said)
    return [Role.WAITS] * len(said)


def _take(
    row: Row,
    role: Role,
    *,
    member: Member,
    ledger: records.Ledger,
    terms: _Terms,
    line: int,
    taken: _Days,
) -> None:
    """Read the marks of one row of a person, under the days of this line of the header."""
    for column in row.own():
        if column not in terms.dates[line]:
            continue
        cell = row.cell(column)
        day = terms.dates[line][column]
        place = records.Place(row.number, column, member.person.name, day)
        if not day:
            ledger.trouble(place, cell.text, _UNREADABLE_DATE)
            continue
        quantity, code, params = None, _UNREADABLE_MARK, {}
        try:
            quantity = _read(cell.text, role, ledger.minutes_a_day, terms)
        except errors.Invalid as failure:
            if failure.code != attendance.UNREAD:
                code, params = failure.code, failure.params
        if role in {Role.WAITS, Role.BESIDE}:
            said = any(part is not Part.UNSAID for _, part in member.rows)
            code = _PART_UNTOLD if said else _HALVES_UNTOLD
            code = _AMOUNT if role is Role.BESIDE else code
        if quantity is None or cell.kind in {"error", "date", "bool"}:
            ledger.trouble(place, cell.text, code, params)
            continue
        read = _Cell(row.number, role, quantity, cell.text.strip())
        taken.setdefault((line, column), []).append(read)


def _read(text: str, role: Role, minutes_a_day: int, terms: _Terms) -> attendance.Quantity | None:
    """Read one mark; beside days, a row of overtime can only hold hours."""
    if role in {Role.WAITS, Role.BESIDE}:
        return None
    if role is Role.OVERTIME:
        return attendance.read_overtime(text, as_hours=terms.overtime_hours)
    return attendance.read_mark(
        text, minutes_a_day=minutes_a_day, legend=terms.legend, counted=terms.counted
    )


def _closed(
    ledger: records.Ledger, member: Member, taken: _Days, dates: Sequence[Mapping[int, str]]
) -> None:
    """Put the rows of each day together and write the person's days down."""
    numbers = {row.number for row, _ in member.rows}
    spoilt = {
        (p.day, p.name) for p in ledger.problems if p.row_number in numbers and p.code != _AMOUNT
    }
    who = member.person
    for (line, column), cells in sorted(taken.items(), key=lambda each: each[0]):
        day = dates[line][column]
        text = " ".join(cell.text for cell in cells)
        if (day, who.name) in spoilt:
            for cell in cells:
                place = records.Place(cell.row, column, who.name, day)
                ledger.trouble(place, cell.text, _DAY_WAITS)
            continue
        whole = _together(cells, ledger.minutes_a_day)
        if whole is None:
            place = records.Place(cells[0].row, column, who.name, day)
            ledger.trouble(place, text, _UNREADABLE_MARK)
            continue
        ledger.records.append(
            records.DayRecord(
                ledger.sheet,
                member.row,
                who.number,
                who.doc_no,
                who.name,
                day,
                whole.quarters,
                whole.minutes,
                whole.overtime_minutes,
                whole.mark,
                text,
            ),
        )


def _together(cells: Sequence[_Cell], minutes_a_day: int) -> attendance.Quantity | None:
    """Add what the rows of a day say; None where they cannot be one day."""
    if len(cells) == 1 and cells[0].role is Role.WHOLE:
        return cells[0].quantity
    halves = [cell for cell in cells if cell.role is Role.HALF]
    quarters = 0
    for cell in cells:
        full = cell.role is Role.HALF and cell.quantity.quarters == attendance.WHOLE_DAY
        if full and not _is_half(cell, halves):
            return None
        quarters += attendance.WHOLE_DAY // 2 if full else cell.quantity.quarters
    overtime = sum(cell.quantity.overtime_minutes for cell in cells)
    marks = {cell.quantity.mark for cell in cells if cell.role is not Role.OVERTIME}
    minutes = quarters * minutes_a_day // attendance.WHOLE_DAY + overtime
    impossible = quarters > attendance.WHOLE_DAY or minutes > _MINUTES_OF_A_DATE
    if impossible or (not quarters and len(marks) > 1):
        return None
    return attendance.Quantity(quarters, marks.pop() if len(marks) == 1 else "", overtime)


def _is_half(full: _Cell, halves: Sequence[_Cell]) -> bool:
    """Say whether the mark of a full day stands for the half its row is about.

    The hours of a day are never half of it, and neither is 1 beside 0.5.
    """
    if full.quantity.minutes is not None:
        return False
    parted = any(0 < cell.quantity.quarters < attendance.WHOLE_DAY for cell in halves)
    return not (parted and attendance.number_in(full.text) is not None)
