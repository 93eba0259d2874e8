"""One or several rows of a person: which are whole days, halves or overtime, and which wait."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

ASK = "?"


def read(tmp_path: Path, lines: list[str]) -> attendance_in.AttendanceSheet:
    """Read a sheet written as `name|word|marks divided by spaces`.

    A name `^` is one cell merged with the name above, `.` an empty mark.
    """
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["2026年10月考勤表"])
    page.append(["姓名", "", *range(1, 11)])
    for line in lines:
        name, word, marks = line.split("|")
        cells = [_cell(mark) for mark in marks.split()]
        page.append([None if name == "^" else name or None, word or None, *cells])
        if name == "^":
            _merge(page, page.max_row)
    book.save(tmp_path / "rows.xlsx")
    (sheet,) = attendance_in.read(reading.read(tmp_path / "rows.xlsx"))
    return sheet


def _cell(mark: str) -> str | float | None:
    if mark == ".":
        return None
    try:
        return float(mark)
    except ValueError:
        return mark


def _merge(page: Worksheet, row: int) -> None:
    """Join the name of this row to the one above it."""
    for area in list(page.merged_cells.ranges):
        if area.min_col == 1 and area.max_row == row - 1:
            page.unmerge_cells(str(area))
            page.merge_cells(f"A{area.min_row}:A{row}")
            return
    page.merge_cells(f"A{row - 1}:A{row}")


def told(sheet: attendance_in.AttendanceSheet, name: str = "陈强") -> dict[int, str]:
    """Return by day what was read of somebody: days with overtime and mark, `?` what waits."""
    found: dict[int, str] = {}
    for one in sheet.records:
        if one.name == name:
            over = f"+{one.overtime_minutes / 60:g}" if one.overtime_minutes else ""
            found[int(one.day[-2:])] = f"{(one.quarters or 0) / 4:g}{over}{one.mark}"
    for problem in sheet.problems:
        if problem.name == name and problem.day and not problem.code.endswith(".amount"):
            assert int(problem.day[-2:]) not in found, "read and left at once"
    asked = {
        int(one.day[-2:]): ASK
        for one in sheet.problems
        if one.name == name and one.day and not one.code.endswith(".amount")
    }
    return {**found, **asked}


def shown(sheet: attendance_in.AttendanceSheet) -> str:
    """Return the days of the first person on one line, `.` for those of which nothing was said."""
    days = told(sheet)
    return " ".join(days.get(day, ".") for day in range(1, max(days, default=0) + 1))


@pytest.mark.parametrize("own", ["merged", "blank", "repeated"])
@pytest.mark.parametrize("word", ["出勤", "正常", "白班", "正班", "正常出勤"])
@pytest.mark.parametrize("over", ["加班", "加班小时", "加班(h)", "加班时数"])
def test_overtime_below_the_days_is_beside_whole_days(
    tmp_path: Path, own: str, word: str, over: str
) -> None:
    below = {"merged": "^", "blank": "", "repeated": "陈强"}[own]
    sheet = read(
        tmp_path,
        [f"陈强|{word}|√ √ 半 休 √ .", f"{below}|{over}|2 . 3 . 1.5 4", f"刘丽|{word}|√ √"],
    )
    assert shown(sheet) == "1+2 1 0.5+3 0rest 1+1.5 0+4"
    assert told(sheet, "刘丽") == {1: "1", 2: "1"}


@pytest.mark.parametrize("below", ["^", "", "陈强"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Hours of a day are never half of it.
        (["出勤|8 8 8 4", "加班|2 . 3 ."], "1+2 1 1+3 0.5"),
        (["上午|8 8 4", "下午|8 . 4"], "? ? 1"),
        (["上午|4 4 4 4", "下午|4 . 4 2"], "1 0.5 1 0.75"),
        (["上午|4 5 4 3", "下午|5 5 3 3"], "1+1 1+2 ? 0.75"),
        (["上午|4 5 6 4 √", "下午|√ . 6 4 √"], "? ? 1+4 1 1"),
        (["上午|√ √ 休 病", "下午|√ . 休 假"], "1 0.5 0rest ?"),
        (["上|√ √ .", "下|√ . √"], "1 0.5 0.5"),
        (["上午|√ √ √", "下午|√ . √", "晚上|2 . √"], "1+2 0.5 ?"),
        (["上午|√ √ √", "下午|√ . √", "加班|2 3 √"], "1+2 0.5+3 ?"),
        # What is 0.5 of overtime: half an hour, or half a day?
        (["出勤|√ √ √", "加班|0.5 1 0.5"], "? ? ?"),
        (["出勤|√ √ √ √", "加班|2 3 1 2"], "1+2 1+3 1+1 1+2"),
        (["出勤|√ √ √", "加班(小时)|0.5 1 1"], "1+0.5 1+1 1+1"),
        (["出勤|√ √ √", "加班|√ . 病"], "? 1 ?"),
        (["出勤|√ √ √", "加班|0 . 0"], "1 1 1"),
        # A shift is a day, and two on one day are too much for one.
        (["白班|√ √ .", "夜班|. . √"], "1 1 1"),
        (["白班|√ √ .", "晚班|√ . √"], "? 1 1"),
        (["早班|√ . .", "中班|. 半 .", "晚班|. . √"], "1 0.5 1"),
        (["早班|8 . 8", "晚班|8 8 ."], "? 1 1"),
        (["白班|√ √ .", "晚上|2 . √"], "? 1 ?"),
        (["白班|√ √ .", "加班|2 . 3"], "1+2 1 0+3"),
        # Weights and amounts are no days, and take none away.
        (["出勤|√ √ 半", "公斤|52.5 8 10"], "1 1 0.5"),
        (["出勤|8 8 4", "加班|2 . .", "金额|160 120 60"], "1+2 1 0.5"),
        (["上午|√ √ .", "下午|√ . √", "件数|30 8 10"], "1 0.5 0.5"),
        (["出勤|√ √ .", "请假|. . √"], "1 1 ?"),
        (["出勤|√ √ .", "迟到|. √ ."], "1 ?"),
        (["早|√ √ .", "晚|. √ √"], "? ? ?"),
        (["计划|√ √ √", "实际|√ . √"], "? ? ?"),
        (["出勤|√ √ √", "出勤|√ . √"], "? ? ?"),
        (["上午|√ √ √", "上午|√ . √"], "? ? ?"),
        (["出勤|√ √ √", "上午|√ . √"], "? ? ?"),
    ],
)
def test_further_rows_are_read_by_their_words_or_wait(
    tmp_path: Path, rows: list[str], expected: str, below: str
) -> None:
    lines = [f"{'陈强' if at == 0 else below}|{row}" for at, row in enumerate(rows)]
    sheet = read(tmp_path, [*lines, "刘丽||√", "王芳|正常|", "李强|白班|"])
    assert _same_or_disputed(sheet, expected, below)
    assert told(sheet, "刘丽") == {1: "1"}


def _same_or_disputed(sheet: attendance_in.AttendanceSheet, expected: str, below: str) -> bool:
    """Compare; the same name twice with the same word is two rows that the batch holds apart."""
    if below == "陈强" and sum(one.person.name == below for one in sheet.people) > 1:
        whole = [one.day for one in sheet.records if one.name == "陈强"]
        return len(whole) > len(set(whole)) and expected.count(ASK) > 0
    return shown(sheet) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["√ √ √ 休", "√ . √ 休"], "1 0.5 1 0rest"),
        (["0.5 0.5 0.5", "0.5 . 0.5"], "1 0.5 1"),
        (["4 4 4", "4 . 4"], "1 0.5 1"),
        (["√ √ √ √", ". . . ."], "? ? ? ?"),  # only the first row was used: whole days?
        (["√ √ √ √", "2 . 3 ."], "? ? ? ?"),
        (["√ √ √ √", "0.5 . 1 ."], "? ? ? ?"),
        (["8 8 8", "2 . 3"], "? ? ?"),
        (["1 1 1", "0.5 . 0.5"], "? ? ?"),
        (["1 1 1", "1 . 1"], "? ? ?"),
        (["√ √ √", "√ √ √", "2 . 2"], "? ? ?"),
    ],
)
def test_rows_under_a_merged_name_without_words_are_halves_only_where_that_is_clear(
    tmp_path: Path, rows: list[str], expected: str
) -> None:
    lines = [f"{'陈强' if at == 0 else '^'}||{row}" for at, row in enumerate(rows)]
    assert shown(read(tmp_path, [*lines, "刘丽||√ √"])) == expected


@pytest.mark.parametrize("below", ["^", ""])
def test_overtime_may_be_the_only_row_with_a_word(tmp_path: Path, below: str) -> None:
    lines = ["陈强||√ √ √", f"{below}|加班|2 . 2", "刘丽||√ √", f"{below}|加班|. 3"]
    sheet = read(tmp_path, lines)
    assert shown(sheet) == "1+2 1 1+2"
    assert told(sheet, "刘丽") == {1: "1", 2: "1+3"}


@pytest.mark.parametrize("word", ["白班", "夜班", "早班", "晚班", "早", "晚", "正常", "A班"])
def test_the_shift_of_a_person_with_one_row_changes_no_day(tmp_path: Path, word: str) -> None:
    sheet = read(tmp_path, [f"陈强|{word}|√ √ 半 休", "刘丽|白班|√ √", "王芳|晚|√ √", "李强|早|√"])
    assert shown(sheet) == "1 1 0.5 0rest"
    assert sheet.problems == ()


@pytest.mark.parametrize("marks", ["病 . 假", "× × .", "√ √ √", "8 8 8", "10 4 ."])
def test_marks_without_a_name_are_nobodys_or_wait_and_never_vanish(
    tmp_path: Path, marks: str
) -> None:
    filled = len([mark for mark in marks.split() if mark != "."])
    for word, before in (("", ""), ("7", ""), ("", "刘丽||√ √"), ("节日加班", "")):
        lines = ["陈强||√ √", *([before] if before else []), f"|{word}|{marks}"]
        sheet = read(tmp_path, lines)
        nameless = [one for one in sheet.records if not one.name]
        waiting = [one for one in sheet.problems if one.row_number == len(lines) + 2]
        assert len(nameless) + len(waiting) == filled
        assert not (nameless and waiting)


def test_hours_below_the_ticks_of_a_person_wait_with_their_days(tmp_path: Path) -> None:
    for below in ("", "^"):
        sheet = read(tmp_path, ["陈强||√ √ √ 休", f"{below}||2 . 1.5 .", "刘丽||√ √"])
        assert shown(sheet) == ("? 1 ? 0rest" if not below else "? ? ? ?")
        assert not [one for one in sheet.records if not one.name]


def test_weights_alone_are_no_hours(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["陈强||52 8 55 10 60", "刘丽||10 48 9 63 24"])
    assert sheet.records == ()
    assert len(sheet.problems) == 10
    slip = read(tmp_path, ["陈强||8 8 80 8 8", "刘丽||8 8 8 8 8"])
    assert [one.text for one in slip.problems] == ["80"]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("√+2 8+2 √ V+3", "1+2 1+2 1 1+3"),
        ("√+1.5 √+2小时 √+1h 8+1h", "1+1.5 1+2 1+1 1+1"),
        ("√+1 √+0.5 休+2 √+√ 半+3 4+4 0.5+4", "? ? ? ? ? ? ?"),
        ("10+2 √+ √/2 √2", "? ? ? ?"),
    ],
)
def test_hours_behind_a_plus_sign_are_overtime(tmp_path: Path, marks: str, expected: str) -> None:
    assert shown(read(tmp_path, [f"陈强||{marks}"])) == expected


def test_a_row_of_the_days_of_the_week_is_nobody_whatever_it_is_called(tmp_path: Path) -> None:
    sheet = read(tmp_path, ["星期||四 五 六 日 一 二", "陈强||√ √"])
    assert [one.person.name for one in sheet.people] == ["陈强"]
    assert sheet.problems == ()


@pytest.mark.parametrize("parts", [(1, 16, 32), (1, 11, 21, 32), (1, 15, 31)])
def test_a_month_in_parts_below_each_other_is_read_whole(parts: tuple[int, ...]) -> None:
    rows: list[list[str]] = [["2026年10月"]]
    for start, end in itertools.pairwise(parts):
        rows.append(["姓名", *map(str, range(start, end)), "合计"])
        rows += [[name, *["√"] * (end - start)] for name in ("陈强", "刘丽")]
    text = "\n".join("\t".join(row) for row in rows)
    (sheet,) = attendance_in.read(reading.read_pasted(text, "考勤"))
    for name in ("陈强", "刘丽"):
        days = [int(one.day[-2:]) for one in sheet.records if one.name == name]
        assert days == list(range(1, parts[-1]))


@pytest.mark.parametrize("line", ["每日人数||2 3 2", "||. 休 休", "|出勤人数|12 12 12"])
def test_sums_and_days_of_rest_without_a_name_are_nobodys(tmp_path: Path, line: str) -> None:
    sheet = read(tmp_path, ["陈强||√ √", "刘丽||√ √", line])
    assert told(sheet) == told(sheet, "刘丽") == {1: "1", 2: "1"}
    assert sheet.problems == ()
    assert not [one for one in sheet.records if not one.name]


def from_text(rows: list[list[str]], month: str | None = None) -> attendance_in.AttendanceSheet:
    """Read a sheet of rows of cells, without merges."""
    text = "\n".join("\t".join(row) for row in rows)
    (sheet,) = attendance_in.read(reading.read_pasted(text, "考勤"), month=month)
    return sheet


HEAD = [["2026年10月考勤表"], ["序号", "姓名", *map(str, range(1, 11))]]
WITH_PARTS = [["2026年10月考勤表"], ["编号", "姓名", "时段", *map(str, range(1, 11))]]


@pytest.mark.parametrize(
    "first", ["负责人", "统计员", "村主任", "联系人", "单位一", "合计组", "说明"]
)
def test_words_left_of_a_name_take_nobody_away(first: str) -> None:
    sheet = from_text([*HEAD, [first, "陈强", "√", "√"], ["2", "注大强", "√"]])
    assert (told(sheet), told(sheet, "注大强")) == ({1: "1", 2: "1"}, {1: "1"})


def test_a_name_on_the_last_row_of_a_day_makes_all_of_them_wait() -> None:
    rows = [
        *WITH_PARTS,
        ["", "", "上午", "√", "√", "√"],
        ["1", "陈强", "下午", "√", "", "√"],
        ["", "", "上午", "√", "√", ""],
        ["2", "刘丽", "下午", "√", "√", "√"],
    ]
    sheet = from_text(rows)
    assert sheet.records == ()
    assert len(sheet.problems) == 10


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["1", "陈强", "上午", "√", "√"], ["2", "陈强", "下午", "√", ""]], {1: "1", 2: "0.5"}),
        ([["1", "陈强", "上午", "√", "√"], ["", "陈  强", "下午", "√", ""]], {1: "1", 2: "0.5"}),
        ([["7", "陈强", "上午", "√"], WITH_PARTS[1], ["", "", "下午", "√"]], {1: "1"}),
        ([["1", "陈强", "", "√", "√"], ["2", "陈强", "", "√", ""]], {1: "1", 2: ASK}),
        ([["1", "陈强", "", "1", "1"], ["2", "陈强", "", "1", ""]], {1: "1", 2: "1"}),
        ([["1", "陈强", "", "√", ""], ["2", "陈强", "", "", "√"]], {1: "1", 2: "1"}),
    ],
)
def test_a_name_written_again_is_the_same_person(
    rows: list[list[str]], expected: dict[int, str]
) -> None:
    others = [["3", "刘丽", "上午", ""], ["4", "王芳", "下午", ""]]
    assert told(from_text([*WITH_PARTS, *rows, *others])) == expected


@pytest.mark.parametrize(
    "marks", [["○", "○"], ["2h", "3小时"], ["加2", ""], ["V", "△"], ["×", "病"]]
)
@pytest.mark.parametrize("above", [True, False])
def test_signs_without_a_name_wait_wherever_they_stand(marks: list[str], *, above: bool) -> None:
    rows = [["1", "陈强", "√", "√"], ["", "", *marks]]
    sheet = from_text([*HEAD, *(rows[::-1] if above else rows)])
    filled = sum(bool(mark) for mark in marks)
    nameless = [one for one in sheet.records if not one.name]
    number = 3 if above else 4
    waiting = [one for one in sheet.problems if one.row_number == number]
    assert len(nameless) + len(waiting) == filled


def test_sums_without_a_word_below_the_last_person_are_nobodys() -> None:
    people = [["1", "陈强", "√", "半", "√"], ["2", "刘丽", "√", "√", "休"]]
    for sums in (["2", "1.5", "1"], ["2", "2", "1"]):
        sheet = from_text([*HEAD, *people, ["", "", *sums]])
        assert told(sheet, "刘丽") == {1: "1", 2: "1", 3: "0rest"}
        assert (sheet.problems, sheet.skipped[-1].reason) == ((), "subtotal")
    sheet = from_text([*HEAD, *people, ["", "", "8", "9", "10", "11", "12"], ["3", "王芳", "√"]])
    assert told(sheet, "王芳") == {1: "1"}


def test_a_sum_of_all_pages_stands_below_the_last() -> None:
    pages = [*HEAD, ["1", "陈强", "√", "√", "√"], *HEAD, ["2", "刘丽", "√", "半", "休"]]
    sheet = from_text([*pages, ["", "", "2", "1.5", "1"]])
    assert told(sheet, "刘丽") == {1: "1", 2: "0.5", 3: "0rest"}
    assert (sheet.problems, sheet.skipped[-1].reason) == ((), "subtotal")


def test_a_row_of_an_amount_alone_is_no_attendance() -> None:
    rows = [["1", "陈强", "公斤", "8", "10"], ["2", "刘丽", "公斤", "1", "1"]]
    sheet = from_text([*WITH_PARTS, *rows])
    assert sheet.records == ()
    assert len(sheet.problems) == 4


def test_numbers_that_only_count_the_rows_name_nobody() -> None:
    head = [["2026年10月考勤表"], ["编号", "姓名", *map(str, range(1, 11))]]
    people = [["1", "王芳", "√"], ["2", "王芳", "√"], ["3", "", "√"]]
    sheet = from_text([*head, *people])
    assert {one.number for one in sheet.records} == {""}
    sheet = from_text([head[0], ["工号", *head[1][1:]], *people])
    assert {one.number for one in sheet.records} == {"1", "2", "3"}


def test_two_sums_in_the_rows_of_a_person_are_held_together() -> None:
    rows = [["1", "陈强", "上午", *["√"] * 5], ["", "", "下午", *["√"] * 5]]
    head = [["2026年10月考勤表"], ["编号", "姓名", "时段", *map(str, range(1, 6)), "合计"]]
    assert from_text([*head, [*rows[0], "2.5"], [*rows[1], "2.5"]]).totals == ()
    assert len(from_text([*head, [*rows[0], "2.5"], [*rows[1], "3"]]).totals) == 1
