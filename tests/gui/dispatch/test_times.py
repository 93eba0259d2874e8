"""The time of departure in the form of a batch: written as it is kept, refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore

from gigdesk import i18n
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import press, say
from tests.gui.rooms import to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key


@pytest.mark.parametrize(("typed", "shown"), [("0730", "07:30"), ("7：30", "07:30")])
def test_a_time_of_departure_is_written_as_it_is_kept(
    qtbot: QtBot, desk: Desk, frame: Window, typed: str, shown: str
) -> None:
    page, top = opened(qtbot, frame, plan(desk, []))
    page.edit(top.row)
    made = page.top.form  # type: ignore[attr-defined]
    editor = made.boxes["depart_time"].editor
    to_front(qtbot, frame)
    editor.setFocus()
    say(editor, "一早")
    press(editor, _Key.Key_Tab)
    words = i18n.text("dispatch.finding.time_unread", time="一早")
    assert made.boxes["depart_time"].findings[0].words == words
    made.save()
    assert page.top.form is made  # type: ignore[attr-defined]
    editor.selectAll()
    say(editor, typed)
    made.boxes["depart_place"].editor.setFocus()
    assert editor.text() == shown
    made.save()
    qtbot.waitUntil(lambda: top.row["depart_time"] == shown)
