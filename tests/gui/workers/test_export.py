"""Papers of people are shown to be printed: a list to sign, the consent forms of one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6 import QtCore

from gigdesk.actions.workers.search import WorkerFilter
from gigdesk.gui import form, handing
from gigdesk.gui.workers import export
from tests.gui.conftest import assert_everything_named, press
from tests.gui.workers import people_frame
from tests.gui.workers.people_frame import names

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.page import WorkersPage

desk, frame, people = people_frame.desk, people_frame.frame, people_frame.people
three = people_frame.three
_Key = QtCore.Qt.Key


@pytest.mark.usefixtures("three")
def test_the_list_is_printed_to_be_signed(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    people.list.show_filter(WorkerFilter(sex="2"))
    qtbot.waitUntil(lambda: len(names(people)) == 2)
    people.export.choose(export.SIGNING)
    asked = frame.findChildren(form.FormDialog)[0].form
    asked.set_value("title", "培训签到")
    asked.save()
    qtbot.waitUntil(lambda: bool(frame.findChildren(handing.PaperDialog)))
    shown = frame.findChildren(handing.PaperDialog)[0]
    assert shown.preview.paper.pages == 1
    written = next((tmp_path / "papers").glob("培训签到*.pdf"))
    assert shown.preview.paper.path == str(written)
    shown.accept()


@pytest.mark.usefixtures("three")
def test_consent_forms_of_the_marked_people_are_shown_to_be_printed(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    qtbot.waitUntil(lambda: len(names(people)) == 3)
    people.list.table.selectAll()
    people.print_consents()
    qtbot.waitUntil(lambda: bool(frame.findChildren(handing.PaperDialog)))
    shown = frame.findChildren(handing.PaperDialog)[0]
    assert shown.preview.paper.pages % 3 == 0
    assert [path.name[:10] for path in (tmp_path / "papers").glob("*.pdf")] == ["告知书和同意书 3 "]
    press(shown, _Key.Key_Escape)
    qtbot.waitUntil(lambda: not frame.findChildren(handing.PaperDialog))


def test_the_consent_form_is_printed_from_the_consents_of_a_person(
    qtbot: QtBot, frame: Window, people: WorkersPage, three: list[bytes], tmp_path: Path
) -> None:
    page = people.open_person(three[0])
    qtbot.waitUntil(lambda: page.person is not None)
    page.sections["consents"].print_paper()
    qtbot.waitUntil(lambda: bool(frame.findChildren(handing.PaperDialog)))
    shown = frame.findChildren(handing.PaperDialog)[0]
    qtbot.waitUntil(lambda: not shown.preview.sheets[0].pixmap().isNull())
    written = next((tmp_path / "papers").glob("*.pdf"))
    assert page.person is not None
    name = page.person.worker["name"]
    assert written.name.startswith(f"告知书和同意书 {name} ")
    assert_everything_named(shown)
    shown.accept()


@pytest.mark.usefixtures("three")
def test_a_roster_without_an_employer_leaves_its_place_empty(
    qtbot: QtBot, frame: Window, people: WorkersPage, tmp_path: Path
) -> None:
    people.export.choose(export.STAFF)
    frame.findChildren(form.FormDialog)[0].form.save()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "papers").glob("*.xlsx"))))
    (written,) = (tmp_path / "papers").glob("*.xlsx")
    qtbot.waitUntil(lambda: written.stat().st_size > 0)
    said = [
        str(cell.value)
        for row in openpyxl.load_workbook(written).worksheets[0].iter_rows()
        for cell in row
        if cell.value
    ]
    assert "用人单位（公章）：" in said


@pytest.mark.usefixtures("three")
def test_any_field_of_the_registry_is_a_column_of_the_list_and_its_export(
    qtbot: QtBot, people: WorkersPage
) -> None:
    keys = [column.key for column in people.list.model.columns]
    for key in ("ethnic", "hukou_address", "emergency_phone", "categories", "bank_account"):
        assert key in keys, key
    assert not {"health_note", "disability_no"} & set(keys)
    head = people.list.table.head
    head.set_columns(keys, [key for key in keys if key not in {"name", "ethnic", "political"}])
    assert [key for key, _ in export.shown_columns(people.list)] == ["name", "ethnic", "political"]
    column = next(each for each in people.list.model.columns if each.key == "ethnic")
    qtbot.waitUntil(lambda: people.list.model.row(0) is not None)
    assert column.words({**people.list.model.row(0), "ethnic": "05"}) == "维吾尔族"


@pytest.mark.usefixtures("three")
def test_only_columns_in_sight_are_read(qtbot: QtBot, people: WorkersPage) -> None:
    model, head = people.list.model, people.list.table.head
    qtbot.waitUntil(lambda: model.row(0) is not None)
    assert "ethnic" not in model.row(0)
    keys = [column.key for column in model.columns]
    head.set_columns(keys, [key for key in keys if key not in {"name", "ethnic"}])
    qtbot.waitUntil(lambda: model.row(0) is not None and "ethnic" in model.row(0))
    head.restore()
    qtbot.waitUntil(lambda: model.row(0) is not None and "ethnic" not in model.row(0))
    for column in model.columns:
        column.words(model.row(0))
