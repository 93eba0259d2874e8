"""What the addresses of a row say of its village: which one it is, and in which town it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import former
from gigdesk.actions.workers.imports.named import plain
from gigdesk.domain.workers import divisions, together

if TYPE_CHECKING:
    from gigdesk.actions.workers.imports.named import Names
    from gigdesk.domain.workers.rows import RowReading

AGAINST = "intake.finding.village_town_address"
"""The remark on a village that is known in another town only than the row's address says."""
_OF_HOUSEHOLD, _OF_LIVING = "hukou_address", "address"


class Addresses:
    """Reads addresses by the towns and villages that the desk knows."""

    def __init__(self, station: str, towns: frozenset[str], known: Names) -> None:
        """Know the places; `station` is the code of the desk, which begins with its province."""
        self._province = station[:2]
        self._called = {divisions.one_street(one): one for one in towns}
        self._towns = frozenset(self._called)
        self._known = known
        self._villages: dict[str, bytes | None] = {}
        self._keys: dict[str, str] = {}
        self._before: dict[tuple[str, str], str] = {}

    def by_address(self, row: RowReading) -> tuple[bytes | None, str]:
        """Return the one known village that an address names, and the address.

        Where the household is registered goes before where the person lives.
        """
        text = str(row.given.get(_OF_HOUSEHOLD) or row.given.get(_OF_LIVING) or "")
        return self._village(text), text

    def lives_in(self, row: RowReading) -> bytes | None:
        """Return the one known village that the address names where the person lives."""
        return self._village(str(row.given.get(_OF_LIVING) or ""))

    def towns(self, row: RowReading, text: str) -> dict[str, str]:
        """Return the towns in which the addresses of a row have its village, with the address.

        None where the `text` of the village names its town itself. One in another province is
        called with what stands around it: it is none of the desk's.
        """
        found: dict[str, str] = {}
        for field in (_OF_HOUSEHOLD, _OF_LIVING):
            address = row.given.get(field)
            key = self._key(text) if address else ""
            town = self._town(str(address), key) if key else ""
            if town:
                found.setdefault(town, str(address))
        return found

    def _key(self, text: str) -> str:
        """Return by what the village of a text is known that names no town."""
        if text not in self._keys:
            place = divisions.placed(divisions.one_street(text), self._towns)
            self._keys[text] = "" if place.town else plain(place.village)
        return self._keys[text]

    def _town(self, text: str, key: str) -> str:
        """Return the town that stands right before a village in an address."""
        address = divisions.one_street(text)
        at = address.find(key, 1)
        while at > 0:
            if divisions.ends_village(address, at + len(key)):
                # Of a whole village the addresses begin alike.
                asked = address[:at], key
                if asked not in self._before:
                    self._before[asked] = self._town_before(*asked)
                if self._before[asked]:
                    return self._before[asked]
            at = address.find(key, at + 1)
        return ""

    def _town_before(self, before: str, key: str) -> str:
        place = divisions.placed(f"{before}{key}", self._towns)
        if not place.town or place.group or plain(place.village) != key:
            return ""
        if self._is_far(place):
            return f"{place.outer}{place.town}"
        return self._called.get(place.town, place.town)

    def _is_far(self, place: divisions.Place) -> bool:
        """Say whether a place lies in another province than the desk."""
        province = together.province_of(place.outer)
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
        if self._is_far(place) or (place.outer and not place.town):
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
