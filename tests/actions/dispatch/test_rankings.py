"""In which order candidates are shown, why each stands there, and the sheet that defends it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
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
    assert (second[2], second[7]) == (2, None)
    assert "电话" in second[8]
    assert "采棉" in second[9]
    assert office.history.acts(desk, limit=1)[0]["name"] == "dispatch.export"
