"""Fixtures of all tests of the window, and the checkers that pages use as well."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore
from pytestqt.qtbot import QtBot

from gigdesk import config, i18n
from gigdesk.gui import tasks, theme
from tests.gui.frames import stand
from tests.gui.kit import people
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    bring_up,
    child,
    compose,
    over_all_steps,
    press,
    say,
    type_keys,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6 import QtWidgets

__all__ = [
    "assert_everything_named",
    "assert_nothing_clipped",
    "bring_up",
    "child",
    "compose",
    "over_all_steps",
    "press",
    "say",
    "stand",
    "type_keys",
]


OFFSCREEN_ONLY = "This plugin does not support"
HERE = Path(__file__).parent
PATIENCE_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the platform without a screen say that it has no window manager."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_ONLY))


@pytest.fixture(autouse=True)
def _look(
    qapp: QtWidgets.QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    _swept: None,
) -> None:
    """Begin every test with the standard look, Chinese words and settings of its own.

    Nothing is collected while Qt walks through all widgets to dress them anew.
    """
    # What the test before closed goes only now, outside of an event loop; it need not be restyled.
    QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)
    monkeypatch.setenv("GIGDESK_CONFIG", str(tmp_path / "config"))
    i18n.use("zh")
    theme.use(qapp, step=1)


@pytest.fixture(autouse=True, scope="session")
def _patient() -> None:
    """Wait for what comes in the background as long as a crowded machine may need."""
    defaults = QtBot.waitUntil.__kwdefaults__
    assert defaults is not None
    defaults["timeout"] = PATIENCE_MS


@pytest.fixture(autouse=True)
def _swept() -> Iterator[None]:
    """Let nothing be cleared away on a working thread, as the window's own sweeper does."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def settings() -> config.Settings:
    """Return settings that never lock the screen by themselves."""
    return config.Settings(lock_minutes=0)


@pytest.fixture
def people_desk() -> people.PeopleDesk:
    """Return a desk with a thousand synthetic people."""
    return people.PeopleDesk()


@pytest.fixture
def reported() -> list[BaseException]:
    """Return the list in which the runner's reports arrive."""
    return []


@pytest.fixture
def runner(
    qtbot: QtBot, people_desk: people.PeopleDesk, reported: list[BaseException]
) -> Iterator[tasks.Tasks[people.PeopleDesk]]:
    """Return a runner on the synthetic people; it has ended when the test is over."""
    assert qtbot
    made = tasks.Tasks(people_desk, reported.append)
    yield made
    assert made.stop()
