"""Backups, proof, acts and templates in the window, on a real desk."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import config, i18n
from gigdesk.actions import dispatch, office
from gigdesk.gui import dialogs, preview, window
from gigdesk.gui.form import FormDialog
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import press, say
from tests.gui.rooms import add_people, rows, to_front
from tests.gui.whole import section
from tests.making import PASSWORD, new_desk

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window


def test_a_backup_is_made_proved_and_copied_to_the_second_place(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    safety = section(frame, "safety")
    (tmp_path / "stick").mkdir()
    safety.set_second(str(tmp_path / "stick"))
    safety.back_up()
    qtbot.waitUntil(lambda: safety.list.model.rowCount() == 1)
    assert [path.suffix for path in (tmp_path / "stick").iterdir()] == [".gdbak"]
    assert len(office.safety.backups(desk)) == 1
    qtbot.waitUntil(lambda: bool(rows(safety.list)[0]))
    safety.list.table.select_row(0)
    safety.prove()
    qtbot.waitUntil(lambda: any("检验合格" in words for words, _ in frame.notices.history))
    safety.save_as(tmp_path / "mine.gdbak")
    qtbot.waitUntil((tmp_path / "mine.gdbak").exists)


def test_after_the_proof_the_keyboard_is_back_on_its_button(qtbot: QtBot, frame: Window) -> None:
    verify = section(frame, "verify")
    to_front(qtbot, frame)
    verify.go.setFocus()
    verify.prove()
    assert not verify.go.hasFocus()
    qtbot.waitUntil(verify.go.isEnabled)
    assert verify.go.hasFocus()


def test_a_damaged_backup_is_told_in_words(
    qtbot: QtBot, frame: Window, desk: Desk, reported: list[BaseException]
) -> None:
    path = office.safety.back_up_on_exit(desk)
    broken = bytearray(path.read_bytes())
    broken[len(broken) // 2] ^= 0xFF
    path.write_bytes(broken)
    safety = section(frame, "safety")
    qtbot.waitUntil(lambda: safety.list.model.rowCount() == 1 and bool(rows(safety.list)[0]))
    safety.list.table.select_row(0)
    safety.prove()
    qtbot.waitUntil(lambda: bool(reported))
    assert i18n.has(reported.pop().code)  # type: ignore[attr-defined]


def test_restoring_ends_the_sitting_and_puts_the_backup_in_place(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    path = office.safety.back_up_on_exit(desk)
    add_people(desk, 3)
    between: list[Any] = []
    frame.hooks = window.Hooks(begin_again=between.append)
    section(frame, "safety").restore_file(path)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in frame.findChildren(FormDialog)))
    asked = next(each for each in frame.findChildren(FormDialog) if each.isVisible())
    assert asked.form.values()["login"] == "li"
    asked.form.set_value("password", PASSWORD)
    asked.form.save()
    qtbot.waitUntil(lambda: bool(between))
    frame.tasks.stop()
    folder = desk.folder
    desk.close()
    told = between[0]()
    again = office.entry.sign_in(folder, "li", PASSWORD)
    assert not again.store.query("SELECT id FROM worker")
    assert list(folder.glob("before-restore-*"))
    newest = office.safety.backups(again)[0]
    assert newest.why == "restore"
    assert newest.path.name in told
    again.close()


def test_a_wrong_password_is_told_at_its_field_before_anything_is_closed(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    path = office.safety.back_up_on_exit(desk)
    between: list[Any] = []
    frame.hooks = window.Hooks(begin_again=between.append)
    safety = section(frame, "safety")
    qtbot.waitUntil(lambda: safety.list.model.rowCount() == 1 and bool(rows(safety.list)[0]))
    safety.list.table.clearSelection()
    assert not any(button.isEnabled() for button in safety.this)
    safety.list.table.select_row(0)
    assert all(button.isEnabled() for button in safety.this)
    safety.restore_this()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in frame.findChildren(FormDialog)))
    asked = next(each for each in frame.findChildren(FormDialog) if each.isVisible())
    assert path.name not in asked.windowTitle()
    assert i18n.text("settings.safety.restore_words") in asked.note.accessibleName()
    assert asked.note.mapTo(asked, QtCore.QPoint()).x() > 0
    asked.form.set_value("password", "some other word")
    asked.form.save()
    qtbot.waitUntil(lambda: bool(asked.form.boxes["password"].findings))
    assert asked.isVisible()
    assert between == []


def test_the_proof_says_in_words_that_all_is_sound(qtbot: QtBot, frame: Window) -> None:
    verify = section(frame, "verify")
    verify.go.click()
    qtbot.waitUntil(lambda: "没有发现问题" in verify.result.accessibleName())
    assert verify.go.isEnabled()
    assert not verify.found.isVisible()
    assert verify.mend.isHidden()


def test_a_backup_of_another_desk_is_told_and_called_no_problem(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    stranger = new_desk(tmp_path / "other")
    alien = office.safety.back_up_now(stranger)
    stranger.close()
    backups = desk.folder / "backups"
    backups.mkdir(exist_ok=True)
    shutil.copy(alien, backups / "gigdesk-00007-20260901-083000-exit.gdbak")
    verify = section(frame, "verify")
    verify.prove()
    qtbot.waitUntil(lambda: "没有发现问题" in verify.result.accessibleName())
    assert verify.found.isVisibleTo(verify)
    assert "gigdesk-00007-20260901-083000-exit.gdbak" in verify.found.toPlainText()
    assert verify.found.accessibleName() == i18n.text("settings.verify.remarks")


def test_an_index_that_went_wrong_is_made_anew_and_proved_again(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    add_people(desk, 3)
    with desk.store.atomic():
        desk.store.execute("DELETE FROM worker_find")
    verify = section(frame, "verify")
    verify.prove()
    qtbot.waitUntil(lambda: verify.mend.isVisibleTo(verify))
    assert "索引" in verify.found.toPlainText()
    assert "录入的内容不会改动" in verify.facts.text()
    verify.mend.click()
    qtbot.waitUntil(lambda: "没有发现问题" in verify.result.accessibleName())
    assert verify.mend.isHidden()
    assert office.history.acts(desk, limit=1)[0]["name"] == "office.rebuild"


def answer_yes(qtbot: QtBot, frame: Window) -> None:
    """Accept the question that comes once the desk has been asked."""

    def asked() -> list[dialogs.Dialog]:
        return [each for each in frame.findChildren(dialogs.Dialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(asked()) == 1)
    asked()[0].accept()


def test_acts_are_listed_found_and_taken_back(qtbot: QtBot, frame: Window, desk: Desk) -> None:
    office.places.add_list(desk, "青山镇 石桥村")
    acts = section(frame, "acts")
    qtbot.waitUntil(lambda: acts.list.model.rowCount() == 2 and bool(rows(acts.list)[0]))
    assert rows(acts.list)[0]["what"] == i18n.text("acts.office.add_division")
    say(acts.list.search, "地名")
    qtbot.waitUntil(lambda: acts.list.model.rowCount() == 1 and bool(rows(acts.list)[0]))
    acts.list.table.select_row(0)
    acts.undo()
    answer_yes(qtbot, frame)
    qtbot.waitUntil(lambda: office.places.divisions(desk) == [])
    acts.list.clear()
    qtbot.waitUntil(lambda: acts.list.model.rowCount() == 3 and bool(rows(acts.list)[0]))
    states = {row["what"]: row["state"] for row in rows(acts.list)}
    assert states[i18n.text("acts.office.add_division")] == "undone"


def test_an_import_is_taken_back_from_the_acts_as_a_job(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    rosters.take(desk, rosters.book(tmp_path / "a.xlsx", rosters.crowd(3)))
    acts = section(frame, "acts")
    qtbot.waitUntil(lambda: acts.list.model.rowCount() == 2 and bool(rows(acts.list)[0]))
    acts.list.table.select_row(0)
    acts.undo()
    answer_yes(qtbot, frame)
    qtbot.waitUntil(lambda: rosters.people(desk) == 0)
    title = i18n.text("window.undo.job", act=i18n.text("acts.workers.import"))
    assert [job.title for job in frame.tasks.jobs] == [title]


def test_what_changed_since_may_stay_when_the_rest_goes(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    office.places.add_list(desk, "青山镇 石桥村\n青山镇 柳树村")
    village = office.places.villages(desk, "石桥村")[0]
    office.places.change(desk, division_id=village["id"], changes={"aliases": "桥头"})
    acts = section(frame, "acts")
    qtbot.waitUntil(lambda: acts.list.model.rowCount() == 3 and bool(rows(acts.list)[1]))
    acts.list.table.select_row(1)
    acts.undo()
    answer_yes(qtbot, frame)
    way = i18n.text("settings.acts.in_the_way")
    qtbot.waitUntil(lambda: any(d.windowTitle() == way for d in frame.findChildren(dialogs.Dialog)))
    next(d for d in frame.findChildren(dialogs.Dialog) if d.windowTitle() == way).accept()
    qtbot.waitUntil(lambda: len(office.places.divisions(desk, "village")) == 1)


def test_a_template_is_edited_judged_previewed_and_saved_as_a_new_version(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    dispatch.ensure_templates(desk)
    templates = section(frame, "templates")
    qtbot.waitUntil(lambda: templates.list.model.rowCount() == 6 and bool(rows(templates.list)[5]))
    templates.list.table.select_row(0)
    templates.open()
    editor = templates.editor
    assert editor is not None
    body = editor.box.toPlainText()
    editor.box.setPlainText(body + "\n{{没有这一项}}\n")
    qtbot.waitUntil(lambda: editor.problems.count() == 1)
    assert not editor.save_button.isEnabled()
    editor.problems.itemActivated.emit(editor.problems.item(0))
    assert editor.box.textCursor().block().text() == "{{没有这一项}}"
    assert not templates.may_leave()
    next(each for each in frame.findChildren(dialogs.Dialog) if each.isVisible()).reject()
    editor.box.setPlainText(body + "\n双方各执一份。\n")
    qtbot.waitUntil(lambda: editor.problems.count() == 0 and editor.save_button.isEnabled())
    editor.preview()
    qtbot.waitUntil(lambda: bool(editor.findChildren(preview.Preview)))
    editor.leave()
    editor.save()
    qtbot.waitUntil(lambda: templates.editor is None)
    versions = [row["version"] for row in dispatch.list_templates(desk, all_versions=True)]
    assert sorted(versions) == [1, 1, 1, 1, 1, 1, 2]


def test_a_second_place_that_is_gone_is_told_and_the_first_copy_stands_and_is_listed(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    safety = section(frame, "safety")
    safety.set_second(str(blocked / "below"))
    safety.back_up()
    qtbot.waitUntil(lambda: safety.list.model.rowCount() == 1)
    title = i18n.text("settings.safety.no_copy")
    told = [each for each in frame.findChildren(dialogs.Dialog) if each.windowTitle() == title]
    assert len(told) == 1
    told[0].reject()
    assert len(office.safety.backups(desk)) == 1


def file_dialog(frame: Window) -> QtWidgets.QFileDialog:
    """Return the dialog that asks for a file or folder."""
    found = [each for each in frame.findChildren(QtWidgets.QFileDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def test_leaving_the_choice_of_the_second_place_keeps_what_was_set(
    frame: Window, tmp_path: Path
) -> None:
    safety = section(frame, "safety")
    none = next(
        each
        for each in safety.findChildren(QtWidgets.QAbstractButton)
        if each.accessibleName() == i18n.text("settings.safety.choose_none")
    )
    assert none.isHidden()
    stick = tmp_path / "stick"
    stick.mkdir()
    safety.set_second(str(stick))
    safety.choose_second()
    press(file_dialog(frame), QtCore.Qt.Key.Key_Escape)
    assert frame.settings.second_backup == str(stick)
    assert config.load_settings().second_backup == str(stick)
    assert str(stick) in safety._second.text()
    none.setFocus()
    press(none, QtCore.Qt.Key.Key_Space)
    assert config.load_settings().second_backup == ""
    assert none.isHidden()


def test_a_second_place_that_could_not_be_kept_is_told(frame: Window, tmp_path: Path) -> None:
    safety = section(frame, "safety")
    shutil.rmtree(config.config_dir(), ignore_errors=True)
    config.config_dir().parent.mkdir(parents=True, exist_ok=True)
    config.config_dir().touch()
    safety.set_second(str(tmp_path))
    said = i18n.text("settings.look.unsaved")
    assert any(words == said for words, _ in frame.notices.history)


def test_a_listed_backup_is_restored_by_a_button_and_files_are_looked_for_beside_it(
    qtbot: QtBot, frame: Window, desk: Desk
) -> None:
    path = office.safety.back_up_on_exit(desk)
    assert path is not None
    safety = section(frame, "safety")
    safety.refresh()
    qtbot.waitUntil(lambda: safety.list.model.rowCount() == 1 and bool(rows(safety.list)[0]))
    words = i18n.text("settings.safety.restore_this")
    (button,) = [
        each
        for each in safety.findChildren(QtWidgets.QAbstractButton)
        if each.accessibleName() == words
    ]
    assert button.isVisible()
    assert not button.isEnabled()
    safety.restore()
    asked = file_dialog(frame)
    assert asked.directory() == QtCore.QDir(str(path.parent))
    assert asked.nameFilters() == ["零工台备份 (*.gdbak)"]
    asked.reject()
    safety.list.table.select_row(0)
    assert button.isEnabled()
    button.click()
    qtbot.waitUntil(lambda: bool(frame.findChildren(FormDialog)))


def test_the_desks_own_folder_is_refused_as_a_second_place_when_it_is_chosen(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path, reported: list[BaseException]
) -> None:
    own = office.safety.back_up_on_exit(desk).parent
    safety = section(frame, "safety")
    safety.take_second(own)
    qtbot.waitUntil(lambda: bool(reported))
    assert reported.pop().code == "settings.safety.second_own"  # type: ignore[attr-defined]
    assert frame.settings.second_backup == ""
    safety.take_second(tmp_path)
    qtbot.waitUntil(lambda: frame.settings.second_backup == str(tmp_path))


def test_another_desks_backup_asks_for_a_head_of_this_one_and_names_both_desks(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    other = new_desk(tmp_path / "other")
    office.staff.change_own_password(other, PASSWORD, "quite-another")
    path = tmp_path / "other.gdbak"
    their, here = (f"{each.station.name} {each.station.code}" for each in (other, desk))
    office.safety.back_up(other, path)
    other.close()
    between: list[Any] = []
    frame.hooks = window.Hooks(begin_again=between.append)
    section(frame, "safety").restore_file(path)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in frame.findChildren(FormDialog)))
    asked = next(each for each in frame.findChildren(FormDialog) if each.isVisible())
    asked.form.set_value("password", "quite-another")
    asked.form.save()
    qtbot.waitUntil(lambda: bool(asked.form.boxes["own_password"].findings))
    assert between == []
    asked.form.set_value("own_login", "li")
    asked.form.set_value("own_password", PASSWORD)
    asked.form.save()

    def questions() -> list[dialogs.Dialog]:
        shown = [each for each in frame.findChildren(dialogs.Dialog) if each.isVisible()]
        return [each for each in shown if not isinstance(each, FormDialog)]

    qtbot.waitUntil(lambda: bool(questions()))
    question = questions()[0]
    words = " ".join(each.text() for each in question.findChildren(QtWidgets.QLabel))
    asks = i18n.text("office.error.other_desk", backup=their, here=here)
    assert asks in words.replace("\n", "")
    assert between == []
    question.accept()
    qtbot.waitUntil(lambda: bool(between))
