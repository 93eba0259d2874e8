"""The grid: writes like a spreadsheet, loses no first letter, and takes every step back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from gigdesk import errors, i18n, stamps
from gigdesk.gui import dialogs, grid, theme
from gigdesk.gui.grid import pasting, side
from gigdesk.gui.grid.side import EDGE_ROLE
from gigdesk.gui.table import blocks
from tests.gui.conftest import (
    assert_nothing_clipped,
    bring_up,
    child,
    compose,
    over_all_steps,
    press,
    say,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_SHIFT = QtCore.Qt.KeyboardModifier.ShiftModifier


def days(words: str) -> float | None:
    if not words.strip():
        return None
    try:
        return float(words)
    except ValueError as error:
        raise errors.Invalid("window.field.no_number", field="days") from error


COLUMNS = (
    grid.GridColumn("name", "姓名", width=6),
    grid.GridColumn("days", "天数", parse=days, right=True, no_ime=True),
    grid.GridColumn("from", "起", is_date=True, width=7),
    grid.GridColumn("sum", "合计", read_only=True),
)


@pytest.fixture
def sheet(qtbot: QtBot) -> grid.Grid:
    model = grid.GridModel(COLUMNS)
    model.set_rows([(number, f"{number}") for number in range(1, 6)], {(1, "name"): "王芳"})
    made = grid.Grid(
        model,
        "快速录入",
        clock=stamps.clock_at(datetime.datetime(2026, 3, 15, 4, tzinfo=datetime.UTC)),
    )
    model.setParent(made)
    made.resize(600, 300)
    bring_up(qtbot, made)
    made.setFocus()
    made.select_cell(0, 0)
    return made


def test_the_model_passes_qts_own_tester(sheet: grid.Grid) -> None:
    mode = QtTest.QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QtTest.QAbstractItemModelTester(sheet.cells, mode)
    sheet.cells.set_rows([(1, "a"), (2, "b")])
    sheet.cells.setData(sheet.cells.index(0, 1), "2")
    assert tester.model() is sheet.cells


def test_typing_over_a_cell_begins_writing_with_the_first_letter(sheet: grid.Grid) -> None:
    sheet.select_cell(1, 1)
    press(sheet, _Key.Key_2)
    editor = QtWidgets.QApplication.focusWidget()
    assert isinstance(editor, QtWidgets.QLineEdit)
    assert editor.text() == "2"
    press(editor, _Key.Key_Period)
    press(editor, _Key.Key_5)
    press(editor, _Key.Key_Return)
    assert sheet.cells.value(2, "days") == 2.5
    assert (sheet.currentIndex().row(), sheet.currentIndex().column()) == (2, 1)


def test_an_input_method_loses_no_letter_when_it_begins_over_a_cell(sheet: grid.Grid) -> None:
    sheet.select_cell(2, 0)
    compose(sheet, "lixiang", "李祥")
    editor = QtWidgets.QApplication.focusWidget()
    assert isinstance(editor, QtWidgets.QLineEdit)
    say(editor, "𬭎")
    press(editor, _Key.Key_Return)
    assert sheet.cells.value(3, "name") == "李祥𬭎"


def test_enter_may_go_right_and_tab_always_does(sheet: grid.Grid) -> None:
    sheet.enter_moves = "right"
    press(sheet, _Key.Key_Return)
    assert sheet.currentIndex().column() == 1
    press(sheet, _Key.Key_Tab)
    assert sheet.currentIndex().column() == 2
    press(sheet, _Key.Key_Tab)
    assert (sheet.currentIndex().row(), sheet.currentIndex().column()) == (1, 0)


def test_words_that_cannot_stand_are_refused_in_words_and_change_nothing(
    sheet: grid.Grid,
) -> None:
    said: list[str] = []
    sheet.said.connect(said.append)
    assert not sheet.cells.setData(sheet.cells.index(0, 1), "many")
    why = dialogs.words_of(errors.Invalid("window.field.no_number"))
    cell = sheet.cells.cell_name(0, 1)
    assert said == [i18n.text("window.grid.because", cell=cell, why=why)]
    assert sheet.cells.value(1, "days") is None


def test_delete_clears_cells_and_undo_and_redo_tell_the_page(sheet: grid.Grid) -> None:
    told: list[list[grid.Change]] = []
    sheet.cells.changed.connect(told.append)
    press(sheet, _Key.Key_Delete)
    assert sheet.cells.value(1, "name") is None
    press(sheet, _Key.Key_Z, _CTRL)
    assert sheet.cells.value(1, "name") == "王芳"
    press(sheet, _Key.Key_Y, _CTRL)
    assert [(each[0].before, each[0].after) for each in told] == [
        ("王芳", None),
        (None, "王芳"),
        ("王芳", None),
    ]


def test_ctrl_d_fills_down_and_ctrl_semicolon_writes_today(sheet: grid.Grid) -> None:
    sheet.select_cell(1, 0)
    press(sheet, _Key.Key_D, _CTRL)
    assert sheet.cells.value(2, "name") == "王芳"
    sheet.select_cell(1, 2)
    press(sheet, _Key.Key_Semicolon, _CTRL)
    assert sheet.cells.value(2, "from") == "2026-03-15"


def test_what_is_typed_over_chosen_cells_fills_them_all_with_ctrl_enter(sheet: grid.Grid) -> None:
    sheet.select_cell(1, 1)
    press(sheet, _Key.Key_Down, _SHIFT)
    press(sheet, _Key.Key_2)
    press(child(sheet, QtWidgets.QLineEdit), _Key.Key_Return, _CTRL)
    assert [sheet.cells.value(row, "days") for row in range(1, 6)] == [None, 2.0, 2.0, None, None]
    press(sheet, _Key.Key_Z, _CTRL)
    assert sheet.cells.value(2, "days") is None


def test_a_whole_row_is_chosen_and_filled_to_the_right(sheet: grid.Grid) -> None:
    sheet.select_cell(2, 0)
    sheet.cells.setData(sheet.cells.index(2, 0), "7")
    press(sheet, _Key.Key_Space, _SHIFT)
    assert sheet.chosen() == pasting.Place(2, 0, 2, 2)
    press(sheet, _Key.Key_R, _CTRL)
    assert sheet.cells.value(3, "days") == "7"
    assert sheet.cells.value(3, "sum") is None


def test_the_keyboard_can_leave_the_grid(qtbot: QtBot) -> None:
    model = grid.GridModel(COLUMNS)
    model.set_rows([(1, "1")])
    whole = QtWidgets.QWidget()
    made = grid.Grid(model, "快速录入", clock=stamps.Clock())
    after = QtWidgets.QPushButton("然后", whole)
    box = QtWidgets.QVBoxLayout(whole)
    box.addWidget(made)
    box.addWidget(after)
    bring_up(qtbot, whole)
    made.setFocus()
    press(made, _Key.Key_Tab, _CTRL)
    qtbot.waitUntil(after.hasFocus)


def test_a_refused_paste_names_its_cells(sheet: grid.Grid) -> None:
    made = pasting.plan(sheet.cells, [["1"], ["很多"]], pasting.Place(0, 1, 1, 1))
    assert sheet.cells.cell_name(1, 1) in made.words
    assert "很多" in made.words


def test_cells_that_a_paste_would_empty_are_counted_before(sheet: grid.Grid) -> None:
    sheet.cells.setData(sheet.cells.index(1, 1), "2")
    assert sheet.cells.value(sheet.cells.row_id(0), "days") is None
    whole = pasting.plan(sheet.cells, [[""], [""]], pasting.Place(0, 1, 1, 1))
    assert whole.emptied == 1
    assert i18n.text("window.grid.will_empty", cells=1) in whole.words
    kept = pasting.plan(sheet.cells, [["1"], ["3"]], pasting.Place(0, 1, 1, 1))
    assert i18n.text("window.grid.will_empty", cells=0) not in kept.words
    assert kept.emptied == 0


def test_the_title_in_the_corner_outlives_what_was_held_of_the_corner(
    sheet: grid.Grid,
) -> None:
    side.title_corner(sheet, "合计")
    corner = sheet.findChild(QtWidgets.QAbstractButton)
    assert corner is not None
    # Qt makes the corner: what a test or a page holds of it can be let go at any time.
    shiboken6.invalidate(corner)
    app = QtWidgets.QApplication.instance()
    assert isinstance(app, QtWidgets.QApplication)
    try:
        theme.use(app, step=3)
    finally:
        theme.use(app, step=1)
    again = sheet.findChild(QtWidgets.QAbstractButton)
    assert again is not None
    held = again.layout()
    assert held is not None
    assert held.contentsMargins().right() == theme.measures().unit + theme.CELL_EDGE


def test_sums_stand_at_the_edge_of_the_rows(sheet: grid.Grid) -> None:
    sheet.cells.edge = lambda row: f"{row} 天"
    vertical = QtCore.Qt.Orientation.Vertical
    assert sheet.cells.headerData(1, vertical, EDGE_ROLE) == "2 天"
    assert sheet.verticalHeader().sectionSizeFromContents(1).width() > 30


def test_a_pasted_block_is_announced_and_is_one_step(qtbot: QtBot, sheet: grid.Grid) -> None:
    QtGui.QGuiApplication.clipboard().setText("李四\t2\n赵六\tx\r\n")
    sheet.select_cell(0, 0)
    sheet.paste()
    dialog = child(sheet.window(), dialogs.Dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QtWidgets.QLabel))
    assert "2 行 2 列" in words
    assert "1 格的内容不能填" in words
    with qtbot.waitSignal(sheet.cells.changed):
        dialog.accept()
    assert [sheet.cells.value(row, "name") for row in (1, 2)] == ["李四", "赵六"]
    assert [sheet.cells.value(row, "days") for row in (1, 2)] == [2.0, None]
    sheet.cells.undo_stack.undo()
    assert sheet.cells.value(1, "name") == "王芳"
    assert sheet.cells.value(2, "name") is None


def test_a_single_value_fills_what_is_chosen_and_nothing_leaves_the_grid(
    sheet: grid.Grid,
) -> None:
    plan = pasting.plan(sheet.cells, [["3"]], pasting.Place(0, 1, 3, 1))
    assert (len(plan.changes), plan.rows, plan.columns) == (4, 4, 1)
    block = blocks.read("a\nb\nc")
    outside = pasting.plan(sheet.cells, block, pasting.Place(4, 0, 4, 0))
    assert (len(outside.changes), outside.outside) == (1, 2)
    closed = pasting.plan(sheet.cells, [["1"]], pasting.Place(0, 3, 0, 3))
    assert (closed.changes, closed.outside) == ((), 1)


def test_a_block_is_copied_as_spreadsheets_take_it(sheet: grid.Grid) -> None:
    sheet.copy()
    assert QtGui.QGuiApplication.clipboard().text() == "王芳\n"


def test_values_from_elsewhere_make_no_step(sheet: grid.Grid) -> None:
    told: list[object] = []
    sheet.cells.changed.connect(told.append)
    sheet.cells.put({(1, "days"): 4.0})
    assert sheet.cells.value(1, "days") == 4.0
    assert (told, sheet.cells.undo_stack.count()) == ([], 0)


def test_a_locked_grid_takes_nothing(sheet: grid.Grid) -> None:
    sheet.cells.locked = True
    assert not sheet.cells.setData(sheet.cells.index(0, 0), "x")
    assert not sheet.cells.flags(sheet.cells.index(0, 0)) & QtCore.Qt.ItemFlag.ItemIsEditable


def test_a_grid_is_whole_in_every_font_step(qtbot: QtBot, sheet: grid.Grid) -> None:
    assert qtbot
    over_all_steps(sheet, lambda: assert_nothing_clipped(sheet))


def test_a_wide_sum_never_runs_into_the_label_of_its_row(qtbot: QtBot) -> None:
    table = QtWidgets.QTableWidget(1, 1)
    qtbot.addWidget(table)
    head = side.Side(table)
    table.setVerticalHeader(head)
    table.setVerticalHeaderItem(0, QtWidgets.QTableWidgetItem("Each day"))
    item = table.verticalHeaderItem(0)
    assert item is not None
    plain = head.sectionSizeFromContents(0).width()
    item.setData(EDGE_ROLE, "1234754.75")
    needed = head.fontMetrics().horizontalAdvance("1234754.75")
    assert head.sectionSizeFromContents(0).width() >= plain + needed


def test_a_refused_cell_has_a_corner_and_is_read_out_as_not_written(
    qtbot: QtBot, sheet: grid.Grid
) -> None:
    sheet.select_cell(0, 0)
    index = sheet.cells.index(1, 1)
    place = sheet.visualRect(index)
    spot = QtCore.QPoint(place.right() - 2, place.top() + 2)

    def seen() -> QtGui.QColor:
        return sheet.viewport().grab().toImage().pixelColor(spot)

    plain = seen()
    sheet.cells.mark(2, "days", "error")
    qtbot.waitUntil(lambda: seen() == theme.colour("error"))
    said = index.data(QtCore.Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith(i18n.text("window.grid.refused"))
    sheet.cells.mark(2, "days", "")
    assert seen() == plain
    assert not index.data(QtCore.Qt.ItemDataRole.AccessibleTextRole).endswith(
        i18n.text("window.grid.refused")
    )
