"""What words mean that no list has is asked for before an import, and remembered with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk.actions.workers import imports
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import assert_everything_named, assert_nothing_clipped
from tests.gui.workers.intake_frame import desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers import intake

__all__ = ["desk", "frame"]
HEAD = ("姓名", "身份证号码", "文化程度", "与户主关系")


def previewed(qtbot: QtBot, frame: Window, path: Path, order: int, *more: str) -> intake.Intake:
    """Return the page with the dry run of one person and two words."""
    person = ["刘桂花", rosters.number(order), *(more or ("自学成才", "寄名"))]
    page = opened(frame, str(rosters.book(path, [person], HEAD)))
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    return page


def test_a_meaning_is_chosen_used_remembered_and_changed(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = previewed(qtbot, frame, tmp_path / "a.xlsx", 1)
    assert page.preview.words.isVisible()
    assert "2" in page.preview.words.text()
    # The account takes all the room that the links leave it.
    assert page.preview.words.x() - page.preview.sum.geometry().right() < page.preview.sum.height()
    dialog = page.preview.ask_words()
    assert dialog is not None
    assert_everything_named(dialog)
    assert_nothing_clipped(dialog)
    assert dialog.pickers[0].target() is QtWidgets.QApplication.focusWidget()
    dialog.pickers[0].set_value("90")
    dialog._take()
    reach(qtbot, page, Step.PREVIEW)
    assert "1" in page.preview.words.text()
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert rosters.person(desk, rosters.number(1))["education"] == "90"
    assert imports.known_words(desk) == {("education", "自学成才"): "90"}
    # The next file is read so by itself, says so, and the choice can be changed there.
    page = previewed(qtbot, frame, tmp_path / "b.xlsx", 3, "自学成才", "配偶")
    dialog = page.preview.ask_words()
    assert dialog is not None
    assert dialog.pickers[0].value() == "90"
    said = [one.text() for one in dialog.findChildren(QtWidgets.QLabel)]
    assert any("以前选过" in one for one in said)
    dialog.pickers[0].set_value("80")
    dialog._take()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    assert rosters.person(desk, rosters.number(3))["education"] == "80"
    assert imports.known_words(desk) == {("education", "自学成才"): "80"}


def test_what_was_chosen_for_one_file_and_not_imported_holds_for_no_other(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = previewed(qtbot, frame, tmp_path / "a.xlsx", 1)
    dialog = page.preview.ask_words()
    assert dialog is not None
    dialog.pickers[0].set_value("90")
    dialog._take()
    reach(qtbot, page, Step.PREVIEW)
    page.flow.begin()
    page = previewed(qtbot, frame, tmp_path / "b.xlsx", 3)
    assert "2" in page.preview.words.text()
    assert imports.known_words(desk) == {}


def test_a_list_without_strange_words_asks_nothing(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    page = previewed(qtbot, frame, tmp_path / "a.xlsx", 1, "初中", "配偶")
    assert not page.preview.words.isVisible()
