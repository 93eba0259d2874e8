"""How many people of a list there are: by coach, village or sex, by meal, at each stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import eligibility

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOT_TOLD = ""


@dataclass(frozen=True, slots=True)
class Count:
    """People of one name, such as a village: men, women, and those whose sex is not written."""

    name: str
    men: int = 0
    women: int = 0
    unknown: int = 0

    @property
    def people(self) -> int:
        """Return all of them."""
        return self.men + self.women + self.unknown


def by(people: Iterable[Mapping[str, object]], key: str) -> tuple[Count, ...]:
    """Count people by one of their values, in the order in which the values come.

    Whoever has none is counted last under `NOT_TOLD`: together they are always everybody.
    """
    found: dict[str, list[object]] = {}
    for one in people:
        found.setdefault(str(one[key] or NOT_TOLD), []).append(one["sex"])
    names = [name for name in found if name] + [name for name in found if not name]
    return tuple(_count(name, found[name]) for name in names)


def whole(people: Iterable[Mapping[str, object]]) -> Count:
    """Count everybody."""
    return _count("", [one["sex"] for one in people])


def _count(name: str, sexes: list[object]) -> Count:
    men, women = sexes.count(eligibility.MAN), sexes.count(eligibility.WOMAN)
    return Count(name, men, women, len(sexes) - men - women)


def stops(people: Iterable[Mapping[str, object]]) -> tuple[Count, ...]:
    """Count the people of one coach by where they get in, in the order in which the coach goes.

    Seats are given by the order of pick-up, so that the stop with the lowest seat is the first.
    """
    return by(sorted(people, key=_seat), "stop")


def _seat(one: Mapping[str, object]) -> tuple[bool, int]:
    seat = one["seat"]
    return (not isinstance(seat, int), seat if isinstance(seat, int) else 0)


def meals(needs: Iterable[object]) -> dict[str, int]:
    """Count the codes of meal needs, each with how often it is; unknown under `NOT_TOLD`, last."""
    found: dict[str, int] = {}
    for need in needs:
        code = str(need or NOT_TOLD)
        found[code] = found.get(code, 0) + 1
    return {code: found[code] for code in sorted(found, key=lambda one: (not one, one))}
