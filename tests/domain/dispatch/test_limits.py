"""What several contracts with one employer may not be together, each rule with both its cases."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.dispatch import limits
from gigdesk.domain.office import rules
from gigdesk.domain.orders import limits as stated
from gigdesk.domain.workers import findings

DAY = datetime.date(2026, 10, 1)
BOOK = rules.book(rules.DEFAULTS)
LAW = stated.limits(BOOK, DAY)
RENEWALS = BOOK.number("contract.renewals", DAY)
YEAR = ("2026-10-01", "2027-09-30")


def labour(**order: object) -> limits.Asked:
    return limits.Asked("labour", order, *YEAR)


def hourly(minutes: int | None, days: int | None = 6) -> limits.Asked:
    order = {"minutes_per_day": minutes, "days_per_week": days, "employment_form": "part_time"}
    return limits.Asked("parttime", order, *YEAR)


def past(kind: str = "labour", state: str = "signed", **fields: object) -> limits.Earlier:
    days = {"from_day": "2025-10-01", "to_day": "2026-09-30"}
    return limits.Earlier("N-1", kind, state, **{**days, **fields})  # type: ignore[arg-type]


def said(asked: limits.Asked, *earlier: limits.Earlier) -> set[tuple[str, str]]:
    found = limits.judge(asked, earlier, LAW, renewals=RENEWALS)
    return {(one.code.rsplit(".", 1)[-1], one.level) for one in found}


PROBATION = {"probation_days": 30, "probation_fen": 18000, "pay_fen": 20000}


@pytest.mark.parametrize(
    ("state", "refused"),
    [("signed", True), ("ended", True), ("final", True), ("draft", False), ("void", False)],
)
def test_probation_is_agreed_once_with_an_employer(state: str, *, refused: bool) -> None:
    """Rule: 劳动合同法 art. 19, second paragraph."""
    told = ("probation_again", findings.ERROR)
    assert (told in said(labour(**PROBATION), past(state=state, has_probation=True))) is refused
    assert told not in said(labour(probation_days=0), past(has_probation=True))
    assert told not in said(labour(**PROBATION), past())


@pytest.mark.parametrize(
    ("beside", "minutes", "told"),
    [
        (600, 210, {("week_hours_near", findings.WARNING)}),  # ten and fourteen hours: the limit
        (601, 210, {("week_hours", findings.ERROR)}),
        (0, 300, {("week_hours_near", findings.WARNING), ("part_time_day", findings.ERROR)}),
        (0, 240, set()),
        (0, None, set()),
    ],
)
def test_hours_of_a_week_are_counted_over_all_part_time_contracts_with_one_employer(
    beside: int, minutes: int | None, told: set[tuple[str, str]]
) -> None:
    """Rules hours.part_red and hours.part_amber: 劳动合同法 art. 68."""
    other = past("parttime", from_day="2026-11-01", to_day="", week_minutes=beside)
    assert said(hourly(minutes, 4), *([other] if beside else ())) == told


@pytest.mark.parametrize(
    ("changed", "counts"),
    [
        ({}, True),
        ({"to_day": "2026-09-30"}, False),  # over before this one begins
        ({"from_day": "2027-10-01"}, False),
        ({"state": "ended"}, False),
        ({"kind": "service"}, False),
    ],
)
def test_only_contracts_for_the_same_days_add_their_hours(
    changed: dict[str, str], *, counts: bool
) -> None:
    fields = {"kind": "parttime", "from_day": "2026-10-01", "to_day": "2026-12-31", **changed}
    beside = past(week_minutes=1000, **fields)
    assert (("week_hours", findings.ERROR) in said(hourly(240, 5), beside)) is counts


def test_one_part_time_contract_beyond_the_week_is_said_once() -> None:
    assert said(hourly(240, 7)) == {("part_time_week", findings.ERROR)}


@pytest.mark.parametrize(
    ("earlier", "told"),
    [
        ((past(), past()), True),
        ((past(), past(state="ended")), True),
        ((past(),), False),
        ((past(), past(state="final")), False),
        ((past(), past(to_day="")), False),
        ((past(), past("service")), False),
    ],
)
def test_the_fixed_term_after_two_is_told(
    earlier: tuple[limits.Earlier, ...], *, told: bool
) -> None:
    """Rule contract.renewals: 劳动合同法 art. 14."""
    assert (("third_term", findings.WARNING) in said(labour(), *earlier)) is told
    assert not said(limits.Asked("service", {}, *YEAR), *earlier)


def test_another_number_of_renewals_in_the_dated_table_changes_what_is_told() -> None:
    one = limits.judge(labour(), [past()], LAW, renewals=1)
    assert [each.code for each in one] == ["dispatch.finding.third_term"]


def test_a_contract_is_judged_for_its_own_days_and_kind() -> None:
    """An order for a year has two months of probation; a batch of two months has none."""
    order = {"employment_form": "service", "from_day": "2026-10-01", "to_day": "2027-09-30"}
    asked = limits.Asked("labour", {**order, "probation_days": 30}, "2026-10-01", "2026-11-30")
    assert ("probation_none", findings.ERROR) in said(asked)
    assert said(labour(**{**order, "probation_days": 60})) == set()
