"""Classes the rows of a reading against the registry, a chunk at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports import (
    begun,
    doubts,
    dwelling,
    ending,
    granting,
    homes,
    sensitive,
    titled,
)
from gigdesk.actions.workers.imports.around import Around
from gigdesk.actions.workers.imports.own import NOTHING, Own
from gigdesk.actions.workers.imports.villages import Villages
from gigdesk.actions.workers.imports.whole import Whole, with_rows
from gigdesk.domain.workers import aside, classing, employment, findings, fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain import workers

CHUNK = 125


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row with what becomes of it.

    `place` is its order in the whole file, `village_id` the village that was found for it, `home`
    the household that a new person joins where one of its number is registered, `key` the one that
    the list puts that person in.
    """

    place: int
    entry: Entry
    classed: classing.Classed
    village_id: bytes | None
    home: bytes | None = None
    key: homes.Key | None = None


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
    whole.heads = homes.Heads(reading, whole.places_of)
    whole.granted.clear()
    told = -1
    for start in range(0, reading.rows, CHUNK):
        if own.told != told:
            told = own.told
            whole.know(desk, villages, own)
        places = range(start, min(start + CHUNK, reading.rows))
        yield from _Chunk(desk, whole, villages, own).outcomes(places)
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
    villages = Villages(desk, default_village, whole.reading)
    for start in range(0, len(places), CHUNK):
        yield from _Chunk(desk, whole, villages, NOTHING).outcomes(places[start : start + CHUNK])


@dataclass(frozen=True, slots=True)
class _Met:
    """One row of a chunk with what registry and file know of it."""

    at: int
    entry: Entry
    dwelling: dwelling.Dwelling
    known: fitting.Known | None
    others: Sequence[workers.rows.RowReading]
    left: sensitive.Left
    asked: tuple[findings.Finding, ...] = ()

    @property
    def row(self) -> workers.rows.RowReading:
        """Return what was read."""
        return self.entry.reading

    @property
    def earlier(self) -> list[workers.rows.RowReading]:
        """Return the rows before it about somebody registered."""
        return [one for one in self.others if one.place < self.at] if self.known else []


class _Chunk:
    """Some rows that are classed together against the registry as it is now."""

    def __init__(self, desk: Desk, whole: Whole, villages: Villages, own: Own) -> None:
        self._desk = desk
        self._whole = whole
        self._villages = villages
        self._own = own
        self._today = desk.clock.today()
        self._limits = _limits(desk)

    def outcomes(self, places: Sequence[int]) -> Iterator[Outcome]:
        """Yield the rows at these places in the file with their class."""
        entries = [
            self._villages.titled.placed(one) for one in map(self._whole.reading.entry, places)
        ]
        dwellings = [dwelling.of(self._villages, entry) for entry in entries]
        around = Around(self._desk, entries, [one.likely for one in dwellings], self._own)
        met = self._meet(around, places, entries, dwellings)
        fellows = homes.Fellows(self._desk, self._own, self._ahead)
        worked = ending.histories(
            self._desk,
            [(one.row, one.known) for one in met],
            [one.earlier for one in met],
            self._own,
        )
        read = [one.row.given for one in met]
        met = [self._begun(one, worked) for one in met]
        doubtful = self._doubts(fellows, met, worked)
        placed = {} if self._whole.is_probe else self._placed(met)
        papers = granting.Papers(
            self._desk, self._whole, self._own, [(one.entry, one.known) for one in met]
        )
        for one, doubt, given in zip(met, doubtful, read, strict=True):
            stays, classed = self._class(around, one, doubt)
            classed = begun.said(classed, one.entry, given)
            classed = _moved_from(classed, placed.get(one.at))
            same = [each.given for each in one.others]
            classed = ending.told(classed, one.known, worked, [one.row.given, *same])
            if not self._whole.is_probe:
                classed = around.noted(classed, one.known, one.entry)
                self._note_work(one, classed, worked)
            found = self._settled(fellows, one, classed, stays=stays)
            if not self._whole.is_probe:
                classed = papers.told(found.classed, one.at, one.entry, one.known)
                found = replace(found, classed=classed)
            yield found

    def _meet(
        self,
        around: Around,
        places: Sequence[int],
        entries: list[Entry],
        dwellings: Sequence[dwelling.Dwelling],
    ) -> list[_Met]:
        """Return the rows with who is known, less what needs a consent nobody gave."""
        known = [around.known(entry) for entry in entries]
        left: list[sensitive.Left] = [()] * len(entries)
        if self._whole.sensitive:
            told = sensitive.without(self._desk, entries, known)
            entries, left = [one for one, _ in told], [one for _, one in told]
        others = [self._whole.others(entry, at) for entry, at in zip(entries, places, strict=True)]
        rows = [_aside(*one) for one in zip(entries, others, known, strict=True)]
        entries, others = [one for one, _ in rows], [one for _, one in rows]
        homes_of = [one.of(person) for one, person in zip(dwellings, known, strict=True)]
        columns = zip(places, entries, homes_of, known, others, left, strict=True)
        return [_Met(*one) for one in columns]

    def _begun(self, one: _Met, worked: ending.Histories) -> _Met:
        """Return a row with the state that follows from the work it begins, and what it asks."""
        asked = begun.asked(
            self._whole.reading,
            one.entry,
            one.others,
            one.known,
            histories=worked,
            today=self._today,
        )
        entry, others = begun.told(one.entry, one.others, one.known)
        return replace(one, entry=entry, others=others, asked=asked)

    def _ahead(self, places: Sequence[int]) -> Iterator[Outcome]:
        """Class rows ahead of their turn, as if no household minded."""
        chunk = _Chunk(self._desk, self._whole.probe(), self._villages, self._own)
        return chunk.outcomes(places)

    def _placed(self, met: Sequence[_Met]) -> dict[int, bytes]:
        """Return by row the village in which earlier rows put somebody nobody had registered."""
        before = {
            one.at: [each.place for each in one.others if each.place < one.at]
            for one in met
            if one.known is None
        }
        asked = sorted({at for places in before.values() for at in places})
        taken = {
            one.place: one.village_id
            for one in (self._ahead(asked) if asked else ())
            if one.classed.kind in ("new", "updated") and one.village_id is not None
        }
        return {
            row: taken[max(told)]
            for row, places in before.items()
            if (told := taken.keys() & set(places))
        }

    def _doubts(
        self, fellows: homes.Fellows, met: Sequence[_Met], worked: ending.Histories
    ) -> list[tuple[findings.Finding, ...]]:
        """Return of each row what a person must decide of work and household."""
        read, known = [one.row for one in met], [one.known for one in met]
        found = doubts.doubts(self._today, read, known, [one.earlier for one in met], worked)
        asked = self._whole.heads.ask(fellows, ((one.at, one.entry, one.known) for one in met))
        return [(*some, *asked.get(one.at, ())) for one, some in zip(met, found, strict=True)]

    def _class(
        self, around: Around, one: _Met, doubt: tuple[findings.Finding, ...]
    ) -> tuple[bool, classing.Classed]:
        """Return the class of a row, and whether its person stays in the village known."""
        found, entry, known = one.dwelling.found, one.entry, one.known
        read = fitting.as_known(entry.reading, known.values.get("name")) if known else entry.reading
        asked = dwelling.elsewhere(known, entry, found, self._villages)
        not_moved = () if asked else dwelling.not_moved(known, entry, found, self._villages)
        stays = bool(asked) and self._villages.learned.is_unwritten(found.village_id)
        stays = stays or bool(not_moved)
        return stays, classing.class_row(
            replace(read, place=one.at),
            known,
            today=self._today,
            limits=self._limits,
            candidates=() if known else around.candidates(entry, one.dwelling.likely),
            same_number=one.others,
            village_id=None if stays else found.village_id,
            perhaps_villages=one.dwelling.perhaps,
            phone_people=0 if known else around.phone_people(entry, self._whole),
            phone_in_file=self._whole.phone_people(entry),
            asked=(*asked, *begun.once(doubt, one.asked)),
            remarks=(
                *(*found.remarks, *not_moved, *one.left),
                *(*_without_home(known, entry), *_hidden(entry)),
            ),
        )

    def _note_work(self, one: _Met, classed: classing.Classed, worked: ending.Histories) -> None:
        """Keep the work of who is changed, where a further row will ask for it."""
        if classed.kind != "updated" or one.known is None or not one.others:
            return
        if any(diff.field in employment.COLUMNS for diff in classed.diffs):
            self._own.note_work(one.known.id, worked.get(one.known.id, []))

    def _settled(
        self, fellows: homes.Fellows, one: _Met, classed: classing.Classed, *, stays: bool
    ) -> Outcome:
        """Return a row with its village and household, and what is to be said of both."""
        whole, found, household = self._whole, one.dwelling.found, one.row.household
        village_id = None if stays else found.village_id
        if classed.kind == "new" and one.dwelling.home is not None:
            village_id = one.dwelling.home.place
            classed = dwelling.at_home(classed, one.dwelling.home)
        classed = dwelling.with_place_text(classed, one.row, found)
        villages = self._villages
        living = one.known.values if one.known else classed.values
        place = villages.name(village_id)
        classed = villages.hamlets.kept(classed, one.entry, living, village=place)
        classed = dwelling.from_above(classed, whole, one.at, one.entry, found)
        classed = dwelling.strange_code(classed, whole, one.at, found)
        other = self._villages.titled.against(one.entry, found)
        classed = titled.told(classed, whole, one.at, one.entry, other)
        several = "" if village_id else self._villages.titled.several(one.entry)
        classed = titled.set_aside(classed, whole, one.at, one.entry, several)
        employer = self._villages.titled.employer(one.entry)
        classed = titled.unread_employer(classed, whole, one.at, one.entry, employer)
        home = key = None
        if classed.kind == "new" and village_id is not None and household:
            key = (village_id, household, found.was)
            home = whole.heads.known(key)
            outside = whole.heads.against(fellows, key, classed.values, one.at)
            classed = replace(classed, warnings=(*classed.warnings, *outside))
        classed = homes.noted(classed, household, village_id)
        if found.fresh and village_id:
            named = self._villages.learned.named(village_id)
            unsaid, classed = classed, dwelling.taught(classed, whole, one.at, named)
            if classed is not unsaid:
                whole.made[named] = None
        classed = with_rows(whole.reading, classed)
        return Outcome(one.at, one.entry, classed, village_id, home, key=key)


def _moved_from(classed: classing.Classed, village_id: bytes | None) -> classing.Classed:
    """Hold the village of a row against that in which earlier rows of the file put the person."""
    if village_id is None:
        return classed
    diffs = tuple(
        replace(one, before=village_id) if one.field == "village_id" else one
        for one in classed.diffs
        if (one.field, one.after) != ("village_id", village_id)
    )
    kind = "unchanged" if classed.kind == "updated" and not diffs else classed.kind
    return replace(classed, kind=kind, diffs=diffs)


def _limits(desk: Desk) -> classing.Limits:
    """Return what the rule table of the station says today."""
    today, book, region = desk.clock.today(), desk.rules(), desk.station.code
    return classing.Limits(
        book.number("age.employable", today, region), book.number("phone.shared_by", today, region)
    )


def _without_home(known: fitting.Known | None, entry: Entry) -> tuple[findings.Finding, ...]:
    """Say that who is registered without a household is put into none by a list."""
    text = entry.reading.household
    if not text or known is None or known.values.get("household_id") is not None:
        return ()
    return (findings.warning("intake.finding.household_left", number=text),)


def _aside(
    entry: Entry, others: Sequence[workers.rows.RowReading], known: fitting.Known | None
) -> tuple[Entry, Sequence[workers.rows.RowReading]]:
    """Return a row and others of its person, less words that name no employer, as remarks."""
    if known is None:
        return entry, others
    read, *rest = (aside.without_name(one, known.values) for one in (entry.reading, *others))
    return replace(entry, reading=read), rest


def _hidden(entry: Entry) -> tuple[findings.Finding, ...]:
    return (findings.information("intake.finding.hidden"),) if entry.hidden else ()
