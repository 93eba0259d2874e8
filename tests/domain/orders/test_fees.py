from __future__ import annotations

from typing import Any

import pytest

from gigdesk import errors
from gigdesk.domain.orders import fees, terms

WORKED = fees.Worked(heads=28, quarters=802, wages_fen=3_208_000, stays=(10, 30, 89, 90, 200))


@pytest.mark.parametrize(
    ("fields", "fen", "count"),
    [
        ({"fee_model": "free"}, 0, 0),
        ({"fee_model": "fixed", "fee_fen": 300_000}, 300_000, 1),
        ({"fee_model": "per_head", "fee_fen": 10_000}, 280_000, 28),
        ({"fee_model": "per_day", "fee_fen": 501}, 100_451, 802),
        ({"fee_model": "percent", "fee_permyriad": 250}, 80_200, 3_208_000),
        ({"fee_model": "retention", "fee_tiers": "30:100 90:200"}, 60_000, 4),
    ],
)
def test_the_fee_is_reckoned_by_its_model(fields: dict[str, Any], fen: int, count: int) -> None:
    found = fees.expected(fields, WORKED)
    assert found is not None
    assert (found.fen, found.count) == (fen, count)
    assert fees.check(fields) == ()


def test_without_model_figure_or_wages_no_fee_is_told() -> None:
    assert fees.expected({}, WORKED) is None
    assert fees.expected({"fee_model": "per_head"}, WORKED) is None
    by_wage = {"fee_model": "percent", "fee_permyriad": 250}
    assert fees.expected(by_wage, fees.Worked(heads=1)) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("30:100 90:200", "30:100 90:200"),
        ("90天：200元，30天：100.5元", "30:100.50 90:200"),
        ("30=100;90=200", "30:100 90:200"),
    ],
)
def test_tiers_are_read_as_people_write_them(typed: str, kept: str) -> None:
    assert fees.kept_tiers(typed) == kept
    assert fees.kept_tiers(kept) == kept


@pytest.mark.parametrize("typed", ["", "30", "0:100", "30:100 30:200", "9999:1", "三十天一百"])
def test_what_is_no_tier_is_refused(typed: str) -> None:
    with pytest.raises(errors.Invalid, match="fee_tiers"):
        fees.read_tiers(typed)


def test_a_fee_has_a_known_model_and_its_figure_and_never_a_payer() -> None:
    def told(**fields: Any) -> list[str]:
        return [f"{one.level} {one.code.rsplit('.', 1)[-1]}" for one in fees.check(fields)]

    assert told() == []
    assert told(fee_model="worker") == ["E no_such_choice"]
    assert told(fee_model="fixed") == ["W fee_figure"]
    assert told(fee_model="fixed", fee_fen=-1) == ["E out_of_range"]
    assert told(fee_model="percent", fee_permyriad=10_001) == ["E out_of_range"]
    assert told(fee_model="percent", fee_permyriad=10_000) == []
    assert set(fees.FIELDS) <= set(terms.FIELDS)
    assert not any("payer" in name or "worker" in name for name in fees.FIELDS)
