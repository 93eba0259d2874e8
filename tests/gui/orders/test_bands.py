"""Bands of pay in the window: entered by the head, listed, dropped and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.gui import form
from gigdesk.gui.orders.page import BANDS
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_band_is_entered_listed_and_dropped_by_keys(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    page: Any = frame.open("orders")
    page.tabs.setCurrentIndex(BANDS)
    to_front(qtbot, frame)
    press(page.tabs, QtCore.Qt.Key.Key_N, QtCore.Qt.KeyboardModifier.ControlModifier)

    def shown() -> list[form.FormDialog]:
        return [one for one in frame.findChildren(form.FormDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    (made,) = shown()[0].findChildren(form.Form)
    values = {"trade": "采棉", "pay_kind": "piece", "pay_unit": "kg", "valid_from": "2026-01-01"}
    for name, value in (values | {"low_fen": 150, "high_fen": 260}).items():
        made.set_value(name, value)
    made.save()
    qtbot.waitUntil(lambda: page.bands.model.rowCount() == 1)
    assert orders.list_bands(desk)[0]["high_fen"] == 260
    assert_everything_named(page.bands)
    over_all_steps(frame, lambda: assert_nothing_clipped(page.bands))

    def chosen() -> bool:
        page.bands.table.setFocus()
        page.bands.table.selectRow(0)
        return bool(page.bands.table.selected_rows())

    to_front(qtbot, frame)
    qtbot.waitUntil(chosen)
    qtbot.waitUntil(page.bands.table.hasFocus, timeout=8000)
    press(page.bands.table, QtCore.Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: orders.list_bands(desk) == [], timeout=8000)
    assert page.tabs.tabText(BANDS) == i18n.text("orders_page.bands")
