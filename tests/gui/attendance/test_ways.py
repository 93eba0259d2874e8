"""A month written down in hours and in kilograms: typed, pasted, filled, undone, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.actions import attendance, dispatch, orders
from gigdesk.domain.attendance import Quantity, Weight
from gigdesk.gui.attendance.watching import ElsewhereList, HoursList
from gigdesk.gui.grid.side import EDGE_ROLE
from tests.gui.attendance.month import MONTH, sheet_of
from tests.gui.frames import quiet
from tests.gui.kit.checks import assert_nothing_clipped, over_all_steps, press, say
from tests.gui.rooms import modal
from tests.making import MORNING, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_KEYS = {"hours": _Key.Key_4, "kilos": _Key.Key_5, "days": _Key.Key_3}


def turn_to(qtbot: QtBot, page: MonthPage, way: str) -> None:
    press(sheet_of(page).grid, _KEYS[way], _CTRL)
    qtbot.waitUntil(lambda: page.way.key == way and not sheet_of(page).cells.locked)


def put(page: MonthPage, row: int, column: int, words: str) -> bool:
    cells = sheet_of(page).cells
    return bool(cells.setData(cells.index(row, column), words))


def people_of(desk: Desk, batch: bytes) -> tuple[attendance.GridRow, ...]:
    return attendance.month_grid(desk, batch, MONTH).people


def test_hours_are_typed_added_up_by_row_and_column_and_taken_back(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    turn_to(qtbot, page, "hours")
    sheet = sheet_of(page)
    assert put(page, 0, 12, "7:00-12:00 13:00-18:00")
    assert put(page, 1, 12, "4")
    assert not put(page, 1, 13, "嗯")
    page.flush()
    qtbot.waitUntil(lambda: people_of(desk, batch)[1].minutes == 240)
    first = people_of(desk, batch)[0].cells["2026-10-12"]
    assert (first.worked, first.overtime_minutes, first.times) == (
        600,
        120,
        "07:00-12:00 13:00-18:00",
    )
    assert sheet.sums.item(0, 12).text() == "14"
    across = QtCore.Qt.Orientation.Vertical
    assert sheet.cells.headerData(0, across, EDGE_ROLE) == "10"
    assert "14 小时" in page.total.text()
    assert "加班 2 小时" in page.total.text()
    assert "07:00-12:00" in sheet.cells.index(0, 12).data(QtCore.Qt.ItemDataRole.ToolTipRole)
    press(sheet.grid, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: people_of(desk, batch)[1].minutes == 0)
    turn_to(qtbot, page, "days")
    assert sheet_of(page).cells.index(0, 12).data() == "10"


def test_kilograms_are_pasted_and_filled_morning_and_evening(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    turn_to(qtbot, page, "kilos")
    sheet = sheet_of(page)
    assert [column.under for column in sheet.cells.columns[1:3]] == ["早", "晚"]
    QtGui.QGuiApplication.clipboard().setText("35.5-1.5?\t41\n30\t20.5")
    sheet.grid.setFocus()
    sheet.grid.select_cell(0, 23)
    press(sheet.grid, _Key.Key_V, _CTRL)
    asked = modal(qtbot)
    asked.accept()
    qtbot.waitUntil(lambda: len(people_of(desk, batch)[1].weights) == 2)
    told = people_of(desk, batch)[0].weights
    assert told["2026-10-12#morning"] == Weight(35_500, 1_500, disputed=True)
    assert told["2026-10-12#evening"] == Weight(41_000)
    assert sheet.sums.item(0, 23).text() == "64"
    assert "125.5 公斤" in page.total.text()
    assert "有争议" in sheet.cells.index(0, 23).data(QtCore.Qt.ItemDataRole.ToolTipRole)
    press(sheet.grid, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: not people_of(desk, batch)[0].weights)


def test_a_refused_weighing_stays_marked_in_its_own_cell(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    turn_to(qtbot, page, "kilos")
    assert put(page, 0, 24, "355")
    page.flush()
    qtbot.waitUntil(lambda: "300 公斤" in page.cells.words)
    assert next(cell for cell, _ in page.cells.standing)[1] == "2026-10-12#evening"
    assert not people_of(desk, batch)[0].weights
    assert sheet_of(page).cells.index(0, 24).data() == ""


@pytest.mark.parametrize(
    ("pay", "fields", "way"),
    [
        ("hour:20", {}, "hours"),
        ("piece:1.6", {"pay_unit": "公斤"}, "kilos"),
        ("piece:1.6", {"pay_unit": "亩"}, "days"),
    ],
)
def test_how_the_order_pays_proposes_how_the_month_is_written(
    qtbot: QtBot,
    desk: Desk,
    batch: bytes,
    page: MonthPage,
    *,
    pay: str,
    fields: dict[str, str],
    way: str,
) -> None:
    order = dispatch.get_batch(desk, batch)["order_id"]
    kind, _, amount = pay.partition(":")
    with desk.doing("orders.change"):
        changed = {"pay_kind": kind, "pay_fen": int(float(amount) * 100), **fields}
        desk.store.change("job_order", order, changed)
    assert orders.get_order(desk, order)["pay_kind"] == kind
    page.refresh()
    qtbot.waitUntil(lambda: page.way.key == way)


def test_overtime_counts_as_another_kind_when_a_reason_is_given(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, people: list[bytes]
) -> None:
    turn_to(qtbot, page, "hours")
    assert put(page, 0, 11, "10")  # a Sunday
    page.flush()
    qtbot.waitUntil(lambda: people_of(desk, batch)[0].minutes == 600)
    sheet_of(page).grid.select_cell(0, 11)
    words = next(each for each in page.filling.words() if "平日" in each)
    page.filling.choose(words)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    say(asked.form.boxes["reason"].editor.target(), "周三已补休")
    asked.form.save()
    qtbot.waitUntil(lambda: people_of(desk, batch)[0].cells["2026-10-11"].overtime_kind == "work")
    meter = attendance.person_hours(desk, people[0], MONTH).meter
    assert dict(meter.overtime) == {"work": 120, "rest": 0, "statutory": 0}


def test_the_hours_of_everybody_are_listed_with_what_is_to_look_at(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, people: list[bytes]
) -> None:
    entries = [attendance.Entry(people[2], "2026-10-12", Quantity(4, "", 240, 720))]
    attendance.enter(desk, batch, entries)
    page.papers.choose("工时和加班")
    qtbot.waitUntil(lambda: isinstance(page.trail.top, HoursList))
    listed = page.trail.top
    assert isinstance(listed, HoursList)
    shown = listed.list.table.model()
    qtbot.waitUntil(lambda: shown.rowCount() == len(people))
    first = [shown.index(0, column).data() for column in range(shown.columnCount())]
    name = next(one.name for one in people_of(desk, batch) if one.worker_id == people[2])
    assert first[:6] == [name, "1", "12", "4", "0", "0"]
    assert "12" in first[6]
    over_all_steps(page.frame, lambda: assert_nothing_clipped(listed))
    page.trail.back()
    page.papers.choose("同一天在别处")
    qtbot.waitUntil(lambda: isinstance(page.trail.top, ElsewhereList))


@pytest.mark.parametrize("way", ["hours", "kilos"])
def test_nothing_is_clipped_in_any_way_of_writing(qtbot: QtBot, page: MonthPage, way: str) -> None:
    turn_to(qtbot, page, way)
    over_all_steps(page.frame, lambda: assert_nothing_clipped(page))


def test_a_batch_that_is_named_is_shown_although_another_left_later(
    qtbot: QtBot, desk: Desk, frame: Window, batch: bytes, tmp_path: Path
) -> None:
    move_clock(desk, MORNING)
    later = add_batch(desk, add_order(desk), [add_person(desk, 900)])
    send_batch(desk, later, tmp_path)
    trail: Any = frame.open("attendance", (batch, MONTH))
    qtbot.waitUntil(lambda: trail.month.shown is not None)
    quiet(qtbot, frame.tasks)
    assert (trail.month.shown.batch_id, trail.month.shown.month) == (batch, MONTH)


def test_what_the_employer_confirmed_is_said_with_hours_overtime_and_kilograms(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, people: list[bytes]
) -> None:
    day = "2026-10-12"
    attendance.enter(desk, batch, [attendance.Entry(people[0], day, Quantity(4, "", 90, 570))])
    entry = attendance.Weighed(people[0], day, "morning", Weight(35_500, 500))
    attendance.weigh(desk, batch_id=batch, entries=[entry])
    attendance.confirm(desk, batch_id=batch, month=MONTH, confirmed_by="赵青禾")
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: "赵青禾" in page.state.text())
    assert "确认 1 天、9.5 小时、加班 1.5 小时、35 公斤；" in page.state.text()
