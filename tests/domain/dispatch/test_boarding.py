"""Who is aboard by the entries that stand, and what a head-count says to that."""

from __future__ import annotations

import pytest

from gigdesk.domain.dispatch import boarding
from gigdesk.domain.dispatch.boarding import Count, Sign
from gigdesk.domain.dispatch.vehicles import Vehicle

BUS, VAN = Vehicle(b"bus", 4), Vehicle(b"van", 3)
PLANNED = {b"a": b"bus", b"b": b"bus", b"c": b"van", b"d": None}


def sign(
    at: int, who: bytes, coach: bytes | None = b"bus", *, leg: int = 1, result: str = "present"
) -> Sign:
    return Sign(bytes([at]), who, "board", leg, coach, result, moment=at)


def heads(*facts: Sign, counted: tuple[Count, ...] = (), leg: int = 1) -> list[boarding.Head]:
    return boarding.heads(facts, counted, PLANNED, [BUS, VAN], leg)


def test_expected_people_who_are_not_aboard_are_named_with_the_reason() -> None:
    bus, van = heads(sign(1, b"a", b"van"), sign(2, b"d", b"van"), sign(3, b"c", result="absent"))
    assert (bus.expected, bus.aboard, bus.places) == (2, (), 3)
    assert dict(bus.missing) == {b"a": "elsewhere", b"b": "unsigned"}
    assert dict(van.missing) == {b"c": "absent"}
    assert set(van.aboard) == {b"a", b"d"} == set(van.strangers)


def test_a_count_agrees_only_with_as_many_aboard() -> None:
    one = sign(1, b"a")
    assert [head.agrees for head in heads(one)] == [False, False]
    right = (Count(b"1", b"bus", 1, 1), Count(b"2", b"van", 1, 1))
    bus, van = heads(one, counted=right)
    assert (bus.agrees, bus.off) == (True, 0)
    assert (van.agrees, van.off) == (False, 1)
    again = (*right, Count(b"3", b"van", 1, 0, corrects_id=b"2", moment=1))
    assert heads(one, counted=again)[1].agrees
    # A count of another leg says nothing of this one.
    assert heads(one, counted=right, leg=2)[0].counted is None


def test_whoever_is_aboard_stays_so_on_the_next_leg_until_it_is_said_otherwise() -> None:
    first = (sign(1, b"a"), sign(2, b"b"))
    bus, _ = heads(*first, leg=2)
    assert set(bus.aboard) == {b"a", b"b"}
    assert (bus.expected, bus.missing, bus.unasked) == (2, (), ())
    # One was called at the stop: whoever was not is named.
    bus, _ = heads(*first, sign(3, b"a", leg=2), leg=2)
    assert bus.unasked == (b"b",)
    bus, van = heads(*first, sign(4, b"b", b"van", leg=2), leg=2)
    assert dict(bus.missing) == {b"b": "elsewhere"}
    assert van.strangers == (b"b",)
    bus, _ = heads(*first, sign(5, b"b", None, leg=2, result="absent"), leg=2)
    assert dict(bus.missing) == {b"b": "absent"}


def test_who_is_not_on_the_list_any_more_is_not_counted() -> None:
    bus, _ = heads(sign(1, b"a"), sign(2, b"gone"))
    assert bus.aboard == (b"a",)


def test_a_coach_is_full_at_its_legal_places_but_not_for_who_is_in_it() -> None:
    van = {b"a": sign(1, b"a", b"van"), b"b": sign(2, b"b", b"van"), b"c": sign(3, b"c")}
    (why,) = boarding.why_full(van, b"c", VAN)
    assert (why.code, why.params["places"]) == (boarding.FULL, 2)
    assert boarding.why_full(van, b"a", VAN) == ()
    assert boarding.why_full(van, b"d", BUS) == ()


def test_a_coach_over_its_places_is_found_on_every_leg() -> None:
    full = [sign(at, bytes([at]), b"van") for at in (1, 2)]
    assert boarding.overfull(full, [BUS, VAN]) == []
    late = sign(3, b"c", b"van", leg=2)
    assert boarding.overfull([*full, late], [BUS, VAN]) == [(b"van", 2)]
    assert boarding.overfull([sign(4, b"e", b"gone")], [VAN]) == [(b"gone", 1)]
    nowhere = sign(5, b"e", None)
    assert boarding.overfull([nowhere, sign(6, b"f", result="absent")], [VAN]) == []


@pytest.mark.parametrize(("stage", "found"), [("board", {b"a"}), ("arrive", set())])
def test_arrival_is_a_stage_of_its_own(stage: str, found: set[bytes]) -> None:
    assert set(boarding.on_leg([sign(1, b"a")], 1, stage)) == found
    assert not boarding.is_aboard(None)
