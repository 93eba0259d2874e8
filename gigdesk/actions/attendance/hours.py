"""What people worked over all orders in a month, held against the limits of the law."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.attendance import entering, people
from gigdesk.domain import attendance
from gigdesk.domain.attendance import meter as meters
from gigdesk.domain.attendance import overtime
from gigdesk.domain.orders import terms
from gigdesk.store import attendance as rows
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk

_BEFORE = datetime.timedelta(days=31)
_AFTER = datetime.timedelta(days=6)


@dataclass(frozen=True, slots=True)
class PersonHours:
    """One person's month: the meter, and the days it was measured from."""

    worker_id: bytes
    number: int
    name: str
    meter: meters.Meter
    stints: tuple[meters.Stint, ...]


def batch_hours(desk: Desk, batch_id: bytes, month: str) -> list[PersonHours]:
    """Return the month of everybody on the list of a batch, over all orders, in its order.

    Raises errors.NotFound, errors.Invalid for a month of another form.
    """
    entering.batch_row(desk, batch_id)
    listed = people.listed(desk, batch_id)
    named = {who: (row["worker_number"], row["name"]) for who, row in listed.members.items()}
    return _measured(desk, named, month)


def person_hours(desk: Desk, worker_id: bytes, month: str) -> PersonHours:
    """Return the month of one person over all orders.

    Raises as `batch_hours`, and errors.NotFound for an unknown person.
    """
    row = desk.store.get("worker", worker_id)
    if row is None:
        raise errors.NotFound("workers.error.not_found")
    return _measured(desk, {worker_id: (row["number"], row["name"])}, month)[0]


def special_days(desk: Desk, first: str, last: str) -> dict[str, str]:
    """Return by day the kinds of those between two days that are not what their weekday says."""
    years = range(int(first[:4]), int(last[:4]) + 1)
    listed = [one for year in years for one in office_rows.rules.list_holidays(desk.store, year)]
    return {one["day"]: one["day_kind"] for one in listed}


def _measured(desk: Desk, named: Mapping[bytes, tuple[int, str]], month: str) -> list[PersonHours]:
    days = attendance.days_of_month(month)
    begins, ends = (datetime.date.fromisoformat(days[at]) for at in (0, -1))
    first, last = (begins - _BEFORE).isoformat(), (ends + _AFTER).isoformat()
    limit = meters.limits(desk.rules(), ends, desk.station.code)
    special = special_days(desk, first, last)
    stints: dict[bytes, list[meters.Stint]] = {who: [] for who in named}
    for row in rows.totals.stints(desk.store, list(named), first, last):
        stints[row["asked_id"]].append(_stint(row, special))
    found = []
    for who, (number, name) in named.items():
        measured = meters.measure(stints[who], month, limit)
        inside = tuple(one for one in stints[who] if one.day[:7] == month and one.minutes)
        found.append(PersonHours(who, number, name, measured, inside))
    return found


def _stint(row: Mapping[str, Any], special: Mapping[str, str]) -> meters.Stint:
    a_day = attendance.minutes_of_day(row["minutes_per_day"])
    amounts = (row["quarters"], row["minutes"], row["overtime_minutes"])
    return meters.Stint(
        row["day"],
        attendance.worked_minutes(*amounts, a_day),
        overtime.kind_of(row["day"], special, row["overtime_kind"]),
        overtime.regime(row["hours_kind"], row["hours_approval"]),
        row["batch"],
        row["employer"],
        row["employment_form"] == terms.PART_TIME,
    )


def alert_params(alert: meters.Alert) -> dict[str, object]:
    """Return what fills the sentence of an alert: minutes as hours, days as they are."""
    told = {name: value for name, value in alert.params.items() if name != "minutes"}
    if "minutes" in alert.params:
        told["hours"] = attendance.shown_hours(int(str(alert.params["minutes"])))
        if "limit" in told:
            told["limit"] = attendance.shown_hours(int(str(told["limit"])))
    return {**told, "day": alert.day}
