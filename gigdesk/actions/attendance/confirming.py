"""The employer's word on a month: who confirmed it, when, and what stood in it then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.attendance import people
from gigdesk.actions.attendance.entering import batch_row
from gigdesk.domain import attendance
from gigdesk.store import attendance as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk


def confirm(
    desk: Desk,
    *,
    batch_id: bytes,
    month: str,
    confirmed_by: str,
    confirmed_on: datetime.date | None = None,
) -> int:
    """Note that the employer confirmed a month; return the quarters confirmed.

    A later confirmation stands in place of the earlier one. It counts what stands in the month,
    days after today that a sheet told of too; the act notes how many. Raises
    errors.Invalid without a name or for a month of another form, errors.Refused where nothing was
    entered.
    """
    days = attendance.days_of_month(month)
    if not confirmed_by.strip():
        raise errors.Invalid("attendance.error.confirmed_by", field="confirmed_by")
    row = batch_row(desk, batch_id)
    sums = rows.totals.sums(desk.store, batch_id, days[0], days[-1])
    amounts = standing(desk, row, days[0], days[-1])
    if not sums and not amounts["grams_total"]:
        raise errors.Refused("attendance.error.nothing_entered", month=month)
    total = sum(quarters for quarters, _ in sums.values())
    listed = people.listed(desk, batch_id)
    ahead = sum(people.ahead(desk, batch_id, days[0], days[-1], listed).values())
    before = rows.days.confirmations(desk.store, batch_id, month)
    with desk.doing("attendance.confirm") as act:
        desk.store.add(
            "day_confirmation",
            {
                "id": desk.new_id(),
                "station_id": desk.station.id,
                "batch_id": batch_id,
                "month": month,
                "confirmed_by": confirmed_by.strip(),
                "confirmed_on": (confirmed_on or desk.clock.today()).isoformat(),
                "quarters_total": total,
                **amounts,
                "corrects_id": before[0]["id"] if before else None,
            },
        )
        act.about.update(batch=row["number"], month=month, quarters=total, **amounts)
        if ahead:
            act.about.update(ahead=ahead)
    return total


def standing(desk: Desk, row: Mapping[str, Any], first: str, last: str) -> dict[str, int]:
    """Return what stands of a batch between two days: minutes worked, overtime, and net grams."""
    order = desk.store.get("job_order", row["order_id"]) or {}
    a_day = attendance.minutes_of_day(order.get("minutes_per_day"))
    minutes = overtime = 0
    for cell in rows.totals.cells(desk.store, row["id"], first, last):
        amounts = (cell["quarters"], cell["minutes"], cell["overtime_minutes"])
        minutes += attendance.worked_minutes(*amounts, a_day)
        overtime += cell["overtime_minutes"]
    gross, off, _ = rows.weighings.totals(desk.store, row["id"], first, last)
    return {
        "minutes_total": minutes,
        "overtime_total": overtime,
        "grams_total": gross - off,
    }
