"""Hears in which city and county the people of a list live, by what stands before their towns.

The desk itself knows no name of its county. What most addresses of a list name is its own; an
address in another city or county says nothing of a village here, though a town there is called as
one of the desk.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.domain.workers import addresses, divisions, together

if TYPE_CHECKING:
    from gigdesk.domain.workers.rows import RowReading

HOUSEHOLD, LIVING = "hukou_address", "address"


@dataclass(slots=True)
class Regions:
    """How many addresses of a file name which cities and counties."""

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

    def are_here(self, outer: str, province: str) -> bool:
        """Say whether what stands before a town is where the list is from, or names no place.

        `province` is the code of the desk's own: a city that the list has in another is not here.
        """
        found = addresses.parts(outer)
        if any(self._provinces.get(one, province) != province for one in found):
            return False
        mostly = all(self._named[one] * 2 > self._kinds[one[-1]] for one in found)
        # 永州市 without its county is that of 永州市蓝山县.
        beside = {each for one in found for each in self._beside.get(one, ())}
        return mostly and (not found or any(self._is_own(one) for one in beside))

    def are_here_bare(self, text: str, province: str) -> bool:
        """Say the same of what was written without the words for city and county: 湖南永州蓝山."""
        rest = text.removeprefix(province)
        own = {addresses.bare(one): None for one in self._named if self._is_own(one)}
        for one in sorted(own, key=rest.find):
            rest = rest.removeprefix(one)
        return not rest

    def _is_own(self, part: str) -> bool:
        return self._named[part] * 2 > self._many
