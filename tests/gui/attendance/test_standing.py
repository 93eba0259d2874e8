"""A month read anew leaves whoever works in it where she is: same person, same day, same place."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtTest

from gigdesk.actions import dispatch
from gigdesk.gui.attendance.refusals import RefusalList
from tests.gui.attendance.month import editor, entered, sheet_of
from tests.gui.frames import quiet
from tests.gui.kit.checks import press, type_keys

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage

_Key = QtCore.Qt.Key
_LEFT = QtCore.Qt.MouseButton.LeftButton
_SHIFT = QtCore.Qt.KeyboardModifier.ShiftModifier


def held(page: MonthPage) -> threading.Event:
    """Let every load wait until the event is set."""
    released = threading.Event()
    page.frame.tasks.ask(lambda _desk: released.wait(20), bool, owner=page.frame)
    return released


def spot(page: MonthPage, row: int, column: int) -> QtCore.QPoint:
    grid = sheet_of(page).grid
    place = grid.visualRect(sheet_of(page).cells.index(row, column)).center()
    assert grid.viewport().rect().contains(place)
    return QtCore.QPoint(place)


def click(page: MonthPage, place: QtCore.QPoint) -> None:
    QtTest.QTest.mouseClick(sheet_of(page).grid.viewport(), _LEFT, pos=place)


def shown_anew(qtbot: QtBot, page: MonthPage, before: object, released: threading.Event) -> None:
    """Let the load come, and look at the cells before anything has settled."""
    assert page.sheet is before
    released.set()
    qtbot.waitUntil(lambda: page.sheet is not before)


def put(desk: Desk, batch: bytes, person: bytes, **values: object) -> None:
    """Change a person's place on the list of a batch, as another computer may have."""
    place = next(
        one["member_id"]
        for one in dispatch.list_members(desk, batch_id=batch)
        if one["worker_id"] == person
    )
    desk.store.execute(
        "UPDATE batch_member SET position = coalesce(?, position), state = coalesce(?, state) "
        "WHERE id = ?",
        (values.get("position"), values.get("state"), place),
    )


def day_of(number: int) -> str:
    return f"2026-10-{number:02d}"


def test_a_load_that_ends_after_a_click_leaves_the_cell_and_what_is_typed_to_it(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    quiet(qtbot, page.frame.tasks)
    place, old = spot(page, 2, 20), page.sheet
    released = held(page)
    page.refresh()
    click(page, place)
    assert sheet_of(page).here() == (people[2], day_of(20))
    shown_anew(qtbot, page, old, released)
    assert sheet_of(page).here() == (people[2], day_of(20))
    at = sheet_of(page).grid.indexAt(place)
    assert (at.row(), at.column()) == (2, 20), "the cells were moved under the mouse"
    quiet(qtbot, page.frame.tasks)
    assert sheet_of(page).grid.indexAt(place) == sheet_of(page).grid.currentIndex()
    type_keys(sheet_of(page).grid, "1")
    press(editor(), _Key.Key_Return)
    qtbot.waitUntil(lambda: entered(desk, batch) != {})
    assert entered(desk, batch) == {(people[2], day_of(20)): "1"}


def test_coming_back_from_the_list_of_refused_cells_keeps_the_cell(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    grid = sheet_of(page).grid
    grid.select_cell(1, 9)
    type_keys(grid, "q")
    press(editor(), _Key.Key_Return)
    assert sheet_of(page).here() == (people[2], day_of(9))
    page.cells.open_list()
    listed = page.trail.top
    assert isinstance(listed, RefusalList)
    quiet(qtbot, page.frame.tasks)
    old, released = page.sheet, held(page)
    press(listed, _Key.Key_Escape)
    assert page.trail.top is page
    shown_anew(qtbot, page, old, released)
    quiet(qtbot, page.frame.tasks)
    assert sheet_of(page).here() == (people[2], day_of(9))
    assert sheet_of(page).grid.hasFocus()
    type_keys(sheet_of(page).grid, "1")
    press(editor(), _Key.Key_Return)
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[2], day_of(9)): "1"})


def test_a_load_that_ends_after_a_key_leaves_the_chosen_cells_chosen(
    qtbot: QtBot, people: list[bytes], page: MonthPage
) -> None:
    grid = sheet_of(page).grid
    grid.select_cell(1, 5)
    old, released = page.sheet, held(page)
    page.refresh()
    press(grid, _Key.Key_Down, _SHIFT)
    press(grid, _Key.Key_Right, _SHIFT)
    chosen = grid.chosen()
    shown_anew(qtbot, page, old, released)
    quiet(qtbot, page.frame.tasks)
    assert sheet_of(page).grid.chosen() == chosen
    assert sheet_of(page).here() == (people[2], day_of(6))


def test_a_person_whose_row_has_moved_stays_current(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    place = spot(page, 1, 7)
    with desk.store.atomic():
        for number, person in enumerate(reversed(people), start=1):
            put(desk, batch, person, position=number)
    old, released = page.sheet, held(page)
    page.refresh()
    click(page, place)
    shown_anew(qtbot, page, old, released)
    quiet(qtbot, page.frame.tasks)
    sheet = sheet_of(page)
    assert sheet.cells.row_id(2) == people[1], "the rows came in another order"
    assert sheet.here() == (people[1], day_of(7))
    chosen = sheet.grid.chosen()
    assert (chosen.top, chosen.left, chosen.bottom, chosen.right) == (2, 7, 2, 7)
    type_keys(sheet.grid, "1")
    press(editor(), _Key.Key_Return)
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[1], day_of(7)): "1"})


def test_where_the_person_is_gone_nobody_else_is_current(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    place, old, released = spot(page, 3, 7), page.sheet, held(page)
    page.refresh()
    click(page, place)
    with desk.store.atomic():
        put(desk, batch, people[3], state="removed")
    shown_anew(qtbot, page, old, released)
    quiet(qtbot, page.frame.tasks)
    sheet = sheet_of(page)
    assert sheet.cells.rowCount() == len(people) - 1
    assert not sheet.grid.currentIndex().isValid()
    press(sheet.grid, _Key.Key_1)
    assert sheet.grid.editor.line is None
    assert page.flush()
    quiet(qtbot, page.frame.tasks)
    assert entered(desk, batch) == {}
