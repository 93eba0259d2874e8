"""The whole window, with every page and every hook, on a real desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.gui.house import House, finding
from gigdesk.gui.office.page import SettingsPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand


@pytest.fixture
def frame(desk: Desk, stand: Stand) -> Iterator[Window]:
    """Return the window with these pages."""
    hooks = finding.hooks(desk)
    with stand(desk, House().pages(hooks.may), hooks, user=desk.staff.login) as made:
        yield made


def section(frame: Window, name: str) -> Any:
    """Open the settings at a section and return it."""
    page = frame.open("settings", name)
    assert isinstance(page, SettingsPage)
    return page.section()
