"""Of facts that correct and void each other the right ones stand."""

from __future__ import annotations

from dataclasses import dataclass

from gigdesk.domain.office import chains


@dataclass(frozen=True)
class One:
    id: bytes
    corrects_id: bytes | None = None
    void: bool = False
    moment: int = 0


def ids(*facts: One) -> list[bytes]:
    return [one.id for one in chains.standing(facts)]


def test_a_correction_stands_in_place_of_what_it_corrects() -> None:
    first, second = One(b"a", moment=1), One(b"b", b"a", moment=2)
    assert ids(first, second, One(b"c", moment=3)) == [b"b", b"c"]


def test_a_void_brings_back_what_was_corrected_and_its_own_void_takes_that_again() -> None:
    first, second = One(b"a", moment=1), One(b"b", b"a", moment=2)
    void = One(b"c", b"b", void=True, moment=3)
    assert ids(first, second, void) == [b"a"]
    assert ids(first, second, void, One(b"d", b"c", void=True, moment=4)) == [b"b"]


def test_of_two_corrections_made_apart_the_later_comes_last() -> None:
    first = One(b"a", moment=1)
    assert ids(first, One(b"b", b"a", moment=9), One(b"c", b"a", moment=5)) == [b"c", b"b"]
    assert ids(One(b"v", void=True)) == []
