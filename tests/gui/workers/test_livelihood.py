"""How each consent on a person's page stands: in force, run out, or taken back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from gigdesk.actions import workers
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from gigdesk.gui.workers.person import PersonPage
    from gigdesk.gui.workers.section import Section

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody."""
    return people_frame.register(desk, ZHOU, "周桂香", phone="13870001234")


@pytest.fixture
def page(qtbot: QtBot, frame: Window, people: WorkersPage, who: bytes) -> PersonPage:
    """Open that person in the active window."""
    made = people.open_person(who)
    qtbot.waitUntil(lambda: made.person is not None)
    to_front(qtbot, frame)
    return made


def cells(section: Section, key: str) -> list[str]:
    """Return what stands in a column of a list."""
    column = next(each for each in section.model.columns if each.key == key)
    return [column.words(section.model.row(n)) for n in range(section.model.rowCount())]


def test_a_consent_that_ran_out_says_so_and_is_not_withdrawn(
    qtbot: QtBot, desk: Desk, page: PersonPage, who: bytes
) -> None:
    workers.consents.consent(
        desk,
        worker_id=who,
        purpose="bank",
        given_on=datetime.date(2026, 1, 1),
        expires_on=datetime.date(2026, 8, 31),
    )
    section = page.sections["consents"]
    page.refresh()
    qtbot.waitUntil(lambda: "2026-08-31 到期" in cells(section, "standing"))
    number = cells(section, "standing").index("2026-08-31 到期")
    section.table.select_row(number)
    section.take_away()
    assert "2026-08-31 到期" in page.frame.notices.history[-1][0]
