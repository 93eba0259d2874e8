"""What is open in the window looks again when something was undone, from wherever it was."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import attendance, orders, training, workers
from gigdesk.domain.attendance import Quantity
from gigdesk.gui import parts
from gigdesk.gui.dispatch.batch import BatchPage
from gigdesk.gui.house import finding
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, desk, rows, to_front
from tests.gui.whole import frame
from tests.making import move_clock
from tests.workforce import add_batch, add_order, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

__all__ = ["desk", "frame"]

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def undo_by_keys(qtbot: QtBot, frame: Window, page: QtWidgets.QWidget) -> None:
    """Press Ctrl+Z and say yes to what it asks."""
    to_front(qtbot, frame)
    press(page, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    press(asked.focusWidget(), _Key.Key_Return)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is None)


def test_an_open_batch_shows_nobody_when_the_people_were_undone(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, [])
    people = add_people(desk, 3)
    _, page = opened(qtbot, frame, batch)
    page.deeds.put_on(people, "pasted")
    qtbot.waitUntil(lambda: len(rows(page.list)) == 3)
    undo_by_keys(qtbot, frame, page.list.table)
    qtbot.waitUntil(lambda: page.row["listed"] == 0)
    qtbot.waitUntil(lambda: rows(page.list) == [])
    assert page.strip.tiles["people"].number.text() == "0"


def test_the_question_names_the_people_and_the_notice_offers_the_way_back(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, [])
    people = add_people(desk, 5)
    _, page = opened(qtbot, frame, batch)
    page.deeds.put_on(people, "pasted")
    qtbot.waitUntil(lambda: len(rows(page.list)) == 5)
    names = [row["name"] for row in rows(page.list)]
    to_front(qtbot, frame)
    press(page.list.table, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    said = i18n.text("window.undo.and_more", names="、".join(names[:3]), count=5)
    assert said in [label.text() for label in asked.findChildren(QtWidgets.QLabel)]
    asked.reject()
    notice = frame.notices.current
    assert notice is not None
    back = i18n.text("window.undo.short")
    next(one for one in notice.findChildren(parts.Button) if one.text() == back).click()
    qtbot.waitUntil(lambda: page.row["listed"] == 0)


def test_the_notice_of_a_new_batch_offers_the_way_back(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    day = desk.clock.today().isoformat()
    frame.open("dispatch", ("plan", add_order(desk, from_day=day)))
    trail: Any = frame.page("dispatch")
    qtbot.waitUntil(lambda: trail.count() == 2)
    trail.top.form.save()
    qtbot.waitUntil(lambda: isinstance(trail.top, BatchPage))
    notice = frame.notices.current
    assert notice is not None
    back = i18n.text("window.undo.short")
    next(one for one in notice.findChildren(parts.Button) if one.text() == back).click()
    qtbot.waitUntil(lambda: trail.count() == 1)
    qtbot.waitUntil(lambda: rows(trail.list) == [])


def test_a_batch_whose_planning_was_undone_gives_way_to_the_list(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    batch = plan(desk, [])
    trail, page = opened(qtbot, frame, batch)
    undo_by_keys(qtbot, frame, page.list.table)
    qtbot.waitUntil(lambda: trail.count() == 1)
    assert not isinstance(trail.top, BatchPage)
    assert i18n.text("batches_page.title") in frame.windowTitle()
    qtbot.waitUntil(lambda: rows(trail.list) == [])


def test_an_open_order_shows_the_step_that_was_undone(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    order = add_order(desk)
    before = orders.get_order(desk, order)["state"]
    after = orders.get_order(desk, order)["next_states"][0]
    orders.set_state(desk, order, after, reason="试一下")
    trail: Any = frame.open("orders", order)
    qtbot.waitUntil(lambda: trail.top.row.get("state") == after)
    undo_by_keys(qtbot, frame, trail.top.edit)
    qtbot.waitUntil(lambda: trail.top.row["state"] == before)


def test_days_that_were_undone_from_elsewhere_leave_the_open_month(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 2)
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, tmp_path)
    move_clock(desk, datetime.datetime(2026, 10, 31, 9, 0, tzinfo=datetime.UTC))
    attendance.enter(desk, batch, [attendance.Entry(people[0], "2026-10-02", Quantity(4))])
    trail: Any = frame.open("attendance", batch)
    page = trail.month
    qtbot.waitUntil(lambda: page.sheet is not None and page.sheet.total() == 4)
    undo_by_keys(qtbot, frame, page.sheet.grid)
    qtbot.waitUntil(lambda: page.sheet.total() == 0)


def test_a_class_that_was_undone_gives_way_to_the_list(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    made = training.open_class(desk, {"name": "采棉一期", "trade": "采棉"})
    trail: Any = frame.open("training", made.id)
    qtbot.waitUntil(lambda: bool(trail.top.row))
    undo_by_keys(qtbot, frame, trail.top.list.table)
    qtbot.waitUntil(lambda: trail.count() == 1)


def test_an_open_person_shows_what_stood_before_the_correction(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    person = add_people(desk, 1)[0]
    name = workers.people.get(desk, person).worker["name"]
    workers.people.correct(desk, worker_id=person, changes={"name": "章改名"})
    trail: Any = frame.open("workers", person)
    page = trail.top
    qtbot.waitUntil(lambda: page.person is not None and page.person.worker["name"] == "章改名")
    undo_by_keys(qtbot, frame, page.tabs)
    qtbot.waitUntil(lambda: page.person.worker["name"] == name)


def test_an_entry_that_would_be_refused_says_why_beside_it(desk: Desk, frame: Window) -> None:
    (person,) = add_people(desk, 1)
    for education in ("70", "60"):
        workers.people.correct(desk, worker_id=person, changes={"education": education})
    last, before = finding.undoables(desk)[:2]
    assert last.why_not == ""
    assert before.why_not
    listed = frame.undo
    listed._show([last, before])
    (menu,) = [each for each in listed._button.findChildren(QtWidgets.QMenu) if each.isVisible()]
    assert [each.toolTip().count(before.why_not) for each in menu.actions()] == [0, 1]
    menu.close()
