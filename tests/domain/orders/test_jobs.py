from __future__ import annotations

import itertools

import pytest

from gigdesk import errors
from gigdesk.domain.orders import jobs

RIGHT: dict[str, object] = {
    "trade": "采棉",
    "people": 10,
    "place": "阿克苏",
    "from_day": "2026-10-01",
    "to_day": "2026-11-30",
    "pay_kind": "day",
    "pay_fen": 16000,
}


def codes(**changes: object) -> set[str]:
    return {one.code.rsplit(".", 1)[-1] for one in jobs.check({**RIGHT, **changes})}


def test_a_whole_order_passes() -> None:
    assert codes() == set()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"people": 0}, "people_missing"),
        ({"men": 6, "women": 5}, "quota_over_people"),
        ({"age_min": 50, "age_max": 40}, "ages_reversed"),
        ({"age_max": 40}, "age_without_reason"),
        ({"trade": ""}, "trade_missing"),
        ({"to_day": "2026-09-30"}, "days_reversed"),
        ({"pay_kind": "vouchers"}, "pay_kind_unknown"),
        ({"pay_fen": None}, "pay_missing"),
        ({"pay_fen": 0}, "pay_missing"),
        ({"certificate_rule": "maybe"}, "certificate_rule_unknown"),
    ],
)
def test_what_cannot_stand_is_told(changes: dict[str, object], code: str) -> None:
    assert code in codes(**changes)


def test_how_young_an_order_may_ask_is_told_by_the_rule() -> None:
    assert jobs.asks_for_children({"age_min": 16}, 16) == ()
    assert jobs.asks_for_children({"age_min": None}, 18) == ()
    (found,) = jobs.asks_for_children({"age_min": 16}, 18)
    assert found.params == {"field": "age_min", "age": 16, "least": 18}


def test_pay_is_read_in_whole_fen() -> None:
    assert jobs.read_pay("day:160") == ("day", 16000)
    assert jobs.read_pay("piece:1.8") == ("piece", 180)
    for text in ("160", "day:", "week:5", "day:-1", "day:0", "day:1.234"):
        with pytest.raises(errors.Invalid):
            jobs.read_pay(text)


def test_an_order_walks_through_its_states() -> None:
    road = ["draft", "review", "recruiting", "full", "on_site", "finished", "settled", "archived"]
    assert list(jobs.STATES.names()) == road
    for before, after in itertools.pairwise(road):
        assert jobs.STATES.may(before, after)
    assert not jobs.STATES.may("draft", "on_site")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"to_day": "9999-12-31"}, "day_too_far", "to_day"),
        ({"from_day": "2100-01-01", "to_day": "2100-01-01"}, "day_too_far", "from_day"),
        ({"from_day": "1999-12-31"}, "day_too_early", "from_day"),
    ],
)
def test_a_day_that_no_season_has_is_a_slip(
    changes: dict[str, object], code: str, field: str
) -> None:
    told = [(one.code.rsplit(".", 1)[-1], one.params.get("field")) for one in
            jobs.check({**RIGHT, **changes})]  # fmt: skip
    assert (code, field) in told
    assert codes(from_day="2000-01-01", to_day="2099-12-31") == set()


@pytest.mark.parametrize(
    ("changed", "contracts", "count"),
    [
        ({"pay_fen": 15000}, 3, 3),
        ({"pay_kind": "hour"}, 1, 1),
        ({"minutes_per_day": 600}, 2, 2),
        ({"pay_fen": 15000}, 0, None),  # nobody has agreed to anything yet
        ({"place": "喀什"}, 3, None),
    ],
)
def test_other_pay_or_hours_than_contracts_say_have_to_be_confirmed(
    changed: dict[str, object], contracts: int, count: int | None
) -> None:
    found = jobs.doubts(RIGHT, {**RIGHT, **changed}, contracts=contracts)
    assert [(one.code, one.params["count"]) for one in found] == (
        [(jobs.AGREED, count)] if count else []
    )
