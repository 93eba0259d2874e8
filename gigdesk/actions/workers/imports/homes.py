"""Makes households of the people of a list who have one household number in one village."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import heads
from gigdesk.domain import workers
from gigdesk.domain.workers import findings
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.own import Own
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.actions.workers.imports.villages import Villages
    from gigdesk.domain.workers import classing, fitting
    from gigdesk.domain.workers.findings import Finding

    PlacesOf = Callable[[str], Sequence[int]]

_FIELD = "household_id"
_MOST_ROWS = 12  # of one person: a list that gives everybody one number must end as well
Key = tuple[bytes, str, bytes | None]
"""The village and the number that the list gives a household, and the village that it names where
that one was joined to it: each of the two had a number one of its own."""


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

    def place(self, new: Sequence[tuple[dict[str, Any], Key, bytes | None]]) -> None:
        """Put new people, as rows to be written, into the households of their keys.

        With each comes the household of those of the key who are registered, if any. Villages are
        written before.
        """
        listed = [(row, key) for row, key, _ in new]
        for _, key, household in new:
            if household is not None:
                self._known.setdefault(key, household)
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


@dataclass(frozen=True, slots=True)
class Fellows:
    """By what the people of one household are judged together: `classed` classes rows by place."""

    desk: Desk
    own: Own
    classed: Callable[[Sequence[int]], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Who is head when the list is in, by which rows, and what is asked of them before that."""

    heads: list[dict[str, Any]]
    places: set[int]
    asked: dict[int, tuple[Finding, ...]]
    people: dict[object, tuple[Finding, ...]]

    def of(self, person_id: object) -> tuple[Finding, ...]:
        """Return what is asked of a person."""
        return self.people.get(person_id, ())


class Heads:
    """Which households of a list are known ones, and who is to be their head.

    The rows of one household are judged together, wherever they stand, by the registry as it was
    before the import: the head may change, but a list that would leave none or two waits. It makes
    nobody a second head of a household: who comes new as one is registered outside.
    """

    def __init__(self, reading: Reading | None, places_of: PlacesOf) -> None:
        """Know no household yet; without a reading nothing is ever minded.

        `places_of` gives the rows that mean whoever has a number.
        """
        self._reading = reading
        self._places_of = places_of
        self._known: dict[Key, bytes] = {}
        self._first: dict[bytes | Key, tuple[int, str]] = {}
        self._verdicts: dict[bytes, _Verdict] = {}

    def know(self, desk: Desk, villages: Villages, own: Own) -> None:
        """Learn in which households those live to whom the list gives numbers of households.

        Of the whole list and before its first row: a new person joins who is known, also where
        that one stands further below. What was judged is judged again, for others wrote since.
        """
        self._verdicts.clear()
        reading = self._reading
        if reading is None or all(reading.field_of(one) != _FIELD for one in reading.columns):
            return
        living = {
            number: row["household_id"]
            for number, row in people.by_doc_nos(
                desk.store, reading.by_number, columns=("household_id",)
            ).items()
            if row["household_id"] is not None and row["id"] not in own.made
        }
        places = sorted((at, number) for number in living for at in reading.by_number[number])
        entries = (reading.entry(at) for at, _ in places)
        for (_, number), (entry, village_id, was) in zip(
            places, villages.known(entries), strict=True
        ):
            if entry.reading.household and village_id is not None:
                key = (village_id, entry.reading.household, was)
                self._known.setdefault(key, living[number])

    def known(self, key: Key) -> bytes | None:
        """Return the household in which those of a village and number live who are registered."""
        return self._known.get(key)

    def ask(
        self, fellows: Fellows, rows: Iterable[tuple[int, Entry, fitting.Known | None]]
    ) -> dict[int, tuple[Finding, ...]]:
        """Return by place in the file which rows would leave a household without just one head.

        `rows` are places with the people known; their fellows may stand anywhere in the file.
        """
        told: dict[int, tuple[bytes, object]] = {}
        for at, entry, person in rows if self._reading is not None else ():
            household = person.values["household_id"] if person is not None else None
            if isinstance(household, bytes) and person and _changes_head(entry, person.values):
                told[at] = household, person.id
        self._judge(fellows, dict.fromkeys(one for one, _ in told.values()))
        found: dict[int, tuple[Finding, ...]] = {}
        for at, (household, person_id) in told.items():
            verdict = self._verdicts[household]
            # Who stands in very many rows is judged by the first of them.
            found[at] = verdict.asked.get(at, ()) if at in verdict.places else verdict.of(person_id)
        return found

    def against(
        self, fellows: Fellows, key: Key, newcomer: Mapping[str, Any], at: int
    ) -> tuple[Finding, ...]:
        """Return what keeps a new person, in row `at`, out of a household, if anything."""
        household = self._known.get(key)
        if self._reading is None or newcomer.get("relation_to_head") != heads.HEAD:
            return ()
        name, there = str(newcomer.get("name") or ""), []
        if household is not None:
            self._judge(fellows, [household])
            there = self._verdicts[household].heads
        head = next((one["name"] for one in there), None)
        if head is None:
            first, head = self._first.setdefault(household or key, (at, name))
            if first == at:
                return ()
        return (findings.warning(OUTSIDE, name=name, head=head, number=key[1]),)

    def _judge(self, fellows: Fellows, households: Iterable[bytes]) -> None:
        """Judge those households that are not judged yet."""
        wanted = [one for one in households if one not in self._verdicts]
        if self._reading is None or not wanted:
            return
        own = fellows.own
        homes = {
            household: [own.before(one) for one in members if one["id"] not in own.made]
            for household, members in heads.homes(fellows.desk, wanted).items()
        }
        places = {household: set(self._changing(members)) for household, members in homes.items()}
        told: dict[bytes, dict[int, Any]] = {}
        for outcome in fellows.classed(sorted(set().union(*places.values()))):
            for diff in outcome.classed.diffs if outcome.classed.kind == "updated" else ():
                if diff.field == "relation_to_head" and outcome.classed.proposed_id is not None:
                    told.setdefault(outcome.classed.proposed_id, {})[outcome.place] = diff.after
        for household, before in homes.items():
            self._verdicts[household] = _verdict(fellows.desk, before, told, places[household])

    def _changing(self, members: Iterable[Mapping[str, Any]]) -> Iterator[int]:
        """Yield the places of the rows that say who is head otherwise than it is known."""
        reading = self._reading
        if reading is None:
            return
        for one in members:
            places = self._places_of(one["doc_no"] or one["id"].hex().upper())
            changing = (at for at in places if _changes_head(reading.entry(at), one))
            yield from itertools.islice(changing, _MOST_ROWS)


def _changes_head(entry: Entry, person: Mapping[str, object]) -> bool:
    """Say whether a row makes a head of a person who is none, or the other way round."""
    told = entry.reading.given.get("relation_to_head")
    return told is not None and (told == heads.HEAD) != (person["relation_to_head"] == heads.HEAD)


def _verdict(
    desk: Desk,
    before: list[dict[str, Any]],
    told: Mapping[bytes, Mapping[int, Any]],
    places: set[int],
) -> _Verdict:
    """Judge a household by what rows (by person and place) say of its people."""
    own = {one["id"]: told[one["id"]] for one in before if one["id"] in told}
    after = [
        {**one, "relation_to_head": list(own[one["id"]].values())[-1]} if one["id"] in own else one
        for one in before
    ]
    if not heads.is_broken(before, after):
        return _Verdict(heads.of(after), places, {}, {})
    people_asked: dict[object, tuple[Finding, ...]] = {
        one["id"]: (heads.said(desk, one, after),) for one in before if one["id"] in own
    }
    asked = {at: people_asked[who] for who, rows_told in own.items() for at in rows_told}
    return _Verdict(heads.of(before), places, asked, people_asked)


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
    notes = workers.remarks.added(classed.values.get("notes"), said(text))
    return replace(classed, values={**classed.values, "notes": notes})
