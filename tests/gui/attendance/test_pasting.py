"""A block pasted into the month is written where it was meant, whatever is read meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtTest

from gigdesk import i18n
from tests.gui.attendance.month import entered, sheet_of
from tests.gui.frames import quiet
from tests.gui.kit.checks import press
from tests.gui.rooms import modal

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_DAYS = ("2026-10-01", "2026-10-02")


def paste(page: MonthPage, words: str) -> None:
    QtGui.QGuiApplication.clipboard().setText(words)
    grid = sheet_of(page).grid
    grid.setFocus()
    grid.select_cell(0, 1)
    press(grid, _Key.Key_V, _CTRL)


def delayed(page: MonthPage) -> threading.Event:
    """Let whatever is asked from now on be answered only when the event is set."""
    released = threading.Event()
    page.frame.tasks.ask(lambda _desk: released.wait(20), lambda _done: None, owner=page)
    return released


def test_a_paste_is_written_though_the_month_is_read_anew_under_its_question(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    released = delayed(page)
    page.refresh()
    paste(page, "1\t0.5")
    asked = modal(qtbot)
    released.set()
    quiet(qtbot, page.frame.tasks)
    asked.accept()
    wanted = {(people[0], day): said for day, said in zip(_DAYS, ("1", "0.5"), strict=True)}
    qtbot.waitUntil(lambda: entered(desk, batch) == wanted)
    qtbot.waitUntil(lambda: sheet_of(page).cells.index(0, 2).data() == "0.5")


def test_the_month_is_read_anew_after_the_question_of_a_paste_is_over(
    qtbot: QtBot, page: MonthPage
) -> None:
    before = sheet_of(page)
    paste(page, "1\t0.5")
    asked = modal(qtbot)
    page.refresh()
    quiet(qtbot, page.frame.tasks)
    assert sheet_of(page) is before
    asked.reject()
    qtbot.waitUntil(lambda: sheet_of(page) is not before)


def test_a_paste_while_another_month_is_coming_is_refused_in_words(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    released = delayed(page)
    page.turn(1)
    paste(page, "1\t0.5")
    assert i18n.text("window.grid.locked") in page.cells.words
    released.set()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.month == "2026-11")
    QtTest.QTest.qWait(0)
    assert entered(desk, batch) == {}
