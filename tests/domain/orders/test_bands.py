from __future__ import annotations

import datetime
from typing import Any

from gigdesk.domain.orders import bands, jobs
from gigdesk.domain.orders.bands import Band

DAY = datetime.date(2026, 10, 1)


def band(number: int, **more: Any) -> Band:
    return Band(number, **{"pay_kind": "day", "valid_from": datetime.date(2026, 1, 1), **more})


def test_the_band_of_trade_and_nearest_place_counts() -> None:
    every = band(1, low_fen=1)
    trade = band(2, trade="采棉", low_fen=2)
    near = band(3, trade="采棉", region="4306", low_fen=3)
    later = band(4, trade="采棉", region="4306", valid_from=DAY, low_fen=4)
    coming = band(5, trade="采棉", region="4306", valid_from=datetime.date(2026, 10, 2))
    other = band(6, trade="采棉", region="65", low_fen=6)
    kilo = band(7, trade="采棉", pay_kind="piece", pay_unit="kg", low_fen=7)
    known = [every, trade, near, later, coming, other, kilo]
    order = {"trade": "采棉", "pay_kind": "day"}
    assert bands.fitting(known, order, "430602101", DAY) == later
    assert bands.fitting(known, order, "11", DAY) == trade
    assert bands.fitting(known, {**order, "trade": "焊工"}, "43", DAY) == every
    piece = {"trade": "采棉", "pay_kind": "piece", "pay_unit": "kg"}
    assert bands.fitting(known, piece, "43", DAY) == kilo
    assert bands.fitting(known, {**piece, "pay_unit": "mu"}, "43", DAY) is None


def test_a_band_may_be_open_on_either_side() -> None:
    assert band(1, low_fen=100).holds(10**9)
    assert not band(1, low_fen=100).holds(99)
    assert band(1, high_fen=100).holds(100)
    assert not band(1, high_fen=100).holds(101)


def test_a_band_needs_its_kind_an_end_and_a_day() -> None:
    whole = {"pay_kind": "day", "low_fen": 1, "high_fen": 2, "valid_from": "2026-01-01"}
    assert bands.check(whole, jobs.PAY_KINDS) == ()
    for change, field in (
        ({"pay_kind": "odd"}, "pay_kind"),
        ({"low_fen": None, "high_fen": None}, "low_fen"),
        ({"low_fen": 3}, "high_fen"),
        ({"low_fen": 0}, "high_fen"),
        ({"valid_from": ""}, "valid_from"),
        ({"region": "湖南"}, "region"),
    ):
        (found,) = bands.check({**whole, **change}, jobs.PAY_KINDS)
        assert found.params["field"] == field
    assert bands.check({**whole, "region": "43"}, jobs.PAY_KINDS) == ()
