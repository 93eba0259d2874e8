"""Whoever was put on a list from pasted lines and is taken off again can be put on once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk.actions import dispatch, office
from gigdesk.store import workers
from tests.gui.dispatch.batches import pasting, plan
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, rows, to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.window.notices import Notice

_Key = QtCore.Qt.Key
_LINES = ["1. 王芳", "2. 孙立本", "3. 查无此人"]


def _people(desk: Desk) -> None:
    with desk.doing("workers.correct"):
        for each, name in zip(add_people(desk, 2), ("王芳", "孙立本"), strict=True):
            workers.people.change(desk.store, each, {"name": name})


def _take_by_key(qtbot: QtBot, frame: Window, paste: Any) -> Notice:
    """Press the button by its key, and return the notice that says what was done."""
    to_front(qtbot, frame)
    paste.take.setFocus()
    press(paste.take, _Key.Key_Return)
    qtbot.waitUntil(lambda: frame.notices.current is not None)
    notice = frame.notices.current
    assert notice is not None
    return notice


def test_the_keyboard_goes_to_the_text_and_not_to_the_notice_once_the_people_are_on_the_list(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _people(desk)
    batch = plan(desk, [])
    paste = pasting(qtbot, frame, batch, "\n".join(_LINES), "one", "one", "none")
    notice = _take_by_key(qtbot, frame, paste)
    qtbot.waitUntil(lambda: not paste.take.isEnabled())
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is not None
    assert focus is paste.text
    assert not notice.isAncestorOf(focus)
    # Nor does the notice lie over the line that says what is left to do.
    said = QtCore.QRect(paste.said.mapToGlobal(QtCore.QPoint()), paste.said.size())
    place = QtCore.QRect(notice.mapToGlobal(QtCore.QPoint()), notice.size())
    assert not place.intersects(said)
    # Enter and Space write into the text; what was done stands.
    press(paste.text, _Key.Key_Return)
    press(paste.text, _Key.Key_Space)
    assert len(dispatch.list_members(desk, batch_id=batch)) == 2


def test_lines_whose_people_are_taken_off_by_undo_stand_in_the_text_again(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _people(desk)
    batch = plan(desk, [])
    paste = pasting(qtbot, frame, batch, "\n".join(_LINES), "one", "one", "none")
    notice = _take_by_key(qtbot, frame, paste)
    qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["none"])
    back = notice.findChildren(QtWidgets.QPushButton)[0]
    back.setFocus()
    press(back, _Key.Key_Return)
    # The notice went with the keyboard: it is on the page again.
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is not None
    assert paste.isAncestorOf(focus)
    qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["one", "one", "none"])
    assert paste.text.toPlainText().splitlines() == _LINES
    assert dispatch.list_members(desk, batch_id=batch) == []
    paste.go()
    qtbot.waitUntil(lambda: len(dispatch.list_members(desk, batch_id=batch)) == 2)


def test_lines_that_all_went_are_kept_with_the_batch_when_their_people_are_taken_off(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _people(desk)
    batch = plan(desk, [])
    paste = pasting(qtbot, frame, batch, "\n".join(_LINES[:2]), "one", "one")
    page: Any = frame.page("dispatch")
    paste.go()
    qtbot.waitUntil(lambda: page.top is not paste and len(page.top.people) == 2)
    assert office.slots.forms(desk, f"paste_members:{batch.hex()}") == []
    notice = frame.notices.current
    assert notice is not None
    notice.findChildren(QtWidgets.QPushButton)[0].click()
    qtbot.waitUntil(page.top.rest.isVisible)
    to_front(qtbot, frame)
    press(page.top.list.table, _Key.Key_R, QtCore.Qt.KeyboardModifier.ControlModifier)
    again: Any = page.top
    qtbot.waitUntil(lambda: [row["match"] for row in rows(again.list)] == ["one", "one"])
    assert again.text.toPlainText().splitlines() == _LINES[:2]


def test_esc_on_a_notice_puts_it_away_and_the_page_has_the_keyboard_again(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    _people(desk)
    paste = pasting(qtbot, frame, plan(desk, []), "\n".join(_LINES), "one", "one", "none")
    notice = _take_by_key(qtbot, frame, paste)
    qtbot.waitUntil(lambda: not paste.take.isEnabled())
    back = notice.findChildren(QtWidgets.QPushButton)[0]
    back.setFocus()
    press(back, _Key.Key_Escape)
    assert not notice.isVisible()
    assert QtWidgets.QApplication.focusWidget() is paste.text
