"""A pasted list is worked off: what is settled goes, what is open stays until somebody says so."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import dispatch, office
from gigdesk.gui.dispatch import page as batches_page
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.words import MATCHES
from gigdesk.gui.workers import page as workers_page
from gigdesk.gui.workers.person import PersonPage
from gigdesk.store import workers
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, rows, to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand

_Key = QtCore.Qt.Key


@pytest.fixture
def ids(desk: Desk) -> list[bytes]:
    """Return five people: two of one name, and one who is known under another telephone."""
    made = add_people(desk, 5)
    names = ("王芳", "李秋芳", "李秋芳", "赵云飞", "孙立本")
    with desk.doing("workers.correct"):
        for each, name in zip(made, names, strict=True):
            workers.people.change(desk.store, each, {"name": name})
    return made


CHAIN = (
    "#接龙\n11月22日\n采棉报名\n1. 王芳\n2. 李秋芳\n3. 赵云飞 13900001111\n4. 查无此人\n5. 孙立本\n"
)


def pasting(qtbot: QtBot, frame: Window, batch: bytes) -> tuple[Any, Any, Any]:
    page, top = opened(qtbot, frame, batch)
    top.deeds.paste()
    paste: Any = page.top
    paste.text.setPlainText(CHAIN)
    qtbot.waitUntil(lambda: len(rows(paste.list)) == 8)
    return page, top, paste


def has_rows(paste: Any, count: int) -> bool:
    return len(rows(paste.list)) == count


def asked(qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    return QtWidgets.QApplication.activeModalWidget()


def test_headings_above_a_list_are_nobody_and_not_missing(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    _, _, paste = pasting(qtbot, frame, plan(desk, []))
    told = [row["match"] for row in rows(paste.list)]
    assert told == ["heading"] * 3 + ["one", "many", "many", "none", "one"]
    assert set(told) <= MATCHES.keys()
    assert paste.people() == [ids[0], ids[4]]
    assert "5" in paste.said.text()


def test_open_lines_stay_when_the_sure_ones_are_put_on(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    batch = plan(desk, ids[4:])
    page, top, paste = pasting(qtbot, frame, batch)
    paste.go()
    qtbot.waitUntil(lambda: isinstance(page.top, Refusals))
    top.trail.back()
    assert page.top is paste
    assert paste.text.toPlainText().splitlines() == CHAIN.splitlines()[4:7]
    qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["many", "many", "none"])
    assert not paste.take.isEnabled()
    paste.settle(1, ids[1])
    paste.go()
    qtbot.waitUntil(lambda: len(paste.text.toPlainText().splitlines()) == 2)
    listed = {row["worker_id"] for row in dispatch.list_members(desk, batch)}
    assert listed == {ids[0], ids[1], ids[4]}


def test_leaving_open_lines_asks_and_keeps_them_for_the_next_time(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    assert ids
    batch = plan(desk, [])
    page, top, paste = pasting(qtbot, frame, batch)
    paste.go()
    qtbot.waitUntil(lambda: len(rows(paste.list)) == 3)
    to_front(qtbot, frame)
    press(paste.text, _Key.Key_Escape)
    question = asked(qtbot)
    said = " ".join(each.text() for each in question.findChildren(QtWidgets.QLabel))
    assert "查无此人" in said
    assert "3" in said
    question.reject()
    assert page.top is paste
    paste.leave()
    asked(qtbot).accept()
    qtbot.waitUntil(lambda: page.top is top)
    draft = f"paste_members:{batch.hex()}"
    qtbot.waitUntil(lambda: len(office.slots.forms(desk, draft)) == 1)
    top.deeds.paste()
    again: Any = page.top
    qtbot.waitUntil(again.drafts.bar.isVisible)
    again.drafts.restore()
    qtbot.waitUntil(lambda: len(rows(again.list)) == 3)


def test_a_list_that_is_settled_is_left_without_a_question(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    page, top, paste = pasting(qtbot, frame, plan(desk, []))
    for line, left in (("4. 查无此人", 7), ("3. 赵云飞 13900001111", 6)):
        at = paste.text.toPlainText().splitlines().index(line)
        paste.list.table.selectRow(at)
        paste.drop()
        qtbot.waitUntil(functools.partial(has_rows, paste, left))
    paste.settle(5, ids[2])
    paste.go()
    qtbot.waitUntil(lambda: page.top is top and top.row["listed"] == 3)


def test_esc_on_somebody_of_a_refusal_list_leads_back_to_that_list(
    qtbot: QtBot, desk: Desk, stand: Stand, ids: list[bytes]
) -> None:
    batch = plan(desk, ids[:1])
    with stand(desk, (batches_page.spec(), workers_page.spec())) as frame:
        page, top = opened(qtbot, frame, batch)
        top.deeds.put_on(ids[:1], "searched")
        qtbot.waitUntil(lambda: isinstance(page.top, Refusals))
        refused: Any = page.top
        qtbot.waitUntil(lambda: len(rows(refused.list)) == 1)
        refused.list.opened.emit(ids[0])
        people: Any = frame.page("workers")
        qtbot.waitUntil(lambda: isinstance(people.top, PersonPage) and people.isVisible())
        to_front(qtbot, frame)
        press(people.top, _Key.Key_Escape)
        qtbot.waitUntil(page.isVisible)
        assert page.top is refused
        # Whoever comes to the list of people later is not sent away from it.
        frame.open("workers")
        people.open_person(ids[0])
        people.back()
        assert people.isVisible()
        qtbot.wait(50)


def test_who_is_announced_without_a_name_is_named_when_the_line_has_gone(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    page, top = opened(qtbot, frame, plan(desk, []))
    top.deeds.paste()
    paste: Any = page.top
    paste.text.setPlainText("#接龙\n采棉报名\n1. 王芳+1\n2. 孙立本\n")
    qtbot.waitUntil(lambda: paste.people() == [ids[0], ids[4]])
    paste.go()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    assert page.top == paste
    (unnamed,) = paste.unnamed
    assert "王芳+1" in unnamed
    assert unnamed in frame.notices.history[0][0]
    paste.leave()
    words = [each.text() for each in asked(qtbot).findChildren(QtWidgets.QLabel)]
    assert any(unnamed in each for each in words)
    assert page.top == paste
