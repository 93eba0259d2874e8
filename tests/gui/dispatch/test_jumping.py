"""Putting somebody before others asks why, and the list of all of them; the gaps of open orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui.dispatch import gaps, jumping
from tests.gui.dispatch.batches import opened
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows
from tests.workforce import FIRST, add_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_somebody_of_a_lower_rank_goes_on_the_list_only_with_a_reason(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 3)
    batch = dispatch.plan(desk, order_id=add_order(desk, people=1), depart_on=FIRST).id
    page, top = opened(qtbot, frame, batch)
    top.deeds.put_on(people[2:], batches.SEARCHED)
    asked = modal(qtbot).form
    asked.save()
    qtbot.waitUntil(lambda: asked.boxes["why"].is_stopping)
    asked.set_value("why", "会开拖拉机")
    asked.save()
    qtbot.waitUntil(lambda: top.row["listed"] == 1)
    jumping.listing(top)[2]()
    told: Any = page.top
    qtbot.waitUntil(lambda: len(rows(told.list)) == 1)
    assert rows(told.list)[0]["chosen_why"] == "会开拖拉机"
    over_all_steps(frame, lambda: assert_nothing_clipped(told))
    assert_everything_named(told)


def test_the_gaps_open_the_people_behind_them(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    add_people(desk, 3)
    batch = dispatch.plan(desk, order_id=add_order(desk), depart_on=FIRST).id
    add_order(desk, certificate_kind="特种作业操作证", certificate_rule="block")
    page, _ = opened(qtbot, frame, batch)
    gaps.entry(frame, page)[2]()
    told: Any = page.top
    qtbot.waitUntil(lambda: len(rows(told.list)) == 1)
    assert rows(told.list)[0]["lacking"] == 3
    over_all_steps(frame, lambda: assert_nothing_clipped(told))
    told.list.table.select_row(0)
    told.list.opened.emit(rows(told.list)[0]["id"])
    behind: Any = page.top
    qtbot.waitUntil(lambda: len(rows(behind.list)) == 3)
    over_all_steps(frame, lambda: assert_nothing_clipped(behind))
    assert_everything_named(behind)
