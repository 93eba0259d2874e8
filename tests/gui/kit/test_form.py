"""The form: Enter walks through it, findings stand at their field, nothing is lost by leaving."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.gui import dialogs, form, theme
from gigdesk.gui.fields import Candidate, Field, Finding, Kind, Section
from gigdesk.gui.form.page import Doing
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    bring_up,
    child,
    over_all_steps,
    press,
    say,
    type_keys,
)
from tests.gui.kit import gallery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.tasks import Tasks
    from tests.gui.kit.people import PeopleDesk

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
FIELDS = (
    Section("身份"),
    Field("docno", "证件号码", Kind.DOCUMENT, required=True),
    Field("name", "姓名", required=True),
    Field("age", "年龄", Kind.DERIVED),
    Field("phone", "电话", Kind.PHONE),
    Field("village", "村", remember=True),
)


def check(values: dict[str, Any]) -> Sequence[Finding]:
    if values["phone"] and len(values["phone"]) != 11:
        return [Finding("phone", "不是 11 位", "warning", "phone.length")]
    return []


def act(desk: PeopleDesk, values: dict[str, Any], confirmed: tuple[str, ...]) -> int:
    if values["docno"] == "1":
        raise errors.Invalid("window.field.no_number", field="docno")
    if values["docno"] == "2":
        raise errors.Refused("window.error.refused")
    desk.saved.append({**values, "confirmed": confirmed})
    return len(desk.saved)


@pytest.fixture
def page(qtbot: QtBot, runner: Tasks[Any]) -> form.Form:
    made = form.Form(
        FIELDS,
        Doing(
            act=act,
            check=check,
            derive=lambda values: {"age": "36" if values["docno"] else ""},
            look=lambda _desk, values: (
                [Finding("docno", "这个人已经登记过", "warning", "known")]
                if values["docno"] == "777"
                else []
            ),
        ),
        name="登记",
        tasks=runner,
    )
    made.resize(911, 512)
    bring_up(qtbot, made)
    made.focus_first()
    return made


def target(page: form.Form, key: str) -> QtWidgets.QWidget:
    return page.boxes[key].editor.target()


def test_a_record_is_entered_with_enter_alone_and_the_next_one_begins(
    qtbot: QtBot, page: form.Form, people_desk: PeopleDesk
) -> None:
    type_keys(target(page, "docno"), "123")
    press(target(page, "docno"), _Key.Key_Return)
    assert target(page, "name").hasFocus()
    say(target(page, "name"), "李四")
    press(target(page, "name"), _Key.Key_Return)
    assert target(page, "phone").hasFocus()
    press(target(page, "phone"), _Key.Key_Return)
    say(target(page, "village"), "石桥村")
    with qtbot.waitSignal(page.saved) as saved:
        press(target(page, "village"), _Key.Key_Return)
    assert saved.args == [1, True]
    assert people_desk.saved[0]["name"] == "李四"
    assert page.values()["docno"] is None
    assert target(page, "docno").hasFocus()


def test_enter_in_a_field_never_reaches_the_dialog_around_it(qtbot: QtBot, page: form.Form) -> None:
    around = QtWidgets.QDialog()
    around.setLayout(QtWidgets.QVBoxLayout())
    pressed: list[str] = []
    button = QtWidgets.QPushButton("好")
    button.setDefault(True)
    button.clicked.connect(lambda: pressed.append("好"))
    around.layout().addWidget(page)  # type: ignore[union-attr]
    around.layout().addWidget(button)  # type: ignore[union-attr]
    bring_up(qtbot, around)
    target(page, "docno").setFocus()
    press(target(page, "docno"), _Key.Key_Return)
    assert target(page, "name").hasFocus()
    assert pressed == []
    page.setParent(None)


def test_a_record_is_edited_from_its_first_field_and_a_new_one_from_its_first_gap(
    page: form.Form,
) -> None:
    known = {"docno": "5", "village": "大塘村"}
    page.show_values(known)
    page.focus_first()
    assert target(page, "docno").hasFocus()
    page.show_values(known, is_new=True)
    page.focus_first()
    assert target(page, "name").hasFocus()


def test_the_value_saved_last_is_kept_where_the_field_says_so_and_marked(
    qtbot: QtBot, page: form.Form
) -> None:
    page.show_values({"docno": "9", "name": "王五", "village": "大塘村"})
    with qtbot.waitSignal(page.saved):
        press(page, _Key.Key_Return, _CTRL)
    box = page.boxes["village"]
    assert box.editor.value() == "大塘村"
    assert box.widget.property("role") == "remembered"
    say(target(page, "village"), "新")
    assert box.widget.property("role") != "remembered"


def test_what_is_missing_is_said_at_its_field_and_the_keyboard_goes_there(
    page: form.Form, people_desk: PeopleDesk
) -> None:
    type_keys(target(page, "docno"), "123")
    press(page, _Key.Key_S, _CTRL)
    assert page.boxes["name"].findings[0].tone == "error"
    assert page.boxes["docno"].findings == ()
    assert target(page, "name").hasFocus()
    assert people_desk.saved == []


def test_a_warning_stops_until_it_is_confirmed_and_the_act_hears_of_it(
    qtbot: QtBot, page: form.Form, people_desk: PeopleDesk
) -> None:
    page.show_values({"docno": "5", "name": "王五", "phone": "123"})
    press(page, _Key.Key_S, _CTRL)
    box = page.boxes["phone"]
    assert box.confirm.isVisible()
    assert box.confirm.hasFocus()
    assert people_desk.saved == []
    press(box.confirm, _Key.Key_Space)
    with qtbot.waitSignal(page.saved):
        press(page, _Key.Key_S, _CTRL)
    assert people_desk.saved[0]["confirmed"] == ("phone.length",)


def test_what_the_desk_knows_is_asked_when_a_field_is_left(qtbot: QtBot, page: form.Form) -> None:
    type_keys(target(page, "docno"), "777")
    press(target(page, "docno"), _Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(page.boxes["docno"].findings))
    assert page.boxes["docno"].findings[0].code == "known"


def test_a_refusal_of_the_act_stands_at_its_field(qtbot: QtBot, page: form.Form) -> None:
    page.show_values({"docno": "1", "name": "王五"})
    page.save()
    qtbot.waitUntil(lambda: bool(page.boxes["docno"].findings))
    assert page.boxes["docno"].findings[0].words == dialogs.words_of(
        errors.Invalid("window.field.no_number")
    )
    assert target(page, "docno").hasFocus()


def test_a_refusal_of_the_whole_stands_below(qtbot: QtBot, page: form.Form) -> None:
    page.show_values({"docno": "2", "name": "王五"})
    page.save()
    words = dialogs.words_of(errors.Refused("window.error.refused"))
    qtbot.waitUntil(lambda: page._foot._words.text() == words)
    assert page._foot.save.isEnabled()


@pytest.mark.parametrize("field", ["by", None])
def test_what_is_typed_after_a_refusal_takes_the_place_of_the_only_field(
    qtbot: QtBot, runner: Tasks[Any], field: str | None
) -> None:
    def refuse(_desk: PeopleDesk, _values: dict[str, Any], _confirmed: tuple[str, ...]) -> None:
        if field is None:
            raise errors.Refused("window.error.refused")
        raise errors.Invalid("window.field.no_number", field=field)

    made = form.Form(
        [Field("by", "by", required=True)],
        Doing(act=refuse),
        name="确认",
        tasks=runner,
        can_repeat=False,
    )
    bring_up(qtbot, made)
    made.focus_first()
    line = made.boxes["by"].editor.target()
    type_keys(line, "abc")
    press(line, _Key.Key_Return)
    qtbot.waitUntil(lambda: not made._foot.is_busy)
    assert line.hasFocus()
    type_keys(line, "x")
    assert made.values() == {"by": "x"}


def test_derived_fields_follow_what_is_typed(page: form.Form) -> None:
    type_keys(target(page, "docno"), "4")
    assert page.boxes["age"].widget.property("text") == "36"
    assert "age" not in page.values()


def test_escape_leaves_a_clean_form_and_asks_before_a_changed_one(
    qtbot: QtBot, page: form.Form
) -> None:
    with qtbot.waitSignal(page.left):
        press(page, _Key.Key_Escape)
    say(target(page, "name"), "半")
    press(page, _Key.Key_Escape)
    dialog = child(page, dialogs.Dialog)
    assert dialog is not None
    with qtbot.waitSignal(page.left):
        dialog.accept()


def test_words_that_cannot_be_read_are_a_change_and_stop_saving(
    qtbot: QtBot, runner: Tasks[Any]
) -> None:
    picked = Field("village", "村", Kind.LOOKUP, find=lambda _desk, _words: ())
    page = form.Form((picked,), Doing(), name="人员", tasks=runner)
    bring_up(qtbot, page)
    say(page.boxes["village"].editor.target(), "没有的村")
    assert page.is_changed
    page.save()
    assert page.boxes["village"].findings[0].words == i18n.text("window.field.not_in_list")
    press(page.boxes["village"].editor.target(), _Key.Key_Escape)
    page.leave()
    child(page, dialogs.Dialog).reject()
    assert page.boxes["village"].editor.target().text() == "没有的村"  # type: ignore[attr-defined]


def test_a_draft_fills_only_what_it_has_and_counts_as_changed(page: form.Form) -> None:
    page.set_value("docno", "4301")
    page.show_values({"name": "草"}, as_draft=True)
    assert page.values()["docno"] == "4301"
    assert page.is_changed


def test_two_columns_become_one_where_the_window_is_small(qtbot: QtBot, page: form.Form) -> None:
    def beside() -> bool:
        one, two = page.boxes["docno"], page.boxes["name"]
        return one.mapTo(page, QtCore.QPoint()).y() == two.mapTo(page, QtCore.QPoint()).y()

    page.resize(1200, 600)
    qtbot.waitUntil(beside)
    page.resize(600, 512)
    qtbot.waitUntil(lambda: not beside())


def test_the_whole_form_is_unclipped_and_named_in_every_step(
    qtbot: QtBot, runner: Tasks[Any]
) -> None:
    made = form.Form(gallery.FIELDS, Doing(check=gallery.check), name="登记", tasks=runner)
    qtbot.addWidget(made)
    made.show()
    made.show_values({"docno": "430", "phone": "138", "village": Candidate("1", "石桥村")})
    made.save()
    over_all_steps(made, lambda: assert_nothing_clipped(made))
    assert_everything_named(made)


def test_a_form_dialog_never_grows_beyond_the_smallest_screen(
    qtbot: QtBot, runner: Tasks[Any]
) -> None:
    made = form.Form(gallery.FIELDS, Doing(), name="登记", tasks=runner, can_repeat=False)
    dialog = form.FormDialog(None, "登记", made)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.height() <= dialogs.TALLEST

    app = QtWidgets.QApplication.instance()
    assert isinstance(app, QtWidgets.QApplication)
    for step in range(len(theme.STEPS)):
        theme.use(app, step=step, dark=False)
        assert dialog.height() + theme.measures().control <= dialogs.TALLEST
        foot = made._foot
        assert foot.mapTo(dialog, foot.rect().bottomLeft()).y() < dialog.height()
    theme.use(app, step=1, dark=False)
    with qtbot.waitSignal(dialog.rejected):
        dialog.reject()


@pytest.fixture
def held(runner: Tasks[Any]) -> Iterator[threading.Event]:
    """Keep the writing thread until the event is set, as another act does."""
    gate = threading.Event()
    runner.do(lambda _desk, _progress: gate.wait(30), owner=runner)
    yield gate
    gate.set()


def test_what_is_typed_while_a_record_is_saved_is_in_the_next_one(
    qtbot: QtBot, page: form.Form, people_desk: PeopleDesk, held: threading.Event
) -> None:
    type_keys(target(page, "docno"), "123")
    say(target(page, "name"), "李四")
    target(page, "phone").setFocus()
    press(target(page, "phone"), _Key.Key_Return, _CTRL)
    type_keys(target(page, "phone"), "45")
    press(target(page, "phone"), _Key.Key_Tab)
    say(target(page, "phone"), "王五")
    assert page.values()["phone"] is None
    with qtbot.waitSignal(page.saved):
        held.set()
    saved, shown = people_desk.saved[0], page.values()
    assert (saved["docno"], saved["name"], saved["phone"]) == ("123", "李四", None)
    assert (shown["docno"], shown["name"], shown["phone"]) == ("45", "王五", None)
    assert page.is_changed


def test_what_is_typed_while_a_record_is_saved_and_stays_open_is_an_unsaved_change(
    qtbot: QtBot, page: form.Form, people_desk: PeopleDesk, held: threading.Event
) -> None:
    type_keys(target(page, "docno"), "123")
    say(target(page, "name"), "李四")
    press(target(page, "name"), _Key.Key_S, _CTRL)
    target(page, "phone").setFocus()
    type_keys(target(page, "phone"), "13812345678")
    with qtbot.waitSignal(page.saved):
        held.set()
    assert people_desk.saved[0]["phone"] is None
    assert page.values()["phone"] == "13812345678"
    assert page.is_changed


def test_what_is_typed_while_a_refused_record_was_on_its_way_stands_where_it_was_meant(
    qtbot: QtBot, page: form.Form, held: threading.Event
) -> None:
    type_keys(target(page, "docno"), "1")
    target(page, "name").setFocus()
    say(target(page, "name"), "李")
    press(target(page, "name"), _Key.Key_S, _CTRL)
    say(target(page, "name"), "四")
    held.set()
    qtbot.waitUntil(lambda: bool(page.boxes["docno"].findings))
    qtbot.wait(100)
    assert page.boxes["docno"].findings[0].tone == "error"
    assert page.values()["name"] == "李四"
    assert target(page, "docno").hasFocus()


def test_a_value_that_changed_while_the_record_was_saved_counts_as_changed(
    qtbot: QtBot, page: form.Form, held: threading.Event
) -> None:
    type_keys(target(page, "docno"), "123")
    say(target(page, "name"), "李四")
    page.save()
    page.set_value("village", "石桥村")
    with qtbot.waitSignal(page.saved):
        held.set()
    assert page.values()["village"] == "石桥村"
    assert page.is_changed


def test_a_form_is_not_left_while_it_is_being_saved(
    qtbot: QtBot, page: form.Form, held: threading.Event
) -> None:
    left: list[int] = []
    page.left.connect(lambda: left.append(1))
    type_keys(target(page, "docno"), "2")
    say(target(page, "name"), "李四")
    press(target(page, "name"), _Key.Key_S, _CTRL)
    press(target(page, "name"), _Key.Key_Escape)
    assert page.findChild(dialogs.Dialog) is None
    assert page._foot._words.text() == i18n.text("window.form.saving_stay")
    assert left == []
    held.set()
    qtbot.waitUntil(lambda: not page._foot.is_busy)
    assert page._foot._words.text() == dialogs.words_of(errors.Refused("window.error.refused"))
