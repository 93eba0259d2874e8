"""What stands below the first people: sums, notes, further pages and other months move nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TITLE = ["2026年10月考勤表"]
HEAD: list[Any] = ["姓名", *range(1, 11)]


def read(
    folder: Path, rows: Sequence[Any], month: str | None = None
) -> attendance_in.AttendanceSheet:
    """Write rows into a workbook and read it as attendance."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(folder / "below.xlsx")
    (sheet,) = attendance_in.read(reading.read(folder / "below.xlsx"), month=month)
    return sheet


def days(sheet: attendance_in.AttendanceSheet, name: str) -> list[tuple[str, int]]:
    """Return the days of somebody with their quarters."""
    return [(one.day[5:], one.quarters or 0) for one in sheet.records if one.name == name]


FIRST = [("10-01", 4), ("10-02", 4)]


@pytest.mark.parametrize(
    ("last", "sums", "asked"),
    [
        (5, [8, 9, 10, 11, 12], True),
        (5, [2, 3, 4, 5, 6], False),
        (5, [1, 2, 2, 2, 3], False),
        (6, [8, 9, 10, 11, 12], True),
        (4, [8, 9, 10, 11], False),
        (7, [7, 8, 9, 10, 11, 12, 13], False),
    ],
)
def test_a_rising_sum_heads_no_days(
    tmp_path: Path, last: int, sums: list[int], *, asked: bool
) -> None:
    head = ["姓名", *range(1, last + 1)]
    rows = [TITLE, head, ["陈强", "√", "√"], ["刘丽", "√", "√"], [None, *sums], ["王芳", "√", "√"]]
    sheet = read(tmp_path, rows)
    assert days(sheet, "陈强") == FIRST
    assert days(sheet, "王芳") == ([] if asked else FIRST)
    assert len([one for one in sheet.problems if one.name == "王芳"]) == (2 if asked else 0)


def test_counts_that_go_on_like_days_are_sums(tmp_path: Path) -> None:
    crew = [
        [f"人{at}", *["√" if at < day + 5 else None for day in range(1, 6)]] for at in range(10)
    ]
    counts = [None, 6, 7, 8, 9, 10]
    sheet = read(tmp_path, [TITLE, HEAD[:6], *crew, counts, ["王芳", "√", "√"]])
    assert days(sheet, "王芳") == FIRST


@pytest.mark.parametrize(("last", "first"), [(5, 6), (7, 8), (15, 16), (10, 11)])
def test_further_days_without_a_name_go_on(tmp_path: Path, last: int, first: int) -> None:
    rows = [TITLE, ["姓名", *range(1, last + 1)], ["陈强", "√", "√"], ["刘丽", "√"]]
    more = [[None, *range(first, first + 5)], ["陈强", "√"], ["刘丽", "√"]]
    sheet = read(tmp_path, [*rows, *more])
    assert days(sheet, "刘丽") == [("10-01", 4), (f"10-{first:02d}", 4)]
    assert sheet.problems == ()


@pytest.mark.parametrize(
    "note",
    [
        "说明：11月考勤请于月底前交",
        "注：9月份考勤已报",
        "备注：9月份出勤补2天",
        "9月工时已结清",
        "上月（9月）出勤已发",
        "注：11月上班人员另行通知",
        "二组（9月上工）",
        "11月考勤请于月底前上交，不得迟交",
    ],
)
def test_a_note_of_another_month_moves_no_page(tmp_path: Path, note: str) -> None:
    sheet = read(tmp_path, [TITLE, HEAD, ["陈强", *["√"] * 3], [note], HEAD, ["王芳", "√", "√"]])
    assert len(days(sheet, "陈强")) == 3
    waiting = [one.code for one in sheet.problems if one.name == "王芳"]
    assert days(sheet, "王芳") in (FIRST, [])
    assert waiting == ([] if days(sheet, "王芳") else ["intake.attendance.month_untold"] * 2)
    own = [TITLE, HEAD, ["陈强", "√"], [note], TITLE, HEAD, ["王芳", "√", "√"]]
    assert days(read(tmp_path, own), "王芳") == FIRST


@pytest.mark.parametrize("marks", [[8] * 10, ["√"] * 10, ["√"], ["○"] * 10])
@pytest.mark.parametrize("title", ["11月工时表", "11月", "2026年11月考勤表（二组）", "11月考勤"])
def test_the_nearest_title_of_a_second_month_counts(
    tmp_path: Path, marks: list[Any], title: str
) -> None:
    first = [["2026年10月工时表"], HEAD, ["陈强", *marks], ["刘丽", *marks]]
    sheet = read(tmp_path, [*first, [title], HEAD, ["陈强", "√", "√"]])
    assert days(sheet, "陈强")[-2:] == [("11-01", 4), ("11-02", 4)]
    assert {day[:2] for day, _ in days(sheet, "刘丽")} <= {"10"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2026年11月1日考勤表", "other_month"),
        ("2026-11-01 出勤登记表", "other_month"),
        ("2026年10月1日考勤表", ""),
        ("制表日期：2026年11月1日", ""),
        ("填表时间 2026年11月1日 考勤表", ""),
        ("考勤员：李四  日期：2026年11月1日", ""),
        ("考勤日期：2026年11月1日", ""),
        ("2026年10月1日至10月31日考勤表", ""),
    ],
)
def test_the_day_of_a_title_is_held_against_the_chosen_month(
    tmp_path: Path, title: str, expected: str
) -> None:
    rows = [[title], HEAD, ["陈强", "√", "√"]]
    if not expected:
        assert days(read(tmp_path, rows, month="2026-10"), "陈强") == FIRST
        return
    with pytest.raises(errors.Refused) as caught:
        read(tmp_path, rows, month="2026-10")
    assert caught.value.code.endswith(expected)
    assert days(read(tmp_path, rows, month="2026-11"), "陈强")[0] == ("11-01", 4)


def test_the_day_of_a_title_below_lets_its_people_wait(tmp_path: Path) -> None:
    rows = [TITLE, HEAD, ["陈强", "√"], ["2026年11月1日考勤表"], HEAD, ["王芳", "√", "√"]]
    sheet = read(tmp_path, rows)
    assert (days(sheet, "王芳"), len(sheet.problems)) == ([], 2)


@pytest.mark.parametrize("title", [[], [TITLE]])
def test_a_month_on_two_lines_goes_on_a_further_page(tmp_path: Path, title: list[Any]) -> None:
    head = [["姓名", *range(1, 16)], [None, *range(16, 31)]]
    page = [["陈强", *["√"] * 15], [None, *["√"] * 15]]
    sheet = read(tmp_path, [TITLE, *head, *page, *title, *head, ["王芳", "√"], [None, None, "√"]])
    assert len(days(sheet, "陈强")) == 30
    assert days(sheet, "王芳") == [("10-01", 4), ("10-17", 4)]
    assert sheet.problems == ()


def test_a_further_page_may_leave_out_the_words_below_its_days(tmp_path: Path) -> None:
    head = ["姓名", *(cell for day in range(1, 7) for cell in (day, None))]
    rows = [
        TITLE,
        head,
        [None, *["上", "下"] * 6],
        ["陈强", "√", "√"],
        head,
        ["王芳", "√", None, "√"],
    ]
    sheet = read(tmp_path, rows)
    assert days(sheet, "王芳") == [("10-01", 2), ("10-02", 2)]


def test_hours_of_overtime_that_equal_the_people_above_are_no_sums(tmp_path: Path) -> None:
    people = [["陈强", *["√"] * 10], ["刘丽", *["√"] * 10]]
    over = [None, 2, None, None, 2, None, None, 2]
    sheet = read(tmp_path, [TITLE, HEAD, *people, over, ["王芳", "√", "√"]])
    assert len([one for one in sheet.problems if one.row_number == 5]) == 3
    assert days(sheet, "王芳") == FIRST
    sums = [None, *[2] * 9, 1]
    one_less = [people[0], people[1][:-1]]
    sheet = read(tmp_path, [TITLE, HEAD, *one_less, sums])
    assert (len(days(sheet, "刘丽")), sheet.problems) == (9, ())
    sheet = read(tmp_path, [TITLE, HEAD, *people, [None, *[2] * 10]])
    assert (days(sheet, "刘丽"), len(sheet.problems)) == ([], 20)
    half = [["陈强", *[0.5] * 5], [None, *[0.5] * 5]]
    later = [["刘丽", *[None] * 5, *[0.5] * 5], [None, *[None] * 5, *[0.5] * 5]]
    assert read(tmp_path, [TITLE, HEAD, *half, *later]).records == ()


@pytest.mark.parametrize(
    "title",
    [
        "加班工时表",
        "加班签到表",
        "10月加班出勤表",
        "食堂用餐签到表",
        "培训签到表",
        "采摘斤数记工表",
    ],
)
def test_attendance_of_something_else_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        read(tmp_path, [[title], HEAD, ["陈强", 8, 4]], month="2026-10")
    assert caught.value.code == "intake.error.no_attendance"


@pytest.mark.parametrize("word", ["加班", "晚上", "加班小时"])
def test_a_labelled_row_is_no_sum(tmp_path: Path, word: str) -> None:
    head = ["序号", "姓名", "", *range(1, 11), "备注"]
    people = [[1, "陈强", None, *["√"] * 10], [2, "刘丽", None, *["√"] * 9]]
    over = [*[2] * 9, 1]
    for row in (
        [word, None, None, *over],
        [None, None, word, *over],
        [None, None, None, *over, word],
    ):
        sheet = read(tmp_path, [TITLE, head, *people, row])
        held = [one for one in sheet.problems if one.row_number == 5 and one.day]
        added = [one for one in sheet.records if one.overtime_minutes]
        assert len(held) + len(added) == 10


@pytest.mark.parametrize("title", ["请假", "采摘斤数", "10月采摘产量"])
def test_a_word_of_another_thing_heads_a_table_of_its_own(tmp_path: Path, title: str) -> None:
    rows = [
        TITLE,
        HEAD,
        ["陈强", "√", "√"],
        [title],
        HEAD,
        ["陈强", None, None, "√"],
        ["王芳", "√"],
    ]
    sheet = read(tmp_path, rows)
    assert (days(sheet, "陈强"), days(sheet, "王芳")) == (FIRST, [])
    assert len(sheet.problems) == 2


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    other = [["十月"], ["村民", *range(1, 11)], ["王芳", *["√"] * 10]]
    sheets = {
        "一组": [TITLE, HEAD, ["陈强", "√"]],
        "二组": other,
        "空": [],
        "三组": [TITLE, HEAD, ["刘丽"]],
    }
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        page.sheet_state = "hidden" if name == "三组" else "visible"
    book.save(tmp_path / "book.xlsx")
    found = attendance_in.read(reading.read(tmp_path / "book.xlsx"))
    assert [(one.sheet, len(one.records)) for one in found] == [
        ("一组", 1),
        ("二组", 0),
        ("三组", 0),
    ]
    assert [one.code.rsplit(".", 1)[1] for sheet in found for one in sheet.totals] == [
        *("other_sheet", "hidden_sheet")
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["图例", "√出勤", "○休息"],
        [None, "图例", "√出勤", "○休息", "×旷工"],
        [None, "标记", None, "√出勤", None, "○休息"],
        [None, "√出勤", "○休息"],
        [None, None, None, "第1页"],
        [None, None, None, "第 1 页 共 2 页"],
        [None, None, None, "-1-"],
    ],
)
def test_signs_with_their_meanings_and_pages_are_nobodys(tmp_path: Path, row: list[Any]) -> None:
    sheet = read(tmp_path, [TITLE, HEAD, ["王芳", "√"], ["陈强", "√", "√"], row])
    assert (days(sheet, "陈强"), sheet.problems) == (FIRST, ())
    assert [one.person.name for one in sheet.people] == ["王芳", "陈强"]


@pytest.mark.parametrize("row", [[None, "√", "○"], [None, "√", "休"], [None, "√+2"], [None, -1]])
def test_marks_of_a_further_row_are_no_legend(tmp_path: Path, row: list[Any]) -> None:
    sheet = read(tmp_path, [TITLE, HEAD, ["王芳", "√"], ["陈强", "√", "√"], row])
    assert [one for one in sheet.problems if one.row_number == 5]
