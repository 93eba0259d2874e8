"""Attendance others kept: the three shapes, every cell read or listed with its place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors, i18n
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from pathlib import Path

DAYS = [str(day) for day in range(1, 32)]


def read(
    table: list[list[str]], month: str | None = None, name: str = "考勤"
) -> attendance_in.AttendanceSheet:
    """Read a pasted block."""
    text = "\n".join("\t".join(row) for row in table)
    (sheet,) = attendance_in.read(reading.read_pasted(text, name), month=month)
    return sheet


def matrix(*people: list[str], title: str = "2024年5月考勤表") -> list[list[str]]:
    """Return a matrix sheet with a title and a header."""
    return [[title], ["工号", "姓名", *DAYS], *people]


def test_marks_of_a_month_become_quarters_of_days() -> None:
    marks = ["√", "✓", "1", "0.5", "半", "全", "休", "假", "旷", "×", "出"]
    sheet = read(matrix(["007", "陈强", *marks]))
    assert (sheet.shape, sheet.month, sheet.problems) == ("matrix", "2024-05", ())
    assert [(r.quarters, r.mark) for r in sheet.records] == [
        (4, ""),
        (4, ""),
        (4, ""),
        (2, ""),
        (2, ""),
        (4, ""),
        (0, "rest"),
        (0, "leave"),
        (0, "absent"),
        (0, "absent"),
        (4, ""),
    ]
    first = sheet.records[0]
    assert (first.number, first.name, first.day, first.text) == ("007", "陈强", "2024-05-01", "√")


def test_a_cell_that_is_not_understood_is_listed_with_its_place() -> None:
    sheet = read(matrix(["1", "陈强", "√", "○", "？"]))
    assert [(p.row_number, p.column, p.day, p.text) for p in sheet.problems] == [
        (3, 3, "2024-05-02", "○"),
        (3, 4, "2024-05-03", "？"),
    ]
    assert len(sheet.records) == 1


def test_a_number_above_one_among_days_is_listed_and_never_read_as_hours() -> None:
    sheet = read(matrix(["1", "陈强", "1", "0.5", "2", "1"], ["2", "刘丽", "1", "√", "1.5"]))
    assert [(p.row_number, p.column, p.name, p.day, p.text, p.code) for p in sheet.problems] == [
        (3, 4, "陈强", "2024-05-03", "2", "attendance.error.above_a_day"),
        (4, 4, "刘丽", "2024-05-03", "1.5", "attendance.error.above_a_day"),
    ]
    assert [(r.name, r.day[-2:], r.quarters) for r in sheet.records] == [
        ("陈强", "01", 4),
        ("陈强", "02", 2),
        ("陈强", "04", 4),
        ("刘丽", "01", 4),
        ("刘丽", "02", 4),
    ]


def test_hours_stay_hours_and_a_one_among_them_is_asked_about() -> None:
    sheet = read(matrix(["1", "陈强", "8", "4", "10", "2"], ["2", "刘丽", "√", "6", "1"]))
    assert [(r.quarters, r.overtime_minutes) for r in sheet.records] == [
        (4, 0),
        (2, 0),
        (4, 120),
        (1, 0),
        (4, 0),
        (3, 0),
    ]
    assert [(p.name, p.text, p.code) for p in sheet.problems] == [
        ("刘丽", "1", "attendance.error.among_hours")
    ]


def test_numbers_that_cannot_be_told_apart_are_all_asked_about() -> None:
    sheet = read(matrix(["1", "陈强", "1", "8", "√"]))
    assert [p.code for p in sheet.problems] == ["attendance.error.days_or_hours"] * 2
    assert [r.day[-2:] for r in sheet.records] == ["03"]


def test_totals_do_not_decide_what_the_marks_count() -> None:
    sheet = read(
        [*matrix(["1", "陈强", "1", "1"], ["2", "刘丽", "1", "2"]), ["", "合计", *["2"] * 9]]
    )
    assert [(p.name, p.text) for p in sheet.problems] == [("刘丽", "2")]


def test_evenings_are_hours_beside_half_days_in_numbers() -> None:
    table = [
        ["2024年5月"],
        ["姓名", "", *DAYS],
        ["陈强", "上午", "0.5", "2"],
        ["", "下午", "0.5", "0.5"],
        ["", "晚上", "2", ""],
    ]
    sheet = read(table)
    assert [(r.day[-2:], r.quarters, r.overtime_minutes) for r in sheet.records] == [("01", 4, 120)]
    assert [(p.day[-2:], p.text) for p in sheet.problems] == [("02", "2"), ("02", "0.5")]


def test_morning_and_afternoon_rows_make_one_day() -> None:
    table = [
        ["2024年5月"],
        ["姓名", "", *DAYS],
        ["陈强", "上午", "√", "√", "休", "病"],
        ["", "下午", "√", "休", "休", "假"],
        ["刘丽", "上午", "√"],
        ["", "下午", ""],
    ]
    sheet = read(table)
    days = [(r.name, r.day[-2:], r.quarters, r.mark) for r in sheet.records]
    assert days == [
        ("陈强", "01", 4, ""),
        ("陈强", "02", 2, ""),
        ("陈强", "03", 0, "rest"),
        ("刘丽", "01", 2, ""),
    ]
    assert [p.text for p in sheet.problems] == ["病 假"]


def test_a_name_written_beside_each_half_of_the_day_is_one_person() -> None:
    table = [
        ["2024年5月"],
        ["姓名", "时段", *DAYS],
        ["陈强", "上午", "√", "√", "0.5", ""],
        ["陈强", "下午", "√", "", "0.5", "√"],
        ["刘丽", "上午", "√"],
        ["王芳", "下午", "√"],
        ["刘丽", "下午", "√"],
        ["王芳", "下午", "√"],
    ]
    sheet = read(table)
    assert [(r.name, r.row_number, r.day[-2:], r.quarters) for r in sheet.records] == [
        ("陈强", 3, "01", 4),
        ("陈强", 3, "02", 2),
        ("陈强", 3, "03", 4),
        ("陈强", 3, "04", 2),
        ("刘丽", 5, "01", 4),
        ("王芳", 6, "01", 2),
        ("王芳", 8, "01", 2),
    ]
    assert sheet.problems == ()


def test_a_second_row_without_name_or_label_makes_no_whole_days() -> None:
    table = [
        ["2024年5月"],
        ["姓名", *DAYS],
        ["陈强", "√", "√", "休"],
        ["", "√", "", "休"],
        ["刘丽", "√", "√"],
        ["备注：√出勤"],
    ]
    sheet = read(table)
    assert [(r.name, r.day[-2:], r.quarters) for r in sheet.records] == [
        ("刘丽", "01", 4),
        ("刘丽", "02", 4),
    ]
    assert [(p.name, p.day[-2:], p.text) for p in sheet.problems] == [
        ("陈强", "01", "√"),
        ("陈强", "02", "√"),
        ("陈强", "03", "休"),
        ("陈强", "01", "√"),
        ("陈强", "03", "休"),
    ]
    assert {p.code for p in sheet.problems} == {"intake.attendance.halves_untold"}
    assert [skipped.reason for skipped in sheet.skipped] == ["title", "header", "note"]


@pytest.mark.parametrize(
    "title",
    [
        "2026年11月考勤表（12月发放）",
        "统计周期：2026-11-01 00:00 至 2026-11-30 23:59",
        "2026/11/01 00:00:00 ~ 2026/11/30 23:59:59",
    ],
)
@pytest.mark.parametrize("note", ["请各组12月初上报", "注：9月入厂人员", "制表：12月", ""])
def test_months_of_other_things_are_not_the_month_of_a_sheet(title: str, note: str) -> None:
    table = [[title], [note], ["姓名", *map(str, range(1, 31))], ["陈强", *["√"] * 30]]
    assert read(table).month == "2026-11"
    with pytest.raises(errors.Refused):
        read(table, month="2026-10")


@pytest.mark.parametrize("name", ["考勤", "10月", "11月", "2026年10月"])
def test_the_first_month_of_a_span_means_the_span(name: str) -> None:
    days = ["", "姓名", *map(str, [*range(26, 32), *range(1, 26)])]
    months = ["", "", "10月", *[""] * 5, "11月", *[""] * 24]
    for title in ("2026年10月26日至11月25日考勤表", "考勤周期：2026.10.26-2026.11.25"):
        table = [[title], months, days, ["1", "陈强", *["√"] * 31]]
        assert read(table, name=name).month == "2026-11"
        assert read(table, name=name, month="2026-10").records[0].day == "2026-10-26"


def test_empty_rows_of_a_template_with_days_of_rest_are_nobodys() -> None:
    days = ["√", "√", "休", "休", "√"]
    found = read(
        [
            ["2024年5月考勤表"],
            ["姓名", *map(str, range(1, 6))],
            ["陈强", *days],
            ["", "", "", "休", "休", ""],
        ]
    )
    assert [one.person.name for one in found.people] == ["陈强"]
    assert found.problems == ()
    assert len(found.records) == 5


def test_a_row_with_a_number_of_its_own_but_no_name_leaves_the_one_above_alone() -> None:
    table = [
        ["2024年5月"],
        ["序号", "姓名", *DAYS],
        ["1", "陈强", "√", "√"],
        ["2", "", "√", "0.5"],
        ["", "", "1", "2"],
    ]
    sheet = read(table)
    days = [(r.name, r.day[-2:], r.quarters) for r in sheet.records]
    assert days == [
        *(("陈强", "01", 4), ("陈强", "02", 4)),
        *(("", "01", 4), ("", "02", 2), ("", "01", 4)),
    ]
    assert [(one.row_number, one.name, one.text) for one in sheet.problems] == [(5, "", "2")]
    assert [one.row_number for one in sheet.people] == [3]


def test_two_rows_under_a_merged_name_are_halves_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "2024-06"
    sheet.append(["姓名", *range(1, 31)])
    sheet.append(["陈强", "√", "√"])
    sheet.append(["", "√", ""])
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "m.xlsx")
    (found,) = attendance_in.read(reading.read(tmp_path / "m.xlsx"))
    assert [(r.day, r.quarters) for r in found.records] == [("2024-06-01", 4), ("2024-06-02", 2)]


def test_days_headed_by_dates_need_no_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    start = dt.date(2024, 4, 26)
    sheet.append(["姓名", *(start + dt.timedelta(days=at) for at in range(30))])
    sheet.append(["陈强", "√", *[""] * 9, "√"])
    book.save(tmp_path / "d.xlsx")
    (found,) = attendance_in.read(reading.read(tmp_path / "d.xlsx"))
    assert [r.day for r in found.records] == ["2024-04-26", "2024-05-06"]


def test_a_day_the_month_does_not_have_is_listed() -> None:
    marks = [""] * 30 + ["√"]
    sheet = read(matrix(["1", "陈强", *marks], title="考勤表"), month="2024-06")
    assert sheet.records == ()
    assert sheet.problems[0].code == "intake.attendance.unreadable_date"


def test_rows_of_nobody_are_told_with_their_reason() -> None:
    sheet = read(
        [
            *matrix(["1", "陈强", "√"]),
            ["", "", *("三四五六日一二" * 5)[:31]],
            ["合计", "", "1"],
            ["", ""],
            ["考勤员：周会计"],
            ["填表人：周会计"],
        ],
    )
    found = {row.row_number: row.reason for row in sheet.skipped}
    assert found == {
        1: "title",
        2: "header",
        4: "header",
        5: "subtotal",
        6: "blank",
        7: "signature",
        8: "signature",
    }


LOG = ["人员编号", "登记号码", "姓名", "星期", "刷卡日期", "刷卡时间", "签到方式", "设备编号"]


def test_punches_become_the_time_between_the_first_and_the_last() -> None:
    table = [
        LOG,
        ["  0007  ", "7", "陈强", "三", "2024-05-01", "07:58", "指纹", "1"],
        ["  0007  ", "7", "陈强", "三", "2024-05-01", "07:58:40", "指纹", "1"],
        ["  0007  ", "7", "陈强", "三", "2024-05-01", "12:01", "指纹", "1"],
        ["  0007  ", "7", "陈强", "三", "2024-05-01", "17:58", "指纹", "1"],
        ["  0007  ", "7", "陈强", "四", "2024-05-02", "08:00", "指纹", "1"],
    ]
    sheet = read(table)
    assert sheet.shape == "punches"
    (record,) = sheet.records
    assert (record.number, record.minutes, record.quarters) == ("0007", 600, None)
    assert record.text == "07:58 12:01 17:58"
    assert [(p.row_number, p.day) for p in sheet.problems] == [(6, "2024-05-02")]


def test_punches_may_stand_in_one_column_with_the_day() -> None:
    table = [
        ["考勤号码", "姓名", "日期时间"],
        ["7", "陈强", "2024/5/1 7:58:01"],
        ["7", "陈强", "2024/5/1 17:28:30"],
        ["7", "陈强", "坏"],
    ]
    sheet = read(table)
    assert [(r.day, r.minutes) for r in sheet.records] == [("2024-05-01", 570)]
    assert sheet.problems[0].code == "intake.attendance.unreadable_date"


def test_results_by_day_give_minutes_or_absence() -> None:
    head = [
        "考勤号码",
        "姓名",
        "日期",
        "对应时段",
        "签到时间",
        "签退时间",
        "是否旷工",
    ]
    table = [
        head,
        ["7", "陈强", "2024-05-01", "上午", "08:00", "12:00", "False"],
        ["7", "陈强", "2024-05-01", "下午", "14:00", "18:00", "False"],
        ["7", "陈强", "2024-05-02", "白班", "", "", "True"],
        ["7", "陈强", "2024-05-03", "白班", "08:00", "", ""],
        ["7", "陈强", "2024-05-04", "白班", "", "", ""],
    ]
    sheet = read(table)
    assert sheet.shape == "days"
    assert [(r.day[-2:], r.minutes, r.quarters, r.mark) for r in sheet.records] == [
        ("01", 480, None, ""),
        ("02", None, 0, "absent"),
    ]
    assert [p.row_number for p in sheet.problems] == [5]
    assert [(s.row_number, s.reason) for s in sheet.skipped] == [(1, "header"), (6, "blank")]


def test_what_a_log_says_beside_the_times_is_told() -> None:
    table = [
        ["姓名", "日期", "上班时间", "下班时间", "加班", "请假", "部门"],
        ["陈强", "2024-05-01", "08:00", "18:00", "2", "", "一组"],
        ["陈强", "2024-05-02", "", "", "", "事假", "一组"],
    ]
    sheet = read(table)
    assert [one.day for one in sheet.records] == ["2024-05-01"]
    assert [(one.row_number, one.text) for one in sheet.totals] == [(2, "加班"), (3, "请假")]


def test_what_is_no_attendance_is_refused() -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        read([["姓名", "身份证号"], ["陈强", "x"]])
    assert caught.value.code == "intake.error.no_attendance"


def test_every_problem_has_its_words() -> None:
    sheet = read(matrix(["1", "陈强", "○"]))
    assert i18n.text(sheet.problems[0].code, text="○") == "看不懂的记号“○”"
