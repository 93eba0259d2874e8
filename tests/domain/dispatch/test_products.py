"""Insurance products: what is typed wrong, from which day a list counts, what it costs whom."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.dispatch import products
from gigdesk.domain.dispatch.products import Premium, Product

DAY = datetime.date(2026, 9, 30)
SOUND: dict[str, Any] = {
    "name": "团体意外险",
    "insurer": "人民人寿",
    "age_min": 16,
    "age_max": 65,
    "classes": "1-4",
    "cutoff_time": "17:00",
    "premium_fen": 300,
    "premium_per": "day",
    "employer_fen": 200,
    "station_fen": 100,
}


def codes(**changes: object) -> list[str]:
    found = products.check({**SOUND, **changes})
    return [one.code.rsplit(".", 1)[-1] for one in found]


def product(**changes: Any) -> Product:
    return Product(b"p", "团体意外险", 16, 65, (1, 2, 3, 4), **changes)


def test_a_sound_product_is_taken_as_it_is() -> None:
    assert codes() == []
    assert codes(premium_fen=None, employer_fen=None, station_fen=None) == []
    assert codes(cutoff_time="24:00", premium_per="") == []


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "product_missing"),
        ({"insurer": None}, "product_missing"),
        ({"age_max": 15}, "product_ages"),
        ({"age_min": 0}, "product_ages"),
        ({"age_max": 121}, "product_ages"),
        ({"classes": "7"}, "product_classes"),
        ({"min_share_percent": 101}, "product_share"),
        ({"cutoff_time": "25:00"}, "time_unread"),
        ({"premium_per": "week"}, "product_per"),
        ({"worker_fen": 1}, "product_shares"),
        ({"premium_fen": 301}, "product_shares"),
    ],
)
def test_what_cannot_be_is_told_with_its_field(changes: dict[str, Any], told: str) -> None:
    assert codes(**changes) == [told]
    assert products.check({**SOUND, **changes})[0].params["field"] in products.FIELDS


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("1-4", (1, 2, 3, 4)),
        ("1,2、4", (1, 2, 4)),
        (" 3 ", (3,)),
        ("5－6", (5, 6)),
        ("0,7,x", ()),
        ("", ()),
        (None, ()),
        ("4-2", ()),
    ],
)
def test_occupation_classes_are_read_as_people_write_them(
    text: object, classes: tuple[int, ...]
) -> None:
    assert products.read_classes(text) == classes
    assert products.read_classes(products.kept_classes(classes)) == classes


@pytest.mark.parametrize(
    ("wait", "cutoff", "at", "days"),
    [
        (1, "17:00", "16:59", 1),  # the next day at 00:00
        (1, "17:00", "17:00", 1),
        (1, "17:00", "17:01", 2),  # after the cut-off a day later
        (1, "", "23:59", 1),  # no cut-off: the whole day counts
        (0, "09:00", "08:00", 0),
        (0, "09:00", "10:00", 1),
        (2, "12:00", "12:30", 3),
    ],
)
def test_a_list_counts_from_the_day_that_the_cut_off_says(
    wait: int, cutoff: str, at: str, days: int
) -> None:
    made = product(wait_days=wait, cutoff_time=cutoff)
    expected = DAY + datetime.timedelta(days=days)
    assert products.effective_day(made, DAY, at) == expected
    latest = products.latest_day(made, expected)
    assert products.effective_day(made, latest, "00:00") == expected


def test_a_premium_is_for_days_or_for_terms_begun() -> None:
    daily = product(premium_fen=300, employer_fen=200, station_fen=60, worker_fen=40)
    assert products.premium(daily, 61) == Premium(18300, 12200, 3660, 2440)
    assert products.premium(daily, 0) == Premium()
    term = product(premium_fen=900, station_fen=900, premium_per="term", valid_days=30)
    assert products.premium(term, 30) == Premium(900, 0, 900, 0)
    assert products.premium(term, 31) == Premium(1800, 0, 1800, 0)
    once = product(premium_fen=900, station_fen=900, premium_per="term")
    assert products.premium(once, 400) == Premium(900, 0, 900, 0)


@given(
    parts=st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    days=st.lists(st.integers(0, 400), max_size=5),
    per=st.sampled_from(products.PER),
    valid=st.integers(0, 60),
)
def test_who_pays_adds_up_to_the_premium(
    parts: list[int], days: list[int], per: str, valid: int
) -> None:
    made = product(
        premium_fen=sum(parts),
        employer_fen=parts[0],
        station_fen=parts[1],
        worker_fen=parts[2],
        premium_per=per,
        valid_days=valid,
    )
    whole = products.together([products.premium(made, one) for one in days])
    assert whole.whole_fen == whole.employer_fen + whole.station_fen + whole.worker_fen
