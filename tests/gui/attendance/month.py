"""The month of a batch that is on the road, in a window, and the keys that write into it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import attendance
from gigdesk.gui.attendance.page import AttendancePage
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, to_front
from tests.making import move_clock
from tests.workforce import add_batch, add_order, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window

_KEYS = {
    "0": QtCore.Qt.Key.Key_0,
    "1": QtCore.Qt.Key.Key_1,
    "5": QtCore.Qt.Key.Key_5,
    ".": QtCore.Qt.Key.Key_Period,
    "q": QtCore.Qt.Key.Key_Q,
    "w": QtCore.Qt.Key.Key_W,
}
MONTH = "2026-10"


@pytest.fixture
def people(desk: Desk) -> list[bytes]:
    return add_people(desk, 4)


@pytest.fixture
def batch(desk: Desk, people: list[bytes], tmp_path: Path) -> bytes:
    made = add_batch(desk, add_order(desk), people)
    send_batch(desk, made, tmp_path)
    return made


@pytest.fixture(autouse=True)
def the_month_is_over(desk: Desk, batch: bytes) -> None:
    assert batch
    move_clock(desk, datetime.datetime(2026, 10, 31, 9, 0, tzinfo=datetime.UTC))


@pytest.fixture
def page(qtbot: QtBot, frame: Window, batch: bytes) -> MonthPage:
    trail = frame.open("attendance", batch)
    assert isinstance(trail, AttendancePage)
    page = trail.month
    qtbot.waitUntil(lambda: page.sheet is not None)
    to_front(qtbot, frame)
    sheet_of(page).grid.setFocus()
    return page


def sheet_of(page: MonthPage) -> Any:
    assert page.sheet is not None
    return page.sheet


def entered(desk: Desk, batch: bytes) -> dict[tuple[bytes, str], str]:
    grid = attendance.month_grid(desk, batch, MONTH)
    return {
        (person.worker_id, day): cell.shown
        for person in grid.people
        for day, cell in person.cells.items()
        if cell.shown
    }


def editor() -> QtWidgets.QWidget:
    found = QtWidgets.QApplication.focusWidget()
    assert isinstance(found, QtWidgets.QLineEdit)
    return found


def typed(page: MonthPage, words: str, *, column: int = 1) -> None:
    """Type into a cell of the first person and leave the cell open."""
    grid = sheet_of(page).grid
    grid.setFocus()
    grid.select_cell(0, column)
    press(grid, _KEYS[words[0]])
    for letter in words[1:]:
        press(editor(), _KEYS[letter])
