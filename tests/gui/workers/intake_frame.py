"""A window with the pages of imports and doubles on a real desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtWidgets

from gigdesk.gui import window
from gigdesk.gui.workers import doubles, intake
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.frames import Asked
from tests.gui.rooms import to_front
from tests.making import copied_desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Return a new desk on a file of its own."""
    made = copied_desk(tmp_path / "desk")
    yield made
    made.close()


@pytest.fixture
def frame(desk: Desk, stand: Stand) -> Iterator[Window]:
    """Return the window with these pages."""
    people = window.PageSpec("workers", "users", "window.nav.brand", Asked)
    with stand(desk, (people, intake.spec(), doubles.spec())) as made:
        yield made


def opened(frame: Window, what: Any = None) -> intake.Intake:
    """Return the page of imports, opened with something."""
    page = frame.open("intake", what)
    assert isinstance(page, intake.Intake)
    return page


def reach(qtbot: QtBot, page: intake.Intake, step: Step) -> None:
    """Wait until an import has come so far, with the keyboard on its screen."""
    qtbot.waitUntil(lambda: page.flow.step is step)
    to_front(qtbot, page.frame)
    shown = page.steps.currentWidget()
    if shown is not None and not shown.isAncestorOf(QtWidgets.QApplication.focusWidget() or page):
        shown.setFocus()


def at_preview(
    qtbot: QtBot, frame: Window, path: Path, people: Sequence[Sequence[Any]]
) -> intake.Intake:
    """Return the page with the dry run of these people."""
    page = opened(frame, str(rosters.book(path, people)))
    reach(qtbot, page, Step.COLUMNS)
    page.columns.go_on()
    reach(qtbot, page, Step.PREVIEW)
    return page
