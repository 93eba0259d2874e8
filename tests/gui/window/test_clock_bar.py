from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from gigdesk.actions import office
from gigdesk.domain.office import clocks
from gigdesk.gui import dialogs
from gigdesk.store import timing
from tests.gui.frames import quiet
from tests.gui.kit.checks import assert_nothing_clipped, over_all_steps

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

HOUR_MS = 3_600_000


def leave_a_later_entry(desk: Desk) -> None:
    """Let the last entry have been made three hours from now, so that the clock went back."""
    now = timing.read(desk.clock)
    with desk.store.atomic():
        timing.trust(desk.store, clocks.Reading(now.wall_ms + 3 * HOUR_MS, 0, b"another"))


def test_a_doubted_clock_is_asked_about_until_somebody_looked(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    bar = frame.clock_bar
    frame.refresh_health()
    quiet(qtbot, frame.tasks)
    assert not bar.isVisible()
    leave_a_later_entry(desk)
    frame.refresh_health()
    qtbot.waitUntil(bar.isVisible)
    assert bar.accessibleName().startswith("电脑的时间是 2026-09-01")
    bar.how.click()
    told = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(told, dialogs.Dialog)
    told.reject()
    bar.is_right.click()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert office.history.acts(desk, limit=1)[0]["name"] == "office.confirm_clock"


def test_the_question_about_the_clock_is_whole_in_every_size(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    leave_a_later_entry(desk)
    frame.refresh_health()
    qtbot.waitUntil(frame.clock_bar.isVisible)
    frame.resize(911, 512)
    over_all_steps(frame, lambda: assert_nothing_clipped(frame.clock_bar))
