"""The frame: what is half filled in is asked about before anything takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk.gui import dialogs
from tests.gui.conftest import say
from tests.workforce import add_order

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_record_on_the_same_page_does_not_throw_away_a_half_filled_form(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    page: Any = frame.open("orders")
    page.add_order()
    made = page.top.form
    say(made.boxes["trade"].editor.target(), "半填的内容")
    assert frame.open("orders", order) is None
    asked = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(asked, dialogs.Dialog)
    asked.reject()
    assert page.top.form is made
    assert made.values()["trade"] == "半填的内容"
    made.show_values({})
    frame.open("orders", order)
    qtbot.waitUntil(lambda: page.top is not made)
