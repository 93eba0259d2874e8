"""Records that may be one person: found, joined without losing anything, parted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office, workers
from gigdesk.domain.attendance import Quantity
from gigdesk.store import dispatch as batch_rows
from gigdesk.store import oplog
from gigdesk.store import workers as rows
from tests import workforce
from tests.actions.workers.conftest import with_check
from tests.making import SEASON_OVER, move_clock

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from tests.actions.workers.conftest import Register

WANG = with_check("43060219800101123")
SLIP = with_check("43060219800101125")
OTHER = with_check("43292719750515234")


def pair_numbers(desk: Desk) -> list[tuple[int, int, str]]:
    return [
        (pair.one["number"], pair.other["number"], pair.reasons[0].code)
        for pair in workers.doubles.work_list(desk)
    ]


def test_likely_doubles_come_first_and_namesakes_with_one_phone_do_not(
    desk: Desk, register: Register
) -> None:
    register("王小明", WANG, phone="13812345678")
    register("王小明", with_check("43292719800101555"))
    register("李英", OTHER, phone="13987654321")
    register("李英", with_check("43292719760615234"), phone="13911112222、13987654321")
    register("赵国", with_check("43060219660101111"))
    register("赵国", with_check("43060219660101118"))
    register("孙明", with_check("43060219900101118"), phone="13812345678")
    assert pair_numbers(desk) == [
        (5, 6, "findings.double.name_birth"),
        (1, 2, "findings.double.name_birth"),
    ]


def test_a_number_with_a_slip_is_proposed(desk: Desk, register: Register) -> None:
    register("王小明", WANG)
    register("王晓明", SLIP)
    (pair,) = workers.doubles.work_list(desk)
    assert [one.code for one in pair.reasons] == ["findings.double.slip"]
    assert pair.one["doc_no"].startswith("430***")


def test_newcomers_are_held_against_everybody(desk: Desk, register: Register) -> None:
    register("王小明", WANG, phone="13812345678")
    new = register("王小明", SLIP, phone="13812345678").worker_id
    register("李英", OTHER)
    among = workers.doubles.work_list(desk, among=[new])
    assert [(pair.one["number"], pair.other["number"]) for pair in among] in ([(1, 2)], [(2, 1)])
    assert {one.code for one in among[0].reasons} >= {"findings.double.slip"}


def test_all_pairs_found_in_blocks_are_found_for_each_newcomer(
    desk: Desk, register: Register
) -> None:
    for count in range(12):
        body = f"4306021980{1 + count % 3:02d}0112{count % 5}"
        number = with_check(body)
        if rows.people.find_by_doc_no(desk.store, number) is None:
            register(
                ("王小明", "王晓明", "李英")[count % 3], number, phone=f"1381234567{count % 4}"
            )
    ids = [row[0] for row in desk.store.stream("SELECT id FROM worker")]
    whole = workers.doubles.work_list(desk)
    single = workers.doubles.work_list(desk, among=ids)
    assert both(single) <= both(whole)
    namesakes = [pair for pair in whole if pair.one["name"] == pair.other["name"]]
    assert both(namesakes) <= both(single)
    assert namesakes


def both(pairs: list[workers.doubles.Pair]) -> set[frozenset[bytes]]:
    return {frozenset((pair.one["id"], pair.other["id"])) for pair in pairs}


def test_two_people_are_kept_apart_and_that_can_be_undone(desk: Desk, register: Register) -> None:
    one, other = register("王小明", WANG), register("王小明", SLIP)
    done = workers.doubles.not_double(
        desk, one_id=other.worker_id, other_id=one.worker_id, reason="twins"
    )
    assert workers.doubles.work_list(desk) == []
    assert workers.doubles.work_list(desk, among=[one.worker_id]) == []
    workers.doubles.not_double(desk, one_id=one.worker_id, other_id=other.worker_id)
    assert desk.store.value("SELECT count(*) FROM not_double") == 1
    office.undo.undo(desk, done.number)
    assert len(workers.doubles.work_list(desk)) == 1


def test_joining_keeps_both_and_the_facts_follow(desk: Desk, register: Register) -> None:
    keep = register("王小明", WANG, address="大元村")
    other = register("王晓明", SLIP, phone="13987654321", address="新建村", education="初中")
    workers.certificates.add_certificate(desk, worker_id=other.worker_id, values={"kind": "6"})
    workers.doubles.merge(desk, keep=keep.worker_id, other=other.worker_id, reason="one card")
    told = workers.people.get(desk, other.worker_id)
    assert told.id == keep.worker_id
    assert told.worker["address"] == "大元村"
    assert (told.worker["phone"], told.worker["education"]) == ("139****4321", "70")
    assert [one["kind"] for one in told.certificates] == ["6"]
    assert [(one["number"], one["name"], one["reason"]) for one in told.merged] == [
        (2, "王晓明", "one card")
    ]
    for text in ("王晓明", SLIP, "13987654321", "w2"):
        assert workers.search.ids(desk, text) == [keep.worker_id]
    certified = workers.search.WorkerFilter(certificate_kind="6")
    assert workers.search.ids(desk, wanted=certified) == [keep.worker_id]
    assert workers.search.count(desk) == 1
    assert workers.doubles.work_list(desk) == []
    assert rows.find.is_fresh(desk.store)
    found = rows.people.by_doc_nos(desk.store, [SLIP, WANG])
    assert {row["id"] for row in found.values()} == {keep.worker_id}


def test_the_other_value_is_taken_where_somebody_chose_it(desk: Desk, register: Register) -> None:
    keep, other = register("王小明", WANG), register("王晓明", SLIP)
    differing = {
        one[0]
        for one in workers.doubles.compare(desk, one_id=keep.worker_id, other_id=other.worker_id)
    }
    assert differing == {"name", "doc_no"}
    workers.doubles.merge(
        desk, keep=keep.worker_id, other=other.worker_id, choices={"doc_no": "other"}
    )
    row = desk.store.get("worker", keep.worker_id)
    assert row is not None
    assert (row["name"], row["doc_no"]) == ("王小明", SLIP)


@pytest.mark.parametrize(
    ("choices", "birth", "sex"),
    [({}, "1975-05-15", "2"), ({"birth_date": "keep", "sex": "keep"}, "1980-01-01", "1")],
)
def test_birth_and_sex_follow_the_number_taken_and_the_former_number_still_finds_the_person(
    desk: Desk, register: Register, choices: dict[str, str], birth: str, sex: str
) -> None:
    keep, other = register("王小明", WANG), register("王小明", OTHER)
    before = desk.store.query("SELECT * FROM worker ORDER BY number")
    choices = {"doc_no": "other", **choices}
    done = workers.doubles.merge(desk, keep=keep.worker_id, other=other.worker_id, choices=choices)
    row = desk.store.get("worker", keep.worker_id) or {}
    assert (row["doc_no"], row["birth_date"], row["sex"]) == (OTHER, birth, sex)
    for number in (WANG, OTHER):
        assert workers.search.ids(desk, number) == [keep.worker_id]
        assert workers.search.ids(desk, number[-4:]) == [keep.worker_id]
        with pytest.raises(workers.people.Known):
            register("王小明", number)
    assert rows.find.is_fresh(desk.store)
    office.undo.undo(desk, done.number)
    assert desk.store.query("SELECT * FROM worker ORDER BY number") == before
    assert workers.search.ids(desk, OTHER) == [other.worker_id]


def test_joining_is_undone_in_one_act(desk: Desk, register: Register) -> None:
    keep = register("王小明", WANG)
    other = register("王晓明", SLIP, phone="13987654321")
    before = {row["id"]: row for row in desk.store.query("SELECT * FROM worker ORDER BY number")}
    done = workers.doubles.merge(desk, keep=keep.worker_id, other=other.worker_id)
    office.undo.undo(desk, done.number)
    after = {row["id"]: row for row in desk.store.query("SELECT * FROM worker ORDER BY number")}
    assert after == before
    assert workers.search.ids(desk, "王晓明") == [other.worker_id]
    assert workers.search.ids(desk, "139") == [other.worker_id]
    assert rows.find.is_fresh(desk.store)
    assert not oplog.verify(desk.store).findings


def test_three_records_become_one_person(desk: Desk, register: Register) -> None:
    first, second = register("王小明", WANG), register("王晓明", SLIP)
    third = register("王小鸣", OTHER)
    workers.doubles.merge(desk, keep=second.worker_id, other=first.worker_id)
    workers.doubles.merge(desk, keep=third.worker_id, other=second.worker_id)
    own = rows.people.same_person(desk.store, first.worker_id)
    assert set(own) == {first.worker_id, second.worker_id, third.worker_id}
    assert own[0] == third.worker_id
    assert workers.search.ids(desk, WANG) == [third.worker_id]
    assert rows.find.is_fresh(desk.store)
    with pytest.raises(errors.Refused):
        workers.doubles.merge(desk, keep=first.worker_id, other=third.worker_id)


def test_records_on_overlapping_batches_are_not_joined_and_both_batches_are_named(
    desk: Desk,
) -> None:
    one, two = workforce.add_person(desk, 1), workforce.add_person(desk, 2)
    first = workforce.add_batch(desk, workforce.add_order(desk), [one])
    workforce.add_batch(desk, workforce.add_order(desk), [two])
    with pytest.raises(errors.Refused, match="merge_clash") as caught:
        workers.doubles.merge(desk, keep=one, other=two, reason="one person", despite_overlap=True)
    assert (caught.value.params["one"], caught.value.params["other"]) == (1, 2)
    row = desk.store.get("worker", two)
    assert row is not None
    assert row["merged_into"] is None
    dispatch.remove_members(desk, batch_id=first, people=[one])
    workers.doubles.merge(desk, keep=one, other=two)
    assert batch_rows.members.double_booked(desk.store, today=desk.clock.today()) == []


def test_two_records_on_one_list_are_not_joined(desk: Desk) -> None:
    one, two = workforce.add_person(desk, 1), workforce.add_person(desk, 2)
    workforce.add_batch(desk, workforce.add_order(desk), [one, two])
    with pytest.raises(errors.Refused, match="merge_clash"):
        workers.doubles.merge(desk, keep=one, other=two)


def test_records_whose_batches_have_left_are_joined_only_with_a_reason_and_no_double_day(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = workforce.add_person(desk, 1), workforce.add_person(desk, 2)
    batches = []
    for person in (one, two):
        batch = workforce.add_batch(desk, workforce.add_order(desk), [person])
        workforce.send_batch(desk, batch, tmp_path)
        batches.append(batch)
    move_clock(desk, SEASON_OVER)
    for batch, person in zip(batches, (one, two), strict=True):
        half = [attendance.Entry(person, "2026-10-05", Quantity(2))]
        assert attendance.enter(desk, batch, half).written == 1
    several: tuple[dict[str, Any], ...] = ({}, {"reason": "one card"}, {"despite_overlap": True})
    for asked in several:
        with pytest.raises(errors.Refused, match="merge_clash_away"):
            workers.doubles.merge(desk, keep=one, other=two, **asked)
    attendance.enter(desk, batches[0], [attendance.Entry(one, "2026-10-05", Quantity(3))])
    sure: dict[str, Any] = {"reason": "went home between", "despite_overlap": True}
    with pytest.raises(errors.Refused, match="merge_days"):
        workers.doubles.merge(desk, keep=one, other=two, **sure)
    attendance.enter(desk, batches[0], [attendance.Entry(one, "2026-10-05", Quantity(2))])
    done = workers.doubles.merge(desk, keep=one, other=two, **sure)
    (refused,) = attendance.enter(
        desk, batches[0], [attendance.Entry(one, "2026-10-05", Quantity(3))]
    ).refused
    assert refused.code == "attendance.error.more_than_a_day"
    office.undo.undo(desk, done.number)
    row = desk.store.get("worker", two)
    assert row is not None
    assert row["merged_into"] is None


def test_halves_of_two_are_not_joined_and_a_choice_is_asked_for(
    desk: Desk, register: Register
) -> None:
    keep = register("王小明", WANG, bank_name="农业银行")
    other = register("王小明", SLIP, bank_name="邮储银行", bank_account="6217001234567890128")
    with pytest.raises(errors.Refused, match="merge_choice"):
        workers.doubles.merge(desk, keep=keep.worker_id, other=other.worker_id)
    chosen = {"bank_account": "other"}
    workers.doubles.merge(desk, keep=keep.worker_id, other=other.worker_id, choices=chosen)
    row = desk.store.get("worker", keep.worker_id)
    assert row is not None
    assert (row["bank_name"], row["bank_account"]) == ("邮储银行", "6217001234567890128")
