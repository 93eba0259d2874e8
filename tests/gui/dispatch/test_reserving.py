"""The pages of reserve pools, worked by keys: one for each answer, then the next person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.actions import dispatch
from gigdesk.gui import choosing
from gigdesk.gui.dispatch import reserving
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import add_people, modal, rows, to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key


def test_a_pool_is_made_called_up_by_keys_and_the_comers_go_on_the_batch(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 3)
    batch = plan(desk, [])
    opened_pages: Any = opened(qtbot, frame, batch)
    trail, top = opened_pages
    reserving.calling(top)[2]()
    pools: Any = trail.top
    over_all_steps(frame, lambda: assert_nothing_clipped(pools))
    pools.add()
    asked = modal(qtbot).form
    asked.set_value("name", "采棉预备")
    asked.save()
    qtbot.waitUntil(lambda: len(rows(pools.list)) == 1)
    pools.list.table.select_row(0)
    pools.open()
    calls: Any = trail.top
    calls.add()
    chooser = trail.top
    assert isinstance(chooser, choosing.Choosing)
    chooser.taken.emit(people)
    qtbot.waitUntil(lambda: len(rows(calls.list)) == 3)
    over_all_steps(frame, lambda: assert_nothing_clipped(calls))
    assert_everything_named(calls)
    calls.list.table.select_row(0)
    to_front(qtbot, frame)
    calls.list.table.setFocus()
    press(calls.list.table, _Key.Key_3)
    qtbot.waitUntil(lambda: rows(calls.list)[0]["result"] == "comes")
    calls.list.table.select_row(1)
    to_front(qtbot, frame)
    assert calls.list.table.hasFocus()
    press(calls.list.table, _Key.Key_4)
    asked = modal(qtbot).form
    asked.set_value("why", "family")
    asked.save()
    qtbot.waitUntil(lambda: rows(calls.list)[1]["reason_code"] == "family")
    calls.list.table.select_row(2)
    calls.note("no_answer")
    qtbot.waitUntil(lambda: rows(calls.list)[2]["result"] == "no_answer")
    calls.go()
    qtbot.waitUntil(lambda: len(dispatch.list_members(desk, batch_id=batch)) == 1)
    (row,) = dispatch.list_members(desk, batch_id=batch)
    assert row["how_chosen"] == "called"
    calls.list.table.select_row(2)
    calls.remove()
    qtbot.waitUntil(lambda: len(rows(calls.list)) == 2)
