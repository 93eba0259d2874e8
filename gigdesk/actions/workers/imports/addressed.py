"""What the addresses of a row say of its village: which one it is, and in which town it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gigdesk.actions.workers.imports import former
from gigdesk.actions.workers.imports.named import plain
from gigdesk.actions.workers.imports.regions import HOUSEHOLD, LIVING
from gigdesk.domain.workers import addresses, cities, divisions, together

if TYPE_CHECKING:
    from collections.abc import Collection

    from gigdesk.actions.workers.imports.named import Names
    from gigdesk.actions.workers.imports.regions import Regions
    from gigdesk.domain.workers.rows import RowReading

AGAINST = "intake.finding.village_town_address"
"""The remark on a village that is known in another town only than the row's address says."""


class Told(NamedTuple):
    """What an address says of the town of a village.

    `town` is it by the desk's name for it, or `said` where the desk knows none; `is_known` says
    that the desk does, `is_sure` that the words leave no other reading. `kind` is that of the
    village there. `registered` tells an address of the household from one where somebody lives,
    and `aside` that this is the latter and the former says something else.
    """

    town: str
    said: str
    is_known: bool = False
    is_sure: bool = False
    address: str = ""
    kind: str = ""
    registered: bool = False
    aside: bool = False

    def chooses(self, kinds: Collection[str], likely: int) -> bool:
        """Say whether it tells which of `likely` villages of one name is meant.

        `kinds` are of what kind those in its town call themselves.
        """
        return self.is_sure and likely > 1 and set(kinds) <= {"", self.kind}

    def may_teach(self, *, of_file: bool) -> bool:
        """Say whether a village may be learned in its town, which perhaps only the file names."""
        return ((self.is_known and self.is_sure) or of_file) and not self.aside


class Addresses:
    """Reads addresses by the towns and villages that the desk knows."""

    def __init__(self, station: str, towns: frozenset[str], known: Names, regions: Regions) -> None:
        """Know the places; `station` is the code of the desk, which begins with its province.

        `regions` are the city and county of the list.
        """
        self._province = station[:2]
        self._regions = regions
        self._called = {divisions.one_street(one): one for one in towns}
        self._towns = frozenset(self._called)
        self._known = known
        self._villages: dict[str, bytes | None] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        self._before: dict[tuple[str, str], Told | None] = {}

    def by_address(self, row: RowReading) -> tuple[bytes | None, str]:
        """Return the one known village that an address names, and the address.

        Where the household is registered goes before where the person lives.
        """
        text = str(row.given.get(HOUSEHOLD) or row.given.get(LIVING) or "")
        return self._village(text), text

    def lives_in(self, row: RowReading) -> bytes | None:
        """Return the one known village that the address names where the person lives."""
        return self._village(str(row.given.get(LIVING) or ""))

    def told(self, row: RowReading, text: str) -> Told | None:
        """Return what the addresses of a row say of the town of its village, if anything.

        Where the household is registered goes before where the person lives. Nothing where the
        `text` of the village names its town itself, and of a village that is elsewhere.
        """
        key, kind = ("", "")
        household = str(row.given.get(HOUSEHOLD) or "")
        for address in (household, str(row.given.get(LIVING) or "")):
            if not address:
                continue
            if not key:
                key, kind = self._key(text)
            found = self._told(address, key, kind) if key else None
            if found is not None:
                registered = address is household
                return found._replace(
                    registered=registered, aside=bool(household) and not registered
                )
        return None

    def _key(self, text: str) -> tuple[str, str]:
        """Return by what the village of a text is known that names no town, and its kind."""
        if text not in self._keys:
            place = divisions.placed(divisions.one_street(text), self._towns)
            key = "" if place.town else plain(place.village)
            self._keys[text] = key, addresses.kind_of(place.village)
        return self._keys[text]

    def _told(self, text: str, key: str, kind: str) -> Told | None:
        """Return the town that stands right before a village of this kind in an address."""
        address = divisions.one_street(text)
        at = address.find(key, 1)
        while at > 0:
            here = addresses.kind_at(address, at + len(key))
            if here and kind in {"", here}:
                # Of a whole village the addresses begin alike.
                asked = address[:at], key
                if asked not in self._before:
                    self._before[asked] = self._town_before(*asked)
                found = self._before[asked]
                if found is not None:
                    return found._replace(address=text, kind=here)
            at = address.find(key, at + 1)
        return None

    def _town_before(self, before: str, key: str) -> Told | None:
        place = divisions.placed(f"{before}{key}", self._towns)
        if not place.town or place.group or plain(place.village) != key:
            return None
        if self._is_elsewhere(place):
            return None
        if place.town in self._towns:
            return Told(self._called[place.town], place.town, is_known=True, is_sure=True)
        ends = (one for one in self._towns if place.town.endswith(one))
        known = max(ends, key=len, default="")
        around = place.town.removesuffix(known)
        if len(around) < 2 or not known:  # noqa: PLR2004 -- the shortest name of a county
            return Told(place.town, place.town)
        if self._is_far(around):
            return None
        # 湖南永州蓝山塔峰镇, without the words for province, city and county.
        own = cities.bare_province(self._province)
        is_sure = self._regions.are_here_bare(around, own)
        is_known = is_sure or bool(own and around.startswith(own))
        return Told(self._called[known], place.town, is_known=is_known, is_sure=is_sure)

    def _is_elsewhere(self, place: divisions.Place) -> bool:
        """Say whether a place lies in another province, city or county than the desk."""
        here = self._regions.are_here(place.outer, self._province)
        return self._is_far(place.outer) or not here

    def _is_far(self, outer: str) -> bool:
        """Say whether what stands before a town is another province than that of the desk."""
        province = together.province_of(outer)
        own = self._province
        return province is not None and own in divisions.PROVINCES and province != own

    def _village(self, text: str) -> bytes | None:
        if not text:
            return None
        if text not in self._villages:
            self._villages[text] = self._in(text)
        return self._villages[text]

    def _in(self, text: str) -> bytes | None:
        place = divisions.placed(divisions.one_street(text), self._towns)
        if self._is_elsewhere(place) or (place.outer and not place.town):
            return None
        town = plain(self._called.get(place.town, place.town))
        for name in divisions.in_address(place):
            if not (town or divisions.is_village(name)):
                continue
            known = self._known.get(plain(name), ())
            likely = former.once(one for one in known if not town or one[0] == town)
            if likely:
                return likely[0][1] if len(likely) == 1 else None
        return None
