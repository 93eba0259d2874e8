"""What is open in the window looks again when something was undone, from wherever it was."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import attendance, office, orders, training, workers
from gigdesk.actions.workers.imports import classing
from gigdesk.domain.attendance import Quantity
from gigdesk.gui import parts, undo
from gigdesk.gui.dispatch.batch import BatchPage
from gigdesk.gui.house import finding
from gigdesk.gui.window import spec
from tests.actions.workers.imports import rosters
from tests.gui.conftest import assert_nothing_clipped, over_all_steps
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
    orders.set_state(desk, order_id=order, state=after, reason="试一下")
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
    made = training.open_class(desk, fields={"name": "采棉一期", "trade": "采棉"})
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


def half_undone(desk: Desk, path: Path) -> int:
    """Take a list in and stop its undo half-way; return the number of the import's act."""
    people = rosters.crowd(6 * classing.CHUNK)
    number = rosters.take(desk, rosters.book(path, people)).done.number

    def stop(count: int, _total: int) -> None:
        if count > 2 * classing.CHUNK:
            raise errors.Refused("window.jobs.parked")

    with pytest.raises(errors.Refused, match="undo_half_way"):
        pace = office.undo.Pace(progress=stop, others_wait=lambda: True)
        office.undo.undo(desk, number, pace=pace)
    return number


def test_ctrl_z_tells_of_an_undo_left_half_done_and_completes_it(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    (someone,) = add_people(desk, 1)
    number = half_undone(desk, tmp_path / "半截.xlsx")
    listed = finding.undoables(desk)[0]
    assert (listed.id, listed.half_done) == (number, True)
    workers.people.correct(desk, worker_id=someone, changes={"education": "70"})
    to_front(qtbot, frame)
    press(frame, _Key.Key_Z, _CTRL)
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    assert asked.windowTitle() == i18n.text("window.undo.half")
    said = " ".join(label.text() for label in asked.findChildren(QtWidgets.QLabel))
    assert "半截.xlsx" in said
    assert i18n.text("window.undo.half_words") in said
    assert asked.focusWidget().text() == i18n.text("window.undo.complete")
    over_all_steps(asked, lambda: assert_nothing_clipped(asked))
    press(asked.focusWidget(), _Key.Key_Return)
    told = frame.notices.history
    qtbot.waitUntil(lambda: any("半截.xlsx" in one[0] for one in told))
    assert office.undo.left_half_done(desk) is None
    assert rosters.people(desk) == 1
    newest = finding.newest(desk)
    assert newest is not None
    assert not newest.half_done


def titled() -> str:
    """Return what the open question is called."""
    asked = QtWidgets.QApplication.activeModalWidget()
    return asked.windowTitle() if asked is not None else ""


def test_an_import_with_later_changes_is_named_by_its_file_and_its_rest_is_offered(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = rosters.crowd(3)
    rosters.take(desk, rosters.book(tmp_path / "石桥村.xlsx", people))
    someone = rosters.person(desk, people[0][1])["id"]
    workers.people.correct(desk, worker_id=someone, changes={"education": "70"})
    before = finding.undoables(desk)[1]
    to_front(qtbot, frame)
    frame.undo.confirm(before)
    for key in ("window.undo.ask", "settings.acts.in_the_way"):
        title = i18n.text(key)
        qtbot.waitUntil(lambda title=title: titled() == title)  # type: ignore[misc]
        asked: Any = QtWidgets.QApplication.activeModalWidget()
        said = " ".join(label.text() for label in asked.findChildren(QtWidgets.QLabel))
        assert "石桥村.xlsx" in said
        asked.accept()
    told = frame.notices.history
    words = "已撤销导入“石桥村.xlsx”：移除 2 人，恢复 0 人。另有 1 处后来改过，保持不动。"
    qtbot.waitUntil(lambda: any(one[0] == words for one in told))


def shown(frame: Window, *entries: spec.Undoable) -> QtWidgets.QMenu:
    """Return the list of acts, opened anew over these."""
    button = frame.undo._button
    for each in button.findChildren(QtWidgets.QMenu):
        each.close()
    frame.undo._show(entries)
    (menu,) = [each for each in button.findChildren(QtWidgets.QMenu) if each.isVisible()]
    return menu


def test_an_entry_that_would_be_refused_says_why_beneath_the_list(
    desk: Desk, frame: Window
) -> None:
    (person,) = add_people(desk, 1)
    for education in ("70", "60"):
        workers.people.correct(desk, worker_id=person, changes={"education": education})
    last, before = finding.undoables(desk)[:2]
    assert last.why_not == ""
    assert before.why_not
    over_all_steps(frame, lambda: assert_nothing_clipped(shown(frame, last, before)))
    menu = shown(frame, last, before)
    free, locked = menu.actions()[:2]
    assert before.why_not not in locked.text()
    said = [label for label in menu.findChildren(QtWidgets.QLabel) if label.isVisible()]
    menu.setActiveAction(free)
    assert [label.text() for label in said] == [i18n.text("window.undo.locked")]
    press(menu, _Key.Key_Down)
    assert menu.activeAction() is locked
    assert [label.text() for label in said] == [before.why_not]
    assert said[0].heightForWidth(said[0].width()) <= said[0].height()
    assert menu.accessibleDescription() == before.why_not
    menu.close()


def test_acts_that_stay_stand_in_the_list_and_say_why(desk: Desk) -> None:
    people = add_people(desk, 4)
    workers.people.correct(desk, worker_id=people[0], changes={"education": "70"})
    for person in people[:3]:
        workers.consents.consent(desk, worker_id=person, purpose="employer")
    workers.people.reveal(desk, worker_id=people[0], fields=["phone"])
    consent, correction = finding.undoables(desk)[:2]
    assert consent.words == i18n.text(
        "window.undo.times", act=i18n.text("acts.workers.consent"), count=3
    )
    assert consent.why_not == i18n.text("office.error.undo_consent")
    assert (correction.words, correction.why_not) == (i18n.text("acts.workers.correct"), "")


def test_the_list_of_acts_stays_within_the_window(frame: Window) -> None:
    frame.resize(1000, 600)
    QtWidgets.QApplication.processEvents()
    button, edge = frame.head.undo, frame.mapToGlobal(QtCore.QPoint(0, 0)).x()
    for wide in (40, 500, 900):
        at = undo.below(button, wide)
        assert edge <= at.x()
        assert at.x() + wide <= edge + frame.width()
        assert at.y() == button.mapToGlobal(QtCore.QPoint(0, button.height())).y()


def test_a_long_list_of_acts_is_one_column_that_scrolls(desk: Desk, frame: Window) -> None:
    (person,) = add_people(desk, 1)
    workers.people.correct(desk, worker_id=person, changes={"education": "70"})
    last = finding.undoables(desk)[0]
    menu = shown(frame, *[last] * 60)
    acts = [action for action in menu.actions() if not action.isSeparator()]
    assert menu.width() <= frame.screen().availableSize().width()
    assert menu.height() <= frame.screen().availableSize().height()
    assert len({menu.actionGeometry(each).x() for each in acts}) == 1
    menu.setActiveAction(acts[-1])
    assert menu.rect().contains(menu.actionGeometry(acts[-1]))
    menu.close()


@pytest.mark.parametrize("newest", [True, False])
def test_an_older_act_that_stays_is_not_called_the_latest(
    qtbot: QtBot, frame: Window, *, newest: bool
) -> None:
    acts = [spec.Undoable(number, "登记", why_not="其他记录在用") for number in (7, 3)]
    if newest:
        frame.undo._offer(acts[0])
    else:
        frame.undo._show(acts)
        menu: Any = QtWidgets.QApplication.activePopupWidget()
        menu.actions()[1].trigger()
        menu.close()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked: Any = QtWidgets.QApplication.activeModalWidget()
    key = "window.undo.not_this" if newest else "window.undo.not_chosen"
    assert asked.windowTitle() == i18n.text(key)
    asked.reject()
