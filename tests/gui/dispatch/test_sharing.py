"""The page that shares people out: proposed, one changed by hand, one refused, taken at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import sharing
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import add_people, modal, rows
from tests.workforce import add_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_people_are_shared_out_changed_by_hand_and_taken_in_one_step(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, add_people(desk, 3)[:1])
    first = add_order(desk, people=1, from_day="2027-03-01", to_day="2027-04-01")
    add_order(desk, people=1, from_day="2027-03-01", to_day="2027-04-01", trade="摘茶")
    trail, _ = opened(qtbot, frame, batch)
    sharing.entry(frame, trail)[2]()
    page: Any = trail.top
    qtbot.waitUntil(lambda: len(rows(page.list)) == 3)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    going = [row for row in rows(page.list) if row["goes"]]
    assert len(going) == 3
    page.list.table.select_row(0)
    page.change()
    asked = modal(qtbot).form
    asked.set_value("order", sharing.NOWHERE)
    asked.save()
    qtbot.waitUntil(lambda: sum(row["goes"] for row in rows(page.list)) == 2)
    page.go()
    qtbot.waitUntil(lambda: trail.top is not page)
    made = dispatch.list_batches(desk)[1]
    assert sum(row["listed"] for row in made) == 3
    assert desk.store.get("job_order", first) is not None


def test_an_order_that_a_hard_rule_forbids_is_refused_at_the_field(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    (person,) = add_people(desk, 1)
    batch = plan(desk, [])
    day = desk.clock.today().isoformat()
    wanted = {"certificate_kind": "特种作业操作证", "certificate_rule": "block"}
    order = add_order(desk, people=1, from_day=day, **wanted)
    trail, _ = opened(qtbot, frame, batch)
    sharing.entry(frame, trail)[2]()
    page: Any = trail.top
    qtbot.waitUntil(lambda: len(rows(page.list)) == 1)
    page.list.table.select_row(0)
    page.change()
    asked = modal(qtbot).form
    asked.set_value("order", order.hex())
    asked.save()
    qtbot.waitUntil(lambda: asked.boxes["order"].is_stopping)
    assert page.wanted[person] != order
