"""A trade that no list knows is said to be new, and is only kept after a second Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import workers
from gigdesk.gui import form
from tests.gui.conftest import press, say, type_keys
from tests.gui.frames import quiet
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody."""
    return people_frame.register(desk, ZHOU, "周桂香", phone="13870001234")


@dataclass(frozen=True, slots=True)
class Wish:
    """The open dialog of a wish of somebody."""

    qtbot: QtBot
    desk: Desk
    frame: Window
    who: bytes
    asked: form.Form

    def write(self, typed: str) -> form.FieldBox:
        """Type a trade and leave the field before the list is there."""
        box = self.asked.boxes["trades"]
        line = box.editor.target()
        line.setFocus()
        (type_keys if typed.isascii() else say)(line, typed)
        press(line, _Key.Key_Tab)
        quiet(self.qtbot, self.frame.tasks)
        return box

    def kept(self) -> list[str]:
        """Return the trades of the wishes that are kept."""
        return [one["trades"] for one in workers.people.get(self.desk, self.who).intentions]


@pytest.fixture
def wish(qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, who: bytes) -> Wish:
    """Open the dialog of a wish of that person."""
    page = people.open_person(who)
    qtbot.waitUntil(lambda: page.person is not None)
    page.sections["wishes"].add_one()
    dialog = next(each for each in frame.findChildren(form.FormDialog) if each.isVisible())
    to_front(qtbot, dialog)
    quiet(qtbot, frame.tasks)
    return Wish(qtbot, desk, frame, who, dialog.form)


def hand() -> QtWidgets.QWidget:
    """Return what has the keyboard."""
    found = QtWidgets.QApplication.focusWidget()
    assert found is not None
    return found


def test_a_new_trade_in_words_is_said_and_taken(qtbot: QtBot, wish: Wish) -> None:
    box = wish.write("捏面人")
    qtbot.waitUntil(lambda: bool(box.findings))
    assert box.findings[0].tone == "info"
    assert "捏面人" in box.findings[0].words
    with qtbot.waitSignal(wish.asked.saved):
        press(hand(), _Key.Key_S, _CTRL)
    assert wish.kept() == ["捏面人"]


def test_letters_that_meet_no_trade_are_said_and_want_a_second_enter(
    qtbot: QtBot, wish: Wish
) -> None:
    typed = "hyg"
    box = wish.write(typed)
    qtbot.waitUntil(lambda: bool(box.findings))
    assert box.findings[0].tone == "warning"
    assert typed in box.findings[0].words
    press(hand(), _Key.Key_S, _CTRL)
    qtbot.waitUntil(box.confirm.hasFocus)
    assert wish.kept() == []
    press(hand(), _Key.Key_Space)
    with qtbot.waitSignal(wish.asked.saved):
        press(hand(), _Key.Key_S, _CTRL)
    assert wish.kept() == [typed]


@pytest.mark.parametrize(("typed", "meant"), [("采茶", "采茶"), ("hjg", "焊接工")])
def test_a_trade_of_the_list_is_taken_without_a_word(
    qtbot: QtBot, wish: Wish, typed: str, meant: str
) -> None:
    other = people_frame.register(wish.desk, people_frame.LI, "李铁牛")
    workers.people.correct(wish.desk, worker_id=other, changes={"trade": "焊接工"})
    assert wish.write(typed).findings == ()
    with qtbot.waitSignal(wish.asked.saved):
        press(hand(), _Key.Key_S, _CTRL)
    assert wish.kept() == [meant]
