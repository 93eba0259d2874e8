"""Every section of the settings is whole and named in all letters, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import i18n
from gigdesk.gui.office import sections
from tests.gui.frames import quiet
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
)
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
