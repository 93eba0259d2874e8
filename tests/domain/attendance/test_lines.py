"""What the figures in a line of a sheet are: a number before it, dates, a crew, a month."""

from __future__ import annotations

import pytest

from gigdesk.domain import attendance


@pytest.mark.parametrize("line", ["说明:√出勤", "出勤,加班", "合计;", "以上属实!", "如下。"])
def test_a_line_with_a_colon_or_a_comma_is_a_sentence(line: str) -> None:
    assert attendance.is_sentence(line)


@pytest.mark.parametrize("line", ["", "十月加班表", "二、加班", "2026.10"])
def test_a_title_is_no_sentence(line: str) -> None:
    assert not attendance.is_sentence(line)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("二、加班", "加班"),
        ("(十二)加班", "加班"),
        ("3.加班", "加班"),
        ("(2)加班", "加班"),
        ("一组", "一组"),
        ("加班(2)", "加班(2)"),
    ],
)
def test_the_number_before_a_line_is_left_out(line: str, left: str) -> None:
    assert attendance.without_number(line) == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("2026年10月份", ""),
        ("10月加班", "加班"),
        ("2026.10月", ""),
        ("加班", "加班"),
        ("月饼", "月饼"),
    ],
)
def test_months_are_left_out(line: str, left: str) -> None:
    assert attendance.without_months(line) == left


@pytest.mark.parametrize(
    "line", ["", "10月1日至15日", "1-15", "十月", "2026/10/1~2026/10/15", "1号—15号"]
)
def test_dates_and_nothing_else(line: str) -> None:
    assert attendance.is_dates(line)


@pytest.mark.parametrize("line", ["10月加班", "1-15日工日", "A"])
def test_other_words_are_no_dates(line: str) -> None:
    assert not attendance.is_dates(line)


@pytest.mark.parametrize("line", ["二组", "3队", "十二班", "1车间", "2号棚", "三地块", "1组(李强)"])
def test_the_number_of_a_crew_is_told(line: str) -> None:
    assert attendance.names_crew(line)


@pytest.mark.parametrize("line", ["组长", "二次", "夜班", "加班2组", "月班"])
def test_other_words_are_no_crew(line: str) -> None:
    assert not attendance.names_crew(line)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("√出勤,○休息;×旷工。", ["√出勤", "○休息", "×旷工", ""]),
        ("说明:√出勤、○休息", ["说明:√出勤、○休息"]),
    ],
)
def test_clauses_are_parted_by_commas_and_stops(line: str, found: list[str]) -> None:
    assert attendance.clauses(line) == found


@pytest.mark.parametrize("line", ["26天", "25.5天", "26天)", "26个工", "20工日"])
def test_a_number_of_days_is_told(line: str) -> None:
    assert attendance.counts_days(line)


@pytest.mark.parametrize("line", ["", "26", "26日", "10月", "天", "26天签到"])
def test_other_numbers_are_none_of_days(line: str) -> None:
    assert not attendance.counts_days(line)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-10-1至31", "2026-10"),
        ("考勤 2026/10/01 - 15", "2026/10"),
        ("打印 2026-11-02 09:30", None),
        ("2026-11-2 9时", None),
        ("2026-10", None),
    ],
)
def test_a_span_of_days_tells_its_month_and_the_time_of_a_print_none(
    text: str, month: str | None
) -> None:
    assert attendance.month_of_days(text) == month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("10-", 10),
        ("0-", 0),
        ("99-", 99),
        ("2026-10-份", 10),
        ("10-份", 10),
        ("10", None),
        ("9-加班", None),
    ],
)
def test_a_month_alone_is_told(text: str, month: int | None) -> None:
    assert attendance.month_alone(text) == month
