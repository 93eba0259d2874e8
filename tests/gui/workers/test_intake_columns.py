"""The column screen of an import: what it says about the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions.workers import imports
from gigdesk.gui import theme
from gigdesk.gui.workers.intake_flow import Step
from tests.actions.workers.imports import rosters
from tests.gui.kit.checks import press, say
from tests.gui.workers.intake_frame import desk, frame, opened, reach

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.window import Window
    from gigdesk.gui.workers.intake import Intake

__all__ = ["desk", "frame"]
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier


def test_only_columns_that_are_taken_are_counted(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    people = [(at, *row) for at, row in enumerate(rosters.crowd(3), 1)]
    path = rosters.book(tmp_path / "a.xlsx", people, ("序号", *rosters.HEADER))
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    wanted = i18n.text("intake_page.columns_known", known=4, columns=5)
    assert page.columns.summary.text() == wanted


def placed(page: Intake) -> list[list[int]]:
    """Return how high the title, the field and the first cells of every column stand."""
    table = page.columns.tables[0]
    return [
        [
            head.picker.mapTo(table, head.picker.rect().center()).y(),
            head.title.mapTo(table, QtCore.QPoint(0, head.title.height())).y(),
            head.height(),
        ]
        for head in table.heads
    ]


def test_what_is_wrong_with_one_column_moves_none(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    path = rosters.book(tmp_path / "a.xlsx", rosters.crowd(3), rosters.HEADER)
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    head = page.columns.tables[0].heads[1]
    head.picker.target().setFocus()
    qtbot.waitUntil(lambda: len({tuple(each) for each in placed(page)}) == 1)
    before = placed(page)
    head.picker.target().selectAll()
    say(head.picker.target(), "意向")
    qtbot.waitUntil(lambda: bool(head.picker.problem()))
    qtbot.waitUntil(lambda: placed(page) == before)


def test_a_unit_that_a_returned_workbook_states_is_not_asked_again(
    qtbot: QtBot, frame: Window, desk: Desk, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "年收入")
    path = rosters.book(tmp_path / "a.xlsx", [["刘桂花", rosters.number(1)[:-1], 3.6]], head)
    sent = rosters.take(desk, path, units_fen={"annual_income_fen": 1_000_000})
    back = imports.return_rows(desk, sent.number, tmp_path / "back.xlsx")
    page = opened(frame, str(back.file))
    reach(qtbot, page, Step.COLUMNS)
    (income,) = (head for head in page.columns.tables[0].heads if head.field == "annual_income_fen")
    assert (income.asks_unit, income.is_settled) == (False, True)
    plain = rosters.book(tmp_path / "b.xlsx", [["刘桂花", rosters.number(1), None]], head)
    again = opened(frame, str(plain))
    reach(qtbot, again, Step.COLUMNS)
    assert not again.columns.tables[0].heads[2].asks_unit


def test_going_on_without_the_unit_says_so_and_leads_to_it(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "年收入")
    path = rosters.book(tmp_path / "a.xlsx", [["刘桂花", rosters.number(1), 3.6]], head)
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    columns = page.columns
    press(columns.tables[0].heads[0].picker.target(), _Key.Key_Return, _CTRL)
    assert page.flow.step is Step.COLUMNS
    assert columns.note.isVisible()
    assert columns.note.accessibleName() == i18n.text("intake_page.lacks_unit", columns="年收入")
    income = columns.tables[0].heads[2]
    assert income.unit.target().hasFocus()


def test_going_on_with_a_field_twice_says_which_column(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "联系电话")
    path = rosters.book(tmp_path / "a.xlsx", [["刘桂花", rosters.number(1), "13800001234"]], head)
    page = opened(frame, str(path))
    reach(qtbot, page, Step.COLUMNS)
    second = page.columns.tables[0].heads[2]
    second.picker.set_value("name")
    page.columns.go_on()
    assert page.flow.step is Step.COLUMNS
    said = page.columns.note.accessibleName()
    assert "联系电话" in said
    assert i18n.text("intake_page.twice", column="姓名") in said


def test_the_first_person_is_in_sight_below_the_headers_on_the_smallest_screen(
    qtbot: QtBot, frame: Window, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号码", "就业意向（想去哪里打工、想做什么样的工作）")
    people = [["刘桂花", rosters.number(1), "采茶"], ["王小菊", rosters.number(2), "采茶"]]
    further = {"二村": (head, people), "说明": (("请按格式填写",), [("不要改表头",)])}
    path = rosters.book(tmp_path / "a.xlsx", people, head, **further)
    before = theme.step()
    theme.use(app(), step=3)
    try:
        frame.resize(911, 512)
        page = opened(frame, str(path))
        reach(qtbot, page, Step.COLUMNS)
        columns = page.columns
        qtbot.waitUntil(columns.note.isVisible)
        table = columns.tables[0]
        (area,) = table.findChildren(QtWidgets.QScrollArea)
        cell = next(
            label for label in table.findChildren(QtWidgets.QLabel) if label.text() == "刘桂花"
        )

        def seen() -> QtCore.QRect:
            place = cell.mapTo(area.viewport(), QtCore.QPoint(0, 0))
            return QtCore.QRect(place, QtCore.QSize(1, cell.fontMetrics().height()))

        qtbot.waitUntil(lambda: area.viewport().rect().contains(seen()))
        assert area.verticalScrollBar().value() == 0
        assert not columns.summary.isVisible()
        wide = table.heads[2]
        assert wide.title.accessibleName() == head[2]
        assert wide.title.toolTip() == head[2]
    finally:
        theme.use(app(), step=before)


def app() -> QtWidgets.QApplication:
    made = QtWidgets.QApplication.instance()
    assert isinstance(made, QtWidgets.QApplication)
    return made
