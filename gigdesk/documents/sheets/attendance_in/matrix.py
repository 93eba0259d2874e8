"""The month as a matrix: one row or several per person, one column per day."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets.attendance_in import (
    days,
    grids,
    legend,
    months,
    nobody,
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

    from gigdesk.documents.excel.rows import Cell, Row
    from gigdesk.documents.sheets.attendance_in.grids import Grid
    from gigdesk.documents.sheets.attendance_in.people import Member

_UNREADABLE_MARK = "intake.attendance.unreadable_mark"
_UNREADABLE_DATE = "intake.attendance.unreadable_date"
_HALVES_UNTOLD = "intake.attendance.halves_untold"
_PART_UNTOLD = "intake.attendance.part_untold"
_AMOUNT = "intake.attendance.amount"
_MONTH_UNTOLD = "intake.attendance.month_untold"
_DAY_WAITS = "intake.attendance.day_waits"
_OTHER_TABLE, _SHOWN = "intake.attendance.other_table", 40
_MINUTES_OF_A_DATE = 24 * 60
_LONGEST_HALF = Decimal("0.75")
"""No morning has more of a day than this: eight hours are never half of it."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What one cell of a person says of a day, before the rows of the day are put together."""

    row: int
    role: Role
    quantity: attendance.Quantity
    text: str


@dataclass(frozen=True, slots=True)
class _Common:
    """What all parts of a sheet have in common: its legend, and the days added up for its sums.

    `is_whole` tells that the sheet has no parts, so that its sums are of the whole month.
    """

    signs: legend.Legend
    is_whole: bool
    pages: nobody.Sums = field(default_factory=nobody.Sums)


_Days = dict[tuple[int, int], list[_Cell]]
"""The cells of one person by line of the header and column."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """How the cells of one sheet are read: their dates, its legend, what its numbers count.

    `dates` has those of the header's days and, where there are two lines of them, of the second.
    `halves` tells whether rows are called morning and afternoon, `overtime_hours` whether the bare
    numbers of overtime are hours. `columns` are those that hold a part of a day, `homes` the first
    one of their day. `waits` is the code with which everything waits, if it does.
    """

    dates: Sequence[Mapping[int, str]]
    legend: legend.Legend
    counted: str
    halves: bool
    overtime_hours: bool
    columns: Mapping[int, Role]
    homes: Mapping[int, int]
    waits: str = ""


def read(
    rows: Sequence[Row],
    first: tuple[Grid, ...],
    *,
    ledger: records.Ledger,
    month: str,
) -> None:
    """Read a matrix into the ledger; `month` is `YYYY-MM` for columns that only give the day."""
    sections = list(grids.sections(rows, first))
    own = ""
    common = _Common(
        legend.read(rows, first[0].layout, first[0].at),
        len({start for start, _, _ in sections}) == 1,
    )
    skipped: dict[int, list[str]] = {}
    shares: dict[int, int] = {}
    for start, end, grid in sections:
        passed: dict[int, str] = {}
        own, is_sure = months.below(rows, start, grid, own or month) if start else (month, True)
        _section(
            rows,
            (start, end),
            grid,
            ledger=ledger,
            passed=passed,
            month=own,
            is_sure=is_sure,
            common=common,
        )
        for at in range(start, end):
            shares[at] = shares.get(at, 0) + 1
        for at, reason in passed.items():
            skipped.setdefault(at, []).append(reason)
    others = sorted(set(range(len(rows))) - set(shares))
    for at in others:
        skipped[at], shares[at] = ["other_table" if rows[at].own() else "blank"], 1
        if at - 1 not in others:
            text = " ".join(rows[at].text(column) for column in rows[at].own())
            ledger.tell(records.Place(rows[at].number, 0), text[:_SHOWN], _OTHER_TABLE)
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
    is_sure: bool,
    common: _Common,
) -> None:
    """Read the people under one header; `passed` gets the rows about nobody.

    Where it is not sure that they are of `month` all of them wait.
    """
    gathered = people.gather(rows, part, grid, ledger=ledger, passed=passed, pages=common.pages)
    found = gathered.members
    terms = _terms(found, grid, month, common.signs)
    terms = terms if is_sure else replace(terms, waits=_MONTH_UNTOLD)
    for member in found:
        roles = _roles(member, grid, terms, ledger.minutes_a_day)
        if terms.waits or (gathered.in_doubt and len(member.rows) + terms.halves > 1):
            roles = [Role.WAITS] * len(roles)
        taken: _Days = {}
        troubles = len(ledger.problems)
        for line, ((row, _), role) in enumerate(zip(member.rows, roles, strict=True)):
            below = 1 if grid.lower and line else 0
            shared = grid.halves and len(roles) > 1
            each = Role.WAITS if shared else role
            _take(row, each, member=member, ledger=ledger, terms=terms, line=below, taken=taken)
        before = len(ledger.records)
        _closed(ledger, member, taken, terms.dates, before=troubles)
        totals.compare(
            ledger,
            [row for row, _ in member.rows],
            grid.totals if common.is_whole else (),
            name=member.person.name,
            days=ledger.records[before:],
        )
    named = [(row, member.person.name) for member in found for row, _ in member.rows]
    unread.tell(ledger, grid, rows[max(grid.at - 2, 0) : grid.at + 1], named)


def _terms(found: Sequence[Member], grid: Grid, month: str, signs: legend.Legend) -> _Terms:
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
        legend=signs,
        counted=attendance.what_numbers_count(cell for each in cells.values() for cell in each),
        halves=bool(parts.HALVES & set(cells)),
        columns={c: parts.roles([part], halves=True)[0] for c, part in grid.halves.items()},
        homes={c: min(o for o, h in grid.heads.items() if h == grid.heads[c]) for c in grid.halves},
        overtime_hours=in_hours or attendance.overtime_counts_hours([*overtime, *nights]),
    )


def _roles(member: Member, grid: Grid, terms: _Terms, minutes_a_day: int) -> list[Role]:
    """Return how each row of a person is read."""
    said = [part for _, part in member.rows]
    if grid.lower:
        return [Role.WHOLE] * len(said)
    if len(said) == 1 or any(part is not Part.UNSAID for part in said):
        return parts.roles(said, halves=terms.halves)
    if member.is_repeated:
        return [Role.WHOLE] * len(said)
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
    for column in sorted(terms.dates[line]):
        if not row.text(column):
            continue
        cell = row.cell(column)
        day = terms.dates[line][column]
        place = records.Place(row.number, column, member.person.name, day)
        if not day:
            ledger.trouble(place, cell.text, _UNREADABLE_DATE)
            continue
        quantity, code, params = None, _UNREADABLE_MARK, {}
        own = terms.columns.get(column, role) if role is Role.WHOLE else role
        try:
            quantity = _read(cell, own, ledger.minutes_a_day, terms)
        except errors.Invalid as failure:
            if failure.code != attendance.UNREAD:
                code, params = failure.code, failure.params
        if role in {Role.WAITS, Role.BESIDE}:
            said = any(part is not Part.UNSAID for _, part in member.rows)
            code = _PART_UNTOLD if said else _HALVES_UNTOLD
            code = _AMOUNT if role is Role.BESIDE else terms.waits or code
        if quantity is None or cell.kind in {"error", "date", "bool"}:
            ledger.trouble(place, cell.text, code, params)
            continue
        read = _Cell(row.number, own, quantity, cell.text.strip())
        taken.setdefault((line, terms.homes.get(column, column)), []).append(read)


def _read(cell: Cell, role: Role, minutes_a_day: int, terms: _Terms) -> attendance.Quantity | None:
    """Read one mark; beside days, a row of overtime can only hold hours.

    A mark merged over several cells is said of each; a number may be of all of them together.
    """
    text, is_merged = cell.text, cell.filled
    if role in {Role.WAITS, Role.BESIDE} or (is_merged and attendance.number_in(text) is not None):
        return None
    number = attendance.number_in(text)
    if role is Role.HALF and terms.counted == attendance.HOURS and number and number > 1:
        return attendance.Quantity(0, minutes=int(number * 60))
    if role is Role.OVERTIME:
        return attendance.read_overtime(text, as_hours=terms.overtime_hours)
    return attendance.read_mark(
        text, minutes_a_day=minutes_a_day, legend=terms.legend, counted=terms.counted
    )


def _closed(
    ledger: records.Ledger,
    member: Member,
    taken: _Days,
    dates: Sequence[Mapping[int, str]],
    *,
    before: int,
) -> None:
    """Put the rows of each day together and write the person's days down.

    What was not understood of this person stands among the problems from `before` on.
    """
    numbers = {row.number for row, _ in member.rows}
    spoilt = {
        (p.day, p.name)
        for p in ledger.problems[before:]
        if p.row_number in numbers and p.code != _AMOUNT
    }
    name = member.person.name
    overlaps = member.is_repeated and any(len(cells) > 1 for cells in taken.values())
    for (line, column), cells in sorted(taken.items(), key=lambda each: each[0]):
        day = dates[line][column]
        code = _DAY_WAITS if (day, name) in spoilt else ""
        if overlaps and len(cells) == 1 and attendance.number_in(cells[0].text) is None:
            code = code or (_HALVES_UNTOLD if cells[0].quantity.quarters else "")
        if code:
            for cell in cells:
                ledger.trouble(records.Place(cell.row, column, name, day), cell.text, code)
            continue
        if member.is_repeated:  # rows that only repeat a day, or say another thing of it
            for cell in cells:
                _write(ledger, member.person, cell.row, day, (cell.quantity, cell.text))
            continue
        whole, text = _together(cells, ledger.minutes_a_day), " ".join(one.text for one in cells)
        if whole is None:
            place = records.Place(cells[0].row, column, name, day)
            ledger.trouble(place, text, _UNREADABLE_MARK)
            continue
        _write(ledger, member.person, member.row, day, (whole, text))


def _write(
    ledger: records.Ledger,
    who: records.Person,
    row: int,
    day: str,
    said: tuple[attendance.Quantity, str],
) -> None:
    """Write one day of a person down, with what was read and the text it stands in."""
    quantity, text = said
    ledger.records.append(
        records.DayRecord(
            ledger.sheet,
            row,
            who.number,
            who.doc_no,
            who.name,
            day,
            quantity.quarters,
            quantity.minutes,
            quantity.overtime_minutes,
            quantity.mark,
            text,
        ),
    )


def _together(cells: Sequence[_Cell], minutes_a_day: int) -> attendance.Quantity | None:
    """Add what the rows of a day say; None where they cannot be one day."""
    if len(cells) == 1 and cells[0].role is Role.WHOLE:
        return cells[0].quantity
    halves = [cell for cell in cells if cell.role is Role.HALF]
    quarters = overtime = 0
    if any(cell.quantity.minutes is not None for cell in halves):
        hours = _hours_of(halves, minutes_a_day)
        if hours is None:
            return None
        quarters, overtime = hours.quarters, hours.overtime_minutes
    for cell in cells:
        full = cell.role is Role.HALF and cell.quantity.quarters == attendance.WHOLE_DAY
        if full and not _is_half(cell, halves):
            return None
        quarters += attendance.WHOLE_DAY // 2 if full else cell.quantity.quarters
    overtime += sum(cell.quantity.overtime_minutes for cell in cells)
    marks = {cell.quantity.mark for cell in cells if cell.role is not Role.OVERTIME}
    minutes = quarters * minutes_a_day // attendance.WHOLE_DAY + overtime
    impossible = quarters > attendance.WHOLE_DAY or minutes > _MINUTES_OF_A_DATE
    if impossible or (not quarters and len(marks) > 1):
        return None
    return attendance.Quantity(quarters, marks.pop() if len(marks) == 1 else "", overtime)


def _hours_of(halves: Sequence[_Cell], minutes_a_day: int) -> attendance.Quantity | None:
    """Add the hours of halves of a day; None where they are none, or stand beside other marks."""
    minutes = [cell.quantity.minutes for cell in halves if cell.quantity.minutes is not None]
    others = any(cell.quantity.quarters for cell in halves)
    if others or any(each > minutes_a_day * _LONGEST_HALF for each in minutes):
        return None
    try:
        return attendance.of_hours(attendance.hours(sum(minutes)), minutes_a_day)
    except errors.Invalid:
        return None


def _is_half(full: _Cell, halves: Sequence[_Cell]) -> bool:
    """Say whether the mark of a full day stands for the half its row is about.

    1 beside 0.5 is none.
    """
    parted = any(0 < cell.quantity.quarters < attendance.WHOLE_DAY for cell in halves)
    return not (parted and attendance.number_in(full.text) is not None)
