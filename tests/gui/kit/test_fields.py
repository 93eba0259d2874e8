"""The fields: every kind reads what people type and says what it cannot read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from gigdesk import errors, stamps
from gigdesk.gui import fields, parts, record
from gigdesk.gui.fields import Candidate, Field, Kind, Option, reading
from tests.gui.conftest import (
    bring_up,
    child,
    press,
    say,
    type_keys,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Tasks

_Key = QtCore.Qt.Key
_LEFT = QtCore.Qt.MouseButton.LeftButton
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
MARCH = stamps.clock_at(datetime.datetime(2026, 3, 15, 4, tzinfo=datetime.UTC))


def shown(qtbot: QtBot, field: Field, tasks: Tasks[Any] | None = None) -> Any:
    editor: Any = fields.make(field, tasks, MARCH)
    holder = parts.panel(parts.down(editor, QtWidgets.QLineEdit(), None))
    holder.resize(400, 400)
    bring_up(qtbot, holder)
    editor.kept_alive_by = holder
    editor.target().setFocus()
    return editor


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20260228", "2026-02-28"),
        ("2026-2-8", "2026-02-08"),
        ("2026.2.8", "2026-02-08"),
        ("2026年2月8日", "2026-02-08"),
        ("２０２６/２/８", "2026-02-08"),
        ("3-5", "2026-03-05"),
        ("0305", "2026-03-05"),
    ],
)
def test_days_are_read_in_every_common_form(typed: str, day: str) -> None:
    assert reading.day(typed, datetime.date(2026, 3, 15)) == day


def test_esc_closes_an_open_list_and_leaves_the_page_where_it_is(qtbot: QtBot) -> None:
    option = Option("1", "缝纫工")
    line = shown(qtbot, Field("trade", "people.field.trade", Kind.CHOICE, options=(option,)))
    left: list[str] = []
    record.on_escape(line.window(), lambda: left.append("left"))
    press(line, _Key.Key_F4)
    press(line, _Key.Key_Escape)
    assert not left
    press(line, _Key.Key_Escape)
    assert left == ["left"]


@pytest.mark.parametrize("typed", ["2026-02-30", "20261301", "tomorrow", "2026", "1-2-3"])
def test_days_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(errors.Invalid):
        reading.day(typed, datetime.date(2026, 3, 15))


def test_a_document_number_takes_full_width_letters_and_switches_the_input_method_off(
    qtbot: QtBot,
) -> None:
    editor = shown(qtbot, Field("docno", "Number", Kind.DOCUMENT))
    assert editor.inputMethodQuery(QtCore.Qt.InputMethodQuery.ImEnabled) is False
    editor.insert("４３０１０１19900307112")
    type_keys(editor, "x")
    assert editor.value() == "43010119900307112X"


def test_chinese_is_typed_into_text_whole(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("name", "Name"))
    say(editor, "李𬭎")
    assert editor.value() == "李𬭎"


def test_money_is_whole_fen_and_shown_with_two_places(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("pay", "Pay", Kind.MONEY))
    type_keys(editor, "1234.5")
    press(editor, _Key.Key_Return)
    assert (editor.value(), editor.text()) == (123450, "1,234.50")
    editor.clear()
    type_keys(editor, "12.345")
    assert editor.value() is None
    assert editor.problem()


def test_a_day_has_keys_for_today_and_its_neighbours(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("day", "Day", Kind.DATE))
    press(editor, _Key.Key_Semicolon, _CTRL)
    assert editor.value() == "2026-03-15"
    press(editor, _Key.Key_Down)
    assert editor.value() == "2026-03-14"
    editor.open_calendar()
    calendar = child(editor, QtWidgets.QCalendarWidget)
    calendar.clicked.emit(QtCore.QDate(2026, 4, 1))
    assert editor.value() == "2026-04-01"


VILLAGES = (
    Option("01", "柳林村", ("llc", "liulincun")),
    Option("02", "石桥村", ("sqc",)),
    Option("03", "大塘村", ("dtc",)),
)


def test_a_choice_is_found_by_initials_and_taken_by_enter(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("village", "Village", Kind.CHOICE, options=VILLAGES))
    type_keys(editor, "sq")
    assert editor._list.count() == 1
    press(editor, _Key.Key_Return)
    assert (editor.value(), editor.text()) == ("02", "石桥村")


def test_an_open_list_is_walked_by_arrows_and_left_by_escape(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("village", "Village", Kind.CHOICE, options=VILLAGES))
    press(editor, _Key.Key_F4)
    assert editor._list.count() == 3
    press(editor, _Key.Key_Down)
    press(editor, _Key.Key_Escape)
    assert editor._list.isHidden()
    assert editor.value() is None
    press(editor, _Key.Key_Down)
    press(editor, _Key.Key_Down)
    press(editor, _Key.Key_Tab)
    assert editor.value() == "02"


def test_an_open_list_marks_what_is_chosen_and_enter_leaves_it_so(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("village", "Village", Kind.CHOICE, options=VILLAGES))
    editor.set_value("02")
    press(editor, _Key.Key_F4)
    assert editor._list.currentItem().text() == "石桥村"
    press(editor, _Key.Key_Return)
    assert editor.value() == "02"
    press(editor, _Key.Key_F4)
    press(editor, _Key.Key_Down)
    press(editor, _Key.Key_Tab)
    assert editor.value() == "03"


def test_a_list_without_what_is_chosen_marks_nothing(qtbot: QtBot, runner: Tasks[Any]) -> None:
    field = Field(
        "person",
        "Person",
        Kind.LOOKUP,
        find=lambda desk, _words: [Candidate(each.id, each.name) for each in desk.people[:5]],
    )
    editor = shown(qtbot, field, runner)
    editor.set_value(Candidate(-1, "李四"))
    press(editor, _Key.Key_F4)
    qtbot.waitUntil(editor._list.isVisible)
    press(editor, _Key.Key_Tab)
    assert editor.value() == -1


def test_words_that_are_not_in_the_list_are_said_to_be_so(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("village", "Village", Kind.CHOICE, options=VILLAGES))
    say(editor, "不存在")
    assert editor.value() is None
    assert editor.problem()
    free = shown(qtbot, Field("place", "Place", Kind.CHOICE, options=VILLAGES, free=True))
    say(free, "外地")
    assert (free.value(), free.problem()) == ("外地", "")


def test_the_only_fit_is_taken_when_the_keyboard_leaves(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("village", "Village", Kind.CHOICE, options=VILLAGES))
    type_keys(editor, "dt")
    editor.focusNextChild()
    assert editor.value() == "03"


def test_a_lookup_asks_in_the_background_and_takes_a_candidate(
    qtbot: QtBot, runner: Tasks[Any]
) -> None:
    field = Field(
        "person",
        "Person",
        Kind.LOOKUP,
        find=lambda desk, words: [
            Candidate(each.id, each.name, each.village)
            for each in desk.people[:50]
            if words in each.name
        ],
    )
    editor = shown(qtbot, field, runner)
    say(editor, "王")
    qtbot.waitUntil(editor._list.isVisible)
    wanted = editor._list.item(0).data(QtCore.Qt.ItemDataRole.UserRole)
    press(editor, _Key.Key_Return)
    assert editor.value() == wanted.value
    assert editor.candidate() == wanted
    editor.set_value(Candidate(7, "李四"))
    assert (editor.value(), editor.text()) == (7, "李四")


def test_a_lookup_waits_for_nobody_who_types_fast_and_goes_on(
    qtbot: QtBot, runner: Tasks[Any]
) -> None:
    field = Field(
        "person",
        "Person",
        Kind.LOOKUP,
        find=lambda desk, words: [
            Candidate(each.id, each.name) for each in desk.people[:50] if words in each.name
        ],
    )
    editor = shown(qtbot, field, runner)
    say(editor, "王")
    left = QtGui.QFocusEvent(QtCore.QEvent.Type.FocusOut, QtCore.Qt.FocusReason.TabFocusReason)
    editor.focusOutEvent(left)
    qtbot.waitUntil(lambda: editor.value() is not None)
    assert "王" in editor.text()
    assert not editor.problem()


def test_chips_are_picked_by_space_and_walked_by_arrows(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("trades", "Trades", Kind.CHIPS, options=VILLAGES))
    press(editor._chips[0], _Key.Key_Space)
    press(editor._chips[0], _Key.Key_Left)
    press(editor._chips[2], _Key.Key_Space)
    assert editor.value() == ("01", "03")
    editor.set_value(("02",))
    assert editor.value() == ("02",)


def test_long_text_leaves_by_tab_and_keeps_its_lines(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("note", "Note", Kind.LONG))
    say(editor, "第一行")
    press(editor, _Key.Key_Return)
    say(editor, "第二行")
    assert editor.value() == "第一行\n第二行"
    press(editor, _Key.Key_Tab)
    assert not editor.hasFocus()


def test_a_derived_field_cannot_be_reached_by_the_keyboard(qtbot: QtBot) -> None:
    editor = shown(qtbot, Field("age", "Age", Kind.DERIVED))
    assert editor.focusPolicy() == QtCore.Qt.FocusPolicy.NoFocus
    assert editor.isReadOnly()


def test_a_first_click_chooses_the_words_and_a_second_one_places_the_cursor(qtbot: QtBot) -> None:
    option = Option("1", "不导入这一列")
    line = shown(qtbot, Field("trade", "people.field.trade", Kind.CHOICE, options=(option,)))
    line.set_value("1")
    line.nextInFocusChain().setFocus()
    line.deselect()
    place = line.rect().center() - QtCore.QPoint(line.width() // 4, 0)
    QtTest.QTest.mouseClick(line, _LEFT, pos=place)
    assert line.selectedText() == "不导入这一列"
    qtbot.wait(QtWidgets.QApplication.doubleClickInterval() + 50)
    QtTest.QTest.mouseClick(line, _LEFT, pos=place)
    assert not line.selectedText()
