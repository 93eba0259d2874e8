"""A month's table or the log of a clock: the head of two lines is told by the days below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TITLE, TICKS, NUMBERS = ["2026年10月考勤表"], ["√"] * 10, list(range(1, 11))
NONE: list[Any] = [""] * 9
MONTH = [f"2026-10-{day:02d}" for day in range(1, 11)]


def read(
    folder: Path, rows: Sequence[Sequence[Any]], spans: str = ""
) -> attendance_in.AttendanceSheet:
    """Write rows with merged cells as a workbook and read it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append([None if cell == "" else cell for cell in row])
    for span in spans.split():
        book.worksheets[0].merge_cells(span)
    book.save(folder / "a.xlsx")
    (sheet,) = attendance_in.read(reading.read(folder / "a.xlsx"))
    return sheet


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        (
            [["序号", "姓名", "日期", *NONE, "出勤", "请假", "旷工"], ["", "", *NUMBERS]],
            "A2:A3 B2:B3 C2:L2 M2:M3 N2:N3 O2:O3",
        ),
        ([["序号", "姓名", "日期", *NONE, "旷工"], ["", "", *NUMBERS]], ""),
        ([["序号", "姓名", "日期", *NONE, "旷工"], ["序号", "姓名", *NUMBERS]], ""),
        (
            [
                ["序号", "姓名", "日期", *NONE, "旷工"],
                ["", "", *"四五六日一二三四五六"],
                ["", "", *NUMBERS],
            ],
            "",
        ),
        ([["工号", "姓名", "时间", *NONE, "日期"], ["", "", *NUMBERS]], "A2:A3 B2:B3 C2:L2"),
        (
            [
                ["姓名", "工号", "考勤日期", *NONE, "旷工"],
                ["", "", *(f"{day}日" for day in NUMBERS)],
            ],
            "",
        ),
    ],
)
def test_a_head_of_two_lines_with_days_below_is_a_month(
    tmp_path: Path, rows: list[list[Any]], spans: str
) -> None:
    left = [["陈强", "A7"], ["刘丽", "A9"]] if rows[0][0] == "姓名" else [[1, "陈强"], [2, "刘丽"]]
    sums = [
        {"出勤": [9, 10], "请假": [0, 0], "旷工": [1, 0]}.get(head, ["", ""]) for head in rows[0]
    ]
    people = [
        [*left[at], *days, *(both[at] for both in sums[12:])]
        for at, days in enumerate((["", *TICKS[:9]], TICKS))
    ]
    sheet = read(tmp_path, [TITLE, *rows, *people], spans)
    found = [(one.name, one.day, one.quarters) for one in sheet.records]
    assert sheet.shape == "matrix"
    assert found == [
        *(("陈强", day, 4) for day in MONTH[1:]),
        *(("刘丽", day, 4) for day in MONTH),
    ]
    assert sheet.problems == ()


def test_the_parts_of_the_days_may_be_called_the_time(tmp_path: Path) -> None:
    rows = [
        TITLE,
        ["序号", "姓名", "时间", "日期", *NONE],
        ["", "", "", *NUMBERS],
        [1, "陈强", "上午", *TICKS],
        ["", "", "下午", *TICKS[:4]],
        [2, "刘丽", "上午", *TICKS],
        ["", "", "下午", *TICKS],
    ]
    spans = "A2:A3 B2:B3 C2:C3 D2:M2 A4:A5 B4:B5 A6:A7 B6:B7"
    for each in ("", spans):
        sheet = read(tmp_path, rows, each)
        assert (sheet.shape, sheet.problems) == ("matrix", ())
        assert [one.quarters for one in sheet.records] == [*[4] * 4, *[2] * 6, *[4] * 10]


@pytest.mark.parametrize(
    ("head", "body", "shape"),
    [
        (
            ["工号", "姓名", "日期", "签到", "签退", "迟到", "早退", "旷工"],
            [7, "陈强", "2026-10-01", "08:00", "17:00", 0, 0, ""],
            "days",
        ),
        (
            ["工号", "姓名", "日期", "次数", "迟到", "早退", "加班", "总计", "班次", "旷工"],
            [1, "陈强", "2026-10-01", 2, 3, 4, 5, 6, 7, "是"],
            "days",
        ),
        (["工号", "姓名", "日期", "时间"], [7, "陈强", "2026-10-01", "08:00 17:00"], "punches"),
        (["考勤号码", "姓名", "日期时间"], [7, "陈强", "2026-10-01 08:00"], "punches"),
    ],
)
def test_the_log_of_a_clock_stays_one(
    tmp_path: Path, head: list[Any], body: list[Any], shape: str
) -> None:
    sheet = read(tmp_path, [["考勤记录"], head, body, body])
    assert sheet.shape == shape
