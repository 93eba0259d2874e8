"""Nothing typed into the month is lost: by turning, by closing, by a busy or failing desk."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import attendance, dispatch
from gigdesk.domain.attendance import Quantity
from gigdesk.gui import theme
from gigdesk.gui.attendance.refusals import RefusalList
from tests.gui.attendance.month import MONTH, editor, entered, sheet_of, typed
from tests.gui.frames import quiet
from tests.gui.kit.checks import press, say, type_keys
from tests.gui.rooms import modal, rows, to_front

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_FIRST = "2026-10-01"
_BACKGROUND = QtCore.Qt.ItemDataRole.BackgroundRole


def turned(qtbot: QtBot, page: MonthPage, month: str) -> None:
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.month == month)


def busy(page: MonthPage) -> threading.Event:
    """Let the desk be busy with another act until the event is set."""
    released = threading.Event()
    page.frame.tasks.do(lambda _desk, _progress: released.wait(20), owner=page.frame)
    return released


def confirm(qtbot: QtBot, desk: Desk, batch: bytes, person: bytes, page: MonthPage) -> None:
    attendance.enter(desk, batch, [attendance.Entry(person, _FIRST, Quantity(4))])
    attendance.confirm(desk, batch_id=batch, month=MONTH, confirmed_by="赵青禾")
    page.open_batch(batch, MONTH)
    qtbot.waitUntil(lambda: "赵青禾" in page.state.text())
    sheet_of(page).grid.setFocus()


def said(frame: Window) -> list[str]:
    return [words for words, _tone in frame.notices.history]


def wanted(frame: Window) -> Callable[[], int]:
    """Return what counts how often the window asked to be closed for good."""
    asked: list[int] = []
    frame.close_wanted.connect(lambda: asked.append(1))
    return lambda: len(asked)


def test_turning_the_month_takes_what_is_being_typed(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    typed(page, "0.5")
    press(editor(), _Key.Key_PageDown, _CTRL)
    turned(qtbot, page, "2026-11")
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[0], _FIRST): "0.5"})
    press(sheet_of(page).grid, _Key.Key_PageUp, _CTRL)
    turned(qtbot, page, MONTH)
    qtbot.waitUntil(lambda: sheet_of(page).cells.index(0, 1).data() == "0.5")


def test_closing_the_window_takes_what_is_being_typed_and_waits_for_the_desk(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    asked = wanted(page.frame)
    released = busy(page)
    typed(page, "1")
    page.frame.close()
    assert page.frame.isVisible()
    assert not asked()
    assert i18n.text("attendance_page.still_saving") in said(page.frame)
    released.set()
    qtbot.waitUntil(lambda: asked() == 1)
    assert entered(desk, batch) == {(people[0], _FIRST): "1"}


def test_words_that_cannot_stand_keep_the_month_and_the_window_and_are_said(
    qtbot: QtBot, page: MonthPage
) -> None:
    asked = wanted(page.frame)
    typed(page, "q")
    press(editor(), _Key.Key_PageDown, _CTRL)
    quiet(qtbot, page.frame.tasks)
    assert page.shown is not None
    assert page.shown.month == MONTH
    assert "q" in page.cells.words
    typed(page, "w")
    page.frame.close()
    assert not asked()
    assert "w" in page.cells.words
    page.frame.close()
    assert asked() == 1


def test_a_confirmed_month_that_was_left_still_asks_for_the_reason(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    confirm(qtbot, desk, batch, people[0], page)
    released = busy(page)
    typed(page, "0.5")
    press(editor(), _Key.Key_PageDown, _CTRL)
    turned(qtbot, page, "2026-11")
    released.set()
    asked = modal(qtbot)
    words = "".join(each.text() for each in asked.findChildren(QtWidgets.QLabel))
    assert "2026 年 10 月" in words
    say(asked.form.boxes["reason"].editor.target(), "记错了")
    asked.form.save()
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[0], _FIRST): "0.5"})


def test_without_the_reason_a_month_that_was_left_is_told_of_and_its_cells_are_listed(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    confirm(qtbot, desk, batch, people[0], page)
    typed(page, "0.5")
    press(editor(), _Key.Key_PageDown, _CTRL)
    turned(qtbot, page, "2026-11")
    asked = modal(qtbot)
    press(asked, _Key.Key_Escape)
    qtbot.waitUntil(lambda: any(_FIRST in words for words in said(page.frame)))
    assert entered(desk, batch) == {(people[0], _FIRST): "1"}
    notice = page.frame.notices.current
    assert notice is not None
    label = i18n.text("attendance_page.all_refused")
    link = next(
        each
        for each in notice.findChildren(QtWidgets.QAbstractButton)
        if each.accessibleName() == label
    )
    link.click()
    listed = page.trail.top
    assert isinstance(listed, RefusalList)
    qtbot.waitUntil(lambda: [row["day"] for row in rows(listed.list)] == [_FIRST])


def test_a_cell_refused_after_its_month_was_left_is_named_in_a_notice(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    released = busy(page)
    typed(page, "1", column=12)
    press(editor(), _Key.Key_PageDown, _CTRL)
    turned(qtbot, page, "2026-11")
    day = desk.clock.today().replace(day=10)
    dispatch.leave_early(desk, batch_id=batch, worker_id=people[0], until_day=day, reason="生病")
    released.set()
    qtbot.waitUntil(lambda: any("2026-10-12" in words for words in said(page.frame)))
    assert entered(desk, batch) == {}


def test_a_month_turned_back_to_shows_what_was_written_meanwhile(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    released = busy(page)
    typed(page, "1")
    press(editor(), _Key.Key_PageDown, _CTRL)
    turned(qtbot, page, "2026-11")
    press(sheet_of(page).grid, _Key.Key_PageUp, _CTRL)
    turned(qtbot, page, MONTH)
    assert sheet_of(page).cells.index(0, 1).data() == "1", "not written yet, but typed"
    released.set()
    qtbot.waitUntil(lambda: entered(desk, batch) == {(people[0], _FIRST): "1"})
    qtbot.waitUntil(lambda: sheet_of(page).cells.index(0, 1).data() == "1")


def test_what_the_desk_could_not_take_stays_and_is_saved_by_the_next_try(
    qtbot: QtBot,
    desk: Desk,
    batch: bytes,
    page: MonthPage,
    reported: list[BaseException],
) -> None:
    page.frame.tasks.do(
        lambda away, _progress: away.store._link.execute("PRAGMA busy_timeout = 50"),
        owner=page,
    )
    with desk.store.atomic():
        # Another hand holds the file, as a copying program may.
        desk.store.execute("UPDATE sync_state SET offset_ms = offset_ms")
        typed(page, "1")
        press(editor(), _Key.Key_S, _CTRL)
        qtbot.waitUntil(lambda: bool(reported))
        assert page.cells.words == i18n.text("attendance_page.unsaved", count=1)
        assert sheet_of(page).cells.index(0, 1).data() == "1"
        press(sheet_of(page).grid, _Key.Key_PageDown, _CTRL)
        turned(qtbot, page, "2026-11")
        qtbot.waitUntil(lambda: len(reported) == 2)
        press(sheet_of(page).grid, _Key.Key_PageUp, _CTRL)
        turned(qtbot, page, MONTH)
        assert sheet_of(page).cells.index(0, 1).data() == "1"
        asked = wanted(page.frame)
        page.frame.close()
        leaving = modal(qtbot)
        press(leaving, _Key.Key_Escape)
        assert not asked()
    reported.clear()
    to_front(qtbot, page.frame)
    sheet_of(page).grid.setFocus()
    press(sheet_of(page).grid, _Key.Key_S, _CTRL)
    qtbot.waitUntil(lambda: [*entered(desk, batch).values()] == ["1"])
    page.frame.close()
    qtbot.waitUntil(lambda: asked() == 1)
    reported.clear()


def test_a_question_about_days_holds_the_window_open(
    qtbot: QtBot, desk: Desk, people: list[bytes], batch: bytes, page: MonthPage
) -> None:
    confirm(qtbot, desk, batch, people[0], page)
    asked = wanted(page.frame)
    typed(page, "0.5")
    page.frame.close()
    modal(qtbot).reject()
    qtbot.waitUntil(lambda: sheet_of(page).cells.index(0, 1).data() == "1")
    assert not asked()
    assert page.frame.isVisible()


def test_a_refused_cell_stays_marked_and_said_while_others_are_saved(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage
) -> None:
    grid = sheet_of(page).grid
    grid.select_cell(0, 1)
    for words in ("1", "0.5", "q", "1"):
        type_keys(grid, words[0])
        type_keys(editor(), words[1:])
        press(editor(), _Key.Key_Return)
    qtbot.waitUntil(lambda: len(entered(desk, batch)) == 3)
    saved = i18n.text("attendance_page.saved", count=3, corrected=0)
    qtbot.waitUntil(lambda: saved in page.cells.words)
    name = sheet_of(page).cells.headerData(2, QtCore.Qt.Orientation.Vertical)
    assert f"{name} 10 月 1 日" in page.cells.words
    assert "q" in page.cells.words
    index = sheet_of(page).cells.index(2, 1)
    assert index.data(_BACKGROUND) == theme.colour("error_soft")
    grid.select_cell(2, 1)
    type_keys(grid, "1")
    press(editor(), _Key.Key_Return)
    assert index.data(_BACKGROUND) != theme.colour("error_soft")
    qtbot.waitUntil(lambda: "q" not in page.cells.words and len(entered(desk, batch)) == 4)


def test_a_refused_cell_that_is_emptied_again_is_dealt_with(page: MonthPage) -> None:
    typed(page, "q")
    press(editor(), _Key.Key_Return)
    assert "q" in page.cells.words
    grid = sheet_of(page).grid
    grid.select_cell(0, 1)
    press(grid, _Key.Key_Delete)
    assert page.cells.words == ""


@pytest.mark.parametrize(("words", "key"), [("3", "no_whole_quarter"), ("25", "above_24")])
def test_hours_that_cannot_stand_are_told_why(page: MonthPage, words: str, key: str) -> None:
    grid = sheet_of(page).grid
    grid.select_cell(0, 1)
    type_keys(grid, words[0])
    type_keys(editor(), words[1:])
    press(editor(), _Key.Key_Return)
    why = i18n.text(f"attendance.error.{key}", mark=words, hours="8", quarter="2")
    assert why in page.cells.words
