"""Pressing twice: an act whose answer is not there yet is not sent again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore

from gigdesk.actions import dispatch, office
from tests.gui.conftest import press
from tests.gui.frames import quiet
from tests.gui.rooms import add_people, to_front
from tests.gui.whole import section
from tests.workforce import add_batch, add_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def held(frame: Window) -> Iterator[threading.Event]:
    """Keep the writing thread until the event is set, as an import does."""
    gate = threading.Event()
    frame.tasks.do(lambda _desk, _progress: gate.wait(30), owner=frame)
    yield gate
    gate.set()


def names(desk: Desk) -> list[str]:
    return [act["name"] for act in office.history.acts(desk, limit=50)]


def test_chosen_people_are_put_on_a_list_once(
    qtbot: QtBot, desk: Desk, frame: Window, held: threading.Event
) -> None:
    add_people(desk, 4)
    trail: Any = frame.open("dispatch", add_batch(desk, add_order(desk), []))
    page = trail.top
    qtbot.waitUntil(lambda: bool(page.row))
    before = names(desk)
    page.deeds.search()
    chooser = trail.top
    qtbot.waitUntil(lambda: chooser.list.model.row(0) is not None)
    chooser.list.table.selectAll()
    for _ in range(3):
        press(chooser.list.table, _Key.Key_Return, _CTRL)
    held.set()
    qtbot.waitUntil(lambda: trail.top is page)
    quiet(qtbot, frame.tasks)
    assert len(names(desk)) == len(before) + 1
    assert len(frame.notices.history) == 1


def test_one_backup_is_made(qtbot: QtBot, desk: Desk, frame: Window, held: threading.Event) -> None:
    safety = section(frame, "safety")
    before = len(office.safety.backups(desk))
    for _ in range(3):
        safety.back_up()
    assert len(frame.tasks.busy()) == 1
    held.set()
    qtbot.waitUntil(lambda: not frame.tasks.busy())
    assert len(office.safety.backups(desk)) == before + 1


def test_a_template_is_saved_as_one_new_version(
    qtbot: QtBot, desk: Desk, frame: Window, held: threading.Event
) -> None:
    dispatch.ensure_templates(desk)
    before = len(dispatch.list_templates(desk, all_versions=True))
    shown = section(frame, "templates")
    qtbot.waitUntil(lambda: shown.list.model.row(0) is not None)
    row = shown.list.model.row(0)
    shown.edit(row)
    box = shown.editor.box
    to_front(qtbot, frame)
    box.setFocus()
    box.setPlainText(row["body"].replace("。", "；。", 1))
    for _ in range(3):
        press(box, _Key.Key_S, _CTRL)
    held.set()
    qtbot.waitUntil(lambda: len(dispatch.list_templates(desk, all_versions=True)) > before)
    quiet(qtbot, frame.tasks)
    assert len(dispatch.list_templates(desk, all_versions=True)) == before + 1
