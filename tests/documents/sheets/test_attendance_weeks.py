"""The days of the week of a further table are held against its month, as those of the first."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.documents.sheets.test_attendance_in import read

OTHER_WEEK = "intake.attendance.week_untold"


def table(month: str, first: int, last: int, *names: str, above: bool = False) -> list[list[str]]:
    """Return a header with days and those of the week of a month, and people at work daily."""
    year, number = (int(part) for part in month.split("-"))
    days = [dt.date(year, number, day) for day in range(first, last + 1)]
    week = ["", *("一二三四五六日"[day.weekday()] for day in days)]
    head = ["姓名", *(str(day.day) for day in days)]
    lines = [week, head] if above else [head, week]
    return [*lines, *([name, *["√"] * len(days)] for name in names)]


@pytest.mark.parametrize("name", ["陈强", "王芳"])
@pytest.mark.parametrize("above", [False, True])
def test_a_further_table_with_the_week_of_another_month_waits(name: str, *, above: bool) -> None:
    first = table("2026-10", 1, 31, "陈强", above=above)
    other = table("2026-11", 1, 30, name, above=above)
    sheet = read([["2026年10月考勤表"], *first, [""], *other])
    assert {one.day for one in sheet.records} == {f"2026-10-{day:02d}" for day in range(1, 32)}
    assert {one.name for one in sheet.records} == {"陈强"}
    assert [one.code for one in sheet.problems] == [OTHER_WEEK] * 30


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("names", [("陈强",), ("陈强", "刘丽", "王芳")])
def test_the_week_of_a_second_half_is_of_its_own_days(
    names: tuple[str, ...], *, above: bool
) -> None:
    first = table("2026-10", 1, 15, *names, above=above)
    second = table("2026-10", 16, 31, *names, above=above)
    sheet = read([["2026年10月考勤表"], *first, *second])
    assert (sheet.problems, len(sheet.records)) == ((), 31 * len(names))


def test_the_week_of_a_further_month_with_its_title_is_its_own() -> None:
    first, second = table("2026-10", 1, 31, "陈强"), table("2026-11", 1, 30, "陈强")
    sheet = read([["2026年10月考勤表"], *first, ["2026年11月考勤表"], *second])
    assert (sheet.problems, len(sheet.records)) == ((), 61)


def test_a_month_that_was_chosen_against_the_week_is_that_of_all_tables() -> None:
    # The week is that of a sheet copied from the month before; the title and the clerk say which.
    first, second = table("2026-09", 1, 15, "陈强"), table("2026-09", 16, 30, "陈强")
    sheet = read([["2026年10月考勤表"], *first, *second], month="2026-10")
    assert (sheet.problems, len(sheet.records)) == ((), 30)
