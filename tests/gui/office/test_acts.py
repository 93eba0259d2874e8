"""The list of acts: names, and what stood in a record before and after an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import office, workers
from gigdesk.domain.office import Role
from gigdesk.gui import dialogs, table
from gigdesk.gui.office import acts
from tests.gui.kit.checks import assert_nothing_clipped, child, over_all_steps, press
from tests.gui.rooms import rows
from tests.gui.whole import section
from tests.workforce import add_person

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def words(dialog: QtWidgets.QDialog) -> str:
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
    assert "王小兰" in words(dialog)
    assert "会电焊" in words(dialog)
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


def test_who_reads_only_the_own_acts_sees_nothing_of_another(desk: Desk) -> None:
    person = add_person(desk, 1)
    done = workers.people.correct(desk, worker_id=person, changes={"notes": "会电焊"}).done
    office.staff.add(desk, login="wang", name="王芳", role=Role.CLERK, password="wang-wang")
    found, count = workers.story.of_act(desk, done.number)
    assert count >= 1
    assert [each["changes"]["notes"] for each in found if "notes" in each["changes"]] == [
        (None, "会电焊")
    ]
    with pytest.raises(errors.NotFound):
        workers.story.of_act(desk, 99_999)
    folder = desk.folder
    desk.close()
    clerk = office.entry.sign_in(folder, "wang", "wang-wang")
    with pytest.raises(errors.NotAllowed):
        workers.story.of_act(clerk, done.number)
    clerk.close()
