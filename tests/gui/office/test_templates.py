"""Templates in the window: which version is open, and the line in which one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import dialogs
from tests.gui.kit.checks import assert_nothing_clipped, over_all_steps, press, type_keys
from tests.gui.rooms import rows, to_front
from tests.gui.whole import section

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window

_Key = QtCore.Qt.Key
ADDED, OTHER = "\n双方各执一份。\n", "\n本合同一式三份。\n"


@pytest.fixture
def templates(qtbot: QtBot, frame: Window, desk: Desk) -> Any:
    """Return the section with the six templates that come with the program."""
    dispatch.ensure_templates(desk)
    made = section(frame, "templates")
    made.refresh()
    qtbot.waitUntil(lambda: made.list.model.rowCount() == 6 and bool(rows(made.list)[5]))
    to_front(qtbot, frame)
    return made


def save_the_first(qtbot: QtBot, templates: Any) -> str:
    """Save a second version of the template in the first row; return its name."""
    table = templates.list.table
    table.setFocus()
    table.select_row(0)
    press(table, _Key.Key_Return)
    editor = templates.editor
    editor.box.setPlainText(editor.box.toPlainText() + ADDED)
    editor.save()
    qtbot.waitUntil(lambda: templates.editor is None)
    qtbot.waitUntil(lambda: templates.list.model.rowCount() == 7)
    return str(rows(templates.list)[0]["name"])


def asked(frame: Window) -> dialogs.Dialog:
    return next(each for each in frame.findChildren(dialogs.Dialog) if each.isVisible())


def bodies(desk: Desk, name: str) -> dict[int, str]:
    found = dispatch.list_templates(desk, all_versions=True)
    return {row["version"]: row["body"] for row in found if row["name"] == name}


def test_after_saving_enter_opens_the_version_just_saved(qtbot: QtBot, templates: Any) -> None:
    name = save_the_first(qtbot, templates)
    qtbot.waitUntil(lambda: templates.list.table.selected_rows()[0]["version"] == 2)
    press(templates.list.table, _Key.Key_Return)
    editor = templates.editor
    assert editor.box.toPlainText().endswith(ADDED)
    assert not editor.is_earlier
    assert editor.note.isHidden()
    words = i18n.text("settings.templates.heading", name=name, version=2)
    assert editor.head.title.accessibleName() == words or editor.head.title.text() == words
    # In the latest version without a change there is nothing to save.
    editor.save()
    assert templates.editor is editor


def test_an_earlier_version_says_so_and_asks_before_it_becomes_the_newest(
    qtbot: QtBot, frame: Window, desk: Desk, templates: Any
) -> None:
    name = save_the_first(qtbot, templates)
    (old,) = [
        number
        for number, row in enumerate(rows(templates.list))
        if (row["name"], row["version"]) == (name, 1)
    ]
    templates.list.table.select_row(old)
    press(templates.list.table, _Key.Key_Return)
    editor = templates.editor
    assert editor.is_earlier
    assert editor.note.isVisible()
    told = i18n.text("settings.templates.earlier", version=1, newest=2)
    assert editor.note.accessibleName() == told
    assert editor.head.state.isVisible()
    body = editor.box.toPlainText() + OTHER
    editor.box.setPlainText(body)
    editor.save()
    question = asked(frame)
    assert question.windowTitle() == i18n.text("settings.templates.back", version=1, newest=2)
    press(question, _Key.Key_Return)
    assert set(bodies(desk, name)) == {1, 2}
    assert templates.editor is editor
    editor.save()
    asked(frame).accept()
    qtbot.waitUntil(lambda: templates.editor is None)
    assert bodies(desk, name)[3] == body
    qtbot.waitUntil(lambda: templates.list.table.selected_rows()[0]["version"] == 3)


def test_an_earlier_version_can_be_put_back_as_it_is(
    qtbot: QtBot, frame: Window, desk: Desk, templates: Any
) -> None:
    name = save_the_first(qtbot, templates)
    templates.edit(
        next(
            row
            for row in rows(templates.list)
            if not row["body"].endswith(ADDED) and row["name"] == name
        )
    )
    templates.editor.save()
    asked(frame).accept()
    qtbot.waitUntil(lambda: templates.editor is None)
    assert bodies(desk, name)[3] == bodies(desk, name)[1]


def test_the_line_in_which_one_writes_stays_in_sight_when_errors_come_below(
    qtbot: QtBot, templates: Any
) -> None:
    press(templates.list.table, _Key.Key_Return)
    editor = templates.editor
    box = editor.box
    qtbot.waitUntil(lambda: editor.problems.isHidden() and box.isVisible())
    to_front(qtbot, templates.frame)
    box.setFocus()
    box.moveCursor(QtGui.QTextCursor.MoveOperation.End)
    before = box.viewport().height()
    type_keys(box, "{{nobody}}")
    qtbot.waitUntil(editor.problems.isVisible)
    qtbot.waitUntil(lambda: box.viewport().height() < before)
    assert box.viewport().rect().contains(box.cursorRect().center())


def test_enter_on_an_error_leads_to_its_line(qtbot: QtBot, templates: Any) -> None:
    press(templates.list.table, _Key.Key_Return)
    editor = templates.editor
    editor.box.setPlainText(editor.box.toPlainText() + "\n{{nobody}}\n")
    qtbot.waitUntil(lambda: editor.problems.count() == 1)
    editor.box.moveCursor(QtGui.QTextCursor.MoveOperation.Start)
    to_front(qtbot, templates.frame)
    editor.problems.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
    assert editor.problems.hasFocus()
    press(editor.problems, _Key.Key_Return)
    assert editor.box.hasFocus()
    assert editor.box.textCursor().block().text() == "{{nobody}}"


def test_who_may_only_read_a_template_is_told_so_and_leaving_speaks_of_a_template(
    qtbot: QtBot, frame: Window, templates: Any
) -> None:
    templates.may_save = False
    templates.edit(rows(templates.list)[0])
    words = i18n.text("settings.templates.read_only")
    said = templates.editor.state
    qtbot.waitUntil(lambda: words in [each.text() for each in said.findChildren(QtWidgets.QLabel)])
    templates.may_save = True
    templates.edit(rows(templates.list)[0])
    templates.editor.box.setPlainText("半改")
    templates.editor.leave()
    words = i18n.text("settings.templates.leave_words")
    shown = [each.text() for each in asked(frame).findChildren(QtWidgets.QLabel)]
    assert words in shown
    asked(frame).reject()
    templates.editor.drafts.give_up()
    templates.close_editor()


def test_a_template_that_is_left_may_be_saved_on_the_way(
    qtbot: QtBot, frame: Window, templates: Any
) -> None:
    templates.edit(rows(templates.list)[0])
    editor = templates.editor
    body = f"{editor.box.toPlainText()}\n双方各执一份。"
    editor.box.setPlainText(body)
    qtbot.waitUntil(editor.save_button.isEnabled)
    editor.leave()
    words = i18n.text("settings.templates.save")
    (save,) = [
        each
        for each in asked(frame).findChildren(QtWidgets.QPushButton)
        if each.accessibleName() == words
    ]
    with qtbot.waitSignal(editor.saved):
        save.click()
    qtbot.waitUntil(lambda: max(row["version"] for row in rows(templates.list)) == 2)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_head_of_the_editor_stands_whole_on_the_smallest_screen(
    qtbot: QtBot, frame: Window, templates: Any, language: str
) -> None:
    i18n.use(language)
    templates.list.table.select_row(0)
    templates.open()
    qtbot.waitUntil(lambda: bool(templates.editor.state.accessibleName()))

    def whole() -> None:
        assert_nothing_clipped(templates.editor.head)
        title = templates.editor.head.title
        assert title.text()
        assert "".join(title.text().split()) == "".join(title.accessibleName().split())

    over_all_steps(frame, whole)


def retitled(templates: Any) -> tuple[str, Any]:
    """Give the first template another title and save it; return the title before."""
    row = rows(templates.list)[0]
    templates.edit(row)
    body = row["body"].replace(f"# {row['name']}", "# 本县合同")
    templates.editor.box.setPlainText(body)
    templates.editor.save()
    return str(row["name"]), row["kind"]


def active(desk: Desk, kind: Any) -> set[str]:
    return {row["name"] for row in dispatch.list_templates(desk) if row["kind"] == kind}


def test_a_new_title_asks_whether_the_template_before_is_still_used(
    qtbot: QtBot, frame: Window, desk: Desk, templates: Any
) -> None:
    name, kind = retitled(templates)
    question = asked(frame)
    assert question.windowTitle() == i18n.text(
        "settings.templates.retitled", before=name, after="本县合同"
    )
    question.reject()
    assert active(desk, kind) == {name}
    assert templates.editor is not None
    templates.editor.save()
    asked(frame).accept()
    qtbot.waitUntil(lambda: templates.editor is None)
    assert active(desk, kind) == {"本县合同"}


def test_a_template_of_another_title_may_be_used_beside_the_one_before(
    qtbot: QtBot, frame: Window, desk: Desk, templates: Any
) -> None:
    name, kind = retitled(templates)
    beside = i18n.text("settings.templates.beside")
    (both,) = [
        each
        for each in asked(frame).findChildren(QtWidgets.QPushButton)
        if each.accessibleName() == beside
    ]
    both.click()
    qtbot.waitUntil(lambda: templates.editor is None)
    assert active(desk, kind) == {name, "本县合同"}


def test_a_template_out_of_use_says_so_and_asks_before_it_is_used_again(
    qtbot: QtBot, frame: Window, desk: Desk, templates: Any
) -> None:
    name, kind = retitled(templates)
    asked(frame).accept()
    qtbot.waitUntil(lambda: templates.editor is None)
    qtbot.waitUntil(lambda: templates.list.model.rowCount() == 7)
    qtbot.waitUntil(lambda: all(rows(templates.list)))
    templates.edit(next(row for row in rows(templates.list) if row["name"] == name))
    assert templates.editor.note.accessibleName() == i18n.text("settings.templates.unused")
    templates.editor.save()
    question = asked(frame)
    assert question.windowTitle() == i18n.text("settings.templates.use_again", name=name)
    assert active(desk, kind) == {"本县合同"}
    question.accept()
    qtbot.waitUntil(lambda: templates.editor is None)
    assert active(desk, kind) == {name, "本县合同"}
