"""The whole window, with every page and every hook, on a real desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.gui import folder, tasks, window
from gigdesk.gui.house import House, finding
from gigdesk.gui.office.page import SettingsPage
from tests.gui.kit.checks import bring_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk import config
    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


@pytest.fixture
def frame(
    qtbot: QtBot,
    desk: Desk,
    settings: config.Settings,
    reported: list[BaseException],
    tmp_path: Path,
) -> Iterator[Window]:
    """Return the window; its threads have ended and nothing went unsaid when the test is over."""
    runner: tasks.Tasks[Any] = tasks.Tasks(desk, reported.append)
    made = window.Window(
        runner,
        House().pages(),
        finding.hooks(desk),
        user=desk.staff.login,
        settings=settings,
        clock=desk.clock,
    )
    made.layouts.set_value(folder.REMEMBERED, str(tmp_path / "papers"))
    made.resize(1366, 768)
    bring_up(qtbot, made)
    yield made
    assert runner.stop()
    assert not reported


def section(frame: Window, name: str) -> Any:
    """Open the settings at a section and return it."""
    page = frame.open("settings", name)
    assert isinstance(page, SettingsPage)
    return page.section()
