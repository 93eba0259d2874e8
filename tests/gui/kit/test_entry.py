"""The way in: wrong passwords, the recovery code, and the first start by the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtTest, QtWidgets

from gigdesk import config, errors, i18n
from gigdesk.gui import dialogs, entry, letters, theme
from gigdesk.gui.entry import sign_in as sign_in_module
from gigdesk.gui.entry import wizard as steps
from gigdesk.gui.entry.steps import Recovery, Setup
from gigdesk.gui.entry.wizard import Wizard
from gigdesk.gui.entry.worker import Before
from gigdesk.store import vault
from tests.gui.conftest import (
    assert_everything_named,
    assert_nothing_clipped,
    bring_up,
    over_all_steps,
    press,
    say,
    type_keys,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_Key = QtCore.Qt.Key
CODE = "ABCD-EFGH-2345-6789-JKMN-PQRS-TVWX-YZ01"


@pytest.fixture
def before(qtbot: QtBot, reported: list[BaseException]) -> Iterator[Before]:
    assert qtbot
    made = Before(reported.append)
    yield made
    made.stop()


def open_desk(user: str, password: str) -> str:
    if password != "right":
        raise errors.WrongPassword("window.error.refused")
    return f"desk of {user}"


def recover(user: str, code: str, password: str) -> str:
    if len(password) < 8:
        raise errors.Invalid("errors.short_password", "password", shortest=8)
    if code != CODE:
        raise errors.WrongPassword("window.error.refused")
    return f"desk of {user} with {password}"


@pytest.fixture
def sign_in(qtbot: QtBot, before: Before) -> entry.SignIn:
    made = entry.SignIn(before, open_desk, users=("刘站长", "王芳"), last="王芳", recover=recover)
    bring_up(qtbot, made)
    return made


def test_the_keyboard_waits_in_the_password_of_the_last_user(
    qtbot: QtBot, sign_in: entry.SignIn
) -> None:
    qtbot.waitUntil(sign_in.password.hasFocus)
    assert sign_in.name() == "王芳"
    type_keys(sign_in.password, "right")
    with qtbot.waitSignal(sign_in.opened) as opened:
        press(sign_in.password, _Key.Key_Return)
    assert opened.args == ["desk of 王芳", "王芳"]


def test_a_wrong_password_is_said_and_can_be_typed_again(
    qtbot: QtBot, sign_in: entry.SignIn
) -> None:
    type_keys(sign_in.password, "wrong")
    press(sign_in.password, _Key.Key_Return)
    qtbot.waitUntil(sign_in._words.isVisible)
    assert sign_in.password.selectedText() == "wrong"
    assert sign_in.go.isEnabled()


@pytest.mark.parametrize("step", [0, 1, 3])
def test_a_long_refusal_makes_room_for_itself(
    qtbot: QtBot, before: Before, qapp: QtWidgets.QApplication, step: int
) -> None:
    host = "a-computer-with-a-long-name-in-the-office-of-the-township"

    def refuse(_user: str, _password: str) -> str:
        raise errors.Busy("busy_desk", host=host, pid=41_234)

    theme.use(qapp, step=step)
    made = entry.SignIn(before, refuse, users=("王芳",), last="王芳")
    bring_up(qtbot, made)
    type_keys(made.password, "right")
    press(made.password, _Key.Key_Return)
    qtbot.waitUntil(made._words.isVisible)
    assert_nothing_clipped(made)
    theme.use(qapp)


def test_a_forgotten_password_is_replaced_by_the_recovery_code(
    qtbot: QtBot, sign_in: entry.SignIn
) -> None:
    sign_in.forgot.click()
    assert not sign_in.password.isVisible()
    type_keys(sign_in.code, CODE.replace("-", "").lower())
    type_keys(sign_in.fresh, "short")
    type_keys(sign_in.again, "short")
    sign_in.go.click()
    qtbot.waitUntil(sign_in.fresh.hasFocus)
    assert sign_in.fresh.selectedText() == "short"
    assert sign_in.code.text() == CODE
    type_keys(sign_in.fresh, "a new one")
    sign_in.go.click()
    assert sign_in.again.hasFocus()
    assert sign_in._words.isVisible()
    type_keys(sign_in.again, "a new one")
    with qtbot.waitSignal(sign_in.opened) as opened:
        sign_in.go.click()
    assert opened.args[0] == "desk of 王芳 with a new one"


def test_of_a_wrong_recovery_code_nothing_has_to_be_typed_again(
    qtbot: QtBot, sign_in: entry.SignIn
) -> None:
    sign_in.forgot.click()
    type_keys(sign_in.code, "ABCDEFGH2345")
    press(sign_in.code, _Key.Key_Return)
    assert sign_in._words.accessibleName() == i18n.text(
        "window.entry.code_length", count=12, whole=32
    )
    sign_in.code.setText(CODE.replace("A", "B"))
    type_keys(sign_in.fresh, "a new one")
    type_keys(sign_in.again, "a new one")
    sign_in.go.click()
    qtbot.waitUntil(sign_in.go.isEnabled)
    assert sign_in.code.hasFocus()
    assert not sign_in.code.hasSelectedText()
    letters = sign_in.code.fontMetrics().horizontalAdvance(CODE)
    assert sign_in.code.width() > letters


def test_the_code_of_the_sheet_is_as_long_as_the_sign_in_expects() -> None:
    assert len(vault.new_recovery_code()) == len(CODE)
    assert len(vault.compact_code(vault.new_recovery_code())) == sign_in_module.CODE_SIGNS


def test_enter_goes_to_the_password_before_anything_is_tried(sign_in: entry.SignIn) -> None:
    sign_in.user.setFocus()
    press(sign_in.user, _Key.Key_Return)
    assert sign_in.password.hasFocus()
    assert not sign_in._words.isVisible()


def test_users_that_come_later_leave_what_was_typed(sign_in: entry.SignIn) -> None:
    sign_in.user.setCurrentText("李四")
    sign_in.set_users(["甲", "乙"])
    assert sign_in.name() == "李四"
    assert sign_in.user.count() == 2


def test_the_sign_in_is_whole_and_named_in_every_step(sign_in: entry.SignIn) -> None:
    def check() -> None:
        sign_in.resize(sign_in.sizeHint())
        assert_nothing_clipped(sign_in)

    over_all_steps(sign_in, check)
    sign_in.forgot.click()
    over_all_steps(sign_in, check)
    assert_everything_named(sign_in)


def test_a_single_user_is_chosen_when_nobody_else_was(qtbot: QtBot, before: Before) -> None:
    made = entry.SignIn(before, open_desk)
    bring_up(qtbot, made)
    made.set_users(["刘站长"])
    assert made.name() == "刘站长"
    assert made.password.hasFocus()


@pytest.fixture
def made() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def wizard(qtbot: QtBot, before: Before, made: list[dict[str, Any]]) -> Wizard:
    def create(values: dict[str, Any]) -> tuple[str, Recovery]:
        made.append(values)
        return "new desk", Recovery("ABCD-EFGH-2345", "恢复码 ABCD-EFGH-2345")

    setup = Setup(
        create=create,
        keep_sheet=lambda words, path: Path(path).write_text(words, encoding="utf-8"),
        demo=lambda: "demo desk",
        set_backup=lambda desk, folder: made.append({"desk": desk, "folder": folder}),
        note_kept=lambda desk: made.append({"kept": desk}),
    )
    shown = Wizard(before, setup)
    bring_up(qtbot, shown)
    return shown


def fill(wizard: Wizard, password: str = "long enough") -> None:  # noqa: S107 -- a made-up one
    station = wizard.station.boxes
    say(station["station"].editor.target(), "石桥镇零工服务站")
    press(station["station"].editor.target(), _Key.Key_Return)
    type_keys(station["region"].editor.target(), "430111")
    press(station["region"].editor.target(), _Key.Key_Return)
    admin = wizard.admin.boxes
    say(admin["user"].editor.target(), "刘站长")
    type_keys(admin["password"].editor.target(), password)
    type_keys(admin["again"].editor.target(), password)
    press(admin["again"].editor.target(), _Key.Key_Return)


def test_the_first_start_goes_through_by_keyboard(
    qtbot: QtBot, wizard: Wizard, made: list[dict[str, Any]], tmp_path: Path
) -> None:
    fill(wizard)
    qtbot.waitUntil(lambda: wizard._stack.currentIndex() == steps.SHEET)
    assert made[0]["station"] == "石桥镇零工服务站"
    assert "again" not in made[0]
    wizard.go_on()
    assert wizard._stack.currentIndex() == steps.SHEET
    wizard.sheet.save_to(str(tmp_path / "sheet.txt"))
    assert "ABCD" in (tmp_path / "sheet.txt").read_text(encoding="utf-8")
    wizard.go_on()
    qtbot.waitUntil(lambda: wizard._stack.currentIndex() == steps.ROSTER)
    wizard.roster.choose("名册.xlsx")
    wizard.go_on()
    wizard.backup.choose(str(tmp_path))
    with qtbot.waitSignal(wizard.finished_with) as done:
        wizard.go_on()
    assert done.args == ["new desk", "刘站长", "名册.xlsx"]
    assert made[1:] == [{"kept": "new desk"}, {"desk": "new desk", "folder": str(tmp_path)}]


def test_a_code_shown_only_once_is_not_closed_without_a_question(
    qtbot: QtBot, wizard: Wizard, made: list[dict[str, Any]]
) -> None:
    fill(wizard)
    wizard.close()
    assert wizard.isVisible()
    qtbot.waitUntil(lambda: wizard._stack.currentIndex() == steps.SHEET)
    wizard.close()
    assert wizard.isVisible()
    assert wizard.question is not None
    wizard.question.reject()
    assert wizard.isVisible()
    wizard.close()
    with qtbot.waitSignal(wizard.rejected):
        wizard.question.accept()
    assert not wizard.isVisible()
    assert not any("kept" in each for each in made)


def test_enter_in_a_field_goes_on_without_complaining_of_the_next_one(
    wizard: Wizard,
) -> None:
    station = wizard.station.boxes
    say(station["station"].editor.target(), "石桥镇零工服务站")
    press(station["station"].editor.target(), _Key.Key_Return)
    assert not station["region"].findings
    type_keys(station["region"].editor.target(), "430111")
    press(station["region"].editor.target(), _Key.Key_Return)
    assert wizard._stack.currentIndex() == steps.ADMIN
    assert not any(box.findings for box in wizard.admin.boxes.values())


def test_what_is_wrong_is_said_before_anything_is_made(
    wizard: Wizard, made: list[dict[str, Any]]
) -> None:
    wizard.go_on()
    assert wizard.station.boxes["station"].findings
    type_keys(wizard.station.boxes["region"].editor.target(), "43")
    wizard.go_on()
    assert wizard.station.boxes["region"].findings[0].words == i18n.text(
        "window.entry.region_wrong"
    )
    wizard.station.boxes["region"].editor.target().clear()  # type: ignore[attr-defined]
    fill(wizard, "short")
    assert wizard.admin.boxes["password"].findings
    assert made == []


def test_a_second_password_that_differs_is_typed_anew(wizard: Wizard) -> None:
    wizard._show(steps.ADMIN)
    admin = wizard.admin.boxes
    again = admin["again"].editor.target()
    say(admin["user"].editor.target(), "刘站长")
    type_keys(admin["password"].editor.target(), "long enough")
    type_keys(again, "another one")
    press(again, _Key.Key_Return)
    assert admin["again"].findings
    assert again.hasFocus()
    QtTest.QTest.keyClicks(again, "long")
    assert wizard.admin.values()["again"] == "long"


def test_a_code_of_no_province_and_a_password_of_a_run_are_asked_about(
    wizard: Wizard, made: list[dict[str, Any]]
) -> None:
    region = wizard.station.boxes["region"]
    say(wizard.station.boxes["station"].editor.target(), "石桥镇零工服务站")
    type_keys(region.editor.target(), "999999999")
    press(region.editor.target(), _Key.Key_Return)
    assert wizard._stack.currentIndex() == steps.STATION
    assert region.editor.target().hasFocus()
    assert region.confirm.text() == i18n.text("window.form.confirm_step")
    press(region.editor.target(), _Key.Key_Tab)
    assert region.confirm.hasFocus()
    press(region.confirm, _Key.Key_Space)
    press(region.confirm, _Key.Key_Return)
    assert wizard._stack.currentIndex() == steps.ADMIN
    admin = wizard.admin.boxes
    say(admin["user"].editor.target(), "刘站长")
    for key in ("password", "again"):
        type_keys(admin[key].editor.target(), "12345678")
    press(admin["again"].editor.target(), _Key.Key_Return)
    password = admin["password"].editor.target()
    assert password.hasFocus()
    QtTest.QTest.keyClicks(password, "better one")
    assert wizard.admin.values()["password"] == "better one"
    assert not admin["password"].confirm.isChecked()
    assert made == []


def test_every_step_of_the_first_start_has_its_own_number(wizard: Wizard) -> None:
    told = []
    for step in range(wizard._stack.count()):
        wizard._show(step)
        told.append(wizard._where.text())
    whole = len(told)
    numbers = range(1, whole + 1)
    assert told == [i18n.text("window.entry.where", step=one, whole=whole) for one in numbers]


def test_the_step_of_the_code_makes_room_for_its_notes(
    wizard: Wizard, qapp: QtWidgets.QApplication, tmp_path: Path
) -> None:
    for step in (1, 3):
        theme.use(qapp, step=step)
        wizard.sheet.show_recovery(Recovery(CODE, "words"))
        wizard._show(steps.SHEET)
        wizard.sheet.save_to(str(tmp_path / ("sheet" * 9)))
        wizard.sheet.kept.setChecked(False)
        wizard.go_on()
        assert_nothing_clipped(wizard)
        assert not wizard.sheet.kept.visibleRegion().isEmpty()
    theme.use(qapp)


def test_escape_goes_back_and_never_throws_the_first_start_away(wizard: Wizard) -> None:
    wizard._show(steps.ADMIN)
    press(wizard, _Key.Key_Escape)
    assert wizard._stack.currentIndex() == steps.STATION
    assert wizard.isVisible()


@pytest.mark.parametrize("first", ["sign_in", "wizard"])
def test_letters_grow_by_key_before_there_is_a_window(
    qtbot: QtBot, request: pytest.FixtureRequest, settings: config.Settings, first: str
) -> None:
    shown: QtWidgets.QDialog = request.getfixturevalue(first)
    letters.lead(shown, settings)
    settings.font_step = theme.STANDARD
    letters.show(settings)
    focus = shown.focusWidget()
    assert focus is not None
    for _ in range(2):
        press(focus, _Key.Key_Equal, QtCore.Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: theme.step() == theme.STANDARD + 2)
    assert config.load_settings().font_step == theme.STANDARD + 2
    press(focus, _Key.Key_0, QtCore.Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: theme.step() == theme.STANDARD)


def test_the_demonstration_is_one_step_away(qtbot: QtBot, wizard: Wizard) -> None:
    with qtbot.waitSignal(wizard.finished_with) as done:
        wizard.demo.click()
    assert done.args == ["demo desk", "", ""]


def test_every_step_is_whole_and_named_in_every_font(qtbot: QtBot, wizard: Wizard) -> None:
    wizard.sheet.show_recovery(Recovery("ABCD-EFGH-2345-6789", "words"))
    for step in range(5):
        wizard._show(step)
        over_all_steps(wizard, lambda: assert_nothing_clipped(wizard))
    assert wizard.findChildren(QtWidgets.QPushButton)
    assert_everything_named(wizard)
    assert qtbot
    assert dialogs.TALLEST < 512
