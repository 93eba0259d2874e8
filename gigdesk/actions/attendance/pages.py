"""What the page of a month and the home page show of days of work."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.actions.attendance import entering, weighing
from gigdesk.domain import attendance
from gigdesk.domain.workers import masking
from gigdesk.store import attendance as rows
from gigdesk.store import dispatch as batch_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.attendance import Weight


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a month: quarters, overtime, mark, what it shows, and the hours told of it.

    `worked` are all its minutes, those of whole days by the order's day.
    """

    quarters: int
    overtime_minutes: int
    mark: str
    shown: str
    minutes: int | None = None
    overtime_kind: str = ""
    times: str = ""
    worked: int = 0


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person's month; days outside `first`..`last` take no entry; no day to come does.

    `weights` are the weighings by day and part, as `2026-10-12#morning`.
    """

    worker_id: bytes
    number: int
    name: str
    group_name: str
    first: str
    last: str
    cells: Mapping[str, Cell]
    quarters: int
    overtime_minutes: int
    minutes: int = 0
    weights: Mapping[str, Weight] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grid:
    """The month of a batch: its days as ISO text, a row per person, and the employer's word.

    Hours typed into it count by a day of `minutes_a_day`, as the order states it. `sent_on` is the
    day the batch left, empty before; `today` the last day that takes an entry, and `to_come` are
    the days of the month after it on which the batch is still to work. The order
    pays by `pay_kind` and `pay_unit`.
    """

    batch_id: bytes
    batch_number: int
    employer_name: str
    month: str
    days: tuple[str, ...]
    people: tuple[GridRow, ...]
    quarters: int
    confirmation: Mapping[str, Any] | None
    may_enter: bool
    minutes_a_day: int
    sent_on: str
    today: str
    to_come: tuple[str, ...]
    pay_kind: str = ""
    pay_unit: str = ""


def month_grid(desk: Desk, batch_id: bytes, month: str) -> Grid:
    """Return the month `YYYY-MM` of a batch; raises errors.NotFound, errors.Invalid."""
    days = attendance.days_of_month(month)
    row = entering.batch_row(desk, batch_id)
    ground = entering.ground_for(desk, batch_id, days)
    order = desk.store.get("job_order", row["order_id"]) or {}
    a_day = attendance.minutes_of_day(order.get("minutes_per_day"))
    cells: dict[bytes, dict[str, Cell]] = {}
    for (worker_id, day), cell in ground.cells.items():
        cells.setdefault(worker_id, {})[day] = _cell(cell, a_day)
    weighed: dict[bytes, dict[str, Weight]] = {}
    standing_weights = weighing.weights(desk, batch_id, days[0], days[-1], ground.listed)
    for (worker_id, day, part), one in standing_weights.items():
        if one["gross_grams"]:
            weighed.setdefault(worker_id, {})[f"{day}#{part}"] = weighing.as_weight(one)
    lines = tuple(
        GridRow(
            worker_id,
            member["worker_number"],
            member["name"],
            member["group_name"] or "",
            row["first_day"],
            min(ground.stays[worker_id].end.isoformat(), ground.today),
            cells.get(worker_id, {}),
            sum(cell.quarters for cell in cells.get(worker_id, {}).values()),
            sum(cell.overtime_minutes for cell in cells.get(worker_id, {}).values()),
            sum(cell.worked for cell in cells.get(worker_id, {}).values()),
            weighed.get(worker_id, {}),
        )
        for worker_id, member in ground.listed.members.items()
    )
    ends = max((ground.stays[each].end.isoformat() for each in ground.listed.members), default="")
    standing = rows.days.confirmations(desk.store, batch_id, month)
    return Grid(
        batch_id,
        row["number"],
        row["employer_name"],
        month,
        tuple(days),
        lines,
        sum(person.quarters for person in lines),
        standing[0] if standing else None,
        row["state"] in ("sent", "returned"),
        a_day,
        row["sent_on"] or "",
        ground.today,
        tuple(day for day in days if ground.today < day <= ends),
        order.get("pay_kind") or "",
        order.get("pay_unit") or "",
    )


def _cell(cell: Mapping[str, Any], a_day: int) -> Cell:
    amounts = (cell["quarters"], cell["minutes"], cell["overtime_minutes"])
    return Cell(
        cell["quarters"],
        cell["overtime_minutes"],
        cell["mark"] or "",
        attendance.shown(cell["quarters"], cell["mark"]),
        cell["minutes"],
        cell["overtime_kind"] or "",
        cell["times"] or "",
        attendance.worked_minutes(*amounts, a_day),
    )


def months(desk: Desk, batch_id: bytes) -> list[str]:
    """Return the months a batch touches, as `YYYY-MM`; raises errors.NotFound."""
    row = entering.batch_row(desk, batch_id)
    first, last = row["first_day"][:7], (row["returned_on"] or row["last_day"])[:7]
    found = [first]
    while found[-1] < last:
        year, month = (int(part) for part in found[-1].split("-"))
        found.append(f"{year + month // 12:04d}-{month % 12 + 1:02d}")
    return found


def cell_history(desk: Desk, batch_id: bytes, worker_id: bytes, day: str) -> list[dict[str, Any]]:
    """Return every fact of one cell, oldest first, with who entered it, when and from what.

    With a part behind the day (`2026-10-12#morning`) they are the weighings of that part. What was
    entered under other records of the same person is among them.
    """
    day, _, part = day.partition("#")
    if part:
        found = rows.weighings.chain(desk.store, batch_id, worker_id, day=day, part=part)
    else:
        found = rows.days.chain(desk.store, batch_id, worker_id, day)
    for row in found:
        row["reason"] = masking.masked_value("reason", row["reason"])
    return found


def not_entered(desk: Desk) -> list[dict[str, Any]]:
    """Return batches on the road with working days before today on which nothing was entered.

    Each row has number, employer_name, trade, listed, `entered`, `missing` and `last_entered`.
    """
    today = desk.clock.today()
    found = []
    for row in batch_rows.duties.entered_days(desk.store, today.isoformat()):
        last = min(datetime.date.fromisoformat(row["last_day"]), today - datetime.timedelta(days=1))
        begun = (last - datetime.date.fromisoformat(row["first_day"])).days + 1
        row["missing"] = max(0, begun - row["entered"])
        if row["missing"]:
            found.append(row)
    return found
