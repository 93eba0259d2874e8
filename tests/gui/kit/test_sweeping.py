from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore

from gigdesk.gui import sweeping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _frozen_again() -> Iterator[None]:
    """Leave what stays to the end out of later searches again; the sweeper let go of it."""
    yield
    gc.freeze()


class Ring:
    """Something unreachable that only the collector clears away, and says on which thread."""

    def __init__(self, died_on: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: died_on.append(threading.get_ident()))


def allocate_much() -> list[list[int]]:
    """Make so many objects that a collector would run."""
    return [[at] for at in range(200_000)]


def test_a_working_thread_never_clears_away_what_may_be_a_widget(qtbot: QtBot) -> None:
    died_on: list[int] = []
    parent = QtCore.QObject()
    sweeper = sweeping.Sweeper(parent)
    try:
        gc.collect()
        Ring(died_on)
        worker = threading.Thread(target=allocate_much)
        worker.start()
        worker.join()
        assert died_on == []
        kept = allocate_much()
        sweeper.sweep()
        assert kept
        assert died_on == [threading.get_ident()]
    finally:
        sweeper.stop()
        assert qtbot
    assert gc.isenabled()


def test_what_became_unreachable_after_the_start_is_still_cleared_away(qtbot: QtBot) -> None:
    died_on: list[int] = []
    parent = QtCore.QObject()
    sweeper = sweeping.Sweeper(parent)
    try:
        frozen = gc.get_freeze_count()
        while gc.get_freeze_count() <= frozen:
            kept = [allocate_much() for _ in range(3)]
            gc.collect(1)
            sweeper.sweep()
        Ring(died_on)
        kept.append(allocate_much())
        sweeper.sweep()
        assert died_on == [threading.get_ident()]
    finally:
        sweeper.stop()
        assert qtbot
    assert gc.get_freeze_count() == 0
