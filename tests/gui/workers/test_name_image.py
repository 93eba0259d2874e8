"""The picture of a name on a person's page, from a real file to what is seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.gui import dialogs, folder
from tests import pictures
from tests.gui.conftest import assert_everything_named, assert_nothing_clipped, over_all_steps
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from gigdesk.gui.workers.person import PersonPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage) -> PersonPage:
    """Open somebody, with the tab of facts in front."""
    made = people.open_person(people_frame.register(desk, ZHOU, "周桂香", phone="13870001234"))
    qtbot.waitUntil(lambda: made.person is not None)
    to_front(qtbot, frame)
    made.tabs.setCurrentWidget(made.basics)
    return made


def choose(qtbot: QtBot, page: PersonPage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the button and choose a file."""
    monkeypatch.setattr(folder, "choose_file", lambda *given: given[4](path))
    page.name_image.choose_one.click()
    qtbot.waitUntil(lambda: not page.name_image.picture.pixmap().isNull())


def test_a_picture_of_the_name_is_chosen_shown_at_once_and_removed(
    qtbot: QtBot,
    desk: Desk,
    page: PersonPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, path = page.name_image, tmp_path / "姓名.png"
    assert made.hint.isVisible()
    assert not made.picture.isVisible()
    assert not made.take_away.isVisible()
    path.write_bytes(pictures.png(400, 100))
    choose(qtbot, page, path, monkeypatch)
    assert made.picture.isVisible()
    assert not made.hint.isVisible()
    size = made.picture.pixmap().deviceIndependentSize()
    assert size.width() == pytest.approx(size.height() * 4, abs=4)
    facts = page.basics.findChild(QtWidgets.QGridLayout)
    assert facts is not None
    assert made.y() < facts.geometry().y()
    assert workers.story.acts_about(desk, page.id) == []
    made.take_away.click()
    [asked] = [one for one in page.frame.findChildren(dialogs.Dialog) if one.isVisible()]
    said = i18n.text("people.name_image.remove")
    [button] = [one for one in asked.findChildren(QtWidgets.QPushButton) if said in one.text()]
    button.click()
    qtbot.waitUntil(lambda: not made.is_kept)
    assert made.hint.isVisible()
    assert not made.picture.isVisible()
    office.undo.undo(desk)
    page.refresh()
    qtbot.waitUntil(lambda: made.is_kept)


def test_a_whole_card_is_refused_in_words(
    qtbot: QtBot, page: PersonPage, reported: list[BaseException], tmp_path: Path
) -> None:
    path = tmp_path / "card.png"
    path.write_bytes(pictures.png(850, 540))
    page.name_image.take(path)
    qtbot.waitUntil(lambda: bool(reported))
    assert str(reported.pop()).startswith("office.error.content_not_a_strip")
    assert not page.name_image.is_kept


def test_the_picture_of_the_name_is_not_clipped_in_any_size_of_letters(
    qtbot: QtBot,
    frame: Window,
    page: PersonPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check() -> None:
        page.tabs.setCurrentWidget(page.basics)
        assert_nothing_clipped(page.name_image)

    over_all_steps(frame, check)
    path = tmp_path / "long.png"
    path.write_bytes(pictures.png(1200, 100))
    choose(qtbot, page, path, monkeypatch)
    over_all_steps(frame, check)
    assert_everything_named(page.name_image)
