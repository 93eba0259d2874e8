"""The year over all orders, who went last year, and what an order comes to."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import handing
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import season_calendar
from gigdesk.domain import attendance, office, orders, workers
from gigdesk.domain.orders import season
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.orders.fees import Expected
    from gigdesk.domain.orders.season import Cell, Peak, Period

MOST_PERIODS = 60


@dataclass(frozen=True, slots=True)
class Calendar:
    """Orders down, periods across: people needed and placed in each, and the peak of all.

    `orders` are the rows with their `cells`; `totals` are those of all orders together.
    """

    periods: tuple[Period, ...]
    orders: list[dict[str, Any]]
    totals: tuple[Cell, ...]
    peak: Peak | None


def calendar(
    desk: Desk, *, first: datetime.date | None = None, count: int = 12, by: str = season.MONTH
) -> Calendar:
    """Return the year over all orders from the month or week of a day on (today's).

    Raises errors.Invalid for another kind of period, and for none or too many of them.
    """
    if by not in season.KINDS or not 0 < count <= MOST_PERIODS:
        raise errors.Invalid("orders.error.season", field="by", most=MOST_PERIODS)
    wanted = season.periods(first or desk.clock.today(), count, by)
    start, end = wanted[0].start.isoformat(), wanted[-1].end.isoformat()
    found = rows.season.orders_between(desk.store, start, end)
    needed = [
        season.Span(row["id"], _day(row["from_day"]), _day(row["to_day"]), row["people"])
        for row in found
    ]
    placed = rows.season.stays_between(desk.store, start, end)
    of_need, of_place = season.by_order(needed), season.by_order(placed)
    for row in found:
        both = of_need.get(row["id"], []), of_place.get(row["id"], [])
        row["cells"] = season.cells(*both, wanted)
    return Calendar(
        wanted, found, season.cells(needed, placed, wanted), season.peak(needed, placed, wanted)
    )


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def write_calendar(
    desk: Desk,
    out: Path,
    labels: Sequence[str],
    found: Calendar,
    *,
    total: str,
    said: str,
) -> int:
    """Write a calendar as a workbook and note that; return its rows.

    `labels` are the periods in words, `total` the row of all orders, `said` the peak. Raises
    errors.NotAllowed, and what writing a workbook raises.
    """
    layout = season_calendar.layout(labels, said=said)
    with handing.handing_out(desk, name="orders.export", out=out) as (act, file):
        records = [_record(row, row["cells"]) for row in found.orders]
        records.append({"employer_name": total, **_counts(found.totals)})
        keys = [column.key for column in layout.columns]
        lines = [[one.get(key) for key in keys] for one in records]
        written = writing.write_list(file, layout, lines)
        act.about.update(paper="season", rows=written.rows)
    return written.rows


def _record(row: dict[str, Any], cells: Sequence[Cell]) -> dict[str, Any]:
    return {
        "number": office.numbers.spoken("job_order", row["number"]),
        **{name: row[name] for name in ("employer_name", "trade", "place")},
        "days": f"{row['from_day']} – {row['to_day']}",
        **_counts(cells),
    }


def _counts(cells: Sequence[Cell]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for at, one in enumerate(cells):
        found[f"needed{at}"] = one.needed or None
        found[f"placed{at}"] = one.placed or None
    return found


def last_year(desk: Desk, order_id: bytes) -> list[dict[str, Any]]:
    """Return who went to this employer or for this trade in the same season before, best first.

    Of each person the latest time with its result: `quarters` worked, `until_day` and `reason` of
    an early leave, `wage_fen` where work was paid by the day; `listed` says that the person is on a
    list of this order already. Numbers are masked for a role that may not reveal any. Raises
    errors.NotFound.
    """
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    first, last = season.season_before(_day(order["from_day"]), _day(order["to_day"]))
    found: dict[bytes, dict[str, Any]] = {}
    for row in rows.season.went_between(desk.store, order_id, first.isoformat(), last.isoformat()):
        row["wage_fen"] = None
        if row["pay_kind"] == "day" and row["pay_fen"] is not None and row["quarters"]:
            row["wage_fen"] = attendance.wage_fen(row["pay_fen"], row["quarters"])
        found.setdefault(row["id"], row)
    return [_seen(desk, row) for row in found.values()]


def _seen(desk: Desk, row: dict[str, Any]) -> dict[str, Any]:
    if office.acts.sees_numbers(desk.staff.role):
        return row
    return {
        name: workers.masking.masked_column("worker", name, value) for name, value in row.items()
    }


def expected_fee(desk: Desk, order_id: bytes) -> Expected | None:
    """Return the service fee an order comes to by what there is; None where that cannot be told.

    Heads are those who went, days those entered; a stay ends with the return or today, and who went
    twice has stayed for both together. Raises errors.NotFound.
    """
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    went = rows.season.worked(desk.store, order_id)
    today = desk.clock.today()
    stays: Counter[bytes] = Counter()
    for one in went:
        days = (min(_day(one["end"]), today) - _day(one["start"])).days + 1
        stays[one["person"]] += max(0, days)
    wages = None
    if order["pay_kind"] == "day" and order["pay_fen"] is not None:
        wages = sum(attendance.wage_fen(order["pay_fen"], one["quarters"]) for one in went)
    known = orders.fees.Worked(
        len(stays),
        sum(one["quarters"] for one in went),
        wages,
        list(stays.values()),
    )
    return orders.fees.expected(order, known)
