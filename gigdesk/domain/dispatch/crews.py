"""Groups of a batch with a leader each: people of one village stay together as far as may be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the list as far as groups go; `seasons` counts how often they went before."""

    id: bytes
    position: int
    village: str = ""
    seasons: int = 0
    adult: bool = True


@dataclass(frozen=True, slots=True)
class Crew:
    """A group, numbered from 1, with its people in the order of the list and who may lead it."""

    number: int
    people: tuple[bytes, ...]
    leader: bytes | None


def divide(people: Iterable[Person], most: int) -> tuple[Crew, ...]:
    """Divide a list into as few groups of at most `most` as hold everybody, all nearly as large.

    Villages stand side by side, the largest first, so that a group is of few villages. Whoever went
    most often is proposed as leader, among equals the first of the list; nobody under age leads.
    """
    listed = _by_village(sorted(people, key=lambda one: one.position))
    if not listed or most < 1:
        return ()
    groups = -(-len(listed) // most)
    size, more = divmod(len(listed), groups)
    found, at = [], 0
    for number in range(1, groups + 1):
        part = listed[at : at + size + (number <= more)]
        at += len(part)
        inside = sorted(part, key=lambda one: one.position)
        found.append(Crew(number, tuple(one.id for one in inside), _leader(inside)))
    return tuple(found)


def _by_village(listed: Sequence[Person]) -> list[Person]:
    by_name = sorted(listed, key=lambda one: one.village)
    homes = [list(each) for _, each in groupby(by_name, key=lambda one: one.village)]
    homes.sort(key=lambda home: (-len(home), home[0].position))
    return [one for home in homes for one in home]


def _leader(people: Sequence[Person]) -> bytes | None:
    able = [one for one in people if one.adult]
    return max(able, key=lambda one: (one.seasons, -one.position)).id if able else None
