"""Joining two records of one batch: the person holds one place on it, and undo parts them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from gigdesk.actions import attendance, dispatch, office, workers
from gigdesk.domain.attendance import Quantity
from tests import workforce
from tests.making import SEASON_OVER, move_clock

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def _cells(path: Path) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_whoever_stands_twice_on_one_list_stands_there_once_when_the_records_are_joined(
    desk: Desk, tmp_path: Path
) -> None:
    one = workforce.add_person(desk, 1, name="王小丁")
    two = workforce.add_person(desk, 2, name="王小丁")
    other = workforce.add_person(desk, 3, name="李秋芳")
    batch = workforce.add_batch(desk, workforce.add_order(desk), [one, two, other])
    workforce.send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    days = [
        attendance.Entry(one, "2026-10-05", Quantity(4)),
        attendance.Entry(two, "2026-10-06", Quantity(2)),
    ]
    assert attendance.enter(desk, batch, days).written == 2
    before = dispatch.list_members(desk, batch_id=batch)
    done = workers.doubles.merge(
        desk,
        keep=one,
        other=two,
        choices=dict.fromkeys(("sex", "doc_no", "phone", "emergency_phone"), "keep"),
        reason="登记了两次",
        despite_overlap=True,
    )
    assert [row["name"] for row in dispatch.list_members(desk, batch_id=batch)] == [
        "王小丁",
        "李秋芳",
    ]
    assert dispatch.get_batch(desk, batch)["listed"] == 2
    dispatch.insurance(desk, batch, tmp_path / "insured.xlsx")
    assert _cells(tmp_path / "insured.xlsx").count("王小丁") == 1
    for layout in ("coach", "employer", "filing"):
        dispatch.roster(desk, batch, layout, tmp_path / f"{layout}.xlsx")
        assert _cells(tmp_path / f"{layout}.xlsx").count("王小丁") == 1
    states = [each["state"] for each in dispatch.list_contracts(desk, batch_id=batch)]
    assert sorted(states) == ["ended", "signed", "signed"]
    # No day is lost: both stand in the row of the one person.
    grid = attendance.month_grid(desk, batch, "2026-10")
    assert sum(row.quarters for row in grid.people) == 6
    office.undo.undo(desk, done.number)
    assert dispatch.list_members(desk, batch_id=batch) == before
    states = [each["state"] for each in dispatch.list_contracts(desk, batch_id=batch)]
    assert states == ["signed"] * 3


def test_the_place_that_goes_leaves_its_seat_free_or_to_the_place_that_stays(
    desk: Desk, tmp_path: Path
) -> None:
    people = [workforce.add_person(desk, serial, name="王小丁") for serial in (1, 2)]
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    coach, _ = dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": 5})
    dispatch.seat_one(desk, batch_id=batch, worker_id=people[1], vehicle_id=coach, seat=3)
    workforce.send_batch(desk, batch, tmp_path)
    before = dispatch.list_members(desk, batch_id=batch)
    done = workers.doubles.merge(
        desk,
        keep=people[0],
        other=people[1],
        choices=dict.fromkeys(("sex", "doc_no", "phone", "emergency_phone"), "keep"),
        reason="登记了两次",
        despite_overlap=True,
    )
    kept, gone = dispatch.list_members(desk, batch_id=batch, removed=True)
    assert (kept["worker_id"], kept["seat"], gone["seat"]) == (people[0], 3, None)
    assert [row["seated"] for row in dispatch.list_vehicles(desk, batch_id=batch)] == [1]
    office.undo.undo(desk, done.number)
    assert dispatch.list_members(desk, batch_id=batch) == before
