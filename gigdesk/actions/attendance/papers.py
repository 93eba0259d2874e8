"""The month of a batch as a workbook, sheets to fill in by hand, and the day wages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.actions.attendance import entering, pages, people
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import attendance_out
from gigdesk.documents.sheets import wages as wage_sheet
from gigdesk.domain import attendance, office
from gigdesk.domain.workers import identity, names
from gigdesk.store import attendance as rows
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_HOUR = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A workbook that was written: rows in it, its path and SHA-256, and the money of wages.

    `to_come` are the quarters of days in it that lie after today, as a sheet told of them.
    """

    rows: int
    path: Path
    sha256: str
    total_fen: int = 0
    to_come: int = 0

    @property
    def days_to_come(self) -> str:
        """Return those as days in plain figures (`10`, `0.75`), empty where there are none."""
        return _plain(self.to_come) if self.to_come else ""


def _plain(quarters: int) -> str:
    return format(attendance.days(quarters), "f") if quarters else ""


def export_month(
    desk: Desk,
    batch_id: bytes,
    out: Path,
    *,
    month: str | None = None,
    by_hand: bool = False,
) -> Paper:
    """Write the days of a batch: one sheet for `month`, else one for each month with days.

    With `by_hand` the cells stay empty, to be filled in with a pen. Document numbers are masked.
    Raises errors.NotFound, errors.Invalid for a month of another form.
    """
    row = entering.batch_row(desk, batch_id)
    entered = [found["month"] for found in rows.totals.months(desk.store, batch_id)]
    wanted = [month] if month else entered or [row["first_day"][:7]]
    with handing.handing_out(desk, name="attendance.export", out=out) as (act, file):
        listed = people.listed(desk, batch_id)
        sheets, to_come = [], 0
        for one in wanted:
            heading = _heading(desk, row, one)
            rest = _rest_days(desk, one)
            lines = _lines(pages.month_grid(desk, batch_id, one), listed.members)
            if by_hand:
                sheets.append(
                    (
                        attendance_out.group_sheet(heading, rest),
                        attendance_out.group_rows(heading, lines),
                    )
                )
            else:
                days = attendance.days_of_month(one)
                ahead = sum(people.ahead(desk, batch_id, days[0], days[-1], listed).values())
                heading = replace(heading, to_come=_plain(ahead))
                to_come += ahead
                sheets.append(
                    (
                        attendance_out.matrix(heading, rest),
                        attendance_out.matrix_rows(heading, lines),
                    )
                )
        written = writing.write_sheets(file, sheets)
        act.about.update(batch=row["number"], months=wanted, rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256, to_come=to_come)


def _rest_days(desk: Desk, month: str) -> frozenset[int]:
    """Return the days of a month on which nobody is expected at work, by the desk's own table."""
    listed = office_rows.rules.list_holidays(desk.store, int(month[:4]))
    kinds = {row["day"]: row["day_kind"] for row in listed}
    return office.holidays.rest_days(month, kinds)


def _heading(desk: Desk, row: Mapping[str, Any], month: str) -> attendance_out.Heading:
    return attendance_out.Heading(
        month,
        employer=row["employer_name"],
        batch=str(row["number"]),
        place=row["place"],
        leader=row["leader_name"] or "",
        filled_by=desk.staff.name,
        filled_on=desk.clock.today().isoformat(),
    )


def _lines(
    grid: pages.Grid, members: Mapping[bytes, Mapping[str, Any]]
) -> list[attendance_out.PersonMonth]:
    """Return the month of each person as the sheet wants it."""
    return [
        attendance_out.PersonMonth(
            names.on_paper(members[person.worker_id]) or person.name,
            identity.mask(members[person.worker_id]["doc_no"] or ""),
            person.group_name,
            {
                int(day[-2:]): cell.shown if cell.mark else attendance.days(cell.quarters)
                for day, cell in person.cells.items()
                if cell.shown
            },
            attendance.days(person.quarters),
            Decimal(person.overtime_minutes) / _HOUR,
        )
        for person in grid.people
    ]


def wages(
    desk: Desk,
    batch_id: bytes,
    out: Path,
    *,
    month: str | None = None,
) -> Paper:
    """Write the day wages of a batch, of one month or of all its days: a line per person.

    Somebody whose two records were joined has one line, as they are today. Day rate × days,
    rounded once per person, half a fen up; overtime is told in hours and not paid by it. What
    stands in the month is paid, as its own workbook counts it: days after today that a sheet told
    of too, and how many these are is said on the paper, for each and in all. Raises
    errors.Refused where the order is not paid by the day or nothing was entered, errors.NotFound,
    and errors.NotAllowed for a role that may not reveal numbers: accounts stand whole on it.
    """
    office.acts.require_numbers(desk.staff.role)
    row = entering.batch_row(desk, batch_id)
    if row["pay_kind"] != "day" or row["pay_fen"] is None:
        raise errors.Refused("attendance.error.no_day_rate", number=row["order_number"])
    days = attendance.days_of_month(month) if month else ["0001-01-01", "9999-12-31"]
    listed = people.listed(desk, batch_id)
    sums = people.sums(desk, batch_id, days[0], days[-1], listed)
    worked = {person: told for person, told in sums.items() if any(told)}
    if not worked:
        raise errors.Refused("attendance.error.nothing_entered", month=month or "")
    today = desk.clock.today()
    ahead = people.ahead(desk, batch_id, days[0], days[-1], listed)
    to_come = sum(ahead.values())
    with handing.handing_out(desk, name="attendance.export_wages", out=out) as (act, file):
        records = [
            _wage(each, *worked[person], rate_fen=row["pay_fen"], ahead=ahead.get(person, 0))
            for person, each in listed.members.items()
            if person in worked
        ]
        total = sum(record["amount_fen"] for record in records)
        heading = wage_sheet.Heading(
            employer=row["employer_name"],
            batch=str(row["number"]),
            period=month or f"{row['first_day']} / {row['returned_on'] or row['last_day']}",
            filled_by=desk.staff.name,
            filled_on=today.isoformat(),
            to_come=_plain(to_come),
        )
        layout = wage_sheet.layout(heading, total_fen=total)
        written = writing.write_list(file, layout, wage_sheet.rows(records))
        act.about.update(batch=row["number"], paper="wages", rows=written.rows, total_fen=total)
        act.about.update(sha256=written.sha256)
        if to_come:
            act.about.update(ahead=to_come)
    return Paper(written.rows, out, written.sha256, total, to_come)


def _wage(
    member: Mapping[str, Any], quarters: int, overtime_minutes: int, *, rate_fen: int, ahead: int
) -> dict[str, Any]:
    return {
        **member,
        "name": names.on_paper(member),
        "days": attendance.days(quarters),
        "overtime_hours": Decimal(overtime_minutes) / _HOUR,
        "day_rate_fen": rate_fen,
        "amount_fen": attendance.wage_fen(rate_fen, quarters),
        "to_come": _plain(ahead),
    }
