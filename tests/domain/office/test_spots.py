"""Where places lie, as it is typed and pasted, and how far one is from another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.office import spots

SPOTS = st.tuples(st.integers(3_000_000, 54_000_000), st.integers(73_000_000, 136_000_000))


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("41.168500, 80.260500", (41_168_500, 80_260_500)),
        ("80.2605 41.1685", (41_168_500, 80_260_500)),
        ("纬度28.4311，经度112.9", None),  # one figure after the point is too coarse
        ("28.4311", None),
        ("", None),
        ("1.2345, 112.9000", None),
        ("28.4311, 172.9000", None),
        ("28.4311, 112.9012, 33.3333", None),
    ],
)
def test_a_spot_is_read_from_two_figures_in_either_order(
    text: str, spot: tuple[int, int] | None
) -> None:
    assert spots.read(text) == spot


def test_an_unknown_spot_is_unknown_and_never_nowhere() -> None:
    assert spots.of_row(None, 1) is None
    assert spots.of_row(0, 1) == (0, 1)
    assert spots.distance_m(None, (1, 1)) is None
    assert spots.distance_m((1, 1), None) is None
    assert spots.shown(None) == ""


def test_a_known_distance_is_right_to_half_a_percent() -> None:
    beijing, shanghai = (39_904_200, 116_407_400), (31_230_400, 121_473_700)
    assert spots.distance_m(beijing, shanghai) == pytest.approx(1_067_000, rel=0.005)
    north = spots.distance_m((30_000_000, 112_000_000), (31_000_000, 112_000_000))
    assert north == pytest.approx(111_195, rel=0.005)


@given(SPOTS, SPOTS)
def test_a_way_is_as_long_there_as_back_and_none_leads_nowhere(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there = spots.distance_m(one, other)
    assert there is not None
    assert there == spots.distance_m(other, one)
    assert spots.distance_m(one, one) == 0
    assert 0 <= there <= 20_100_000
    assert spots.read(spots.shown(one)) == one
    assert all(spots.is_part(each) for each in spots.shown(one).split(", "))
