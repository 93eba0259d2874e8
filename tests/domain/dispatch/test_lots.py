"""Draws of lots that anybody can do again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.dispatch import lots

if TYPE_CHECKING:
    import random

NUMBERS = st.sets(st.integers(1, 10**6), min_size=1, max_size=60)
SEEDS = st.text("0123456789abc种子", min_size=1, max_size=12)


def test_a_lot_is_what_any_other_computer_says_of_seed_and_number() -> None:
    told = hashlib.sha256(b"8821:17").hexdigest()
    assert lots.lot("8821", 17) == told
    assert lots.drawn("8821", [17, 3, 17]) == sorted(
        [17, 3], key=lambda one: hashlib.sha256(f"8821:{one}".encode()).hexdigest()
    )


@given(NUMBERS, SEEDS, st.randoms(use_true_random=False))
def test_the_same_seed_and_people_always_give_the_same_order(
    numbers: set[int], seed: str, dice: random.Random
) -> None:
    shuffled = list(numbers)
    dice.shuffle(shuffled)
    assert lots.drawn(seed, shuffled) == lots.drawn(seed, numbers)
    assert sorted(lots.drawn(seed, numbers)) == sorted(numbers)
    assert lots.digest(shuffled) == lots.digest(numbers)


@given(NUMBERS, SEEDS)
def test_who_joins_or_leaves_changes_no_order_among_the_others(
    numbers: set[int], seed: str
) -> None:
    gone = min(numbers)
    rest = [one for one in lots.drawn(seed, numbers) if one != gone]
    assert rest == lots.drawn(seed, numbers - {gone})
    assert lots.digest(numbers) != lots.digest(numbers - {gone})


@given(NUMBERS, SEEDS)
def test_a_right_sheet_is_found_right_and_a_forged_one_by_its_lines(
    numbers: set[int], seed: str
) -> None:
    order = lots.drawn(seed, numbers)
    right = [lots.Line(at, one, lots.lot(seed, one)[:16]) for at, one in enumerate(order, 1)]
    assert lots.wrong_places(seed, right) == []
    assert lots.wrong_places(seed, [*right, right[0]]) == [right[0]]
    forged = [replace(right[0], lot="0" * 16), *right[1:]]
    assert lots.wrong_places(seed, forged) == forged[:1]
    plain = [replace(one, lot="") for one in right]
    if len(plain) > 1:
        moved = [replace(plain[0], place=2), replace(plain[1], place=1), *plain[2:]]
        assert lots.wrong_places(seed, moved) == moved[:2]
    assert lots.wrong_places(seed, plain) == []


def test_a_seed_is_read_as_it_is_said_whatever_the_width_of_its_letters() -> None:
    assert lots.read_seed(" ８８ 21 ") == "8821"
    assert lots.is_seed("8821")
    assert not lots.is_seed("")
    assert not lots.is_seed("8" * 41)
    assert not lots.is_seed("8\x002")
