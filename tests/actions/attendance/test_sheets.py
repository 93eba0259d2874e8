"""Sheets that others kept: the same hours are the same days, and no number is shown whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk import i18n
from gigdesk.actions import attendance
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def away(desk: Desk, folder: Path, **fields: Any) -> tuple[bytes, bytes]:
    """Return a batch on the road for an order with these fields, and the one person of it."""
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk, **fields), [person])
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch, person


def book(path: Path, *rows: list[Any]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def test_the_same_hours_are_the_same_days_in_a_matrix_and_in_a_punch_log(
    desk: Desk, tmp_path: Path
) -> None:
    batch, person = away(desk, tmp_path, minutes_per_day=600)
    number = doc_no("1985-03-02", 1)
    hours = [10, 5, 12, 8]
    matrix = book(
        tmp_path / "m.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", number, *hours],
    )
    taken = attendance.import_sheet(desk, batch, matrix)
    assert (taken.written, [one.text for one in taken.problems]) == (3, ["8"])
    punches = book(
        tmp_path / "p.xlsx",
        ["姓名", "身份证号", "日期", "上班时间", "下班时间"],
        ["", number, "2026-10-11", "08:00", "18:00"],
        ["", number, "2026-10-12", "08:00", "13:00"],
    )
    assert attendance.import_sheet(desk, batch, punches).written == 2
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    assert row.worker_id == person
    shown = {day[-2:]: (cell.quarters, cell.overtime_minutes) for day, cell in row.cells.items()}
    assert shown == {"01": (4, 0), "02": (2, 0), "03": (4, 120), "11": (4, 0), "12": (2, 0)}


def test_who_is_not_in_the_batch_is_named_by_a_masked_number(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    number = doc_no("1985-05-05", 777)
    sheet = book(
        tmp_path / "m.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", number, 1],
    )
    (left,) = attendance.import_sheet(desk, batch, sheet).unmatched
    said = i18n.text(left.code, **left.params)
    assert number not in said
    assert number[-4:] in said
