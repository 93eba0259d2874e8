"""What is due today and where its card leads."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import workers
from tests.gui.home.test_home import card, page_of
from tests.gui.rooms import add_people, rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_wishes_that_ran_out_have_a_card_that_opens_the_people(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    first, other = add_people(desk, 2)
    day = desk.clock.today() - datetime.timedelta(days=200)
    ends = day + datetime.timedelta(days=180)
    for each in (first, other):
        workers.livelihood.add_intention(
            desk, worker_id=each, trades="采茶", registered_on=day, expires_on=ends
        )
    workers.people.set_state(desk, worker_id=other, state="moved")
    page = page_of(frame)
    page.refresh()
    ended = card(page, "wishes")
    qtbot.waitUntil(ended.isVisible)
    ended.click()
    listed = frame.page("workers").list  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: [row["id"] for row in rows(listed)] == [first])
