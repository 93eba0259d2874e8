"""How the people of an order were found, and who each way brought."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.actions import dispatch
from gigdesk.gui.orders.found import FoundPage
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import rows, to_front
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key


def test_each_way_people_were_found_opens_the_people_it_brought(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    people = [add_person(desk, serial) for serial in (1, 2, 3)]
    batch = add_batch(desk, order, people[:1])
    dispatch.add_members(desk, batch_id=batch, people=people[1:], how="drawn")
    page: Any = frame.open("orders", order)
    to_front(qtbot, frame)
    shown = page.top
    qtbot.waitUntil(lambda: bool(shown.row))
    shown.tiles.choose("sources")
    sources = shown._made["sources"]
    qtbot.waitUntil(lambda: len(rows(sources)) == 2)
    assert [row["how_chosen"] for row in rows(sources)] == ["drawn", "searched"]
    sources.table.setFocus()
    sources.table.selectRow(0)
    press(sources.table, _Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page.top, FoundPage))
    told = page.top
    qtbot.waitUntil(lambda: {row["id"] for row in rows(told.list)} == set(people[1:]))
    assert_everything_named(told)
    over_all_steps(frame, lambda: assert_nothing_clipped(told))
    press(told, _Key.Key_Escape)
    assert page.top is shown
