"""A sitting for tests: a house of synthetic people, and how one signs in there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import config, errors
from gigdesk.gui import entry, session, window
from gigdesk.gui.entry.steps import Recovery, Setup
from gigdesk.gui.entry.wizard import Wizard
from tests.gui.kit import gallery, people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from PySide6 import QtWidgets
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.entry.worker import Before
    from gigdesk.gui.tasks import Tasks
    from gigdesk.gui.window import Hooks, Window


class House:
    """A house with synthetic people."""

    def __init__(self) -> None:
        self.settings = config.Settings()
        self.desk = people.PeopleDesk(100)
        self.left = 0
        self.fails = False
        self.demo = False
        self.logins = ["刘站长"]

    def users(self, _folder: Path) -> Sequence[str]:
        return self.logins

    def sign_in(self, _folder: Path, user: str, password: str) -> Any:
        if password != "right":
            raise errors.WrongPassword("window.error.refused", user=user)
        return self.desk

    def recover(self, _folder: Path, _user: str, _code: str, _password: str) -> Any:
        return self.desk

    def setup(self, _folder: Path) -> Setup:
        return Setup(
            create=lambda _values: (self.desk, Recovery("A", "A")),
            keep_sheet=lambda _words, _path: None,
            demo=lambda: self.desk,
        )

    def wizard(self, before: Before, folder: Path) -> Wizard:
        return Wizard(before, self.setup(folder))

    def bring_back(self, *_asked: Any) -> None:
        pass

    def window(self, tasks: Tasks[Any], hooks: Hooks, user: str) -> Window:
        return window.Window(tasks, gallery.PAGES, hooks, user=user, settings=self.settings)

    def hooks(self, _desk: Any) -> Hooks:
        return window.Hooks()

    def user_of(self, _desk: Any) -> str:
        return "刘站长"

    def is_demo(self, _desk: Any) -> bool:
        return self.demo

    def leave(self, _desk: Any) -> None:
        if self.fails:
            raise errors.DiskFull("window.entry.unsaved")
        self.left += 1


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def sitting(
    qapp: QtWidgets.QApplication, tmp_path: Path, house: House
) -> Iterator[session.Session]:
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "file").touch()
    settings = config.Settings(lock_minutes=0)
    made = session.Session(qapp, settings, tmp_path / "desk", lambda: house)
    yield made
    made.stop()
    for widget in (made.entry, made.window):
        if widget is not None:
            widget.deleteLater()


def sign_in(qtbot: QtBot, sitting: session.Session) -> window.Window:
    sitting.start("刘站长")
    assert isinstance(sitting.entry, entry.SignIn)
    entered = sitting.entry
    qtbot.waitUntil(lambda: entered.user.count() == 1)
    entered.password.setText("right")
    entered.try_in()
    qtbot.waitUntil(lambda: sitting.window is not None)
    assert sitting.window is not None
    return sitting.window
