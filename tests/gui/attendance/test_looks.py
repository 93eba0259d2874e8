"""The month on the screen: nothing cut, nothing covered, every mark whole in its cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import theme
from tests.gui.attendance.month import editor, sheet_of
from tests.gui.frames import quiet
from tests.gui.kit.checks import (
    SMALL,
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
WHOLE = (1366, 768)
"""The whole screen of the clerk's PC, in logical pixels."""
_SHIFT = QtCore.Qt.KeyboardModifier.ShiftModifier


def app() -> QtWidgets.QApplication:
    found = QtWidgets.QApplication.instance()
    assert isinstance(found, QtWidgets.QApplication)
    return found


def test_nothing_is_clipped_and_everything_is_named(
    qtbot: QtBot, frame: Window, page: MonthPage
) -> None:
    trail = page.trail
    over_all_steps(frame, lambda: assert_nothing_clipped(trail))
    assert_everything_named(trail)
    page.deeds.open_import()
    qtbot.wait(50)
    over_all_steps(frame, lambda: assert_nothing_clipped(trail))
    assert_everything_named(trail)


def test_a_low_month_keeps_its_weekdays_and_keys_and_leaves_no_gap(
    frame: Window, page: MonthPage
) -> None:
    def check() -> None:
        assert page.sheet is not None
        title = page.sheet.cells.headerData(1, QtCore.Qt.Orientation.Horizontal)
        assert "\n" in str(title)
        assert page.keys.isVisible() == page.folding.is_low
        above = page.filling.geometry().bottom()
        if page.folding.is_low:
            assert not page.state.isVisible()
            assert page.place.geometry().top() - above < theme.measures().control

    over_all_steps(frame, check)
    frame.resize(911, 470)
    QtWidgets.QApplication.processEvents()
    check()


def test_the_first_row_of_a_month_begins_below_the_titles_of_its_days(
    qtbot: QtBot, frame: Window, page: MonthPage
) -> None:
    def check() -> None:
        grid = sheet_of(page).grid
        titles, names = grid.horizontalHeader(), grid.verticalHeader()
        assert grid.viewport().geometry().top() > titles.geometry().bottom()
        assert grid.viewport().geometry().left() > names.geometry().right()

    for step in range(len(theme.STEPS)):
        theme.use(app(), step=step)
        for size in (WHOLE, SMALL):
            frame.resize(*size)
            page.refresh()
            quiet(qtbot, frame.tasks)
            qtbot.wait(100)
            check()


def test_a_notice_never_lies_over_the_totals(qtbot: QtBot, frame: Window, page: MonthPage) -> None:
    frame.say("已登记批次 第 3 号的派出，8 人在路上，考勤从今天记起")

    def covered() -> list[str]:
        notice = frame.notices.current
        assert notice is not None
        totals = [
            (one, QtCore.QRect(one.mapTo(frame, QtCore.QPoint()), one.size()))
            for one in (sheet_of(page).sums, page.total)
        ]
        return [str(one) for one, at in totals if notice.geometry().intersects(at)]

    for step in (0, 3):
        theme.use(app(), step=step)
        qtbot.waitUntil(lambda: not covered())


def test_the_current_cell_stays_in_sight_when_the_words_below_take_its_room(
    qtbot: QtBot, frame: Window, page: MonthPage
) -> None:
    theme.use(app(), step=3)
    frame.resize(*SMALL)
    qtbot.wait(50)
    grid = sheet_of(page).grid
    last = sheet_of(page).cells.rowCount() - 1
    grid.select_cell(last, 3)
    page.cells._say("这一格没看懂，请按格式再填一次。" * 8, "error")

    def is_in_sight() -> bool:
        cell = grid.visualRect(grid.currentIndex())
        return bool(grid.viewport().rect().contains(cell))

    qtbot.waitUntil(is_in_sight)


def test_what_is_still_refused_takes_one_line_of_a_low_month_once_the_next_cell_is_saved(
    qtbot: QtBot, frame: Window, page: MonthPage
) -> None:
    theme.use(app(), step=3)
    frame.resize(*SMALL)
    qtbot.waitUntil(lambda: page.folding.is_low)
    cells = sheet_of(page).cells
    assert not cells.setData(cells.index(0, 1), "abc")
    assert "“abc”" in page.cells.words
    cells.setData(cells.index(1, 1), "1")
    qtbot.waitUntil(lambda: "“abc”" not in page.cells.words)
    label = next(
        each
        for each in page.cells.findChildren(QtWidgets.QLabel)
        if each.text() == page.cells.words
    )
    assert cells.headerData(0, QtCore.Qt.Orientation.Vertical) in label.text()
    assert "“abc”" in label.toolTip()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    sheet_of(page).grid.select_cell(1, 1)
    sheet_of(page).grid.select_cell(0, 1)
    assert "“abc”" in page.cells.words


def test_every_mark_of_a_day_stands_whole_in_its_cell(page: MonthPage) -> None:
    sheet = sheet_of(page)
    sheet.grid.select_cell(0, 1)
    press(sheet.grid, _Key.Key_0)
    for key in (_Key.Key_Period, _Key.Key_2, _Key.Key_5, _Key.Key_Return):
        press(editor(), key)
    index = sheet.cells.index(0, 1)

    def check() -> None:
        option: Any = QtWidgets.QStyleOptionViewItem()
        sheet.grid.initViewItemOption(option)
        option.rect = sheet.grid.visualRect(index)
        sheet.grid.editor.initStyleOption(option, index)
        assert option.text == "0.25"
        room = option.rect.width() - 2 * theme.CELL_EDGE
        assert QtGui.QFontMetrics(option.font).horizontalAdvance(option.text) <= room

    over_all_steps(page, check)
