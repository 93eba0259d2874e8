"""No coach carries more than its papers say, and nobody is seated twice or forgotten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.dispatch import vehicles
from gigdesk.domain.dispatch.vehicles import Rider, Vehicle
from gigdesk.domain.workers import findings

ONE, TWO = Vehicle(b"1", 4), Vehicle(b"2", 3)


def riders(*stops: str) -> list[Rider]:
    return [Rider(bytes([at]), at, stop) for at, stop in enumerate(stops, start=1)]


@pytest.mark.parametrize(
    ("people", "places", "coaches"), [(300, 49, 7), (49, 49, 1), (50, 49, 2), (0, 49, 0), (5, 0, 0)]
)
def test_how_many_coaches_are_needed(people: int, places: int, coaches: int) -> None:
    assert vehicles.needed(people, places) == coaches


def test_coaches_are_filled_by_the_way_and_who_finds_no_seat_is_told() -> None:
    listed = riders("乙", "甲", "乙", "甲", "丙", "乙")
    made = vehicles.plan(listed, [ONE, TWO], stops=["甲", "乙"])
    assert dict(made.seats) == {
        b"\2": (b"1", 1),
        b"\4": (b"1", 2),
        b"\1": (b"1", 3),
        b"\3": (b"2", 1),
        b"\6": (b"2", 2),
    }
    assert made.left == (b"\5",)


def test_groups_sit_side_by_side_at_one_stop() -> None:
    listed = [Rider(bytes([at]), at, "甲", group) for at, group in enumerate("2112", start=1)]
    made = vehicles.plan(listed, [Vehicle(b"1", 5)])
    assert [made.seats[bytes([at])][1] for at in (2, 3, 1, 4)] == [1, 2, 3, 4]


def test_who_has_a_seat_keeps_it_unless_it_is_gone_or_another_s() -> None:
    listed = [
        Rider(b"a", 1, vehicle=b"1", seat=3),
        Rider(b"b", 2, vehicle=b"1", seat=3),
        Rider(b"c", 3, vehicle=b"1", seat=9),
        Rider(b"d", 4, vehicle=b"9", seat=1),
    ]
    made = vehicles.plan(listed, [ONE, TWO])
    assert made.seats[b"a"] == (b"1", 3)
    assert dict(made.seats) == {
        b"a": (b"1", 3),
        b"b": (b"1", 1),
        b"c": (b"1", 2),
        b"d": (b"2", 1),
    }


@pytest.mark.parametrize(
    ("seat", "rider", "code"),
    [
        (1, b"x", "dispatch.finding.seat_taken"),
        (1, b"a", ""),
        (2, b"x", ""),
        (3, b"x", ""),
        (4, b"x", "dispatch.finding.no_seat"),
        (0, b"x", "dispatch.finding.no_seat"),
    ],
)
def test_nobody_is_put_on_a_seat_that_is_none_or_taken(seat: int, rider: bytes, code: str) -> None:
    there = [Rider(b"a", 1, vehicle=b"1", seat=1), Rider(b"b", 2, vehicle=b"2", seat=2)]
    found = vehicles.clash(there, ONE, seat, rider)
    assert [one.code for one in found] == ([code] if code else [])


PAPERS = {
    "plate": "湘M00001",
    "driver_name": "赵大山",
    "driver_phone": "13800010001",
    "charter_no": "湘永包2026001",
    "permit_no": "0001",
    "insured_to": "2026-12-31",
}


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"seats": 50, "staff_seats": 1, **PAPERS}, []),
        ({"seats": 50, **PAPERS, "plate": ""}, ["dispatch.finding.coach_paper"]),
        ({"seats": 1, **PAPERS}, ["dispatch.finding.seats"]),
        ({"seats": 76, **PAPERS}, ["dispatch.finding.seats"]),
        (PAPERS, ["dispatch.finding.seats"]),
        ({"seats": 7, "staff_seats": 7, **PAPERS}, ["dispatch.finding.staff_seats"]),
        ({"seats": 7, "staff_seats": 0, **PAPERS}, ["dispatch.finding.staff_seats"]),
    ],
)
def test_a_coach_needs_its_seats_and_its_papers(
    fields: dict[str, object], codes: list[str]
) -> None:
    assert [one.code for one in vehicles.check(fields)] == codes


@pytest.mark.parametrize(
    ("until", "code"),
    [("2026-10-31", True), ("2026-11-01", False), ("2026-12-31", False), ("", False)],
)
def test_a_coach_is_insured_until_everybody_is_back(until: str, *, code: bool) -> None:
    assert bool(vehicles.lapsed(until, "2026-11-01")) is code


def test_papers_with_a_day_last_until_the_coach_leaves() -> None:
    days = {"permit_to": "2026-09-30", "licence_to": "2026-10-01", "qualified_to": ""}
    (found,) = vehicles.expired(days, "2026-10-01")
    assert (found.code, found.level) == ("dispatch.finding.coach_expired", findings.ERROR)
    assert (found.params["field"], found.params["day"]) == ("permit_to", "2026-09-30")
    assert vehicles.expired({}, "2026-10-01") == ()


SEATED = st.builds(
    Rider,
    id=st.binary(min_size=1, max_size=2),
    position=st.integers(1, 400),
    stop=st.sampled_from(["甲", "乙", "丙", ""]),
    group=st.sampled_from(["1", "2", ""]),
    vehicle=st.sampled_from([None, b"0", b"1", b"2"]),
    seat=st.one_of(st.none(), st.integers(0, 60)),
)


@given(
    st.lists(SEATED, max_size=80, unique_by=lambda one: one.id),
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 2)), max_size=4),
    st.lists(st.sampled_from(["甲", "乙", "丁"]), max_size=4),
)
def test_no_plan_seats_more_than_a_coach_may_carry(
    listed: list[Rider], coaches: list[tuple[int, int]], stops: list[str]
) -> None:
    cars = [Vehicle(str(at).encode(), *each) for at, each in enumerate(coaches)]
    made = vehicles.plan(listed, cars, stops)
    assert len(set(made.seats.values())) == len(made.seats)
    places = {one.id: one.places for one in cars}
    assert all(1 <= seat <= places[coach] for coach, seat in made.seats.values())
    assert {*made.seats} | {*made.left} == {one.id for one in listed}
    assert not {*made.seats} & {*made.left}
    # Nobody stands while a seat is free.
    assert not made.left or len(made.seats) == sum(places.values())
    seated = [
        Rider(one.id, one.position, one.stop, one.group, *made.seats.get(one.id, (None, None)))
        for one in listed
    ]
    assert vehicles.plan(seated, cars, stops).seats == made.seats
    counts = vehicles.counted(seated)
    assert counts.get(None, 0) == len(made.left)
