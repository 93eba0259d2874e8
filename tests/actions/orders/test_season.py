from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, orders
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.dispatch import batches
from gigdesk.domain.office import Role
from tests.making import move_clock
from tests.workforce import FIRST, add_batch, add_order, add_person, review_order, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

NEXT = datetime.datetime(2027, 8, 20, 9, 0, tzinfo=datetime.UTC)
DAYS: dict[str, Any] = {"from_day": "2027-10-01", "to_day": "2027-11-30"}


def gone(desk: Desk, folder: Path, **terms: Any) -> tuple[bytes, list[bytes]]:
    """Send three people for a season: one to the end, one home early, one of another trade."""
    order = add_order(desk, **terms)
    people = [add_person(desk, 1), add_person(desk, 2)]
    batch = add_batch(desk, order, people)
    send_batch(desk, batch, folder)
    move_clock(desk, datetime.datetime(2026, 12, 5, 9, 0, tzinfo=datetime.UTC))
    attendance.enter(
        desk,
        batch,
        [attendance.Entry(people[0], f"2026-10-0{day}", Quantity(4)) for day in (1, 2, 3)]
        + [attendance.Entry(people[1], "2026-10-01", Quantity(2))],
    )
    left: dict[str, Any] = {"batch_id": batch, "worker_id": people[1], "reason": "家里有事"}
    dispatch.leave_early(desk, **left, until_day=datetime.date(2026, 10, 5))
    dispatch.return_batch(desk, batch_id=batch)
    return order, people


def test_the_year_shows_needed_and_placed_with_the_peak_and_goes_into_a_workbook(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk, people=30)
    add_order(desk, people=20, from_day="2026-11-01", to_day="2026-12-10")
    add_batch(desk, order, [add_person(desk, 1)])
    found = orders.calendar(desk, first=FIRST, count=4)
    assert [(one.needed, one.placed) for one in found.totals] == [(30, 1), (50, 1), (20, 0), (0, 0)]
    assert found.peak is not None
    assert (str(found.peak.day), found.peak.needed, found.peak.placed) == ("2026-11-01", 50, 1)
    labels = [one.start.isoformat()[:7] for one in found.periods]
    out = tmp_path / "season.xlsx"
    assert orders.write_calendar(desk, out, labels, found, total="全部", said="最多50人") == 3
    (sheet,) = openpyxl.load_workbook(out).worksheets
    cells = [cell for row in sheet.values for cell in row]
    assert {"O1", 50, "全部", "2026-11", "最多50人"} <= set(cells)
    assert len(orders.calendar(desk, by="week", count=2).periods) == 2
    wrong: dict[str, Any]
    for wrong in ({"by": "year"}, {"count": 0}, {"count": 61}):
        with pytest.raises(errors.Invalid):
            orders.calendar(desk, **wrong)


def test_who_went_last_year_stands_with_the_result_and_is_put_on_a_batch_at_once(
    desk: Desk, tmp_path: Path
) -> None:
    _, people = gone(desk, tmp_path)
    move_clock(desk, NEXT)
    order = add_order(desk, **DAYS)
    found = orders.last_year(desk, order)
    assert [row["id"] for row in found] == people
    assert [(row["quarters"], row["wage_fen"], row["until_day"]) for row in found] == [
        (12, 48_000, None),
        (2, 8_000, "2026-10-05"),
    ]
    assert (found[1]["reason"], found[0]["listed"]) == ("家里有事", 0)
    review_order(desk, order)
    batch = dispatch.plan(desk, order_id=order, depart_on=datetime.date(2027, 10, 1)).id
    told, _ = dispatch.add_members(desk, batch_id=batch, people=people, how=batches.INVITED)
    assert all(one.done for one in told)
    assert [row["listed"] for row in orders.last_year(desk, order)] == [1, 1]
    assert orders.dashboard(desk, order).sources == [{"how_chosen": "invited", "people": 2}]
    desk.staff = dataclasses.replace(desk.staff, role=Role.VIEWER)
    assert "****" in orders.last_year(desk, order)[0]["phone"]
    with pytest.raises(errors.NotFound):
        orders.last_year(desk, b"?" * 16)


def test_another_season_employer_and_trade_are_not_last_year_s(desk: Desk, tmp_path: Path) -> None:
    gone(desk, tmp_path)
    move_clock(desk, NEXT)
    spring = add_order(desk, from_day="2028-03-01", to_day="2028-04-30")
    assert orders.last_year(desk, spring) == []
    other = orders.add_employer(desk, fields={"name": "绿源"})
    fields = {"trade": "焊工", "people": 3, "place": "长沙", **DAYS}
    welder = orders.take(desk, employer_id=other.id, fields=fields, pay="day:200").id
    assert orders.last_year(desk, welder) == []
    picker = orders.take(
        desk, employer_id=other.id, fields={**fields, "trade": "采棉"}, pay="day:200"
    ).id
    assert [row["same_employer"] for row in orders.last_year(desk, picker)] == [0, 0]


@pytest.mark.parametrize(
    ("fee", "fen"),
    [
        ({"fee_model": "per_head", "fee_fen": 10_000}, 20_000),
        ({"fee_model": "per_day", "fee_fen": 500}, 1_750),
        ({"fee_model": "percent", "fee_permyriad": 1_000}, 5_600),
        ({"fee_model": "retention", "fee_tiers": "5:100 30:200"}, 30_000),
        ({}, None),
    ],
)
def test_the_fee_of_an_order_follows_who_went_and_how_long(
    desk: Desk, tmp_path: Path, fee: dict[str, Any], fen: int | None
) -> None:
    order, _ = gone(desk, tmp_path, **fee)
    found = orders.expected_fee(desk, order)
    assert (found.fen if found else None) == fen
    assert orders.dashboard(desk, order).left_early == 1
    with pytest.raises(errors.NotFound):
        orders.expected_fee(desk, b"?" * 16)


def test_who_went_twice_for_an_order_has_stayed_for_both_times_together(
    desk: Desk, tmp_path: Path
) -> None:
    order = add_order(desk, fee_model="retention", fee_tiers="20:100 45:300")
    person = add_person(desk, 1)
    for month, last in ((10, 25), (11, 26)):
        first = datetime.date(2026, month, 1)
        move_clock(desk, datetime.datetime(2026, month, 1, 9, 0, tzinfo=datetime.UTC))
        days = {"last_day": f"2026-{month}-{last}"}
        batch = dispatch.plan(desk, order_id=order, depart_on=first, fields=days).id
        dispatch.add_members(desk, batch_id=batch, people=[person])
        send_batch(desk, batch, tmp_path)
        move_clock(desk, datetime.datetime(2026, month, last, 9, 0, tzinfo=datetime.UTC))
        dispatch.return_batch(desk, batch_id=batch)
    found = orders.expected_fee(desk, order)
    assert found is not None
    assert (found.fen, found.count) == (30_000, 1)


def test_an_order_whose_places_are_filled_suggests_full(desk: Desk) -> None:
    order = add_order(desk, people=1)
    review_order(desk, order)
    add_batch(desk, order, [add_person(desk, 1)])
    assert orders.get_order(desk, order)["suggested_state"] == "full"
