"""Nobody is in two places on one day, whatever sequence of acts a desk goes through."""

from __future__ import annotations

import contextlib
import datetime
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gigdesk import errors
from gigdesk.actions import attendance, dispatch
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.dispatch.batches import DOUBTS
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows
from tests.making import SEASON_OVER, copied_desk, move_clock
from tests.workforce import FIRST, add_batch, add_order, add_person

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

DAYS = st.integers(0, 20).map(lambda at: FIRST + datetime.timedelta(days=at))
PICK = st.integers(0, 9)


class Season(RuleBasedStateMachine):
    """A desk with four people and two orders, on which anything may be tried."""

    @initialize()
    def open_desk(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk = copied_desk(Path(self.folder.name) / "desk")
        move_clock(self.desk, SEASON_OVER)
        self.people = [add_person(self.desk, serial) for serial in (1, 2, 3, 4)]
        self.orders = [add_order(self.desk), add_order(self.desk)]
        self.batches: list[bytes] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
            self.folder.cleanup()

    def _batch(self, pick: int) -> bytes | None:
        return self.batches[pick % len(self.batches)] if self.batches else None

    def _person(self, pick: int) -> bytes:
        return self.people[pick % len(self.people)]

    @contextlib.contextmanager
    def _tried(self) -> Any:
        with contextlib.suppress(errors.Refused):
            yield

    @rule(start=DAYS, length=st.integers(0, 9), pick=PICK, take=st.integers(0, 2))
    def plan(self, start: datetime.date, length: int, pick: int, take: int) -> None:
        end = (start + datetime.timedelta(days=length)).isoformat()
        fields = {"first_day": start.isoformat(), "last_day": end}
        order = self.orders[pick % 2]
        planned = dispatch.plan(
            self.desk, order_id=order, depart_on=start, take=take, fields=fields, confirmed=DOUBTS
        )
        self.batches.append(planned.id)

    @rule(batch=PICK, person=PICK)
    def add(self, batch: int, person: int) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                dispatch.add_members(self.desk, batch_id=found, people=[self._person(person)])

    @rule(batch=PICK, person=PICK)
    def take_off(self, batch: int, person: int) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                dispatch.remove_members(
                    self.desk, batch_id=found, people=[self._person(person)], reason="x"
                )

    @rule(batch=PICK, start=DAYS, length=st.integers(0, 9))
    def move(self, batch: int, start: datetime.date, length: int) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                day = start.isoformat()
                end = (start + datetime.timedelta(days=length)).isoformat()
                changes = {"depart_on": day, "first_day": day, "last_day": end}
                dispatch.change(self.desk, batch_id=found, changes=changes, confirmed=DOUBTS)

    @rule(batch=PICK, state=st.sampled_from(["ready", "planned", "cancelled"]))
    def set_state(self, batch: int, state: str) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                dispatch.set_state(self.desk, batch_id=found, state=state)

    @rule(batch=PICK)
    def send(self, batch: int) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                dispatch.make_contracts(self.desk, found, Path(self.folder.name) / "c.pdf")
                left = dispatch.day_of_sending(self.desk, found)
                dispatch.send(self.desk, batch_id=found, on=left)

    @rule(batch=PICK, day=DAYS)
    def come_back(self, batch: int, day: datetime.date) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                dispatch.return_batch(self.desk, batch_id=found, on=day)

    @rule(batch=PICK, person=PICK, day=DAYS)
    def leave(self, batch: int, person: int, day: datetime.date) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                who = self._person(person)
                dispatch.leave_early(
                    self.desk, batch_id=found, worker_id=who, until_day=day, reason="x"
                )

    @rule(batch=PICK, person=PICK, day=DAYS, quarters=st.integers(0, 4))
    def work(self, batch: int, person: int, day: datetime.date, quarters: int) -> None:
        with self._tried():
            if (found := self._batch(batch)) is not None:
                entry = attendance.Entry(self._person(person), day.isoformat(), Quantity(quarters))
                attendance.enter(self.desk, found, [entry], reason="x")

    @invariant()
    def nobody_is_in_two_places(self) -> None:
        if hasattr(self, "desk"):
            today = FIRST  # a batch noted as gone months later may still wait for its return
            assert rows.members.double_booked(self.desk.store, today=today) == []

    @invariant()
    def totals_are_what_the_facts_say(self) -> None:
        if hasattr(self, "desk"):
            assert day_rows.totals.prove(self.desk.store) == []
            most = self.desk.store.value(
                "SELECT max(q) FROM (SELECT sum(quarters) q FROM day_total GROUP BY worker_id, day)"
            )
            assert (most or 0) <= 4


Season.TestCase.settings = settings(max_examples=12, stateful_step_count=20, deadline=None)


TestSeason = Season.TestCase


@pytest.fixture(autouse=True)
def _settings_folder(config_folder: Path) -> None:
    """Keep what the desks of one run remember in a folder of their own."""
    assert config_folder


def joined(desk: Desk, keep: bytes, other: bytes) -> None:
    with desk.doing("workers.merge"):
        desk.store.change("worker", other, {"state": "merged", "merged_into": keep})


def test_one_person_is_not_put_on_a_list_twice_after_two_records_were_joined(desk: Desk) -> None:
    keep, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [other])
    joined(desk, keep, other)
    for person in (keep, other):
        (told,), _ = dispatch.add_members(desk, batch_id=batch, people=[person])
        assert (told.done, told.rules) == (False, ("already_listed",))
    assert len(dispatch.list_members(desk, batch_id=batch)) == 1
    order = dispatch.get_batch(desk, batch)["order_id"]
    assert dispatch.propose(desk, order, batch_id=batch).candidates == []


def test_a_person_joined_to_another_is_taken_off_and_gets_the_old_place_back(desk: Desk) -> None:
    keep, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [other])
    joined(desk, keep, other)
    (gone,) = dispatch.remove_members(desk, batch_id=batch, people=[keep])
    assert gone.done
    assert dispatch.list_members(desk, batch_id=batch) == []
    (back,), _ = dispatch.add_members(desk, batch_id=batch, people=[keep])
    assert back.done
    assert desk.store.value("SELECT count(*) FROM batch_member") == 1
