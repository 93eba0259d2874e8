"""In which order candidates are shown, why each stands there, and the sheet that defends it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.actions.office import places
from gigdesk.domain.dispatch import batches, ranking
from tests.workforce import add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def wish(desk: Desk, person: bytes, since: str) -> None:
    """Let somebody wish for the work of the order since a day."""
    with desk.doing("workers.add_intention"):
        desk.store.add(
            "intention",
            {
                "id": desk.new_id(),
                "station_id": desk.station.id,
                "worker_id": person,
                "trades": "采棉",
                "registered_on": since,
            },
        )


def test_who_waits_longest_comes_first_and_who_never_said_so_last(desk: Desk) -> None:
    people = [add_person(desk, serial) for serial in range(1, 6)]
    silent, late, early, came_back, other = people
    wish(desk, late, "2026-08-01")
    wish(desk, early, "2026-02-01")
    wish(desk, came_back, "2026-01-01")
    with desk.doing("workers.correct"):
        desk.store.change("worker", other, {"trade": "电焊"})
    before = add_order(desk, from_day="2026-03-01", to_day="2026-05-01")
    planned = dispatch.plan(
        desk,
        order_id=before,
        depart_on=datetime.date(2026, 3, 1),
        confirmed=batches.DOUBTS,
    )
    dispatch.add_members(desk, batch_id=planned.id, people=[came_back])
    order = add_order(desk)
    found = dispatch.propose(desk, order, by=ranking.WAITING).candidates
    assert [one.worker.id for one in found] == [early, came_back, late, silent]
    assert [one.worker.waiting_since for one in found] == [
        "2026-02-01",
        "2026-05-01",
        "2026-08-01",
        "",
    ]
    assert dispatch.propose(desk, order, by=ranking.WAITING, limit=1).candidates[0].worker.id == (
        early
    )
    with pytest.raises(errors.Invalid, match="no_such_ranking"):
        dispatch.propose(desk, order, by="pretty")


def test_somebody_asked_for_by_name_is_told_what_forbids_them(desk: Desk) -> None:
    child, grown = add_person(desk, 1, birth="2012-05-01"), add_person(desk, 2)
    order = add_order(desk)
    found = {one.worker.id: one for one in dispatch.explain(desk, order, [child, grown])}
    assert [each.code for each in found[child].reasons.hard] == ["dispatch.finding.under_age"]
    assert found[grown].reasons.may_go


def test_the_sheet_says_rank_and_reasons_of_everybody_and_who_was_kept_out(
    desk: Desk, tmp_path: Path
) -> None:
    add_person(desk, 1)
    add_person(desk, 2, phone=None)
    add_person(desk, 3, birth="2012-05-01")
    order = add_order(desk)
    paper = dispatch.write_candidates(desk, order, tmp_path / "a.xlsx")
    assert paper.rows == 2
    sheet: Any = openpyxl.load_workbook(paper.path).active
    told = [[cell.value for cell in row] for row in sheet.iter_rows()]
    flat = " ".join(str(value) for row in told for value in row if value)
    assert "未到最低用工年龄1人" in flat
    assert "按条件合适程度" in flat
    second = next(row for row in told if row[0] == 2)
    assert (second[2], second[7], second[8]) == (2, "不详", None)
    assert "电话" in second[9]
    assert "采棉" in second[10]
    assert office.history.acts(desk, limit=1)[0]["name"] == "dispatch.export"


def test_the_nearest_village_comes_first_and_one_without_a_spot_is_unknown(desk: Desk) -> None:
    places.add_list(desk, "青山镇 石桥村 28.400000 112.900000\n青山镇 柳树村")
    villages = {row["name"]: row["id"] for row in places.divisions(desk, "village")}
    nowhere, far = (
        add_person(desk, serial, village_id=villages[name])
        for serial, name in enumerate(("柳树村", "石桥村"), 1)
    )
    order = add_order(desk, place="工业园")
    assert {one.distance_m for one in dispatch.propose(desk, order).candidates} == {None}
    places.add_list(desk, "青山镇 工业园 28.490000 112.900000\n青山镇 长石村 28.480000 112.900000")
    villages = {row["name"]: row["id"] for row in places.divisions(desk, "village")}
    near = add_person(desk, 3, village_id=villages["长石村"])
    found = dispatch.propose(desk, order, by=ranking.NEAREST).candidates
    assert [one.worker.id for one in found] == [near, far, nowhere]
    assert [ranking.kilometres(one.distance_m) for one in found] == [1, 10, None]
    (one,) = dispatch.explain(desk, order, [near])
    assert one.distance_m == found[0].distance_m
    with desk.doing("orders.change"):
        desk.store.change("division", villages["石桥村"], {"code": "430602101201"})
        desk.store.change("job_order", order, {"place_code": "430602101201"})
    found = dispatch.propose(desk, order, by=ranking.NEAREST).candidates
    assert found[0].worker.id == far
    assert found[0].distance_m == 0
    for typed in ("工业园 28.480000, 112.900000", "新厂（１１２.９０，２８.４８）"):
        beyond = add_order(desk, place=typed)
        found = dispatch.propose(desk, beyond, by=ranking.NEAREST).candidates
        assert [one.distance_m for one in found] == [0, 8896, None]


def test_a_village_that_is_known_gets_its_spot_from_a_list_or_by_hand(desk: Desk) -> None:
    places.add_list(desk, "青山镇 石桥村")
    text = "青山镇 石桥村 28.400000 112.900000"
    plan = places.plan_list(desk, text)
    assert (plan.villages, list(plan.located.values())) == ((), [(28_400_000, 112_900_000)])
    places.add_list(desk, text)
    assert places.plan_list(desk, text).located == {}
    (village,) = places.divisions(desk, "village")
    assert village["latitude_e6"] == 28_400_000
    office.undo.undo(desk)
    (village,) = places.divisions(desk, "village")
    assert village["latitude_e6"] is None
    places.change(desk, division_id=village["id"], changes={"spot": "112.9000, 28.5000"})
    (village,) = places.divisions(desk, "village")
    assert (village["latitude_e6"], village["longitude_e6"]) == (28_500_000, 112_900_000)
    with pytest.raises(errors.Invalid, match="spot"):
        places.change(desk, division_id=village["id"], changes={"spot": "很远"})
    places.change(desk, division_id=village["id"], changes={"spot": None})
    assert places.divisions(desk, "village")[0]["longitude_e6"] is None
