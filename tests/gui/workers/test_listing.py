"""The list of people: found as typed, ordered and narrowed in SQL, saved, copied, written out."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import office, workers
from gigdesk.gui import folder, form, handing
from gigdesk.gui.table import Query
from gigdesk.gui.workers import export, filters, peeking
from gigdesk.gui.workers.person import PersonPage
from gigdesk.gui.workers.registration import RegistrationPage
from tests.gui import frames
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    over_all_steps,
    press,
)
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import names

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
three = people_frame.three
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
WorkerFilter = workers.search.WorkerFilter


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "typed", ["zgx", "zhouguixiang", "600X", "1387000", "樟树", "19780312", "W1"]
)
def test_typing_finds_a_person_by_whatever_is_remembered(
    qtbot: QtBot, people: WorkersPage, typed: str
) -> None:
    people.list.search.setText(typed)
    qtbot.waitUntil(lambda: "周桂香" in names(people) and len(names(people)) < 3)


def test_the_numbers_of_a_row_are_shown_for_a_moment_and_noted(
    qtbot: QtBot, desk: Desk, people: WorkersPage, three: list[bytes]
) -> None:
    people.list.table.setFocus()
    people.list.table.select_row(0)
    press(people.list.table, _Key.Key_F8)
    qtbot.waitUntil(lambda: bool(people.list.table.findChildren(peeking.Peek)))
    shown = people.list.table.findChildren(peeking.Peek)[0]
    seen = people.list.table.current_id()
    assert seen in three
    full = desk.store.get("worker", seen)
    assert full is not None
    assert full["doc_no"] in shown.accessibleName()
    assert workers.story.acts_about(desk, seen)[0]["about"]["fields"] == ["doc_no", "phone"]
    press(shown, _Key.Key_Escape)
    qtbot.waitUntil(lambda: not people.list.table.findChildren(peeking.Peek))


@pytest.mark.usefixtures("three")
def test_the_surname_shan_stands_where_its_pinyin_puts_it(
    qtbot: QtBot, people: WorkersPage
) -> None:
    assert names(people) == ["李铁牛", "单金凤", "周桂香"]
    age = next(n for n, each in enumerate(people.list.model.columns) if each.key == "age")
    people.list.table.head.clicked(age)
    qtbot.waitUntil(lambda: names(people) == ["李铁牛", "周桂香", "单金凤"])
    people.list.table.head.clicked(age)
    qtbot.waitUntil(lambda: names(people) == ["单金凤", "周桂香", "李铁牛"])


@pytest.mark.usefixtures("three")
def test_a_filter_shows_as_chips_that_can_be_taken_away_and_keeps_the_order(
    qtbot: QtBot, people: WorkersPage
) -> None:
    people.list.table.head.clicked(0)
    people.list.show_filter(WorkerFilter(sex="2", age_from=40, day="2026-09-01"))
    qtbot.waitUntil(lambda: names(people) == ["周桂香", "单金凤"])
    assert [kept.words for kept in people.list.query.filters] == [
        "女",
        "40 岁及以上（到 2026-09-01）",
    ]
    people.list.set_filter(None, "sex")
    qtbot.waitUntil(lambda: len(people.list.query.filters) == 1)
    assert people.list.model.query.sort
    people.list.clear()
    qtbot.waitUntil(lambda: len(names(people)) == 3)


@pytest.mark.usefixtures("three")
def test_the_dialog_of_filters_is_filled_in_and_applied(
    qtbot: QtBot, frame: Window, people: WorkersPage, desk: Desk
) -> None:
    press(people.list.table, _Key.Key_G, _CTRL)
    qtbot.waitUntil(lambda: bool(frame.findChildren(form.FormDialog)))
    asked = frame.findChildren(form.FormDialog)[0].form
    asked.boxes["village"].editor.set_value(people_frame.village(desk, "石桥村"))
    asked.boxes["age_to"].editor.set_value(30)
    asked.boxes["age_from"].editor.set_value(40)
    asked.save()
    assert asked.boxes["age_to"].findings
    asked.boxes["age_to"].editor.set_value(None)
    asked.boxes["age_from"].editor.set_value(30)
    asked.save()
    qtbot.waitUntil(lambda: names(people) == ["李铁牛"])
    assert people.list.query.filters[0].words == "石桥村"


def test_the_dialog_of_filters_leaves_no_hole_below_its_chips(
    qtbot: QtBot, frame: Window, people: WorkersPage
) -> None:
    press(people.list.table, _Key.Key_G, _CTRL)
    qtbot.waitUntil(lambda: bool(frame.findChildren(form.FormDialog)))
    asked = frame.findChildren(form.FormDialog)[0].form
    chips = asked.boxes["categories"]
    qtbot.waitUntil(lambda: chips.height() == chips.heightForWidth(chips.width()))
    bar = asked.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == bar.minimum())


def test_every_part_of_a_filter_has_a_chip_and_comes_back_from_the_chips() -> None:
    asked = WorkerFilter(
        villages=(b"v" * 16,),
        towns=(b"t" * 16,),
        sex="1",
        age_from=16,
        age_to=59,
        day="2026-10-01",
        categories=("01", "04"),
        employment_status="2",
        employment_place="1",
        trade="电焊",
        wanted_trade="采茶",
        certificate_kind="4",
        states=("active",),
        registered_from="2026-01-01",
        registered_to="2026-12-31",
        doc_expired=True,
        wish_ended=True,
        lacking=("phone", "consent"),
    )
    names_of = {b"v" * 16: "石桥村", b"t" * 16: "青山镇"}
    query = filters.with_filter(Query(), asked, names_of)
    assert all(kept.words and "{" not in kept.words for kept in query.filters)
    assert filters.wanted(query) == asked


@pytest.mark.usefixtures("three")
def test_a_saved_filter_says_how_many_it_lets_through(
    qtbot: QtBot, desk: Desk, people: WorkersPage
) -> None:
    query = WorkerFilter(sex="2").to_query()
    office.slots.save_filter(desk, page=workers.search.PAGE, name="妇女", query=query)
    people.saved.open()
    qtbot.waitUntil(lambda: people.saved.menu_shown is not None)
    menu = people.saved.menu_shown
    assert menu is not None
    assert menu.actions()[0].text() == "妇女　2 人"
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: names(people) == ["单金凤", "周桂香"])
    people.open_record(("filter", "妇女"))
    qtbot.waitUntil(lambda: len(people.list.query.filters) == 1)


@pytest.mark.usefixtures("three")
def test_the_filter_in_force_is_saved_under_a_name(
    qtbot: QtBot, frame: Window, desk: Desk, people: WorkersPage
) -> None:
    people.list.show_filter(WorkerFilter(sex="1"))
    qtbot.waitUntil(lambda: names(people) == ["李铁牛"])
    people.saved.save()
    asked = frame.findChildren(form.FormDialog)[0].form
    asked.boxes["name"].editor.set_value("男工")
    with qtbot.waitSignal(asked.saved):
        asked.save()
    assert [one["name"] for one in workers.search.saved(desk)] == ["男工"]


@pytest.mark.usefixtures("three")
def test_chosen_rows_are_copied_as_they_are_seen(people: WorkersPage) -> None:
    people.list.table.selectAll()
    press(people.list.table, _Key.Key_C, _CTRL)
    copied = QtGui.QGuiApplication.clipboard().text()
    assert "周桂香" in copied
    assert people_frame.ZHOU not in copied
    assert copied.count("\n") == 3


@pytest.mark.usefixtures("three")
def test_the_keys_lead_to_registration_search_a_person_and_import(
    frame: Window, people: WorkersPage
) -> None:
    people.list.table.setFocus()
    press(people.list.table, _Key.Key_F, _CTRL)
    assert people.list.search.hasFocus()
    press(people.list.search, _Key.Key_N, _CTRL)
    assert isinstance(people.top, RegistrationPage)
    people.to_bottom()
    people.list.table.setFocus()
    people.list.table.select_row(0)
    press(people.list.table, _Key.Key_Return)
    assert isinstance(people.top, PersonPage)
    press(people.top.tabs.tabBar(), _Key.Key_N, _CTRL)
    assert isinstance(people.top, RegistrationPage)
    people.to_bottom()
    people.list.table.setFocus()
    press(people.list.table, _Key.Key_I, _CTRL)
    asked = frame.page("intake")
    assert isinstance(asked, frames.Asked)
    assert asked.isVisible()


@pytest.mark.usefixtures("three")
def test_f2_leads_from_a_row_to_the_fields_of_the_person(qtbot: QtBot, people: WorkersPage) -> None:
    people.list.table.setFocus()
    people.list.table.select_row(0)
    press(people.list.table, _Key.Key_F2)
    qtbot.waitUntil(lambda: hasattr(people.top, "form"))


def test_a_roster_that_is_handed_over_goes_to_the_import(
    frame: Window, people: WorkersPage
) -> None:
    people.open_record("名册.xlsx")
    asked = frame.page("intake")
    assert isinstance(asked, frames.Asked)
    assert asked.records == ["名册.xlsx"]


def test_an_empty_registry_says_what_can_be_done(qtbot: QtBot, people: WorkersPage) -> None:
    qtbot.waitUntil(lambda: people.list.model.state.value == "ready")
    buttons = [each.accessibleName() for each in people.list.findChildren(QtWidgets.QPushButton)]
    assert buttons.count("登记人员") == 2


# writing the list out


def test_a_village_on_paper_stands_beside_its_town_under_its_own_title(
    people: WorkersPage,
) -> None:
    titles = [title for _, title in export.shown_columns(people.list)]
    place = titles.index("乡镇")
    assert titles[place : place + 2] == ["乡镇", "村"]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("layout", [export.LEDGER, export.STAFF, export.CHOSEN])
def test_the_current_list_is_written_masked(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path, layout: str
) -> None:
    people.list.show_filter(WorkerFilter(sex="2"))
    qtbot.waitUntil(lambda: len(names(people)) == 2)
    people.export.choose(layout)
    asked = frame.findChildren(form.FormDialog)[0].form
    assert asked._foot.save.text().endswith("导出 2 人")
    asked.save()
    papers = tmp_path / "papers"
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    written = next(papers.glob("*.xlsx"))
    sheet = openpyxl.load_workbook(written).active
    assert sheet is not None
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    assert "周桂香" in cells
    assert "李铁牛" not in cells
    assert people_frame.ZHOU not in cells


@pytest.mark.usefixtures("three")
def test_whole_numbers_need_a_recipient_and_a_reason(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    people.export.choose(export.LEDGER)
    asked = frame.findChildren(form.FormDialog)[0].form
    asked.set_value("full", value=True)
    asked.save()
    assert {key for key, box in asked.boxes.items() if box.findings} == {"recipient", "reason"}
    asked.set_value("recipient", "县人社局")
    asked.set_value("reason", "月报")
    asked.save()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "papers").glob("*.xlsx"))))
    qtbot.waitUntil(lambda: bool(frame.notices.history))


@pytest.mark.usefixtures("three")
def test_who_may_not_see_whole_numbers_is_told_so_and_not_asked_for_them(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    frame.hooks = dataclasses.replace(frame.hooks, may=lambda act: act != handing.REVEAL)
    people.export.choose(export.LEDGER)
    dialog = frame.findChildren(form.FormDialog)[0]
    assert "full" not in dialog.form.boxes
    assert dialog.note.isVisible()
    assert dialog.note.accessibleName() == i18n.text("people.export.masked")
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "papers").glob("*.xlsx"))))
    qtbot.waitUntil(lambda: bool(frame.notices.history))


@pytest.mark.usefixtures("three")
def test_a_superiors_form_is_filled_with_the_list(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "名字", "村"])
    sheet.append(["{{序号}}", "{{姓名}}", "{{社区（村）}}"])
    source = tmp_path / "报表.xlsx"
    book.save(source)
    wanted = export.Wanted(export.FORM, people.list.model.query, 3, (), source)
    asked = export.ask(frame, wanted).form
    asked.save()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    written = next((tmp_path / "papers").glob("报表*.xlsx"))
    filled = openpyxl.load_workbook(written).active
    assert filled is not None
    assert {row[1].value for row in filled.iter_rows(min_row=2)} == {"周桂香", "李铁牛", "单金凤"}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    first = tmp_path / "名单.xlsx"
    first.touch()
    (tmp_path / "名单 (2).xlsx").touch()
    assert folder.free(first).name == "名单 (3).xlsx"


def test_a_name_of_24_characters_stands_whole_on_two_lines_on_the_smallest_screen(
    qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage
) -> None:
    name = "阿卜杜热合曼·买买提依明·阿卜杜克热木·吐尔逊江"
    people_frame.register(desk, people_frame.ZHOU, name)
    people.list.refresh()
    qtbot.waitUntil(lambda: names(people) == [name])

    def check() -> None:
        assert_nothing_clipped(people)

    over_all_steps(frame, check)


@pytest.mark.usefixtures("three")
def test_nothing_is_clipped_and_everything_is_named_in_every_step(
    frame: Window, people: WorkersPage
) -> None:
    over_all_steps(frame, lambda: assert_nothing_clipped(people))
    assert_everything_named(people)


@pytest.mark.usefixtures("three")
def test_the_order_of_the_list_is_said_where_no_title_shows_it(
    qtbot: QtBot, people: WorkersPage
) -> None:
    shown = people.list
    qtbot.waitUntil(lambda: i18n.text("people.order.pinyin") in shown.count.text())
    shown.search.setText("138")
    qtbot.waitUntil(lambda: i18n.text("people.order.likely") in shown.count.text())
    shown.table.head.clicked(0)
    rows_there = i18n.text("window.table.rows", count=f"{shown.model.rowCount():,}")
    qtbot.waitUntil(lambda: shown.count.text() == rows_there)
