"""The head of somebody with many badges: name, number and village stand whole beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import flow, folding, theme
from gigdesk.gui.workers import badges, words
from tests.gui.conftest import assert_nothing_clipped, press
from tests.gui.kit.checks import SMALL
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from gigdesk.gui.workers.person import PersonPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
OLD = "430699195001015990"
EVERY = ("01", "02", "03", "04", "05", "06", "07", "08", "09")


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody about whom there is much to know, without a telephone and a consent."""
    village = people_frame.village(desk, "石桥村")
    found = people_frame.register(
        desk, OLD, "赵老爹", village_id=village, employment_status="2", doc_valid_to="长期"
    )
    wanted = [{"category": code} for code in EVERY]
    workers.belongings.set_categories(desk, worker_id=found, categories=wanted)
    return found


@pytest.fixture(params=["zh", "en"], autouse=True)
def language(request: pytest.FixtureRequest) -> str:
    """Speak a language before the window is made; the next test begins in Chinese."""
    i18n.use(request.param)
    return str(request.param)


@pytest.fixture
def page(qtbot: QtBot, frame: Window, people: WorkersPage, who: bytes) -> PersonPage:
    """Open that person in the largest letters on the smallest screen."""
    app = QtWidgets.QApplication.instance()
    assert isinstance(app, QtWidgets.QApplication)
    theme.use(app, step=len(theme.STEPS) - 1)
    # The line that says that these are sample data takes some of the height.
    frame.resize(SMALL[0], SMALL[1] - theme.measures().row * 2)
    made = people.open_person(who)
    qtbot.waitUntil(lambda: made.person is not None)
    to_front(qtbot, frame)
    return made


def said(page: PersonPage) -> list[str]:
    """Return the badges in sight and those in the menu."""
    more = page.card.badges.more
    shown = [one.accessibleName() for one in page.card.badges.shown() if one is not more]
    return shown + more.words()


def wait_for(qtbot: QtBot, page: PersonPage, number: str) -> None:
    """Wait until the head shows a number of the paper."""
    qtbot.waitUntil(lambda: number in page.card.facts.shown()[0].accessibleName())


def overlaps(page: PersonPage) -> list[str]:
    """Return what lies over its neighbour or beyond its row."""
    found = []
    for rows in (page.card.facts, page.card.badges):
        inner = [one for one in rows.children() if isinstance(one, QtWidgets.QWidget)]
        inner = [one for one in inner if one.isVisible()]
        found += [one.accessibleName() for one in inner if not rows.rect().contains(one.geometry())]
    return found


def test_number_and_village_stand_whole_beside_badges_held_or_not(
    qtbot: QtBot, page: PersonPage
) -> None:
    card = page.card
    assert page.person is not None
    known = [one for one, _ in badges.badges(page.person, page.frame.clock.today())]
    for number in ("430***********5990", OLD, "430***********5990"):
        wait_for(qtbot, page, number)
        qtbot.wait(folding.REST_MS * 2)
        assert any("石桥村" in one.accessibleName() for one in card.facts.shown())
        assert card.name.isVisible()
        assert card.badges.isVisible()
        assert said(page) == known
        assert card.badges.more.accessibleName() == i18n.text(
            "people.badges_more", count=len(card.badges.more.words())
        )
        assert not overlaps(page)
        assert_nothing_clipped(page)
        press(page.tabs, QtCore.Qt.Key.Key_F8)


def test_rows_are_counted_as_they_are_laid() -> None:
    assert flow.rows_of([], 100) == 0
    assert flow.rows_of([300], 100) == 1
    assert flow.rows_of([50, 50], 100) == 2
    assert flow.rows_of([40, 40, 300, 10], 100) == 3


def test_a_badge_names_a_category_that_the_own_words_name(desk: Desk) -> None:
    person = people_frame.register(desk, OLD, "赵老爹", hardship="低保户、4050、刑满释放")
    told = workers.people.get(desk, person)
    said = [text for text, _ in badges.badges(told, desk.clock.today())]
    named = [words.category(code) for code in ("03", "06")]
    assert [one for one in said if one in named] == named
    assert sum("4050" in one for one in said) == 1
    assert words.HIDDEN not in said
