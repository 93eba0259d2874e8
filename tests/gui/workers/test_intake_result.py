"""The result of an import: what can be done from there by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import press
from tests.gui.workers.intake_frame import at_preview, desk, frame, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


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
