"""What is found in a file beside its people: guessed columns, and what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.workers.intake_frame import at_preview, desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def test_a_column_that_is_only_guessed_is_asked_for_once(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "乙", "村")
    page = opened(frame, str(rosters.book(tmp_path / "a.xlsx", rosters.crowd(5), head)))
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    assert page.flow.step is Step.COLUMNS
    assert "乙" in page.columns.note.accessibleName()
    assert QtWidgets.QApplication.focusWidget() is page.columns.tables[0].heads[2].picker.target()
    press(page.columns.tables[0].heads[2].picker.target(), _Key.Key_Return, _CTRL)
    reach(qtbot, page, Step.PREVIEW)


def test_what_is_left_out_stands_in_the_preview(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    head = (*rosters.HEADER, "座右铭")
    people: list[list[object]] = [[*row, "甲"] for row in rosters.crowd(5)]
    people[0][1] = None
    path = rosters.book(tmp_path / "a.xlsx", people, head, 说明=(("要求",), [["1.如实填写"]]))
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    words = page.preview.found.accessibleName()
    assert "1 张工作表" in words
    assert "1 列" in words
    page.preview.found.click()
    dialog = frame.findChild(dialogs.Dialog)
    assert dialog is not None
    said = [one.text() for one in dialog.findChildren(QtWidgets.QLabel)]
    for wanted in ("座右铭", "1 行：第 2 行"):
        assert wanted in said
    assert any("说明" in one for one in said)
    over_all_steps(frame, lambda: assert_nothing_clipped(dialog))
    assert_everything_named(dialog)
    dialog.accept()


def test_the_examples_of_a_template_are_named_with_their_rows(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    example = ["张三", "110101199001011234", "13800138000", "某村"]
    page = at_preview(qtbot, frame, tmp_path / "e.xlsx", [example, *rosters.crowd(3)])
    where = i18n.text("intake_page.samples_at", where="2")
    assert where in page.preview.sum.text()
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert where in page.result.skipped.text()


def test_who_stays_at_home_is_named_by_the_line_of_a_chat_list(qtbot: QtBot, frame: Window) -> None:
    page = opened(frame)
    text = f"接龙报名\n1. 刘桂花 {rosters.number(1)} 不去了\n2. 陈秀英 {rosters.number(2)}"
    QtGui.QGuiApplication.clipboard().setText(text)
    page.start.take_paste()
    reach(qtbot, page, Step.PREVIEW)
    where = i18n.text("intake_page.staying_at", where="2")
    assert where in page.preview.sum.text()
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert where in page.result.skipped.text()


def test_the_button_counts_each_person_once(qtbot: QtBot, frame: Window, tmp_path: Path) -> None:
    people = [[*row, ""] for row in rosters.crowd(5)]
    path = rosters.book(
        tmp_path / "a.xlsx", [*people, [*people[0][:4], "重复"]], (*rosters.HEADER, "备注")
    )
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.take.accessibleName() == i18n.text("intake_page.take", count="5")
