"""The column screen of an import: what it says about the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.workers.intake_frame import desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


def test_only_columns_that_are_taken_are_counted(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    people = [(at, *row) for at, row in enumerate(rosters.crowd(3), 1)]
    path = rosters.book(tmp_path / "a.xlsx", people, ("序号", *rosters.HEADER))
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    wanted = i18n.text("intake_page.columns_known", known=4, columns=5)
    assert page.columns.summary.text() == wanted
