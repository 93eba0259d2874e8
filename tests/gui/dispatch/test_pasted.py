"""A pasted list is worked off: what is settled goes, what is open stays until somebody says so."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.gui.dispatch import page as batches_page
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.words import MATCHES
from gigdesk.gui.workers import page as workers_page
from gigdesk.gui.workers.person import PersonPage
from gigdesk.store import workers
from tests.gui.dispatch.batches import opened, plan
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, modal, rows, to_front

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from tests.gui.frames import Stand

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


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


def offer(qtbot: QtBot, top: Any, key: str) -> QtWidgets.QPushButton:
    """Return the button that an empty list offers under these words, once it stands there."""

    def found() -> list[QtWidgets.QPushButton]:
        buttons = top.list.findChildren(QtWidgets.QPushButton)
        return [one for one in buttons if i18n.text(key) in one.text() and one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def has_rows(paste: Any, count: int) -> bool:
    return len(rows(paste.list)) == count


def test_headings_above_a_list_are_nobody_and_not_missing(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    _, _, paste = pasting(qtbot, frame, plan(desk, []))
    told = [row["match"] for row in rows(paste.list)]
    assert told == ["heading"] * 3 + ["one", "many", "many", "none", "one"]
    assert set(told) <= MATCHES.keys()
    assert paste.people() == [ids[0], ids[4]]
    assert "5" in paste.said.text()
    # One count of lines, not a second one that counts the headings too.
    assert not paste.list.count.isVisible()


def test_a_batch_with_nobody_takes_a_copied_list_by_its_key(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    del ids
    to_front(qtbot, frame)
    page, top = opened(qtbot, frame, plan(desk, []))
    offered = offer(qtbot, top, "batches_page.by_proposal")
    QtWidgets.QApplication.clipboard().setText(CHAIN)
    offered.setFocus()
    press(offered, _Key.Key_V, _CTRL)
    qtbot.waitUntil(lambda: page.top is not top)
    pasted: Any = page.top
    assert pasted.text.toPlainText() == CHAIN


@pytest.mark.parametrize("covered", [True, False])
def test_the_keys_go_to_the_rows_once_an_empty_list_has_some(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes], *, covered: bool
) -> None:
    to_front(qtbot, frame)
    batch = plan(desk, [])
    page, top = opened(qtbot, frame, batch)
    offered = offer(qtbot, top, "batches_page.by_paste")
    offered.setFocus()
    top.deeds.paste()
    assert page.top is not top
    dispatch.add_members(desk, batch_id=batch, people=ids[:2])
    if covered:
        top.refresh()
        qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    page.back()
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    assert QtWidgets.QApplication.focusWidget() is top.list.table


def test_open_lines_stay_when_the_sure_ones_are_put_on(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    batch = plan(desk, ids[4:])
    page, _, paste = pasting(qtbot, frame, batch)
    paste.go()
    qtbot.waitUntil(lambda: len(paste.text.toPlainText().splitlines()) == 3)
    assert page.top is paste
    assert paste.text.toPlainText().splitlines() == CHAIN.splitlines()[4:7]
    qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["many", "many", "none"])
    assert not paste.take.isEnabled()
    paste.settle("1", ids[1])
    paste.go()
    qtbot.waitUntil(lambda: len(paste.text.toPlainText().splitlines()) == 2)
    listed = {row["worker_id"] for row in dispatch.list_members(desk, batch_id=batch)}
    assert listed == {ids[0], ids[1], ids[4]}


def test_who_cannot_be_put_on_stays_in_the_text_with_the_rule_until_taken_out(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    with desk.doing("workers.correct"):
        for each in (ids[1], ids[4]):
            desk.store.change("worker", each, {"birth_date": "2012-05-01"})
    batch = plan(desk, [])
    page, top, paste = pasting(qtbot, frame, batch)
    states = ["one", "many", "many", "none", "barred"]
    assert [row["match"] for row in rows(paste.list)][3:] == states
    assert "16" in rows(paste.list)[-1]["who"]
    assert paste.people() == [ids[0]]
    assert i18n.text("batches_page.paste_barred", count=1) in paste.said.text()
    # Whoever was chosen among several is judged as well, and the choice stays with the line.
    paste.settle("5", ids[1])
    qtbot.waitUntil(lambda: rows(paste.list)[4]["match"] == "barred")
    paste.go()
    qtbot.waitUntil(lambda: top.row["listed"] == 1)
    assert page.top is paste
    lines = ["2. 李秋芳", "3. 赵云飞 13900001111", "4. 查无此人", "5. 孙立本"]
    assert paste.text.toPlainText().splitlines() == lines
    qtbot.waitUntil(
        lambda: [row["match"] for row in rows(paste.list)] == ["barred", "many", "none", "barred"]
    )
    paste.leave()
    words = " ".join(each.text() for each in modal(qtbot).findChildren(QtWidgets.QLabel))
    assert all(line in words for line in (lines[0], "3. 赵云飞 139****1111", *lines[2:]))
    modal(qtbot).reject()
    paste.list.table.selectRow(3)
    paste.drop()
    qtbot.waitUntil(functools.partial(has_rows, paste, 3))
    assert "孙立本" not in paste.text.toPlainText()


def test_a_choice_goes_with_its_line_and_never_to_another(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    _, _, paste = pasting(qtbot, frame, plan(desk, []))
    paste.settle("5", ids[2])
    paste.text.setPlainText("赵云飞 13900001111\n李秋芳\n2. 李秋芳\n2. 李秋芳")
    qtbot.waitUntil(functools.partial(has_rows, paste, 4))
    assert [row["match"] for row in rows(paste.list)] == ["many", "many", "one", "many"]
    assert paste.people() == [ids[2]]


def test_two_people_in_one_line_are_chosen_each_on_their_own(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    with desk.doing("workers.correct"):
        workers.people.change(desk.store, ids[3], {"name": "王芳"})
    batch = plan(desk, [])
    page, top = opened(qtbot, frame, batch)
    top.deeds.paste()
    paste: Any = page.top
    paste.text.setPlainText("1. 王芳、李秋芳\n2. 孙立本")
    qtbot.waitUntil(functools.partial(has_rows, paste, 3))
    paste.settle("1.1", ids[2])
    assert paste.people() == [ids[2], ids[4]]
    paste.go()
    qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["many", "listed"])
    paste.settle("1", ids[0])
    paste.go()
    qtbot.waitUntil(lambda: page.top is top and top.row["listed"] == 3)


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
    question = modal(qtbot)
    said = " ".join(each.text() for each in question.findChildren(QtWidgets.QLabel))
    assert "查无此人" in said
    assert "3" in said
    question.reject()
    assert page.top is paste
    paste.leave()
    modal(qtbot).accept()
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
    paste.settle("5", ids[2])
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


CHAINS = {
    "numbered": "#接龙\n采棉报名\n1. 王芳+1\n2. 孙立本\n",
    "bare": "王芳＋1\n孙立本\n",
    "below": "#接龙\n1. 王芳\n+1\n2. 孙立本\n",
}


@pytest.mark.parametrize("chain", CHAINS)
def test_who_is_announced_without_a_name_stays_with_the_batch(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes], chain: str
) -> None:
    batch = plan(desk, [])
    page, top = opened(qtbot, frame, batch)
    top.deeds.paste()
    paste: Any = page.top
    paste.text.setPlainText(CHAINS[chain])
    qtbot.waitUntil(lambda: paste.people() == [ids[0], ids[4]])
    paste.go()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    assert page.top == paste
    kept = {"numbered": ["1. 王芳+1"], "bare": ["王芳＋1"], "below": ["1. 王芳", "+1"]}[chain]
    assert paste.text.toPlainText().splitlines() == kept
    if chain != "below":
        unnamed = i18n.text("batches_page.unnamed", text=kept[0], count=1)
        assert unnamed in frame.notices.history[0][0]
        qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["unnamed"])
    qtbot.waitUntil(lambda: len(rows(paste.list)) == len(kept))
    assert paste.people() == []
    paste.leave()
    words = [each.text() for each in modal(qtbot).findChildren(QtWidgets.QLabel)]
    assert any(kept[-1] in each for each in words)
    modal(qtbot).accept()
    qtbot.waitUntil(lambda: page.top is top and top.rest.isVisible())
    assert kept[-1] in top.rest.note.accessibleName()
    # A page that is newly built shows it, too, and goes on where it was left.
    page.back()
    page.open_batch(batch)
    newly: Any = page.top
    assert newly is not top
    qtbot.waitUntil(newly.rest.isVisible)
    to_front(qtbot, frame)
    press(newly.list.table, _Key.Key_R, _CTRL)
    again: Any = page.top
    qtbot.waitUntil(lambda: len(rows(again.list)) == len(kept))
    assert not again.drafts.bar.isVisible()
    # The name is known by now: the line is worked off, and nothing is left behind.
    again.text.setPlainText("李秋芳")
    qtbot.waitUntil(lambda: [row["match"] for row in rows(again.list)] == ["many"])
    again.settle("1", ids[1])
    again.go()
    qtbot.waitUntil(lambda: page.top == newly and newly.row["listed"] == 3)
    qtbot.waitUntil(lambda: not newly.rest.isVisible())
    assert office.slots.forms(desk, f"paste_members:{batch.hex()}") == []


def test_a_kept_list_whose_people_are_on_the_batch_by_now_is_not_called_open(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    batch = plan(desk, ids[:1])
    kept = {"text": "#接龙\n1. 王芳\n2. 孙立本\n3. 439900199001010019 李秋芳", "chosen": {}}
    office.slots.keep_form(desk, f"paste_members:{batch.hex()}", 1, kept)
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(top.rest.isVisible)
    # The numbers of people are masked there as everywhere.
    lines = "2. 孙立本；3. 439***********0019 李秋芳"
    assert i18n.text("batches_page.rest", count=2, lines=lines) == top.rest.note.accessibleName()
    dispatch.add_members(desk, batch_id=batch, people=[ids[4], ids[1]])
    kept["text"] = "2. 孙立本"
    office.slots.keep_form(desk, f"paste_members:{batch.hex()}", 1, kept)
    top.refresh()
    qtbot.waitUntil(lambda: not top.rest.isVisible())


def test_the_same_person_twice_is_said_and_the_rows_at_the_foot_add_up(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    batch = plan(desk, ids[4:])
    _, _, paste = pasting(qtbot, frame, batch)
    paste.text.setPlainText(
        "#接龙\n1. 王芳\n2. 李秋芳\n3. 孙立本\n4. 王芳\n5. 查无此人\n6. 张三不去\n7. 赵云飞 3人"
    )
    qtbot.waitUntil(lambda: rows(paste.list)[-1]["text"] == "7. 赵云飞 3人")
    told = [row["match"] for row in rows(paste.list)]
    assert told == ["heading", "one", "many", "listed", "repeated", "none", "withdrawn", "one"]
    assert set(told) <= MATCHES.keys()
    halves = ("ready", "many", "none", "listed", "repeated", "withdrawn", "companions")
    counts = (2, 1, 1, 1, 1, 1, 2)
    said = [
        i18n.text(f"batches_page.paste_{half}", count=count)
        for half, count in zip(halves, counts, strict=True)
    ]
    assert paste.said.text() == i18n.text("batches_page.paste_sum", lines=7) + "".join(said)
    assert paste.people() == [ids[0], ids[3]]


def test_who_is_put_on_the_list_is_not_hidden_by_earlier_words(
    qtbot: QtBot, desk: Desk, frame: Window, ids: list[bytes]
) -> None:
    page, top = opened(qtbot, frame, plan(desk, [ids[3]]))
    top.list.search.setText("赵云飞")
    qtbot.waitUntil(lambda: top.list.query.text == "赵云飞")
    top.deeds.paste()
    paste: Any = page.top
    paste.text.setPlainText("王芳\n孙立本")
    qtbot.waitUntil(lambda: len(rows(paste.list)) == 2)
    paste.go()
    qtbot.waitUntil(lambda: len(rows(top.list)) == 3)
    assert top.list.search.text() == ""
