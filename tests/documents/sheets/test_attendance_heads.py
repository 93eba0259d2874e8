"""The heads of the days: every filled cell beside a name is a day that was read, or is told."""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in
from gigdesk.documents.sheets.attendance_in import terms

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBER = "44011320141005001X"
KEYS = ["姓名", "身份证号"]


def read(rows: list[list[Any]], month: str | None = "2026-11") -> attendance_in.AttendanceSheet:
    """Write the rows into a workbook and read it as attendance."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
        (sheet,) = attendance_in.read(reading.read(path), month=month)
    return sheet


def days(sheet: attendance_in.AttendanceSheet, name: str = "陈强") -> list[int]:
    """Return the days of the month that were read of somebody."""
    return [int(one.day[-2:]) for one in sheet.records if one.name == name]


def told(sheet: attendance_in.AttendanceSheet) -> list[tuple[str, str]]:
    """Return the codes of what was not read, with the text of the cell or the column."""
    return [(one.code.rsplit(".", 1)[1], one.text) for one in (*sheet.problems, *sheet.totals)]


WORKDAYS = [day for day in range(1, 31) if day % 7 not in (0, 1)]


@pytest.mark.parametrize("written", ["number", "text", "day", "date", "month", "weekday"])
def test_a_month_without_its_weekends_is_read_whole(written: str) -> None:
    heads: dict[str, Any] = {
        "number": lambda day: day,
        "text": str,
        "day": lambda day: f"{day}日",
        "date": lambda day: dt.date(2026, 11, day),
        "month": lambda day: f"11月{day}日",
        "weekday": lambda day: f"{day}（{'一二三四五六日'[dt.date(2026, 11, day).weekday()]}）",
    }
    sheet = read([[*KEYS, *map(heads[written], WORKDAYS)], ["陈强", NUMBER, *[1] * len(WORKDAYS)]])
    assert days(sheet) == WORKDAYS
    assert told(sheet) == []


@pytest.mark.parametrize("between", ["上半月小计", "小计", None, "备注"])
def test_what_stands_between_two_half_months_divides_nothing(between: str | None) -> None:
    head = [*KEYS, *range(1, 16), between, *range(16, 31), "合计"]
    filled = {None: None, "备注": "好"}.get(between, 15)
    sheet = read([head, ["陈强", NUMBER, *[1] * 15, filled, *[1] * 15, 30]])
    assert days(sheet) == list(range(1, 31))
    assert told(sheet) == []


def test_sums_of_two_half_months_together_are_the_month() -> None:
    head = [*KEYS, *range(1, 16), "小计", *range(16, 31), "小计"]
    sheet = read([head, ["陈强", NUMBER, *[1] * 15, 15, *[1] * 15, 15]])
    assert told(sheet) == []
    sheet = read([head, ["陈强", NUMBER, *[1] * 15, 15, *[1] * 15, 14]])
    assert told(sheet) == [("other_total", "15")]


@pytest.mark.parametrize(("hours", "stated"), [(8, 176), (9, 198), (4, 88)])
def test_a_sum_of_hours_is_right_where_the_cells_say_hours(hours: int, stated: int) -> None:
    head = [*KEYS, *range(1, 23), "合计"]
    assert told(read([head, ["陈强", NUMBER, *[hours] * 22, stated]])) == []
    wrong = str(stated + hours)
    assert told(read([head, ["陈强", NUMBER, *[hours] * 22, wrong]])) == [("other_total", wrong)]


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2026年十一月考勤表", "2026-11"),
        ("青禾合作社二〇二六年九月份考勤", "2026-09"),
        ("2026年十月", "2026-10"),
    ],
)
def test_the_month_of_a_title_may_be_written_in_words(title: str, month: str) -> None:
    rows = [[title], [*KEYS, *range(1, 23)], ["陈强", NUMBER, *[1] * 22]]
    assert read(rows, month=None).month == month


def test_a_filled_cell_under_no_head_among_the_days_is_told() -> None:
    head = [*KEYS, *range(1, 8), None, *range(9, 15), "15、16", *range(17, 31)]
    sheet = read([head, ["陈强", NUMBER, *[1] * 7, "√", *[1] * 6, 2, *[1] * 14]])
    assert days(sheet) == [*range(1, 8), *range(9, 15), *range(17, 31)]
    assert told(sheet) == [("under_no_day", "√"), ("under_no_day", "2")]


def test_a_column_of_another_kind_is_told_once() -> None:
    head = [*KEYS, *range(1, 31), "合计", "夜宵补"]
    people = [["陈强", NUMBER, *[1] * 30, 30, 5], ["刘丽", "", *[1] * 30, 30, 6]]
    assert told(read([head, *people])) == [("column_unread", "夜宵补")]


@pytest.mark.parametrize(
    "heads",
    [
        [20, 21, 22],
        ["20", "21", "22"],
        ["11月20日", "21日", "22日"],
        ["11/20", "11/21", "11/22"],
        [dt.date(2026, 11, day) for day in (20, 21, 22)],
    ],
)
def test_a_few_days_are_enough_beside_a_name(heads: list[Any]) -> None:
    sheet = read([["姓名", *heads, "合计"], ["陈强", 1, 1, 0.5, 2.5]])
    assert days(sheet) == [20, 21, 22]
    assert told(sheet) == []


def test_few_numbers_ask_for_the_month_where_nobody_says_it() -> None:
    with pytest.raises(errors.UnreadableFile) as caught:
        read([["姓名", 20, 21], ["陈强", 1, 1]], month=None)
    assert caught.value.code == "intake.error.no_month"


def test_the_month_said_at_the_first_day_holds_for_the_bare_ones() -> None:
    head = ["姓名", "10月29日", "30日", "31日", "11月1日", "2日", "3日"]
    sheet = read([head, ["陈强", *[1] * 6]])
    assert [one.day for one in sheet.records] == [
        *("2026-10-29", "2026-10-30", "2026-10-31"),
        *("2026-11-01", "2026-11-02", "2026-11-03"),
    ]


def test_a_month_across_two_without_weekends_is_read_whole() -> None:
    heads = [26, 27, 30, 2, 3, 4, 5, 6, 9, 10]
    sheet = read([["姓名", *heads], ["陈强", *[1] * 10]])
    assert [one.day for one in sheet.records][:4] == [
        *("2026-10-26", "2026-10-27", "2026-10-30", "2026-11-02"),
    ]
    assert len(sheet.records) == 10


def test_the_same_days_a_second_time_without_a_word_wait_and_are_no_other_month() -> None:
    head = ["姓名", *range(1, 31), *range(1, 31)]
    sheet = read([head, ["陈强", *[1] * 30, 2, 3]])
    assert sheet.records == ()
    assert [one.day for one in sheet.problems[:30]] == [f"2026-11-{at:02d}" for at in range(1, 31)]
    assert told(sheet)[30:] == [("columns_untold", "2"), ("columns_untold", "3")]
    months = [None, "10月", *[None] * 29, "11月"]
    sheet = read([months, head, ["陈强", *[1] * 30, 2, 3]], month="2026-10")
    assert len(sheet.records) == 30
    assert told(sheet) == [("under_no_day", "2"), ("under_no_day", "3")]


def test_two_blocks_side_by_side_are_both_read() -> None:
    head = ["序号", "姓名", *range(1, 31), "合计", "序号", "姓名", *range(1, 31), "合计"]
    rows = [
        [1, "陈强", *[1] * 30, 30, 2, "刘丽", *[0.5] * 30, 15],
        [3, "王芳", *[1] * 30, 30],
    ]
    sheet = read([head, *rows])
    assert [len(days(sheet, name)) for name in ("陈强", "刘丽", "王芳")] == [30, 30, 30]
    assert told(sheet) == []
    assert [one.reason for one in sheet.skipped] == ["header"]


def test_a_second_half_further_down_has_its_own_days() -> None:
    rows = [
        ["姓名", *range(1, 16)],
        ["陈强", *[1] * 15],
        ["刘丽", *[0.5] * 15],
        ["姓名", *range(16, 31), "合计"],
        ["陈强", *[1] * 15, 30],
        ["刘丽", *[0.5] * 15, 15],
    ]
    sheet = read(rows)
    assert days(sheet) == days(sheet, "刘丽") == list(range(1, 31))
    assert told(sheet) == []


def test_a_month_on_two_lines_has_two_rows_for_everybody() -> None:
    rows = [
        ["姓名", *range(1, 16)],
        [None, *range(16, 31)],
        ["陈强", *[1] * 15],
        [None, *[0.5] * 15],
        ["刘丽", *[0.5] * 3],
        ["刘丽", None, "旷"],
    ]
    sheet = read(rows)
    assert [one.quarters for one in sheet.records if one.name == "陈强"] == [4] * 15 + [2] * 15
    assert days(sheet) == list(range(1, 31))
    assert days(sheet, "刘丽") == [1, 2, 3, 17]
    assert told(sheet) == []


def test_days_of_the_week_as_numbers_are_no_second_header() -> None:
    rows = [
        [None, "姓名", *range(1, 31)],
        [None, None, *[day % 7 + 1 for day in range(1, 31)]],
        [1, "陈强", *[1] * 30],
    ]
    sheet = read(rows)
    assert days(sheet) == list(range(1, 31))
    assert told(sheet) == []


def test_rising_hours_of_somebody_without_a_name_are_no_header() -> None:
    sheet = read([["姓名", "身份证号", *range(1, 31)], ["", NUMBER, 4, 6, 8, 9, 10, 12]])
    assert len(sheet.records) == 6


def test_amounts_and_numbered_columns_are_no_days() -> None:
    tables: tuple[list[list[Any]], ...] = (
        [["姓名", "基本", "津贴"], ["陈强", 12, 20], ["刘丽", 5, 31]],
        [["序号", "姓名", "村", "电话", "备注"], [1, 2, 3, 4, 5], [1, "陈强", "东", "1", "x"]],
        [["品名", "单价"], *[[f"布{n}", n] for n in range(1, 9)]],
    )
    for rows in tables:
        with pytest.raises(errors.UnreadableFile) as caught:
            read(rows)
        assert caught.value.code == "intake.error.no_attendance"


@dataclass(frozen=True)
class Column:
    """A head with what it is by the oracle: its day, a known column, or neither."""

    head: Any
    day: int = 0
    known: bool = False


STYLES: dict[str, Callable[[int], Any]] = {
    "number": lambda day: day,
    "text": str,
    "day": lambda day: f"{day}号",
    "month": lambda day: f"11月{day}日",
    "date": lambda day: dt.date(2026, 11, day),
}
BETWEEN = [
    Column("小计", known=True),
    Column("上半月小计", known=True),
    Column("备注", known=True),
    Column(None),
    Column("奖惩"),
    Column("32"),
    Column("?"),
]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[Column], list[list[Any]]]:
    """Make heads with gaps and other columns between, and the marks of up to four people."""
    style = STYLES[draw(st.sampled_from(sorted(STYLES)))]
    chosen = sorted(draw(st.sets(st.integers(1, 30), min_size=5, max_size=30)))
    columns: list[Column] = []
    for day in chosen:
        if draw(st.integers(0, 9)) == 0:
            columns.append(draw(st.sampled_from(BETWEEN)))
        columns.append(Column(style(day), day))
    columns.extend(draw(st.lists(st.sampled_from(BETWEEN), max_size=3)))
    marks = st.sampled_from([None, None, 1, 0.5, "√", "旷", "假"])
    width = len(columns)
    people = draw(st.lists(st.lists(marks, min_size=width, max_size=width), min_size=1, max_size=4))
    return columns, people


@settings(max_examples=60, deadline=None)
@given(sheets())
@example(
    ([one for day in range(1, 8) for one in (Column(str(day), day), Column(None))], [[1, 1] * 7])
)
@example(([Column(None), *(Column(str(day), day) for day in range(1, 6))], [[1, *[None] * 5]]))
def test_no_filled_cell_beside_a_name_is_silently_unread(
    made: tuple[list[Column], list[list[Any]]],
) -> None:
    columns, people = made
    rows = [[f"人{'甲乙丙丁'[at]}", NUMBER, *marks] for at, marks in enumerate(people)]
    sheet = read([[*KEYS, *(one.head for one in columns)], *rows])
    wanted, loose = set(), 0
    for at, marks in enumerate(people):
        for column, mark in zip(columns, marks, strict=True):
            if mark is not None and column.day:
                wanted.add((f"人{'甲乙丙丁'[at]}", column.day))
            elif mark is not None and not column.known:
                loose += 1
    # Where columns without a head stand beside days they may be a second half of each: it is asked.
    untold = [one for one in sheet.problems if one.code == terms.COLUMNS_UNTOLD]
    assert not untold or any(one.head is None for one in columns)
    asked = {(one.name, int(one.day[-2:])) for one in untold}
    assert {(one.name, int(one.day[-2:])) for one in sheet.records} == wanted - asked
    remarked = sum(
        int(str(one.params["count"])) for one in sheet.totals if one.code.endswith("column_unread")
    )
    filled = sum(
        mark is not None and bool(column.day)
        for marks in people
        for column, mark in zip(columns, marks, strict=True)
    )
    assert len(sheet.records) + len(sheet.problems) + remarked == filled + loose
