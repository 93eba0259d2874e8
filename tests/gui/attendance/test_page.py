"""Days in the window: typed, pasted, filled down, undone, refused in words, corrected."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import attendance, dispatch, office
from gigdesk.domain.attendance import CLEAR, Quantity
from gigdesk.gui.attendance.importing import ImportPage
from gigdesk.gui.attendance.left import LeftPage
from gigdesk.gui.attendance.page import AttendancePage
from gigdesk.gui.dialogs import Dialog
from gigdesk.gui.grid.side import EDGE_ROLE
from tests.gui.attendance.month import MONTH, editor, entered, sheet_of
from tests.gui.kit.checks import (
    assert_nothing_clipped,
    over_all_steps,
    press,
    say,
)
from tests.gui.rooms import rows
from tests.making import move_clock

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_SHIFT = QtCore.Qt.KeyboardModifier.ShiftModifier


def titles(page: MonthPage) -> list[str]:
    cells, across = sheet_of(page).cells, QtCore.Qt.Orientation.Horizontal
    return [cells.headerData(number, across) for number in range(cells.columnCount())]


def acts(desk: Desk) -> list[str]:
    return [row["name"] for row in office.history.acts(desk, limit=3)]


def test_typed_cells_are_saved_after_a_pause_as_one_act_and_added_up(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.grid.select_cell(0, 1)
    press(sheet.grid, _Key.Key_1)
    press(editor(), _Key.Key_Return)
    press(sheet.grid, _Key.Key_0)
    for key in (_Key.Key_Period, _Key.Key_5, _Key.Key_Return):
        press(editor(), key)
    before = office.history.acts(desk, limit=1)[0]["number"]
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 2)
    assert entered(desk, batch) == {
        (people[0], "2026-10-01"): "1",
        (people[1], "2026-10-01"): "0.5",
    }
    assert office.history.acts(desk, limit=1)[0]["number"] == before + 1
    qtbot.waitUntil(lambda: "1.5" in page.total.text())
    assert sheet.sums.item(0, 1).text() == "1.5"
    assert sheet.cells.index(1, 0).data() == "0.5"


def test_marks_are_read_in_chinese_and_nonsense_is_refused_in_words(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    assert sheet.cells.setData(sheet.cells.index(0, 1), "休")
    page.flush()
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[0], "2026-10-01"): "休"})
    assert not sheet.cells.setData(sheet.cells.index(1, 1), "嗯嗯")
    assert "嗯嗯" in page.cells.words


def test_a_pasted_block_is_one_act_and_one_step_back(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.grid.select_cell(0, 1)
    QtGui.QGuiApplication.clipboard().setText("1\t1\t休\r\n0.5\t1\t√\r\n")
    press(sheet.grid, _Key.Key_V, _CTRL)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    asked.accept()
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 6)
    assert acts(desk)[0] == "attendance.enter"
    sheet.grid.setFocus()
    press(sheet.grid, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: entered(desk, batch) == {})
    press(sheet.grid, _Key.Key_Y, _CTRL)
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 6)


def test_cells_taken_back_are_told_and_noted_as_an_undo(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.cells.write("x", [sheet.cells.change(0, day, Quantity(4)) for day in (1, 2, 3)])
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 3)
    sheet.grid.setFocus()
    press(sheet.grid, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: entered(desk, batch) == {})
    assert acts(desk)[0] == "attendance.take_back"
    qtbot.waitUntil(lambda: page.cells.words == i18n.text("attendance_page.taken_back", count=3))
    newest = office.undo.newest(desk)
    assert newest is not None
    assert newest["why_not"] is None
    press(sheet.grid, _Key.Key_Y, _CTRL)
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 3)
    assert acts(desk)[0] == "attendance.enter"


def test_a_cell_taken_back_before_it_was_saved_leaves_no_act(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    before = acts(desk)[0]
    assert sheet.cells.setData(sheet.cells.index(0, 1), "1")
    sheet.cells.undo_stack.undo()
    qtbot.waitUntil(lambda: page.cells.words == i18n.text("attendance_page.taken_back", count=1))
    assert (entered(desk, batch), acts(desk)[0]) == ({}, before)


def test_filling_down_repeats_the_top_cell(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 2), "1")
    sheet.grid.select_cell(0, 2)
    for _ in range(3):
        press(sheet.grid, _Key.Key_Down, _SHIFT)
    press(sheet.grid, _Key.Key_D, _CTRL)
    qtbot.waitUntil(lambda: set(entered(desk, batch).values()) == {"1"})
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 4)


def test_empty_working_days_of_a_person_are_filled_with_one_key(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(1, 2), "0.5")
    sheet.grid.select_cell(1, 3)
    page.deeds.fill_empty(free=False)
    qtbot.waitUntil(lambda: (people[1], "2026-10-02") in entered(desk, batch))
    qtbot.waitUntil(lambda: (people[1], "2026-10-09") in entered(desk, batch))
    known = entered(desk, batch)
    assert known[people[1], "2026-10-02"] == "0.5"
    assert known[people[1], "2026-10-09"] == "1"
    assert known[people[1], "2026-10-10"] == "1", "a Saturday that is worked in lieu"
    assert (people[1], "2026-10-01") not in known
    assert (people[1], "2026-10-11") not in known
    assert {person for person, _ in known} == {people[1]}


def test_weekends_holidays_and_totals_are_in_sight(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    day = datetime.date
    office.slots.set_holidays(
        desk, days=[(day(2026, 10, 1), "statutory", "国庆节"), (day(2026, 10, 10), "work", "调休")]
    )
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: "\n节" in titles(page)[1])
    sheet = sheet_of(page)
    assert titles(page)[8:9] == ["8\n四"]
    shaded = {column.title: column.shaded for column in sheet.cells.columns[1:]}
    assert shaded["1"]
    assert shaded["3"]
    assert not shaded["10"]
    assert shaded["11"]
    sheet.cells.setData(sheet.cells.index(0, 2), "0.5")
    edge = sheet.cells.headerData(0, QtCore.Qt.Orientation.Vertical, EDGE_ROLE)
    assert edge == "0.5"


def test_a_refused_cell_is_named(page: MonthPage) -> None:
    sheet = sheet_of(page)
    name = sheet.cells.headerData(2, QtCore.Qt.Orientation.Vertical)
    sheet.cells.setData(sheet.cells.index(2, 4), "嗯嗯")
    assert name in page.cells.words
    assert "10 月 4 日" in page.cells.words


def test_a_cell_that_a_rule_refuses_shows_what_stands_and_says_why(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    last = "2026-10-10"
    until = datetime.date.fromisoformat(last)
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=until, reason="生病")
    sheet = sheet_of(page)
    column = 12
    sheet.cells.setData(sheet.cells.index(0, column), "1")
    page.flush()
    qtbot.waitUntil(lambda: last in page.cells.words)
    assert sheet.cells.value(people[0], "2026-10-12") is None
    sheet.grid.select_cell(1, 1)
    sheet.cells.setData(sheet.cells.index(1, column), "1")
    page.flush()
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[1], "2026-10-12"): "1"})
    sheet.grid.select_cell(0, column)
    assert last in page.cells.words


def test_a_confirmed_month_asks_the_reason_once(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    attendance.enter(desk, batch, [attendance.Entry(people[0], "2026-10-01", Quantity(4))])
    attendance.confirm(desk, batch_id=batch, month=MONTH, confirmed_by="赵青禾")
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: "赵青禾" in page.state.text())
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 1), "0.5")
    page.flush()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    say(asked.form.boxes["reason"].editor.target(), "记错了")
    asked.form.save()
    qtbot.waitUntil(lambda: entered(desk, batch)[people[0], "2026-10-01"] == "0.5")
    sheet.cells.setData(sheet.cells.index(1, 1), "1")
    page.flush()
    qtbot.waitUntil(lambda: (people[1], "2026-10-01") in entered(desk, batch))
    history = attendance.cell_history(desk, batch, people[0], "2026-10-01")
    assert [row["reason"] for row in history] == [None, "记错了"]


def test_a_day_tells_who_entered_what(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    def told() -> list[str]:
        qtbot.waitUntil(lambda: isinstance(QtWidgets.QApplication.activeModalWidget(), Dialog))
        dialog: Any = QtWidgets.QApplication.activeModalWidget()
        said = [each.text() for each in dialog.findChildren(QtWidgets.QLabel)]
        dialog.accept()
        qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is None)
        return said

    for value in (Quantity(4), CLEAR, Quantity(2)):
        attendance.enter(desk, batch, [attendance.Entry(people[0], "2026-10-01", value)])
    office.undo.undo_last(desk)
    sheet = sheet_of(page)
    sheet.go_to(people[0], "2026-10-01")
    press(sheet.grid, _Key.Key_H, _CTRL)
    said = told()
    assert [words for words in said if words in ("1 天", "清空", "0.5 天", "撤销了")] == [
        "1 天",
        "清空",
        "0.5 天",
        "撤销了",
    ]
    assert said.count("李站长") == 4
    sheet.go_to(people[1], "2026-10-02")
    page.deeds.tell_day()
    assert "这一天还没有录入过。" in told()


def test_without_a_reason_a_confirmed_cell_stays_as_it_was(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    attendance.enter(desk, batch, [attendance.Entry(people[0], "2026-10-01", Quantity(4))])
    attendance.confirm(desk, batch_id=batch, month=MONTH, confirmed_by="赵青禾")
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: "赵青禾" in page.state.text())
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 1), "")
    page.flush()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    asked.reject()
    qtbot.waitUntil(lambda: sheet.cells.index(0, 1).data() == "1")
    assert entered(desk, batch) == {(people[0], "2026-10-01"): "1"}


def test_the_month_turns_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 1), "1")
    assert not page.before.isEnabled()
    page.turn(1)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.month == "2026-11")
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 1)
    assert not page.after.isEnabled()


def test_a_sheet_is_looked_at_first_then_taken_in(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, tmp_path: Path
) -> None:
    grid = attendance.month_grid(desk, batch, MONTH)
    lines = ["姓名," + ",".join(str(day) for day in range(1, 32))]
    lines += [f"{person.name},1,1,0.5" + "," * 28 for person in grid.people]
    lines.append("不在批次,1,1,1" + "," * 28)
    sheet = tmp_path / "十月考勤.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    page.deeds.open_import()
    assert isinstance(page.trail.top, ImportPage)
    taking: Any = page.trail.top
    taking.look(sheet)
    qtbot.waitUntil(lambda: taking.seen is not None)
    assert (taking.seen.matched, len(taking.seen.unmatched)) == (4, 1)
    assert entered(desk, batch) == {}
    qtbot.waitUntil(lambda: [row["name"] for row in rows(taking.list)] == ["不在批次"])
    taking.keep()
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 12)
    qtbot.waitUntil(lambda: isinstance(page.trail.top, LeftPage))


def test_clock_records_of_two_months_are_taken_in_and_both_are_named(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, tmp_path: Path
) -> None:
    name = attendance.month_grid(desk, batch, MONTH).people[0].name
    sheet = tmp_path / "打卡.csv"
    days = ("2026-10-08", "2026-10-09", "2026-11-02")
    lines = ["姓名,日期,上班时间,下班时间", *(f"{name},{day},08:00,16:00" for day in days)]
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    page.deeds.open_import()
    taking: Any = page.trail.top
    taking.look(sheet)
    qtbot.waitUntil(lambda: taking.seen is not None)
    assert "2026-10、2026-11" in taking.said.accessibleName()
    taking.keep()
    # The day in November is still to come: it is listed.
    qtbot.waitUntil(lambda: isinstance(page.trail.top, LeftPage))
    assert len(entered(desk, batch)) == 2


def test_days_to_come_are_counted_and_taken_from_a_sheet_only_where_ticked(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, tmp_path: Path
) -> None:
    move_clock(desk, datetime.datetime(2026, 10, 20, 9, 0, tzinfo=datetime.UTC))
    name = attendance.month_grid(desk, batch, MONTH).people[0].name
    sheet = tmp_path / "整月.csv"
    lines = ["姓名," + ",".join(str(day) for day in range(1, 32)), f"{name}" + ",1" * 31]
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    page.deeds.open_import()
    taking: Any = page.trail.top
    taking.look(sheet)
    qtbot.waitUntil(lambda: taking.seen is not None)
    assert (taking.seen.days, taking.seen.to_come, taking.seen.ahead) == (20, 11, 0)
    assert "11" in taking.ahead.text()
    assert not taking.ahead.isChecked()
    taking.ahead.click()
    qtbot.waitUntil(lambda: taking.seen.ahead == 11)
    assert (taking.seen.days, taking.seen.to_come) == (31, 0)
    qtbot.waitUntil(taking.write.isEnabled)
    taking.keep()
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 31)
    qtbot.waitUntil(lambda: page.trail.top is page)


def test_month_and_wages_are_written_and_the_month_confirmed(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, tmp_path: Path
) -> None:
    sheet = sheet_of(page)
    sheet.cells.setData(sheet.cells.index(0, 1), "1")
    for what in ("export", "by_hand", "wages"):
        page.deeds.write(what)
    qtbot.waitUntil(lambda: len(list((tmp_path / "papers").glob("*.xlsx"))) == 3)
    page.deeds.ask_name()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    asked.form.set_value("by", "赵青禾")
    asked.form.save()
    qtbot.waitUntil(lambda: "赵青禾" in page.state.text())
    assert attendance.month_grid(desk, batch, MONTH).confirmation is not None


def test_without_batches_the_page_leads_to_them(qtbot: QtBot, frame: Window) -> None:
    trail = frame.open("attendance")
    assert isinstance(trail, AttendancePage)
    words = i18n.text("attendance_page.nothing")
    assert words in [each.text() for each in trail.findChildren(QtWidgets.QLabel)]
    over_all_steps(frame, lambda: assert_nothing_clipped(trail))
    qtbot.wait(10)
