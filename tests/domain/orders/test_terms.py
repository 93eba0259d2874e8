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
    ("stated", "also"),
    [
        ({"employment_form": "labour"}, "hours_kind"),  # 劳动合同法 art. 17 with 劳动法 art. 36
        ({"meals": "charged"}, "meals_day_fen"),
        ({"lodging": "charged"}, "lodging_month_fen"),
    ],
)
def test_what_an_order_states_may_ask_for_more(stated: dict[str, object], also: str) -> None:
    assert also in terms.missing(stated)
    assert also not in terms.missing({**stated, also: 1})
    assert also not in terms.missing({})


def test_probation_is_stated_with_its_pay() -> None:
    fields: dict[str, object] = {"employment_form": "labour", "probation_days": 30}
    assert ("probation_pay", findings.WARNING) in said(**fields)
    assert "probation_pay" not in {one for one, _ in said(**fields, probation_fen=13000)}


def test_so_many_days_end_on_the_last_of_them() -> None:
    assert terms.last_of("2026-10-05", 30) == "2026-11-03"
    assert terms.last_of("2026-10-05", 1) == terms.last_of("2026-10-05", 0) == "2026-10-05"


@pytest.mark.parametrize(
    ("stated", "beyond"),
    [
        ({}, False),  # nobody stated hours
        ({"days_per_week": 6}, False),
        ({"minutes_per_day": 480}, False),
        ({"minutes_per_day": 480, "days_per_week": 5}, False),
        ({"minutes_per_day": 400, "days_per_week": 6}, False),  # forty hours on six days
        ({"minutes_per_day": 481}, True),
        ({"minutes_per_day": 480, "days_per_week": 6}, True),
    ],
)
def test_eight_hours_a_day_and_forty_a_week_are_the_standard(
    stated: dict[str, object], *, beyond: bool
) -> None:
    assert terms.over_standard(stated) is beyond
    assert ("over_standard" in {one for one, _ in said(hours_kind="standard", **stated)}) is beyond


def test_pieces_are_counted_in_a_unit_and_days_have_their_own() -> None:
    assert [terms.read_unit(words) for words in (" 公斤", "KG", "亩", "筐")] == [
        "kg",
        "kg",
        "mu",
        "筐",
    ]

    def told(**fields: str) -> list[str]:
        return [one.code.rsplit(".", 1)[-1] for one in terms.check(fields)]

    assert told(pay_kind="piece") == ["unit_missing"]
    assert told(pay_kind="piece", pay_unit="kg") == []
    assert told(pay_kind="day", pay_unit="kg") == ["unit_elsewhere"]
    assert told(pay_kind="day", pay_unit="天") == []
    assert told(pay_kind="package", pay_unit="mu") == []
