"""Forms that fold: what a check of the desk stops is dealt with and saved by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import workers
from gigdesk.domain.workers import identity
from gigdesk.gui import form
from gigdesk.gui.record import FormPage
from tests.gui.conftest import press, type_keys
from tests.gui.frames import quiet
from tests.gui.rooms import to_front
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import ZHOU

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage
    from gigdesk.gui.workers.person import PersonPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def who(desk: Desk) -> bytes:
    """Register somebody."""
    return people_frame.register(desk, ZHOU, "周桂香", phone="13870001234")


@pytest.fixture
def page(qtbot: QtBot, frame: Window, people: WorkersPage, who: bytes) -> PersonPage:
    """Open that person in the active window."""
    made = people.open_person(who)
    qtbot.waitUntil(lambda: made.person is not None)
    to_front(qtbot, frame)
    return made


def hand() -> QtWidgets.QWidget:
    """Return what has the keyboard."""
    found = QtWidgets.QApplication.focusWidget()
    assert found is not None
    return found


def write(field: QtWidgets.QWidget, words: str) -> None:
    """Put other words into a field, by keys."""
    field.setFocus()
    press(field, _Key.Key_A, _CTRL)
    type_keys(field, words)


def correcting(qtbot: QtBot, people: WorkersPage, page: PersonPage) -> form.Form:
    """Press F2 and return the form."""
    press(page, _Key.Key_F2)
    qtbot.waitUntil(lambda: isinstance(people.top, FormPage))
    assert isinstance(people.top, FormPage)
    to_front(qtbot, people.window())
    return people.top.form


def phone_of(desk: Desk, who: bytes) -> str:
    """Return the whole number that is kept."""
    return str(workers.people.reveal(desk, worker_id=who, fields=["phone"])["phone"])


def stopped(qtbot: QtBot, asked: form.Form, key: str) -> None:
    """Save by keys and wait until the keyboard is where the warning is confirmed."""
    press(asked, _Key.Key_S, _CTRL)
    qtbot.waitUntil(asked.boxes[key].confirm.hasFocus)


def test_a_warning_of_the_act_is_confirmed_by_space_and_the_person_is_saved(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: PersonPage, who: bytes
) -> None:
    asked = correcting(qtbot, people, page)
    write(asked.boxes["phone"].editor.target(), "1397766554")
    stopped(qtbot, asked, "phone")
    press(hand(), _Key.Key_Space)
    assert asked.boxes["phone"].confirm.isChecked()
    with qtbot.waitSignal(asked.saved):
        press(hand(), _Key.Key_S, _CTRL)
    assert phone_of(desk, who) == "1397766554"


def test_what_a_warning_is_about_can_be_typed_again(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: PersonPage, who: bytes
) -> None:
    asked = correcting(qtbot, people, page)
    phone = asked.boxes["phone"].editor.target()
    write(phone, "1397766554")
    stopped(qtbot, asked, "phone")
    press(hand(), _Key.Key_Backtab)
    assert phone.hasFocus()
    write(phone, "13977665544")
    with qtbot.waitSignal(asked.saved):
        press(hand(), _Key.Key_S, _CTRL)
    assert phone_of(desk, who) == "13977665544"


def test_a_warning_on_a_certificate_is_confirmed_in_its_dialog(
    qtbot: QtBot, desk: Desk, frame: Window, page: PersonPage, who: bytes
) -> None:
    page.sections["certificates"].add_one()
    dialog = next(each for each in frame.findChildren(form.FormDialog) if each.isVisible())
    to_front(qtbot, dialog)
    quiet(qtbot, frame.tasks)
    asked = dialog.form
    asked.set_value("kind", "6")
    write(asked.boxes["issued_on"].editor.target(), "2026-10-01")
    write(asked.boxes["valid_to"].editor.target(), "2025-10-01")
    stopped(qtbot, asked, "valid_to")
    press(hand(), _Key.Key_Space)
    with qtbot.waitSignal(asked.saved):
        press(hand(), _Key.Key_S, _CTRL)
    kept = workers.people.get(desk, who).certificates
    assert [one["valid_to"] for one in kept] == ["2025-10-01"]


def test_the_keyboard_goes_to_what_is_wrong_now_and_not_to_what_was_put_right(
    qtbot: QtBot, people: WorkersPage, page: PersonPage
) -> None:
    asked = correcting(qtbot, people, page)
    number, phone = (asked.boxes[key].editor.target() for key in ("doc_no", "phone"))
    write(number, ZHOU[:-1] + "5")
    press(number, _Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(asked.boxes["doc_no"].findings))
    write(number, ZHOU)
    press(number, _Key.Key_Tab)
    write(phone, "1397766554")
    stopped(qtbot, asked, "phone")
    assert asked.boxes["doc_no"].findings == ()


def test_an_answer_about_a_number_that_was_changed_meanwhile_is_not_shown(
    qtbot: QtBot, people: WorkersPage, page: PersonPage
) -> None:
    asked = correcting(qtbot, people, page)
    number = asked.boxes["doc_no"].editor.target()
    write(number, ZHOU[:-1] + "5")
    press(number, _Key.Key_Tab)
    write(number, ZHOU)
    quiet(qtbot, people.frame.tasks)
    assert asked.boxes["doc_no"].findings == ()


def test_birth_and_sex_follow_a_new_number_before_the_eyes(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: PersonPage, who: bytes
) -> None:
    asked = correcting(qtbot, people, page)
    before = asked.values()
    body = ("430602197505154" if before["sex"] == "2" else "430602197505155") + "11"
    body = body[:16] + ("1" if before["sex"] == "2" else "2")
    write(asked.boxes["doc_no"].editor.target(), body + identity.check_character(body))
    press(hand(), _Key.Key_Tab)
    qtbot.waitUntil(lambda: asked.values()["birth_date"] == "1975-05-15")
    assert asked.values()["sex"] != before["sex"]
    assert asked.boxes["birth_date"].findings
    assert (desk.store.get("worker", who) or {})["birth_date"] == before["birth_date"]


def test_what_told_of_work_that_ended_is_emptied_before_the_eyes_and_may_be_told_again(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: PersonPage, who: bytes
) -> None:
    working = {"employment_status": "1", "employed_since": "2026-03-01", "employer_name": "甲厂"}
    workers.people.correct(desk, worker_id=who, changes=working)
    page.refresh()
    qtbot.waitUntil(
        lambda: page.person is not None and page.person.worker["employer_name"] == "甲厂"
    )
    asked = correcting(qtbot, people, page)
    state = asked.boxes["employment_status"]
    asked.set_value("employment_status", "2")
    state.editor.finished.emit()
    qtbot.waitUntil(lambda: not asked.values()["employer_name"])
    assert not asked.values()["employed_since"]
    assert asked.boxes["employer_name"].findings
    asked.set_value("employer_name", "甲厂")
    asked.boxes["employer_name"].editor.finished.emit()
    qtbot.wait(300)
    assert asked.values()["employer_name"] == "甲厂"
    press(hand(), _Key.Key_S, _CTRL)
    qtbot.waitUntil(lambda: not isinstance(people.top, FormPage))
    row = desk.store.get("worker", who) or {}
    assert (row["employment_status"], row["employed_since"]) == ("2", None)
    assert row["employer_name"] == "甲厂"
