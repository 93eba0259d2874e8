"""The table: pages from the background, order, copying, sums, its remembered look, empty states."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from gigdesk.gui import table, theme
from gigdesk.gui.table import blocks, fitting
from gigdesk.gui.table.layouts import Layouts
from gigdesk.gui.table.model import PAGE, WAITING
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    bring_up,
    child,
    over_all_steps,
    press,
    say,
)
from tests.gui.kit import gallery, people

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Tasks

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def listing(qtbot: QtBot, runner: Tasks[Any]) -> table.Listing:
    made = table.Listing(
        runner, people.People(), gallery.COLUMNS, name="人员", view="people", layouts=Layouts("t")
    )
    made.resize(911, 512)
    bring_up(qtbot, made)
    qtbot.waitUntil(lambda: made.model.rowCount() == 1000)
    return made


def test_the_model_passes_qts_own_tester(qtbot: QtBot, runner: Tasks[Any]) -> None:
    model = table.PagedModel(runner, people.People(), gallery.COLUMNS)
    tester = QtTest.QAbstractItemModelTester(
        model, QtTest.QAbstractItemModelTester.FailureReportingMode.Warning
    )
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    with qtbot.waitSignal(model.loaded):
        model.ask_for(table.Query(text="王"))
    with qtbot.waitSignal(model.loaded):
        model.ask_for(table.Query(text="no such person"))
    assert model.rowCount() == 0
    assert tester.model() is model


def test_rows_far_below_show_dots_until_they_arrive(qtbot: QtBot, listing: table.Listing) -> None:
    index = listing.model.index(7 * PAGE, 0)
    assert index.data() == WAITING
    qtbot.waitUntil(lambda: index.data() == people.person(7 * PAGE + 1).name)


def test_only_pages_in_sight_are_asked_for(qtbot: QtBot, listing: table.Listing) -> None:
    assert len(listing.model._pages) == 1
    listing.table.scrollToBottom()
    qtbot.waitUntil(lambda: listing.model.row(999) is not None)
    qtbot.wait(20)
    assert len(listing.model._pages) <= 3


def test_a_click_on_the_head_orders_in_the_source_and_a_second_one_the_other_way(
    qtbot: QtBot, listing: table.Listing
) -> None:
    age = 5
    with qtbot.waitSignal(listing.model.loaded):
        listing.table.head.clicked(age)
    assert listing.model.query.sort == (("age", False),)
    assert listing.model.row(0).age == 18
    with qtbot.waitSignal(listing.model.loaded):
        listing.table.head.clicked(age)
    assert listing.model.row(0).age == 65


def test_the_arrow_of_the_order_takes_nothing_from_the_title(
    qtbot: QtBot, listing: table.Listing
) -> None:
    head = listing.table.horizontalHeader()
    for column in listing.table.head.shown():
        with qtbot.waitSignal(listing.model.loaded):
            listing.table.head.clicked(column)
        assert listing.table.columnWidth(column) >= head.sectionSizeHint(column)


def test_how_something_stands_is_never_cut(qtbot: QtBot, runner: Tasks[Any]) -> None:
    longer = dataclasses.replace(
        gallery.COLUMNS[0],
        key="stands",
        kind="status",
        width=3,
        frozen=False,
        show=lambda _row: "on the road since yesterday",
        tone=lambda _row: "ok",
    )
    made = table.Listing(
        runner,
        people.People(),
        (*gallery.COLUMNS, longer, dataclasses.replace(gallery.COLUMNS[1], key="last")),
        name="人员",
        view="stands",
        layouts=Layouts("t"),
    )
    made.resize(911, 512)
    bring_up(qtbot, made)
    qtbot.waitUntil(lambda: made.model.rowCount() == 1000)
    place = len(gallery.COLUMNS)
    needed = made.table.sizeHintForColumn(place)
    qtbot.waitUntil(lambda: made.table.columnWidth(place) >= needed)


def test_typing_searches_after_a_moment_and_enter_goes_to_the_rows(
    qtbot: QtBot, listing: table.Listing
) -> None:
    listing.search.setFocus()
    with qtbot.waitSignal(listing.model.loaded):
        say(listing.search, "王")
    found = listing.model.rowCount()
    assert 0 < found < 1000
    assert all("王" in listing.model.row(number).name for number in range(min(found, PAGE)))
    press(listing.search, _Key.Key_Return)
    assert listing.table.currentIndex().row() == 0


def test_letters_typed_over_the_rows_go_to_the_search_box(listing: table.Listing) -> None:
    listing.table.setFocus()
    press(listing.table, _Key.Key_W)
    assert listing.search.text() == "w"


def test_filters_stand_as_chips_and_clearing_them_brings_everybody_back(
    qtbot: QtBot, listing: table.Listing
) -> None:
    with qtbot.waitSignal(listing.model.loaded):
        listing.set_filter(table.Filter("village", "石桥村", "村：石桥村"))
    assert listing.chips.isVisible()
    assert listing.model.rowCount() < 1000
    chip = child(listing.chips, QtWidgets.QPushButton)
    assert "石桥村" in chip.accessibleName()
    with qtbot.waitSignal(listing.model.loaded):
        press(chip, _Key.Key_Space)
    assert listing.model.rowCount() == 1000
    assert not listing.chips.isVisible()


def test_clearing_takes_the_filters_first_and_the_words_after_them(
    qtbot: QtBot, listing: table.Listing
) -> None:
    village = table.Filter("village", people.VILLAGES[0], "村")
    with qtbot.waitSignal(listing.model.loaded):
        listing.show_query(table.Query("nobody of this name", (village,)))
    for text in ("nobody of this name", ""):
        with qtbot.waitSignal(listing.model.loaded):
            listing.clear()
        assert (listing.query.text, listing.query.filters) == (text, ())
        assert listing.search.text() == text


def test_a_filter_keeps_the_order_that_was_chosen(qtbot: QtBot, listing: table.Listing) -> None:
    with qtbot.waitSignal(listing.model.loaded):
        listing.table.head.clicked(5)
    with qtbot.waitSignal(listing.model.loaded):
        listing.set_filter(table.Filter("village", people.VILLAGES[0], "村"))
    assert listing.model.query.sort == (("age", False),)
    with qtbot.waitSignal(listing.model.loaded):
        listing.table.head.clicked(5)
    with qtbot.waitSignal(listing.model.loaded):
        listing.clear()
    assert listing.model.query.sort == (("age", True),)


def test_a_short_list_that_grew_long_is_shown_to_its_last_row() -> None:
    source: table.RowSource[None] = table.RowSource(
        lambda _desk, _query: [{"id": number} for number in range(7_000)]
    )
    assert source.count(None, table.Query()) == 7_000
    assert source.page(None, table.Query(), 6_999, 10) == [{"id": 6_999}]


def test_an_empty_answer_says_why_and_offers_the_way_out(
    qtbot: QtBot, listing: table.Listing
) -> None:
    with qtbot.waitSignal(listing.loaded):
        listing.show_query(table.Query(text="物语"))
    words = [label.text() for label in listing._empty.findChildren(QtWidgets.QLabel)]
    assert any("物语" in each for each in words)
    with qtbot.waitSignal(listing.loaded):
        child(listing._empty, QtWidgets.QPushButton).click()
    assert listing.model.rowCount() == 1000


def test_chosen_rows_are_copied_as_spreadsheets_take_them_and_summed(
    qtbot: QtBot, listing: table.Listing
) -> None:
    said: list[str] = []
    listing.selection_said.connect(said.append)
    listing.table.select_row(0)
    press(listing.table, _Key.Key_Down, QtCore.Qt.KeyboardModifier.ShiftModifier)
    press(listing.table, _Key.Key_C, _CTRL)
    rows = blocks.read(QtGui.QGuiApplication.clipboard().text())
    assert [row[0] for row in rows] == [people.person(1).name, people.person(2).name]
    qtbot.waitUntil(lambda: bool(said) and "2" in said[-1])
    total = people.person(1).pay_fen + people.person(2).pay_fen
    assert f"{total // 100:,}.{total % 100:02d}" in said[-1]


def test_enter_opens_the_current_row(qtbot: QtBot, listing: table.Listing) -> None:
    listing.table.select_row(3)
    with qtbot.waitSignal(listing.opened) as opened:
        press(listing.table, _Key.Key_Return)
    assert opened.args == [4]


def test_the_current_record_stays_current_when_rows_come_anew(
    qtbot: QtBot, listing: table.Listing, people_desk: people.PeopleDesk
) -> None:
    listing.table.select_row(5)
    people_desk.people.insert(0, people.person(5000))
    with qtbot.waitSignal(listing.model.loaded):
        listing.refresh()
    assert listing.table.current_id() == 6
    assert listing.model.rowCount() == 1001


def test_who_moves_on_while_rows_come_anew_stays_where_she_went(
    qtbot: QtBot, listing: table.Listing, people_desk: people.PeopleDesk
) -> None:
    for first in (1, None):
        if first is None:
            listing.table.setCurrentIndex(QtCore.QModelIndex())
        else:
            listing.table.select_row(first)
        people_desk.people.insert(0, people.person(5000 + (first or 0)))
        with qtbot.waitSignal(listing.model.loaded):
            listing.refresh()
            wanted = listing.model.row_id(7)
            listing.table.select_row(7)
        assert listing.table.current_id() == wanted


def test_hidden_moved_and_widened_columns_are_remembered_per_user(
    qtbot: QtBot, listing: table.Listing, runner: Tasks[Any]
) -> None:
    head = listing.table.head
    order = [column.key for column in gallery.COLUMNS]
    order.remove("state")
    head.set_columns(["state", *order], ["phone"])
    listing.table.setColumnWidth(3, 200)
    qtbot.waitUntil(lambda: abs(Layouts("t").get("people").widths.get("village", 0) * 15 - 192) < 2)
    again = table.Listing(
        runner, people.People(), gallery.COLUMNS, name="人员", view="people", layouts=Layouts("t")
    )
    qtbot.addWidget(again)
    shown = [gallery.COLUMNS[number].key for number in again.table.head.shown()]
    assert shown[0] == "state"
    assert "phone" not in shown
    assert Layouts("somebody else").get("people").order == []
    again.table.head.restore()
    assert gallery.COLUMNS[again.table.head.first_column()].key == "name"


def test_the_lines_of_the_column_chooser_keep_their_height_when_one_is_moved(
    listing: table.Listing,
) -> None:
    listing.table.head.choose()
    chooser = child(listing.table, table.chooser.Chooser)
    before = [chooser.list.visualItemRect(chooser.list.item(row)).height() for row in (0, 1)]
    chooser.list.setCurrentRow(0)
    chooser.move_current(1)
    chooser.list.doItemsLayout()
    after = [chooser.list.visualItemRect(chooser.list.item(row)).height() for row in (0, 1)]
    assert before == after == [theme.measures().row] * 2
    chooser.reject()


def test_the_column_chooser_works_by_keyboard(qtbot: QtBot, listing: table.Listing) -> None:
    listing.table.head.choose()
    chooser = child(listing.table, table.chooser.Chooser)
    chooser.list.setCurrentRow(2)
    press(chooser.list, _Key.Key_Space)
    chooser.move_current(-1)
    assert_everything_named(chooser)
    with qtbot.waitSignal(chooser.chosen):
        chooser._take()
    shown = [gallery.COLUMNS[number].key for number in listing.table.head.shown()]
    assert shown[:3] == ["name", "docno", "village"]


def test_the_current_column_of_a_long_chooser_stays_in_sight(qtbot: QtBot) -> None:
    entries = [(f"c{number}", f"第 {number} 列", True) for number in range(60)]
    host = QtWidgets.QWidget()
    qtbot.addWidget(host)
    chooser = table.chooser.Chooser(host, entries, 2)
    chooser.show()

    def is_in_sight() -> bool:
        line = chooser.list.visualItemRect(chooser.list.currentItem())
        at = chooser.list.viewport().mapTo(chooser, line.center())
        return chooser._area.geometry().contains(at)

    for key in (_Key.Key_End, _Key.Key_Home):
        press(chooser.list, key)
        qtbot.waitUntil(is_in_sight, timeout=3000)
    chooser.reject()


def test_rows_are_as_high_as_the_letters_need_and_columns_follow(
    qtbot: QtBot, listing: table.Listing, qapp: QtWidgets.QApplication
) -> None:
    small = listing.table.rowHeight(0), listing.table.columnWidth(0)
    theme.use(qapp, step=3)
    qtbot.waitUntil(lambda: listing.table.rowHeight(0) > small[0])
    assert listing.table.columnWidth(0) > small[1]
    assert listing.table.rowHeight(0) >= listing.table.fontMetrics().height()


def test_frozen_columns_lie_over_the_left_edge_and_hide_no_current_cell(
    qtbot: QtBot, listing: table.Listing
) -> None:
    assert listing.table._frozen.isVisible()
    assert listing.table._frozen.covered() == listing.table.columnWidth(0)
    listing.resize(500, 400)
    listing.table.setCurrentIndex(listing.model.index(0, 9))
    listing.table.setCurrentIndex(listing.model.index(0, 1))
    qtbot.waitUntil(
        lambda: (
            listing.table.visualRect(listing.model.index(0, 1)).left()
            >= listing.table._frozen.covered()
        )
    )


def test_a_hint_names_as_many_things_as_there_is_room_for(listing: table.Listing) -> None:
    listing.search.setPlaceholderText("姓名、拼音首字母、证件号、后四位、电话、村、证书")
    listing.search.setFixedWidth(300)
    assert listing.search.placeholderText() == "姓名、拼音首字母、证件号…"
    assert listing.search.accessibleDescription().endswith("证书")
    listing.search.setFixedWidth(600)
    assert listing.search.placeholderText().endswith("证书")


def test_a_list_is_whole_and_named_in_every_font_step(qtbot: QtBot, listing: table.Listing) -> None:
    assert qtbot
    listing.set_filter(table.Filter("village", "石桥村", "村：石桥村"))
    over_all_steps(listing, lambda: assert_nothing_clipped(listing))
    assert_everything_named(listing)


def test_a_short_list_is_searched_and_ordered_without_sql(qtbot: QtBot, runner: Tasks[Any]) -> None:
    source: table.RowSource[people.PeopleDesk] = table.RowSource(
        lambda desk, _query: desk.people[:20]
    )
    model = table.PagedModel(runner, source, gallery.COLUMNS)
    with qtbot.waitSignal(model.loaded):
        model.ask_for(table.Query(sort=(("age", True),)))
    ages = [model.row(number).age for number in range(20)]
    assert ages == sorted(ages, reverse=True)
    with qtbot.waitSignal(model.loaded):
        model.ask_for(table.Query(text=people.person(3).name))
    assert model.rowCount() >= 1


@pytest.mark.parametrize(
    "rows",
    [
        [["张三", "12"], ["李四", ""]],
        [["两行\n备注", 'a "b"'], ["c\td", ""]],
        [["单格"]],
    ],
)
def test_a_block_comes_back_from_the_clipboard_as_it_went(rows: list[list[str]]) -> None:
    assert blocks.read(blocks.write(rows)) == rows


def test_a_block_from_windows_with_a_line_end_and_short_rows_is_made_even() -> None:
    assert blocks.read("a\tb\r\nc\r\n") == [["a", "b"], ["c", ""]]
    assert blocks.read('"x\n') != []


def test_columns_take_the_room_their_words_need_and_give_back_what_they_do_not() -> None:
    over = theme.measures().em(fitting.OVER_EM)
    roomy = fitting.share({0: 100, 1: 100}, {0: 400, 1: 40}, 600)
    assert roomy == {0: 400, 1: 100}
    tight = fitting.share({0: 100, 1: 100}, {0: 100 + over, 1: 40}, 200)
    assert tight == {0: 100 + over, 1: max(55, 100 - over)}
    narrow = fitting.share({0: 100}, {0: 400}, 50)
    assert narrow == {0: 100 + over}
