from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office, undoing, workers
from gigdesk.store import office as rows
from gigdesk.store.dispatch import members
from gigdesk.store.office.acts import Reference
from tests import making, workforce

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

VILLAGE, PERSON, PHONE, OTHER = b"v" * 16, b"p" * 16, b"t" * 16, b"o" * 16


def op(kind: str, tbl: str, row_id: bytes, body: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"kind": kind, "tbl": tbl, "row_id": row_id, "body": json.dumps(body or {})}


def in_the_way(tbl: str, row_id: bytes) -> dict[bytes, dict[str, Any]]:
    return {row_id: {"tbl": tbl, "row_id": row_id, "number": 9, "name": "workers.correct"}}


def write_people(desk: Desk, count: int, **fields: object) -> tuple[int, list[bytes]]:
    with desk.doing("workers.import") as act:
        ids = [desk.new_id() for _ in range(count)]
        first = desk.next_numbers("worker", count)
        for at, worker_id in enumerate(ids):
            row = {"id": worker_id, "station_id": desk.station.id, "number": first + at}
            desk.store.add("worker", {**row, "name": f"人{at}", **fields})
    return act.number, ids


def test_what_was_put_in_goes_and_what_was_changed_is_put_back() -> None:
    ops = [op("insert", "worker", PERSON), op("update", "worker", OTHER, {"name": ["A", "B"]})]
    plan = undoing.plan(ops, {}, [])
    assert (plan.remove, plan.restore, plan.stay) == ({"worker": [PERSON]}, {"worker": [OTHER]}, {})


def test_what_a_row_that_stays_refers_to_stays_as_well() -> None:
    ops = [
        op("insert", "household", VILLAGE),
        op("insert", "worker", PERSON),
        op("insert", "worker_phone", PHONE),
    ]
    refers = [
        Reference(VILLAGE, "worker", PERSON, "household_id"),
        Reference(PERSON, "worker_phone", PHONE, "worker_id"),
    ]
    plan = undoing.plan(ops, in_the_way("worker_phone", PHONE), refers)
    assert plan.remove == {}
    assert set(plan.stay) == {VILLAGE, PERSON, PHONE}


def test_a_reference_that_is_taken_back_holds_nothing_unless_its_row_stays() -> None:
    ops = [
        op("insert", "household", VILLAGE),
        op("update", "worker", PERSON, {"household_id": [None, VILLAGE.hex()]}),
    ]
    refers = [Reference(VILLAGE, "worker", PERSON, "household_id")]
    assert undoing.plan(ops, {}, refers).remove == {"household": [VILLAGE]}
    assert undoing.plan(ops, in_the_way("worker", PERSON), refers).remove == {}


def test_what_all_stations_share_stays_without_standing_in_the_way() -> None:
    ops = [op("insert", "division", VILLAGE)]
    plan = undoing.plan(ops, {}, [Reference(VILLAGE, "worker", PERSON, "village_id")])
    assert (plan.remove, plan.stay) == ({}, {VILLAGE: None})


def test_what_the_act_put_in_and_took_away_itself_counts_for_nothing() -> None:
    ops = [op("insert", "worker_phone", PHONE), op("delete", "worker_phone", PHONE)]
    plan = undoing.plan(ops, {}, [])
    assert (plan.remove, plan.restore) == ({}, {})


def test_later_work_on_hundreds_of_rows_is_kept_and_counted_exactly(desk: Desk) -> None:
    number, ids = write_people(desk, 400)
    with desk.doing("workers.import"):
        for worker_id in ids[:300]:
            desk.store.change("worker", worker_id, {"phone": "13812345678"})
    with desk.doing("workers.correct") as newest:
        desk.store.change("worker", ids[0], {"phone": "13912345678"})
    undone = office.undo.undo(desk, number, leave_changed=True)
    assert undone.removed == {"worker": 100}
    assert (undone.stayed_count, len(undone.stayed)) == (300, undoing.MOST_SHOWN)
    assert undone.stayed[0]["number"] == newest.number
    assert desk.store.value("SELECT count(*) FROM worker WHERE phone IS NOT NULL") == 300
    assert office.safety.verify(desk).sound


def test_a_row_that_many_rows_refer_to_is_undone_with_them_or_stays(desk: Desk) -> None:
    with desk.doing("workers.import") as act:
        village = desk.new_id()
        desk.store.add("division", {"id": village, "name": "大元村", "level": "village"})
        for at in range(80):
            number = desk.next_number("worker")
            row = {"id": desk.new_id(), "station_id": desk.station.id, "number": number}
            desk.store.add("worker", {**row, "name": f"人{at}", "village_id": village})
    workforce.add_person(desk, 99, village_id=village)
    undone = office.undo.undo(desk, act.number, leave_changed=True)
    assert undone.removed == {"worker": 80}
    assert desk.store.get("division", village) is not None
    assert office.safety.verify(desk).sound


def test_what_belonged_to_somebody_who_has_gone_is_not_put_back(desk: Desk) -> None:
    worker_id = workforce.add_person(desk, 1, consent=False)
    register = office.history.acts(desk, limit=1)[0]["number"]
    workers.belongings.add_phone(desk, worker_id=worker_id, phone="13900001111")
    phone = desk.store.value("SELECT id FROM worker_phone")
    removal = workers.belongings.remove_phone(desk, phone_id=phone)
    gone = office.undo.undo(desk, register)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, removal.number)
    assert caught.value.code == "office.error.undo_parent_gone"
    assert caught.value.params["name"] == "王小丁"
    assert caught.value.params["by"] == gone.done.number
    with pytest.raises(errors.Refused):  # nothing would go: no undo is noted
        office.undo.undo(desk, removal.number, leave_changed=True)
    assert office.safety.verify(desk).sound


def test_a_clash_of_others_stops_no_undo(desk: Desk) -> None:
    one, other = workforce.add_person(desk, 1), workforce.add_person(desk, 2)
    for person in (one, other):
        workforce.add_batch(desk, workforce.add_order(desk), [person])
    with desk.doing("workers.merge"):  # as another station's merge comes in
        desk.store.change("worker", other, {"merged_into": one, "state": "merged"})
    assert len(members.double_booked(desk.store, today=desk.clock.today())) == 1
    office.places.add_many(desk, wanted=[{"name": "镇", "level": "town"}])
    assert office.undo.undo(desk).removed == {"division": 1}
    number, ids = write_people(desk, 3)
    assert office.undo.undo(desk, number, leave_changed=True).removed == {"worker": len(ids)}
    third = workforce.add_person(desk, 30)
    batch = workforce.add_batch(desk, workforce.add_order(desk), [third])
    assert office.undo.undo(desk).removed == {"batch_member": 1}
    assert dispatch.list_members(desk, batch_id=batch) == []


def test_every_reference_to_the_rows_of_an_act_is_told(desk: Desk) -> None:
    person = workforce.add_person(desk, 1)
    found = list(rows.acts.references(desk.store, {"worker": [person], "note": []}))
    assert {(one.target, one.table, one.column) for one in found} == {
        (person, "consent", "worker_id")
    }


def test_a_change_that_had_to_stay_holds_what_came_before_it(desk: Desk) -> None:
    person = workforce.add_person(desk, 1)
    first, second, third = (
        workers.people.correct(desk, worker_id=person, changes={"trade": trade}).done.number
        for trade in ("甲", "乙", "丙")
    )
    with pytest.raises(errors.Refused) as caught:  # nothing would go: no undo is noted
        office.undo.undo(desk, second, leave_changed=True)
    assert caught.value.code == "office.error.undo_all_changed"
    office.undo.undo(desk, third)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, first)
    assert caught.value.code == "office.error.undo_all_changed"
    assert caught.value.params["by"] == second
    person_now = desk.store.get("worker", person)
    assert person_now is not None
    assert person_now["trade"] == "乙"


def test_what_had_to_stay_is_taken_back_once_nothing_holds_it(desk: Desk) -> None:
    number, ids = write_people(desk, 3)
    with desk.doing("workers.correct") as later:
        desk.store.change("worker", ids[1], {"name": "改过"})
    assert office.undo.undo(desk, number, leave_changed=True).stayed_count == 1
    for leave_changed in (False, True):
        with pytest.raises(errors.Refused) as caught:
            office.undo.undo(desk, number, leave_changed=leave_changed)
        assert caught.value.code == "office.error.undo_all_changed"
    office.undo.undo(desk, later.number)
    assert making.undoable(desk) == []
    assert office.undo.undo(desk, number).removed == {"worker": 1}
    assert desk.store.value("SELECT count(*) FROM worker") == 0
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert caught.value.code == "office.error.undo_twice"
    assert office.safety.verify(desk).sound
