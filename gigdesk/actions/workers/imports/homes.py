"""Makes households of the people of a list who have one household number in one village."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import heads
from gigdesk.domain import workers
from gigdesk.domain.workers import findings
from gigdesk.domain.workers import rows as row_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.own import Own
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.actions.workers.imports.villages import Found
    from gigdesk.domain.workers import classing, fitting
    from gigdesk.domain.workers.findings import Finding

_MOST_ROWS = 12  # of one person: a list that gives everybody one number must end as well
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

        `known` are the households of people who are registered. Villages are written before.
        """
        listed = list(new)
        for household, key in known:
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


class Heads:
    """Which households of a list are known ones, and who is to be their head.

    The rows of one household are judged together, wherever they stand, by the registry as it was
    before the import: the head may change, but a list that would leave none or two waits. It makes
    nobody a second head of a household: who comes new as one is registered outside.
    """

    def __init__(self, reading: Reading | None) -> None:
        """Know no household yet; without a reading nothing is ever minded."""
        self._reading = reading
        self._known: dict[Key, bytes | None] = {}
        self._first: dict[bytes | Key, tuple[int, str]] = {}
        self._verdicts: dict[bytes, _Verdict] = {}

    def know(
        self,
        entries: Sequence[Entry],
        found: Sequence[Found],
        households: Sequence[bytes | None],
    ) -> None:
        """Remember the households of who is registered by the numbers that the list gives them."""
        for entry, one, household in zip(entries, found, households, strict=True):
            number, place = entry.reading.household, one.village_id
            if household is not None and number and place is not None:
                self._known.setdefault((place, number), household)

    def ask(
        self, fellows: Fellows, rows: Iterable[tuple[int, Entry, fitting.Known | None]]
    ) -> dict[int, tuple[Finding, ...]]:
        """Return by place in the file which rows would leave a household without just one head.

        `rows` are places with the people known; their fellows may stand anywhere in the file.
        """
        told: dict[int, tuple[bytes, Entry, Mapping[str, Any]]] = {}
        for at, entry, person in rows if self._reading is not None else ():
            household = person.values["household_id"] if person is not None else None
            if isinstance(household, bytes) and person and _changes_head(entry, person.values):
                told[at] = household, entry, person.values
        self._judge(fellows, dict.fromkeys(one for one, _, _ in told.values()))
        found: dict[int, tuple[Finding, ...]] = {}
        for at, (household, entry, values) in told.items():
            verdict = self._verdicts[household]
            if at in verdict.places:
                found[at] = verdict.asked.get(at, ())
            else:  # By the number of a record that was merged, or one that stands in many rows.
                changes = {"relation_to_head": entry.reading.given["relation_to_head"]}
                found[at] = tuple(heads.ask(fellows.desk, values, changes))
        return found

    def against(
        self, fellows: Fellows, key: Key, newcomer: Mapping[str, Any], at: int
    ) -> tuple[Finding, ...]:
        """Return what keeps a new person, in row `at`, out of a household, if anything."""
        household = self._known.setdefault(key, None)
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
            after, asked = _verdict(fellows.desk, before, told)
            self._verdicts[household] = _Verdict(after, places[household], asked)

    def _changing(self, members: Iterable[Mapping[str, Any]]) -> Iterator[int]:
        """Yield the places of the rows that say who is head otherwise than it is known."""
        reading = self._reading
        if reading is None:
            return
        for one in members:
            for at in reading.by_number.get(one["doc_no"] or "", ())[:_MOST_ROWS]:
                if _changes_head(reading.entry(at), one):
                    yield at


def _changes_head(entry: Entry, person: Mapping[str, object]) -> bool:
    """Say whether a row makes a head of a person who is none, or the other way round."""
    told = entry.reading.given.get("relation_to_head")
    return told is not None and (told == heads.HEAD) != (person["relation_to_head"] == heads.HEAD)


def _verdict(
    desk: Desk, before: list[dict[str, Any]], told: Mapping[bytes, Mapping[int, Any]]
) -> tuple[list[dict[str, Any]], dict[int, tuple[Finding, ...]]]:
    """Return the heads of a household by what rows (by person and place) say, and what is asked."""
    own = {one["id"]: told[one["id"]] for one in before if one["id"] in told}
    after = [
        {**one, "relation_to_head": list(own[one["id"]].values())[-1]} if one["id"] in own else one
        for one in before
    ]
    if not heads.is_broken(before, after):
        return heads.of(after), {}
    asked: dict[int, tuple[Finding, ...]] = {
        at: (heads.said(desk, one, after),) for one in before for at in own.get(one["id"], ())
    }
    return heads.of(before), asked


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
