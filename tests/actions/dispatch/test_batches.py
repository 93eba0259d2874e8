from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office, orders
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.dispatch.batches import DOUBTS
from gigdesk.store import oplog
from tests.making import SEASON_OVER, move_clock
from tests.workforce import FIRST, LAST, add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

ONE_DAY = datetime.timedelta(days=1)


def rules_of(outcomes: Any) -> list[tuple[str, ...]]:
    return [one.rules for one in outcomes]


def test_candidates_come_with_reasons_and_the_young_are_counted_but_not_proposed(
    desk: Desk,
) -> None:
    picker, welder = add_person(desk, 1), add_person(desk, 2, trade="电焊", phone=None)
    add_person(desk, 3, birth="2010-10-02")
    sixteen = add_person(desk, 4, birth="2010-10-01")
    found = dispatch.propose(desk, add_order(desk), limit=10)
    assert [one.worker.id for one in found.candidates] == [picker, sixteen, welder]
    best, _, last = found.candidates
    assert "dispatch.finding.knows_trade" in {one.code for one in best.reasons.good}
    assert {"dispatch.finding.no_phone", "dispatch.finding.other_trade"} <= {
        one.code for one in last.reasons.soft
    }
    assert found.excluded == {"under_age": 1}
    assert (found.needed, found.listed) == (10, 0)


def test_proposing_writes_nothing_and_leaves_out_who_is_away(desk: Desk) -> None:
    first, second = add_person(desk, 1), add_person(desk, 2)
    add_batch(desk, add_order(desk), [first])
    before = oplog.last_seq(desk.store)
    found = dispatch.propose(desk, add_order(desk))
    assert [one.worker.id for one in found.candidates] == [second]
    assert found.excluded == {"double_booking": 1}
    later = add_order(desk, from_day="2026-12-01", to_day="2026-12-31")
    assert len(dispatch.propose(desk, later).candidates) == 2
    assert oplog.last_seq(desk.store) > before  # orders were taken in
    assert [row["name"] for row in office.history.acts(desk, limit=1)] == ["orders.take"]


def test_a_blocking_certificate_leaves_a_gap_list(desk: Desk) -> None:
    held, _ = add_person(desk, 1), add_person(desk, 2)
    with desk.doing("workers.add_certificate"):
        desk.store.add(
            "certificate",
            {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": held, "kind": "4"},
        )
    order = add_order(desk, certificate_kind="特种作业操作证", certificate_rule="block")
    found = dispatch.propose(desk, order)
    assert [one.worker.id for one in found.candidates] == [held]
    assert found.excluded == {"no_certificate": 1}


def test_a_batch_is_filled_within_quotas(desk: Desk) -> None:
    for serial in range(1, 9):
        add_person(desk, serial)
    order = add_order(desk, men=1, women=3, people=4)
    planned = dispatch.plan(desk, order, depart_on=FIRST, take=8)
    members = dispatch.list_members(desk, planned.id)
    assert sorted(row["sex"] for row in members) == ["1", "2", "2", "2"]
    assert {row["how_chosen"] for row in members} == {"proposed"}
    assert orders.get_order(desk, order)["state"] == "recruiting"


def test_people_are_added_or_refused_each_on_their_own(desk: Desk) -> None:
    grown, child = add_person(desk, 1), add_person(desk, 2, birth="2010-10-02")
    unknown_birth = add_person(desk, 3, birth="")
    batch = dispatch.plan(desk, add_order(desk), depart_on=FIRST).id
    told, _ = dispatch.add_members(desk, batch, [grown, child, unknown_birth, b"?" * 16, grown])
    assert rules_of(told) == [(), ("under_age",), ("birth_unknown",), ("unknown_person",)]
    assert rules_of(dispatch.add_members(desk, batch, [grown])[0]) == [("already_listed",)]
    assert [row["worker_id"] for row in dispatch.list_members(desk, batch)] == [grown]


def test_numbers_are_masked_in_lists(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    (row,) = dispatch.list_members(desk, batch)
    assert row["doc_no"].startswith("430***")
    assert row["phone"] == "138****0001"
    assert row["age"] == 41
    assert "bank_account" not in row


def test_two_batches_on_one_day_are_refused_and_the_day_after_is_fine(desk: Desk) -> None:
    person = add_person(desk, 1)
    add_batch(desk, add_order(desk), [person])
    same = dispatch.plan(
        desk, add_order(desk), depart_on=LAST, fields={"last_day": "2026-12-31"}, confirmed=DOUBTS
    )
    assert rules_of(dispatch.add_members(desk, same.id, [person])[0]) == [("double_booking",)]
    after = dispatch.plan(
        desk,
        add_order(desk),
        depart_on=LAST + ONE_DAY,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    assert dispatch.add_members(desk, after.id, [person])[0][0].done


def test_new_days_are_judged_for_everybody_on_the_list(desk: Desk) -> None:
    person, young = add_person(desk, 1), add_person(desk, 2, birth="2010-10-01")
    add_batch(desk, add_order(desk), [person])
    late = dispatch.plan(
        desk,
        add_order(desk),
        depart_on=LAST + ONE_DAY,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    dispatch.add_members(desk, late.id, [person, young])
    moved = dispatch.change(
        desk,
        late.id,
        {"depart_on": "2026-09-01", "first_day": "2026-09-02"},
        confirmed=DOUBTS,
    )
    assert not moved.done
    assert sorted(rules_of(moved.people)) == [("double_booking",), ("under_age",)]
    assert dispatch.get_batch(desk, late.id)["depart_on"] == "2026-12-01"
    assert dispatch.change(desk, late.id, {"leader_name": "周组长"}).done


def test_a_banned_employer_gets_nobody(desk: Desk) -> None:
    order = add_order(desk)
    employer = orders.list_employers(desk)[1][0]["id"]
    orders.change_employer(desk, employer, {"flag": "banned", "flag_reason": "拖欠工资"})
    with pytest.raises(errors.Refused, match="employer_banned"):
        dispatch.plan(desk, order, depart_on=FIRST)


def test_departure_needs_contract_and_consent_of_everybody(desk: Desk, tmp_path: Path) -> None:
    agreed, silent = add_person(desk, 1), add_person(desk, 2, consent=False)
    order = add_order(desk)
    batch = add_batch(desk, order, [agreed, silent])
    refused = dispatch.send(desk, batch)
    assert not refused.done
    assert {one.worker_id: set(one.rules) for one in refused.people} == {
        agreed: {"no_contract"},
        silent: {"no_contract", "no_consent"},
    }
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    assert rules_of(dispatch.send(desk, batch).people)[0] == ("no_consent",)
    dispatch.remove_members(desk, batch, [silent])
    assert dispatch.send(desk, batch).done
    assert dispatch.get_batch(desk, batch)["state"] == "sent"
    assert orders.get_order(desk, order)["state"] == "on_site"
    assert orders.get_order(desk, order)["on_site"] == 1


def test_an_empty_batch_does_not_leave(desk: Desk) -> None:
    batch = dispatch.plan(desk, add_order(desk), depart_on=FIRST).id
    with pytest.raises(errors.Refused, match="nobody_listed"):
        dispatch.send(desk, batch)


def test_nobody_is_added_once_a_batch_has_left(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    send_batch(desk, batch, tmp_path)
    with pytest.raises(errors.Refused, match=r"dispatch\.error\.state"):
        dispatch.add_members(desk, batch, [add_person(desk, 2)])


def test_a_return_ends_the_days_and_frees_people(desk: Desk, tmp_path: Path) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.UTC))
    for day in ("2026-10-03", "2026-10-05"):
        attendance.enter(desk, batch, [attendance.Entry(person, day, Quantity(4))])
    with pytest.raises(errors.Invalid, match="days_entered") as told:
        dispatch.return_batch(desk, batch, on=FIRST)
    assert (told.value.field, told.value.params["day"]) == ("returned_on", "2026-10-05")
    with pytest.raises(errors.Invalid, match="leave_days_entered") as told:
        dispatch.leave_early(desk, batch, person, until_day=FIRST, reason="x")
    assert (told.value.field, told.value.params["day"]) == ("until_day", "2026-10-05")
    assert dispatch.return_batch(desk, batch).done
    assert dispatch.get_batch(desk, batch)["returned_on"] == "2026-10-05"
    nxt = dispatch.plan(desk, add_order(desk), depart_on=datetime.date(2026, 10, 6))
    assert dispatch.add_members(desk, nxt.id, [person])[0][0].done


def test_a_late_return_is_refused_for_people_who_are_due_elsewhere(
    desk: Desk, tmp_path: Path
) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    send_batch(desk, batch, tmp_path)
    late = dispatch.plan(
        desk,
        add_order(desk),
        depart_on=LAST + ONE_DAY,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    dispatch.add_members(desk, late.id, [person])
    move_clock(desk, SEASON_OVER)
    told = dispatch.return_batch(desk, batch, on=LAST + ONE_DAY)
    assert not told.done
    assert rules_of(told.people) == [("double_booking",)]
    assert dispatch.return_batch(desk, batch, on=LAST).done


def test_leaving_early_ends_the_person_s_days_only(desk: Desk, tmp_path: Path) -> None:
    person, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [person, other])
    send_batch(desk, batch, tmp_path)
    day = datetime.date(2026, 10, 10)
    with pytest.raises(errors.Invalid, match="reason_needed"):
        dispatch.leave_early(desk, batch, person, until_day=day, reason=" ")
    dispatch.leave_early(desk, batch, person, until_day=day, reason="家里有事")
    move_clock(desk, SEASON_OVER)
    told = attendance.enter(
        desk,
        batch,
        [
            attendance.Entry(person, "2026-10-11", Quantity(4)),
            attendance.Entry(other, "2026-10-11", Quantity(4)),
        ],
    )
    assert told.written == 1
    assert [one.code for one in told.refused] == ["attendance.error.outside_batch"]
    nxt = dispatch.plan(desk, add_order(desk), depart_on=day + ONE_DAY, confirmed=DOUBTS)
    assert dispatch.add_members(desk, nxt.id, [person])[0][0].done


def test_who_is_taken_off_loses_the_contract_and_gets_the_old_place_back(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    dispatch.remove_members(desk, batch, [one], reason="不去了")
    states = {row["worker_id"]: row["state"] for row in dispatch.list_contracts(desk)}
    assert states == {one: "void", two: "final"}
    assert rules_of(dispatch.remove_members(desk, batch, [one])) == [("not_listed",)]
    dispatch.add_members(desk, batch, [one])
    assert [row["worker_id"] for row in dispatch.list_members(desk, batch)] == [one, two]
    assert dispatch.list_members(desk, batch)[0]["contract_state"] == ""


def test_a_cancelled_batch_holds_nobody_and_is_judged_when_taken_up_again(desk: Desk) -> None:
    person = add_person(desk, 1)
    first = add_batch(desk, add_order(desk), [person])
    dispatch.set_state(desk, first, "cancelled", reason="订单推迟")
    second = add_batch(desk, add_order(desk), [person])
    told = dispatch.set_state(desk, first, "planned")
    assert not told.done
    assert rules_of(told.people) == [("double_booking",)]
    dispatch.remove_members(desk, second, [person])
    assert dispatch.set_state(desk, first, "planned").done


def test_a_merged_person_is_judged_as_who_it_is_today(desk: Desk, tmp_path: Path) -> None:
    kept, double = add_person(desk, 1, consent=False), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [double])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    with desk.doing("workers.merge"):
        desk.store.change("worker", double, {"merged_into": kept, "state": "merged"})
    assert [one.done for one in dispatch.check(desk, batch)] == [True]
    other = dispatch.plan(desk, add_order(desk), depart_on=FIRST).id
    assert rules_of(dispatch.add_members(desk, other, [kept])[0]) == [("double_booking",)]
    assert rules_of(dispatch.add_members(desk, other, [double])[0]) == [("double_booking",)]


def test_batches_are_found_by_number_and_id(desk: Desk) -> None:
    planned = dispatch.plan(desk, add_order(desk), depart_on=FIRST)
    assert dispatch.find_batch(desk, str(planned.number)) == planned.id
    assert dispatch.find_batch(desk, planned.id.hex()) == planned.id
    for words in ("99", "zz", "z" * 32):
        with pytest.raises(errors.NotFound):
            dispatch.find_batch(desk, words)


def test_impossible_days_and_fields_are_refused(desk: Desk) -> None:
    order = add_order(desk)
    with pytest.raises(errors.Invalid, match="days_reversed"):
        dispatch.plan(desk, order, depart_on=FIRST, fields={"last_day": "2026-09-01"})
    with pytest.raises(errors.Invalid, match="unknown_field"):
        dispatch.plan(desk, order, depart_on=FIRST, fields={"deposit": 1})


def test_an_undone_plan_leaves_no_batch_and_a_whole_history(desk: Desk) -> None:
    order = add_order(desk)
    dispatch.plan(desk, order, depart_on=FIRST)
    office.undo.undo(desk)
    assert dispatch.list_batches(desk) == (0, [])
    assert orders.get_order(desk, order)["state"] == "draft"
    assert oplog.verify(desk.store).sound


def test_home_tells_departures_and_who_works_without_contract(desk: Desk, tmp_path: Path) -> None:
    soon = dispatch.plan(desk, add_order(desk, from_day="2026-09-01"), depart_on=FIRST)
    assert dispatch.departures(desk) == []
    dispatch.change(desk, soon.id, {"depart_on": "2026-09-03"})
    assert [row["days_left"] for row in dispatch.departures(desk)] == [2]
    order = add_order(desk, from_day="2026-08-01", to_day="2026-10-31")
    old = dispatch.plan(desk, order, depart_on=datetime.date(2026, 8, 1), confirmed=DOUBTS).id
    dispatch.add_members(desk, old, [add_person(desk, 1)])
    dispatch.make_contracts(desk, old, tmp_path / "old.pdf")
    assert dispatch.send(desk, old).done
    (row,) = dispatch.without_contract(desk)
    assert (row["days"], row["colour"], row["contract_state"]) == (32, "red", "final")
    dispatch.sign(desk, old)
    assert dispatch.without_contract(desk) == []
    (missing,) = attendance.not_entered(desk)
    assert (missing["missing"], missing["entered"]) == (31, 0)


def test_members_are_given_seats(desk: Desk) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    assert dispatch.arrange(desk, batch, {person: {"seat": "12", "vehicle": "湘F12345"}}) == 1
    assert dispatch.list_members(desk, batch)[0]["seat"] == "12"
    with pytest.raises(errors.Invalid):
        dispatch.arrange(desk, batch, {person: {"state": "left"}})


def test_acts_remember_what_they_did(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    number = dispatch.get_batch(desk, batch)["number"]
    about = desk.store.value("SELECT about FROM act WHERE name = 'dispatch.add_members'")
    assert json.loads(about) == {"batch": number, "added": 1, "refused": 0}


def test_who_is_marked_unfit_is_not_proposed_again_and_comes_back_only_by_name(
    desk: Desk,
) -> None:
    person, other = add_person(desk, 1), add_person(desk, 2)
    order = add_order(desk)
    batch = add_batch(desk, order, [person])
    with pytest.raises(errors.Invalid, match="reason_needed"):
        dispatch.remove_members(desk, batch, [person], unfit=True)
    (told,) = dispatch.remove_members(desk, batch, [person], unfit=True, reason="腰伤未好")
    assert told.done
    found = dispatch.propose(desk, order).candidates
    assert [one.worker.id for one in found] == [other]
    (row,) = dispatch.list_members(desk, batch, removed=True)
    assert (row["state"], row["reason"]) == ("unfit", "腰伤未好")
    assert dispatch.list_members(desk, batch) == []
    (back,), _ = dispatch.add_members(desk, batch, [person])
    assert back.done
    assert back.remarks[0].code == "dispatch.finding.was_unfit"


def test_batches_sort_and_search_in_sql_by_pinyin(desk: Desk) -> None:
    for trade in ("采棉", "包装", "种菜"):
        dispatch.plan(desk, add_order(desk, trade=trade), depart_on=FIRST)

    def trades(**how: Any) -> list[str]:
        return [row["trade"] for row in dispatch.list_batches(desk, **how)[1]]

    assert trades(order="trade") == ["包装", "采棉", "种菜"]
    assert trades(order="trade", descending=True, limit=1, offset=1) == ["采棉"]
    assert trades(words="zc") == ["种菜"]
    assert trades(words="baozhuang") == ["包装"]
    assert dispatch.list_batches(desk, words="qh", limit=1)[0] == 3


def test_cancelling_ends_the_contracts_of_a_batch_and_undoing_it_brings_them_back(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    dispatch.sign(desk, batch, [one])

    def states() -> dict[bytes, str]:
        return {row["worker_id"]: row["state"] for row in dispatch.list_contracts(desk)}

    done = dispatch.set_state(desk, batch, "cancelled", reason="订单取消")
    assert states() == {one: "ended", two: "void"}
    office.undo.undo(desk, done.act)
    assert states() == {one: "signed", two: "final"}
    dispatch.set_state(desk, batch, "cancelled", reason="订单取消")
    dispatch.set_state(desk, batch, "planned")
    assert {one.rules for one in dispatch.check(desk, batch)} == {("no_contract",)}
    made = dispatch.make_contracts(desk, batch, tmp_path / "new.pdf")
    assert (made.contracts, made.problems) == (2, ())
    assert dispatch.send(desk, batch).done
