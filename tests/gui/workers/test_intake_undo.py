"""Taking imports back from the window, and giving their waiting rows back as workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs
from gigdesk.gui.workers.intake import NEW, PAST
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.workers.intake_frame import at_preview, desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]


def test_an_import_is_undone_and_its_rows_given_back_from_the_result(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    page = at_preview(
        qtbot, frame, tmp_path / "a.xlsx", [*rosters.crowd(3), ["无名氏", "", "1", ""]]
    )
    page.flow.take_in()
    reach(qtbot, page, Step.RESULT)
    for _ in range(2):
        page.result.give_back.click()
    papers = tmp_path / "papers"
    qtbot.waitUntil(lambda: len(list(papers.glob("I1*.xlsx"))) == 2)
    assert page.result.settle.accessibleName() == i18n.text("intake_page.settle", count="1")
    page.result.settle.click()
    chips = [each.words for each in page.inbox.list.query.filters]
    assert chips == [i18n.text("intake_page.inbox.of", name="a.xlsx")]
    page.tabs.setCurrentIndex(NEW)
    page.result.undo.click()
    dialog = frame.findChild(dialogs.Dialog)
    assert dialog is not None
    assert "a.xlsx" in dialog.windowTitle()
    dialog.accept()
    reach(qtbot, page, Step.START)
    assert rosters.people(desk) == 0
    page.tabs.setCurrentIndex(PAST)
    qtbot.waitUntil(lambda: page.past.list.model.rowCount() == 1)
    qtbot.waitUntil(lambda: (row := page.past.current()) is not None and row.undone)
    assert not page.past.undo.isEnabled()


def test_what_was_changed_since_is_asked_about(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(3)
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people))
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", [[*people[0][:2], "13912345678", ""]]))
    page = opened(frame, "past")
    qtbot.waitUntil(lambda: page.past.list.model.rowCount() == 2)
    page.past.list.table.select_row(1)
    page.past.undo.click()
    asked = frame.findChild(dialogs.Dialog)
    assert asked is not None
    asked.accept()
    title = i18n.text("settings.acts.in_the_way")

    def second() -> dialogs.Dialog | None:
        found = frame.findChildren(dialogs.Dialog)
        return next((each for each in found if each.windowTitle() == title), None)

    qtbot.waitUntil(lambda: second() is not None)
    found = second()
    assert found is not None
    said = " ".join(label.text() for label in found.findChildren(QtWidgets.QLabel))
    assert "导入名单“a.xlsx”（第 2 号）不能整步撤销" in said
    assert "后来又改过（导入名单，第 3 号）" in said
    found.accept()
    qtbot.waitUntil(lambda: rosters.people(desk) == 1)
