"""Leaving early has a reason that is counted; somebody may come home on another day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office, orders
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.dispatch import batches
from tests.making import HERE, move_clock
from tests.workforce import FIRST, LAST, add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LATER = datetime.date(2026, 10, 20)


def sent(desk: Desk, folder: Path, people: int = 3) -> tuple[bytes, list[bytes]]:
    """Return a batch that left on its day, and its people; it is three weeks later now."""
    who = [add_person(desk, serial) for serial in range(1, people + 1)]
    batch = add_batch(desk, add_order(desk, people=people), who)
    move_clock(desk, datetime.datetime.combine(FIRST, datetime.time(8), HERE))
    send_batch(desk, batch, folder)
    move_clock(desk, datetime.datetime.combine(LATER, datetime.time(8), HERE))
    return batch, who


def test_early_leavers_are_counted_by_employer_and_reason(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two, three) = sent(desk, tmp_path)
    day = FIRST + datetime.timedelta(days=5)
    for who, code, reason in (
        (one, "low_pay", ""),
        (two, "low_pay", "说好170"),
        (three, "", "想家"),
    ):
        dispatch.leave_early(
            desk, batch_id=batch, worker_id=who, until_day=day, code=code, reason=reason
        )
    (told,) = dispatch.early_leavers(desk)
    assert (told["sent"], told["left"]) == (3, 3)
    assert told["reasons"] == {"low_pay": 2, "other": 1}
    assert {row["reason"] for row in told["people"]} == {None, "说好170", "想家"}
    assert dispatch.early_leavers(desk, employer_id=told["employer_id"]) == [told]
    other = orders.add_employer(desk, fields={"name": "另一家", "contact_phone": "09975551235"})
    assert dispatch.early_leavers(desk, employer_id=other.id) == []


def test_a_code_that_there_is_not_is_refused(desk: Desk, tmp_path: Path) -> None:
    batch, (one, *_) = sent(desk, tmp_path)
    with pytest.raises(errors.Invalid):
        dispatch.leave_early(desk, batch_id=batch, worker_id=one, until_day=FIRST, code="bored")


def test_somebody_comes_home_on_another_day_and_has_not_left_early(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, two, three) = sent(desk, tmp_path)
    day = FIRST + datetime.timedelta(days=9)
    told, done = dispatch.come_home(desk, batch_id=batch, people=[one], on=day)
    assert told[0].done
    shown = {row["worker_id"]: row for row in dispatch.list_members(desk, batch_id=batch)}
    assert (shown[one]["state"], shown[one]["until_day"]) == (batches.LISTED, day.isoformat())
    assert dispatch.early_leavers(desk) == []
    office.undo.undo(desk, done.number)
    dispatch.return_batch(desk, batch_id=batch, on=LATER - datetime.timedelta(days=2))
    told, _ = dispatch.come_home(desk, batch_id=batch, people=[one, two], on=LATER)
    assert all(each.done for each in told)
    told, _ = dispatch.come_home(desk, batch_id=batch, people=[two], on=None)
    shown = {row["worker_id"]: row for row in dispatch.list_members(desk, batch_id=batch)}
    assert [shown[who]["until_day"] for who in (one, two, three)] == [LATER.isoformat(), None, None]


def test_a_day_home_that_cannot_be_is_refused(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two, three) = sent(desk, tmp_path)
    stranger = add_person(desk, 9)
    early = FIRST + datetime.timedelta(days=3)
    attendance.enter(desk, batch, [Entry(one, "2026-10-10", Quantity(4))])
    dispatch.leave_early(desk, batch_id=batch, worker_id=two, until_day=early, code="family")
    people = [one, two, stranger]
    told, _ = dispatch.come_home(desk, batch_id=batch, people=people, on=early)
    rules = [rule for each in told for rule in each.rules]
    assert rules == ["home_worked", "has_left", "not_listed"]
    for day in (FIRST - datetime.timedelta(days=1), LATER + datetime.timedelta(days=1)):
        told, _ = dispatch.come_home(desk, batch_id=batch, people=[three], on=day)
        assert told[0].rules == ("home_day",)


def test_who_is_in_another_batch_by_then_was_not_on_the_road_so_long(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, *_) = sent(desk, tmp_path)
    back = FIRST + datetime.timedelta(days=9)
    dispatch.return_batch(desk, batch_id=batch, on=back)
    planned = dispatch.plan(
        desk,
        order_id=add_order(desk),
        depart_on=back + datetime.timedelta(days=3),
        fields={"last_day": LAST},
        confirmed=batches.DOUBTS,
    )
    assert dispatch.add_members(desk, batch_id=planned.id, people=[one])[0][0].done
    told, _ = dispatch.come_home(desk, batch_id=batch, people=[one], on=LATER)
    assert told[0].rules == ("home_booked",)
