"""Where places lie on the map, and how far it is from one to another, without any network."""

from __future__ import annotations

import math
import re

Spot = tuple[int, int]
"""Latitude and longitude (WGS 84) in millionths of a degree."""

RADIUS_M = 6_371_009
"""Mean radius of the earth (IUGG), in metres."""
_MILLION = 1_000_000
_NUMBER = re.compile(r"\d{1,3}\.\d{2,}")
# All land of the country lies within these degrees, so that it is plain which of two is which.
_LATITUDES, _LONGITUDES = (3, 54), (73, 136)


def is_part(text: str) -> bool:
    """Say whether a word of a list can be a latitude or a longitude: degrees with a fraction."""
    return _NUMBER.fullmatch(text) is not None


def read(words: str) -> Spot | None:
    """Return the spot that a text names by two figures, in whichever order; None for none.

    `41.1685, 80.2605` and `80.2605 41.1685` are the same. What lies outside the country is none.
    """
    found = _NUMBER.findall(words)
    if len(found) != 2:  # noqa: PLR2004 -- a latitude and a longitude
        return None
    one, other = sorted(round(float(each) * _MILLION) for each in found)
    if not (_within(one, _LATITUDES) and _within(other, _LONGITUDES)):
        return None
    return one, other


def _within(degrees_e6: int, ends: tuple[int, int]) -> bool:
    return ends[0] * _MILLION <= degrees_e6 <= ends[1] * _MILLION


def shown(spot: Spot | None) -> str:
    """Return a spot as it is typed: latitude, longitude; empty for none."""
    return "" if spot is None else f"{spot[0] / _MILLION:.6f}, {spot[1] / _MILLION:.6f}"


def of_row(latitude_e6: int | None, longitude_e6: int | None) -> Spot | None:
    """Return the spot of a stored place; None where either is not known."""
    known = latitude_e6 is not None and longitude_e6 is not None
    return (int(latitude_e6 or 0), int(longitude_e6 or 0)) if known else None


def distance_m(one: Spot | None, other: Spot | None) -> int | None:
    """Return the length of the great circle between two spots in metres; None where one is unknown.

    Haversine on a sphere: right to half a percent, which is finer than the middle of a village.
    """
    if one is None or other is None:
        return None
    (lat1, lon1), (lat2, lon2) = (
        tuple(math.radians(each / _MILLION) for each in spot) for spot in (one, other)
    )
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return round(2 * RADIUS_M * math.asin(min(1.0, math.sqrt(half))))
