"""Who is proposed for a batch, with reasons for and against, and who is not."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors
from gigdesk.actions import dispatch, office
from gigdesk.store import oplog
from tests.workforce import FIRST, add_batch, add_order, add_person

if TYPE_CHECKING:
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


def test_who_is_marked_unfit_is_not_proposed_again_and_comes_back_only_by_name(
    desk: Desk,
) -> None:
    person, other = add_person(desk, 1), add_person(desk, 2)
    order = add_order(desk)
    batch = add_batch(desk, order, [person])
    with pytest.raises(errors.Invalid, match="reason_needed"):
        dispatch.remove_members(desk, batch_id=batch, people=[person], unfit=True)
    (told,) = dispatch.remove_members(
        desk, batch_id=batch, people=[person], unfit=True, reason="腰伤未好"
    )
    assert told.done
    found = dispatch.propose(desk, order).candidates
    assert [one.worker.id for one in found] == [other]
    (row,) = dispatch.list_members(desk, batch_id=batch, removed=True)
    assert (row["state"], row["reason"]) == ("unfit", "腰伤未好")
    assert dispatch.list_members(desk, batch_id=batch) == []
    (back,), _ = dispatch.add_members(desk, batch_id=batch, people=[person])
    assert back.done
    assert back.remarks[0].code == "dispatch.finding.was_unfit"


def test_places_for_women_are_filled_however_many_men_know_the_trade_better(desk: Desk) -> None:
    for serial in range(1, 301, 2):
        add_person(desk, serial)
    women = {add_person(desk, serial, trade=None) for serial in range(302, 312, 2)}
    order = add_order(desk, people=10, men=5, women=5)
    found = dispatch.propose(desk, order, limit=20).candidates
    assert len(found) == 20
    assert women <= {one.worker.id for one in found}
    planned = dispatch.plan(desk, order_id=order, depart_on=FIRST, take=10)
    assert len(planned.people) == 10
    assert women <= {one.worker_id for one in planned.people}


def test_two_orders_for_women_are_shared_different_ones(desk: Desk) -> None:
    for serial in range(1, 301, 2):
        add_person(desk, serial)
    for serial in range(302, 322, 2):
        add_person(desk, serial, trade=None)
    add_order(desk, people=10, men=5, women=5)
    add_order(desk, people=10, men=5, women=5)
    assert set(dispatch.share_out(desk).filled.values()) == {10}
