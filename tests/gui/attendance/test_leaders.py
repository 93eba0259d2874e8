"""Leaders' sheets in the window: printed, and typed back from paper against their signed totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore

from gigdesk.actions import attendance
from gigdesk.gui.attendance.keying import SIGNED, TOTALS, KeyingPage
from tests.gui.attendance.month import MONTH, sheet_of
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import modal

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage

_Key = QtCore.Qt.Key


@pytest.fixture
def keying(qtbot: QtBot, page: MonthPage) -> KeyingPage:
    sheet_of(page).grid.select_cell(0, 12)
    page.papers.choose("录回组长表")
    asked: Any = modal(qtbot)
    assert asked.form.boxes["first"].editor.value() == "2026-10-12"
    assert asked.form.boxes["last"].editor.value() == "2026-10-18"
    asked.form.save()
    qtbot.waitUntil(lambda: isinstance(page.trail.top, KeyingPage))
    found = page.trail.top
    assert isinstance(found, KeyingPage)
    return found


def put(keying: KeyingPage, row: int, words: dict[str, str]) -> None:
    keys = [one.key for one in keying.cells.columns]
    for key, said in words.items():
        at = keying.cells.index(row, keys.index(key))
        assert keying.cells.setData(at, said)


def test_a_sheet_is_typed_in_its_order_reconciled_and_kept_as_one_act(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, keying: KeyingPage
) -> None:
    keying.grid.setFocus()
    keying.grid.select_cell(0, 0)
    for key in (_Key.Key_1, _Key.Key_1):
        press(keying.grid, key)
        line = keying.grid.editor.line
        assert line is not None
        press(line, _Key.Key_Return)
    assert keying.grid.currentIndex().column() == 2
    put(keying, 0, {SIGNED: "3"})
    assert "录入合计 2，纸上是 3" in keying.said.text()
    put(keying, 0, {SIGNED: "2"})
    put(keying, 4, {"2026-10-12": "1", SIGNED: "2"})
    keying.save()
    qtbot.waitUntil(lambda: page.trail.top is page)
    told = attendance.month_grid(desk, batch, MONTH).people[0]
    assert told.quarters == 8
    assert set(told.cells) == {"2026-10-12", "2026-10-13"}


def test_without_the_signed_total_or_with_one_that_differs_nothing_is_kept_unasked(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, keying: KeyingPage
) -> None:
    put(keying, 1, {"2026-10-12": "0.5"})
    keying.save()
    assert "总计" in keying.said.text()
    assert keying.grid.currentIndex().row() == 4
    put(keying, 4, {SIGNED: "1"})
    keying.save()
    asked: Any = modal(qtbot)
    asked.form.boxes["reason"].editor.target().setText("组长少记半天")
    asked.form.save()
    qtbot.waitUntil(lambda: page.trail.top is page)
    person = attendance.month_grid(desk, batch, MONTH).people[1]
    assert person.quarters == 2
    history = attendance.cell_history(desk, batch, person.worker_id, "2026-10-12")
    assert history[0]["reason"] == "组长少记半天"


def test_words_are_read_by_the_row_they_stand_in(keying: KeyingPage) -> None:
    put(keying, 4, {"2026-10-12": "2.5"})
    keyed, unread = keying.keyed()
    assert (keyed.columns, unread) == ({"2026-10-12": 10}, {})
    put(keying, 0, {"2026-10-12": "嗯"})
    assert "看不懂" in keying.said.text()
    keying.save()
    assert keying.grid.currentIndex().row() == 0
    assert TOTALS not in {row for row, _ in keying.keyed()[1]}


def test_a_row_code_leads_to_its_row_and_a_slip_is_said(keying: KeyingPage) -> None:
    keying.code.setText("0039")
    keying.go_to_code()
    assert keying.grid.currentIndex().row() == 2
    for code, said in (("0038", "行号"), ("9999", "没有行号")):
        keying.code.setText(code)
        keying.go_to_code()
        assert said in keying.said.text()


def test_nothing_is_clipped_and_everything_has_a_name(keying: KeyingPage) -> None:
    over_all_steps(keying.frame, lambda: assert_nothing_clipped(keying))
    assert_everything_named(keying)


def test_sheets_are_printed_as_workbook_and_pdf(
    qtbot: QtBot, page: MonthPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gigdesk.gui.folder.place", lambda _frame, name: tmp_path / name)
    sheet_of(page).grid.select_cell(0, 12)
    page.papers.choose("印空白组长表")
    asked: Any = modal(qtbot)
    asked.form.save()
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*组长表*"))) == 2)
    assert {one.suffix for one in tmp_path.glob("*组长表*")} == {".xlsx", ".pdf"}


def test_figures_are_not_given_up_unasked(
    qtbot: QtBot, page: MonthPage, keying: KeyingPage
) -> None:
    put(keying, 0, {"2026-10-12": "1"})
    keying.leave()
    asked: Any = modal(qtbot)
    asked.reject()
    assert page.trail.top is keying
    put(keying, 0, {"2026-10-12": ""})
    keying.leave()
    qtbot.waitUntil(lambda: page.trail.top is page)
