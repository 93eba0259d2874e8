"""A batch that should be back and is not holds its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import dispatch
from tests.making import SEASON_OVER, move_clock
from tests.workforce import LAST, add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_batch_past_its_last_day_that_is_not_back_takes_nobody_along_twice(
    desk: Desk, tmp_path: Path
) -> None:
    person, free = add_person(desk, 1), add_person(desk, 2)
    away = add_batch(desk, add_order(desk), [person])
    send_batch(desk, away, tmp_path)
    move_clock(desk, SEASON_OVER)
    today = desk.clock.today()
    order = add_order(desk, from_day=today.isoformat(), to_day="2026-12-31")
    found = dispatch.propose(desk, order)
    assert [one.worker.id for one in found.candidates] == [free]
    assert found.excluded == {"double_booking": 1}
    batch = dispatch.plan(desk, order_id=order, depart_on=today).id
    (told,), _ = dispatch.add_members(desk, batch_id=batch, people=[person])
    assert [one.code for one in told.against] == ["dispatch.finding.double_booking"]
    dispatch.return_batch(desk, batch_id=away, on=LAST)
    assert dispatch.add_members(desk, batch_id=batch, people=[person])[0][0].done
