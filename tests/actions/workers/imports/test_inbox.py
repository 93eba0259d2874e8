"""Rows that wait: shown beside whom they mean, finished, dropped, one by one or several."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.actions.workers import imports, people
from gigdesk.domain import office as roles
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU, CHEN = rosters.number(1), rosters.number(2)


@pytest.fixture
def known(desk: Desk, tmp_path: Path) -> Desk:
    """Return a desk that knows two people."""
    rosters.add_places(desk, ("青山镇", "新建村"))
    listed = [["刘桂花", LIU, "13800000001", "新建村"], ["陈秀英", CHEN, "13800000002", "新建村"]]
    rosters.take(desk, rosters.book(tmp_path / "first.xlsx", listed))
    return desk


def refused(desk: Desk, row_id: bytes) -> None:
    """See that nobody can do anything with a row."""
    values = {"name": "吴海燕", "doc_no": rosters.number(9)}
    attempts: list[Callable[[], object]] = [
        lambda: imports.look(desk, row_id=row_id),
        lambda: imports.prefill(desk, row_id),
        lambda: imports.finish(desk, row_id, fields={"name"}),
        lambda: imports.finish_many(desk, row_ids=[row_id], take=True),
        lambda: imports.drop(desk, row_id, reason="重复"),
        lambda: people.register(desk, values=values, intake_row=row_id),
    ]
    for attempt in attempts:
        with pytest.raises(errors.NotFound, match="not_waiting"):
            attempt()


def wait(desk: Desk, tmp_path: Path, *listed: Sequence[Any]) -> list[imports.Line]:
    """Import rows that wait and return them."""
    rosters.take(desk, rosters.book(tmp_path / "wait.xlsx", listed))
    return imports.waiting_lines(desk)


def test_a_damaged_number_is_repaired_by_name_birth_and_village(
    known: Desk, tmp_path: Path
) -> None:
    damaged = int(LIU[:15] + "000")
    line = wait(known, tmp_path, ["刘桂花", damaged, "13899998888/13877776666", "新建村"])[0]
    shown = imports.look(known, row_id=line.id)
    assert shown.person is not None
    assert shown.person["doc_no"] == f"430***********{LIU[-4:]}"
    assert [(one.field, one.before, one.after) for one in shown.changes] == [
        ("phone", "138****0001", "138****8888")
    ]
    assert dict(shown.cells)["身份证号码"].startswith("430****")
    imports.finish(known, line.id, fields={"phone"})
    row = rosters.person(known, LIU)
    assert (row["phone"], row["doc_no"]) == ("13899998888", LIU)
    assert known.store.value("SELECT phone FROM worker_phone") == "13877776666"
    assert imports.count(known) == 0


def test_a_village_chosen_by_hand_is_shown_beside_the_known_one_and_written(
    known: Desk, tmp_path: Path
) -> None:
    place = rosters.add_places(known, ("青山镇", "大湾村"))["青山镇", "大湾村"]
    line = wait(known, tmp_path, ["刘贵花", LIU, "13800000001", "乌有村"])[0]
    assert not line.placed
    shown = imports.look(known, row_id=line.id, village_id=place)
    assert shown.placed
    assert [(one.field, one.after) for one in shown.changes] == [
        ("name", "刘贵花"),
        ("village_id", "青山镇 大湾村"),
    ]
    assert imports.prefill(known, line.id, village_id=place)["village_id"] == place
    # Who only looked has chosen nothing: the row waits as it did.
    assert not imports.look(known, row_id=line.id).placed
    done = imports.finish(known, line.id, fields={"village_id"}, village_id=place)
    assert rosters.person(known, LIU)["village_id"] == place
    office.undo.undo(known, done.number)
    assert rosters.person(known, LIU)["village_id"] != place
    assert imports.count(known) == 1


def test_keeping_as_known_writes_nothing_and_is_taken_back(known: Desk, tmp_path: Path) -> None:
    line = wait(known, tmp_path, ["刘贵花", LIU, "13899998888", ""])[0]
    before = rosters.person(known, LIU)
    done = imports.finish(known, line.id, fields=())
    assert rosters.person(known, LIU) == before
    assert imports.count(known) == 0
    with pytest.raises(errors.NotFound):
        imports.finish(known, line.id, fields=())
    office.undo.undo(known, done.number)
    assert imports.count(known) == 1
    assert imports.past(known)[0].waiting == 1


def test_chosen_fields_alone_are_written_and_the_undo_puts_the_row_back(
    known: Desk, tmp_path: Path
) -> None:
    line = wait(known, tmp_path, ["刘贵花", LIU, "13899998888", ""])[0]
    done = imports.finish(known, line.id, fields={"name"}, reason="户口本上是贵")
    assert (rosters.person(known, LIU)["name"], rosters.person(known, LIU)["phone"]) == (
        "刘贵花",
        "13800000001",
    )
    office.undo.undo(known, done.number)
    assert rosters.person(known, LIU)["name"] == "刘桂花"
    assert imports.count(known) == 1
    imports.finish(known, line.id, fields={"name", "phone"})
    assert imports.count(known) == 0
    assert rosters.person(known, LIU)["phone"] == "13899998888"


def test_differences_are_those_of_today(known: Desk, tmp_path: Path) -> None:
    line = wait(known, tmp_path, ["刘贵花", LIU, "13899998888", ""])[0]
    person = rosters.person(known, LIU)
    people.correct(known, worker_id=person["id"], changes={"phone": "13899998888"})
    shown = imports.look(known, row_id=line.id)
    assert [one.field for one in shown.changes] == ["name"]


def test_a_village_that_was_joined_meanwhile_moves_nobody_back(known: Desk, tmp_path: Path) -> None:
    line = wait(known, tmp_path, ["刘贵花", LIU, "", "新建村"])[0]
    (old,) = office.places.divisions(known, "village")
    office.places.add_list(known, "青山镇 石桥村")
    (new,) = office.places.joinable(known, old["id"], "石桥村")
    office.places.join(known, division_id=old["id"], successor_id=new["id"], day="2026-01-01")
    assert [one.field for one in imports.look(known, row_id=line.id).changes] == ["name"]
    assert imports.prefill(known, line.id)["village_id"] == new["id"]
    imports.finish_many(known, row_ids=[line.id], take=True)
    person = rosters.person(known, LIU)
    assert (person["name"], person["village_id"]) == ("刘贵花", new["id"])


def test_a_person_can_be_chosen_by_hand(known: Desk, tmp_path: Path) -> None:
    line = wait(known, tmp_path, ["小花", "", "13866667777", ""])[0]
    assert line.person is None
    with pytest.raises(errors.Refused) as refused:
        imports.finish(known, line.id, fields=())
    assert refused.value.code == "intake.error.nobody_proposed"
    chen = rosters.person(known, CHEN)["id"]
    shown = imports.look(known, row_id=line.id, worker_id=chen)
    assert [one.field for one in shown.changes] == ["name", "phone"]
    imports.finish(known, line.id, fields={"phone"}, worker_id=chen)
    assert rosters.person(known, CHEN)["phone"] == "13866667777"


def test_a_row_becomes_a_new_person_through_the_form(known: Desk, tmp_path: Path) -> None:
    number = rosters.number(77)
    line = wait(known, tmp_path, ["周永红", number[:-1], "13866667777", "新建村"])[0]
    values = imports.prefill(known, line.id)
    assert (values["name"], values["doc_no"], values["phone"]) == (
        "周永红",
        number[:-1],
        "13866667777",
    )
    assert isinstance(values["village_id"], bytes)
    values = {**values, "doc_no": number}
    made = people.register(known, values=values, confirmed=frozenset(), intake_row=line.id)
    assert imports.count(known) == 0
    office.undo.undo(known, made.done.number)
    assert imports.count(known) == 1


def test_registering_finishes_the_row_in_one_act(known: Desk, tmp_path: Path) -> None:
    number, other = rosters.number(77), rosters.number(78)
    phones = "13866667777/13866668888"
    line = wait(known, tmp_path, ["周永红", number[:-1], phones, "新建村"])[0]
    values = {**imports.prefill(known, line.id), "doc_no": number}
    confirmed = frozenset(one.code for one in people.preview(known, values).remarks)
    made = people.register(known, values=values, confirmed=confirmed, intake_row=line.id)
    assert imports.count(known) == 0
    row = rosters.person(known, number)
    assert row["phone"] == "13866667777"
    more = known.store.value("SELECT phone FROM worker_phone WHERE worker_id = ?", (row["id"],))
    assert more == "13866668888"
    act = office.history.acts(known, limit=1)[0]
    assert (act["number"], act["name"]) == (made.done.number, "workers.register")
    assert act["source"].split()[0].endswith(".xlsx")
    again = {**values, "doc_no": other}
    codes = frozenset(one.code for one in people.preview(known, again).remarks)
    with pytest.raises(errors.NotFound):
        people.register(known, values=again, confirmed=codes, intake_row=line.id)
    office.undo.undo(known)
    assert imports.count(known) == 1


def test_rows_are_dropped_only_with_a_reason(known: Desk, tmp_path: Path) -> None:
    lines = wait(known, tmp_path, ["甲某", "", "", ""], ["乙某", "", "", ""])
    with pytest.raises(errors.Invalid) as refused:
        imports.drop_many(known, row_ids=[one.id for one in lines], reason=" ")
    assert refused.value.field == "reason"
    done = imports.drop_many(known, row_ids=[one.id for one in lines], reason="不是本镇的人").done
    assert imports.count(known) == 0
    office.undo.undo(known, done.number)
    assert imports.count(known) == 2


def test_several_rows_are_settled_at_once_but_for_those_that_need_a_look(
    known: Desk, tmp_path: Path
) -> None:
    lines = wait(
        known,
        tmp_path,
        ["刘贵花", LIU, "13811110000", ""],
        ["陈秀英", CHEN, "13822220000", ""],
        ["陈秀英", CHEN, "13833330000", ""],
        ["无名氏", "", "", ""],
    )
    assert len(lines) == 4
    settled = imports.finish_many(known, row_ids=[one.id for one in lines], take=True)
    assert (settled.settled, len(settled.left)) == (1, 3)
    assert rosters.person(known, LIU)["name"] == "刘贵花"
    assert rosters.person(known, CHEN)["phone"] == "13800000002"
    kept = imports.finish_many(known, row_ids=settled.left, take=False)
    assert (kept.settled, len(kept.left)) == (2, 1)
    office.undo.undo(known, settled.done.number)
    assert rosters.person(known, LIU)["name"] == "刘桂花"
    assert imports.count(known) == 2


def test_the_inbox_is_paged_filtered_and_masked(known: Desk, tmp_path: Path) -> None:
    listed = [[f"人{at:03d}", "", f"1380000{at:04d}", ""] for at in range(7)]
    wait(known, tmp_path, *listed, ["刘贵花", LIU, "", ""])
    assert imports.count(known) == 8
    assert imports.count(known, outcome="undecided") == 1
    assert imports.count(known, text="人003") == 1
    page = imports.waiting_lines(known, outcome="rejected", start=5, limit=5)
    assert [one.where for one in page] == ["7", "8"]
    undecided = imports.waiting_lines(known, outcome="undecided")[0]
    assert undecided.number == f"430***********{LIU[-4:]}"
    assert all(LIU not in str(one) for one in imports.waiting_lines(known))


def test_showing_a_number_is_noted(known: Desk, tmp_path: Path) -> None:
    line = wait(known, tmp_path, ["刘贵花", LIU, "", ""])[0]
    assert LIU not in str(imports.look(known, row_id=line.id))
    assert imports.look(known, row_id=line.id, plain=True).number == LIU
    last = known.store.one("SELECT name, about FROM act ORDER BY number DESC LIMIT 1")
    assert last is not None
    assert last["name"] == "workers.reveal"
    assert LIU not in last["about"]
    assert LIU not in str(imports.look(known, row_id=line.id))


def test_rows_of_an_undone_import_wait_no_longer(known: Desk, tmp_path: Path) -> None:
    wait(known, tmp_path, ["甲某", "", "", ""])
    number = imports.past(known)[0].number
    assert imports.past(known)[0].waiting == 1
    office.undo.undo(known, imports.undo_target(known, number))
    assert imports.count(known) == 0
    assert imports.past(known)[0].waiting == 0


@pytest.mark.parametrize("role", [roles.Role.VIEWER, roles.Role.AUDITOR])
def test_who_may_not_finish_rows_sees_no_whole_number(
    known: Desk, tmp_path: Path, role: roles.Role
) -> None:
    line = wait(known, tmp_path, ["周永红", rosters.number(77)[:-1], "13866667777", "新建村"])[0]
    before = len(office.history.acts(known))
    known.staff = dataclasses.replace(known.staff, role=role)
    out = tmp_path / "out.xlsx"
    for read in (
        lambda: imports.prefill(known, line.id),
        lambda: imports.waiting(known),
        lambda: imports.return_rows(known, line.intake or 0, out),
        lambda: imports.write_return(known, line.intake or 0, out),
    ):
        with pytest.raises(errors.NotAllowed):
            read()
    assert not out.exists()
    assert [one.kind for one in imports.waiting_lines(known)] == ["rejected"]
    known.staff = dataclasses.replace(known.staff, role=roles.Role.HEAD)
    assert len(office.history.acts(known)) == before


def test_rows_that_go_back_are_noted_as_an_export(known: Desk, tmp_path: Path) -> None:
    line = wait(known, tmp_path, ["周永红", rosters.number(77)[:-1], "13866667777", "新建村"])[0]
    assert imports.return_rows(known, line.intake or 0, tmp_path / "out.xlsx").rows == 1
    act = office.history.acts(known, limit=1)[0]
    assert act["name"] == "workers.export"
    said = {"paper": "returned", "import": line.intake, "people": 1, "full": True}
    assert act["about"] in (said, json.dumps(said))


def test_a_row_whose_person_had_to_stay_does_not_wait_again(known: Desk, tmp_path: Path) -> None:
    number = rosters.number(77)
    line = wait(known, tmp_path, ["周永红", number[:-1], "13866667777", "新建村"])[0]
    values = {**imports.prefill(known, line.id), "doc_no": number}
    confirmed = frozenset(one.code for one in people.preview(known, values).remarks)
    made = people.register(known, values=values, confirmed=confirmed, intake_row=line.id)
    person = rosters.person(known, number)["id"]
    later = people.correct(known, worker_id=person, changes={"trade": "焊工"})
    with pytest.raises(errors.Refused, match="all_changed"):
        office.undo.undo(known, made.done.number, leave_changed=True)
    assert rosters.person(known, number)["id"] == person
    assert imports.count(known) == 0
    office.undo.undo(known, later.done.number)
    office.undo.undo(known, made.done.number)
    assert [one.id for one in imports.waiting_lines(known)] == [line.id]
    assert office.safety.verify(known).sound


def test_of_rows_settled_together_those_wait_again_of_which_nothing_stayed(
    known: Desk, tmp_path: Path
) -> None:
    lines = wait(
        known,
        tmp_path,
        ["刘贵花", LIU, "13899998888", ""],
        ["陈绣英", CHEN, "13877776666", ""],
    )
    settled = imports.finish_many(known, row_ids=[one.id for one in lines], take=True)
    assert (settled.settled, imports.count(known)) == (2, 0)
    person = rosters.person(known, LIU)["id"]
    people.correct(known, worker_id=person, changes={"phone": "13811112222"})
    office.undo.undo(known, settled.done.number, leave_changed=True)
    (line,) = imports.waiting_lines(known)
    assert line.name == "陈绣英"
    assert known.store.value("SELECT count(*) FROM intake_row WHERE settled_by IS NOT NULL") == 2


def test_a_row_of_an_import_that_was_taken_back_is_out_of_reach(
    known: Desk, tmp_path: Path
) -> None:
    line = wait(known, tmp_path, ["刘家", LIU, "13800000001", "新建村"])[0]
    assert imports.look(known, row_id=line.id).person is not None
    office.undo.undo(known)
    assert imports.count(known) == 0
    refused(known, line.id)
    assert rosters.person(known, LIU)["name"] == "刘桂花"


def test_a_row_of_an_import_that_stopped_half_way_is_out_of_reach(
    known: Desk, tmp_path: Path
) -> None:
    listed = [["刘家", LIU, "", "新建村"], *rosters.crowd(400, seed=2)]
    reading = rosters.look(known, rosters.book(tmp_path / "half.xlsx", listed)).reading
    calls: list[int] = []

    def others() -> None:
        calls.append(1)
        if len(calls) > 1:
            raise errors.Refused("window.jobs.parked")

    with pytest.raises(errors.Refused, match="parked"):
        imports.take_in(known, reading, others=others, back_up=False)
    (row_id,) = known.store.stream("SELECT id FROM intake_row WHERE state = 'waiting'")
    assert imports.count(known) == 0
    refused(known, row_id[0])


def test_a_row_waits_only_in_the_newest_import_of_its_file(known: Desk, tmp_path: Path) -> None:
    listed = ["刘家", LIU, "13800000001", "新建村"]
    (first,) = wait(known, tmp_path, listed)
    rosters.take(known, tmp_path / "wait.xlsx")
    (newer,) = imports.waiting_lines(known)
    refused(known, first.id)
    imports.finish(known, newer.id, fields=())
    assert imports.count(known) == 0
