"""Classes the rows of a reading against the registry, a chunk at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports import learning
from gigdesk.actions.workers.imports.opening import where
from gigdesk.domain.workers import classing, findings, fitting
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
        self._chosen = default
        self._chosen_name = ""
        self.read()

    def read(self) -> None:
        """Read the villages again, where somebody else may have written some in between.

        The chosen one may have been taken back by then: nobody is put there, and each row says so.
        """
        self._by_name: dict[str, list[tuple[str, bytes]]] = {}
        places = {one["id"]: one for one in office_rows.places.list_divisions(self._desk.store)}
        chosen = places.get(self._chosen or b"")
        self._default = _today(chosen, places) if chosen else None
        self._chosen_name = chosen["name"] if chosen else self._chosen_name
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
            return self._without_name()
        town = plain(entry.reading.town)
        likely = [one for one in self._candidates(text) if not town or one[0] == town]
        if len(likely) == 1:
            return likely[0][1], ()
        if not entry.reading.village and (
            self._chosen is not None or not (likely or classing.is_village(text))
        ):
            return self._without_name()
        if not likely and self.learned.open:
            of, name, village_id = self.learned.village(text, entry.reading.town)
            self._by_name.setdefault(plain(name), []).append((plain(of), village_id))
            return village_id, ()
        code = "intake.finding.village_many" if likely else "intake.finding.village_none"
        return None, (findings.warning(code, village=text, count=len(likely)),)

    def _without_name(self) -> tuple[bytes | None, tuple[findings.Finding, ...]]:
        """Return the chosen village for a row that names none."""
        if self._chosen is None or self._default is not None:
            return self._default, ()
        code = "intake.finding.village_none"
        return None, (findings.warning(code, village=self._chosen_name, count=0),)

    def perhaps(self, entry: Entry) -> tuple[bytes, ...]:
        """Return villages of the row's name of which nobody wrote down the town.

        A roster without towns leaves such; what is said of town and village there may mean one of
        them. People are only proposed by it.
        """
        if not (entry.reading.village and entry.reading.town):
            return ()
        return tuple(place for town, place in self._candidates(entry.reading.village) if not town)

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
    whole: Whole | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Yield every person row with its class, in the order of the file; writes nothing.

    The rows of one chunk are classed against the registry as it is when the chunk begins, so a
    caller that writes as it goes sees its own writes from the next chunk on.
    """
    whole = whole or Whole(reading)
    for start in range(0, reading.rows, CHUNK):
        places = range(start, min(start + CHUNK, reading.rows))
        yield from _chunk(desk, whole, villages, places)
        if progress is not None:
            progress(places.stop, reading.rows)


def outcomes(
    desk: Desk,
    whole: Whole,
    places: Sequence[int],
    *,
    default_village: bytes | None = None,
) -> Iterator[Outcome]:
    """Yield single rows with their class, by their order in the file; for looking at some."""
    villages = Villages(desk, default_village)
    for start in range(0, len(places), CHUNK):
        yield from _chunk(desk, whole, villages, places[start : start + CHUNK])


def _chunk(
    desk: Desk, whole: Whole, villages: Villages, places: Sequence[int]
) -> Iterator[Outcome]:
    """Class some rows against the registry as it is now."""
    today = desk.clock.today()
    book, region = desk.rules(), desk.station.code
    limits = classing.Limits(
        book.number("age.employable", today, region), book.number("phone.shared_by", today, region)
    )
    entries = [whole.reading.entry(at) for at in places]
    perhaps = [villages.perhaps(entry) for entry in entries]
    found = [villages.find(entry) for entry in entries]
    likely = [
        (*more, *((place,) if place else ()))
        for more, (place, _) in zip(perhaps, found, strict=True)
    ]
    around = _Around(desk, entries, likely)
    for at, entry, (village_id, remarks), more, near in zip(
        places, entries, found, perhaps, likely, strict=True
    ):
        known = around.known(entry)
        classed = classing.class_row(
            replace(entry.reading, place=at),
            known,
            today=today,
            limits=limits,
            candidates=() if known else around.candidates(entry, near),
            same_number=whole.others(entry, at),
            village_id=village_id,
            perhaps_villages=more,
            phone_people=0 if known else around.phone_people(entry, whole),
            phone_in_file=whole.phone_people(entry),
            remarks=(*remarks, *_hidden(entry)),
        )
        section = _COUNTED.sub("", entry.section) if remarks else ""
        classed = _with_village_text(classed, entry.reading, village_id, section)
        yield Outcome(at, entry, _with_rows(whole.reading, classed), village_id)


def _hidden(entry: Entry) -> tuple[findings.Finding, ...]:
    return (findings.information("intake.finding.hidden"),) if entry.hidden else ()


def _with_village_text(
    classed: classing.Classed, row: workers.rows.RowReading, village_id: bytes | None, section: str
) -> classing.Classed:
    """Keep the name of a village that was not found with the new person, who else would lose it.

    `section` is that of the title above, where it was not found.
    """
    text = " ".join(part for part in (row.town, row.village or section) if part)
    if classed.kind != "new" or village_id is not None or not text:
        return classed
    field = "address" if not classed.values.get("address") else "notes"
    kept = " ".join(str(part) for part in (classed.values.get(field), text) if part)
    return replace(classed, values={**classed.values, field: kept})


class Whole:
    """What is only seen in a file as a whole: rows with one number, people with one telephone.

    Row numbers repeat from sheet to sheet, so the order in the whole file stands for the place.
    """

    def __init__(self, reading: Reading) -> None:
        """Go through the telephones of all rows once; numbers are looked up as they are met."""
        self.reading = reading
        self._found: dict[str, list[workers.rows.RowReading]] = {}
        self._givers = _givers(reading)

    def givers(self, phone: str) -> frozenset[str]:
        """Return who gives a telephone in this file where it is more than one."""
        return self._givers.get(phone, frozenset())

    def phone_people(self, entry: Entry) -> int:
        """Return how many people of the file give the row's telephone as their first."""
        telephones = entry.reading.telephones
        return max(1, len(self.givers(telephones[0].number))) if telephones else 0

    def others(self, entry: Entry, at: int) -> Sequence[workers.rows.RowReading]:
        """Return the rows with the number of this one, without itself."""
        number = entry.reading.doc_no
        places = self.reading.by_number.get(number, ()) if number else ()
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
            row = self.reading.entry(place).reading
            said = repr((sorted(row.given.items()), row.village))
            if said not in seen and len(found) < _MOST_DIFFERENT:
                seen.add(said)
                found.append(replace(row, place=place))
        return found


def _givers(reading: Reading) -> dict[str, frozenset[str]]:
    """Return the telephones that several people of a file give as their first, with the people."""
    first: dict[str, str] = {}
    several: dict[str, set[str]] = {}
    for at in range(reading.rows):
        row = reading.entry(at).reading
        if not row.telephones:
            continue
        phone, giver = row.telephones[0].number, _giver(row)
        if first.setdefault(phone, giver) != giver:
            several.setdefault(phone, {first[phone]}).add(giver)
    return {phone: frozenset(people) for phone, people in several.items()}


def _giver(row: workers.rows.RowReading) -> str:
    """Return what tells a person of a file from the others: the right number, else the name."""
    return row.doc_no or row.name or row.paper.number


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
        self, desk: Desk, entries: Sequence[Entry], villages: Sequence[tuple[bytes, ...]]
    ) -> None:
        store, people = desk.store, rows.people
        read = [entry.reading for entry in entries]
        exact = (fitting.exact_number(row) for row in read)
        numbers = {row.doc_no for row in read if row.doc_no} | {one for one in exact if one}
        self._known = people.by_doc_nos(store, numbers)
        strangers = [
            (row, near)
            for row, near in zip(read, villages, strict=True)
            if row.name and row.doc_no not in self._known
        ]
        births = {(row.name, birth) for row, _ in strangers for birth in fitting.births(row)}
        places = {(row.name, village) for row, near in strangers for village in near}
        self._by_birth = people.by_name_birth(store, births)
        self._by_village = people.by_name_village(store, places)
        self._givers = rows.intakes.phone_givers(
            store, {row.telephones[0].number for row, _ in strangers if row.telephones}
        )

    def known(self, entry: Entry) -> fitting.Known | None:
        """Return the person with the number of a row."""
        found = self._known.get(entry.reading.doc_no or "")
        return fitting.Known(found["id"], found) if found else None

    def candidates(self, entry: Entry, villages: Sequence[bytes]) -> list[fitting.Known]:
        """Return the people of the row's name with its birth, village or whole old number."""
        row = entry.reading
        alike = [one for birth in fitting.births(row) for one in self._by_birth_of(row.name, birth)]
        for village_id in villages:
            alike += self._by_village.get((row.name, village_id), [])
        whole = self._known.get(fitting.exact_number(row) or "")
        if whole is not None:
            alike.append(whole)
        return list({one["id"]: fitting.Known(one["id"], one) for one in alike}.values())

    def _by_birth_of(self, name: str, birth: str) -> list[dict[str, Any]]:
        return self._by_birth.get((name, birth), [])

    def phone_people(self, entry: Entry, whole: Whole) -> int:
        """Return how many people give the row's telephone, those of the file included."""
        telephones = entry.reading.telephones
        if not telephones:
            return 0
        phone = telephones[0].number
        known = self._givers.get(phone, set())
        return len(known | whole.givers(phone) | {_giver(entry.reading)})
