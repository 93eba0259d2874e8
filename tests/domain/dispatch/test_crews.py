"""Groups hold everybody once, none is too large, and each is led by somebody who knows the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.dispatch import crews


def people(*villages: str) -> list[crews.Person]:
    return [crews.Person(bytes([at]), at, village) for at, village in enumerate(villages, start=1)]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, []), (1, [1]), (25, [25]), (26, [13, 13]), (52, [18, 17, 17]), (200, [25] * 8)],
)
def test_groups_are_few_and_nearly_as_large(count: int, sizes: list[int]) -> None:
    made = crews.divide(people(*["石桥村"] * count), 25)
    assert [len(one.people) for one in made] == sizes
    assert [one.number for one in made] == list(range(1, len(sizes) + 1))


def test_people_of_a_village_stay_together_in_the_order_of_the_list() -> None:
    made = crews.divide(people("甲村", "乙村", "甲村", "乙村", "甲村", "丙村"), 3)
    assert [one.people for one in made] == [(b"\1", b"\3", b"\5"), (b"\2", b"\4", b"\6")]


@pytest.mark.parametrize(
    ("told", "leader"),
    [
        ([(0, True), (2, True), (2, True)], b"\2"),
        ([(0, True), (0, True), (0, True)], b"\1"),
        ([(3, False), (1, True), (0, True)], b"\2"),
        ([(3, False), (1, False), (0, False)], None),
    ],
)
def test_who_went_most_often_is_proposed_to_lead(
    told: list[tuple[int, bool]], leader: bytes | None
) -> None:
    listed = [
        crews.Person(bytes([at]), at, "石桥村", seasons, adult)
        for at, (seasons, adult) in enumerate(told, start=1)
    ]
    (made,) = crews.divide(listed, 25)
    assert made.leader == leader


@given(st.lists(st.sampled_from("甲乙丙丁"), max_size=120), st.integers(1, 30))
def test_everybody_is_in_one_group_and_no_group_is_too_large(
    villages: list[str], most: int
) -> None:
    listed = people(*villages)
    made = crews.divide(listed, most)
    inside = [one for group in made for one in group.people]
    assert sorted(inside) == sorted(one.id for one in listed)
    assert all(0 < len(group.people) <= most for group in made)
    assert (
        max((len(one.people) for one in made), default=0)
        - min((len(one.people) for one in made), default=0)
        <= 1
    )
