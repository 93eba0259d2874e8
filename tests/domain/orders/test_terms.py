from __future__ import annotations

import pytest

from gigdesk.domain.orders import terms
from gigdesk.domain.workers import findings


def said(**fields: object) -> set[tuple[str, str]]:
    return {(one.code.rsplit(".", 1)[-1], one.level) for one in terms.check(fields)}


def test_nothing_stated_is_nothing_wrong_but_much_is_missing() -> None:
    assert terms.check({}) == ()
    assert "hazards" in terms.missing({})
    assert "hours_kind" not in terms.missing({})


def test_pay_on_the_day_itself_is_a_statement() -> None:
    assert terms.is_stated({"pay_within_days": 0}, "pay_within_days")
    assert not terms.is_stated({"rest": ""}, "rest")


@pytest.mark.parametrize(
    ("fields", "code", "level"),
    [
        ({"pay_method": "goods"}, "no_such_choice", findings.ERROR),
        ({"insurance_kinds": "accident,luck"}, "no_such_choice", findings.ERROR),
        ({"minutes_per_day": 1500}, "out_of_range", findings.ERROR),
        ({"days_per_week": 8}, "out_of_range", findings.ERROR),
        ({"hazardous": 1, "hazards": "none"}, "hazards_denied", findings.ERROR),
        ({"hours_kind": "standard", "minutes_per_day": 540}, "over_standard", findings.ERROR),
        (
            {"hours_kind": "standard", "minutes_per_day": 480, "days_per_week": 6},
            "over_standard",
            findings.ERROR,
        ),
        ({"minutes_per_day": 540}, "long_day", findings.WARNING),
        ({"days_per_week": 7}, "no_rest_day", findings.WARNING),
        ({"days_per_week": 7, "employment_form": "labour"}, "no_rest_day", findings.ERROR),
        ({"hours_kind": "flexible"}, "approval_missing", findings.WARNING),
        ({"probation_days": 10, "employment_form": "service"}, "probation_elsewhere", "E"),
    ],
)
def test_terms_that_cannot_stand_are_named(
    fields: dict[str, object], code: str, level: str
) -> None:
    assert (code, level) in said(**fields)


@pytest.mark.parametrize(
    ("first", "last", "most"),
    [
        ("2026-01-01", "2026-03-30", 0),
        ("2026-01-01", "2026-03-31", 30),
        ("2026-01-01", "2026-12-30", 30),
        ("2026-01-01", "2026-12-31", 60),
        ("2026-01-01", "2028-12-31", 180),
        (None, None, 0),
    ],
)
def test_probation_is_as_long_as_article_19_lets_it(
    first: str | None, last: str | None, most: int
) -> None:
    assert terms.longest_probation(first, last) == most
