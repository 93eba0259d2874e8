"""The month as a matrix: one row or several per person, one column per day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.sheets.attendance_in import (
    about,
    grids,
    legend,
    months,
    parts,
    people,
    records,
    terms,
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
    from gigdesk.documents.sheets.attendance_in.terms import Terms

_UNREADABLE_MARK = "intake.attendance.unreadable_mark"
_STRUCK = "intake.attendance.struck"
_UNREADABLE_DATE = "intake.attendance.unreadable_date"
_HALVES_UNTOLD = "intake.attendance.halves_untold"
_PART_UNTOLD = "intake.attendance.part_untold"
_AMOUNT = "intake.attendance.amount"
_MONTH_UNTOLD = "intake.attendance.month_untold"
_DAYS_UNTOLD = "intake.attendance.days_untold"
_WEEK_UNTOLD = "intake.attendance.week_untold"
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


_Days = dict[tuple[int, int], list[_Cell]]
"""The cells of one person by line of the header and column."""


def read(
    rows: Sequence[Row],
    first: tuple[Grid, ...],
    *,
    ledger: records.Ledger,
    month: str,
) -> None:
    """Read a matrix into the ledger; `month` is `YYYY-MM` for columns that only give the day."""
    said = about.above(rows, first[0])
    said = said if said.value else about.of_sheet(ledger.sheet)
    sections = list(grids.sections(rows, grids.told(first, said)))
    own = ""
    has_week = all(months.fit_week(rows, one, month) for one in first)
    common = terms.Common(
        legend.read(rows, first[0].layout, first[0].at),
        len({start for start, _, _ in sections}) == 1,
    )
    skipped: dict[int, list[str]] = {}
    shares: dict[int, int] = {}
    for start, end, grid in sections:
        passed: dict[int, str] = {}
        before = max((one.at for other, _, one in sections if other < start), default=-1)
        own, is_sure = (
            months.below(rows, start, grid, own or month, before=before) if start else (month, True)
        )
        waits = "" if is_sure else _MONTH_UNTOLD
        if start and has_week and not months.fit_week(rows, grid, own):
            waits = _WEEK_UNTOLD
        _section(
            rows,
            (start, end),
            grid,
            ledger=ledger,
            passed=passed,
            month=own,
            waits=waits,
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
    waits: str,
    common: terms.Common,
) -> None:
    """Read the people under one header; `passed` gets the rows about nobody.

    Where it is not sure that they are of `month` all of them wait, with the code `waits`.
    """
    gathered = people.gather(rows, part, grid, ledger=ledger, passed=passed, pages=common.pages)
    found = gathered.members
    headers = rows[max(grid.at - 1, 0) : grid.at + 2]
    how = terms.of(found, grid, month, signs=common.signs, headers=headers)
    how = replace(how, waits=waits) if waits else how
    how = how if grid.is_sure else replace(how, waits=_DAYS_UNTOLD)
    for member in found:
        own = replace(how, waits=how.waits or _STRUCK) if _is_struck(member, grid) else how
        roles = _roles(member, grid, own, ledger.minutes_a_day)
        if own.waits or (gathered.in_doubt and len(member.rows) + how.halves > 1):
            roles = [Role.WAITS] * len(roles)
        taken: _Days = {}
        troubles = len(ledger.problems)
        for line, ((row, _), role) in enumerate(zip(member.rows, roles, strict=True)):
            below = 1 if grid.lower and line else 0
            shared = grid.columns and len(roles) > 1
            each = Role.WAITS if shared else role
            _take(row, each, member=member, ledger=ledger, how=own, line=below, taken=taken)
        before = len(ledger.records)
        _closed(ledger, member, taken, how.dates, before=troubles)
        totals.compare(
            ledger,
            [row for row, _ in member.rows],
            grid.totals if common.is_whole else (),
            name=member.person.name,
            days=ledger.records[before:],
        )
    named = [(row, member.person.name) for member in found for row, _ in member.rows]
    unread.tell(ledger, grid, rows[max(grid.at - 2, 0) : grid.at + 1], named)


def _is_struck(member: Member, grid: Grid) -> bool:
    """Say whether somebody struck a name of the person through."""
    return any(row.struck.intersection(grid.layout.values()) for row, _ in member.rows)


def _roles(member: Member, grid: Grid, how: Terms, minutes_a_day: int) -> list[Role]:
    """Return how each row of a person is read."""
    said = [part for _, part in member.rows]
    if grid.lower:
        return [Role.WHOLE] * len(said)
    if len(said) == 1 or any(part is not Part.UNSAID for part in said):
        return parts.roles(said, halves=how.halves)
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
    how: Terms,
    line: int,
    taken: _Days,
) -> None:
    """Read the marks of one row of a person, under the days of this line of the header."""
    for column in sorted(how.dates[line]):
        if not row.text(column):
            continue
        cell = row.cell(column)
        day = how.dates[line][column]
        place = records.Place(row.number, column, member.person.name, day)
        if not day:
            ledger.trouble(place, cell.text, _UNREADABLE_DATE)
            continue
        if column in row.struck:
            ledger.trouble(place, cell.text, _STRUCK)
            continue
        quantity, code, params = None, _UNREADABLE_MARK, {}
        own = how.columns.get(column, role) if role is Role.WHOLE else role
        try:
            quantity = _read(cell, own, ledger.minutes_a_day, how)
        except errors.Invalid as failure:
            if failure.code != attendance.UNREAD:
                code, params = failure.code, failure.params
        if own in {Role.WAITS, Role.BESIDE}:
            said = any(part is not Part.UNSAID for _, part in member.rows)
            code = _PART_UNTOLD if said else _HALVES_UNTOLD
            code = terms.COLUMNS_UNTOLD if column in how.columns else code
            code = _AMOUNT if own is Role.BESIDE else how.waits or code
        if quantity is None or cell.kind in {"error", "date", "bool"}:
            ledger.trouble(place, cell.text, code, params)
            continue
        read = _Cell(row.number, own, quantity, cell.text.strip())
        taken.setdefault((line, how.homes.get(column, column)), []).append(read)


def _read(cell: Cell, role: Role, minutes_a_day: int, how: Terms) -> attendance.Quantity | None:
    """Read one mark; beside days, a row of overtime can only hold hours.

    A mark merged over several cells is said of each; a number may be of all of them together.
    """
    text, is_merged = cell.text, cell.filled
    if role in {Role.WAITS, Role.BESIDE} or (is_merged and attendance.number_in(text) is not None):
        return None
    number = attendance.number_in(text)
    if role is Role.HALF and how.counted == attendance.HOURS and number and number > 1:
        return attendance.Quantity(0, minutes=int(number * 60))
    if role is Role.OVERTIME:
        return attendance.read_overtime(text, as_hours=how.overtime_hours)
    return attendance.read_mark(
        text, minutes_a_day=minutes_a_day, legend=how.legend, counted=how.counted
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
