"""People counted by coach, village and sex: nobody is lost and nobody counted twice."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from gigdesk.domain.dispatch import headcounts
from gigdesk.domain.dispatch.headcounts import Count

PERSON = some.fixed_dictionaries(
    {
        "sex": some.sampled_from(["1", "2", None, "9"]),
        "village": some.sampled_from(["柳林村", "石桥村", "", None]),
        "coach": some.sampled_from(["1 号车", "2 号车", None]),
        "stop": some.sampled_from(["广场", "桥头", ""]),
        "seat": some.one_of(some.none(), some.integers(1, 60)),
    }
)


@given(some.lists(PERSON))
def test_every_way_of_counting_counts_everybody_once(people: list[dict[str, Any]]) -> None:
    whole = headcounts.whole(people)
    assert whole.people == len(people)
    for key in ("village", "coach", "stop"):
        counts = headcounts.by(people, key)
        assert len({one.name for one in counts}) == len(counts)
        for figure in ("men", "women", "unknown", "people"):
            assert sum(getattr(one, figure) for one in counts) == getattr(whole, figure)
    assert sum(one.people for one in headcounts.stops(people)) == len(people)


def test_who_has_no_value_is_counted_last() -> None:
    people = [{"sex": sex, "village": village} for sex, village in (("1", None), ("2", "石桥村"))]
    assert headcounts.by(people, "village") == (Count("石桥村", women=1), Count("", men=1))


def test_stops_follow_the_lowest_seat_and_who_has_none_comes_last() -> None:
    seats = ((5, "桥头"), (1, "广场"), (None, "村口"), (2, "桥头"))
    people = [{"sex": "1", "seat": seat, "stop": stop} for seat, stop in seats]
    found = [(one.name, one.people) for one in headcounts.stops(people)]
    assert found == [("广场", 1), ("桥头", 2), ("村口", 1)]


def test_meals_are_counted_by_code_and_unknown_ones_last() -> None:
    found = headcounts.meals([None, "1", "0", "", "1"])
    assert list(found.items()) == [("0", 1), ("1", 2), ("", 2)]
    assert headcounts.meals([]) == {}
