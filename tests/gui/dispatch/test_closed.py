"""A batch that has left offers what can still be done, and says where late joiners go."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import dispatch, office
from tests.gui.dispatch.batches import opened, plan
from tests.gui.frames import quiet
from tests.gui.kit.checks import press
from tests.gui.rooms import add_people, modal, rows, to_front

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def sent(desk: Desk, tmp_path: Path, people: list[bytes]) -> bytes:
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "all.pdf")
    assert dispatch.send(desk, batch_id=batch, on=desk.clock.today()).done
    return batch


def test_adding_to_a_batch_that_has_left_leads_to_another_of_the_order(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    page, top = opened(qtbot, frame, sent(desk, tmp_path, add_people(desk, 2)))
    qtbot.waitUntil(lambda: bool(rows(top.list)))
    to_front(qtbot, frame)
    for key, place in ((_Key.Key_N, top), (_Key.Key_V, top.list.table)):
        frame.notices.history.clear()
        press(place, key, _CTRL)
        qtbot.waitUntil(lambda: bool(frame.notices.history))
        said = i18n.text(
            "batches_page.closed", number=top.row["number"], state=i18n.text("dispatch.state.sent")
        )
        assert frame.notices.history[0] == (said, "warning")
        assert page.top is top
    top.deeds._plan_more()
    qtbot.waitUntil(lambda: page.top is not top)


def test_the_keys_that_are_told_fit_the_state(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    _, top = opened(qtbot, frame, plan(desk, []))
    assert "Ctrl+N" in top.detail.text()
    _, top = opened(qtbot, frame, sent(desk, tmp_path, people[1:]))
    qtbot.waitUntil(lambda: top.detail.text() == i18n.text("batches_page.hint.keys_away"))
    assert "Ctrl+N" not in top.detail.text()


def test_an_early_leave_names_the_person_and_is_not_noted_twice(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 2)
    batch = sent(desk, tmp_path, people)
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: bool(rows(top.list)))
    top.list.table.selectRow(0)
    person: Any = top.person(top.list.table.current_id())
    to_front(qtbot, frame)
    top.deeds.leave()
    dialog = modal(qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert person["name"] in dialog.windowTitle()
    assert frame.notices.current is None
    assert dialog.form.boxes["until_day"].editor.target().hasFocus()
    dialog.form.set_value("reason", "家里有事")
    dialog.form.save()
    qtbot.waitUntil(lambda: frame.notices.current is not None)
    assert frame.notices.history[0][0] == i18n.text("batches_page.left", name=person["name"])
    today = desk.clock.today()
    words = i18n.text("batches_page.error.left_already", day=today.isoformat())
    qtbot.waitUntil(lambda: top.person(person["worker_id"])["state"] == "left")  # type: ignore[index]
    qtbot.waitUntil(lambda: top.list.table.current_id() == person["worker_id"])
    top.deeds.leave()
    assert words in frame.notices.history[0][0]
    with pytest.raises(errors.Refused, match="left_already"):
        dispatch.leave_early(
            desk, batch_id=batch, worker_id=person["worker_id"], until_day=today, reason="x"
        )


def test_the_contract_of_one_person_of_a_sent_batch_is_ended_and_that_taken_back(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    batch = sent(desk, tmp_path, add_people(desk, 2))
    dispatch.sign(desk, batch_id=batch)
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: bool(rows(top.list)))
    top.list.table.selectRow(0)
    person: Any = top.person(top.list.table.current_id())
    top.more.choose(i18n.text("batches_page.end_contract"))
    dialog = modal(qtbot)
    assert dialog.windowTitle() == i18n.text("batches_page.end_of", name=person["name"])
    dialog.form.save()
    assert dialog.form.boxes["code"].findings
    dialog.form.set_value("code", "agreed")
    yesterday = desk.clock.today() - datetime.timedelta(days=1)
    dialog.form.set_value("ended_on", yesterday.isoformat())
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(dialog.form.boxes["ended_on"].findings))
    dialog.form.set_value("ended_on", desk.clock.today().isoformat())
    dialog.form.save()
    qtbot.waitUntil(lambda: [row["contract_state"] for row in top.people] == ["ended", "signed"])
    (paper,) = [one for one in dispatch.list_contracts(desk) if one["state"] == "ended"]
    assert paper["contract_no"] in frame.notices.history[0][0]
    qtbot.waitUntil(lambda: bool(rows(top.list)) and rows(top.list)[0]["contract_state"] == "ended")
    top.deeds.end_contract()
    said = i18n.text("batches_page.contract_over", name=person["name"])
    assert frame.notices.history[0] == (said, "warning")
    frame.undo.take_back(office.history.acts(desk, limit=1)[0]["number"])
    qtbot.waitUntil(lambda: [row["contract_state"] for row in top.people] == ["signed", "signed"])


def test_the_notice_of_a_return_takes_it_back(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    _, top = opened(qtbot, frame, sent(desk, tmp_path, add_people(desk, 2)))
    top.deeds.come_back()
    modal(qtbot).form.save()
    qtbot.waitUntil(lambda: top.row["state"] == "returned")
    notice: Any = frame.notices.current
    undo = next(
        each
        for each in notice.findChildren(QtWidgets.QPushButton)
        if i18n.text("window.undo.short") in each.text()
    )
    undo.click()
    qtbot.waitUntil(lambda: top.row["state"] == "sent")


def test_only_contracts_that_are_there_are_offered_for_signing(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 3)
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "two.pdf", people=people[:2])
    _, top = opened(qtbot, frame, batch)
    top.deeds.sign_all()
    dialog = modal(qtbot)
    assert dialog.windowTitle() == i18n.text("batches_page.sign_count", count=2)
    dialog.form.save()
    qtbot.waitUntil(lambda: not any(row["contract_state"] == "final" for row in top.people))
    top.deeds.sign_all()
    assert frame.notices.history[0][0] == i18n.text("batches_page.none_to_sign")


def test_marked_people_without_a_contract_to_sign_are_not_counted_and_are_named(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 4)
    batch = plan(desk, people)
    dispatch.make_contracts(desk, batch, tmp_path / "three.pdf", people=people[:3])
    dispatch.sign(desk, batch_id=batch, people=people[2:3])
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(lambda: len(rows(top.list)) == 4)
    names = [row["name"] for row in rows(top.list)]
    top.list.table.selectAll()
    top.deeds.sign_chosen()
    dialog = modal(qtbot)
    assert dialog.windowTitle() == i18n.text("batches_page.sign_count", count=2)
    others = i18n.text("batches_page.between_names").join(names[2:])
    said = i18n.text("batches_page.sign_others", names=others, count=2)
    assert dialog.note.accessibleName() == said
    assert dialog.note.isVisible()
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    assert frame.notices.history[0][0] == i18n.text("batches_page.signed", count=2)
    qtbot.waitUntil(lambda: not any(row["contract_state"] == "final" for row in rows(top.list)))
    top.list.table.select_row(3)
    top.deeds.sign_chosen()
    said = i18n.text("batches_page.sign_others", names=names[3], count=1)
    assert frame.notices.history[0] == (said, "info")


def test_what_a_batch_does_not_take_in_its_state_is_told(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 2)
    _, top = opened(qtbot, frame, plan(desk, people))
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    top.list.table.select_row(0)
    top.deeds.leave()
    state = i18n.text("dispatch.state.planned")
    said = i18n.text("batches_page.leave_away", number=top.row["number"], state=state)
    assert frame.notices.history[0] == (said, "warning")
    dispatch.make_contracts(desk, top.id, tmp_path / "all.pdf")
    assert dispatch.send(desk, batch_id=top.id, on=desk.clock.today()).done
    assert dispatch.return_batch(desk, batch_id=top.id, on=desk.clock.today()).done
    top.refresh()
    qtbot.waitUntil(lambda: top.row["state"] == "returned")
    qtbot.waitUntil(lambda: len(rows(top.list)) == 2)
    top.list.table.select_row(0)
    top.deeds.remove()
    state = i18n.text("dispatch.state.returned")
    said = i18n.text("batches_page.list_closed", number=top.row["number"], state=state)
    assert frame.notices.history[0] == (said, "warning")
    assert QtWidgets.QApplication.activeModalWidget() is None


def test_the_day_of_an_early_leave_is_chosen_whole_so_that_typing_replaces_it(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    _, top = opened(qtbot, frame, sent(desk, tmp_path, add_people(desk, 1)))
    qtbot.waitUntil(lambda: bool(rows(top.list)))
    to_front(qtbot, frame)
    top.list.table.select_row(0)
    top.deeds.leave()
    dialog = modal(qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)
    day = dialog.form.boxes["until_day"].editor.target()
    assert day.hasFocus()
    assert day.selectedText() == desk.clock.today().isoformat()


def test_what_is_left_of_a_pasted_list_can_be_cleared_when_the_batch_has_left(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 2)
    batch = sent(desk, tmp_path, people[:1])
    name = desk.store.value("SELECT name FROM worker WHERE id = ?", (people[1],))
    draft = f"paste_members:{batch.hex()}"
    office.slots.keep_form(desk, draft, 1, {"text": name})
    page, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(top.rest.isVisible)
    assert name in top.rest.note.accessibleName()
    top.deeds.paste_rest()
    paste: Any = page.top
    qtbot.waitUntil(lambda: [row["match"] for row in rows(paste.list)] == ["one"])
    assert paste.people() == []
    assert not paste.take.isEnabled()
    state = i18n.text("dispatch.state.sent")
    closed = i18n.text("batches_page.closed", number=top.row["number"], state=state)
    assert paste.said.text() == closed
    paste.list.table.select_row(0)
    paste.drop()
    qtbot.waitUntil(lambda: not rows(paste.list))
    paste.leave()
    qtbot.waitUntil(lambda: page.top == top and not top.rest.isVisible())
    qtbot.waitUntil(lambda: office.slots.forms(desk, draft) == [])


def test_what_is_left_of_a_pasted_list_is_not_told_of_a_batch_that_came_back(
    qtbot: QtBot, desk: Desk, frame: Window, tmp_path: Path
) -> None:
    people = add_people(desk, 2)
    batch = sent(desk, tmp_path, people[:1])
    name = desk.store.value("SELECT name FROM worker WHERE id = ?", (people[1],))
    office.slots.keep_form(desk, f"paste_members:{batch.hex()}", 1, {"text": name})
    _, top = opened(qtbot, frame, batch)
    qtbot.waitUntil(top.rest.isVisible)
    dispatch.return_batch(desk, batch_id=batch, on=desk.clock.today())
    top.refresh()
    qtbot.waitUntil(lambda: top.row["state"] == "returned" and not top.rest.isVisible())
    quiet(qtbot, frame.tasks)
    assert not top.rest.isVisible()
