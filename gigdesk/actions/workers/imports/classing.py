"""Classes the rows of a reading against the registry, a chunk at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports import learning
from gigdesk.actions.workers.imports.opening import where
from gigdesk.domain.workers import classing, findings
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain import workers

CHUNK = 250
_MOST_DIFFERENT = 12
# 新建村（6人）, 石桥村 12 人: a title over people counts them.
_COUNTED = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]|[:\uff1a].*$|\s*[0-9]+\s*\w?$")
_BETWEEN = re.compile(r"[\s,;|/\u3001\uff0c\uff1b]+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row with what becomes of it.

    `place` is its order in the whole file, `village_id` the village that was found for it.
    """

    place: int
    entry: Entry
    classed: classing.Classed
    village_id: bytes | None


class Villages:
    """Finds the village a row means: none, one, or several, and never guesses."""

    def __init__(self, desk: Desk, default: bytes | None) -> None:
        """Read the villages of the desk once; `default` is the one chosen for rows without any.

        A village is found by its name and by its other names; one that was joined to another
        means that one.
        """
        self._desk = desk
        self._default = default
        self.read()

    def read(self) -> None:
        """Read the villages again, where somebody else may have written some in between."""
        self._by_name: dict[str, list[tuple[str, bytes]]] = {}
        places = {one["id"]: one for one in office_rows.places.list_divisions(self._desk.store)}
        self.learned = learning.Learned(self._desk, places.values())
        for place in places.values():
            if place["level"] != "village":
                continue
            today = _today(place, places)
            others = _BETWEEN.split(place["aliases"] or "")
            for name in {plain(one) for one in (place["name"], *others) if one}:
                found = (plain(place["parent_name"] or ""), today)
                if found not in self._by_name.setdefault(name, []):
                    self._by_name[name].append(found)

    def find(self, entry: Entry) -> tuple[bytes | None, tuple[findings.Finding, ...]]:
        """Return the village of a row and what there is to say about it."""
        text = entry.reading.village or _COUNTED.sub("", entry.section)
        if not text:
            return self._default, ()
        town = plain(entry.reading.town)
        fitting = [one for one in self._candidates(text) if not town or one[0] == town]
        if len(fitting) == 1:
            return fitting[0][1], ()
        if not entry.reading.village:
            return self._default, ()
        if not fitting and self.learned.open:
            of, name, village_id = self.learned.village(text, entry.reading.town)
            self._by_name.setdefault(plain(name), []).append((plain(of), village_id))
            return village_id, ()
        code = "intake.finding.village_many" if fitting else "intake.finding.village_none"
        return None, (findings.warning(code, village=text, count=len(fitting)),)

    def _candidates(self, text: str) -> list[tuple[str, bytes]]:
        """Return (town, id) of the villages a text may mean: by its name, or by town and name."""
        wanted = plain(text)
        exact = self._by_name.get(wanted)
        if exact:
            return exact
        return [
            (town, village_id)
            for name, found in self._by_name.items()
            if wanted.endswith(name)
            for town, village_id in found
            if town and town in wanted
        ]


def _today(place: Mapping[str, Any], places: Mapping[bytes, Mapping[str, Any]]) -> bytes:
    """Return the id of what a village is today: itself, or what it was joined to."""
    seen = {place["id"]}
    while (after := place["successor_id"]) in places and after not in seen:
        seen.add(after)
        place = places[after]
    found: bytes = place["id"]
    return found


def plain(name: str) -> str:
    """Return the name of a place without its kind, so that variants of it are one."""
    return classing.village_key(name)


def classify(
    desk: Desk,
    reading: Reading,
    *,
    villages: Villages,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Yield every person row with its class, in the order of the file; writes nothing.

    The rows of one chunk are classed against the registry as it is when the chunk begins, so a
    caller that writes as it goes sees its own writes from the next chunk on.
    """
    same = _SameNumber(reading)
    for start in range(0, reading.rows, CHUNK):
        places = range(start, min(start + CHUNK, reading.rows))
        yield from _chunk(desk, same, reading, villages, places)
        if progress is not None:
            progress(places.stop, reading.rows)


def outcomes(
    desk: Desk,
    reading: Reading,
    places: Sequence[int],
    *,
    default_village: bytes | None = None,
) -> Iterator[Outcome]:
    """Yield single rows with their class, by their order in the file; for looking at some."""
    villages, same = Villages(desk, default_village), _SameNumber(reading)
    for start in range(0, len(places), CHUNK):
        yield from _chunk(desk, same, reading, villages, places[start : start + CHUNK])


def _chunk(
    desk: Desk, same: _SameNumber, reading: Reading, villages: Villages, places: Sequence[int]
) -> Iterator[Outcome]:
    """Class some rows against the registry as it is now."""
    today = desk.clock.today()
    entries = [reading.entry(at) for at in places]
    found = [villages.find(entry) for entry in entries]
    around = _Around(desk, entries, [place for place, _ in found])
    for at, entry, (village_id, remarks) in zip(places, entries, found, strict=True):
        known = around.known(entry)
        classed = classing.class_row(
            replace(entry.reading, place=at),
            known,
            today=today,
            candidates=() if known else around.candidates(entry, village_id),
            same_number=same.others(entry, at),
            village_id=village_id,
            phone_people=0 if known else around.phone_people(entry),
            remarks=(*remarks, *_hidden(entry)),
        )
        classed = _with_village_text(classed, entry, village_id)
        yield Outcome(at, entry, _with_rows(reading, classed), village_id)


def _hidden(entry: Entry) -> tuple[findings.Finding, ...]:
    return (findings.information("intake.finding.hidden"),) if entry.hidden else ()


def _with_village_text(
    classed: classing.Classed, entry: Entry, village_id: bytes | None
) -> classing.Classed:
    """Keep the name of a village that was not found with the new person, who else would lose it."""
    text = " ".join(part for part in (entry.reading.town, entry.reading.village) if part)
    if classed.kind != "new" or village_id is not None or not text:
        return classed
    field = "address" if not classed.values.get("address") else "notes"
    kept = " ".join(str(part) for part in (classed.values.get(field), text) if part)
    return replace(classed, values={**classed.values, field: kept})


class _SameNumber:
    """Finds the other rows of the file with a row's number, each placed by its order.

    Row numbers repeat from sheet to sheet, so the order in the whole file stands for the place.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[str, list[workers.rows.RowReading]] = {}

    def others(self, entry: Entry, at: int) -> Sequence[workers.rows.RowReading]:
        """Return the rows with the number of this one, without itself."""
        number = entry.reading.doc_no
        places = self._reading.by_number.get(number, ()) if number else ()
        if number is None or len(places) < 2:  # noqa: PLR2004 -- itself and one more
            return ()
        if number not in self._found:
            self._found[number] = self._different(places)
        return [one for one in self._found[number] if one.place != at]

    def _different(self, places: Sequence[int]) -> list[workers.rows.RowReading]:
        """Return the rows that say different things, the first of each.

        A list that gives everybody the same number must not be compared each with each: beyond
        `_MOST_DIFFERENT` such rows every further one contradicts one of them.
        """
        seen: set[str] = set()
        found: list[workers.rows.RowReading] = []
        for place in places:
            row = self._reading.entry(place).reading
            said = repr((sorted(row.given.items()), row.village))
            if said not in seen and len(found) < _MOST_DIFFERENT:
                seen.add(said)
                found.append(replace(row, place=place))
        return found


def _with_rows(reading: Reading, classed: classing.Classed) -> classing.Classed:
    """Say the rows of the file where the reasons name places by their order."""
    if not any("row" in one.params for one in classed.reasons):
        return classed
    reasons = []
    for one in classed.reasons:
        params = dict(one.params)
        if isinstance(params.get("row"), int):
            entry = reading.entry(int(str(params["row"])))
            sheets = len(reading.opened.sheets)
            params["row"] = where(entry.sheet, entry.reading.place, sheets=sheets)
        reasons.append(replace(one, params=params))
    return replace(classed, reasons=tuple(reasons))


class _Around:
    """What the registry knows around one chunk of rows, fetched in a few queries."""

    def __init__(
        self, desk: Desk, entries: Sequence[Entry], villages: Sequence[bytes | None]
    ) -> None:
        store, people = desk.store, rows.people
        read = [entry.reading for entry in entries]
        self._known = people.by_doc_nos(store, {row.doc_no for row in read if row.doc_no})
        strangers = [
            (row, village)
            for row, village in zip(read, villages, strict=True)
            if row.name and row.doc_no not in self._known
        ]
        births = {(row.name, row.birth) for row, _ in strangers if row.birth}
        places = {(row.name, village) for row, village in strangers if village}
        self._by_birth = people.by_name_birth(store, births)
        self._by_village = people.by_name_village(store, places)
        self._phones = people.phones_shared(
            store, {row.telephones[0].number for row, _ in strangers if row.telephones}
        )

    def known(self, entry: Entry) -> classing.Known | None:
        """Return the person with the number of a row."""
        found = self._known.get(entry.reading.doc_no or "")
        return classing.Known(found["id"], found) if found else None

    def candidates(self, entry: Entry, village_id: bytes | None) -> list[classing.Known]:
        """Return the people of the row's name with its birth or village."""
        row = entry.reading
        found: dict[Any, classing.Known] = {}
        for one in self._by_birth.get((row.name, row.birth or ""), []):
            found[one["id"]] = classing.Known(one["id"], one)
        if village_id is not None:
            for one in self._by_village.get((row.name, village_id), []):
                found[one["id"]] = classing.Known(one["id"], one)
        return list(found.values())

    def phone_people(self, entry: Entry) -> int:
        """Return how many people of the registry have the row's telephone."""
        phones = entry.reading.telephones
        return self._phones.get(phones[0].number, 0) if phones else 0
