"""A form that is filled in with the mouse: nothing moves away from under a press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtTest

from gigdesk.gui import form
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.form.page import Doing
from tests.gui.conftest import bring_up, type_keys

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_LEFT = QtCore.Qt.MouseButton.LeftButton
FIELDS = (
    Field("phone", "电话", Kind.PHONE),
    Field("day", "日期", Kind.DATE),
    Field("agreed", "本人已签字同意登记", Kind.CHECK),
)


def test_a_box_is_ticked_where_it_is_pressed_although_another_field_is_wrong(
    qtbot: QtBot,
) -> None:
    page = form.Form(FIELDS, Doing(), name="登记")
    page.resize(600, 400)
    bring_up(qtbot, page)
    page.focus_first()
    day, box = page.boxes["day"], page.boxes["agreed"].editor.target()
    day.editor.target().setFocus()
    type_keys(day.editor.target(), "2026-99-99")
    window = page.window().windowHandle()
    at = box.mapTo(page.window(), QtCore.QPoint(10, box.height() // 2))
    QtTest.QTest.mousePress(window, _LEFT, pos=at)
    QtTest.QTest.qWait(150)
    assert not day.findings
    QtTest.QTest.mouseRelease(window, _LEFT, pos=at)
    qtbot.waitUntil(lambda: bool(day.findings))
    assert page.values()["agreed"]
