"""A return that was noted by mistake is taken back as long as nothing has followed it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import errors, i18n
from gigdesk.actions import attendance, dispatch, office, orders
from gigdesk.domain.attendance import Quantity
from tests import making, workforce

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_LEFT = datetime.date(2026, 10, 3)
_TABLES = (
    "batch",
    "batch_member",
    "contract",
    "job_order",
    "work_day",
    "day_total",
    "worker",
    "employment",
)


def stands(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Return every row that says who is where, works where and by which contract."""
    return {name: desk.store.query("SELECT * FROM " + name) for name in _TABLES}  # noqa: S608 -- ours


@pytest.fixture
def away(desk: Desk, tmp_path: Path) -> tuple[bytes, list[bytes]]:
    """Return a batch on the road, somebody of which left early, and its people."""
    people = [workforce.add_person(desk, serial) for serial in (1, 2, 3)]
    batch = workforce.add_batch(desk, workforce.add_order(desk), people)
    workforce.send_batch(desk, batch, tmp_path)
    making.move_clock(desk, datetime.datetime(2026, 10, 10, 9, 0, tzinfo=datetime.UTC))
    entries = [attendance.Entry(person, "2026-10-02", Quantity(4)) for person in people]
    assert attendance.enter(desk, batch, entries, reason="x").written == len(people)
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=_LEFT, reason="x")
    return batch, people


def came_back(desk: Desk, batch: bytes) -> int:
    done = dispatch.return_batch(desk, batch_id=batch, on=datetime.date(2026, 10, 9))
    assert done.act is not None
    return done.act


def test_a_return_taken_back_leaves_everything_as_it_was(
    desk: Desk, away: tuple[bytes, list[bytes]]
) -> None:
    batch, people = away
    before, grid = stands(desk), attendance.month_grid(desk, batch, "2026-10")
    free = dispatch.list_members(desk, batch_id=batch)
    number = came_back(desk, batch)
    assert stands(desk) != before
    newest = office.undo.newest(desk)
    assert newest is not None
    assert (newest["number"], newest["why_not"]) == (number, None)
    assert office.undo.undo(desk).restored == {"batch": 1}
    assert stands(desk) == before
    assert attendance.month_grid(desk, batch, "2026-10") == grid
    assert dispatch.list_members(desk, batch_id=batch) == free
    later = attendance.Entry(people[1], "2026-10-10", Quantity(4))
    assert attendance.enter(desk, batch, [later]).written == 1
    assert came_back_again(desk, batch) == "2026-10-10"
    assert office.safety.verify(desk).sound


def came_back_again(desk: Desk, batch: bytes) -> str:
    assert dispatch.return_batch(desk, batch_id=batch, on=datetime.date(2026, 10, 10)).done
    day: str = dispatch.get_batch(desk, batch)["returned_on"]
    return day


def refusal(desk: Desk, number: int) -> errors.Refused:
    """Return why an act stays; the list says the same before it is asked for."""
    act = next(act for act in making.undoable(desk) if act["number"] == number)
    told = office.undo.why_not(desk, act)
    with pytest.raises(errors.Refused) as caught:
        office.undo.undo(desk, number)
    assert told is not None
    assert told.code == caught.value.code
    for language in ("zh", "en"):
        i18n.use(language)
        assert "{" not in i18n.text(caught.value.code, **caught.value.params)
    i18n.use("zh")
    return caught.value


def test_a_return_stays_once_somebody_went_away_with_another_batch(
    desk: Desk, away: tuple[bytes, list[bytes]]
) -> None:
    batch, people = away
    number = came_back(desk, batch)
    other = dispatch.plan(
        desk, order_id=workforce.add_order(desk), depart_on=datetime.date(2026, 10, 12)
    )
    assert dispatch.add_members(desk, batch_id=other.id, people=people[:1])[0][
        0
    ].done  # free since the third
    assert dispatch.add_members(desk, batch_id=other.id, people=people[1:2])[0][0].done
    before = stands(desk)
    refused = refusal(desk, number)
    assert refused.code == "dispatch.error.undo_return_booked"
    assert refused.params["other"] == other.number
    assert stands(desk) == before
    dispatch.remove_members(desk, batch_id=other.id, people=people[1:2], reason="x")
    assert office.undo.undo(desk, number).restored == {"batch": 1}
    assert dispatch.get_batch(desk, batch)["state"] == "sent"


def test_a_return_stays_once_its_order_was_finished(
    desk: Desk, away: tuple[bytes, list[bytes]]
) -> None:
    batch, _ = away
    number = came_back(desk, batch)
    order = dispatch.get_batch(desk, batch)["order_id"]
    orders.set_state(desk, order_id=order, state="finished")
    assert refusal(desk, number).code == "dispatch.error.undo_return_order"
    orders.set_state(desk, order_id=order, state="on_site")
    assert office.undo.undo(desk, number).restored == {"batch": 1}


def test_a_return_stays_once_a_contract_was_ended(
    desk: Desk, away: tuple[bytes, list[bytes]]
) -> None:
    batch, _ = away
    number = came_back(desk, batch)
    paper = dispatch.list_contracts(desk, batch_id=batch)[0]
    dispatch.end_contract(desk, contract_id=paper["id"], reason="x")
    ended = office.history.acts(desk, limit=1)[0]["number"]
    refused = refusal(desk, number)
    assert refused.code == "dispatch.error.undo_return_contract"
    assert (refused.params["contract"], refused.params["by"]) == (paper["contract_no"], ended)
    office.undo.undo(desk, ended)
    assert office.undo.undo(desk, number).restored == {"batch": 1}
