"""Every section of the settings is whole and named in all letters, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import i18n
from gigdesk.gui import theme
from gigdesk.gui.office import sections
from gigdesk.gui.window import keys
from tests.gui.frames import quiet
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
)
from tests.gui.rooms import to_front
from tests.gui.whole import section

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.window import Window


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_clipped_and_everything_named(
    qtbot: QtBot, request: pytest.FixtureRequest, language: str
) -> None:
    i18n.use(language)
    frame: Window = request.getfixturevalue("frame")

    def look() -> None:
        for each in sections.SECTIONS:
            shown = section(frame, each.name)
            quiet(qtbot, frame.tasks)
            assert_nothing_clipped(shown)
            assert_everything_named(frame)

    over_all_steps(frame, look)


def test_the_note_on_holidays_leaves_their_list_its_room(qtbot: QtBot, frame: Window) -> None:
    shown = section(frame, "holidays")
    quiet(qtbot, frame.tasks)
    shown.year += 1
    shown.fill()
    shown.year -= 1
    shown.fill()
    quiet(qtbot, frame.tasks)
    shown.year += 2
    shown.refresh()
    quiet(qtbot, frame.tasks)
    whole = i18n.text("settings.holidays.lacking", year=shown.year)
    brief = i18n.text("settings.holidays.lacking_brief", year=shown.year)
    assert shown.lacking.accessibleName() == whole

    def look() -> None:
        assert_nothing_clipped(shown)
        if theme.step() == len(theme.STEPS) - 1:
            qtbot.waitUntil(lambda: shown.lacking.accessibleName() == brief)
            assert shown.lacking.toolTip() == whole

    over_all_steps(frame, look)


def test_the_keyboard_stays_on_the_language_chosen(qtbot: QtBot, frame: Window) -> None:
    chosen = section(frame, "look").language[0]
    frame.open("settings", "look.language")
    assert chosen.isChecked()
    to_front(qtbot, frame)
    assert frame.focusWidget() is chosen


def test_what_keys_change_shows_at_once_where_it_is_chosen(qtbot: QtBot, frame: Window) -> None:
    shown = section(frame, "look")
    for step in (3, 0, 1):
        keys.set_step(frame, step)
        chosen = [number for number, each in enumerate(shown.letters) if each.isChecked()]
        assert (chosen, theme.step()) == ([step], step)
    keys.set_dark(frame, dark=True)
    assert shown.dark.isChecked()
    shown.dark.click()
    qtbot.waitUntil(lambda: not theme.is_dark())
    assert not shown.dark.isChecked()
