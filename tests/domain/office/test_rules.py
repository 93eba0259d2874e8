"""Which new values of a rule let pass what was stopped before."""

from __future__ import annotations

import pytest

from gigdesk.domain.office import rules


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
