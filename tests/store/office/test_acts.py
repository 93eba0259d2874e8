"""Acts are found by the indexes meant for them, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import stamps
from gigdesk.domain import office
from gigdesk.store import office as rows
from tests.store import plans

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.store.database import Database

CLOCK = stamps.Clock()


@pytest.mark.parametrize(
    "look",
    [
        lambda store: rows.acts.find_own(store, CLOCK.new_id(), limit=200),
        lambda store: rows.acts.find_standing(
            store, CLOCK.new_id(), beside=office.acts.BESIDE, limit=1
        ),
    ],
)
def test_the_newest_acts_of_one_person_are_not_sorted_out_of_all(
    store: Database, look: Callable[[Database], object]
) -> None:
    with plans.listening(store) as asked:
        look(store)
    steps = plans.plan(store, asked[0])
    assert any("act_by_staff_id_number (staff_id=?)" in line for line in steps)
    assert not any("TEMP B-TREE" in line for line in steps)


def test_how_old_an_act_is_asks_only_what_was_noted_since(store: Database) -> None:
    with plans.listening(store) as asked:
        rows.acts.was_done_since(store, 7, 1_000)
    steps = plans.plan(store, asked[-1])
    assert any("act_by_at_ms_number (at_ms>?)" in line for line in steps), steps


def test_an_act_is_read_once_to_name_its_people(store: Database) -> None:
    with plans.listening(store) as asked:
        rows.acts.find_people(store, CLOCK.new_id(), most=3)
    steps = plans.plan(store, asked[0])
    assert sum("op_by_act_id" in line for line in steps) == 1, steps
    assert not any(line.startswith("SCAN other") for line in steps), steps
