"""Each limit with its rule: what passes, what does not, and that only the dated table decides."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from gigdesk import errors
from gigdesk.domain.office import rules
from gigdesk.domain.orders import limits
from gigdesk.domain.workers import findings

DAY = datetime.date(2026, 10, 1)
WAGES = (
    rules.Rule("wage.minimum_month", "2000", datetime.date(2026, 1, 1), "430602"),
    rules.Rule("wage.minimum_hour", "2050", datetime.date(2026, 1, 1), "430602"),
)
TERM = {"employment_form": "labour", "from_day": "2026-10-01"}
YEAR = {**TERM, "to_day": "2027-09-30", "pay_kind": "day", "pay_fen": 20000}
HOURLY = {"employment_form": "part_time", "pay_kind": "hour"}


def law(*changed: rules.Rule, on: datetime.date = DAY) -> limits.Limits:
    return limits.limits(rules.book((*rules.DEFAULTS, *WAGES, *changed)), on, "430602101")


def said(fields: dict[str, object], found: limits.Limits | None = None) -> set[tuple[str, str]]:
    told = limits.check(fields, found or law())
    return {(one.code.rsplit(".", 1)[-1], one.level) for one in told}


@pytest.mark.parametrize(
    ("first", "last", "most"),
    [
        ("2026-01-01", "2026-03-30", 0),
        ("2026-01-01", "2026-03-31", 30),
        ("2026-01-01", "2026-12-30", 30),
        ("2026-01-01", "2026-12-31", 60),
        ("2026-01-01", "2028-12-30", 60),
        ("2026-01-01", "2028-12-31", 180),
        (None, None, 0),
        ("2026-01-01", None, 0),
    ],
)
def test_probation_is_as_long_as_article_19_lets_it(
    first: str | None, last: str | None, most: int
) -> None:
    assert limits.longest_probation(first, last, law()) == most


# Rule, a case that passes, a case that does not, and what is said of it.
CASES: tuple[tuple[str, dict[str, object], dict[str, object], tuple[str, str]], ...] = (
    (
        "probation.short_months",
        {**TERM, "to_day": "2026-12-31", "probation_days": 30},
        {**TERM, "to_day": "2026-12-30", "probation_days": 1},
        ("probation_none", findings.ERROR),
    ),
    (
        "probation.short_days",
        {**TERM, "to_day": "2027-09-29", "probation_days": 30},
        {**TERM, "to_day": "2027-09-29", "probation_days": 31},
        ("probation_long", findings.ERROR),
    ),
    (
        "probation.middle_days",
        {**YEAR, "probation_days": 60},
        {**YEAR, "probation_days": 61},
        ("probation_long", findings.ERROR),
    ),
    (
        "probation.long_days",
        {**TERM, "to_day": "2029-09-30", "probation_days": 180},
        {**TERM, "to_day": "2029-09-30", "probation_days": 181},
        ("probation_long", findings.ERROR),
    ),
    (
        "probation.percent",
        {**YEAR, "probation_days": 30, "probation_fen": 16000},
        {**YEAR, "probation_days": 30, "probation_fen": 15999},
        ("probation_share", findings.ERROR),
    ),
    (
        # 2000 yuan a month are 91.96 a day at 21.75 days.
        "wage.minimum_month",
        {**YEAR, "pay_fen": 11000, "probation_days": 30, "probation_fen": 9196},
        {**YEAR, "pay_fen": 11000, "probation_days": 30, "probation_fen": 9195},
        ("probation_minimum", findings.ERROR),
    ),
    (
        "parttime.hours_day",
        {**HOURLY, "minutes_per_day": 240},
        {**HOURLY, "minutes_per_day": 241},
        ("part_time_day", findings.ERROR),
    ),
    (
        "hours.part_red",
        {**HOURLY, "minutes_per_day": 240, "days_per_week": 6},
        {**HOURLY, "minutes_per_day": 240, "days_per_week": 7},
        ("part_time_week", findings.ERROR),
    ),
    (
        "parttime.cycle_days",
        {**HOURLY, "pay_cycle": "half_month"},
        {**HOURLY, "pay_cycle": "month"},
        ("part_time_cycle", findings.ERROR),
    ),
    (
        "wage.minimum_hour",
        {**HOURLY, "pay_fen": 2050},
        {**HOURLY, "pay_fen": 2049},
        ("below_minimum", findings.WARNING),
    ),
    (
        "wage.month_days",
        {**YEAR, "pay_fen": 9196},
        {**YEAR, "pay_fen": 9195},
        ("below_minimum", findings.WARNING),
    ),
)


@pytest.mark.parametrize(("rule", "passes", "fails", "told"), CASES, ids=[one[0] for one in CASES])
def test_each_rule_lets_pass_what_it_allows_and_names_what_it_does_not(
    rule: str, passes: dict[str, object], fails: dict[str, object], told: tuple[str, str]
) -> None:
    assert rule in {each.rule_id for each in rules.DEFAULTS}
    assert told[0] not in {code for code, _ in said(passes)}
    assert told in said(fails)


@pytest.mark.parametrize(
    ("rule", "value", "fields", "code"),
    [
        ("probation.short_months", "2", CASES[0][2], "probation_none"),
        ("probation.short_days", "31", CASES[1][2], "probation_long"),
        ("probation.middle_months", "13", {**YEAR, "probation_days": 30}, ""),
        ("probation.long_months", "37", {**CASES[3][1], "probation_days": 60}, ""),
        ("probation.percent", "50", CASES[4][2], "probation_share"),
        ("wage.minimum_month", "1000", CASES[5][2], "probation_minimum"),
        ("parttime.hours_day", "5", CASES[6][2], "part_time_day"),
        ("hours.part_red", "28", CASES[7][2], "part_time_week"),
        ("parttime.cycle_days", "31", CASES[8][2], "part_time_cycle"),
        ("wage.minimum_hour", "2000", CASES[9][2], "below_minimum"),
        ("wage.month_days", "2200", CASES[10][2], "below_minimum"),
    ],
)
def test_another_value_in_the_dated_table_changes_what_is_said_from_its_day_on(
    rule: str, value: str, fields: dict[str, object], code: str
) -> None:
    changed = rules.Rule(rule, value, datetime.date(2027, 1, 1), "430602")
    if code:
        assert code in {one for one, _ in said(fields, law(changed))}
    assert not {one for one, _ in said(fields, law(changed, on=datetime.date(2027, 1, 1)))}


def test_no_law_of_probation_was_in_force_before_its_day() -> None:
    with pytest.raises(errors.NotFound):
        law(on=datetime.date(2007, 12, 31))


@pytest.mark.parametrize("form", ["service", "contract_work", "", None])
def test_what_is_no_employment_has_none_of_these_limits(form: str | None) -> None:
    fields: dict[str, object] = {
        "employment_form": form,
        "minutes_per_day": 600,
        "pay_cycle": "season",
        "pay_kind": "month",
        "pay_fen": 100,
    }
    assert said(fields) == set()


@pytest.mark.parametrize("form", ["overage", "shared"])
def test_people_over_age_and_shared_workers_have_the_minimum_wage(form: str) -> None:
    fields: dict[str, object] = {"employment_form": form, "pay_kind": "month", "pay_fen": 199999}
    assert said(fields) == {("below_minimum", findings.WARNING)}
    assert said({**fields, "pay_fen": 200000}) == set()


@pytest.mark.parametrize(
    ("fields", "least"),
    [
        ({"pay_kind": "day", "minutes_per_day": 240, "pay_fen": 8199}, "82.00"),
        ({"pay_kind": "hour", "pay_fen": 1}, "20.50"),
    ],
)
def test_part_time_pay_is_held_against_the_hourly_minimum(
    fields: dict[str, object], least: str
) -> None:
    (one,) = limits.check({"employment_form": "part_time", **fields}, law())
    assert one.params["least"] == least


@pytest.mark.parametrize(
    "fields",
    [
        {"employment_form": "labour", "pay_kind": "piece", "pay_fen": 1},
        {"employment_form": "labour", "pay_kind": "hour", "pay_fen": 1},
        {"employment_form": "part_time", "pay_kind": "month", "pay_fen": 1},
        {"employment_form": "labour", "pay_kind": "month", "pay_fen": None},
    ],
)
def test_pay_for_another_unit_is_not_guessed_at(fields: dict[str, object]) -> None:
    assert said(fields) == set()


def test_half_a_day_is_worth_half_of_the_minimum_and_a_long_day_no_more_than_one() -> None:
    half: dict[str, object] = {**YEAR, "minutes_per_day": 240}
    assert said({**half, "pay_fen": 4598}) == set()
    assert said({**half, "pay_fen": 4597})
    assert said({**YEAR, "minutes_per_day": 600, "pay_fen": 9196}) == set()


def test_a_minimum_that_nobody_entered_says_nothing() -> None:
    nothing = replace(law(), month_wage_fen=0, hour_wage_fen=0)
    assert said({**YEAR, "pay_fen": 1}, nothing) == set()
    assert said({**HOURLY, "pay_fen": 1}, nothing) == set()


@pytest.mark.parametrize(
    ("cycle", "days"), [("day", 1), ("week", 7), ("half_month", 15), ("end", 15), ("", 0)]
)
def test_pay_at_the_end_is_open_for_as_long_as_the_work(cycle: str, days: int) -> None:
    fields = {"pay_cycle": cycle, "from_day": "2026-10-01", "to_day": "2026-10-15"}
    assert limits.cycle_days(fields) == days


def test_pay_at_the_end_of_an_unknown_term_is_not_counted() -> None:
    assert limits.cycle_days({"pay_cycle": "end", "from_day": "2026-10-01"}) == 0


@pytest.mark.parametrize(
    ("form", "kind", "fen", "told"),
    [
        ("labour", "day", 20000, True),
        ("labour", "month", 300000, True),
        ("overage", "day", 9000, True),
        ("part_time", "hour", 2500, True),
        ("part_time", "day", 8000, True),
        ("part_time", "month", 80000, False),
        ("labour", "piece", 100, False),
        ("labour", "day", None, False),
        ("service", "day", 20000, False),
    ],
)
def test_where_no_minimum_wage_is_entered_that_is_said(
    form: str, kind: str, fen: int | None, *, told: bool
) -> None:
    fields: dict[str, object] = {"employment_form": form, "pay_kind": kind, "pay_fen": fen}
    bare = limits.limits(rules.book(rules.DEFAULTS), DAY, "430602101")
    found = limits.not_entered(fields, bare)
    assert [(one.code, one.level) for one in found] == [
        ("orders.finding.minimum_not_entered", findings.INFORMATION)
    ] * told
    assert limits.not_entered(fields, law()) == ()
