"""Villages by their names, and which of them a text may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.workers import divisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Names = dict[str, list[tuple[str, bytes]]]
"""Villages as (town, id) by the plain form of their name."""


def plain(name: str) -> str:
    """Return the name of a place without its kind, so that variants of it are one."""
    return divisions.village_key(name)


def candidates(text: str, names: Names) -> list[tuple[str, bytes]]:
    """Return (town, id) of the villages a text may mean: by its name, or by town and name."""
    wanted = plain(text)
    exact = names.get(wanted)
    return exact or list(_by_ending(wanted, names))


def _by_ending(wanted: str, names: Names) -> Iterator[tuple[str, bytes]]:
    for name, found in names.items():
        if wanted.endswith(name):
            yield from ((town, place) for town, place in found if town and town in wanted)


def near(name: str, town: str, names: Names) -> str:
    """Return a village known in the town of whose name this one may be a slip."""
    wanted = plain(name)
    for known, places in names.items():
        there = [one for one, _ in places if not town or one == town]
        if there and divisions.are_near(wanted, known):
            return known
    return ""


def in_town_like(name: str, town: str, names: Names, towns: Iterable[str]) -> str:
    """Return a village of this name in a town whose name this one may be a slip of."""
    if not town or town in {plain(one) for one in towns}:
        return ""
    there = (one for one, _ in names.get(plain(name), ()))
    return plain(name) if any(divisions.are_near_towns(town, one) for one in there) else ""
