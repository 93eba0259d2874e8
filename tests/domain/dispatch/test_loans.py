"""Workers lent by one employer to another: the days, what is refused, and a person's calendar."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.dispatch import batches, loans

GOOD = {"lender_id": b"a", "borrower_id": b"b", "from_day": "2026-10-01", "to_day": "2026-10-09"}
FIRST = datetime.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, None),
        ({"to_day": "2026-10-01"}, None),
        ({"to_day": "2026-09-30"}, "to_day"),
        ({"from_day": None}, "from_day"),
        ({"to_day": "2126-09-30"}, "to_day"),
        ({"borrower_id": b"a"}, "borrower_id"),
    ],
)
def test_a_loan_has_two_employers_and_its_days_in_order(
    changes: dict[str, object], field: str | None
) -> None:
    found = loans.check({**GOOD, **changes})
    assert [one.params["field"] for one in found] == ([field] if field else [])


@given(st.lists(st.tuples(st.integers(-5, 35), st.integers(0, 9)), max_size=6))
def test_every_day_of_a_month_names_all_that_takes_somebody(some: list[tuple[int, int]]) -> None:
    stays = [
        batches.Stay(
            bytes([at]),
            at,
            FIRST + datetime.timedelta(days=start),
            FIRST + datetime.timedelta(days=start + length),
            loan=bool(at % 2),
        )
        for at, (start, length) in enumerate(some)
    ]
    last = FIRST + datetime.timedelta(days=30)
    found = loans.days_of(stays, FIRST, last)
    assert list(found) == [FIRST + datetime.timedelta(days=at) for at in range(31)]
    twice = any(len(each) > 1 for each in found.values())
    inside = [one for one in stays if one.start <= last and one.end >= FIRST]
    clash = any(
        max(one.start, other.start, FIRST) <= min(one.end, other.end, last)
        for one in inside
        for other in inside
        if one is not other
    )
    assert twice == clash
    assert {one.batch_number for each in found.values() for one in each} == {
        one.batch_number for one in inside
    }


def test_a_loan_takes_somebody_as_a_batch_does() -> None:
    lent = loans.stay(b"l", 3, "2026-10-01", "2026-10-09")
    mine = batches.Stay(b"b", 1, datetime.date(2026, 10, 9), datetime.date(2026, 11, 1))
    assert lent.loan
    assert batches.clashes(mine, [lent]) == (lent,)
