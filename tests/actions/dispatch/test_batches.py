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
from tests.workforce import FIRST, LAST, add_batch, add_order, add_person, review_order, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

ONE_DAY = datetime.timedelta(days=1)


def rules_of(outcomes: Any) -> list[tuple[str, ...]]:
    return [one.rules for one in outcomes]


def test_a_batch_is_filled_within_quotas(desk: Desk) -> None:
    for serial in range(1, 9):
        add_person(desk, serial)
    order = add_order(desk, men=1, women=3, people=4)
    review_order(desk, order)
    planned = dispatch.plan(desk, order_id=order, depart_on=FIRST, take=8)
    members = dispatch.list_members(desk, batch_id=planned.id)
    assert sorted(row["sex"] for row in members) == ["1", "2", "2", "2"]
    assert {row["how_chosen"] for row in members} == {"proposed"}
    assert orders.get_order(desk, order)["state"] == "recruiting"


def test_people_are_added_or_refused_each_on_their_own(desk: Desk) -> None:
    grown, child = add_person(desk, 1), add_person(desk, 2, birth="2010-10-02")
    unknown_birth = add_person(desk, 3, birth="")
    batch = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST).id
    told, _ = dispatch.add_members(
        desk, batch_id=batch, people=[grown, child, unknown_birth, b"?" * 16, grown]
    )
    assert rules_of(told) == [(), ("under_age",), ("birth_unknown",), ("unknown_person",)]
    assert rules_of(dispatch.add_members(desk, batch_id=batch, people=[grown])[0]) == [
        ("already_listed",)
    ]
    assert [row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)] == [grown]


def test_numbers_are_masked_in_lists(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    (row,) = dispatch.list_members(desk, batch_id=batch)
    assert row["doc_no"].startswith("430***")
    assert row["phone"] == "138****0001"
    assert row["age"] == 41
    assert "bank_account" not in row


def test_two_batches_on_one_day_are_refused_and_the_day_after_is_fine(desk: Desk) -> None:
    person = add_person(desk, 1)
    add_batch(desk, add_order(desk), [person])
    same = dispatch.plan(
        desk,
        order_id=add_order(desk),
        depart_on=LAST,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    assert rules_of(dispatch.add_members(desk, batch_id=same.id, people=[person])[0]) == [
        ("double_booking",)
    ]
    after = dispatch.plan(
        desk,
        order_id=add_order(desk),
        depart_on=LAST + ONE_DAY,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    assert dispatch.add_members(desk, batch_id=after.id, people=[person])[0][0].done


def test_new_days_are_judged_for_everybody_on_the_list(desk: Desk) -> None:
    person, young = add_person(desk, 1), add_person(desk, 2, birth="2010-10-01")
    add_batch(desk, add_order(desk), [person])
    late = dispatch.plan(
        desk,
        order_id=add_order(desk),
        depart_on=LAST + ONE_DAY,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    dispatch.add_members(desk, batch_id=late.id, people=[person, young])
    moved = dispatch.change(
        desk,
        batch_id=late.id,
        changes={"depart_on": "2026-09-01", "first_day": "2026-09-02"},
        confirmed=DOUBTS,
    )
    assert not moved.done
    assert sorted(rules_of(moved.people)) == [("double_booking",), ("under_age",)]
    assert dispatch.get_batch(desk, late.id)["depart_on"] == "2026-12-01"
    assert dispatch.change(desk, batch_id=late.id, changes={"leader_name": "周组长"}).done


def test_a_banned_employer_gets_nobody(desk: Desk) -> None:
    order = add_order(desk)
    employer = orders.list_employers(desk)[1][0]["id"]
    orders.change_employer(
        desk, employer_id=employer, changes={"flag": "banned", "flag_reason": "拖欠工资"}
    )
    with pytest.raises(errors.Refused, match=r"concern\.banned"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST)


def test_departure_needs_contract_and_consent_of_everybody(desk: Desk, tmp_path: Path) -> None:
    agreed, silent = add_person(desk, 1), add_person(desk, 2, consent=False)
    order = add_order(desk)
    batch = add_batch(desk, order, [agreed, silent])
    refused = dispatch.send(desk, batch_id=batch)
    assert not refused.done
    assert {one.worker_id: set(one.rules) for one in refused.people} == {
        agreed: {"no_contract"},
        silent: {"no_contract", "no_consent"},
    }
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    assert rules_of(dispatch.send(desk, batch_id=batch).people)[0] == ("no_consent",)
    dispatch.remove_members(desk, batch_id=batch, people=[silent])
    assert dispatch.send(desk, batch_id=batch).done
    assert dispatch.get_batch(desk, batch)["state"] == "sent"
    assert orders.get_order(desk, order)["state"] == "on_site"
    assert orders.get_order(desk, order)["on_site"] == 1


def test_an_empty_batch_does_not_leave(desk: Desk) -> None:
    batch = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST).id
    with pytest.raises(errors.Refused, match="nobody_listed"):
        dispatch.send(desk, batch_id=batch)


def test_nobody_is_added_once_a_batch_has_left(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    send_batch(desk, batch, tmp_path)
    with pytest.raises(errors.Refused, match=r"dispatch\.error\.state"):
        dispatch.add_members(desk, batch_id=batch, people=[add_person(desk, 2)])


def test_a_return_ends_the_days_and_frees_people(desk: Desk, tmp_path: Path) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.UTC))
    for day in ("2026-10-03", "2026-10-05"):
        attendance.enter(desk, batch, [attendance.Entry(person, day, Quantity(4))])
    with pytest.raises(errors.Invalid, match="days_entered") as told:
        dispatch.return_batch(desk, batch_id=batch, on=FIRST)
    assert (told.value.field, told.value.params["day"]) == ("returned_on", "2026-10-05")
    with pytest.raises(errors.Invalid, match="leave_days_entered") as told:
        dispatch.leave_early(desk, batch_id=batch, worker_id=person, until_day=FIRST, reason="x")
    assert (told.value.field, told.value.params["day"]) == ("until_day", "2026-10-05")
    assert dispatch.return_batch(desk, batch_id=batch).done
    assert dispatch.get_batch(desk, batch)["returned_on"] == "2026-10-05"
    nxt = dispatch.plan(desk, order_id=add_order(desk), depart_on=datetime.date(2026, 10, 6))
    assert dispatch.add_members(desk, batch_id=nxt.id, people=[person])[0][0].done


def test_a_late_return_is_refused_for_people_who_are_due_elsewhere(
    desk: Desk, tmp_path: Path
) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    send_batch(desk, batch, tmp_path)
    late = dispatch.plan(
        desk,
        order_id=add_order(desk),
        depart_on=LAST + ONE_DAY,
        fields={"last_day": "2026-12-31"},
        confirmed=DOUBTS,
    )
    dispatch.add_members(desk, batch_id=late.id, people=[person])
    move_clock(desk, SEASON_OVER)
    told = dispatch.return_batch(desk, batch_id=batch, on=LAST + ONE_DAY)
    assert not told.done
    assert rules_of(told.people) == [("double_booking",)]
    assert dispatch.return_batch(desk, batch_id=batch, on=LAST).done


def test_leaving_early_ends_the_person_s_days_only(desk: Desk, tmp_path: Path) -> None:
    person, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [person, other])
    send_batch(desk, batch, tmp_path)
    day = datetime.date(2026, 10, 10)
    with pytest.raises(errors.Invalid, match="reason_needed"):
        dispatch.leave_early(desk, batch_id=batch, worker_id=person, until_day=day, reason=" ")
    dispatch.leave_early(desk, batch_id=batch, worker_id=person, until_day=day, reason="家里有事")
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
    nxt = dispatch.plan(desk, order_id=add_order(desk), depart_on=day + ONE_DAY, confirmed=DOUBTS)
    assert dispatch.add_members(desk, batch_id=nxt.id, people=[person])[0][0].done


def test_who_is_taken_off_loses_the_contract_and_gets_the_old_place_back(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one, two])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    dispatch.remove_members(desk, batch_id=batch, people=[one], reason="不去了")
    states = {row["worker_id"]: row["state"] for row in dispatch.list_contracts(desk)}
    assert states == {one: "void", two: "final"}
    assert rules_of(dispatch.remove_members(desk, batch_id=batch, people=[one])) == [
        ("not_listed",)
    ]
    dispatch.add_members(desk, batch_id=batch, people=[one])
    assert [row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)] == [one, two]
    assert dispatch.list_members(desk, batch_id=batch)[0]["contract_state"] == ""


def test_a_cancelled_batch_holds_nobody_and_is_judged_when_taken_up_again(desk: Desk) -> None:
    person = add_person(desk, 1)
    first = add_batch(desk, add_order(desk), [person])
    dispatch.set_state(desk, batch_id=first, state="cancelled", reason="订单推迟")
    second = add_batch(desk, add_order(desk), [person])
    told = dispatch.set_state(desk, batch_id=first, state="planned")
    assert not told.done
    assert rules_of(told.people) == [("double_booking",)]
    dispatch.remove_members(desk, batch_id=second, people=[person])
    assert dispatch.set_state(desk, batch_id=first, state="planned").done


def test_a_merged_person_is_judged_as_who_it_is_today(desk: Desk, tmp_path: Path) -> None:
    kept, double = add_person(desk, 1, consent=False), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [double])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    with desk.doing("workers.merge"):
        desk.store.change("worker", double, {"merged_into": kept, "state": "merged"})
    assert [one.done for one in dispatch.check(desk, batch)] == [True]
    other = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST).id
    assert rules_of(dispatch.add_members(desk, batch_id=other, people=[kept])[0]) == [
        ("double_booking",)
    ]
    assert rules_of(dispatch.add_members(desk, batch_id=other, people=[double])[0]) == [
        ("double_booking",)
    ]


def test_batches_are_found_by_number_and_id(desk: Desk) -> None:
    planned = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST)
    assert dispatch.find_batch(desk, str(planned.number)) == planned.id
    assert dispatch.find_batch(desk, planned.id.hex()) == planned.id
    for words in ("99", "zz", "z" * 32):
        with pytest.raises(errors.NotFound):
            dispatch.find_batch(desk, words)


def test_impossible_days_and_fields_are_refused(desk: Desk) -> None:
    order = add_order(desk)
    with pytest.raises(errors.Invalid, match="days_reversed"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST, fields={"last_day": "2026-09-01"})
    with pytest.raises(errors.Invalid, match="unknown_field"):
        dispatch.plan(desk, order_id=order, depart_on=FIRST, fields={"deposit": 1})


def test_an_undone_plan_leaves_no_batch_and_a_whole_history(desk: Desk) -> None:
    order = add_order(desk)
    dispatch.plan(desk, order_id=order, depart_on=FIRST)
    office.undo.undo(desk)
    assert dispatch.list_batches(desk) == (0, [])
    assert orders.get_order(desk, order)["state"] == "draft"
    assert oplog.verify(desk.store).sound


def test_home_tells_departures_and_who_works_without_contract(desk: Desk, tmp_path: Path) -> None:
    soon = dispatch.plan(desk, order_id=add_order(desk, from_day="2026-09-01"), depart_on=FIRST)
    assert dispatch.departures(desk) == []
    dispatch.change(desk, batch_id=soon.id, changes={"depart_on": "2026-09-03"})
    assert [row["days_left"] for row in dispatch.departures(desk)] == [2]
    order = add_order(desk, from_day="2026-08-01", to_day="2026-10-31")
    old = dispatch.plan(
        desk, order_id=order, depart_on=datetime.date(2026, 8, 1), confirmed=DOUBTS
    ).id
    dispatch.add_members(desk, batch_id=old, people=[add_person(desk, 1)])
    dispatch.make_contracts(desk, old, tmp_path / "old.pdf")
    assert dispatch.send(desk, batch_id=old).done
    (row,) = dispatch.without_contract(desk)
    assert (row["days"], row["colour"], row["contract_state"]) == (32, "red", "final")
    dispatch.sign(desk, batch_id=old)
    assert dispatch.without_contract(desk) == []
    (missing,) = attendance.not_entered(desk)
    assert (missing["missing"], missing["entered"]) == (31, 0)


def test_members_are_given_a_place_to_get_in(desk: Desk) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    assert dispatch.arrange(desk, batch_id=batch, places={person: {"pickup": "村口"}}) == 1
    assert dispatch.list_members(desk, batch_id=batch)[0]["pickup"] == "村口"
    with pytest.raises(errors.Invalid):
        dispatch.arrange(desk, batch_id=batch, places={person: {"state": "left"}})


def test_acts_remember_what_they_did(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    number = dispatch.get_batch(desk, batch)["number"]
    about = desk.store.value("SELECT about FROM act WHERE name = 'dispatch.add_members'")
    assert json.loads(about) == {"batch": number, "added": 1, "refused": 0}


def test_batches_sort_and_search_in_sql_by_pinyin(desk: Desk) -> None:
    for trade in ("采棉", "包装", "种菜"):
        dispatch.plan(desk, order_id=add_order(desk, trade=trade), depart_on=FIRST)

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
    dispatch.sign(desk, batch_id=batch, people=[one])

    def states() -> dict[bytes, str]:
        return {row["worker_id"]: row["state"] for row in dispatch.list_contracts(desk)}

    done = dispatch.set_state(desk, batch_id=batch, state="cancelled", reason="订单取消")
    assert states() == {one: "ended", two: "void"}
    office.undo.undo(desk, done.act)
    assert states() == {one: "signed", two: "final"}
    dispatch.set_state(desk, batch_id=batch, state="cancelled", reason="订单取消")
    dispatch.set_state(desk, batch_id=batch, state="planned")
    assert {one.rules for one in dispatch.check(desk, batch)} == {("no_contract",)}
    made = dispatch.make_contracts(desk, batch, tmp_path / "new.pdf")
    assert (made.contracts, made.problems) == (2, ())
    assert dispatch.send(desk, batch_id=batch).done
