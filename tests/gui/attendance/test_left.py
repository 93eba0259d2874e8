"""What a sheet said that was not written stays in sight after the import, and can be saved."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import attendance
from gigdesk.domain.attendance import Quantity
from gigdesk.gui import dialogs, theme
from gigdesk.gui.attendance.left import LeftPage
from tests.gui.attendance.month import MONTH, entered
from tests.gui.kit.checks import (
    SMALL,
    assert_everything_named,
    assert_nothing_clipped,
    child,
    over_all_steps,
)
from tests.gui.rooms import rows

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window


@pytest.fixture
def messy(desk: Desk, batch: bytes, tmp_path: Path) -> Path:
    people = attendance.month_grid(desk, batch, MONTH).people
    lines = ["姓名," + ",".join(str(day) for day in range(1, 32))]
    lines += [f"{people[0].name},√,??,√" + "," * 28, "不在批次,√,1" + "," * 29]
    sheet = tmp_path / "十月考勤.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    return sheet


def look(qtbot: QtBot, page: MonthPage, sheet: Path) -> Any:
    page.deeds.open_import()
    taking: Any = page.trail.top
    taking.look(sheet)
    qtbot.waitUntil(lambda: taking.seen is not None)
    return taking


def saved(folder: Path) -> list[tuple[Any, ...]]:
    (path,) = (folder / "papers").glob("*.xlsx")
    told = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(told) if "原文" in row)
    return [row[2:6] for row in told[head + 1 :]]


def test_after_an_import_what_was_not_written_stays_and_is_saved(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, messy: Path
) -> None:
    taking = look(qtbot, page, messy)
    taking.keep()
    qtbot.waitUntil(lambda: isinstance(page.trail.top, LeftPage))
    left: Any = page.trail.top
    assert len(entered(desk, batch)) == 2
    qtbot.waitUntil(lambda: [row["text"] for row in rows(left.list)] == ["√", "??"])
    left.saver.button.click()
    qtbot.waitUntil(lambda: len(list((messy.parent / "papers").glob("*.xlsx"))) == 1)
    person = attendance.month_grid(desk, batch, MONTH).people[0].name
    assert saved(messy.parent) == [
        (3, "不在批次", "2026-10-01", "√"),
        (3, "不在批次", "2026-10-02", "1"),
        (2, person, "2026-10-02", "??"),
    ]


def test_the_list_of_the_last_import_is_opened_again_later(
    qtbot: QtBot, page: MonthPage, messy: Path
) -> None:
    look(qtbot, page, messy).keep()
    qtbot.waitUntil(lambda: isinstance(page.trail.top, LeftPage))
    page.trail.back()
    assert page.trail.top is page
    page.deeds.open_left()
    qtbot.waitUntil(lambda: isinstance(page.trail.top, LeftPage))
    left: Any = page.trail.top
    qtbot.waitUntil(lambda: len(rows(left.list)) == 2)
    assert "十月考勤.csv" in left.said.accessibleName()


def test_a_batch_whose_last_import_left_nothing_says_so(
    qtbot: QtBot, frame: Window, page: MonthPage
) -> None:
    page.deeds.open_left()
    qtbot.waitUntil(lambda: bool(frame.notices.history))
    assert page.trail.top is page


def test_the_list_can_be_saved_before_anything_is_written(
    qtbot: QtBot, desk: Desk, batch: bytes, page: MonthPage, messy: Path
) -> None:
    taking = look(qtbot, page, messy)
    assert taking.saver.button.isVisible()
    taking.saver.button.click()
    qtbot.waitUntil(lambda: len(list((messy.parent / "papers").glob("*.xlsx"))) == 1)
    assert entered(desk, batch) == {}
    assert len(saved(messy.parent)) == 3


def test_both_lists_stand_whole_with_every_size_of_letters(
    qtbot: QtBot, frame: Window, page: MonthPage, messy: Path
) -> None:
    taking = look(qtbot, page, messy)
    over_all_steps(frame, lambda: assert_nothing_clipped(taking))
    taking.keep()
    qtbot.waitUntil(lambda: isinstance(page.trail.top, LeftPage))
    over_all_steps(frame, lambda: assert_nothing_clipped(page.trail.top))
    assert_everything_named(page.trail.top)


def test_a_reason_has_room_for_its_hint_in_a_low_window_of_large_letters(
    qtbot: QtBot, desk: Desk, frame: Window, page: MonthPage, messy: Path
) -> None:
    batch = page.batch
    assert batch is not None
    person = attendance.month_grid(desk, batch, MONTH).people[0].worker_id
    attendance.enter(desk, batch, [attendance.Entry(person, f"{MONTH}-01", Quantity(2))])
    attendance.confirm(desk, batch_id=batch, month=MONTH, confirmed_by="赵青禾")
    taking = look(qtbot, page, messy)
    app = QtWidgets.QApplication.instance()
    assert isinstance(app, QtWidgets.QApplication)
    theme.use(app, step=3)
    frame.resize(*SMALL)
    taking.ahead.setText(i18n.text("attendance_page.take_ahead", count=1))
    taking.ahead.show()
    hint = taking.reason.placeholderText()
    qtbot.waitUntil(
        lambda: taking.reason.width() > taking.reason.fontMetrics().horizontalAdvance(hint[:8]),
    )
    assert taking.saver.button.isVisible()


def test_a_file_that_is_no_table_leaves_nothing_of_the_one_before(
    qtbot: QtBot, page: MonthPage, messy: Path, tmp_path: Path
) -> None:
    taking = look(qtbot, page, messy)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(bytes(range(256)))
    taking.look(broken)
    qtbot.waitUntil(lambda: "坏.xlsx" in taking.said.accessibleName())
    assert taking.seen is None
    assert taking.place.currentWidget() is taking.none
    assert not taking.write.isEnabled()
    assert taking.write.accessibleName() == i18n.text("attendance_page.write_none")


def test_a_sheet_in_doubt_about_its_month_is_asked_about_before_it_is_read(
    qtbot: QtBot, page: MonthPage, tmp_path: Path
) -> None:
    page.deeds.open_import()
    taking: Any = page.trail.top
    month = taking._month
    week = (datetime.date.fromisoformat(f"{month}-01").weekday() + 2) % 7
    signs = ("一二三四五六日" * 3)[week : week + 10]
    lines = [
        f"{month[:4]}年{int(month[5:])}月考勤",
        ",".join(["姓名", *map(str, range(1, 11))]),
        ",".join(["", *signs]),
        "钱桂英,√",
    ]
    sheet = tmp_path / "考勤.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    taking.look(sheet)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(dialogs.Dialog)))
    assert taking.seen is None
    assert "星期" in taking.said.accessibleName()
    child(page.window(), dialogs.Dialog).accept()
    qtbot.waitUntil(lambda: taking.seen is not None)
    seen: Any = taking.seen
    assert (seen.months, taking._asked) == ((month,), month)
