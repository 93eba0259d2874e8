"""Which month an attendance sheet is about, and when its words are asked about."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in
from tests.documents.sheets.test_attendance_in import matrix, read

if TYPE_CHECKING:
    from pathlib import Path


def test_a_matrix_without_a_year_asks_for_the_month() -> None:
    table = matrix(["1", "陈强", "√"], title="5月考勤表")
    with pytest.raises(errors.UnreadableFile) as caught:
        read(table)
    assert caught.value.code == "intake.error.no_month"
    assert read(table, month="2024-05").records[0].day == "2024-05-01"


def test_a_sheet_is_never_put_into_another_month_than_it_states() -> None:
    table = matrix(["1", "陈强", "√"], title="2024年5月考勤表")
    with pytest.raises(errors.Refused) as caught:
        read(table, month="2024-06")
    assert caught.value.code == "intake.error.other_month"
    assert read(table, month="2024-05").records[0].day == "2024-05-01"


def test_title_and_name_of_different_months_are_asked_about() -> None:
    table = matrix(["1", "陈强", "√"], title="2026年9月考勤表")
    with pytest.raises(errors.UnreadableFile) as caught:
        read(table, name="2026年10月")
    assert caught.value.code == "intake.error.two_months"
    assert caught.value.params == {"title": "2026-09", "sheet": "2026-10"}
    assert read(table, name="2026年10月", month="2026-10").records[0].day == "2026-10-01"
    assert read(table, name="2026年9月").records[0].day == "2026-09-01"
    with pytest.raises(errors.Refused):
        read(table, name="2026年10月", month="2026-11")


@pytest.mark.parametrize(
    "title",
    [
        "2026年10月26日至11月25日考勤表",
        "2026年10月26日至2026年11月25日考勤表",
        "考勤表（2026.10.26-2026.11.25）",
        "2026/10/26～11/25",
        "2026年11月考勤表",
    ],
)
@pytest.mark.parametrize("name", ["考勤", "2026年11月"])
def test_a_span_of_days_in_the_title_ends_in_the_month_of_the_last_days(
    title: str, name: str
) -> None:
    heads = ["工号", "姓名", *map(str, [*range(26, 32), *range(1, 26)])]
    found = read([[title], heads, ["1", "陈强", *["√"] * 31]], name=name)
    assert found.month == "2026-11"
    assert (found.records[0].day, found.records[-1].day) == ("2026-10-26", "2026-11-25")
    assert len(found.records) == 31


def test_a_span_over_the_end_of_a_year_ends_in_the_next_one() -> None:
    heads = ["工号", "姓名", *map(str, [*range(26, 32), *range(1, 26)])]
    found = read([["2026年12月26日至1月25日"], heads, ["1", "陈强", *["√"] * 31]])
    assert (found.records[0].day, found.records[-1].day) == ("2026-12-26", "2027-01-25")


@pytest.mark.parametrize(
    "filled", ["填表日期：2026年12月1日", "2026-12-01", "制表：李秋  2026.12.1", "2026年12月1日填"]
)
def test_the_day_on_which_a_sheet_was_filled_in_is_not_its_month(filled: str) -> None:
    table = [[filled], ["姓名", *map(str, range(1, 31))], ["陈强", *["√"] * 30]]
    with pytest.raises(errors.UnreadableFile) as caught:
        read(table, name="考勤")
    assert caught.value.code == "intake.error.no_month"
    assert read(table, name="2026年11月").month == "2026-11"
    assert read(table, name="考勤", month="2026-11").month == "2026-11"
    titled = [table[0], ["2026年11月考勤表"], *table[1:]]
    assert read(titled, name="考勤").month == "2026-11"
    spanned = [table[0], ["考勤（2026年11月1日至30日）"], *table[1:]]
    assert read(spanned, name="考勤").month == "2026-11"


@pytest.mark.parametrize(
    ("title", "chosen"),
    [
        ("2026年10月考勤表（10月26日-11月25日）", None),
        ("2026年11月考勤表（10月26日-11月25日）", None),
        ("10月26日至11月25日考勤表", "2026-10"),
        ("10月26日至11月25日考勤表", "2026-11"),
    ],
)
def test_a_span_without_a_year_ends_in_the_month_of_the_last_days(
    title: str, chosen: str | None
) -> None:
    heads = ["工号", "姓名", *map(str, [*range(26, 32), *range(1, 26)])]
    table = [[title], heads, ["1", "陈强", *["√"] * 31]]
    found = read(table, month=chosen)
    assert (found.records[0].day, found.records[-1].day) == ("2026-10-26", "2026-11-25")
    with pytest.raises(errors.Refused):
        read(table, month="2026-12")


@pytest.mark.parametrize(
    ("title", "name"), [("2026年10月考勤表", "11月"), ("2026年10月考勤表", "十一月考勤")]
)
def test_a_month_without_a_year_beside_another_month_is_asked_about(title: str, name: str) -> None:
    table = matrix(["1", "陈强", "√"], title=title)
    with pytest.raises(errors.UnreadableFile) as caught:
        read(table, name=name)
    assert caught.value.code == "intake.error.two_months"
    assert read(table, name=name, month="2026-11").records[0].day == "2026-11-01"
    assert read(table, name="10月").records[0].day == "2026-10-01"


def test_a_title_without_a_year_is_put_into_no_other_month() -> None:
    table = matrix(["1", "陈强", "√"], title="5月考勤表")
    with pytest.raises(errors.Refused) as caught:
        read(table, month="2024-06")
    assert caught.value.code == "intake.error.other_month"


def test_the_name_of_a_file_decides_no_month_against_the_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in matrix(["1", "陈强", "√"], title="11月考勤表"):
        page.append(row)
    for name, month in (("2026年11月考勤.xlsx", "2026-11"), ("2026年10月考勤.xlsx", "")):
        book.save(tmp_path / name)
        opened = reading.read(tmp_path / name)
        if month:
            assert attendance_in.read(opened)[0].month == month
            continue
        with pytest.raises(errors.UnreadableFile) as caught:
            attendance_in.read(opened)
        assert caught.value.code == "intake.error.two_months"


def test_the_day_of_the_print_tells_no_month() -> None:
    table = [["制表日期：2026年11月2日"], *matrix(["1", "陈强", "√"], title="2026年10月考勤表")]
    assert read(table).records[0].day == "2026-10-01"
    with pytest.raises(errors.UnreadableFile) as caught:
        read([["制表日期：2026年11月2日"], *matrix(["1", "陈强", "√"], title="考勤表")])
    assert caught.value.code == "intake.error.no_month"
    table = matrix(["1", "陈强", "√"], title="考勤周期：2026年10月1日至10月31日")
    assert read(table).records[0].day == "2026-10-01"


@pytest.mark.parametrize("where", ["below", "above", "in brackets", "by their long names"])
@pytest.mark.parametrize("fits", [True, False])
def test_days_of_the_week_of_another_month_are_asked_about(where: str, *, fits: bool) -> None:
    # The first of November 2026 is a Sunday, the first of October a Thursday.
    first = dt.date(2026, 11 if fits else 10, 1)
    signs = ["一二三四五六日"[(first.weekday() + at) % 7] for at in range(10)]
    heads = ["", "姓名", *(str(at + 1) for at in range(10))]
    week = ["", "", *signs]
    rows = [heads, week] if where == "below" else [week, heads]
    if where == "in brackets":
        rows = [["", "姓名", *(f"{at + 1}({sign})" for at, sign in enumerate(signs))]]
    if where == "by their long names":
        rows = [heads, ["", "", *(f"星期{sign}" for sign in signs)]]
    table = [["2026年11月考勤表"], *rows, ["1", "陈强", "√"]]
    if fits:
        assert read(table).records[0].day == "2026-11-01"
        return
    with pytest.raises(errors.UnreadableFile) as caught:
        read(table)
    assert caught.value.code == "intake.error.weekdays_differ"
    assert read(table, month="2026-11").records[0].day == "2026-11-01"


@pytest.mark.parametrize("title", ["考勤表", "11月考勤表"])
def test_a_month_is_not_chosen_against_the_days_of_the_week(title: str) -> None:
    week = ["", "", *("日一二三四五六"[at % 7] for at in range(10))]  # November 2026
    table = [[title], ["", "姓名", *map(str, range(1, 11))], week, ["1", "陈强", "√"]]
    assert read(table, month="2026-11").records[0].day == "2026-11-01"
    with pytest.raises(errors.Refused) as caught:
        read(table, month="2025-11")
    assert caught.value.code == "intake.error.other_weekdays"
    if title == "考勤表":
        with pytest.raises(errors.Refused):
            read(table, month="2026-10")


def test_one_mark_on_every_day_is_no_row_of_days_of_the_week() -> None:
    day_shift = ["日"] * 10
    found = read(matrix(["1", "陈强", *day_shift], ["2", "李强", *day_shift, "√"]))
    assert (found.month, [one.day for one in found.records]) == ("2024-05", ["2024-05-11"])
