"""The page of draws: the seed asked for, the result shown, and who was drawn put on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch.lots import LotsPage, drawing
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_lots_are_drawn_in_the_window_and_a_second_draw_asks_why(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    add_people(desk, 4)
    batch = plan(desk, [])
    page, top = opened(qtbot, frame, batch)
    drawing(top)[2]()
    lots: Any = page.top
    assert isinstance(lots, LotsPage)
    qtbot.waitUntil(lambda: not lots.take.isEnabled())
    lots.go()  # nothing is drawn yet: nothing happens
    lots.write("pdf")
    over_all_steps(frame, lambda: assert_nothing_clipped(lots))
    lots.draw()
    asked = modal(qtbot).form
    asked.set_value("seed", "8821")
    asked.set_value("wanted", 2)
    asked.save()
    qtbot.waitUntil(lambda: len(rows(lots.list)) == 4)
    assert [row["drawn"] for row in rows(lots.list)] == [True, True, False, False]
    assert "8821" in lots.said.text()
    over_all_steps(frame, lambda: assert_nothing_clipped(lots))
    assert_everything_named(lots)
    lots.draw()
    asked = modal(qtbot).form
    asked.save()
    qtbot.waitUntil(lambda: asked.boxes["reason"].is_stopping)
    asked.set_value("reason", "有人当天不去")
    asked.set_value("wanted", 1)
    asked.save()
    qtbot.waitUntil(lambda: len(dispatch.draws(desk, batch_id=batch)) == 2)
    qtbot.waitUntil(lambda: len(lots.draws) == 2)
    lots.go()
    qtbot.waitUntil(lambda: page.top is top)
    qtbot.waitUntil(lambda: top.row["listed"] == 1)
    (row,) = dispatch.list_members(desk, batch_id=batch)
    assert row["how_chosen"] == "drawn"
