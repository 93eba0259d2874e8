"""Several tables on one sheet: two months, parts of a month, halves as columns, other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read(
    folder: Path, *sheets: Sequence[Sequence[Any]], names: Sequence[str] = (), **asked: Any
) -> tuple[attendance_in.AttendanceSheet, ...]:
    """Write sheets of rows into a workbook and read it as attendance."""
    book = openpyxl.Workbook()
    for at, rows in enumerate(sheets):
        page = book.worksheets[0] if at == 0 else book.create_sheet()
        page.title = names[at] if names else f"表{at + 1}"
        for row in rows:
            page.append(list(row))
    book.save(folder / "tables.xlsx")
    return attendance_in.read(reading.read(folder / "tables.xlsx"), **asked)


def days(sheet: attendance_in.AttendanceSheet, name: str = "陈强") -> list[tuple[str, int]]:
    """Return the days of somebody with their quarters."""
    return [(one.day, one.quarters or 0) for one in sheet.records if one.name == name]


def table(title: str, last: int, **people: int) -> list[list[Any]]:
    """Return a table with its title, of whole days up to a day for each name."""
    return [
        [title],
        ["姓名", *range(1, last + 1)],
        *([name, *["√"] * count] for name, count in people.items()),
    ]


@pytest.mark.parametrize("last", [30, 31])
def test_a_second_month_below_the_first_is_its_own(tmp_path: Path, last: int) -> None:
    rows = [
        *table("2026年10月考勤表", 31, 陈强=31, 刘丽=2),
        *table("2026年11月考勤表", last, 陈强=3, 王芳=1),
    ]
    (sheet,) = read(tmp_path, rows)
    assert [day[:7] for day, _ in days(sheet)] == ["2026-10"] * 31 + ["2026-11"] * 3
    assert days(sheet, "王芳") == [("2026-11-01", 4)]
    assert [one.person.name for one in sheet.people] == ["陈强", "刘丽", "陈强", "王芳"]
    (sheet,) = read(tmp_path, rows, month="2026-10")
    assert days(sheet, "王芳") == [("2026-11-01", 4)]


def test_a_page_with_the_same_title_goes_on_with_the_month(tmp_path: Path) -> None:
    rows = [*table("2026年10月考勤表", 31, 陈强=2), *table("2026年10月考勤表（续）", 31, 刘丽=2)]
    (sheet,) = read(tmp_path, rows)
    assert days(sheet) == days(sheet, "刘丽") == [("2026-10-01", 4), ("2026-10-02", 4)]


@pytest.mark.parametrize("parts", [(10, 20, 31), (10, 31), (7, 14, 21, 31), (5, 31)])
def test_the_parts_of_a_month_may_grow(tmp_path: Path, parts: tuple[int, ...]) -> None:
    rows: list[list[Any]] = [["2026年10月考勤表"]]
    start = 1
    for end in parts:
        rows += [["姓名", *range(start, end + 1)], ["陈强", *[1] * (end - start + 1)]]
        start = end + 1
    (sheet,) = read(tmp_path, rows)
    assert [int(day[-2:]) for day, _ in days(sheet)] == list(range(1, 32))


def test_a_table_of_wages_below_the_days_is_another_table(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["2026年10月考勤表"],
        ["序号", "姓名", *range(1, 11)],
        [1, "陈强", *[8] * 10],
        ["工资表"],
        ["序号", "姓名", "天数", "单价", "应发"],
        [1, "陈强", 22, 15, 4500],
        [2, "刘丽", 8, 8, 8],
    ]
    (sheet,) = read(tmp_path, rows)
    assert [quarters for _, quarters in days(sheet)] == [4] * 10
    assert days(sheet, "刘丽") == []
    assert [one.reason for one in sheet.skipped][-3:] == ["other_table"] * 3
    (sheet,) = read(tmp_path, [*rows, ["序号", "姓名", *range(11, 21)], [1, "陈强", *[4] * 10]])
    assert [quarters for _, quarters in days(sheet)] == [4] * 10 + [2] * 10


def test_a_second_table_may_have_its_names_in_another_column(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        *table("2026年10月考勤表", 15, 陈强=15),
        ["序号", "姓名", *range(16, 32)],
        [1, "陈强", *["√"] * 16],
    ]
    (sheet,) = read(tmp_path, rows)
    assert [int(day[-2:]) for day, _ in days(sheet)] == list(range(1, 32))
    assert sheet.problems == ()


def test_halves_may_stand_in_columns_below_each_day(tmp_path: Path) -> None:
    head = ["姓名", *(cell for day in range(1, 6) for cell in (day, None))]
    below = [None, *["上午", "下午"] * 5]
    rows: list[list[Any]] = [
        ["2026年10月考勤表"],
        head,
        below,
        ["陈强", "√", "√", "√", None, None, "√", "休", "休", "病", "假"],
        ["刘丽", "√", "√"],
    ]
    (sheet,) = read(tmp_path, rows)
    assert [(int(day[-2:]), quarters) for day, quarters in days(sheet)] == [
        *((1, 4), (2, 2), (3, 2), (4, 0)),
    ]
    assert [one.text for one in sheet.problems] == ["病 假"]
    assert days(sheet, "刘丽") == [("2026-10-01", 4)]


def test_the_usual_head_with_a_date_and_absences_is_no_log(tmp_path: Path) -> None:
    head = ["序号", "姓名", "日期", *range(1, 31), "出勤", "事假", "旷工"]
    rows = [["2026年11月考勤表"], head, [1, "陈强", None, *["√"] * 30, 30, 0, 0]]
    (sheet,) = read(tmp_path, rows)
    assert (sheet.shape, len(sheet.records), sheet.problems) == ("matrix", 30, ())


@pytest.mark.parametrize("head", ["10月{}日", "10/{}"])
def test_the_month_over_the_days_is_held_against_title_and_choice(
    tmp_path: Path, head: str
) -> None:
    rows = [["考勤表"], ["姓名", *(head.format(day) for day in range(1, 11))], ["陈强", "√"]]
    (sheet,) = read(tmp_path, rows, month="2026-10")
    assert days(sheet) == [("2026-10-01", 4)]
    with pytest.raises(errors.Refused):
        read(tmp_path, rows, month="2026-11")
    with pytest.raises(errors.UnreadableFile):
        read(tmp_path, [["2026年11月考勤表"], *rows[1:]])


@pytest.mark.parametrize(
    "title", ["10月加班统计表", "10月请假统计表", "采茶记录（斤）", "就餐登记表", "10月值班安排表"]
)
def test_a_table_of_something_else_is_no_attendance(tmp_path: Path, title: str) -> None:
    other = table(title, 10, 陈强=2)
    with pytest.raises(errors.UnreadableFile) as caught:
        read(tmp_path, other, month="2026-10")
    assert caught.value.code == "intake.error.no_attendance"
    own = table("2026年10月考勤表", 10, 陈强=1)
    first, second = read(tmp_path, own, other)
    assert days(first) == [("2026-10-01", 4)]
    assert second.records == ()
    assert [one.code for one in second.totals] == ["intake.attendance.other_sheet"]
    plain = [["2026年10月"], *other[1:]]
    (named,) = read(tmp_path, plain, own, names=["请假", "考勤"])[:1]
    assert named.records == ()


@pytest.mark.parametrize("title", ["10月考勤请假表", "采茶记工表"])
def test_attendance_with_something_beside_is_attendance(tmp_path: Path, title: str) -> None:
    (sheet,) = read(tmp_path, table(title, 10, 陈强=2), month="2026-10")
    assert len(sheet.records) == 2


def test_a_blank_template_in_the_book_needs_no_month(tmp_path: Path) -> None:
    own = table("2026年10月考勤表", 10, 陈强=1)
    blank: list[list[Any]] = [["    年    月考勤表"], ["姓名", *range(1, 32)], [None], ["合计"]]
    sheets = read(tmp_path, own, blank)
    assert [len(one.records) for one in sheets] == [1, 0]


def test_hours_in_halves_below_each_other_are_no_sums(tmp_path: Path) -> None:
    head: list[list[Any]] = [["2026年10月考勤表"], ["姓名", "时段", *range(1, 7)]]
    rows = [
        *head,
        *(["陈强", "上午", *[4] * 6], [None, "下午", *[4] * 6]),
        *(["刘丽", "上午", *[4] * 6], [None, "下午", *[4] * 6]),
    ]
    (sheet,) = read(tmp_path, rows)
    assert [quarters for _, quarters in days(sheet)] == [4] * 6
    assert [quarters for _, quarters in days(sheet, "刘丽")] == [4] * 6
    over = [*head, ["陈强", "出勤", *["√"] * 6], [None, "加班小时", 1, 1, 1, 2, 2, 2]]
    (sheet,) = read(tmp_path, [*over, ["刘丽", "出勤", "√"], [None, "加班小时", 2, 2, 2]])
    assert [one.overtime_minutes for one in sheet.records if one.name == "陈强"] == [
        *([60] * 3),
        *([120] * 3),
    ]
    alone = [
        head[0],
        ["序号", "姓名", *range(1, 7)],
        [1, "陈强", *[0.5] * 6],
        [None, None, *[0.5] * 6],
    ]
    (sheet,) = read(tmp_path, alone)
    assert (sheet.records, len(sheet.problems)) == ((), 12)


@pytest.mark.parametrize("crew", ["务工人员", "管理人员", "人员"])
def test_the_name_of_a_crew_ends_no_table(tmp_path: Path, crew: str) -> None:
    rows = table("2026年10月考勤表", 10, 陈强=2)
    (sheet,) = read(tmp_path, [*rows, [crew], ["刘丽", "√"]])
    assert days(sheet, "刘丽") == [("2026-10-01", 4)]


def test_a_column_of_kinds_of_people_is_no_header(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["2026年10月考勤表"],
        ["姓名", "人员类别", "类别", *range(1, 8)],
        ["陈强", "管理人员", "出勤", *["√"] * 7],
        [None, None, "加班小时", 2, 3, 4, 5, 6, 7, 8],
        ["刘丽", "务工人员", "出勤", *["√"] * 7],
        [None, None, "加班小时", 2, 3, 4, 5, 6],
    ]
    (sheet,) = read(tmp_path, rows)
    assert len(days(sheet)) == len(days(sheet, "刘丽")) == 7


def test_a_few_days_below_are_days_of_the_month(tmp_path: Path) -> None:
    rows = [*table("2026年10月考勤表", 28, 陈强=28), ["姓名", 29, 30, 31], ["陈强", *["√"] * 3]]
    (sheet,) = read(tmp_path, rows)
    assert [int(day[-2:]) for day, _ in days(sheet)] == list(range(1, 32))


@pytest.mark.parametrize(
    "between",
    [
        [["11月考勤表"]],
        [["2026年11月考勤表"], ["单位：青禾", "班组：一组", "地点：三号地", "带队：李"]],
        [["2026", "年", "11", "月"]],
        [["2026年11月"], [None], ["考勤表"], ["说明：√出勤"]],
    ],
)
@pytest.mark.parametrize("week", [True, False])
def test_the_second_month_is_found_above_its_days(
    tmp_path: Path, between: list[list[Any]], *, week: bool
) -> None:
    second = table("", 30, 王芳=2)[1:]
    signs = [[None, *("日一二三四五六"[at % 7] for at in range(30))]] if week else []
    rows = [*table("2026年10月考勤表", 31, 陈强=5), *between, *signs, *second]
    (sheet,) = read(tmp_path, rows)
    assert [day for day, _ in days(sheet, "王芳")] == ["2026-11-01", "2026-11-02"]
    assert days(sheet)[0] == ("2026-10-01", 4)


def test_pages_with_halves_as_columns_go_on(tmp_path: Path) -> None:
    head: list[Any] = ["姓名", *(cell for day in range(1, 6) for cell in (day, None))]
    page: list[list[Any]] = [head, [None, *["上午", "下午"] * 5]]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    first: list[Any] = ["陈强", "√", "√"]
    second: list[Any] = ["刘丽", "√", None, "√"]
    rows: list[list[Any]] = [["2026年10月考勤表"], *page, first, *page, second]
    for row in rows:
        sheet.append(row)
    for top in (2, 5):
        for day in range(5):
            left, right = (get_column_letter(2 + 2 * day + at) for at in (0, 1))
            sheet.merge_cells(f"{left}{top}:{right}{top}")
    book.save(tmp_path / "pages.xlsx")
    (found,) = attendance_in.read(reading.read(tmp_path / "pages.xlsx"))
    assert days(found) == [("2026-10-01", 4)]
    assert days(found, "刘丽") == [("2026-10-01", 2), ("2026-10-02", 2)]


@pytest.mark.parametrize("name", ["艾力·买买提", "陈 强", "王芳（大）", "Ali Mamat"])
@pytest.mark.parametrize("role", ["负责人", "联系人", "单位一"])
def test_any_name_beside_a_role_is_somebody(tmp_path: Path, name: str, role: str) -> None:
    head: list[list[Any]] = [["2026年10月考勤表"], ["职务", "姓名", *range(1, 11)]]
    (sheet,) = read(tmp_path, [*head, [role, name, "√", "√"]])
    assert len(sheet.records) == 2


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2026年11月 一组考勤", "2026-11"),
        ("2026年11月3号车间考勤表", "2026-11"),
        ("2026年11月五号地考勤", "2026-11"),
    ],
)
def test_the_number_of_a_place_is_no_day(tmp_path: Path, title: str, month: str) -> None:
    (sheet,) = read(tmp_path, table(title, 10, 陈强=1))
    assert sheet.month == month
    with pytest.raises(errors.Refused):
        read(tmp_path, table(title, 10, 陈强=1), month="2026-10")


@pytest.mark.parametrize("title", ["青禾采摘园 2026年10月", "2026年10月点工表", "采摘组2026年10月"])
def test_a_place_named_after_its_work_is_attendance(tmp_path: Path, title: str) -> None:
    rows = table(title, 10, 陈强=1)
    (sheet,) = read(tmp_path, [rows[0], ["工种：计件工"], *rows[1:]], names=["采摘组"])
    assert len(sheet.records) == 1


@pytest.mark.parametrize("title", ["10月缺勤登记表", "未出勤统计表", "加班考勤表"])
def test_a_list_of_absences_is_no_attendance(tmp_path: Path, title: str) -> None:
    with pytest.raises(errors.UnreadableFile):
        read(tmp_path, table(title, 10, 陈强=1), month="2026-10")


def test_names_to_the_right_of_the_days_ask_for_the_month(tmp_path: Path) -> None:
    rows = [["考勤表"], ["序号", *range(1, 11), "姓名"], [1, *["√"] * 10, "陈强"]]
    with pytest.raises(errors.UnreadableFile) as caught:
        read(tmp_path, rows)
    assert caught.value.code == "intake.error.no_month"
    (sheet,) = read(tmp_path, rows, month="2026-10")
    assert len(days(sheet)) == 10


def test_sums_beside_halves_as_columns_are_no_day(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["2026年10月考勤表"],
        ["姓名", *(cell for day in range(1, 6) for cell in (day, None)), "合计", None],
        [None, *["上午", "下午"] * 6],
        ["陈强", *["√", None] * 4, None, None, 1, 0.5],
    ]
    (sheet,) = read(tmp_path, rows)
    assert [(int(day[-2:]), quarters) for day, quarters in days(sheet)] == [
        (day, 2) for day in range(1, 5)
    ]


def test_marks_of_the_first_person_name_no_parts_of_days(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["2026年10月考勤表"],
        ["姓名", *range(1, 6)],
        ["陈强", "上", "下", "上", "下", "上"],
        ["刘丽", *["√"] * 5],
    ]
    (sheet,) = read(tmp_path, rows)
    assert [quarters for _, quarters in days(sheet, "刘丽")] == [4] * 5
    assert len(sheet.problems) == 5


@pytest.mark.parametrize("text", ["2026年9月新招人员", "2026年10月补", "9月进场"])
def test_a_month_of_something_else_above_a_page_lets_it_wait(tmp_path: Path, text: str) -> None:
    head = ["姓名", *range(1, 11)]
    rows = [*table("2026年11月考勤表", 10, 陈强=10), [text], head, ["刘丽", *["√"] * 3]]
    (sheet,) = read(tmp_path, rows)
    assert len(days(sheet)) == 10
    told = {one.code for one in sheet.problems}
    assert days(sheet, "刘丽") in ([], [(f"2026-11-{at:02d}", 4) for at in (1, 2, 3)])
    assert told == ({"intake.attendance.month_untold"} if not days(sheet, "刘丽") else set())


@pytest.mark.parametrize("marks", [["夜", "夜", "夜"], ["出差", "出差"], [2, 3, 4, 5, 6]])
@pytest.mark.parametrize("number", [2, None])
def test_words_and_numbers_without_a_name_wait(
    tmp_path: Path, marks: list[Any], number: int | None
) -> None:
    rows: list[list[Any]] = [
        ["2026年10月考勤表"],
        ["序号", "姓名", *range(1, 11)],
        [1, "陈强", *["√"] * 10],
        [number, None, *marks],
        [3, "王芳", "√"],
    ]
    (sheet,) = read(tmp_path, rows)
    nameless = [one for one in sheet.records if not one.name]
    waiting = [one for one in sheet.problems if one.row_number == 4]
    assert len(nameless) + len(waiting) == len(marks)
    assert days(sheet, "王芳") == [("2026-10-01", 4)]


def test_a_person_may_be_marked_with_words_of_the_week(tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, [*table("2026年10月考勤表", 5, 陈强=1), ["刘丽", "日", "一", "二"]])
    assert len([one for one in sheet.problems if one.name == "刘丽"]) == 3
