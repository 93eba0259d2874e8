"""The history of employers and orders, from their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.actions import orders
from gigdesk.gui.orders.page import OrdersPage
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import rows, to_front
from tests.workforce import add_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def past_of(qtbot: QtBot, page: OrdersPage) -> list[dict[str, Any]]:
    """Open the history of the record in front by its keys, return its rows and go back."""
    top: Any = page.top
    qtbot.waitUntil(lambda: bool(top.row))
    to_front(qtbot, page.frame)
    press(top, _Key.Key_H, _CTRL)
    past: Any = page.top
    assert past is not top
    qtbot.waitUntil(lambda: bool(rows(past.list)) and bool(rows(past.list)[0]))
    found = [dict(row) for row in rows(past.list)]
    assert_everything_named(past)
    over_all_steps(page.frame, lambda: assert_nothing_clipped(past))
    press(past, _Key.Key_Escape)
    qtbot.waitUntil(lambda: page.top is top)
    return found


def test_the_history_of_an_employer_and_of_an_order_is_shown_in_words(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    employer = orders.get_order(desk, order)["employer_id"]
    orders.change_employer(desk, employer_id=employer, changes={"address": "青山镇政府街 8 号"})
    orders.change(desk, order_id=order, changes={"place": "石桥基地"})
    page = frame.open("orders")
    assert isinstance(page, OrdersPage)
    page.open_employer(employer)
    told = past_of(qtbot, page)
    assert (told[0]["field"], told[0]["after"]) == ("住所地址", "青山镇政府街 8 号")
    page.open_order(order)
    told = past_of(qtbot, page)
    assert told[0]["after"] == "石桥基地"
    assert not any(row["field"].isascii() for row in told)
