"""Dates of every style in use; what is ambiguous is shown and never guessed."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import dates
from gigdesk.domain.workers.findings import Finding

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
days = st.dates(datetime.date(1900, 3, 1), datetime.date(2099, 12, 31))


def code(reading: dates.DateReading) -> str:
    assert len(reading.findings) == 1
    return reading.findings[0].code.removeprefix("findings.date.")


@pytest.mark.parametrize(
    "text",
    [
        "2024-5-1",
        "2024-05-01",
        "2024/05/01",
        "2024.5.1",
        "2024.5.1.",
        "20240501",
        "2024年5月1日",
        "2024年05月01号",
        " ２０２４年５月１日 ",
        "2024 年 5 月 1 日",
        "二〇二四年五月一日",
        "2024-05-01 00:00:00",
        "2024-05-01T08:30:00.000Z",
        "2024/5/1 8:30",
        "2024年5月1日 08:30",
        "2024.5-1",
        "2024年5月1",
    ],
)
def test_a_day_is_read_in_every_style(text: str) -> None:
    assert dates.read(text) == dates.DateReading("2024-05-01", "day")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1932.12-22", "1932-12-22"),
        ("二〇二四年十一月三十日", "2024-11-30"),
        ("一九八五年十月二十三日", "1985-10-23"),
        ("2024-02-29", "2024-02-29"),
        ("19640229", "1964-02-29"),
    ],
)
def test_odd_but_clear_days_are_read(text: str, value: str) -> None:
    assert dates.read(text).value == value


@pytest.mark.parametrize("text", ["2024年5月", "2024-05", "2024.5", "2024/5", "二〇二四年五月"])
def test_a_month_stays_a_month(text: str) -> None:
    assert dates.read(text) == dates.DateReading("2024-05", "month")


@pytest.mark.parametrize("text", ["长期", "长期有效", " 永久 "])
def test_long_term_is_a_value(text: str) -> None:
    assert dates.read(text) == dates.DateReading(dates.LONG_TERM, "long_term")


@pytest.mark.parametrize("text", ["至今", "Present"])
def test_until_now_is_an_open_end(text: str) -> None:
    assert dates.read(text) == dates.DateReading(None, "open")


@pytest.mark.parametrize("text", ["", "  ", "无", "-", "/"])
def test_nothing_written_is_nothing_read(text: str) -> None:
    assert dates.read(text) == dates.DateReading()


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("24.5.1", ("1924-05-01", "2024-05-01", "1935-05-01")),
        ("85-10-23", ("1985-10-23", "2085-10-23", "1996-10-23")),
        ("91年5月1日", ("1991-05-01", "2091-05-01", "2002-05-01")),
        ("00.2.29", ("2000-02-29",)),
    ],
)
def test_two_figures_of_a_year_are_never_guessed(text: str, choices: tuple[str, ...]) -> None:
    reading = dates.read(text)
    assert reading.value is None
    assert code(reading) == "two_digit_year"
    assert reading.alternatives == choices


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("民国91年5月1日", ("2002-05-01",)),
        ("中華民國113.5.1", ("2024-05-01",)),
        ("113/5/1", ("2024-05-01",)),
        ("民国91年5月", ("2002-05",)),
    ],
)
def test_years_counted_from_1912_are_shown_and_not_taken(
    text: str, choices: tuple[str, ...]
) -> None:
    reading = dates.read(text)
    assert (reading.value, code(reading)) == (None, "roc")
    assert reading.alternatives == choices


@pytest.mark.parametrize(
    "text", ["2023-02-29", "20230230", "2024.13.1", "2024年4月31日", "0024-01-01", "113/2/30"]
)
def test_a_day_the_calendar_lacks_is_an_error(text: str) -> None:
    reading = dates.read(text)
    assert reading.value is None
    assert code(reading) == "impossible"
    assert reading.findings[0].level == "E"


@pytest.mark.parametrize("text", ["1985", "1985年", "１９８５"])
def test_a_year_alone_gives_no_date(text: str) -> None:
    reading = dates.read(text)
    assert (reading.value, reading.precision, code(reading)) == (None, "year", "year_only")


def test_a_day_without_a_year_gives_no_date() -> None:
    assert code(dates.read("5月1日")) == "no_year"


@pytest.mark.parametrize(
    "text",
    ["昨天", "1/2/2024", "24.5", "5.1.3", "民国", "2024-5-1-3", "123", "1234567", "99999", "91年"],
)
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    reading = dates.read(text)
    assert reading.value is None
    assert code(reading) == "unreadable"


def test_six_digits_are_a_month_only_where_they_can_be_nothing_else() -> None:
    assert dates.read("199005") == dates.DateReading("1990-05", "month")
    assert code(dates.read("200100")) == "impossible"
    reading = dates.read("200103")
    assert reading.value is None
    assert reading.alternatives == ("2001-03", "1920-01-03", "2020-01-03")
    assert dates.read("240501").alternatives == ("1924-05-01", "2024-05-01")


@pytest.mark.parametrize(
    ("serial", "epoch_1904", "day"),
    [
        (1, False, "1900-01-01"),
        (59, False, "1900-02-28"),
        (60, False, None),
        (61, False, "1900-03-01"),
        (45413, False, "2024-05-01"),
        (43951, True, "2024-05-01"),
        (0, True, "1904-01-01"),
        (0, False, None),
        (-1, True, None),
        (9_999_999, False, None),
    ],
)
def test_serials_of_workbooks_are_days(serial: int, day: str | None, *, epoch_1904: bool) -> None:
    assert dates.from_serial(serial, epoch_1904=epoch_1904) == day


def test_a_bare_serial_is_read_with_a_remark() -> None:
    for reading in (dates.read("45413"), dates.read_number(45413.25), dates.read("45413.5")):
        assert (reading.value, code(reading)) == ("2024-05-01", "serial")
    assert dates.read_number(43951, epoch_1904=True).value == "2024-05-01"


def test_five_digits_that_may_be_year_and_month_are_not_guessed() -> None:
    reading = dates.read("20245")
    assert reading.value is None
    assert code(reading) == "serial_or_month"
    assert reading.alternatives == ("1955-06-05", "2024-05")


def test_numbers_of_cells_are_read_like_digits() -> None:
    assert dates.read_number(20240501).value == "2024-05-01"
    assert dates.read_number(1985).precision == "year"
    assert dates.read_number(199005).value == "1990-05"
    assert dates.read_number(2024.5).value == "2024-05"
    assert dates.read_number(1980.12).value == "1980-12"
    cut = dates.read_number(2024.1)
    assert (code(cut), cut.alternatives) == ("month_cut", ("2024-01", "2024-10"))
    assert cut.findings[0].params["text"] == "2024.1"
    assert code(dates.read_number(2024.75)) == "impossible"
    assert code(dates.read_number(-3)) == "unreadable"


@given(days)
def test_each_written_form_of_a_day_reads_back(day: datetime.date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month:02d}-{day.day}",
    ):
        assert dates.read(text).value == day.isoformat()


@given(days)
def test_serials_agree_with_the_calendar(day: datetime.date) -> None:
    assert dates.from_serial((day - datetime.date(1899, 12, 30)).days) == day.isoformat()


@given(st.text())
def test_any_text_is_read_without_a_fall_and_values_are_in_stored_form(text: str) -> None:
    reading = dates.read(text)
    for one in (reading.value, *reading.alternatives):
        assert one is None or MONTH.fullmatch(one) or dates.to_day(one)


def test_only_a_whole_day_is_a_day() -> None:
    assert dates.to_day("2024-05-01") == datetime.date(2024, 5, 1)
    assert dates.to_day("2024-05") is None
    assert dates.to_day(None) is None
    assert dates.to_day("2023-02-29") is None


def test_a_month_agrees_with_its_days() -> None:
    assert dates.agree("1990-05", "1990-05-12")
    assert dates.agree("1990-05-12", "1990-05")
    assert dates.agree("1990-05-12", "1990-05-12")
    assert not dates.agree("1990-05-12", "1990-05-13")
    assert not dates.agree("1990-05", "1990-06-12")


def test_age_is_counted_by_birthday() -> None:
    birth = datetime.date(2009, 7, 15)
    assert dates.age_on(birth, datetime.date(2025, 7, 14)) == 15
    assert dates.age_on(birth, datetime.date(2025, 7, 15)) == 16
    assert dates.age_on(birth, datetime.date(2009, 7, 14)) == -1


def test_who_was_born_on_a_leap_day_comes_of_age_on_the_first_of_march() -> None:
    birth = datetime.date(2008, 2, 29)
    assert dates.birthday(birth, 18) == datetime.date(2026, 3, 1)
    assert dates.birthday(birth, 16) == datetime.date(2024, 2, 29)
    assert dates.age_on(birth, datetime.date(2026, 2, 28)) == 17
    assert dates.age_on(birth, datetime.date(2026, 3, 1)) == 18


@given(days, st.integers(0, 99))
def test_birthday_is_the_first_day_of_the_new_age(birth: datetime.date, years: int) -> None:
    day = dates.birthday(birth, years)
    assert dates.age_on(birth, day) == years
    assert dates.age_on(birth, day - datetime.timedelta(days=1)) == years - 1


@given(days, days, st.integers(0, 150))
def test_whoever_is_so_many_years_old_was_born_so_many_years_before(
    birth: datetime.date, day: datetime.date, years: int
) -> None:
    assert (birth <= dates.years_before(day, years)) is (dates.age_on(birth, day) >= years)


def test_years_before_a_leap_day_end_on_a_leap_day_and_before_the_calendar_with_it() -> None:
    leap = datetime.date(2028, 2, 29)
    assert dates.years_before(leap, 20) == datetime.date(2008, 2, 29)
    assert dates.years_before(leap, 19) == datetime.date(2009, 2, 28)
    assert dates.years_before(leap, 5000).year == 1


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2023, 1, 31), 1, (2023, 2, 28)),
        ((2024, 12, 15), 1, (2025, 1, 15)),
        ((2024, 3, 31), -1, (2024, 2, 29)),
        ((1965, 1, 1), 721, (2025, 2, 1)),
    ],
)
def test_months_are_added_to_the_matching_or_the_last_day(
    day: tuple[int, int, int], months: int, later: tuple[int, int, int]
) -> None:
    assert dates.add_months(datetime.date(*day), months) == datetime.date(*later)


@pytest.mark.parametrize(
    ("begins", "ends", "stands"),
    [
        ("2026-09-01", "2026-09-01", "valid"),
        ("2026-09-02", None, "not_yet"),
        ("2026-01-01", "2026-08-31", "expired"),
        (None, None, "valid"),
        (None, "2026-09", "valid"),  # a month holds to its last day
        (None, "2026-08", "expired"),
    ],
)
def test_something_stands_from_its_beginning_to_its_end(
    begins: str | None, ends: str | None, stands: str
) -> None:
    assert dates.standing(begins, ends, datetime.date(2026, 9, 1)) == stands


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("生于1963年7月4日。", "19630704"),
        ("1963-7-4", "19630704"),
        ("1963.07.04", "19630704"),
        ("1963年7月", "196307"),
        ("430602 1963年7月4日 0014", "430602196307040014"),
        ("2026年", ""),
        ("11963-7-4", ""),  # part of a longer figure
    ],
)
def test_a_day_written_out_becomes_the_digits_of_a_number(text: str, digits: str) -> None:
    found = dates.days_as_digits(text)
    assert (digits in "".join(found.split())) if digits else found == text


def test_days_before_a_birth_are_no_other_day_of_the_person() -> None:
    today = datetime.date(2026, 9, 1)

    def left(text: str, birth: str) -> tuple[dict[str, str], object]:
        (one,) = dates.read(text).findings
        doubt = Finding(one.code, one.level, {**one.params, "field": "employed_since"})
        doubts = [doubt]
        settled = dates.after_birth(doubts, birth, today)
        return settled, doubts[0].params.get("choices")

    assert left("10.5.1", "1990-01-01") == ({"employed_since": "2010-05-01"}, None)
    assert left("10.5.1", "")[0] == {}
    several = left("10.5.1", "1905-01-01")
    assert several == ({}, "1910-05-01 / 2010-05-01 / 1921-05-01")
    assert left("10.5.1", "1915-01-01") == ({}, "2010-05-01 / 1921-05-01")
    assert left("26.12.1", "1950-01-01")[0] == {}  # only a day to come is left: a slip
