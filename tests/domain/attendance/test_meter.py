"""Overtime by the kind of the day, and the hours of a person against the limits of the law."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from gigdesk import errors
from gigdesk.domain import office
from gigdesk.domain.attendance import meter, overtime
from gigdesk.domain.attendance.meter import Stint
from gigdesk.domain.office.rules import DEFAULTS, Rule

BOOK = office.rules.book(DEFAULTS)
LIMITS = meter.limits(BOOK, datetime.date(2026, 10, 31))
SPECIAL = {"2026-10-01": "statutory", "2026-10-04": "rest", "2026-10-10": "work"}


def stint(day: int, hours: float, kind: str = "work", **more: object) -> Stint:
    made = Stint(f"2026-10-{day:02d}", int(hours * 60), kind, "standard", 1, "青禾")
    return replace(made, **more)  # type: ignore[arg-type]


def codes(*stints: Stint) -> list[str]:
    found = meter.measure(stints, "2026-10", LIMITS)
    return [one.code.rsplit(".", 1)[-1] for one in found.alerts]


@pytest.mark.parametrize(
    ("day", "overruled", "kind"),
    [
        ("2026-10-01", None, "statutory"),
        ("2026-10-04", None, "rest"),
        ("2026-10-10", None, "work"),  # a Saturday that is worked in lieu
        ("2026-10-11", None, "rest"),
        ("2026-10-12", "", "work"),
        ("2026-10-11", "work", "work"),  # another day off was given
    ],
)
def test_the_kind_of_a_day_follows_from_the_table_unless_somebody_overruled_it(
    day: str, overruled: str | None, kind: str
) -> None:
    assert overtime.kind_of(day, SPECIAL, overruled) == kind


def test_special_hours_count_only_with_the_number_of_an_approval() -> None:
    assert overtime.regime("comprehensive", "阿人社综〔2026〕8号") == "comprehensive"
    assert overtime.regime("comprehensive", " ") == "standard"
    assert overtime.regime("flexible", None) == "standard"
    assert overtime.regime("standard", None) == "standard"
    assert overtime.regime(None, None) == ""


@pytest.mark.parametrize(
    ("kind", "how", "found"),
    [
        ("statutory", "standard", {"statutory": 600}),
        ("statutory", "flexible", {"statutory": 600}),
        ("rest", "standard", {"rest": 600}),
        ("rest", "", {"rest": 120}),
        ("rest", "comprehensive", {"work": 120}),
        ("work", "standard", {"work": 120}),
        ("work", "flexible", {}),
    ],
)
def test_overtime_is_divided_by_kind(kind: str, how: str, found: dict[str, int]) -> None:
    assert overtime.split(600, 120, kind, how) == found
    assert overtime.split(0, 0, kind, how) == {}


def test_a_long_day_is_told_over_all_batches_and_its_overtime_counted_once() -> None:
    both = (stint(12, 8), stint(12, 4, batch=2, employer="绿源"))
    found = meter.measure(both, "2026-10", LIMITS)
    assert [(one.code, one.tone) for one in found.alerts] == [(meter.LONG_DAY, "warning")]
    assert (found.minutes, found.days) == (720, 1)
    assert dict(found.overtime) == {"work": 240, "rest": 0, "statutory": 0}
    assert found.weighted == 360
    assert codes(stint(12, 11)) == []


def test_the_seventh_day_in_a_row_is_told_also_where_the_row_began_the_month_before() -> None:
    six = [stint(day, 4) for day in range(12, 18)]
    assert codes(*six) == []
    assert codes(*six, stint(18, 4)) == ["days_in_a_row"]
    before = [replace(stint(1, 4), day=f"2026-09-{day}") for day in range(25, 31)]
    told = meter.measure([*before, stint(1, 4)], "2026-10", LIMITS).alerts
    assert [(one.day, one.params["days"]) for one in told] == [("2026-10-01", 7)]
    assert codes(*before, replace(stint(1, 4), day="2026-10-02")) == []
    assert codes() == []


def test_days_in_a_row_are_counted_as_far_as_the_month_goes() -> None:
    after = [replace(stint(1, 4), day=f"2026-11-{day:02d}") for day in range(1, 7)]
    told = meter.measure([*(stint(day, 4) for day in range(22, 32)), *after], "2026-10", LIMITS)
    assert [(one.day, one.params["days"]) for one in told.alerts] == [("2026-10-28", 10)]
    month = meter.measure([stint(31, 4), *after], "2026-11", LIMITS)
    assert [(one.day, one.params["days"]) for one in month.alerts] == [("2026-11-06", 7)]


def test_more_overtime_in_a_month_than_the_law_allows_is_red() -> None:
    days = [day for day in range(1, 31) if day % 7]
    assert codes(*(stint(day, 8 + 36 / 26) for day in days)) == []
    found = meter.measure([stint(day, 9.5) for day in days], "2026-10", LIMITS)
    assert [(one.code, one.tone) for one in found.alerts] == [(meter.OVERTIME_MONTH, "error")]
    assert found.overtime_minutes == len(days) * 90


def test_work_on_a_statutory_holiday_wants_a_line_of_its_own_at_three_times_the_pay() -> None:
    told = meter.measure([stint(1, 8, "statutory")], "2026-10", LIMITS)
    assert [(one.code, one.params["percent"]) for one in told.alerts] == [(meter.HOLIDAY, 300)]
    assert told.weighted == 480 * 3


def test_comprehensive_hours_are_held_against_those_of_the_month() -> None:
    def month(hours: float) -> meter.Meter:
        days = [day for day in range(1, 29) if day % 7]
        worked = [stint(day, hours, "rest", how="comprehensive") for day in days]
        return meter.measure(worked, "2026-10", LIMITS)

    assert month(6.5).overtime_minutes == 24 * 390 - 24 * 390
    assert month(9).overtime == {"work": 24 * 540 - 9922, "rest": 0, "statutory": 0}
    assert month(9).alerts[0].code == meter.OVERTIME_MONTH


def test_part_time_work_is_told_by_week_and_employer() -> None:
    week = [stint(day, 4, part_time=True) for day in range(12, 16)]
    assert codes(*week) == []
    assert codes(*week, stint(16, 4, part_time=True)) == ["part_amber"]
    red = meter.measure([*week, stint(16, 8, part_time=True)], "2026-10", LIMITS)
    assert [(one.code, one.tone) for one in red.alerts] == [(meter.PART_RED, "error")]
    assert codes(*week, stint(16, 8, part_time=True, employer="绿源")) == []
    other = replace(stint(1, 24, part_time=True, kind="work"), day="2026-08-03")
    assert codes(other) == []


@pytest.mark.parametrize(
    ("rule", "value", "code", "stints"),
    [
        ("hours.day_amber", "12", "long_day", (stint(12, 11.5),)),
        ("hours.days_in_a_row", "7", "days_in_a_row", [stint(d, 4) for d in range(12, 19)]),
        (
            "hours.overtime_month",
            "60",
            "overtime_month",
            [stint(d, 11) for d in (*range(1, 7), *range(8, 15))],
        ),
        (
            "hours.part_amber",
            "22",
            "part_amber",
            [stint(d, 4, part_time=True) for d in range(12, 17)],
        ),
        ("hours.part_red", "30", "part_red", [stint(d, 5, part_time=True) for d in range(12, 17)]),
    ],
)
def test_a_changed_figure_of_the_dated_table_changes_the_outcome(
    rule: str, value: str, code: str, stints: list[Stint]
) -> None:
    days = (datetime.date(2026, 10, 31), datetime.date(2026, 11, 30))
    changed = office.rules.book((*DEFAULTS, Rule(rule, value, days[1])))
    before, after = (
        [one.code for one in meter.measure(stints, "2026-10", meter.limits(changed, day)).alerts]
        for day in days
    )
    assert f"attendance.meter.{code}" in before
    assert f"attendance.meter.{code}" not in after


def test_where_no_figure_is_in_force_that_is_said() -> None:
    with pytest.raises(errors.NotFound):
        meter.limits(BOOK, datetime.date(1990, 1, 1))


@pytest.mark.parametrize(
    ("birth", "sex", "day", "asks"),
    [
        ("1960-01-01", "1", "2026-10-12", True),
        ("1985-03-02", "1", "2026-10-12", False),
        ("1973-03-02", "2", "2026-10-12", False),  # between the two ages of women
        ("1960-01-01", "1", "2024-12-31", False),
        (None, "1", "2026-10-12", False),
    ],
)
def test_overtime_of_people_over_age_is_asked_about(
    birth: str | None, sex: str, day: str, *, asks: bool
) -> None:
    on = datetime.date.fromisoformat(day)
    assert overtime.asks_of_age(birth, sex, on, rules=BOOK) is asks
    off = Rule("overage.overtime", "ignore", datetime.date(2026, 1, 1), "4306")
    changed = office.rules.book((*DEFAULTS, off))
    assert not overtime.asks_of_age(birth, sex, on, rules=changed, region="430602")
