"""The result of an import: what can be done from there by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.gui.workers import intake_words
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import press
from tests.gui.workers.intake_frame import at_preview, desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


def waiting_crowd() -> list[list[Any]]:
    """Return three people, one of whom has a number that cannot be."""
    people = rosters.crowd(3)
    people[2][1] = f"{people[2][1][:17]}{'0' if people[2][1][17] != '0' else '1'}"
    return people


def paste() -> None:
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is not None
    press(focus, QtCore.Qt.Key.Key_V, QtCore.Qt.KeyboardModifier.ControlModifier)


def test_the_next_list_is_pasted_over_the_result(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = at_preview(qtbot, frame, tmp_path / "a.xlsx", rosters.crowd(2))
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    board = QtGui.QGuiApplication.clipboard()
    board.setText("  ")
    paste()
    assert page.flow.step is Step.RESULT
    board.setText(f"接龙报名\n1. 刘桂花 {rosters.number(9)} 13800001111\n")
    paste()
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.tiles["new"].number.text() == "1"
    assert rosters.people(desk) == 2


def test_the_result_follows_an_undo_wherever_it_was_asked_for(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = at_preview(qtbot, frame, tmp_path / "a.xlsx", waiting_crowd())
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    result = page.result
    assert result.settle.isVisible()
    assert result.undo.isVisible()
    office.undo.undo(desk)
    page.refresh()
    qtbot.waitUntil(lambda: not result.undo.isVisible())
    assert result.title.text() == i18n.text("intake_page.taken_back", file="a.xlsx")
    for gone in (result.settle, result.give_back, result.account, result.words):
        assert not gone.isVisible()
    assert result.again.isVisible()
    # The next import says its own.
    page.flow.begin()
    page = at_preview(qtbot, frame, tmp_path / "b.xlsx", waiting_crowd())
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert result.title.text() == i18n.text("intake_page.taken", file="b.xlsx")
    assert result.undo.isVisible()


def test_rows_settled_since_are_not_offered_again(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = at_preview(qtbot, frame, tmp_path / "a.xlsx", waiting_crowd())
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert page.result.settle.isVisible()
    for row in imports.waiting(desk):
        imports.drop(desk, row["id"], reason="重复")
    page.refresh()
    qtbot.waitUntil(lambda: not page.result.settle.isVisible())
    assert page.result.undo.isVisible()


def test_rows_that_went_back_and_still_wait_are_told_and_shown(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    number = rosters.number(5)
    first = rosters.book(tmp_path / "a.xlsx", [["刘桂花", number[:-1], "13812345670", "新建村"]])
    back = imports.return_rows(desk, rosters.take(desk, first).number, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(back.file)
    page_of_book = book.worksheets[0]
    del book[book.worksheets[1].title]
    page_of_book.cell(1, 3).value = "老家那边的"
    page_of_book.cell(2, 2).value = number
    book.save(back.file)
    page = opened(frame, str(back.file))
    reach(qtbot, page, Step.COLUMNS)
    phones = page.columns.tables[0].heads[2]
    phones.picker.set_value(intake_words.NOT_READ)
    phones.picker.edited.emit()
    page.columns.go_on()
    if page.flow.step is Step.COLUMNS:
        page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    result = page.result
    assert result.still.isVisible()
    assert "1" in result.still.accessibleName()
    page.inbox.show_import(2)
    page.tabs.setCurrentIndex(0)
    result.all_waiting.click()
    qtbot.waitUntil(lambda: page.inbox.list.model.rowCount() == 1)
    assert page.inbox.list.query.value("intake") is None
    # Of an import that leaves nothing behind nothing is said.
    page = at_preview(qtbot, frame, tmp_path / "b.xlsx", rosters.crowd(2))
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert not result.still.isVisible()
