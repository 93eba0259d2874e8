"""Hears in which city and county the people of a list live, by what stands before their towns.

What most addresses of a list name is its own county; an address in another city or county says
nothing of a village here, though a town there is called as one of the desk. A list of a few rows
has no such majority: there the station's name counts, and where those live who are registered.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.domain.workers import addresses, divisions, together
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers.rows import RowReading

HOUSEHOLD, LIVING = "hukou_address", "address"
_FEW = 20
"""Fewer addresses than this say nothing of where a list is from."""
_ENOUGH = 10
_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Home:
    """The cities and counties in which a desk lies: `told` outright, `lived` by its people."""

    told: frozenset[str] = frozenset()
    lived: Counter[str] = field(default_factory=Counter)

    def excludes(self, part: str) -> bool:
        """Say whether a city or county is another one than the desk's, as far as that is known."""
        alike = {one: many for one, many in self.lived.items() if one[-1] == part[-1]}
        told = {one for one in self.told if one[-1] == part[-1]}
        people = sum(alike.values())
        if not told and people < _ENOUGH:
            return False
        own = told | {one for one, many in alike.items() if many * _ENOUGH >= people}
        # 永州道县 is no other than 道县, nor is 江华县 than 江华瑶族自治县.
        bare = addresses.bare(part)
        return not any(bare.endswith(addresses.bare(one)) for one in own)


def home_of(desk: Desk, places: Iterable[str]) -> Home:
    """Return what a desk knows of its own county; `places` are the names of its counties."""
    lived: Counter[str] = Counter()
    for text in people.some_addresses(desk.store, _LOOKED_AT):
        lived.update(set(addresses.parts(divisions.outer_of(text))))
    named = (*places, divisions.outer_of(desk.station.name))
    return Home(frozenset(one for name in named for one in addresses.parts(name)), lived)


@dataclass(slots=True)
class Regions:
    """How many addresses of a file name which cities and counties; `home` is where the desk is."""

    home: Home | None = None
    _named: Counter[str] = field(default_factory=Counter)
    _kinds: Counter[str] = field(default_factory=Counter)
    _provinces: dict[str, str] = field(default_factory=dict)
    _beside: dict[str, set[str]] = field(default_factory=dict)
    _many: int = 0

    def hear(self, row: RowReading) -> None:
        """Hear what one row says around its town, where the household is registered first."""
        text = row.given.get(HOUSEHOLD) or row.given.get(LIVING)
        outer = divisions.outer_of(str(text)) if text else ""
        found = addresses.parts(outer)
        if found:
            province = together.province_of(outer)
            if province:
                self._provinces.setdefault(found[0], province)
            self._many += 1
            self._named.update(set(found))
            self._kinds.update({one[-1] for one in found})
            for one in found:
                self._beside.setdefault(one, set()).update(found)

    @property
    def are_few(self) -> bool:
        """Say whether a list has too few addresses to say where it is from."""
        return self._many < _FEW

    def are_here(self, outer: str, province: str) -> bool:
        """Say whether what stands before a town is where the list is from, or names no place.

        `province` is the code of the desk's own: a city that the list has in another is not here.
        """
        found = addresses.parts(outer)
        if any(self._provinces.get(one, province) != province for one in found):
            return False
        if found and self._is_abroad(found[-1]):
            return False
        mostly = all(self._named[one] * 2 > self._kinds[one[-1]] for one in found)
        # 永州市 without its county is that of 永州市蓝山县.
        beside = {each for one in found for each in self._beside.get(one, ())}
        return mostly and (not found or any(self._is_own(one) for one in beside))

    def are_here_bare(self, text: str, province: str) -> bool:
        """Say the same of what was written without the words for city and county: 湖南永州蓝山."""
        rest = text.removeprefix(province)
        named = (one for one in self._named if self._is_own(one) and not self._is_abroad(one))
        own = {addresses.bare(one): None for one in named}
        for one in sorted(own, key=rest.find):
            rest = rest.removeprefix(one)
        return not rest

    def _is_abroad(self, part: str) -> bool:
        return self.are_few and self.home is not None and self.home.excludes(part)

    def _is_own(self, part: str) -> bool:
        return self._named[part] * 2 > self._many
