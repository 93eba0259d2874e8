"""The list of acts: names, and what stood in a record before and after an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import office, workers
from gigdesk.domain.office import Role
from gigdesk.gui import dialogs, table
from gigdesk.gui.house import finding
from gigdesk.gui.office import acts
from tests.gui.kit.checks import assert_nothing_clipped, child, over_all_steps, press
from tests.gui.rooms import rows
from tests.gui.whole import section
from tests.workforce import add_person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def words_in(dialog: QtWidgets.QDialog) -> str:
    return "  ".join(each.text() for each in dialog.findChildren(QtWidgets.QLabel))


def test_an_act_shows_whom_it_changed_and_what_stood_there_before(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    person = add_person(desk, 1, name="王小兰", phone="13870001234")
    workers.people.correct(desk, worker_id=person, changes={"notes": "会电焊"})
    page = section(frame, "acts")
    qtbot.waitUntil(lambda: bool(rows(page.list)) and bool(rows(page.list)[0]))
    assert "王小兰" in rows(page.list)[0]["detail"]
    page.list.table.setFocus()
    page.list.table.select_row(0)
    press(page.list.table, QtCore.Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: frame.findChild(dialogs.Dialog) is not None)
    dialog = child(frame, dialogs.Dialog)
    assert "王小兰" in words_in(dialog)
    assert "会电焊" in words_in(dialog)
    over_all_steps(frame, lambda: assert_nothing_clipped(dialog))
    name = i18n.text("settings.acts.open")
    opening = next(
        b for b in dialog.findChildren(QtWidgets.QPushButton) if b.accessibleName() == name
    )
    opening.click()
    qtbot.waitUntil(lambda: frame.head.title.accessibleName() == "王小兰")


def test_what_may_not_be_taken_back_by_somebody_is_not_said_to_be_so(desk: Desk) -> None:
    person = add_person(desk, 1)
    workers.people.correct(desk, worker_id=person, changes={"notes": "会电焊"})
    query = table.Query()
    assert acts.Acts(may_undo=True).page(desk, query, 0, 1)[0]["state"] == "undoable"
    assert acts.Acts(may_undo=False).page(desk, query, 0, 1)[0]["state"] == ""


def test_both_lists_judge_an_act_alike_and_the_reason_is_told(
    qtbot: QtBot, desk: Desk, frame: Window
) -> None:
    person = add_person(desk, 1, consent=False)
    for words in ("会电焊", "会开车"):
        workers.people.correct(desk, worker_id=person, changes={"notes": words})
    workers.consents.consent(desk, worker_id=person, purpose="employer")
    workers.people.reveal(desk, worker_id=person, fields=["phone"])
    shown = acts.Acts(may_undo=True).page(desk, table.Query(), 0, 5)
    states = [row["state"] for row in shown]
    assert states == ["", "locked", "undoable", "locked", "locked"]
    found = acts.Acts(may_undo=True)
    query = table.Query(text=i18n.text("acts.workers.correct"))
    assert found.count(desk, query) == 2
    assert [row["state"] for row in found.page(desk, query, 0, 2)] == ["undoable", "locked"]
    listed = {one.id: one.why_not for one in finding.undoables(desk)}
    assert all(listed[row["number"]] == row["why"] for row in shown[1:])
    page = section(frame, "acts")
    qtbot.waitUntil(lambda: len(rows(page.list)) >= 5 and bool(rows(page.list)[3]))
    page.list.table.setFocus()
    page.list.table.select_row(3)
    page.undo()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(asked, dialogs.Dialog)
    assert shown[3]["why"] in words_in(asked)
    asked.reject()


def test_an_old_act_is_judged_once_it_is_chosen(
    qtbot: QtBot, desk: Desk, frame: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "JUDGED_BACK", 1)
    person = add_person(desk, 1, consent=False)
    for words in ("会电焊", "会开车"):
        workers.people.correct(desk, worker_id=person, changes={"notes": words})
    page = section(frame, "acts")
    qtbot.waitUntil(lambda: len(rows(page.list)) >= 2 and bool(rows(page.list)[1]))
    assert [row["state"] for row in rows(page.list)[:2]] == ["undoable", "later"]
    page.list.table.select_row(1)
    page.undo()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    asked = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(asked, dialogs.Dialog)
    assert asked.windowTitle() == i18n.text("settings.acts.stays")
    asked.reject()


def test_who_reads_only_the_own_acts_sees_nothing_of_another(desk: Desk) -> None:
    person = add_person(desk, 1)
    done = workers.people.correct(desk, worker_id=person, changes={"notes": "会电焊"}).done
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    found, count = office.deeds.of_act(desk, done.number)
    assert count >= 1
    assert [each["changes"]["notes"] for each in found if "notes" in each["changes"]] == [
        (None, "会电焊")
    ]
    with pytest.raises(errors.NotFound):
        office.deeds.of_act(desk, 99_999)
    folder = desk.folder
    desk.close()
    clerk = office.entry.sign_in(folder, "wang", "wang-wang")
    with pytest.raises(errors.NotAllowed):
        office.deeds.of_act(clerk, done.number)
    clerk.close()
