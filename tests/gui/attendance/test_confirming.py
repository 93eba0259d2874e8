"""A month is confirmed only when nothing typed into it hangs, and never ahead without a word."""

from __future__ import annotations

import datetime
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import attendance, dispatch
from gigdesk.domain.attendance import Quantity
from gigdesk.gui import dialogs, theme
from gigdesk.gui.attendance.deeds import SETTLING_MS
from tests.gui.attendance.month import MONTH, sheet_of
from tests.gui.frames import quiet
from tests.gui.kit.checks import press
from tests.gui.rooms import modal
from tests.making import move_clock

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage

_Key = QtCore.Qt.Key
_BACKGROUND = QtCore.Qt.ItemDataRole.BackgroundRole
MIDDLE = datetime.datetime(2026, 10, 20, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def middle(desk: Desk, batch: bytes, people: list[bytes]) -> None:
    """Live in the middle of the month, with a day of work already noted."""
    move_clock(desk, MIDDLE)
    attendance.enter(desk, batch, [attendance.Entry(people[0], "2026-10-19", Quantity(4))])


def confirmation(desk: Desk, batch: bytes) -> Any:
    return attendance.month_grid(desk, batch, MONTH).confirmation


def test_a_month_with_cells_that_were_not_taken_is_not_confirmed_and_names_them(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 1), "1")
    for row, words in ((1, "abc"), (2, "25"), (3, "0.3")):
        assert not sheet.cells.setData(sheet.cells.index(row, 2), words)
    page.confirm.click()
    qtbot.waitUntil(lambda: page.frame.notices.current is not None)
    qtbot.waitUntil(lambda: any("3" in said for said, _ in page.frame.notices.history))
    said = next(said for said, _ in page.frame.notices.history if "3" in said)
    for row in (1, 2, 3):
        assert sheet.cells.headerData(row, QtCore.Qt.Orientation.Vertical) in said
    assert QtWidgets.QApplication.activeModalWidget() is None
    assert sheet.grid.currentIndex().row() == 1
    for row in (1, 2, 3):
        sheet.cells.setData(sheet.cells.index(row, 2), "1")
    page.confirm.click()
    asked = modal(qtbot)
    asked.form.set_value("by", "赵青禾")
    asked.form.save()
    qtbot.waitUntil(lambda: confirmation(desk, batch) is not None)
    assert confirmation(desk, batch)["quarters_total"] == 16


def test_a_cell_the_desk_is_about_to_refuse_holds_the_confirmation(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    attendance.enter(desk, batch, [attendance.Entry(people[1], "2026-10-01", Quantity(4))])
    until = datetime.date(2026, 10, 10)
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=until, reason="生病")
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 12), "1")
    page.confirm.click()
    qtbot.waitUntil(lambda: len(page.cells.standing) == 1)
    qtbot.waitUntil(lambda: page.frame.notices.current is not None)
    assert QtWidgets.QApplication.activeModalWidget() is None
    assert confirmation(desk, batch) is None


def test_cells_that_were_not_taken_stay_marked_when_the_month_is_shown_anew(
    qtbot: QtBot, batch: bytes, page: MonthPage
) -> None:
    before = sheet_of(page)
    assert not before.cells.setData(before.cells.index(0, 1), "abc")
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: sheet_of(page) is not before)
    assert "abc" in page.cells.words
    shown = sheet_of(page).cells.index(0, 1).data(_BACKGROUND)
    assert shown == theme.colour("error_soft")


@pytest.mark.usefixtures("middle")
def test_a_month_with_days_to_come_says_so_and_asks_before_it_is_confirmed(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    page.confirm.click()
    asked = modal(qtbot)
    assert isinstance(asked, dialogs.Dialog)
    said = " ".join(each.text() for each in asked.findChildren(QtWidgets.QLabel))
    assert "2026-10-20" in said
    assert "11" in said
    assert "2026-10-31" in said
    asked.accept()
    qtbot.waitUntil(lambda: hasattr(QtWidgets.QApplication.activeModalWidget(), "form"))
    question = modal(qtbot)
    question.form.set_value("by", "赵青禾")
    question.form.save()
    qtbot.waitUntil(lambda: confirmation(desk, batch) is not None)


def waiting(page: MonthPage, presses: int) -> threading.Event:
    """Let the desk be busy while a cell is written, and press for the confirmation meanwhile."""
    gate = threading.Event()
    page.frame.tasks.do(lambda _desk, _progress: gate.wait(30), owner=page.frame)
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 1), "1")
    for _ in range(presses):
        page.confirm.click()
    return gate


def asked(page: MonthPage) -> int:
    return sum(each.isVisible() for each in page.frame.findChildren(QtWidgets.QDialog))


def test_two_presses_while_the_desk_is_slow_ask_once(qtbot: QtBot, page: MonthPage) -> None:
    waiting(page, presses=2).set()
    modal(qtbot)
    qtbot.wait(3 * SETTLING_MS)
    assert asked(page) == 1


def test_whoever_turns_the_month_while_the_desk_is_slow_is_not_asked_about_the_other(
    qtbot: QtBot, page: MonthPage
) -> None:
    gate = waiting(page, presses=1)
    page.turn(1)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.month != MONTH)
    gate.set()
    quiet(qtbot, page.frame.tasks)
    qtbot.wait(3 * SETTLING_MS)
    assert asked(page) == 0


@pytest.mark.usefixtures("middle")
@pytest.mark.parametrize("key", [_Key.Key_1, _Key.Key_F2, _Key.Key_Delete])
def test_typing_into_a_day_to_come_says_why_nothing_happens(
    page: MonthPage, key: QtCore.Qt.Key
) -> None:
    sheet = sheet_of(page)
    sheet.grid.setFocus()
    sheet.grid.select_cell(0, 25)
    press(sheet.grid, key)
    assert "2026-10-25" in page.cells.words
    assert "2026-10-20" in page.cells.words


def test_typing_into_a_day_before_the_batch_began_says_why(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    with desk.doing("dispatch.change"):
        desk.store.change("batch", batch, {"first_day": "2026-10-05"})
    before = sheet_of(page)
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: sheet_of(page) is not before)
    sheet = sheet_of(page)
    sheet.grid.setFocus()
    sheet.grid.select_cell(0, 2)
    press(sheet.grid, _Key.Key_1)
    assert "2026-10-05" in page.cells.words
