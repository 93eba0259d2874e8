"""Makes households of the people of a list who have one household number in one village."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.actions.desk import Desk

Key = tuple[bytes, str]
"""The village and the number that the list gives a household."""


class Homes:
    """The households of one import, made as the first new person of each is written.

    Who is registered stays in the household known, and a new person joins that one; numbers are
    the list's own, so nothing is looked up by them in the registry.
    """

    def __init__(self, desk: Desk) -> None:
        """Know no household yet."""
        self._desk = desk
        self._known: dict[Key, bytes] = {}

    def place(
        self, new: Iterable[tuple[dict[str, Any], Key]], known: Iterable[tuple[bytes, Key]]
    ) -> None:
        """Put new people, as rows to be written, into the households of their keys.

        `known` are people who are registered, by whom a household is found. Villages are written
        before.
        """
        listed, members = list(new), list(known)
        if not listed and not members:
            return
        people = rows.people.by_ids(
            self._desk.store, [one for one, _ in members], columns=("household_id",)
        )
        for worker_id, key in members:
            found = people.get(worker_id, {}).get("household_id")
            if found is not None:
                self._known.setdefault(key, found)
        self._make(list(dict.fromkeys(key for _, key in listed if key not in self._known)))
        for row, key in listed:
            row["household_id"] = self._known[key]

    def _make(self, keys: list[Key]) -> None:
        """Write new households; the list's number stays as a remark."""
        if not keys:
            return
        desk, word = self._desk, workers.columns.label("household_id")
        first = desk.next_numbers("household", len(keys))
        self._known |= {key: desk.new_id() for key in keys}
        desk.store.add_many(
            "household",
            ("id", "station_id", "number", "village_id", "note"),
            [
                (self._known[key], desk.station.id, number, key[0], f"{word} {key[1]}")
                for number, key in enumerate(keys, first)
            ],
        )


def said(text: str) -> str:
    """Return a household's number as a remark, for who has no village to have a household in."""
    return f"{workers.columns.label('household_id')} {text}"
