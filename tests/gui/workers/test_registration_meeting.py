"""Registration meets what is there already: known numbers, slips, and rows of imports that wait."""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING, Any

import openpyxl
from PySide6 import QtCore, QtWidgets

from gigdesk.actions import office
from gigdesk.actions.workers import imports
from gigdesk.domain.workers import identity
from gigdesk.gui.workers.person import PersonPage
from gigdesk.gui.workers.registration import RegistrationPage
from tests.gui.conftest import press, type_keys
from tests.gui.frames import quiet
from tests.gui.workers import people_frame, test_registration
from tests.gui.workers.people_frame import LI, ZHOU
from tests.gui.workers.test_registration import enter, target

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
page = test_registration.page
_Key = QtCore.Qt.Key


def test_a_number_that_is_known_opens_the_person_at_once(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, page: RegistrationPage
) -> None:
    known = people_frame.register(desk, LI, "李铁牛", phone="13870005678")
    type_keys(target(page, "doc_no"), LI)
    qtbot.waitUntil(lambda: isinstance(people.top, PersonPage) and people.top.person is not None)
    assert isinstance(people.top, PersonPage)
    assert people.top.id == known
    assert frame.notices.history[0] == ("这个号码已经登记，已打开 W1 李铁牛", "info")
    people.back()
    assert people.count() == 2
    assert page.form.values()["doc_no"] is None
    assert not page.form.is_changed


def test_what_was_typed_beside_a_known_number_is_there_on_the_way_back(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: RegistrationPage
) -> None:
    known = people_frame.register(desk, LI, "李铁牛", phone="13870005678")
    page.form.set_value("name", "李铁生")
    enter(page, "doc_no", LI)
    qtbot.waitUntil(lambda: isinstance(people.top, PersonPage) and people.top.person is not None)
    people.back()
    assert (page.form.values()["doc_no"], page.form.values()["name"]) == (LI, "李铁生")
    qtbot.waitUntil(page.note.isVisible)
    qtbot.waitUntil(lambda: bool(page.form.boxes["doc_no"].findings))
    assert page.form.boxes["doc_no"].findings[0].code == "workers.error.known"
    assert people.count() == 2
    press(target(page, "name"), _Key.Key_F3)
    assert isinstance(people.top, PersonPage)
    assert people.top.id == known
    qtbot.waitUntil(lambda: isinstance(people.top, PersonPage) and people.top.person is not None)


def test_a_slip_of_one_digit_is_hinted_at_while_typing_and_f3_opens_the_other(
    qtbot: QtBot, desk: Desk, people: WorkersPage, page: RegistrationPage
) -> None:
    known = people_frame.register(desk, ZHOU, "周桂香")
    slip = ZHOU[:15] + "1" + ZHOU[16:17]
    slip += identity.check_character(slip)
    type_keys(target(page, "doc_no"), slip)
    qtbot.waitUntil(page.note.isVisible)
    assert page.form.boxes["doc_no"].findings == ()
    press(target(page, "doc_no"), _Key.Key_F3)
    assert isinstance(people.top, PersonPage)
    assert people.top.id == known
    qtbot.waitUntil(lambda: isinstance(people.top, PersonPage) and people.top.person is not None)


def test_a_row_that_waits_is_registered_and_done_in_one_act(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号码", "联系电话", "村"])
    sheet.append(["周桂香", ZHOU[:-1], "13870001234", "石桥村"])
    book.save(tmp_path / "名册.xlsx")
    opened = imports.open_file(desk, tmp_path / "名册.xlsx")
    imports.take_in(desk, imports.read(opened, today=desk.clock.today()), back_up=False)
    (line,) = imports.waiting_lines(desk)
    values = imports.prefill(desk, line.id)
    people.open_record({"prefill": values, "intake_row": line.id})
    qtbot.waitUntil(lambda: isinstance(people.top, RegistrationPage))
    page = people.top
    assert isinstance(page, RegistrationPage)
    assert page.form.values()["village_id"] == people_frame.village(desk, "石桥村")
    said = [each.text() for each in page.note.findChildren(QtWidgets.QLabel)]
    assert any("名册.xlsx" in each for each in said)
    qtbot.waitUntil(lambda: bool(page.form.boxes["doc_no"].findings))
    target(page, "doc_no").setFocus()
    press(target(page, "doc_no"), _Key.Key_End)
    type_keys(target(page, "doc_no"), ZHOU[-1])
    qtbot.waitUntil(lambda: not page.form.boxes["doc_no"].findings)
    with qtbot.waitSignal(page.registered):
        page.form.save()
    assert imports.count(desk) == 0
    assert people.count() == 1
    assert frame.page("intake").records[-1] == "inbox"  # type: ignore[union-attr]
    office.undo.undo(desk)
    assert imports.count(desk) == 1


def test_whoever_is_being_saved_is_never_met_as_somebody_known(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage, page: RegistrationPage
) -> None:
    register = page.form._doing.act
    assert register is not None
    released = threading.Event()

    def slowly(writing: Desk, values: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        answer = register(writing, values, confirmed)
        released.wait(30)
        return answer

    page.form._doing = dataclasses.replace(page.form._doing, act=slowly)
    type_keys(target(page, "doc_no"), ZHOU)
    page.form.set_value("name", "周桂香")
    page.form.save()
    qtbot.waitUntil(lambda: bool(desk.store.value("SELECT count(*) FROM worker")))
    asked: list[int] = []
    page._look_on()
    page.look()
    frame.tasks.ask(lambda _desk: 1, asked.append, owner=frame)
    qtbot.waitUntil(lambda: bool(asked))
    assert people.top is page
    assert not page.note.isVisible()
    # As when the line loses the keyboard to the page of the one just saved.
    page.registered.connect(lambda _answer, _again: page.look())
    page.deleteLater = lambda: None  # type: ignore[method-assign]  # it goes when there is time
    released.set()
    qtbot.waitUntil(lambda: isinstance(people.top, PersonPage) and people.top.person is not None)
    quiet(qtbot, frame.tasks)
    told = [words for words, _tone in frame.notices.history]
    assert len(told) == 1
    assert "W1" in told[0]
    assert "已经登记" not in told[0]
