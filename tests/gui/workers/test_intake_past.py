"""The list of imports: which one is current for who comes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.gui.workers.intake import INBOX, NEW, PAST
from tests.actions.workers.imports import rosters
from tests.gui.frames import quiet
from tests.gui.workers.intake_frame import desk, frame, opened

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.intake import Intake

__all__ = ["desk", "frame"]


def current(page: Intake) -> int | None:
    row = page.past.current()
    return None if row is None else int(row.number)


def test_the_newest_import_is_current_for_who_comes_to_the_list(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(4)
    first = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people[:2]))
    page = opened(frame)
    page.tabs.setCurrentIndex(PAST)
    qtbot.waitUntil(lambda: current(page) == first.number)
    page.tabs.setCurrentIndex(NEW)
    second = rosters.take(desk, rosters.book(tmp_path / "b.xlsx", people[2:]))
    page.tabs.setCurrentIndex(PAST)
    qtbot.waitUntil(lambda: current(page) == second.number)
    # Whoever chose another one goes on with it.
    page.past.list.table.select_row(1)
    page.tabs.setCurrentIndex(INBOX)
    page.tabs.setCurrentIndex(PAST)
    quiet(qtbot, frame.tasks)
    assert current(page) == first.number


def test_an_import_that_comes_while_one_looks_at_another_moves_nothing(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    people = rosters.crowd(4)
    first = rosters.take(desk, rosters.book(tmp_path / "a.xlsx", people[:2]))
    page = opened(frame)
    page.tabs.setCurrentIndex(PAST)
    qtbot.waitUntil(lambda: current(page) == first.number)
    rosters.take(desk, rosters.book(tmp_path / "b.xlsx", people[2:]))
    page.past.refresh()
    qtbot.waitUntil(lambda: page.past.list.model.rowCount() == 2)
    quiet(qtbot, frame.tasks)
    assert current(page) == first.number
