"""The cards of home have the height of what they say, however often they say something else."""

from __future__ import annotations

import gc
import itertools
from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtWidgets

from gigdesk.gui import theme
from gigdesk.gui.home import cards
from gigdesk.gui.home.page import COLUMN_EM
from tests.gui.frames import quiet
from tests.gui.home.test_home import add_certificate, card, page_of
from tests.gui.kit.checks import SMALL, assert_nothing_clipped
from tests.gui.rooms import add_people

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.home.page import HomePage
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


def with_a_card(qtbot: QtBot, frame: Window, desk: Desk) -> tuple[HomePage, cards.Card]:
    """Return the page with the card of one certificate that ends, and the card."""
    add_certificate(desk, add_people(desk, 1)[0], 5)
    page = page_of(frame)
    page.refresh()
    shown = card(page, "certificates")
    qtbot.waitUntil(shown.isVisible)
    quiet(qtbot, frame.tasks)
    return page, shown


def test_cards_laid_out_anew_leave_nothing_behind_that_is_freed(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    page, _ = with_a_card(qtbot, frame, desk)
    before = known_items()
    for _ in range(5):
        page.refresh()
        quiet(qtbot, frame.tasks)
    assert known_items() <= before


def known_items() -> int:
    """Count the items of layouts that Python takes for alive."""
    gc.collect()
    return sum(
        isinstance(one, QtWidgets.QSpacerItem | QtWidgets.QWidgetItem)
        for one in shiboken6.getAllValidWrappers()
    )


def test_cards_share_the_whole_width_in_fewer_columns(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    page, shown = with_a_card(qtbot, frame, desk)

    def shares_evenly() -> bool:
        columns = max(1, page.width() // theme.measures().em(COLUMN_EM))
        return 0.8 * page.width() < shown.width() * columns <= page.width()

    qtbot.waitUntil(shares_evenly)
    wide = frame.size()
    frame.resize(*SMALL)
    quiet(qtbot, frame.tasks)
    qtbot.waitUntil(shares_evenly)
    frame.resize(wide)
    quiet(qtbot, frame.tasks)
    qtbot.waitUntil(shares_evenly)
