"""Cells of an attendance sheet that are merged, and a corner that names people and days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in
from tests.documents.sheets.test_attendance_rows import ASK, told

if TYPE_CHECKING:
    from pathlib import Path


def merged(tmp_path: Path, rows: list[list[str | None]], *areas: str) -> dict[int, str]:
    """Return what is read of the first person of a sheet with merged cells."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (["2026年10月考勤表"], ["姓名", "", *range(1, 11)], *rows):
        page.append(row)
    for area in areas:
        page.merge_cells(area)
    book.save(tmp_path / "merged.xlsx")
    (sheet,) = attendance_in.read(reading.read(tmp_path / "merged.xlsx"))
    return told(sheet) | {100 + day: mark for day, mark in told(sheet, "刘丽").items()}


def test_a_mark_merged_over_several_cells_is_said_of_each(tmp_path: Path) -> None:
    two: list[list[str | None]] = [["陈强", None, "√", "病"], ["刘丽", None, "√", "√"]]
    assert merged(tmp_path, two, "D3:F3") == {
        1: "1",
        2: "0sick",
        3: "0sick",
        4: "0sick",
        101: "1",
        102: "1",
    }
    rest: list[list[str | None]] = [["陈强", None, "休", "√"], ["刘丽", None, None, "√"]]
    assert merged(tmp_path, rest, "C3:C4") == {1: "0rest", 2: "1", 101: "0rest", 102: "1"}
    both: list[list[str | None]] = [["陈强", None, "休"], ["刘丽", None, None]]
    assert merged(tmp_path, both, "C3:D4") == dict.fromkeys((1, 2, 101, 102), "0rest")
    halves: list[list[str | None]] = [
        ["陈强", "上午", "√", "√", "8"],
        [None, "下午", None, "√", None],
    ]
    assert merged(tmp_path, halves, "A3:A4", "C3:C4", "E3:E4") == {1: "1", 2: "1", 3: ASK}
    whole: list[list[str | None]] = [["陈强", None, "8", "8"], [None, None, None, None]]
    assert merged(tmp_path, whole, "A3:A4", "C3:C4", "D3:D4") == {1: "1", 2: "1"}
    number: list[list[str | None]] = [["陈强", None, "√", "3"], ["刘丽", None, "√"]]
    assert merged(tmp_path, number, "D3:F3") == {1: "1", 2: ASK, 3: ASK, 4: ASK, 101: "1"}


@pytest.mark.parametrize(
    "corner", ["姓名\\日期", "日期/姓名", "日期\n姓名", "工人姓名", "务工人员姓名"]
)
def test_the_corner_may_name_people_and_days(tmp_path: Path, corner: str) -> None:
    book = openpyxl.Workbook()
    for row in (["2026年10月考勤表"], [corner, *range(1, 11)], ["陈强", "√", "√"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "corner.xlsx")
    (sheet,) = attendance_in.read(reading.read(tmp_path / "corner.xlsx"))
    assert told(sheet) == {1: "1", 2: "1"}
