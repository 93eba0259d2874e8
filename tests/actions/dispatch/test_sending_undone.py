"""A batch that was sent by mistake is taken back as long as nothing has followed it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import attendance, dispatch, office
from gigdesk.domain.attendance import Quantity
from tests import making, workforce
from tests.actions.dispatch.test_return_undone import refusal, stands

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_MIDDLE = datetime.datetime(2026, 10, 10, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def ready(desk: Desk, tmp_path: Path) -> tuple[bytes, list[bytes]]:
    """Return a batch of three with signed contracts that has not left, and its people."""
    people = [workforce.add_person(desk, serial) for serial in (1, 2, 3)]
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    dispatch.make_contracts(desk, batch, tmp_path / "c.pdf")
    dispatch.sign(desk, batch_id=batch)
    return batch, people


def leave(desk: Desk, batch: bytes) -> int:
    done = dispatch.send(desk, batch_id=batch)
    assert done.act is not None
    return done.act


def test_a_sending_taken_back_leaves_everything_as_it_was(
    desk: Desk, ready: tuple[bytes, list[bytes]]
) -> None:
    batch, people = ready
    before, listed = stands(desk), dispatch.list_members(desk, batch_id=batch)
    number = leave(desk, batch)
    assert stands(desk) != before
    newest = office.undo.newest(desk)
    assert newest is not None
    assert (newest["number"], newest["why_not"]) == (number, None)
    assert office.undo.undo(desk).restored == {"batch": 1, "job_order": 1}
    assert stands(desk) == before
    assert dispatch.list_members(desk, batch_id=batch) == listed
    # What came before is undone as before: the signatures, and somebody more can be added.
    assert office.undo.undo(desk).restored == {"contract": len(people)}
    more = workforce.add_person(desk, 4)
    assert dispatch.add_members(desk, batch_id=batch, people=[more])[0][0].done
    assert office.safety.verify(desk).sound


def test_a_sending_taken_back_can_be_sent_again(
    desk: Desk, ready: tuple[bytes, list[bytes]]
) -> None:
    batch, _ = ready
    leave(desk, batch)
    office.undo.undo(desk)
    again = leave(desk, batch)
    assert dispatch.get_batch(desk, batch)["state"] == "sent"
    assert office.undo.undo(desk, again).restored == {"batch": 1, "job_order": 1}


def test_a_sending_stays_once_days_of_work_were_entered(
    desk: Desk, ready: tuple[bytes, list[bytes]]
) -> None:
    batch, people = ready
    number = leave(desk, batch)
    making.move_clock(desk, _MIDDLE)
    entry = attendance.Entry(people[0], "2026-10-02", Quantity(0, "sick"))
    attendance.enter(desk, batch, [entry], reason="x")
    before = stands(desk)
    assert refusal(desk, number).code == "dispatch.error.undo_send_days"
    assert stands(desk) == before
    office.undo.undo(desk)
    assert office.undo.undo(desk, number).restored == {"batch": 1, "job_order": 1}


def test_a_sending_stays_once_somebody_left_early_or_came_to_the_list(
    desk: Desk, ready: tuple[bytes, list[bytes]]
) -> None:
    batch, people = ready
    number = leave(desk, batch)
    making.move_clock(desk, _MIDDLE)
    dispatch.leave_early(
        desk, batch_id=batch, worker_id=people[0], until_day=datetime.date(2026, 10, 3), reason="x"
    )
    left = office.history.acts(desk, limit=1)[0]["number"]
    refused = refusal(desk, number)
    assert (refused.code, refused.params["by"]) == ("dispatch.error.undo_send_list", left)
    office.undo.undo(desk, left)
    assert office.undo.undo(desk, number).restored == {"batch": 1, "job_order": 1}


def test_a_sending_stays_once_a_contract_was_ended(
    desk: Desk, ready: tuple[bytes, list[bytes]]
) -> None:
    batch, _ = ready
    number = leave(desk, batch)
    paper = dispatch.list_contracts(desk, batch_id=batch)[0]
    dispatch.end_contract(desk, contract_id=paper["id"], reason="x")
    assert refusal(desk, number).code == "dispatch.error.undo_send_contract"


def test_a_sending_stays_under_a_return_and_goes_after_that_was_taken_back(
    desk: Desk, ready: tuple[bytes, list[bytes]]
) -> None:
    batch, _ = ready
    number = leave(desk, batch)
    making.move_clock(desk, _MIDDLE)
    assert dispatch.return_batch(desk, batch_id=batch).done
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert caught.value.code == "office.error.undo_all_changed"
    assert "{" not in i18n.text(caught.value.code, **caught.value.params)
    office.undo.undo(desk)
    assert office.undo.undo(desk, number).restored == {"batch": 1, "job_order": 1}
    assert dispatch.get_batch(desk, batch)["sent_on"] is None


def test_an_order_stays_on_site_while_another_batch_of_it_is_away(
    desk: Desk, ready: tuple[bytes, list[bytes]], tmp_path: Path
) -> None:
    batch, _ = ready
    number = leave(desk, batch)
    order = dispatch.get_batch(desk, batch)["order_id"]
    other = workforce.add_batch(desk, order, [workforce.add_person(desk, 5)])
    workforce.send_batch(desk, other, tmp_path)
    assert office.undo.undo(desk, number).restored == {"batch": 1}
    assert desk.store.value("SELECT state FROM job_order WHERE id = ?", (order,)) == "on_site"
