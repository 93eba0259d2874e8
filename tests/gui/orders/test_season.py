"""The season calendar and the people of last season in the window."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.actions import attendance, dispatch, orders
from gigdesk.domain.attendance import Quantity
from gigdesk.gui.orders.order import OrderPage
from gigdesk.gui.orders.returning import LastYear
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import to_front
from tests.making import move_clock
from tests.workforce import FIRST, add_batch, add_order, add_person, review_order, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def last_season(desk: Desk, folder: Path) -> tuple[bytes, bytes, list[bytes]]:
    """Let two people go a season, one home early; return this year's order, a batch and both."""
    people = [add_person(desk, serial) for serial in (1, 2)]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, folder)
    move_clock(desk, datetime.datetime(2026, 12, 5, 9, 0, tzinfo=datetime.UTC))
    days = [attendance.Entry(people[0], f"2026-10-0{day}", Quantity(4)) for day in (1, 2, 3)]
    attendance.enter(desk, batch, days)
    early = datetime.date(2026, 10, 5)
    dispatch.leave_early(
        desk, batch_id=batch, worker_id=people[1], until_day=early, reason="家里有事"
    )
    dispatch.return_batch(desk, batch_id=batch)
    move_clock(desk, datetime.datetime(2027, 8, 20, 9, 0, tzinfo=datetime.UTC))
    order = add_order(desk, from_day="2027-10-01", to_day="2027-11-30")
    review_order(desk, order)
    planned = dispatch.plan(desk, order_id=order, depart_on=datetime.date(2027, 10, 1))
    return order, planned.id, people


def test_the_calendar_shows_months_then_weeks_and_opens_an_order(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk, people=30)
    add_batch(desk, order, [add_person(desk, 1)])
    page: Any = frame.open("orders")
    page.tabs.setCurrentIndex(2)
    to_front(qtbot, frame)
    tab = page.season
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 2)
    row = tab.list.model.row(0)
    assert (row["p0"], row["p1"], row["tone1"]) == ("", "1/30", "warning")
    peak = i18n.text("orders_page.peak", day=FIRST, needed=30, placed=1)
    assert tab.said.text().startswith(peak)
    assert_everything_named(tab)
    over_all_steps(frame, lambda: assert_nothing_clipped(tab))
    tab.switch.click()
    tab.turn(1)
    qtbot.waitUntil(lambda: tab.found is not None and tab.list.model.rowCount() == 2)
    assert tab.found.periods[0].start == datetime.date(2026, 10, 12)
    tab.turn(-1)
    assert tab.periods[0].start == datetime.date(2026, 8, 31)
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 2)
    tab.list.opened.emit(order)
    assert isinstance(page.top, OrderPage)


def test_people_of_last_season_are_marked_and_put_on_the_batch_at_once(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    order, batch, people = last_season(desk, tmp_path)
    page: Any = frame.open("orders", order)
    qtbot.waitUntil(lambda: bool(page.top.row))
    to_front(qtbot, frame)
    press(page.top, QtCore.Qt.Key.Key_B, _CTRL)
    top = page.top
    assert isinstance(top, LastYear)
    qtbot.waitUntil(lambda: top.list.model.rowCount() == 2)
    assert_everything_named(top)
    over_all_steps(frame, lambda: assert_nothing_clipped(top))
    top.list.table.selectAll()
    press(top.list.table, QtCore.Qt.Key.Key_Return, _CTRL)

    def listed() -> list[tuple[bytes, str]]:
        found = dispatch.list_members(desk, batch_id=batch)
        return [(row["worker_id"], row["how_chosen"]) for row in found]

    qtbot.waitUntil(lambda: len(listed()) == 2)
    assert listed() == [(person, "invited") for person in people]
    assert all(row["listed"] for row in orders.last_year(desk, order))
