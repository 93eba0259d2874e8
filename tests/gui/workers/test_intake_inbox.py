"""The inbox: rows that wait beside the person they mean, settled one by one and several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.actions.workers import imports
from gigdesk.gui import form
from gigdesk.gui.workers import intake_words, roster_row
from gigdesk.gui.workers.intake import Intake
from tests.actions.workers.imports import rosters
from tests.gui.frames import Asked
from tests.gui.kit.checks import press, say, type_keys
from tests.gui.rooms import to_front
from tests.gui.workers.intake_frame import desk, frame

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.intake_inbox import Inbox

__all__ = ["desk", "frame"]
_Key = QtCore.Qt.Key
LIU, CHEN = rosters.number(1), rosters.number(2)


def waiting(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path, rows: Sequence[Sequence[Any]]
) -> Inbox:
    """Import two known people and rows that wait, and open the inbox."""
    rosters.add_places(desk, ("青山镇", "新建村"))
    known = [["刘桂花", LIU, "13800000001", "新建村"], ["陈秀英", CHEN, "13800000002", "新建村"]]
    rosters.take(desk, rosters.book(tmp_path / "known.xlsx", known))
    rosters.take(desk, rosters.book(tmp_path / "wait.xlsx", rows))
    page = frame.open("intake", "inbox")
    assert isinstance(page, Intake)
    qtbot.waitUntil(lambda: page.inbox.list.model.rowCount() == len(rows))
    qtbot.waitUntil(lambda: page.inbox.settling.view.line is not None)
    to_front(qtbot, frame)
    return page.inbox


def left(qtbot: QtBot, inbox: Inbox, count: int) -> None:
    qtbot.waitUntil(lambda: inbox.list.model.rowCount() == count)


def test_a_damaged_number_is_repaired_with_the_person_proposed(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    row = ["刘桂花", int(LIU[:15] + "000"), "13899998888", "新建村"]
    inbox = waiting(qtbot, frame, desk, tmp_path, [row])
    line = inbox.settling.view.line
    assert line is not None
    assert line.person is not None
    words = [each.text() for each in inbox.settling.findChildren(QtWidgets.QLabel)]
    assert any("15 位" in each for each in words)
    assert not any(LIU in each for each in words)
    assert inbox.settling.view.taken() == {"phone"}
    inbox.settling.take.setFocus()
    press(inbox.settling.take, _Key.Key_Return)
    left(qtbot, inbox, 0)
    assert rosters.person(desk, LIU)["phone"] == "13899998888"


def test_a_name_is_only_taken_when_it_is_ticked(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    inbox = waiting(qtbot, frame, desk, tmp_path, [["刘贵花", LIU, "13899998888", ""]])
    boxes = inbox.settling.view.boxes
    assert {name: box.isChecked() for name, box in boxes.items()} == {"name": False, "phone": True}
    boxes["name"].setChecked(True)
    inbox.settling.take_fields()
    left(qtbot, inbox, 0)
    row = rosters.person(desk, LIU)
    assert (row["name"], row["phone"]) == ("刘贵花", "13899998888")
    notice = frame.notices.current
    assert notice is not None
    undo = [each for each in notice.findChildren(QtWidgets.QPushButton) if "撤销" in each.text()]
    undo[0].click()
    left(qtbot, inbox, 1)
    assert rosters.person(desk, LIU)["name"] == "刘桂花"


def test_several_rows_are_settled_together(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    rows = [
        ["刘贵花", LIU, "13811110000", ""],
        ["陈秀因", CHEN, "13822220000", ""],
        ["无名氏", "", "", ""],
    ]
    inbox = waiting(qtbot, frame, desk, tmp_path, rows)
    inbox.list.table.selectAll()
    qtbot.waitUntil(lambda: inbox.settling.view.line is None)
    assert inbox.settling.take.isEnabled()
    inbox.settling.keep_known()
    left(qtbot, inbox, 1)
    assert rosters.person(desk, LIU)["name"] == "刘桂花"
    shown = inbox.list.model.columns[1].words(inbox.list.model.row(0))
    assert shown == i18n.text("intake_page.kind.rejected")


def test_a_row_opens_the_registration_filled_in(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    inbox = waiting(qtbot, frame, desk, tmp_path, [["周永红", CHEN[:-1], "13866667777", "新建村"]])
    inbox.settling.register()
    people = frame.page("workers")
    assert isinstance(people, Asked)
    qtbot.waitUntil(lambda: bool(people.records))
    asked = people.records[0]
    assert asked["prefill"]["name"] == "周永红"
    assert asked["prefill"]["doc_no"] == CHEN[:-1]
    assert imports.meant(desk, asked["intake_row"]) is None


def test_a_row_is_dropped_with_its_reason(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    inbox = waiting(qtbot, frame, desk, tmp_path, [["无名氏", "", "", ""]])
    inbox.settling.ask_reason()
    dialog = frame.findChild(form.FormDialog)
    assert dialog is not None
    dialog.form.save()
    assert dialog.form.boxes["reason"].is_stopping
    say(dialog.form.boxes["reason"].editor.target(), "不是本镇的人")
    dialog.form.save()
    left(qtbot, inbox, 0)
    assert imports.count(desk) == 0


def test_the_person_can_be_found_by_pinyin(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    inbox = waiting(qtbot, frame, desk, tmp_path, [["小花", "", "13866667777", ""]])
    assert inbox.settling.take.isHidden()
    inbox.settling.ask_person()
    dialog = frame.findChild(form.FormDialog)
    assert dialog is not None
    target = dialog.form.boxes["person"].editor.target()
    target.setFocus()
    type_keys(target, "cxy")
    qtbot.wait(500)
    press(target, _Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.form.values()["person"] is not None)
    dialog.form.save()
    qtbot.waitUntil(
        lambda: (
            inbox.settling.view.line is not None and inbox.settling.view.line.person is not None
        ),
    )
    inbox.settling.take_fields()
    left(qtbot, inbox, 0)
    assert rosters.person(desk, CHEN)["phone"] == "13866667777"


def test_numbers_are_shown_on_demand_and_that_is_noted(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    inbox = waiting(qtbot, frame, desk, tmp_path, [["刘贵花", LIU, "", ""]])
    inbox.settling.reveal()
    qtbot.waitUntil(
        lambda: inbox.settling.view.line is not None and inbox.settling.view.line.number == LIU
    )
    assert desk.store.value("SELECT count(*) FROM act WHERE name = 'workers.reveal'") == 1


def test_the_inbox_is_narrowed_by_class_and_import(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    rows = [["刘贵花", LIU, "", ""], ["无名氏", "", "", ""]]
    inbox = waiting(qtbot, frame, desk, tmp_path, rows)
    inbox.kind.setCurrentIndex(1)
    inbox.kind.activated.emit(1)
    left(qtbot, inbox, 1)
    inbox.list.clear()
    left(qtbot, inbox, 2)
    inbox.show_import(1)
    left(qtbot, inbox, 0)
    page = frame.page("intake")
    assert isinstance(page, Intake)
    qtbot.waitUntil(lambda: page.tabs.tabText(1).endswith("2"))


def choose_village(qtbot: QtBot, frame: Window, inbox: Inbox, initials: str) -> None:
    """Choose a village for the row as a user does."""
    inbox.settling.place.click()
    dialog = next(one for one in frame.findChildren(form.FormDialog) if one.isVisible())
    target = dialog.form.boxes["village"].editor.target()
    target.setFocus()
    type_keys(target, initials)
    qtbot.wait(500)
    press(target, _Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.form.values()["village"] is not None)
    dialog.form.save()
    qtbot.waitUntil(inbox.settling.place.isHidden)


def test_the_village_of_a_row_that_names_an_unknown_one_is_chosen_by_initials(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    ids = rosters.add_places(desk, ("青山镇", "大湾村"))
    row = ["刘贵花", LIU, "13899998888", "乌有村"]
    inbox = waiting(qtbot, frame, desk, tmp_path, [row])
    assert inbox.settling.place.isVisible()
    assert "village_id" not in inbox.settling.view.boxes
    choose_village(qtbot, frame, inbox, "dwc")
    assert inbox.settling.view.boxes["village_id"].isChecked()
    # Until it is taken the row waits as it did.
    assert imports.count(desk) == 1
    inbox.settling.take_fields()
    left(qtbot, inbox, 0)
    person = rosters.person(desk, LIU)
    assert (person["village_id"], person["name"]) == (ids["青山镇", "大湾村"], "刘桂花")


def test_a_newcomer_is_registered_in_the_village_that_was_chosen(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    inbox = waiting(qtbot, frame, desk, tmp_path, [["杨建国", LIU[:-1], "13866667777", ""]])
    choose_village(qtbot, frame, inbox, "xjc")
    inbox.settling.register()
    people = frame.page("workers")
    assert isinstance(people, Asked)
    qtbot.waitUntil(lambda: bool(people.records))
    asked = people.records[0]
    village = desk.store.value("SELECT id FROM division WHERE name = '新建村'")
    assert asked["prefill"]["village_id"] == village


def test_two_rows_that_wait_for_each_other_are_offered_together(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    header = ("姓名", "身份证号码", "与户主关系")
    known = [["王小明", LIU, None], ["李英", CHEN, None]]
    rosters.take(desk, rosters.book(tmp_path / "known.xlsx", known, header))
    one, two = (rosters.person(desk, number)["id"] for number in (LIU, CHEN))
    home, _ = workers.households.create(desk, head_id=one)
    workers.households.join(desk, worker_id=two, household_id=home, relation="妻子")
    listed = [["王大明", LIU, "配偶"], ["李英", CHEN, "户主"]]
    rosters.take(desk, rosters.book(tmp_path / "r.xlsx", listed, header))
    page = frame.open("intake", "inbox")
    assert isinstance(page, Intake)
    inbox = page.inbox
    qtbot.waitUntil(lambda: inbox.settling.view.line is not None)
    inbox.settling.take_fields()
    qtbot.waitUntil(lambda: QtWidgets.QApplication.activeModalWidget() is not None)
    dialog: Any = QtWidgets.QApplication.activeModalWidget()
    assert dialog.windowTitle() == i18n.text("intake_page.both.title")
    dialog.accept()
    left(qtbot, inbox, 0)
    _, members = workers.households.get(desk, home)
    assert [each["name"] for each in members if each["relation_to_head"] == "0"] == ["李英"]


def test_the_registration_of_a_row_says_in_sentences_what_to_check(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    rows = [["周永红", CHEN[:-1] + "A", "1386666", "新建村"]]
    inbox = waiting(qtbot, frame, desk, tmp_path, rows)
    line = inbox.settling.view.line
    assert line is not None
    assert len([*line.reasons, *line.warnings]) > 1
    said = roster_row.read(desk, line.id, imports.prefill(desk, line.id)).said
    assert i18n.text("intake_page.row_of", file=line.file, where=line.where) in said
    assert "；" in said
    assert "。、" not in said
    assert "。；" not in said
    assert said.endswith("。")
    assert not said.endswith("。。")


def test_a_village_that_was_chosen_is_asked_for_no_more(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    rows = [["杨建国", LIU[:-1], "13866667777", "没有的村"]]
    inbox = waiting(qtbot, frame, desk, tmp_path, rows)
    asked = i18n.text("intake.finding.village_none", village="没有的村")
    before = inbox.settling.view.line
    assert before is not None
    assert asked in [intake_words.told(one) for one in before.warnings]
    choose_village(qtbot, frame, inbox, "xjc")
    line = inbox.settling.view.line
    assert line is not None
    assert line.reasons == before.reasons
    assert asked not in [intake_words.told(one) for one in line.warnings]
    village = desk.store.value("SELECT id FROM division WHERE name = '新建村'")
    values = imports.prefill(desk, line.id, village_id=village)
    assert asked not in roster_row.read(desk, line.id, values).said
