"""The promise sheet says what the order says, leaves gaps, and knows when terms were changed."""

from __future__ import annotations

from typing import Any

import pytest

from gigdesk.domain.dispatch import promises
from tests.workforce import LABOUR, TERMS

EMPLOYER = {"name": "青禾合作社"}
ORDER: dict[str, Any] = {
    **TERMS,
    "trade": "采棉",
    "content": "手采棉花",
    "place": "新疆阿克苏",
    "pay_kind": "day",
    "pay_fen": 16000,
}
BATCH: dict[str, Any] = {"first_day": "2026-10-01", "last_day": "2026-11-30"}


def said(order: dict[str, Any], batch: dict[str, Any] | None = None) -> dict[str, str]:
    return promises.items(employer=EMPLOYER, order=order, batch=batch or BATCH)


def test_the_sheet_says_what_the_order_says_without_the_words_of_lawyers() -> None:
    found = said({**ORDER, "promise": "每周发一次洗衣粉"})
    assert list(found) == list(promises.ITEMS)
    assert found["work"] == "采棉，手采棉花"
    assert found["days"] == "2026-10-01 至 2026-11-30"
    assert found["pay"] == "160.00元/天，打到本人银行卡"
    assert found["pay_cycle"] == "月结，结算周期结束后15日内"
    assert found["transport"] == "往返交通费由用工单位承担"
    assert found["other"] == "每周发一次洗衣粉"
    assert found["deductions"] == "没有扣款"
    assert not any("甲方" in words or "乙方" in words for words in found.values())
    half = said({**ORDER, "transport_payer": "half"})
    assert half["transport"] == "往返交通费由用工单位和本人各承担一半"


def test_what_nobody_stated_is_a_gap_and_nothing_is_invented() -> None:
    found = said({"trade": "采棉", "pay_kind": "day"}, {"depart_on": "2026-10-01"})
    assert found["work"] == "采棉"
    gaps = {name for name, words in found.items() if not words}
    assert gaps == set(promises.ITEMS) - {"work", "other"}
    assert "other" not in found


@pytest.mark.parametrize(
    ("order", "batch", "words"),
    [
        (
            {"meals": "charged", "meals_day_fen": 1500, "lodging": "charged"},
            {},
            "伙食费每日15.00元",
        ),
        (
            {"lodging": "charged", "lodging_month_fen": 9000, "transport_payer": "worker"},
            {"advance_fen": 30000},
            "住宿费每月90.00元；往返交通费由本人承担；垫付的路费每人300.00元从工资中扣还",
        ),
        ({"insurance_payer": "half"}, {"advance_fen": 30000}, "保险费由本人承担一半"),
        (
            {**LABOUR, "insurance_payer": "half"},
            {},
            "社会保险个人应缴的部分依法代扣",
        ),
        ({"meals": None}, {}, ""),
    ],
)
def test_what_is_deducted_or_paid_oneself_is_named(
    order: dict[str, Any], batch: dict[str, Any], words: str
) -> None:
    assert promises.deductions({**ORDER, **order}, {**BATCH, **batch}) == words


def test_a_sheet_has_to_be_signed_anew_once_its_terms_were_changed() -> None:
    now = promises.digest(said(ORDER))
    other = promises.digest(said({**ORDER, "pay_fen": 15000}))
    assert now == promises.digest(said(dict(ORDER)))
    assert promises.state(None, None, now) == promises.NONE
    assert promises.state("2026-09-01", now, now) == promises.SIGNED
    assert promises.state("2026-09-01", now, other) == promises.CHANGED
