"""Reserve pools: kept, called up, and those who come put on a batch; every step taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, workers
from gigdesk.domain.dispatch import reserves
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def made(desk: Desk, count: int) -> tuple[bytes, list[bytes]]:
    """Return a pool with so many people."""
    people = [add_person(desk, serial) for serial in range(1, count + 1)]
    pool, _, _ = dispatch.add_pool(desk, fields={"name": "采棉预备", "trade": "采棉"})
    done, _ = dispatch.reserve(desk, pool_id=pool, people=people)
    assert done == count
    return pool, people


def results(desk: Desk, pool: bytes, batch: bytes | None = None) -> dict[bytes, Any]:
    found = dispatch.call_list(desk, pool_id=pool, batch_id=batch)
    return {row["id"]: row["result"] for row in found}


def test_people_are_called_up_for_a_batch_and_those_who_come_go_on_its_list(
    desk: Desk, tmp_path: Path
) -> None:
    pool, (one, two, three) = made(desk, 3)
    batch = add_batch(desk, add_order(desk), [])
    dispatch.call(desk, pool_id=pool, worker_id=one, result="no_answer", batch_id=batch)
    dispatch.call(desk, pool_id=pool, worker_id=one, result="comes", batch_id=batch)
    dispatch.call(
        desk,
        pool_id=pool,
        worker_id=two,
        result="declines",
        batch_id=batch,
        reason_code="family",
        note="带孙子",
    )
    assert results(desk, pool, batch) == {one: "comes", two: "declines", three: None}
    assert set(results(desk, pool).values()) == {None}
    paper = dispatch.write_calls(desk, tmp_path / "a.xlsx", pool_id=pool, batch_id=batch)
    sheet: Any = openpyxl.load_workbook(paper.path).active
    told = {cell.value for line in sheet.iter_rows() for cell in line}
    assert {"家里走不开", "带孙子", "13800000001"} <= told
    outcomes, _ = dispatch.take_comers(desk, pool_id=pool, batch_id=batch)
    assert [(each.worker_id, each.done) for each in outcomes] == [(one, True)]
    (row,) = dispatch.list_members(desk, batch_id=batch)
    assert (row["worker_id"], row["how_chosen"]) == (one, "called")
    with pytest.raises(errors.Refused, match="nobody_comes"):
        dispatch.take_comers(desk, pool_id=pool, batch_id=batch)
    calls = dispatch.list_calls(desk, pool_id=pool)
    assert [(call["worker_id"], call["result"]) for call in calls] == [
        (two, "declines"),
        (one, "comes"),
        (one, "no_answer"),
    ]
    assert calls[0]["staff_name"] == desk.staff.name


def test_a_call_taken_back_is_void_and_the_one_before_it_counts_again(desk: Desk) -> None:
    pool, (one,) = made(desk, 1)
    dispatch.call(desk, pool_id=pool, worker_id=one, result="answered")
    dispatch.call(desk, pool_id=pool, worker_id=one, result="comes")
    office.undo.undo(desk)
    assert results(desk, pool) == {one: "answered"}
    assert len(dispatch.list_calls(desk, pool_id=pool)) == 1
    office.undo.undo(desk)
    assert results(desk, pool) == {one: None}
    assert desk.store.value("SELECT count(*) FROM reserve_call") == 4


def test_who_cannot_go_with_a_batch_is_told_while_they_are_called(desk: Desk) -> None:
    pool, (one, two) = made(desk, 2)
    add_batch(desk, add_order(desk), [two])
    batch = add_batch(desk, add_order(desk), [])
    found = dispatch.call_list(desk, pool_id=pool, batch_id=batch)
    told = {row["id"]: [why.code for why in row["against"]] for row in found}
    assert told == {one: [], two: ["dispatch.finding.double_booking"]}
    dispatch.call(desk, pool_id=pool, worker_id=two, result="comes", batch_id=batch)
    (refused,), _ = dispatch.take_comers(desk, pool_id=pool, batch_id=batch)
    assert refused.rules == ("double_booking",)


def test_a_pool_is_changed_closed_and_people_leave_it(desk: Desk) -> None:
    pool, (one, two) = made(desk, 2)
    assert dispatch.reserve(desk, pool_id=pool, people=[one])[0] == 0
    assert dispatch.reserve(desk, pool_id=pool, people=[one, desk.new_id()], out=True)[0] == 1
    assert list(results(desk, pool)) == [two]
    assert dispatch.reserve(desk, pool_id=pool, people=[one])[0] == 1
    (row,) = dispatch.list_pools(desk)
    today = desk.clock.today().isoformat()
    assert (row["people"], row["oldest"], row["number"]) == (2, today, 1)
    dispatch.change_pool(desk, pool_id=pool, fields={"name": "摘茶预备"})
    assert dispatch.list_pools(desk)[0]["name"] == "摘茶预备"
    dispatch.change_pool(desk, pool_id=pool, fields={}, close=True)
    assert dispatch.list_pools(desk) == []
    with pytest.raises(errors.NotFound):
        dispatch.reserve(desk, pool_id=pool, people=[one])
    office.undo.undo(desk)
    assert dispatch.find_pool(desk, "R1") == pool


def test_what_cannot_be_noted_is_refused(desk: Desk) -> None:
    pool, (one,) = made(desk, 1)
    with pytest.raises(errors.Invalid):
        dispatch.call(desk, pool_id=pool, worker_id=one, result=reserves.DECLINES)
    with pytest.raises(errors.NotFound):
        dispatch.call(desk, pool_id=pool, worker_id=add_person(desk, 9), result="comes")
    with pytest.raises(errors.Invalid):
        dispatch.add_pool(desk, fields={"name": " "})
    with pytest.raises(errors.Invalid):
        dispatch.add_pool(desk, fields={"name": "a", "colour": "red"})
    with pytest.raises(errors.NotFound):
        dispatch.find_pool(desk, "R7")


def test_joined_records_stand_in_a_pool_once_and_are_called_and_taken_out_as_one(
    desk: Desk,
) -> None:
    pool, (one, two, three) = made(desk, 3)
    batch = add_batch(desk, add_order(desk), [])
    dispatch.call(desk, pool_id=pool, worker_id=two, result="answered", batch_id=batch)
    workers.doubles.merge(desk, keep=one, other=two, choices={"doc_no": "keep", "phone": "keep"})
    assert results(desk, pool, batch) == {one: "answered", three: None}
    assert dispatch.list_pools(desk)[0]["people"] == 2
    dispatch.call(desk, pool_id=pool, worker_id=one, result="comes", batch_id=batch)
    assert results(desk, pool, batch) == {one: "comes", three: None}
    assert dispatch.reserve(desk, pool_id=pool, people=[two], out=True)[0] == 1
    assert results(desk, pool) == {three: None}


def test_the_call_list_says_who_is_no_longer_registered_before_anybody_telephones(
    desk: Desk,
) -> None:
    pool, (one, two) = made(desk, 2)
    with desk.doing("workers.register"):
        desk.store.change("worker", two, {"state": "died"})
    told = {row["id"]: row["against"] for row in dispatch.call_list(desk, pool_id=pool)}
    assert told[one] == ()
    assert [why.code for why in told[two]] == ["dispatch.finding.not_active"]
