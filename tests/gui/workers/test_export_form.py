"""A superior's form: its marks are shown before a file is chosen, and a refusal loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6 import QtCore, QtGui

from gigdesk.gui import form
from gigdesk.gui.workers import export, export_form
from tests.gui.conftest import assert_everything_named
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import names

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people


@pytest.fixture
def picker(qtbot: QtBot, desk: Desk, frame: Window, people: WorkersPage) -> export_form.FormPicker:
    """Register three people and open the dialog for a form."""
    people_frame.register_three(desk)
    people.refresh()
    qtbot.waitUntil(lambda: len(names(people)) == 3)
    people.export.choose(export.FORM)
    (found,) = frame.findChildren(export_form.FormPicker)
    return found


def _form(path: Path, *cells: str) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(cells)
    book.save(path)
    return path


def test_the_marks_are_shown_found_and_copied(picker: export_form.FormPicker) -> None:
    shown = [picker.list.item(at).text() for at in range(picker.list.count())]
    for mark in ("{{姓名}}", "{{人员类别}}", "{{证书编号}}", "{{编号}}", "{{民族}}"):
        assert mark in shown
    assert len(shown) == len(set(shown))
    picker.search.setText("电话")
    left = [item for at in range(len(shown)) if not (item := picker.list.item(at)).isHidden()]
    assert {item.text() for item in left} >= {"{{联系电话}}"}
    picker.list.setCurrentItem(left[0])
    picker.copy()
    assert QtGui.QGuiApplication.clipboard().text() == left[0].text()
    assert_everything_named(picker)
    picker.reject()


def test_the_sample_is_a_form_that_can_be_filled(
    qtbot: QtBot, frame: Window, picker: export_form.FormPicker, tmp_path: Path
) -> None:
    picker.write_sample()
    qtbot.waitUntil(lambda: "表样示例" in picker.note.accessibleName())
    (sample,) = (tmp_path / "papers").glob("*.xlsx")
    picker.check(sample)
    qtbot.waitUntil(lambda: bool(frame.findChildren(form.FormDialog)))
    asked = frame.findChildren(form.FormDialog)[0].form
    asked.save()
    qtbot.waitUntil(lambda: len(list((tmp_path / "papers").glob("*.xlsx"))) == 2)
    (filled,) = set((tmp_path / "papers").glob("*.xlsx")) - {sample}
    rows = list(openpyxl.load_workbook(filled).worksheets[0].iter_rows(values_only=True))
    at = next(place for place, row in enumerate(rows) if "姓名" in row)
    assert [row[0] for row in rows[at + 1 : at + 4]] == [1, 2, 3]
    assert "{{" not in str(rows)


def test_a_form_that_cannot_be_filled_is_told_before_anything_is_typed(
    qtbot: QtBot, frame: Window, picker: export_form.FormPicker, tmp_path: Path
) -> None:
    picker.check(_form(tmp_path / "form.xlsx", "{{姓名}}", "{{没有这项}}"))
    qtbot.waitUntil(lambda: "{{没有这项}}" in picker.note.accessibleName())
    assert not frame.findChildren(form.FormDialog)
    assert picker.isVisible()
    picker.check(_form(tmp_path / "form.xlsx", "{{姓名}}", "{{民族}}"))
    qtbot.waitUntil(lambda: bool(frame.findChildren(form.FormDialog)))
    frame.findChildren(form.FormDialog)[0].accept()


def test_what_was_typed_stands_again_where_the_form_is_refused_after_all(
    qtbot: QtBot, frame: Window, people: WorkersPage, picker: export_form.FormPicker, tmp_path: Path
) -> None:
    source = _form(tmp_path / "form.xlsx", "{{姓名}}")
    picker.check(source)
    qtbot.waitUntil(lambda: bool(frame.findChildren(form.FormDialog)))
    dialog = frame.findChildren(form.FormDialog)[0]
    dialog.form.set_value("recipient", "县人社局")
    dialog.form.set_value("reason", "月报")
    # Changed between the choice and the filling, as somebody does who has it open.
    _form(source, "{{姓名}}", "{{没有这项}}")
    dialog.form.save()

    def again() -> list[form.FormDialog]:
        found = frame.findChildren(form.FormDialog)
        return [each for each in found if each.isVisible() and each is not dialog]

    qtbot.waitUntil(lambda: bool(again()))
    (second,) = again()
    assert second.form.values()["recipient"] == "县人社局"
    assert second.form.values()["reason"] == "月报"
    assert "{{没有这项}}" in second.note.accessibleName()
    QtCore.QTimer.singleShot(0, second.accept)
    qtbot.waitUntil(lambda: not again())
    assert people.isVisible()
