from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.orders import jobs, season
from gigdesk.domain.orders.season import Cell, Span


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def span(order: bytes, first: str, last: str, people: int) -> Span:
    return Span(order, day(first), day(last), people)


def test_months_and_weeks_begin_with_the_one_a_day_lies_in() -> None:
    months = season.periods(day("2026-11-24"), 3, season.MONTH)
    assert [str(one.start) for one in months] == ["2026-11-01", "2026-12-01", "2027-01-01"]
    assert str(months[1].end) == "2026-12-31"
    weeks = season.periods(day("2026-11-24"), 2, season.WEEK)
    assert [(str(one.start), str(one.end)) for one in weeks] == [
        ("2026-11-23", "2026-11-29"),
        ("2026-11-30", "2026-12-06"),
    ]


def test_a_period_counts_the_most_people_of_any_one_of_its_days() -> None:
    needed = [
        span(b"a", "2026-09-01", "2026-09-10", 30),
        span(b"b", "2026-09-11", "2026-10-05", 20),
    ]
    placed = [span(b"a", "2026-09-01", "2026-09-09", 28), span(b"a", "2026-09-09", "2026-09-10", 1)]
    months = season.periods(day("2026-09-01"), 3, season.MONTH)
    assert season.cells(needed, placed, months) == (Cell(30, 29), Cell(20, 0), Cell(0, 0))
    top = season.peak(needed, placed, months)
    assert top is not None
    assert (str(top.day), top.needed, top.placed) == ("2026-09-01", 30, 28)
    assert season.peak([], [], months) is None
    assert season.peak(needed, placed, ()) is None
    assert set(season.by_order(needed)) == {b"a", b"b"}


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(1, 9)), max_size=6))
def test_the_most_of_a_time_is_that_of_its_fullest_day(rows: list[tuple[int, int, int]]) -> None:
    start = day("2026-09-01")
    spans = [
        Span(
            b"o",
            start + datetime.timedelta(days=at),
            start + datetime.timedelta(days=at + long),
            people,
        )
        for at, long, people in rows
    ]
    days = [start + datetime.timedelta(days=at) for at in range(10, 50)]
    counted = [sum(one.people for one in spans if one.start <= each <= one.end) for each in days]
    assert season.most(spans, days[0], days[-1]) == max(counted)


def test_the_season_before_has_a_margin_on_both_sides() -> None:
    first, last = season.season_before(day("2026-10-01"), day("2026-11-30"))
    assert (str(first), str(last)) == ("2025-08-17", "2026-01-14")


@pytest.mark.parametrize(
    ("state", "listed", "told"),
    [
        ("recruiting", 9, ""),
        ("recruiting", 10, "full"),
        ("full", 9, "recruiting"),
        ("full", 11, ""),
        ("draft", 10, ""),
    ],
)
def test_places_that_are_filled_suggest_a_state(state: str, listed: int, told: str) -> None:
    assert jobs.suggested(state, 10, listed) == told
