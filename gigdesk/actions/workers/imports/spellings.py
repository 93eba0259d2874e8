"""Hears how a whole file spells its towns and villages, for those first written without their kind.

江村 above 江村镇 is the one town of that name; what a desk learns from a list is called by the
fuller word, wherever in the file that stands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports.regions import Regions
from gigdesk.domain.workers import divisions

if TYPE_CHECKING:
    from gigdesk.domain.workers.rows import RowReading

Key = tuple[str, str]


@dataclass(slots=True)
class Spellings:
    """The towns and villages of a file that say what kind of place they are.

    Where one place has several such names, the first in the file counts. `regions` are the cities
    and counties that stand before them in addresses.
    """

    regions: Regions = field(default_factory=Regions)
    _towns: dict[str, set[str]] = field(default_factory=dict)
    _towns_of: dict[Key, str] = field(default_factory=dict)
    _villages: dict[Key, str] = field(default_factory=dict)
    _heard: set[Key] = field(default_factory=set)

    def hear(self, row: RowReading) -> None:
        """Hear the places of one row."""
        self.regions.hear(row)
        said = row.town, row.village
        if said in self._heard:
            return
        self._heard.add(said)
        place = divisions.placed(row.village)
        town = divisions.placed(row.town).town or row.town.strip() or place.town
        key = divisions.town_key(town), divisions.village_key(place.village)
        if divisions.has_town_kind(town):
            self._towns.setdefault(key[0], set()).add(town)
            self._towns_of.setdefault(key, town)
        if divisions.is_village(place.village):
            self._villages.setdefault(key, place.village)

    def town(self, said: str, village: str) -> str:
        """Return the fuller name of a town said without its kind, else the name itself.

        That is the town with this village, or the only town of the name.
        """
        if not said or divisions.has_town_kind(said):
            return said
        plain = divisions.town_key(said)
        fuller = self._towns.get(plain, {said})
        alone = next(iter(fuller)) if len(fuller) == 1 else said
        return self._towns_of.get((plain, divisions.village_key(village)), alone)

    def has_town(self, name: str) -> bool:
        """Say whether the file names a town by just this name in a cell for places."""
        return name in self._towns.get(divisions.town_key(name), ())

    def village(self, said: str, town: str) -> str:
        """Return the fuller name of a village of a town, else the name itself."""
        if divisions.is_village(said):
            return said
        key = divisions.town_key(town), divisions.village_key(said)
        return self._villages.get(key, said)
