"""Villages that a roster names and the desk has no list of: written down as the roster has them.

A desk whose villages carry official codes has its list, and an unknown name is then a slip for a
person to look at. A desk without such a list learns its villages from what is taken in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain import office, workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.desk import Desk


class Learned:
    """The towns and villages that are learned on the way, until somebody writes them."""

    def __init__(self, desk: Desk, places: Iterable[Mapping[str, Any]]) -> None:
        """Learn only where no village of the desk has an official code."""
        self._desk = desk
        known = list(places)
        self.open = not any(one["level"] == "village" and one["code"] for one in known)
        self._towns: dict[str, bytes] = {
            one["name"]: one["id"] for one in known if one["level"] == "town"
        }
        self._waiting: dict[bytes, list[dict[str, Any]]] = {}

    def village(self, text: str, town: str) -> tuple[str, str, bytes]:
        """Return town, name and id of a village to be written, for a text no village fits."""
        parted = office.places.parted(text)
        town = town.strip() or parted[0]
        name = parted[1] if parted[0] else "".join(text.split())
        rows: list[dict[str, Any]] = []
        if town and town not in self._towns:
            self._towns[town] = self._desk.new_id()
            rows.append({"id": self._towns[town], "name": town, "level": "town"})
        village_id = self._desk.new_id()
        row = {"id": village_id, "name": name, "level": "village"}
        rows.append({**row, "parent_id": self._towns[town]} if town else row)
        self._waiting[village_id] = rows
        return town, name, village_id

    def is_unwritten(self, village_id: bytes | None) -> bool:
        """Say whether a village was learned here and no person has needed it so far."""
        return village_id in self._waiting

    def write(self, village_id: bytes | None) -> None:
        """Write a learned village, and its town, the first time a person needs it."""
        for row in self._waiting.pop(village_id or b"", ()):
            if self._desk.store.get("division", row["id"]) is None:
                initials = " ".join(workers.names.initials(row["name"]))
                self._desk.store.add("division", {**row, "initials": initials})
