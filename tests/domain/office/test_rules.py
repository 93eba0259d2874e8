"""Which rule is in force, which values it may have, and which let pass what was stopped before."""

from __future__ import annotations

import datetime

import pytest

from gigdesk import errors
from gigdesk.domain.office import rules

DAY = datetime.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("rule_id", "before", "after", "laxer"),
    [
        ("age.employable", "16", "15", True),
        ("age.employable", "16", "18", False),
        ("age.juvenile_until", "18", "17", True),
        ("contract.grace_days", "30", "60", True),
        ("contract.grace_days", "30", "15", False),
        ("eligible.contract", "block", "warn", True),
        ("eligible.contract", "warn", "ignore", True),
        ("eligible.contract", "ignore", "block", False),
        ("insurance.age_max", "65", "60", False),
        ("retirement.starts", "2025-01", "2026-01", False),
    ],
)
def test_a_number_that_protects_is_laxer_the_way_it_protects_less(
    rule_id: str, before: str, after: str, *, laxer: bool
) -> None:
    assert rules.is_laxer(rule_id, before, after) is laxer


def test_a_value_that_is_no_plain_number_is_never_called_laxer() -> None:
    assert not rules.is_laxer("age.employable", "16", "block")


def rule(value: str, since: str, region: str = "") -> rules.Rule:
    return rules.Rule("contract.grace_days", value, datetime.date.fromisoformat(since), region)


def test_the_narrowest_region_counts_then_the_latest_day_then_the_later_entry() -> None:
    book = rules.book(
        [
            rule("30", "2008-01-01"),
            rule("20", "2026-01-01"),
            rule("15", "2020-01-01", "4306"),
            rule("14", "2020-01-01", "4306"),  # corrects the one before
            rule("10", "2026-10-02", "430602"),
        ]
    )
    assert book.number("contract.grace_days", DAY) == 20
    assert book.number("contract.grace_days", datetime.date(2025, 12, 31)) == 30
    assert book.number("contract.grace_days", DAY, "430602") == 14
    assert book.number("contract.grace_days", DAY + datetime.timedelta(days=1), "430602") == 10
    assert book.number("contract.grace_days", DAY, "4312") == 20


def test_no_figure_is_made_up_where_no_rule_is_in_force() -> None:
    book = rules.book([rule("30", "2008-01-01")])
    for name, day in (("contract.grace_days", "2007-12-31"), ("contract.amber_days", "2026-10-01")):
        with pytest.raises(errors.NotFound) as refused:
            book.text(name, datetime.date.fromisoformat(day))
        assert refused.value.params == {"rule": name, "day": day}


def test_a_month_in_force_is_its_first_day() -> None:
    book = rules.book(rules.DEFAULTS)
    assert book.month("retirement.starts", DAY) == datetime.date(2025, 1, 1)


@pytest.mark.parametrize(
    ("rule_id", "value", "kept"),
    [
        ("contract.grace_days", " 030 ", "30"),
        ("contract.grace_days", "9999", "9999"),
        ("age.employable", "16", "16"),
        ("age.juvenile_until", "120", "120"),
        ("retirement.starts", "2025-07", "2025-07"),
        ("eligible.phone", "ignore", "ignore"),
        ("of.a_newer_program", " as it stands ", "as it stands"),
    ],
)
def test_a_value_is_kept_as_its_rule_asks_for_it(rule_id: str, value: str, kept: str) -> None:
    assert rules.accepted(rule_id, value) == kept


@pytest.mark.parametrize(
    ("rule_id", "value", "code"),
    [
        ("contract.grace_days", "10000", "rule_number"),
        ("contract.grace_days", "-1", "rule_number"),
        ("age.juvenile_until", "121", "rule_number"),
        ("retirement.man_step", "0", "rule_step"),  # one month more for every nought months
        ("age.employable", "15", "rule_least"),  # 劳动法 art. 15
        ("retirement.starts", "2025-13", "rule_month"),
        ("eligible.phone", "perhaps", "rule_mode"),
    ],
)
def test_a_value_that_a_rule_cannot_have_is_refused_by_name(
    rule_id: str, value: str, code: str
) -> None:
    with pytest.raises(errors.Invalid) as refused:
        rules.accepted(rule_id, value)
    assert refused.value.code == f"office.error.{code}"
