"""Classes in the window: opened, people enrolled, results noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk.actions import training
from gigdesk.gui import choosing, record
from gigdesk.gui.training.course import ClassPage
from gigdesk.gui.training.page import TrainingPage
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import add_people, rows, to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def test_a_class_is_opened_filled_and_marked(qtbot: QtBot, desk: Desk, frame: Window) -> None:
    ids = add_people(desk, 3)
    page: Any = frame.open("training")
    assert isinstance(page, TrainingPage)
    page.add()
    assert isinstance(page.top, record.FormPage)
    form = page.top.form
    form.save()
    assert form.boxes["name"].is_stopping
    for key, value in {
        "name": "育婴员一期",
        "trade": "育婴",
        "from_day": "2026-09-10",
        "to_day": "2026-09-20",
    }.items():
        form.set_value(key, value)
    form.save()
    qtbot.waitUntil(lambda: isinstance(page.top, ClassPage))
    top: Any = page.top
    qtbot.waitUntil(lambda: bool(top.row))
    to_front(qtbot, frame)
    top.choose()
    chooser: Any = page.top
    assert isinstance(chooser, choosing.Choosing)
    qtbot.waitUntil(lambda: len(rows(chooser.list)) == 3)
    chooser.list.table.selectAll()
    to_front(qtbot, frame)
    press(chooser.list.table, QtCore.Qt.Key.Key_Return, _CTRL)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 3)
    top.list.table.select_row(0)
    top.mark("completed", "passed")
    qtbot.waitUntil(lambda: top.row["completed"] == 1)
    told = {row["worker_id"]: row["result"] for row in training.list_enrolments(desk, top.id)}
    assert sorted(told.values(), key=str) == [None, None, "passed"]
    assert set(told) == set(ids)
    page.back()
    qtbot.waitUntil(lambda: [row["name"] for row in rows(page.list)] == ["育婴员一期"])


def test_nothing_is_clipped_and_everything_is_named(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    made = training.open_class(desk, fields={"name": "育婴员一期", "trade": "育婴"})
    training.enrol(desk, class_id=made.id, people=add_people(desk, 2))
    page: Any = frame.open("training", made.id)
    qtbot.waitUntil(lambda: len(rows(page.top.list)) == 2)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
    page.edit(page.top.row)
    qtbot.wait(50)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    page.to_bottom()
    qtbot.wait(50)
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)
