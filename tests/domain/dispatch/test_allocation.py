"""Sharing people out among orders, against all ways there are."""

from __future__ import annotations

import itertools
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from gigdesk.domain.dispatch.allocation import Able, Room, allocate

ORDERS = (b"a", b"b", b"c")


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Able], list[Room]]:
    people = [
        Able(
            bytes([number]),
            number,
            draw(st.sampled_from(["1", "2"])),
            draw(st.dictionaries(st.sampled_from(ORDERS), st.integers(-60, 90))),
        )
        for number in range(1, draw(st.integers(1, 6)) + 1)
    ]
    quotas = st.dictionaries(st.sampled_from(["1", "2"]), st.integers(0, 2))
    rooms = [
        Room(order, draw(st.integers(0, 3)), draw(quotas))
        for order in ORDERS[: draw(st.integers(1, 3))]
    ]
    return people, rooms


def fits(chosen: list[tuple[Able, bytes]], rooms: list[Room]) -> bool:
    for room in rooms:
        inside = [one for one, order in chosen if order == room.order]
        if len(inside) > room.places:
            return False
        if any(sum(one.sex == sex for one in inside) > most for sex, most in room.by_sex.items()):
            return False
    return True


def worth(chosen: list[tuple[Able, bytes]]) -> tuple[int, int]:
    return len(chosen), sum(one.scores[order] for one, order in chosen)


def best(people: list[Able], rooms: list[Room]) -> tuple[int, int]:
    """Return the most people, and the highest score with so many, of all ways there are."""
    known = {room.order for room in rooms}
    ways = [[None, *(order for order in one.scores if order in known)] for one in people]
    found = (0, 0)
    for way in itertools.product(*ways):
        chosen = [(one, order) for one, order in zip(people, way, strict=True) if order]
        if fits(chosen, rooms):
            found = max(found, worth(chosen))
    return found


@settings(max_examples=300, deadline=None)
@given(cases())
def test_no_other_way_fills_more_places_or_is_worth_more(
    case: tuple[list[Able], list[Room]],
) -> None:
    people, rooms = case
    taken = allocate(people, rooms)
    by_id = {one.id: one for one in people}
    chosen = [(by_id[person], order) for person, order in taken.items()]
    assert fits(chosen, rooms)
    assert worth(chosen) == best(people, rooms)
    assert allocate(list(reversed(people)), rooms) == taken


def test_somebody_moves_on_so_that_another_who_has_no_choice_gets_a_place() -> None:
    either = Able(b"1", 1, "2", {b"a": 90, b"b": 10})
    only = Able(b"2", 2, "2", {b"a": 5})
    rooms = [Room(b"a", 1), Room(b"b", 1)]
    assert allocate([either, only], rooms) == {b"1": b"b", b"2": b"a"}


def test_a_woman_gives_her_place_up_where_only_men_are_left_for_it() -> None:
    woman = Able(b"1", 1, "2", {b"a": 90, b"b": 0})
    man = Able(b"2", 2, "1", {b"a": 10})
    late = Able(b"3", 3, "1", {b"a": 5})
    rooms = [Room(b"a", 1, {"1": 1}), Room(b"b", 1)]
    assert allocate([woman, man, late], rooms) == {b"1": b"b", b"2": b"a"}
    assert allocate([], rooms) == {}


def test_two_thousand_people_are_shared_among_twenty_orders_in_a_moment() -> None:
    chance = random.Random(1)
    orders = [bytes([number]) for number in range(20)]
    people = [
        Able(
            number.to_bytes(2, "big"),
            number,
            chance.choice("12"),
            {order: chance.choice((0, 20, 40, 70)) for order in orders if chance.random() < 0.8},
        )
        for number in range(2000)
    ]
    rooms = [Room(order, 90, {"1": 42, "2": 48}) for order in orders]
    begun = time.process_time()
    taken = allocate(people, rooms)
    assert time.process_time() - begun < 4
    assert len(taken) == 1800
    for room in rooms:
        inside = [person.sex for person in people if taken.get(person.id) == room.order]
        assert (inside.count("1"), inside.count("2")) == (42, 48)
