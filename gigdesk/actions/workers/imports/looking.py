"""Looks at what an import would do before anything is written, and opens each count row by row."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers.imports import classing, lines, references, telling, villages
from gigdesk.actions.workers.imports.opening import where
from gigdesk.actions.workers.imports.returning import Returned, Waiting, write_rows
from gigdesk.actions.workers.imports.whole import Whole
from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.opening import Opened
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers.classing import Classed

KINDS = ("new", "updated", "unchanged", "undecided", "rejected")
WAITING = telling.WAITING
WARNED = "warned"
_SHOWN = 1000


@dataclass(slots=True)
class Preview:
    """What an import would do: counts that add up to the rows, and which rows they are.

    `rows` = new + updated + unchanged + undecided + rejected; `skipped` are the rows that are no
    people, by reason. `places` holds the rows of every class (and, under WARNED, those taken in
    with a warning) by their order in the file, `told` what is said of them, `waiting` those that
    wait and `people` whom they may mean, `shown` the first thousand rows of every class but
    `unchanged`, `whole` what is only seen in the file as a whole.
    """

    rows: int
    counts: dict[str, int]
    skipped: dict[str, int]
    reading: Reading
    places: dict[str, array[int]]
    whole: Whole
    told: telling.Telling = field(default_factory=telling.Telling)
    waiting: dict[int, Classed] = field(default_factory=dict)
    people: Mapping[bytes, Mapping[str, Any]] = field(default_factory=dict)
    shown: list[Outcome] = field(default_factory=list)
    seen_before: int | None = None
    default_village: bytes | None = None
    default_name: str = ""
    _single: int = 0
    _repeated: set[int] = field(default_factory=set)

    @property
    def writes(self) -> int:
        """Return how many people would be written, each once however many rows are about one."""
        return self._single + len(self._repeated)

    def note_written(self, number: str | None) -> None:
        """Count whom a row is about that would be written."""
        places = self.whole.places_of(number) if number else ()
        if len(places) > 1:
            self._repeated.add(places[0])
        else:
            self._single += 1

    @property
    def made_places(self) -> tuple[tuple[str, str], ...]:
        """Return the villages, as (town, name), that would be made because rows need them."""
        return tuple(self.whole.made)

    @property
    def warnings(self) -> int:
        """Return how many rows have something to look at."""
        return len(self.places[WARNED])


def seen_before(desk: Desk, opened: Opened) -> int | None:
    """Return the number of the last import of the very same file that still stands, or None.

    One that stopped half-way is not meant: the file is to be imported again.
    """
    seen = rows.intakes.seen_before(desk.store, opened.sha256)
    whole = seen is not None and seen["state"] != rows.unfinished.RUNNING
    return int(seen["number"]) if seen and whole else None


def preview(
    desk: Desk,
    reading: Reading,
    *,
    default_village: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Preview:
    """Class every row without writing anything."""
    found = Preview(
        reading.rows,
        dict.fromkeys(KINDS, 0),
        dict(reading.skipped),
        reading,
        {kind: array("L") for kind in (*KINDS, WARNED)},
        Whole(reading),
        seen_before=seen_before(desk, reading.opened),
        default_village=default_village,
        default_name=lines.Names(desk).village(default_village),
    )
    # The import itself writes names, and the desk that writes it lets nobody in meanwhile.
    workers.pinyin.load()
    places = villages.Villages(desk, default_village, reading)
    for outcome in classing.classify(
        desk, reading, villages=places, whole=found.whole, progress=progress
    ):
        _count(found, outcome)
    meant = (one.proposed_id for one in found.waiting.values())
    found.people = lines.Names(desk, (one for one in meant if one is not None)).people
    return found


def _count(found: Preview, outcome: Outcome) -> None:
    classed, entry = outcome.classed, outcome.entry
    found.counts[classed.kind] += 1
    found.places[classed.kind].append(outcome.place)
    if classed.kind in ("new", "updated"):
        found.note_written(entry.reading.doc_no)
    if classed.warnings:
        found.places[WARNED].append(outcome.place)
    said = [lines.as_told(one) for one in (*classed.reasons, *classed.warnings)]
    if said:
        place = where(entry.sheet, entry.reading.place, sheets=len(found.reading.opened.sheets))
        found.told.add(classed.kind, place, said)
    if classed.kind in WAITING:
        found.waiting[outcome.place] = classed
    if classed.kind != "unchanged" and found.counts[classed.kind] <= _SHOWN:
        found.shown.append(outcome)


def lines_of(desk: Desk, seen: Preview, kind: str, start: int, limit: int) -> list[lines.Line]:
    """Return a page of the rows behind a count, as they may be shown."""
    places = seen.places[kind][start : start + limit].tolist()
    found = classing.outcomes(desk, seen.whole, places, default_village=seen.default_village)
    return lines.of_outcomes(desk, seen.reading, list(found))


def return_previewed(seen: Preview, out: Path) -> Returned:
    """Write the rows that would wait as a workbook, before anything is taken in."""
    reading = seen.reading
    told = references.columns(reading)
    waiting = [_going_back(seen, place, classed, told) for place, classed in seen.waiting.items()]
    return write_rows(reading.kept_columns(), waiting, out)


def _going_back(seen: Preview, place: int, classed: Classed, told: Mapping[str, int]) -> Waiting:
    """Return a row that would wait as it goes back."""
    entry = seen.reading.entry(place)
    return Waiting(
        entry.sheet,
        entry.cells,
        [lines.as_told(one) for one in (*classed.reasons, *classed.warnings)],
        entry.reading.village or entry.section or seen.default_name,
        classed.kind,
        seen.people.get(classed.proposed_id) if classed.proposed_id is not None else None,
        references.stated(entry, told)
        or references.made(
            seen.reading.opened.sha256, entry.sheet, entry.reading.place, entry.block
        ),
    )
