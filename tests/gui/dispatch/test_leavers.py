"""Early leavers of an employer are counted by reason and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import leavers
from gigdesk.gui.dispatch.leavers import LeaversPage
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, rows

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_who_left_early_is_listed_with_the_reasons_counted(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "a.pdf")
    assert dispatch.send(desk, batch_id=batch).done
    today = desk.clock.today()
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=today, code="low_pay")
    _, top = opened(qtbot, frame, batch)
    leavers.entry(top)[2]()
    page = top.trail.top
    assert isinstance(page, LeaversPage)
    qtbot.waitUntil(lambda: [row["worker_id"] for row in rows(page.list)] == [people[0]])
    qtbot.waitUntil(lambda: "嫌工钱低 1 人" in page.said.text())
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
