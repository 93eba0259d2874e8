"""The encoding of a text file is chosen on the page of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.workers.intake_frame import desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


def test_the_encoding_of_a_text_file_is_chosen_where_it_is_in_doubt(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"name,id card,phone\r\n彘蠹,{rosters.number(21)},13900000321".encode("big5"))
    page = opened(frame)
    page.start.take_file(path)
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.isVisible()
    assert page.columns.note.isVisible()
    page.columns.encoding.setCurrentIndex(page.columns.encoding.findData("big5"))
    page.columns.encoding.activated.emit(page.columns.encoding.currentIndex())
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.currentData() == "big5"
    assert page.columns.tables[0].heads[0].field == "name"
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.tiles["new"].number.text() == "1"
    page.flow.open_file(rosters.book(tmp_path / "b.xlsx", rosters.crowd(3)))
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.isHidden()
