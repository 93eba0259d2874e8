"""A real window on a real desk for one test, and pages that stand for others in it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from PySide6 import QtWidgets

from gigdesk.gui import folder, tasks, window
from tests.gui.kit.checks import bring_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk import config
    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Hooks, PageSpec, Window

SIZE = (1366, 768)


class Asked(QtWidgets.QWidget):
    """Stands for a page and keeps what it was asked to open."""

    def __init__(self, _frame: Window) -> None:
        """Keep nothing yet."""
        super().__init__()
        self.records: list[Any] = []

    def open_record(self, record: Any) -> None:
        """Keep what was asked for."""
        self.records.append(record)


class Stand(Protocol):
    """Opens a window with some pages; see the fixture `stand`."""

    def __call__(
        self,
        desk: Desk,
        specs: Sequence[PageSpec],
        hooks: Hooks | None = None,
        *,
        user: str = "李站长",
    ) -> AbstractContextManager[Window]:
        """Return a context in which the window stands."""
        ...


def quiet(qtbot: QtBot, runner: tasks.Tasks[Any]) -> None:
    """Wait until the desk has answered all that was asked of it, and what those answers asked.

    The lanes keep the order: what is asked last is answered after everything before it. So what is
    not in sight afterwards does not come, however slow the machine is.
    """
    done: list[object] = []
    runner.do(lambda _desk, _progress: None, done.append, owner=runner)
    qtbot.waitUntil(lambda: len(done) == 1)
    runner.ask(lambda _desk: None, done.append, owner=runner, slot="quiet")
    qtbot.waitUntil(lambda: len(done) == 2)
    QtWidgets.QApplication.processEvents()


@pytest.fixture
def stand(
    qtbot: QtBot, settings: config.Settings, reported: list[BaseException], tmp_path: Path
) -> Stand:
    """Return what opens a window; at its end the threads have ended and nothing went unsaid."""

    @contextlib.contextmanager
    def standing(
        desk: Desk,
        specs: Sequence[PageSpec],
        hooks: Hooks | None = None,
        *,
        user: str = "李站长",
    ) -> Iterator[Window]:
        runner: tasks.Tasks[Any] = tasks.Tasks(desk, reported.append)
        hooks = hooks or window.Hooks()
        made = window.Window(runner, specs, hooks, user=user, settings=settings, clock=desk.clock)
        made.layouts.set_value(folder.REMEMBERED, str(tmp_path / "papers"))
        made.resize(*SIZE)
        bring_up(qtbot, made)
        yield made
        assert runner.stop()
        assert not reported, reported

    return standing
