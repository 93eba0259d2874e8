"""Classes the rows of a reading against the registry, a chunk at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from gigdesk.actions.workers.imports import doubts, ending, homes, sensitive
from gigdesk.actions.workers.imports.givers import giver_of
from gigdesk.actions.workers.imports.homes import noted
from gigdesk.actions.workers.imports.opening import where
from gigdesk.actions.workers.imports.own import NOTHING, Own
from gigdesk.actions.workers.imports.villages import Found, Villages, with_place_text
from gigdesk.domain.workers import classing, findings, fitting
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain import workers

CHUNK = 125
_MOST_DIFFERENT = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row with what becomes of it.

    `place` is its order in the whole file, `village_id` the village that was found for it,
    `household` that of whoever is registered with its number.
    """

    place: int
    entry: Entry
    classed: classing.Classed
    village_id: bytes | None
    household: bytes | None = None


def classify(
    desk: Desk,
    reading: Reading,
    *,
    villages: Villages,
    whole: Whole | None = None,
    own: Own = NOTHING,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Yield every person row with its class, in the order of the file; writes nothing.

    The rows of one chunk are classed against the registry as it is when the chunk begins, so what
    others wrote meanwhile counts. A caller that writes as it goes tells by `own` what it made: that
    does not, so that a row becomes the same wherever the slices end, and what a dry run says.
    """
    whole = whole or Whole(reading)
    whole.heads = homes.Heads(reading)
    for start in range(0, reading.rows, CHUNK):
        places = range(start, min(start + CHUNK, reading.rows))
        yield from _chunk(desk, whole, villages, places, own)
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
    villages = Villages(desk, default_village, whole.reading.opened.sha256)
    for start in range(0, len(places), CHUNK):
        yield from _chunk(desk, whole, villages, places[start : start + CHUNK])


def _chunk(
    desk: Desk, whole: Whole, villages: Villages, places: Sequence[int], own: Own = NOTHING
) -> Iterator[Outcome]:
    """Class some rows against the registry as it is now."""
    limits = _limits(desk)
    entries = [whole.reading.entry(at) for at in places]
    found = [villages.find(entry) for entry in entries]
    addressed = [_home(villages, entry, one) for entry, one in zip(entries, found, strict=True)]
    perhaps = [
        villages.perhaps(entry) if home is None else (*villages.perhaps(entry), home.place)
        for entry, home in zip(entries, addressed, strict=True)
    ]
    likely = [
        (*more, *((one.village_id,) if one.village_id else ()))
        for more, one in zip(perhaps, found, strict=True)
    ]
    around = _Around(desk, entries, likely, own)
    entries, said = _allowed(desk, whole, entries, [around.known(entry) for entry in entries])
    fellows = homes.Fellows(
        desk, own, lambda some: _chunk(desk, whole.probe(), villages, some, own)
    )
    doubtful = _doubts(fellows, around, whole, places, entries)
    whole.heads.know(entries, found, [around.household(entry) for entry in entries])
    worked = ending.histories(desk, entries, map(around.known, entries))
    for at, entry, one, home, more, near, left, doubt in zip(
        places, entries, found, addressed, perhaps, likely, said, doubtful, strict=True
    ):
        known = around.known(entry)
        asked = _elsewhere(known, entry, one, villages)
        stays = asked and villages.learned.is_unwritten(one.village_id)
        classed = classing.class_row(
            replace(entry.reading, place=at),
            known,
            today=desk.clock.today(),
            limits=limits,
            candidates=() if known else around.candidates(entry, near),
            same_number=whole.others(entry, at),
            village_id=None if stays else one.village_id,
            perhaps_villages=more,
            phone_people=0 if known else around.phone_people(entry, whole),
            phone_in_file=whole.phone_people(entry),
            asked=(*asked, *doubt),
            remarks=(*one.remarks, *left, *_without_home(known, entry), *_hidden(entry)),
        )
        same = [each.given for each in whole.others(entry, at)]
        classed = ending.told(classed, known, worked, [entry.reading.given, *same])
        village_id = None if stays else one.village_id
        if classed.kind == "new" and home:
            village_id, classed = home.place, _at_home(classed, home)
        classed = with_place_text(classed, entry.reading, one)
        if classed.kind == "new" and village_id is not None and entry.reading.household:
            key = (village_id, entry.reading.household)
            outside = whole.heads.against(fellows, key, classed.values, at)
            classed = replace(classed, warnings=(*classed.warnings, *outside))
        classed = noted(classed, entry.reading.household, village_id)
        if one.fresh and village_id and _needs(classed):
            classed = _taught(classed, whole, at, villages.learned.named(village_id))
        classed = classed if whole.is_probe else around.noted(classed, known, entry)
        classed = _with_rows(whole.reading, classed)
        yield Outcome(at, entry, classed, village_id, around.household(entry))


def _allowed(
    desk: Desk, whole: Whole, entries: list[Entry], known: list[fitting.Known | None]
) -> tuple[list[Entry], list[sensitive.Left]]:
    """Return the rows without what needs a consent nobody gave, and what was left out of each."""
    if not whole.sensitive:
        return entries, [()] * len(entries)
    told = sensitive.without(desk, entries, known)
    return [one for one, _ in told], [one for _, one in told]


def _limits(desk: Desk) -> classing.Limits:
    """Return what the rule table of the station says today."""
    today, book, region = desk.clock.today(), desk.rules(), desk.station.code
    return classing.Limits(
        book.number("age.employable", today, region), book.number("phone.shared_by", today, region)
    )


def _doubts(
    fellows: homes.Fellows,
    around: _Around,
    whole: Whole,
    places: Sequence[int],
    entries: Sequence[Entry],
) -> list[tuple[findings.Finding, ...]]:
    """Return of each row what a person must decide of work and household, its fellows minded."""
    known = [around.known(entry) for entry in entries]
    earlier = [
        [one for one in whole.others(entry, at) if one.place < at] if person else ()
        for at, entry, person in zip(places, entries, known, strict=True)
    ]
    found = doubts.doubts(fellows.desk, [entry.reading for entry in entries], known, earlier)
    asked = whole.heads.ask(fellows, zip(places, entries, known, strict=True))
    return [(*some, *asked.get(at, ())) for at, some in zip(places, found, strict=True)]


class _Home(NamedTuple):
    """The village that the address of a row names, and the address."""

    place: bytes
    address: str


def _home(villages: Villages, entry: Entry, found: Found) -> _Home | None:
    """Return the village in an address where a row has no other."""
    if found.village_id is not None or found.kept:
        return None
    place, address = villages.by_address(entry)
    return _Home(place, address) if place is not None else None


def _at_home(classed: classing.Classed, home: _Home) -> classing.Classed:
    """Put a new person into the village of the address, and say so."""
    said = findings.information("intake.finding.village_by_address", address=home.address)
    values = {**classed.values, "village_id": home.place}
    return replace(classed, values=values, warnings=(*classed.warnings, said))


def _elsewhere(
    known: fitting.Known | None, entry: Entry, found: Found, villages: Villages
) -> tuple[findings.Finding, ...]:
    """Ask about somebody registered whom the list has in a village that the desk does not know.

    The same holds of one it only knows from this very list, so that taking it in twice ends alike.
    """
    home = known.values.get("village_id") if known is not None else None
    if not found.elsewhere or home is None or home in {found.village_id, *found.perhaps}:
        return ()
    stated = entry.reading.village or entry.section
    at_home = villages.name(home)
    return (findings.warning("findings.row.village_elsewhere", village=stated, known=at_home),)


def _needs(classed: classing.Classed) -> bool:
    """Say whether a row is taken in with its village."""
    return classed.kind == "new" or any(one.field == "village_id" for one in classed.diffs)


def _taught(
    classed: classing.Classed, whole: Whole, at: int, named: tuple[str, str]
) -> classing.Classed:
    """Say at the first row that needs a village that it is being made."""
    if classed.kind not in ("new", "updated") or whole.taught.setdefault(named, at) != at:
        return classed
    said = findings.warning("intake.finding.village_made", village="".join(named))
    return replace(classed, warnings=(*classed.warnings, said))


def _without_home(known: fitting.Known | None, entry: Entry) -> tuple[findings.Finding, ...]:
    """Say that who is registered without a household is put into none by a list."""
    text = entry.reading.household
    if not text or known is None or known.values.get("household_id") is not None:
        return ()
    return (findings.warning("intake.finding.household_left", number=text),)


def _hidden(entry: Entry) -> tuple[findings.Finding, ...]:
    return (findings.information("intake.finding.hidden"),) if entry.hidden else ()


class Whole:
    """What is only seen in a file as a whole: rows with one number, people with one telephone.

    Row numbers repeat from sheet to sheet, so the order in the whole file stands for the place.
    `taught` are the villages (town, name) that are made, each with the first row that needs it.
    """

    def __init__(self, reading: Reading) -> None:
        """Know the rows; numbers are looked up as they are met."""
        self.reading = reading
        self._found: dict[str, list[workers.rows.RowReading]] = {}
        self.taught: dict[tuple[str, str], int] = {}
        self.heads = homes.Heads(reading)
        self.sensitive = bool(sensitive.fields_of(reading))
        self.is_probe = False

    def probe(self) -> Whole:
        """Return the same for classing rows ahead of their turn, as if no household minded."""
        found = Whole(self.reading)
        found.heads, found.is_probe = homes.Heads(None), True
        return found

    def phone_people(self, entry: Entry) -> int:
        """Return how many people of the file give the row's telephone as their first."""
        telephones = entry.reading.telephones
        return max(1, len(self.reading.givers.of(telephones[0].number))) if telephones else 0

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
        self,
        desk: Desk,
        entries: Sequence[Entry],
        villages: Sequence[tuple[bytes, ...]],
        own: Own,
    ) -> None:
        store, people = desk.store, rows.people
        self._own = own
        read = [entry.reading for entry in entries]
        exact = (fitting.exact_number(row) for row in read)
        numbers = {row.doc_no for row in read if row.doc_no} | {one for one in exact if one}
        holders = people.by_doc_nos(store, numbers)
        self._known = {
            number: own.before(row) for number, row in holders.items() if row["id"] not in own.made
        }
        self._made = {number: row["id"] for number, row in holders.items() if row["id"] in own.made}
        strangers = [
            (row, near)
            for row, near in zip(read, villages, strict=True)
            if row.name and row.doc_no not in self._known
        ]
        births = {(row.name, birth) for row, _ in strangers for birth in fitting.births(row)}
        places = {(row.name, village) for row, near in strangers for village in near}
        asked = [
            found["id"]
            for row in read
            if len(row.telephones) > 1 and (found := self._known.get(row.doc_no or ""))
        ]
        self._phones = rows.belongings.find_of_many(store, "worker_phone", asked)
        self._by_birth = people.by_name_birth(store, births)
        self._by_village = people.by_name_village(store, places)
        self._givers = rows.intakes.phone_givers(
            store, {row.telephones[0].number for row, _ in strangers if row.telephones}
        )

    def known(self, entry: Entry) -> fitting.Known | None:
        """Return the person with the number of a row."""
        found = self._known.get(entry.reading.doc_no or "")
        if found is None:
            return None
        told = self._phones.get(found["id"], ())
        return fitting.Known(found["id"], found, frozenset(one["phone"] for one in told))

    def household(self, entry: Entry) -> bytes | None:
        """Return the household of the person with the number of a row."""
        found = self._known.get(entry.reading.doc_no or "")
        return found["household_id"] if found is not None else None

    def candidates(self, entry: Entry, villages: Sequence[bytes]) -> list[fitting.Known]:
        """Return the people of the row's name with its birth, village or whole old number."""
        row = entry.reading
        births = fitting.births(row)
        alike = [one for birth in births for one in self._by_birth_of(row.name, birth)]
        for village_id in villages:
            alike += self._by_village.get((row.name, village_id), [])
        alike = self._own.as_before(row.name, alike, births=births, villages=villages)
        whole = self._known.get(fitting.exact_number(row) or "")
        if whole is not None:
            alike.append(whole)
        return list({one["id"]: fitting.Known(one["id"], one) for one in alike}.values())

    def noted(
        self, classed: classing.Classed, known: fitting.Known | None, entry: Entry
    ) -> classing.Classed:
        """Keep how somebody was who is changed; point at whom an earlier row has made."""
        if known is not None:
            if classed.kind == "updated":
                self._own.note(known.values, [one.field for one in classed.diffs])
            return classed
        made = self._made.get(entry.reading.doc_no or "")
        if made is None or classed.proposed_id is not None:
            return classed
        return replace(classed, proposed_id=made)

    def _by_birth_of(self, name: str, birth: str) -> list[dict[str, Any]]:
        return self._by_birth.get((name, birth), [])

    def phone_people(self, entry: Entry, whole: Whole) -> int:
        """Return how many people give the row's telephone, those of the file included."""
        telephones = entry.reading.telephones
        if not telephones:
            return 0
        phone = telephones[0].number
        known = self._givers.get(phone, set())
        return len(known | whole.reading.givers.of(phone) | {giver_of(entry.reading)})
