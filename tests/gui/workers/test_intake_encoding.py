"""The encoding of a text file is chosen on the page of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.workers.intake_frame import desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers import intake

__all__ = ["desk", "frame"]


def choose(page: intake.Intake, encoding: str) -> None:
    """Choose an encoding as a user does."""
    box = page.columns.encoding
    box.setCurrentIndex(box.findData(encoding))
    box.activated.emit(box.currentIndex())


def doubtful(path: Path) -> Path:
    """Write a list that may be in either encoding."""
    path.write_bytes(f"name,id card,phone\r\n彘蠹,{rosters.number(21)},13900000321".encode("big5"))
    return path


def test_the_encoding_of_a_text_file_is_chosen_where_it_is_in_doubt(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    path = doubtful(tmp_path / "a.csv")
    page = opened(frame)
    page.start.take_file(path)
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.isVisible()
    assert page.columns.note.isVisible()
    choose(page, "big5")
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.currentData() == "big5"
    assert page.columns.tables[0].heads[0].field == "name"
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    assert page.preview.tiles["new"].number.text() == "1"
    page.flow.open_file(rosters.book(tmp_path / "b.xlsx", rosters.crowd(3)))
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.isHidden()


def test_a_choice_holds_for_the_whole_import_of_its_file(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = opened(frame)
    page.start.take_file(doubtful(tmp_path / "a.csv"))
    reach(qtbot, page, Step.COLUMNS)
    choose(page, "big5")
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.preview.go_back()
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.currentData() == "big5"
    page.flow.open_by_hand()
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.currentData() == "big5"
    head = page.columns.tables[0].heads[0]
    head.picker.set_value("name")
    head.changed.emit()
    page.columns.go_on()
    if page.flow.step is Step.COLUMNS:
        page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert rosters.person(desk, rosters.number(21))["name"] == "彘蠹"


def test_a_choice_ends_with_its_import_also_for_a_file_of_the_same_name(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    path = doubtful(tmp_path / "a.csv")
    page = opened(frame)
    page.start.take_file(path)
    reach(qtbot, page, Step.COLUMNS)
    choose(page, "big5")
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    # The partner has sent the next list under the same name, in another encoding.
    lines = f"姓名,身份证号码,联系电话\r\n张国强,{rosters.number(23)},13900000323"
    path.write_bytes(lines.encode("gb18030"))
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.currentData() == "gb18030"
    assert page.columns.tables[0].heads[0].field == "name"
    # So it is where another file comes before the first is imported.
    choose(page, "big5")
    qtbot.waitUntil(lambda: page.flow.step is not Step.WORKING)
    other = tmp_path / "b.csv"
    other.write_bytes(lines.encode("gb18030"))
    page = opened(frame, str(other))
    reach(qtbot, page, Step.COLUMNS)
    assert page.columns.encoding.currentData() == "gb18030"
