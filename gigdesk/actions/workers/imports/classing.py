"""Classes the rows of a reading against the registry, a chunk at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers
from gigdesk.domain.workers import classing, findings
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.opening import Entry, Reading

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row with what becomes of it; `village_id` is the village that was found for it."""

    entry: Entry
    classed: classing.Classed
    village_id: bytes | None


class Villages:
    """Finds the village a row means: none, one, or several, and never guesses."""

    def __init__(self, desk: Desk, default: bytes | None) -> None:
        """Read the villages of the desk once; `default` is the one chosen for rows without any."""
        self._default = default
        self._by_name: dict[str, list[tuple[str, bytes]]] = {}
        for village_id, found in rows.people.villages(desk.store).items():
            if found["level"] == "village":
                names = self._by_name.setdefault(plain(found["village"]), [])
                names.append((plain(found["town"] or ""), village_id))

    def find(self, entry: Entry) -> tuple[bytes | None, tuple[findings.Finding, ...]]:
        """Return the village of a row and what there is to say about it."""
        text = entry.reading.village or entry.section
        if not text:
            return self._default, ()
        town = plain(entry.reading.town)
        fitting = [one for one in self._candidates(text) if not town or one[0] == town]
        if len(fitting) == 1:
            return fitting[0][1], ()
        if not entry.reading.village:
            return self._default, ()
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


def plain(name: str) -> str:
    """Return the name of a place without its kind, so that variants of it are one."""
    return classing.village_key(name)


def classify(
    desk: Desk,
    reading: Reading,
    *,
    default_village: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Outcome]:
    """Yield every person row with its class, in the order of the file; writes nothing.

    The rows of one chunk are classed against the registry as it is when the chunk begins, so a
    caller that writes as it goes sees its own writes from the next chunk on.
    """
    villages = Villages(desk, default_village)
    today = desk.clock.today()
    for start in range(0, reading.rows, CHUNK):
        entries = [reading.entry(at) for at in range(start, min(start + CHUNK, reading.rows))]
        found = [villages.find(entry) for entry in entries]
        around = _Around(desk, entries, [place for place, _ in found])
        for at, (entry, (village_id, remarks)) in enumerate(
            zip(entries, found, strict=True), start
        ):
            known = around.known(entry)
            classed = classing.class_row(
                replace(entry.reading, place=at),
                known,
                today=today,
                candidates=() if known else around.candidates(entry, village_id),
                same_number=_others(reading, entry, at),
                village_id=village_id,
                phone_people=0 if known else around.phone_people(entry),
                remarks=(*remarks, *_hidden(entry)),
            )
            classed = _with_village_text(classed, entry, village_id)
            yield Outcome(entry, _with_rows(reading, classed), village_id)
        if progress is not None:
            progress(min(start + CHUNK, reading.rows), reading.rows)


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


def _others(reading: Reading, entry: Entry, at: int) -> Sequence[workers.rows.RowReading]:
    """Return the other rows of the file with the number of this one, placed by their order.

    Row numbers repeat from sheet to sheet, so the order in the whole file stands for the place.
    """
    number = entry.reading.doc_no
    places = reading.by_number.get(number, ()) if number else ()
    return [replace(reading.entry(other).reading, place=other) for other in places if other != at]


def _with_rows(reading: Reading, classed: classing.Classed) -> classing.Classed:
    """Say the rows of the file where the reasons name places by their order."""
    if not any("row" in one.params for one in classed.reasons):
        return classed
    reasons = []
    for one in classed.reasons:
        params = dict(one.params)
        if isinstance(params.get("row"), int):
            entry = reading.entry(int(str(params["row"])))
            params["row"] = where(entry)
        reasons.append(replace(one, params=params))
    return replace(classed, reasons=tuple(reasons))


def where(entry: Entry) -> str:
    """Return the place of a row as people name it: the sheet, where it has a name, and the row."""
    number = str(entry.reading.place)
    return f"{entry.sheet} {number}" if entry.sheet else number


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
