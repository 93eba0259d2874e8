from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office
from gigdesk.domain.dispatch.batches import DOUBTS, RETURN_AHEAD
from tests.making import move_clock
from tests.workforce import FIRST, LAST, add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

ONE_DAY = datetime.timedelta(days=1)


def test_a_departure_gone_by_is_asked_about_and_kept_with_the_act(desk: Desk) -> None:
    order = add_order(desk, from_day="2026-08-01")
    gone = datetime.date(2026, 8, 20)
    with pytest.raises(errors.Refused, match="depart_past"):
        dispatch.plan(desk, order_id=order, depart_on=gone)
    dispatch.plan(desk, order_id=order, depart_on=gone, confirmed=DOUBTS[:1])
    assert office.history.acts(desk, limit=1)[0]["about"]["confirmed"] == ["depart_past"]
    soon = dispatch.plan(desk, order_id=order, depart_on=FIRST)
    with pytest.raises(errors.Refused, match="depart_past"):
        dispatch.change(desk, batch_id=soon.id, changes={"depart_on": "2026-08-20"})
    assert dispatch.change(desk, batch_id=soon.id, changes={"leader_name": "周组长"}).done


@pytest.mark.parametrize(
    ("depart", "days"),
    [
        (LAST + ONE_DAY, {}),
        (FIRST, {"last_day": "2026-12-24"}),
        (datetime.date(2026, 9, 20), {"first_day": "2026-09-21"}),
    ],
)
def test_days_outside_the_order_s_are_asked_about(
    desk: Desk, depart: datetime.date, days: dict[str, str]
) -> None:
    order = add_order(desk)
    with pytest.raises(errors.Refused, match="outside_order"):
        dispatch.plan(desk, order_id=order, depart_on=depart, fields=days)
    dispatch.plan(desk, order_id=order, depart_on=depart, fields=days, confirmed=DOUBTS)
    assert office.history.acts(desk, limit=1)[0]["about"]["confirmed"] == ["outside_order"]


def test_days_beyond_every_season_are_refused_in_order_batch_and_return(
    desk: Desk, tmp_path: Path
) -> None:
    far = datetime.date(9999, 12, 31)
    with pytest.raises(errors.Invalid, match="day_too_far"):
        add_order(desk, to_day=far.isoformat())
    order = add_order(desk)
    with pytest.raises(errors.Invalid, match="day_too_far"):
        dispatch.plan(
            desk, order_id=order, depart_on=FIRST, fields={"last_day": far}, confirmed=DOUBTS
        )
    batch = add_batch(desk, order, [add_person(desk, 1)])
    with pytest.raises(errors.Invalid, match="day_too_far"):
        dispatch.change(desk, batch_id=batch, changes={"last_day": far}, confirmed=DOUBTS)
    send_batch(desk, batch, tmp_path)
    with pytest.raises(errors.Invalid, match="day_too_far"):
        dispatch.return_batch(desk, batch_id=batch, on=far, confirmed=(RETURN_AHEAD,))


def test_days_before_every_season_are_refused_in_order_and_batch(desk: Desk) -> None:
    early = datetime.date(1, 1, 1)
    with pytest.raises(errors.Invalid, match="day_too_early"):
        add_order(desk, from_day=early.isoformat())
    order = add_order(desk)
    with pytest.raises(errors.Invalid, match="day_too_early"):
        dispatch.plan(desk, order_id=order, depart_on=early, confirmed=DOUBTS)
    batch = add_batch(desk, order, [add_person(desk, 1)])
    with pytest.raises(errors.Invalid, match="day_too_early"):
        dispatch.change(desk, batch_id=batch, changes={"depart_on": early}, confirmed=DOUBTS)


def test_a_batch_with_an_open_end_from_elsewhere_gets_its_days_mended(desk: Desk) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    with desk.doing("dispatch.change"):
        desk.store.change("batch", batch, {"last_day": "9999-12-31"})
    assert dispatch.change(desk, batch_id=batch, changes={"last_day": LAST}, confirmed=DOUBTS).done
    assert dispatch.get_batch(desk, batch)["last_day"] == LAST.isoformat()


def test_a_batch_leaves_neither_on_a_day_to_come_nor_after_its_last(
    desk: Desk, tmp_path: Path
) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    with pytest.raises(errors.Invalid, match="sent_ahead"):
        dispatch.send(desk, batch_id=batch, on=datetime.date(2035, 1, 1))
    move_clock(desk, datetime.datetime(2026, 12, 24, 9, 0, tzinfo=datetime.UTC))
    with pytest.raises(errors.Invalid, match="sent_after") as caught:
        dispatch.send(desk, batch_id=batch)
    assert caught.value.params["last"] == LAST.isoformat()
    # Nobody noted it while the people were away: it left on its own day.
    assert dispatch.day_of_sending(desk, batch) == FIRST
    assert dispatch.send(desk, batch_id=batch, on=FIRST).done


def test_a_batch_did_not_leave_before_it_was_planned(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    for early in (datetime.date(2020, 1, 1), FIRST - 31 * ONE_DAY):
        with pytest.raises(errors.Invalid, match="sent_unplanned"):
            dispatch.send(desk, batch_id=batch, on=early)
    later = add_batch(desk, add_order(desk), [add_person(desk, 2)])
    assert dispatch.change(
        desk, batch_id=later, changes={"depart_on": FIRST - 3 * ONE_DAY}, confirmed=DOUBTS
    ).done
    with pytest.raises(errors.Invalid, match="sent_unplanned") as caught:
        dispatch.send(desk, batch_id=later, on=datetime.date(2026, 8, 31))
    assert "2026-09-01" in i18n.text(caught.value.code, **caught.value.params)
    assert dispatch.send(desk, batch_id=batch, on=datetime.date(2026, 9, 1)).done


def test_a_batch_planned_while_the_clock_was_ahead_leaves_when_it_does(
    desk: Desk, tmp_path: Path
) -> None:
    order, right = add_order(desk), desk.clock
    desk.clock = type(right)(right.offset_ms + 365 * 86_400_000)
    batch = dispatch.plan(desk, order_id=order, depart_on=FIRST, confirmed=DOUBTS).id
    desk.clock = right
    dispatch.add_members(desk, batch_id=batch, people=[add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    today = right.today()
    assert dispatch.day_of_sending(desk, batch) == today < FIRST
    with pytest.raises(errors.Invalid, match="sent_ahead"):
        dispatch.send(desk, batch_id=batch, on=today + ONE_DAY)
    assert dispatch.send(desk, batch_id=batch).done
    assert dispatch.get_batch(desk, batch)["sent_on"] == today.isoformat()


def test_a_return_lies_between_sending_and_today(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk), [add_person(desk, 1)])
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    move_clock(desk, datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.UTC))
    dispatch.send(desk, batch_id=batch, on=FIRST + 2 * ONE_DAY)
    with pytest.raises(errors.Invalid, match="return_before"):
        dispatch.return_batch(desk, batch_id=batch, on=FIRST + ONE_DAY)
    with pytest.raises(errors.Refused, match="return_ahead"):
        dispatch.return_batch(desk, batch_id=batch, on=LAST)
    assert dispatch.return_batch(desk, batch_id=batch, on=LAST, confirmed=(RETURN_AHEAD,)).done
    assert office.history.acts(desk, limit=1)[0]["about"]["confirmed"] == ["return_ahead"]


def test_who_leaves_a_batch_that_went_before_its_day_is_noted_on_that_day(
    desk: Desk, tmp_path: Path
) -> None:
    person, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [person, other])
    early = FIRST - datetime.timedelta(days=2)
    move_clock(desk, datetime.datetime(early.year, early.month, early.day, 4, tzinfo=datetime.UTC))
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    assert dispatch.send(desk, batch_id=batch, on=early).done
    dispatch.leave_early(desk, batch_id=batch, worker_id=person, until_day=early, reason="家里有事")
    with pytest.raises(errors.Invalid, match="leave_outside") as told:
        before = early - datetime.timedelta(days=1)
        dispatch.leave_early(
            desk, batch_id=batch, worker_id=other, until_day=before, reason="家里有事"
        )
    assert told.value.params["first"] == early.isoformat()


def test_a_batch_is_found_by_its_number_as_it_is_read_out(desk: Desk) -> None:
    for _ in range(2):
        add_batch(desk, add_order(desk), [])
    count, found = dispatch.list_batches(desk, words="B2")
    assert (count, [row["number"] for row in found]) == (1, [2])


def test_joining_and_leaving_a_list_say_their_number_whatever_was_done_since(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [one])
    _, joined = dispatch.add_members(desk, batch_id=batch, people=[two])
    add_person(desk, 3)
    office.undo.undo(desk, joined.number)
    assert [row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)] == [one]
    send_batch(desk, batch, tmp_path)
    left = dispatch.leave_early(
        desk, batch_id=batch, worker_id=one, until_day=FIRST, reason="家里有事"
    )
    assert office.history.acts(desk, limit=1)[0]["name"] == "dispatch.leave"
    add_person(desk, 4)
    office.undo.undo(desk, left.number)
    assert dispatch.list_members(desk, batch_id=batch)[0]["state"] == "listed"
