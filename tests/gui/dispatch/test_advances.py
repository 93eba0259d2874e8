"""Money handed out is noted for marked people, corrected with a reason, and shown with the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import advances
from gigdesk.gui.dispatch.advances import AdvancesPage
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_an_advance_is_noted_corrected_and_taken_back(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 2)
    batch = plan(desk, people)
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    advances.give(top, people)
    asked = modal(qtbot).form
    asked.set_value("amount_fen", 10_000)
    asked.save()
    qtbot.waitUntil(lambda: [row["advanced_fen"] for row in rows(top.list)] == [10_000] * 2)
    advances.entry(top)[2]()
    page = top.trail.top
    assert isinstance(page, AdvancesPage)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 2)
    assert "200.00" in page.said.text()
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    page.list.table.select_row(0)
    page._correct()
    asked = modal(qtbot).form
    asked.set_value("amount_fen", 12_000)
    asked.set_value("reason", "少写了")
    asked.save()
    qtbot.waitUntil(lambda: rows(page.list)[0]["amount_fen"] == 12_000)
    page.list.table.select_row(0)
    page._drop()
    asked = modal(qtbot).form
    asked.set_value("reason", "没有领")
    asked.save()
    qtbot.waitUntil(lambda: len(rows(page.list)) == 1)
    assert sum(dispatch.list_advances(desk, batch_id=batch)[1].values()) == 10_000
