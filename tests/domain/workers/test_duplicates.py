"""Which two records may be one person."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import duplicates, identity
from gigdesk.domain.workers.duplicates import Person

NUMBER = "360426199101010071"
VILLAGE = b"v" * 16


def codes(one: Person, other: Person) -> list[str]:
    there = [
        found.code.removeprefix("findings.double.") for found in duplicates.reasons(one, other)
    ]
    back = [found.code.removeprefix("findings.double.") for found in duplicates.reasons(other, one)]
    assert there == back
    return there


def test_the_same_number_is_the_same_person_whatever_the_name() -> None:
    assert codes(Person("赵大山", doc_no=NUMBER), Person("钱小河", doc_no=NUMBER)) == ["number"]


def test_name_birth_and_village_are_a_strong_reason() -> None:
    one = Person("赵大山", "1991-01-01", VILLAGE)
    assert codes(one, Person("赵大山", "1991-01-01", VILLAGE)) == ["name_birth_village"]
    assert codes(one, Person("赵大山", "1991-01", VILLAGE)) == ["name_birth_village"]
    assert codes(one, Person("赵大山", "1991-01-01", b"o" * 16)) == ["name_birth"]
    assert codes(one, Person("赵大山", "1991-01-02", VILLAGE)) == []
    assert codes(one, Person("赵大山", None, VILLAGE)) == []
    assert codes(one, Person("钱小河", "1991-01-01", VILLAGE)) == []


def test_a_slip_in_the_number_counts_only_with_a_like_name() -> None:
    wrong = Person("赵大山", doc_no="360426199101010072")
    assert codes(Person("赵大山", doc_no=NUMBER), wrong) == ["slip"]
    assert codes(Person("钱小河", doc_no=NUMBER), wrong) == []
    missing = Person("赵大山", doc_no="36042619910101071")
    assert codes(Person("赵大山", doc_no=NUMBER), missing) == ["slip"]
    assert codes(Person("赵大山", doc_no=NUMBER), Person("赵大山", doc_no=NUMBER[1:])) == ["slip"]


def test_a_shared_telephone_counts_only_with_a_like_name() -> None:
    phone = frozenset({"13812345678"})
    one = Person("赵大山", phone_numbers=phone)
    assert codes(one, Person("赵大珊", phone_numbers=phone)) == ["phone"]
    assert codes(one, Person("赵大河", phone_numbers=phone)) == ["phone"]
    assert codes(one, Person("赵小河", phone_numbers=phone)) == []
    assert codes(one, Person("赵大山")) == []


def test_births_tell_parents_and_children_on_one_telephone_apart() -> None:
    phone = frozenset({"13812345678"})
    one = Person("赵大山", "1965-03-02", phone_numbers=phone)
    other = Person("赵大珊", "1991-01-01", phone_numbers=phone)
    assert codes(one, other) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("赵大山", "赵大山", True),
        ("赵大山", "赵大珊", True),
        ("劉昇", "刘升", True),
        ("赵大山", "赵大川", True),
        ("赵大山", "赵大", False),
        ("赵大山", "钱大山", False),
        ("赵一", "赵二", False),
        ("买买提·吐尔逊", "买买提·吐尔洪", True),
        ("", "赵", False),
        ("赵", "", False),
    ],
)
def test_names_are_alike_by_sound_or_by_one_slip(one: str, other: str, *, alike: bool) -> None:
    assert duplicates.similar_names(one, other) == alike
    assert duplicates.similar_names(other, one) == alike


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("abc", "abc", True),
        ("abc", "abd", True),
        ("abc", "ab", True),
        ("abc", "bc", True),
        ("abc", "xabc", True),
        ("abc", "acb", True),
        ("abcd", "badc", False),
        ("abc", "cba", False),
        ("abc", "a", False),
        ("abc", "xbd", False),
        ("", "a", True),
        ("ab", "cab"[:2], False),
    ],
)
def test_one_slip_is_one_sign_or_two_neighbours_swapped(
    one: str, other: str, *, slip: bool
) -> None:
    assert duplicates.one_slip(one, other) == slip
    assert duplicates.one_slip(other, one) == slip


def osa(one: str, other: str) -> int:
    """Measure the optimal string alignment distance as the textbook does."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (one[i - 1] != other[j - 1]),
            )
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 2 : j][::-1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(st.text("ab1", max_size=6), st.text("ab1", max_size=6))
def test_one_slip_agrees_with_the_textbook(one: str, other: str) -> None:
    assert duplicates.one_slip(one, other) == (osa(one, other) <= 1)


numbers = st.builds(
    lambda day, order: f"431127{day:%Y%m%d}{order:03d}",
    st.dates(datetime.date(1950, 1, 1), datetime.date(2005, 1, 1)),
    st.integers(1, 999),
).map(lambda body: body + identity.check_character(body))


@given(numbers, st.integers(0, 16), st.sampled_from("0123456789"))
def test_a_slip_whose_check_character_was_made_to_fit_is_found(
    number: str, place: int, digit: str
) -> None:
    body = number[:place] + digit + number[place + 1 : 17]
    other = body + identity.check_character(body)
    assert duplicates.number_slip(number, other) == (other != number)
    assert number == other or codes(Person("赵大山", doc_no=number), Person("赵大山", doc_no=other))


def test_no_number_has_no_slip() -> None:
    assert not duplicates.number_slip("", NUMBER)
    assert not duplicates.number_slip(NUMBER, "")
    assert not duplicates.number_slip("E12345678", NUMBER)
