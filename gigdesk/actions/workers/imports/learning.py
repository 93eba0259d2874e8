"""Villages that a roster names and the desk has no list of: written down as the roster has them.

A desk whose villages carry official codes has its list, and an unknown name is then a slip for a
person to look at. A desk without such a list learns its villages from what is taken in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports import former
from gigdesk.domain import workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.desk import Desk

Named = tuple[str, str]
"""Town and village; the town is empty where nobody said it."""


class Learned:
    """The towns and villages that are learned on the way, until somebody writes them.

    `made` are those that were written, in order.
    """

    def __init__(self, desk: Desk) -> None:
        """Learn nothing before the places of the desk are known."""
        self._desk = desk
        self.open = False
        self.made: list[Named] = []
        self._towns: dict[str, bytes] = {}
        self._new_towns: dict[str, dict[str, Any]] = {}
        self._waiting: dict[bytes, list[dict[str, Any]]] = {}
        self._named: dict[bytes, Named] = {}

    def know(self, places: Iterable[Mapping[str, Any]]) -> None:
        """Know the places as they are now; learn only where no village has an official code."""
        known = list(places)
        self.open = not any(one["level"] == "village" and one["code"] for one in known)
        by_id = {one["id"]: one for one in known}
        towns = (one for one in known if one["level"] == "town")
        self._towns = {one["name"]: former.today(one, by_id) for one in towns}
        self._new_towns.clear()
        self._waiting.clear()

    def village(self, name: str, town: str) -> bytes:
        """Return the id of a village to be written, in a town that may have to be written too."""
        if town and town not in self._towns:
            self._towns[town] = self._desk.new_id()
            self._new_towns[town] = {"id": self._towns[town], "name": town, "level": "town"}
        # Whichever village of a new town is needed first writes the town.
        rows = [self._new_towns[town]] if town in self._new_towns else []
        village_id = self._desk.new_id()
        row = {"id": village_id, "name": name, "level": "village"}
        rows.append({**row, "parent_id": self._towns[town]} if town else row)
        self._waiting[village_id] = rows
        self._named[village_id] = town, name
        return village_id

    @property
    def towns(self) -> frozenset[str]:
        """Return the towns of the villages that were learned here."""
        return frozenset(town for town, _ in self._named.values() if town)

    def is_fresh(self, village_id: bytes | None) -> bool:
        """Say whether a village was learned here, written by now or not."""
        return village_id in self._named

    def named(self, village_id: bytes) -> Named:
        """Return town and name of a village that was learned here."""
        return self._named[village_id]

    def is_unwritten(self, village_id: bytes | None) -> bool:
        """Say whether a village was learned here and no person has needed it so far."""
        return village_id in self._waiting

    def write(self, village_id: bytes | None) -> None:
        """Write a learned village, and its town, the first time a person needs it."""
        rows = self._waiting.pop(village_id or b"", ())
        for row in rows:
            if self._desk.store.get("division", row["id"]) is None:
                initials = " ".join(workers.names.initials(row["name"]))
                self._desk.store.add("division", {**row, "initials": initials})
        if rows and village_id is not None:
            self.made.append(self._named[village_id])
