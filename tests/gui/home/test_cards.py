"""The cards of home have the height of what they say, however often they say something else."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gigdesk.gui.home import cards
from tests.gui.frames import quiet
from tests.gui.home.test_home import add_certificate, card, page_of
from tests.gui.kit.checks import assert_nothing_clipped
from tests.gui.rooms import add_people

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_card_that_says_more_grows_after_the_cards_were_laid_out_anew(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    people = add_people(desk, 3)
    add_certificate(desk, people[0], 5)
    page = page_of(frame)
    page.refresh()
    ending = card(page, "certificates")
    qtbot.waitUntil(ending.isVisible)
    quiet(qtbot, frame.tasks)
    for person in people[1:]:
        add_certificate(desk, person, 7)
    page.refresh()
    qtbot.waitUntil(lambda: ending.lines == 3)
    quiet(qtbot, frame.tasks)
    lines = ending.findChildren(cards.LineButton)
    places = [line.geometry() for line in lines if line.isVisible()]
    assert len(places) == 3
    for upper, lower in itertools.pairwise(places):
        assert upper.bottom() < lower.top()
    assert_nothing_clipped(page)
