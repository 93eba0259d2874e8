"""The law as product rules, a row each: what it lets pass, what it refuses, and from which day.

Each row names the rule of the dated table that decides it. Of every row is asked that its sound
case passes, that its other case is refused or told, and that another value entered in the table
turns the outcome round from its day on, without a change of the program.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from gigdesk.domain.attendance import meter
from gigdesk.domain.office import rules
from tests.domain.law import told

if TYPE_CHECKING:
    from gigdesk.domain.office.rules import RuleBook
    from tests.domain.law.told import Told

BOOK = rules.book(rules.DEFAULTS)


@dataclass(frozen=True)
class Row:
    """One row of the law; `told` says of a case whether it is refused or warned of.

    `moved` is a value of the rule under which `refused` passes, or `passing` does not.
    """

    section: str
    rule: str
    day: str
    passing: Told
    refused: Told
    moved: str
    region: str = ""

    @property
    def on(self) -> datetime.date:
        """Return the day of the case."""
        return datetime.date.fromisoformat(self.day)


MONTHLY: dict[str, Any] = {"employment_form": "labour", "pay_kind": "month"}
TRIED: dict[str, Any] = {
    "from_day": "2026-10-01",
    "to_day": "2027-09-30",
    "probation_days": 30,
    "pay_fen": 250_000,
}
HAZARD = {"hazardous": True}
PART_TIME: dict[str, Any] = {"employment_form": "part_time"}
LABOUR: dict[str, Any] = {
    "employment_form": "labour",
    "from_day": "2026-10-01",
    "to_day": "2027-09-30",
    "probation_days": 30,
    "pay_fen": 500_000,
}

ROWS = (
    Row(
        "4.1",
        "contract.grace_days",
        "2026-09-30",
        told.urgent(30, "red"),
        told.urgent(31, "red"),
        "31",
    ),
    Row(
        "4.1",
        "contract.amber_days",
        "2026-09-30",
        told.urgent(20, "amber", "red"),
        told.urgent(21, "amber", "red"),
        "22",
    ),
    Row(
        "4.5",
        "age.employable",
        "2026-10-01",
        told.sent("under_age", worker=told.born("2010-10-01")),
        told.sent("under_age", worker=told.born("2010-10-02")),
        "15",
    ),
    Row(
        "4.5",
        "age.juvenile_until",
        "2026-10-01",
        told.sent("juvenile_hazard", worker=told.born("2008-10-01"), order=HAZARD),
        told.sent("juvenile_hazard", worker=told.born("2008-10-02"), order=HAZARD),
        "17",
    ),
    Row(
        "4.5",
        "retirement.man_age",
        "2026-10-01",
        told.retired("1967-01-01", "1", "man"),
        told.retired("1966-01-01", "1", "man"),
        "61",
    ),
    Row(
        "4.5",
        "retirement.woman_55_age",
        "2026-10-01",
        told.retired("1972-01-01", "2", "woman_55"),
        told.retired("1971-01-01", "2", "woman_55"),
        "56",
    ),
    Row(
        "4.5",
        "retirement.woman_50_age",
        "2026-10-01",
        told.over_age_paper("1985-03-02", "2"),
        told.retired("1975-06-01", "2", "woman_50"),
        "52",
    ),
    Row(
        "4.5",
        "insurance.age_max",
        "2026-10-01",
        told.sent("not_insurable", worker=told.born("1960-10-02")),
        told.sent("not_insurable", worker=told.born("1960-10-01")),
        "66",
    ),
    Row(
        "4.5",
        "age.aid_women",
        "2026-10-01",
        told.aided("1986-10-02", "2"),
        told.aided("1986-10-01", "2"),
        "41",
    ),
    Row(
        "4.5",
        "age.aid_men",
        "2026-10-01",
        told.aided("1976-10-02", "1"),
        told.aided("1976-10-01", "1"),
        "51",
    ),
    Row(
        "4.6",
        "hours.day_amber",
        "2026-10-31",
        told.worked(meter.LONG_DAY, (12, 11, "work")),
        told.worked(meter.LONG_DAY, (12, 11.1, "work")),
        "12",
    ),
    Row(
        "4.6",
        "hours.days_in_a_row",
        "2026-10-31",
        told.worked(meter.DAY_IN_A_ROW, *((day, 8, "work") for day in range(12, 18))),
        told.worked(meter.DAY_IN_A_ROW, *((day, 8, "work") for day in range(12, 19))),
        "7",
    ),
    Row(
        "4.6",
        "hours.overtime_month",
        "2026-10-31",
        told.worked(meter.OVERTIME_MONTH, *told.overtime_of(36)),
        told.worked(meter.OVERTIME_MONTH, *told.overtime_of(36.5)),
        "37",
    ),
    Row(
        "4.6",
        "hours.day_normal",
        "2026-10-31",
        told.worked(meter.OVERTIME_MONTH, *((day, 8, "work") for day in range(1, 32))),
        told.worked(meter.OVERTIME_MONTH, *((day, 9.5, "work") for day in range(1, 32))),
        "9",
    ),
    Row(
        "4.6",
        "overtime.percent_work",
        "2026-10-31",
        told.paid_less("work", 600, 180),
        told.paid_less("work", 600, 181),
        "200",
    ),
    Row(
        "4.6",
        "overtime.percent_rest",
        "2026-10-31",
        told.paid_less("rest", 480, 960),
        told.paid_less("rest", 480, 961),
        "250",
    ),
    Row(
        "4.6",
        "overtime.percent_statutory",
        "2026-10-31",
        told.paid_less("statutory", 480, 1440),
        told.paid_less("statutory", 480, 1441),
        "400",
    ),
    Row(
        "4.5",
        "overage.overtime",
        "2026-10-12",
        told.extra_hours("1985-03-02", "1"),
        told.extra_hours("1962-03-02", "1"),
        "ignore",
    ),
    Row(
        "4.2",
        "hours.part_amber",
        "2026-10-31",
        told.worked(meter.PART_AMBER, *told.week(19.9), part_time=True),
        told.worked(meter.PART_AMBER, *told.week(20), part_time=True),
        "21",
    ),
    Row(
        "4.2",
        "hours.part_red",
        "2026-10-31",
        told.worked(meter.PART_RED, *told.week(23.9), part_time=True),
        told.worked(meter.PART_RED, *told.week(24), part_time=True),
        "25",
    ),
    Row(
        "4.1",
        "probation.short_months",
        "2026-10-01",
        told.tried("2026-10-01", "2026-12-31", 30),
        told.tried("2026-10-01", "2026-12-30", 30),
        "2",
    ),
    Row(
        "4.1",
        "probation.short_days",
        "2026-10-01",
        told.tried("2026-10-01", "2027-08-31", 30),
        told.tried("2026-10-01", "2027-08-31", 31),
        "31",
    ),
    Row(
        "4.1",
        "probation.middle_months",
        "2026-10-01",
        told.tried("2026-10-01", "2027-09-30", 60),
        told.tried("2026-10-01", "2027-09-29", 60),
        "11",
    ),
    Row(
        "4.1",
        "probation.middle_days",
        "2026-10-01",
        told.tried("2026-10-01", "2029-08-31", 60),
        told.tried("2026-10-01", "2029-08-31", 61),
        "61",
    ),
    Row(
        "4.1",
        "probation.long_months",
        "2026-10-01",
        told.tried("2026-10-01", "2029-09-30", 180),
        told.tried("2026-10-01", "2029-09-29", 180),
        "35",
    ),
    Row(
        "4.1",
        "probation.long_days",
        "2026-10-01",
        told.tried("2026-10-01", "2030-09-30", 180),
        told.tried("2026-10-01", "2030-09-30", 181),
        "181",
    ),
    Row(
        "4.1",
        "probation.percent",
        "2026-10-01",
        told.agreed("probation_share", **LABOUR, probation_fen=400_000),
        told.agreed("probation_share", **LABOUR, probation_fen=399_999),
        "79",
    ),
    Row("4.1", "contract.renewals", "2026-10-01", told.renewed(1), told.renewed(2), "3"),
    Row(
        "4.2",
        "parttime.hours_day",
        "2026-10-01",
        told.agreed("part_time_day", **PART_TIME, minutes_per_day=240),
        told.agreed("part_time_day", **PART_TIME, minutes_per_day=270),
        "5",
    ),
    Row(
        "4.2",
        "hours.part_red",
        "2026-10-01",
        told.agreed("part_time_week", **PART_TIME, minutes_per_day=240, days_per_week=6),
        told.agreed("part_time_week", **PART_TIME, minutes_per_day=240, days_per_week=7),
        "28",
    ),
    Row(
        "4.2",
        "parttime.cycle_days",
        "2026-10-01",
        told.agreed("part_time_cycle", **PART_TIME, pay_cycle="half_month"),
        told.agreed("part_time_cycle", **PART_TIME, pay_cycle="month"),
        "31",
    ),
    Row(
        "4.4",
        "pay.cycle_labour",
        "2026-10-01",
        told.settled("month"),
        told.settled("season"),
        "92",
    ),
    Row(
        "4.7",
        "eligible.consent",
        "2026-10-01",
        told.blocked("no_consent", {}),
        told.blocked("no_consent", {"consented": False}),
        "warn",
    ),
    Row(
        "4.1",
        "eligible.contract",
        "2026-10-01",
        told.blocked("no_contract", {}),
        told.blocked("no_contract", {"contract_state": ""}),
        "warn",
    ),
)
# Rules that lie at nought until the province's figure is entered: with it they begin to speak.
ENTERED = (
    (
        "wage.minimum_month",
        "2100",
        told.agreed("below_minimum", **MONTHLY, pay_fen=210_000),
        told.agreed("below_minimum", **MONTHLY, pay_fen=209_999),
    ),
    (
        "wage.minimum_hour",
        "2000",
        told.agreed("below_minimum", **PART_TIME, pay_kind="hour", pay_fen=2_000),
        told.agreed("below_minimum", **PART_TIME, pay_kind="hour", pay_fen=1_999),
    ),
    (
        "wage.minimum_month",
        "2100",
        told.agreed("probation_minimum", **MONTHLY, **TRIED, probation_fen=210_000),
        told.agreed("probation_minimum", **MONTHLY, **TRIED, probation_fen=209_999),
    ),
)
by_row = pytest.mark.parametrize("row", ROWS, ids=[f"{row.section}-{row.rule}" for row in ROWS])


def moved(row: Row) -> RuleBook:
    """Return the rules with the other value in force from the day of the case on."""
    return rules.book([*rules.DEFAULTS, rules.Rule(row.rule, row.moved, row.on, row.region)])


@by_row
def test_what_the_law_lets_pass_passes(row: Row) -> None:
    assert not row.passing(BOOK, row.on)


@by_row
def test_what_the_law_refuses_is_refused_or_told(row: Row) -> None:
    assert row.refused(BOOK, row.on)


@by_row
def test_another_value_in_the_dated_table_turns_the_outcome_round(row: Row) -> None:
    book = moved(row)
    assert not row.refused(book, row.on) or row.passing(book, row.on)


@by_row
def test_the_value_before_its_day_decides_no_earlier_case(row: Row) -> None:
    before = row.on - datetime.timedelta(days=1)
    found = (row.passing(moved(row), before), row.refused(moved(row), before))
    assert found == (row.passing(BOOK, before), row.refused(BOOK, before))


@by_row
def test_every_row_names_where_its_value_comes_from(row: Row) -> None:
    assert any(one.rule_id == row.rule and one.source for one in rules.DEFAULTS)


@pytest.mark.parametrize(("rule", "value", "passing", "refused"), ENTERED)
def test_a_minimum_wage_counts_from_the_day_it_was_entered_for(
    rule: str, value: str, passing: Told, refused: Told
) -> None:
    day = datetime.date(2026, 10, 1)
    book = rules.book([*rules.DEFAULTS, rules.Rule(rule, value, day)])
    assert not passing(book, day)
    assert refused(book, day)
    assert not refused(BOOK, day)
    assert not refused(book, day - datetime.timedelta(days=1))
