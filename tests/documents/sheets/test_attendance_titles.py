"""Every way in which a sheet says its month: read, held against the user's choice, or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in
from tests.documents.sheets.test_attendance_in import read

if TYPE_CHECKING:
    from pathlib import Path

WITHIN = [*range(1, 31)]
OVER = [*range(26, 32), *range(1, 26)]


def table(titles: list[list[str]], days: list[int] = WITHIN) -> list[list[str]]:
    """Return a sheet with these rows above its header."""
    return [*titles, ["序号", "姓名", *map(str, days)], ["1", "陈强", *["√"] * len(days)]]


def asked(rows: list[list[str]], name: str = "考勤", month: str | None = None) -> str:
    """Return the month of the last day, or the code with which the program asks."""
    try:
        return read(rows, month=month, name=name).records[-1].day[:7]
    except (errors.UnreadableFile, errors.Refused) as failure:
        return failure.code.rsplit(".", 1)[1]


@pytest.mark.parametrize(
    "titles",
    [
        [["2026年10月考勤表"]],
        [["2026年 10 月份考勤表"]],
        [["2026年度10月考勤表"]],
        [["二〇二六年十月考勤"]],
        [["考勤表"], ["月份：2026年10月"]],
        [["考勤表"], ["2026.10"]],
        [["考勤表"], ["所属月份", "2026-10"]],
        [["考勤表202610"]],
        [["考勤表"], ["2026年", "10月"]],
        [["10月份考勤（2026年）"]],
        [["2026年度青禾合作社"], ["10月考勤表"]],
        [["2026年10月考勤表（11月发放）"]],
        [["2026年11月发放2026年10月考勤表"]],
        [["制表：2026年11月"], ["2026年10月考勤表"]],
        [["考勤表"], ["2026年9月进场"], ["2026年10月"]],
        [["考勤表"], ["合同期：2026年8月至2027年3月"], ["2026年10月"]],
        [["2026年10月一组考勤表"]],
        [["2026年10月1组考勤表"]],
        [["2026年10月第三车间考勤表"]],
        [["2026年10月十连考勤"]],
        [["项目编号：XJ202609"], ["2026年10月考勤表"]],
        [["2026年10月1日至31日考勤表"]],
        [["2026年10月1日—2026年10月30日"]],
    ],
)
def test_a_month_with_its_year_is_read(titles: list[list[str]]) -> None:
    assert asked(table(titles)) == "2026-10"
    assert asked(table(titles), month="2026-10") == "2026-10"
    assert asked(table(titles), month="2026-09") == "other_month"


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ([["10月考勤表"]], "考勤"),
        ([["10 月份考勤表"]], "考勤"),
        ([["青溪采棉队10月考勤"]], "考勤"),
        ([["十月份出勤表"]], "考勤"),
        ([["青溪采棉队10月签到表"]], "考勤"),
        ([["青溪采棉队10月点名册"]], "考勤"),
        ([["棉花基地10月上班登记表"]], "考勤"),
        ([["棉花基地10月出工记录"]], "考勤"),
        ([["考勤表"], ["月份：10月"]], "考勤"),
        ([["考勤表"], ["所属月份：10月"]], "考勤"),
        ([["考勤表"], ["单位：青禾合作社   月份：10月"]], "考勤"),
        ([["考勤表"], ["单位：青禾合作社", "", "月份：10"]], "考勤"),
        ([["考勤表"], ["月份", "10月"]], "考勤"),
        ([["考勤表"], ["月份", "10"]], "考勤"),
        ([["考勤表"], ["（10月）"]], "考勤"),
        ([["考勤表（10月）"]], "考勤"),
        ([["考勤表"]], "10月"),
        ([["考勤表"]], "一组10月"),
        ([["考勤表"]], "10月一组"),
        ([["10月第二组考勤表"]], "考勤"),
        ([["10月2组考勤表"]], "考勤"),
        ([["考勤表"]], "采棉十月"),
    ],
)
def test_a_month_without_a_year_is_asked_and_held_against_the_answer(
    titles: list[list[str]], name: str
) -> None:
    rows = table(titles)
    assert asked(rows, name) == "no_month"
    assert asked(rows, name, "2026-10") == "2026-10"
    assert asked(rows, name, "2025-10") == "2025-10"
    assert asked(rows, name, "2026-09") == "other_month"


@pytest.mark.parametrize(
    "note",
    [
        "请各组12月初上报",
        "注：9月入厂人员",
        "制表：12月",
        "填表日期：2026年12月1日",
        "打印时间 2026-12-01 08:30",
        "一组  组长：陈强  12人",
        "保险期12个月",
        "进场时间：2026年9月",
        "工资发放月份：2026年12月",
        "工资发放月份：12月",
        "填报时间：2026年12月",
        "项目编号：XJ202609",
    ],
)
def test_what_is_no_month_of_attendance_is_not_held_against_the_answer(note: str) -> None:
    assert asked(table([["考勤表"], [note]]), month="2026-10") == "2026-10"
    assert asked(table([["2026年10月考勤表"], [note]])) == "2026-10"


def test_months_of_the_same_weight_are_asked_about() -> None:
    two = table([["2026年10月考勤表"], ["2026年11月考勤"]])
    assert asked(two) == "two_months"
    assert asked(two, month="2026-11") == "2026-11"
    assert asked(table([["2026年10月考勤表"]]), name="2026年11月") == "two_months"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2026年10月考勤表", "two_months"),
        ("2026年11月考勤表", "2026-11"),
        ("考勤表", "2026-11"),
        ("2026年12月发放", "2026-11"),
    ],
)
def test_a_title_of_another_month_than_the_dates_below_it_is_asked_about(
    title: str, expected: str
) -> None:
    heads = [f"2026-11-{day:02d}" for day in range(1, 11)]
    rows = [[title], ["序号", "姓名", *heads], ["1", "陈强", *["√"] * 10]]
    assert asked(rows) == expected
    assert asked(rows, month="2026-11") == "2026-11"
    assert asked(rows, month="2026-10") == "other_month"


def test_a_file_named_after_another_month_than_its_title_is_asked_about(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in table([["2026年10月考勤表"]], list(range(1, 11))):
        book.worksheets[0].append(row)
    for name, code in (("2026年11月考勤", "two_months"), ("2026年11月上报考勤", ""), ("考勤", "")):
        book.save(tmp_path / f"{name}.xlsx")
        opened = reading.read(tmp_path / f"{name}.xlsx")
        if code:
            with pytest.raises(errors.UnreadableFile):
                attendance_in.read(opened)
        assert attendance_in.read(opened, month="2026-10")[0].month == "2026-10"


@pytest.mark.parametrize("between", ["至", "到", "-", "—", "～", "~", "、", "和"])
@pytest.mark.parametrize(
    "written", ["{y}10月{b}11月考勤表", "{y}10{b}11月考勤表", "考勤（{y}10月{b}11月）"]
)
def test_two_months_in_a_title_are_those_in_which_the_days_begin_and_end(
    between: str, written: str
) -> None:
    told = table([[written.format(y="2026年", b=between)]], OVER)
    assert asked(told) == "2026-11"
    assert asked(told, month="2026-10") == asked(told, month="2026-11") == "2026-11"
    assert asked(told, month="2026-12") == "other_month"
    bare = table([[written.format(y="", b=between)]], OVER)
    assert asked(bare) == "no_month"
    assert asked(bare, month="2026-10") == asked(bare, month="2026-11") == "2026-11"
    assert asked(bare, month="2026-12") == "other_month"
    # Over the days of one month nobody knows which of the two it is.
    within = table([[written.format(y="2026年", b=between)]])
    assert asked(within) == "two_months"
    assert asked(within, month="2026-11") == "2026-11"
    assert asked(within, month="2026-12") == "other_month"


@pytest.mark.parametrize("first", ["10月", "2026年10月", "十月"])
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2026年10月考勤表", "2026-11"),
        ("2026年11月考勤表", "2026-11"),
        ("2026年10月26日至11月25日", "2026-11"),
        ("2026年9月考勤表", "two_months"),
        ("2026年12月考勤表", "two_months"),
        ("2026年9月26日至10月25日", "two_months"),
    ],
)
def test_months_over_the_columns_of_the_days_say_where_each_day_is(
    title: str, expected: str, first: str
) -> None:
    months = ["", "", first, *[""] * 5, "11月", *[""] * 24]
    rows = table([[title], months], OVER)
    assert asked(rows) == expected
    assert asked(rows, month="2026-11") == "2026-11"
    assert asked(rows, month="2027-02") == "other_month"


def test_months_over_the_columns_need_no_title() -> None:
    months = ["", "", "2026年10月", *[""] * 5, "2026年11月", *[""] * 24]
    assert asked(table([["考勤表"], months], OVER)) == "2026-11"
    bare = ["", "", "10月", *[""] * 5, "11月", *[""] * 24]
    assert asked(table([["考勤表"], bare], OVER)) == "no_month"
    assert asked(table([["考勤表"], bare], OVER), month="2026-10") == "2026-11"
    one = ["", "", "10月", *[""] * 29]
    assert asked(table([["考勤表"], one]), month="2026-10") == "2026-10"
    assert asked(table([["考勤表"], one]), month="2026-09") == "other_month"


@pytest.mark.parametrize(
    ("title", "last", "expected"),
    [
        ("2026年10月考勤表", 30, "2026-10"),  # September has 30 days
        ("2026年10月考勤表", 31, "two_months"),  # October 26 to November 25 as well
        ("2026年9月考勤表", 31, "2026-09"),
        ("2026年9月考勤表", 30, "two_months"),
        ("2026年3月考勤表", 28, "2026-03"),
        ("2026年10月26日至11月25日", 30, "2026-11"),
    ],
)
def test_one_month_over_days_of_two_is_that_whose_eve_has_those_days(
    title: str, last: int, expected: str
) -> None:
    rows = table([[title]], [*range(26, last + 1), *range(1, 26)])
    assert asked(rows) == expected


def test_a_month_typed_as_a_number_may_have_lost_its_nought(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (["考勤表", 2026.1], ["姓名", *range(1, 11)], ["陈强", *["√"] * 10]):
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    opened = reading.read(tmp_path / "a.xlsx")
    with pytest.raises(errors.UnreadableFile) as caught:
        attendance_in.read(opened)
    assert caught.value.code == "intake.error.no_month"
    for month in ("2026-01", "2026-10"):
        assert attendance_in.read(opened, month=month)[0].month == month
    with pytest.raises(errors.Refused):
        attendance_in.read(opened, month="2026-09")


@pytest.mark.parametrize(
    ("names", "month", "expected"),
    [
        (("8月", "9月", "10月"), "2026-10", ["2026-08", "2026-09", "2026-10"]),
        (("8月", "9月", "10月"), "2026-08", ["2026-08", "2026-09", "2026-10"]),
        (("11月", "12月", "1月"), "2027-01", ["2026-11", "2026-12", "2027-01"]),
        (
            tuple(f"{at}月" for at in range(1, 13)),
            "2026-10",
            [f"2026-{at:02d}" for at in range(1, 13)],
        ),
        (("8月", "9月", "10月"), "2026-07", None),
        (("10月", "8月", "9月"), "2026-10", None),
        (("11月", "10月", "9月"), "2026-10", ["2026-11", "2026-10", "2026-09"]),
        (("2月", "1月", "12月"), "2026-01", ["2026-02", "2026-01", "2025-12"]),
        (("11月", "10月", "8月"), "2026-10", None),
        (("10月一组", "10月二组"), "2026-10", ["2026-10", "2026-10"]),
        (("10月一组", "9月一组"), "2026-10", None),
        (("9月", "二组"), "2026-10", None),
    ],
)
@pytest.mark.parametrize("title", ["考勤表", "{month}考勤表"])
def test_sheets_of_one_month_each_are_told_their_year_by_the_chosen_one(
    tmp_path: Path, title: str, names: tuple[str, ...], month: str, expected: list[str] | None
) -> None:
    book = openpyxl.Workbook()
    for at, name in enumerate(names):
        page = book.worksheets[0] if at == 0 else book.create_sheet()
        page.title = name
        month_of_it = name.partition("月")[0] + "月" if "月" in name else ""
        for row in table([[title.format(month=month_of_it)]], list(range(1, 11))):
            page.append(row)
    book.save(tmp_path / "a.xlsx")
    opened = reading.read(tmp_path / "a.xlsx")
    if expected is None:
        with pytest.raises(errors.Refused):
            attendance_in.read(opened, month=month)
        return
    sheets = attendance_in.read(opened, month=month)
    assert [one.month for one in sheets] == expected
    assert [one.records[0].day[:7] for one in sheets] == expected
