"""Makes households of the people of a list who have one household number in one village."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import heads
from gigdesk.domain import workers
from gigdesk.domain.workers import findings
from gigdesk.domain.workers import rows as row_rules
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.workers import classing
    from gigdesk.domain.workers.findings import Finding

Key = tuple[bytes, str]
"""The village and the number that the list gives a household."""


OUTSIDE = "intake.finding.second_head"
"""Said of a new person whom a list calls the head of a household that has one."""


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


class Heads:
    """Which households of a list are known ones, and who is to be their head.

    A list makes nobody a second head of a known household: who comes as one is registered outside.
    """

    def __init__(self) -> None:
        """Know no household yet."""
        self._known: dict[Key, bytes | None] = {}
        self._first: dict[bytes, tuple[int, str]] = {}

    def know(self, key: Key, household: bytes | None) -> None:
        """Remember which household a list's number means, by who comes first; None for a new one.

        As `Homes` has it: who is registered is told before the new people of the same slice.
        """
        self._known.setdefault(key, household)

    def against(
        self, desk: Desk, key: Key, newcomer: Mapping[str, Any], at: int, *, made: Collection[bytes]
    ) -> tuple[Finding, ...]:
        """Return what keeps a new person, in row `at`, out of a household, if anything.

        `made` are people of this very import, who do not count.
        """
        self.know(key, None)
        household = self._known[key]
        if household is None or newcomer.get("relation_to_head") != heads.HEAD:
            return ()
        name = str(newcomer.get("name") or "")
        there = heads.of(heads.homes(desk, [household])[household])
        head = next((one["name"] for one in there if one["id"] not in made), None)
        if head is None:
            first, head = self._first.setdefault(household, (at, name))
            if first == at:
                return ()
        return (findings.warning(OUTSIDE, name=name, head=head, number=key[1]),)


def is_outside(classed: classing.Classed) -> bool:
    """Say whether a new person is registered outside the household that the list names."""
    return any(one.code == OUTSIDE for one in classed.warnings)


def said(text: str) -> str:
    """Return a household's number as a remark, for who has no village to have a household in."""
    return f"{workers.columns.label('household_id')} {text}"


def noted(classed: classing.Classed, text: str, village_id: bytes | None) -> classing.Classed:
    """Keep the number of a household as a remark where the person is put into none."""
    if classed.kind != "new" or not text or not (village_id is None or is_outside(classed)):
        return classed
    notes = row_rules.with_remarks(classed.values.get("notes"), said(text))
    return replace(classed, values={**classed.values, "notes": notes})
