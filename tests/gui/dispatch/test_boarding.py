"""Signing in by keys: a number and Enter, a tick, a pasted list; heads counted, absences noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtTest

from gigdesk.actions import dispatch
from gigdesk.gui.dispatch import roads
from gigdesk.gui.dispatch.boarding import BoardingPage
from gigdesk.gui.dispatch.replacing import ReplacePage
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.rooms import add_people, modal, rows, to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def boarding(
    qtbot: QtBot, desk: Desk, frame: Window, people: list[bytes], *seats: int
) -> tuple[bytes, Any, Any]:
    batch = plan(desk, people)
    for count in seats:
        dispatch.add_vehicle(desk, batch_id=batch, fields={"seats": count})
    if seats:
        dispatch.seat_all(desk, batch_id=batch)
    _, top = opened(qtbot, frame, batch)
    next(each for each in roads.entries(top, BoardingPage) if each[0] == "上车点名")[2]()
    made = top.trail.top
    assert isinstance(made, BoardingPage)
    qtbot.waitUntil(lambda: len(rows(made.list)) == len(people))
    return batch, top, made


def state(page: Any) -> list[str]:
    return [row["result"] for row in rows(page.list)]


def number(desk: Desk, person: bytes) -> str:
    row = desk.store.get("worker", person)
    assert row is not None
    return str(row["doc_no"])


def test_people_sign_in_by_number_tick_and_pasted_list(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 4)
    _, _, page = boarding(qtbot, desk, frame, people, 6)
    page.entry.setText(number(desk, people[0]))
    QtTest.QTest.keyClick(page.entry, QtCore.Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(page)[0] == "present")
    assert not page.entry.text()
    assert "已登记 1 人" in page.answer.text()
    page.list.table.select_row(1)
    page.tick()
    qtbot.waitUntil(lambda: state(page)[1] == "present")
    text = f"{number(desk, people[2])}\n没这个人"
    QtGui.QGuiApplication.clipboard().setText(text)
    QtTest.QTest.keyClick(
        page.entry, QtCore.Qt.Key.Key_V, QtCore.Qt.KeyboardModifier.ControlModifier
    )
    qtbot.waitUntil(lambda: state(page)[2] == "present")
    qtbot.waitUntil(lambda: "没这个人" in page.answer.text())
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert_everything_named(page)


def test_an_absence_is_noted_with_its_reason_and_replacing_is_one_key_away(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 2)
    _, top, page = boarding(qtbot, desk, frame, people, 4)
    to_front(qtbot, frame)
    page.list.table.setFocus()
    page.list.table.select_row(1)
    press(page.list.table, QtCore.Qt.Key.Key_Delete)
    asked = modal(qtbot).form
    asked.set_value("reason", "ill")
    asked.save()
    qtbot.waitUntil(lambda: state(page) == ["", "absent"])
    to_front(qtbot, frame)
    page.list.table.setFocus()
    page.list.table.select_row(1)
    press(page.list.table, QtCore.Qt.Key.Key_H, QtCore.Qt.KeyboardModifier.ControlModifier)
    assert isinstance(top.trail.top, ReplacePage)


def test_a_count_that_differs_names_who_makes_the_difference(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 3)
    batch, top, page = boarding(qtbot, desk, frame, people, 5)
    page.sign(number(desk, people[0]), "id")
    qtbot.waitUntil(lambda: state(page).count("present") == 1)
    page._count()
    asked = modal(qtbot).form
    asked.set_value("counted", 2)
    asked.save()
    qtbot.waitUntil(lambda: "比签到多 1 人" in page.stands.text())
    assert page.coach is not None
    names = [row["name"] for row in dispatch.list_members(desk, batch_id=batch)]
    assert names[1] in page.stands.text()
    page.sign(number(desk, people[1]), "id")
    qtbot.waitUntil(lambda: "对上了" in page.stands.text())
    page._go_to(2)
    qtbot.waitUntil(lambda: "还没有清点" in page.stands.text())
    assert state(page).count("present") == 2
    over_all_steps(frame, lambda: assert_nothing_clipped(page))
    assert top.trail.top is page


def test_who_is_meant_by_several_is_chosen_and_a_full_coach_says_so(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    people = add_people(desk, 3)
    batch, _, page = boarding(qtbot, desk, frame, people, 3, 3)
    first = dispatch.list_vehicles(desk, batch_id=batch)[0]["id"]
    page.show_coach(first)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 2)
    assert page.which.currentText().startswith("1 号车")
    page.which.activated.emit(2)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 1)
    page.show_coach(first)
    qtbot.waitUntil(lambda: len(rows(page.list)) == 2)
    for person in people:
        page.sign(number(desk, person), "id")
    qtbot.waitUntil(lambda: "不能超员" in page.answer.text())
    assert len(dispatch.heads(desk, batch_id=batch)[0][1].aboard) == 2
