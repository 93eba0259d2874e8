"""The settings: each section is filled in by keys, saved by a real act, and seen in its list."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtWidgets

from gigdesk import config, i18n
from gigdesk.actions import dispatch, office
from gigdesk.domain.office import Role
from gigdesk.gui import dialogs, form, handing, tasks, theme, window
from gigdesk.gui.house import House, finding
from gigdesk.gui.office import sections
from gigdesk.gui.office.page import SettingsPage
from gigdesk.gui.office.places import VillageList
from tests.gui.kit.checks import (
    bring_up,
    press,
    say,
    type_keys,
)
from tests.gui.rooms import rows, to_front
from tests.gui.whole import section

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key


def dialog_of(frame: Window, kind: Any = form.FormDialog) -> Any:
    """Return the dialog that is open."""
    found = [each for each in frame.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def has(listing: Any, key: str, value: Any) -> bool:
    return any(row is not None and row[key] == value for row in rows(listing))


def test_the_station_is_renamed_on_every_paper(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    station = section(frame, "station")
    qtbot.waitUntil(lambda: station.form.values()["name"] is not None)
    station.form.set_value("name", "白沙镇零工服务站")
    assert not frame.page("settings").may_leave()  # type: ignore[union-attr]
    dialog_of(frame, dialogs.Dialog).reject()
    station.form.save()
    qtbot.waitUntil(lambda: office.staff.station(desk)["name"] == "白沙镇零工服务站")
    qtbot.waitUntil(lambda: not station.form.is_changed)
    assert frame.page("settings").may_leave()  # type: ignore[union-attr]


def test_ctrl_n_adds_a_user_wherever_the_keyboard_is(qtbot: QtBot, frame: Window) -> None:
    staff = section(frame, "staff")
    page = frame.page("settings")
    assert isinstance(page, SettingsPage)
    for place in (page.list, staff.list.table):
        to_front(qtbot, frame)
        place.setFocus()
        press(place, _Key.Key_N, QtCore.Qt.KeyboardModifier.ControlModifier)
        asked = dialog_of(frame)
        assert asked.windowTitle() == i18n.text("settings.staff.add")
        asked.close()
        qtbot.waitUntil(lambda asked=asked: not asked.isVisible())  # type: ignore[misc]


def test_a_new_recovery_sheet_lies_in_the_chosen_folder(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    section(frame, "staff").write_sheet(str(tmp_path))
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("零工台恢复单-*.pdf"))))
    qtbot.waitUntil(lambda: bool(frame.findChildren(handing.PaperDialog)))
    shown = frame.findChildren(handing.PaperDialog)[0]
    offered = [each.accessibleName() for each in shown.findChildren(QtWidgets.QPushButton)]
    assert i18n.text("window.preview.print") in offered
    assert shown.preview.paper.path == str(next(tmp_path.glob("零工台恢复单-*.pdf")))
    assert frame.notices.current is not None
    shown.accept()


def test_a_rule_gets_a_value_from_a_day_on(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    rules = section(frame, "rules")
    qtbot.waitUntil(lambda: rules.list.model.rowCount() > 20 and bool(rows(rules.list)[0]))
    assert rows(rules.list)[0]["said"] == "16 周岁"
    at = next(n for n, row in enumerate(rows(rules.list)) if row["rule_id"] == "insurance.age_max")
    rules.list.table.select_row(at)
    rules.add()
    asked = dialog_of(frame)
    asked.form.set_value("value", 60)
    asked.form.set_value("valid_from", "2027-01-01")
    asked.form.save()
    qtbot.waitUntil(lambda: has(rules.list, "coming", "2027-01-01 起 60 周岁"))
    today = desk.clock.today()
    assert desk.rules().number("insurance.age_max", today) == 65
    assert desk.rules().number("insurance.age_max", today.replace(year=2027)) == 60
    rules.list.table.select_row(at)
    rules.show_all()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in frame.findChildren(dialogs.Dialog)))
    words = [
        each.text() for each in dialog_of(frame, dialogs.Dialog).findChildren(QtWidgets.QLabel)
    ]
    assert any("65 周岁" in each and "60 周岁" in each for each in words)


def test_a_new_value_of_a_rule_is_typed_beside_the_one_in_force(
    qtbot: QtBot, frame: Window
) -> None:
    rules = section(frame, "rules")
    qtbot.waitUntil(lambda: rules.list.model.rowCount() > 20 and bool(rows(rules.list)[0]))
    at = next(n for n, row in enumerate(rows(rules.list)) if row["rule_id"] == "insurance.age_max")
    rules.list.table.select_row(at)
    rules.add()
    asked = dialog_of(frame)
    box = asked.form.boxes["value"]
    assert asked.focusWidget() is box.editor.target()
    assert box.editor.value() is None
    assert "周岁" in box.label.text()
    assert "65 周岁" in asked.note.accessibleName()
    asked.form.set_value("value", 65)
    asked.form.set_value("valid_from", "2027-01-01")
    assert not asked.form.is_ready()
    assert [each.tone for each in box.findings] == ["warning"]
    asked.form.show_values({})
    asked.reject()


@pytest.mark.parametrize(
    ("rule", "new", "asked_for"),
    [
        ("age.employable", (15, "2027-01-01"), {"value": "不得低于 16 周岁"}),
        ("age.employable", (18, "2026-01-01"), {"valid_from": "2026-01-01"}),
        ("contract.grace_days", (60, "2026-01-01"), {"value": "30 天", "valid_from": "合同到期"}),
        ("eligible.consent", ("warn", "2027-01-01"), {"value": "不许派"}),
        ("age.employable", (18, "2027-01-01"), {}),
    ],
)
def test_a_laxer_value_and_a_day_gone_by_are_asked_about_once(
    qtbot: QtBot,
    frame: Window,
    rule: str,
    new: tuple[int | str, str],
    asked_for: dict[str, str],
) -> None:
    rules = section(frame, "rules")
    qtbot.waitUntil(lambda: rules.list.model.rowCount() > 20 and bool(rows(rules.list)[0]))
    at = next(n for n, row in enumerate(rows(rules.list)) if row["rule_id"] == rule)
    rules.list.table.select_row(at)
    rules.add()
    asked = dialog_of(frame)
    saved: list[object] = []
    asked.form.saved.connect(lambda answer, _again: saved.append(answer))
    asked.form.set_value("value", new[0])
    asked.form.set_value("valid_from", new[1])
    asked.form.save()
    if not asked_for:
        qtbot.waitUntil(lambda: bool(saved))
        return
    boxes = asked.form.boxes
    qtbot.waitUntil(lambda: {key for key, box in boxes.items() if box.findings} == set(asked_for))
    for key, words in asked_for.items():
        (one,) = boxes[key].findings
        assert words in one.words
        boxes[key].confirm.setChecked(True)
    assert not saved
    asked.form.save()
    if new[0] != 15:
        qtbot.waitUntil(lambda: bool(saved))
        return
    qtbot.waitUntil(lambda: not asked.form._foot.is_busy)
    asked.form.show_values({})
    asked.reject()


EMPTY_YEAR = 2031


def turn_to(qtbot: QtBot, holidays: Any, year: int) -> None:
    while holidays.year < year:
        holidays.after()
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 0)


def test_holidays_come_as_a_range_and_go_again(qtbot: QtBot, frame: Window) -> None:
    holidays = section(frame, "holidays")
    turn_to(qtbot, holidays, EMPTY_YEAR)
    holidays.add()
    asked = dialog_of(frame)
    for key, value in {"start": "2031-10-01", "end": "2031-09-30", "name": "国庆节"}.items():
        asked.form.set_value(key, value)
    assert not asked.form.is_ready()
    asked.form.set_value("end", "2031-10-03")
    asked.form.save()
    qtbot.waitUntil(lambda: has(holidays.list, "day", "2031-10-03"))
    assert holidays.list.model.rowCount() == 3
    holidays.list.table.select_row(0)
    holidays.remove()
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 2)
    holidays.after()
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 0)
    holidays.before()
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 2)


def test_a_year_without_its_notice_says_so_and_how_to_enter_it(qtbot: QtBot, frame: Window) -> None:
    holidays = section(frame, "holidays")
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 39)
    assert holidays.lacking.isHidden()
    turn_to(qtbot, holidays, EMPTY_YEAR)
    qtbot.waitUntil(holidays.lacking.isVisible)
    holidays.fill()
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 6)
    assert str(EMPTY_YEAR) in holidays.lacking.accessibleName()
    assert holidays.lacking.isVisible()


def test_a_notice_is_pasted_and_known_days_are_put_in(qtbot: QtBot, frame: Window) -> None:
    holidays = section(frame, "holidays")
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 39)
    turn_to(qtbot, holidays, EMPTY_YEAR)
    holidays.fill()
    qtbot.waitUntil(lambda: holidays.list.model.rowCount() == 6)
    holidays.paste()
    asked = dialog_of(frame, dialogs.Dialog)
    assert not asked.go.isEnabled()
    asked.box.setPlainText("一、元旦：1月1日（周三）至3日（周五）放假调休。1月4日（周六）上班。")
    assert "上班 1 天" in asked.words.accessibleName()
    asked.go.click()
    qtbot.waitUntil(lambda: has(holidays.list, "day", "2031-01-04"))
    assert holidays.list.model.rowCount() == 9


def test_a_pasted_list_of_villages_is_looked_at_first(qtbot: QtBot, frame: Window) -> None:
    places = section(frame, "places")
    places.paste()
    asked = dialog_of(frame, VillageList)
    say(asked.box, "青山镇\n1. 石桥村\n2、柳树村 439927101203\n白沙镇 红星村\n青山镇 石桥村\n123")
    qtbot.waitUntil(asked.go.isEnabled)
    assert "乡镇 2 个，村 3 个；已有 1 个" in asked.words.accessibleName()
    assert "1 行看不懂" in asked.words.accessibleName()
    asked.reject()
    question = dialog_of(asked, dialogs.Dialog)
    question.reject()
    assert asked.isVisible()
    assert "红星村" in asked.box.toPlainText()
    asked.go.click()
    asked.go.click()
    qtbot.waitUntil(lambda: has(places.list, "name", "红星村"))
    assert sum(row["name"] == "红星村" for row in rows(places.list)) == 1
    assert has(places.list, "parent_name", "白沙镇")
    qtbot.waitUntil(lambda: has(places.list, "code", "439927101203"))
    at = next(n for n, row in enumerate(rows(places.list)) if row["name"] == "红星村")
    places.list.table.select_row(at)
    places.change()
    changed = dialog_of(frame)
    changed.form.set_value("aliases", "老红星")
    changed.form.save()
    qtbot.waitUntil(lambda: has(places.list, "aliases", "老红星"))


def test_only_what_a_role_may_do_is_offered(
    qtbot: QtBot, desk: Desk, settings: config.Settings, reported: list[BaseException]
) -> None:
    office.staff.add(desk, login="zhou", name="周审", role=Role.AUDITOR, password="rice-and-tea")
    key = desk.store.key
    desk.close()
    other = office.entry.open_with_key(desk.folder, key, "zhou")
    runner: tasks.Tasks[Any] = tasks.Tasks(other, reported.append)
    frame = window.Window(
        runner, House().pages(), finding.hooks(other), user="zhou", settings=settings
    )
    bring_up(qtbot, frame)
    page = frame.open("settings")
    assert isinstance(page, SettingsPage)
    assert page.list.count() == len(sections.SECTIONS) - 1
    staff = section(frame, "staff")
    assert staff.list is None
    for name, words in (("rules", "settings.rules.add"), ("places", "settings.places.paste")):
        said = [
            b.accessibleName() for b in section(frame, name).findChildren(QtWidgets.QPushButton)
        ]
        assert i18n.text(words) not in said
    assert runner.stop()
    other.close()


def test_appearance_is_in_force_at_once_and_kept(qtbot: QtBot, frame: Window) -> None:
    look = section(frame, "look")
    look.letters[2].click()
    look.moves[1].click()
    look.lock[2].click()
    look.dark.click()
    assert theme.step() == 2
    assert theme.is_dark()
    kept = config.load_settings()
    assert (kept.font_step, kept.dark, kept.enter_moves, kept.lock_minutes) == (
        2,
        True,
        "right",
        30,
    )
    opened: list[Any] = []
    look.frame.hooks = window.Hooks(reopen=lambda *where: opened.append(where))
    look.language[1].click()
    assert config.load_settings().language == "en"
    assert opened == [("settings", "look.language")]
    qtbot.wait(1)


def test_the_language_waits_for_a_job_and_asks_before_an_import_is_thrown_away(
    qtbot: QtBot, frame: Window
) -> None:
    opened: list[Any] = []
    intake: Any = frame.open("intake")
    intake.flow.open_text("姓名\t身份证号码\n张三\t430699199007056038\n")
    qtbot.waitUntil(lambda: intake.flow.step.name in ("COLUMNS", "PREVIEW"))
    qtbot.waitUntil(lambda: not frame.tasks.busy())
    look = section(frame, "look")
    look.frame.hooks = window.Hooks(reopen=lambda *where: opened.append(where))
    gate = threading.Event()
    frame.tasks.do(lambda _desk, _progress: gate.wait(30), owner=frame, title="导入")
    look.language[1].click()
    told = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(told, dialogs.Dialog)
    told.accept()
    assert look.language[0].isChecked()
    gate.set()
    qtbot.waitUntil(lambda: not frame.tasks.busy())
    look.language[1].click()
    asked = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(asked, dialogs.Dialog)
    asked.reject()
    assert (i18n.language(), look.language[0].isChecked(), opened) == ("zh", True, [])
    look.language[1].click()
    asked = QtWidgets.QApplication.activeModalWidget()
    assert isinstance(asked, dialogs.Dialog)
    asked.accept()
    assert (i18n.language(), opened) == ("en", [("settings", "look.language")])


def test_the_keyboard_walks_from_the_list_into_a_section(qtbot: QtBot, frame: Window) -> None:
    page = frame.open("settings")
    assert isinstance(page, SettingsPage)
    to_front(qtbot, frame)
    page.list.setFocus()
    press(page.list, _Key.Key_Down)
    press(page.list, _Key.Key_Down)
    rules = page.section()
    qtbot.waitUntil(lambda: rules.list.model.rowCount() > 20)
    to_front(qtbot, frame)
    page.list.setFocus()
    press(page.list, _Key.Key_Tab)
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is not None
    assert rules.isAncestorOf(focus)
    page.list.setFocus()
    press(page.list, _Key.Key_Return)
    assert rules.list.table.hasFocus()


def test_a_template_shows_its_pages_beside_the_text(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    dispatch.ensure_templates(desk)
    templates = section(frame, "templates")
    qtbot.waitUntil(lambda: templates.list.model.rowCount() > 0 and bool(rows(templates.list)[0]))
    templates.list.table.select_row(0)
    templates.open()
    editor = templates.editor
    assert editor is not None
    qtbot.waitUntil(lambda: bool(editor.paper.sheets))
    before = editor.paper.sheets[0].pixmap().cacheKey()
    editor.box.insertPlainText("// x\n# ")
    qtbot.waitUntil(lambda: editor.paper.sheets[0].pixmap().cacheKey() != before)


def test_a_new_user_half_typed_is_offered_again_without_the_password(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    staff = section(frame, "staff")
    staff.add()
    asked = next(each for each in frame.findChildren(form.FormDialog) if each.isVisible()).form
    say(asked.boxes["name"].editor.target(), "王芳")
    type_keys(asked.boxes["password"].editor.target(), "long-enough-1")
    qtbot.waitUntil(lambda: bool(office.slots.forms(desk, "office.add_staff")))
    assert "long-enough-1" not in str(office.slots.forms(desk, "office.add_staff"))
