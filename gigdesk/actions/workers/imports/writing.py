"""Writes the rows of an import slice by slice, each a transaction, all under one act."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import belongings, granted, livelihood
from gigdesk.actions.workers.imports import homes, lines, own, packing, references
from gigdesk.actions.workers.imports import unfinished as half
from gigdesk.actions.workers.imports.looking import KINDS, WAITING
from gigdesk.domain import workers
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gigdesk.actions.desk import Act, Desk
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.actions.workers.imports.villages import Villages
    from gigdesk.domain.workers import findings

_OUTCOME = rows.intakes.ROW_COLUMNS.index("outcome")


@dataclass(slots=True)
class _Chunk:
    """What has gathered to be written together, on the day `today` and under new `ids`.

    `turns` are the same `changes` by person, those of each further row about one in a turn of its
    own: what every row changed is a change of its own in the history.
    """

    today: str
    ids: Iterator[bytes]
    new: list[dict[str, Any]] = field(default_factory=list)
    changes: dict[bytes, dict[str, Any]] = field(default_factory=dict)
    turns: list[dict[bytes, dict[str, Any]]] = field(default_factory=list)
    phones: list[tuple[bytes, str, str | None]] = field(default_factory=list)
    called: list[tuple[bytes, str, str | None]] = field(default_factory=list)
    papers: list[tuple[bytes, granted.Values]] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    at_home: list[tuple[dict[str, Any], homes.Key, bytes | None]] = field(default_factory=list)
    villages: dict[bytes, None] = field(default_factory=dict)
    ids_of_numbers: dict[str, bytes] = field(default_factory=dict)
    referred: dict[str, bytes | None] = field(default_factory=dict)

    def change(self, worker_id: bytes, changes: dict[str, Any]) -> None:
        """Add what one row changes of a person."""
        self.changes.setdefault(worker_id, {}).update(changes)
        for turn in self.turns:
            if worker_id not in turn:
                turn[worker_id] = changes
                return
        self.turns.append({worker_id: changes})


class Writer:
    """Writes the outcomes of one import, a slice at a time, all under one act.

    `written` and `counts` say what stands for good; a slice that fails leaves nothing of itself.
    """

    def __init__(self, desk: Desk, reading: Reading, villages: Villages) -> None:
        """Begin with nothing written; `villages` are read again when others have written."""
        self.desk = desk
        self.villages = villages
        self.reading = reading
        self.act: Act | None = None
        self.intake_id = desk.new_id()
        self.number = 0
        self.counts = dict.fromkeys(KINDS, 0)
        self._so_far = dict(self.counts)
        self._chunk = _Chunk("", iter(()))
        self._told = references.columns(reading)
        self._fields = references.read_fields(reading)
        self.own = own.Own()
        self.still_waiting = 0
        self._homes = homes.Homes(desk)
        self._act_number = 0

    @property
    def written(self) -> int:
        """Return how many rows have been written for good."""
        return sum(self.counts.values())

    @property
    def so_far(self) -> int:
        """Return how many rows have been written, those of the running slice included."""
        return sum(self._so_far.values())

    @property
    def is_finished(self) -> bool:
        """Say whether every row of the file has been written for good."""
        return self.act is not None and self.written == self.reading.rows

    @property
    def written_act(self) -> Act:
        """Return the act, once the first slice has been written."""
        if self.act is None:
            raise errors.Bug("errors.bug_outside_act")
        return self.act

    @contextlib.contextmanager
    def slice(self) -> Iterator[None]:
        """Make one transaction of what is written inside; the first makes the act."""
        self._so_far = dict(self.counts)
        if self.act is None:
            with self.desk.doing("workers.import", source=self.reading.opened.name) as act:
                self._act_number = act.number
                yield
                self._begin(act)
            self.act = act
        else:
            with self.desk.going_on(self.act):
                yield
                self._go_on()
        self.counts = dict(self._so_far)

    def write(self, outcomes: Iterable[Outcome]) -> None:
        """Write some rows in the running slice; raises errors.Bug where fewer came than counted."""
        clock, listed = self.desk.clock, list(outcomes)
        if not listed and self.so_far < self.reading.rows:
            raise errors.Bug("errors.bug_rows_gone", count=self.reading.rows - self.so_far)
        # Each row needs an id for itself, and each new person one.
        ids = iter(clock.new_ids(2 * len(listed)))
        self._chunk = chunk = _Chunk(clock.today().isoformat(), ids)
        for outcome in listed:
            self._take(outcome)
        self._put(chunk)
        for row in chunk.rows:
            self._so_far[row[_OUTCOME]] += 1
        self.desk.settle()

    def _take(self, outcome: Outcome) -> None:
        """Put one outcome among those that are written together."""
        classed, reading, part = outcome.classed, outcome.entry.reading, self._chunk
        worker_id: bytes | None = None
        if classed.kind in ("new", "updated") and outcome.village_id is not None:
            part.villages[outcome.village_id] = None
        if classed.kind == "new":
            worker_id = self._add(outcome)
        elif classed.kind in ("updated", "unchanged"):
            worker_id = classed.proposed_id or part.ids_of_numbers.get(reading.doc_no or "")
        if classed.kind == "updated" and worker_id is not None:
            changes = {
                diff.field: diff.after
                for diff in classed.diffs
                if diff.field != workers.classing.MORE_PHONES
            }
            if changes:
                part.change(worker_id, changes)
        if worker_id is not None:
            part.papers += [(worker_id, classed.granted)] if classed.granted else []
            phones = reading.telephones if reading.further_phones else ()
            part.phones += [(worker_id, one.number, one.note or None) for one in phones]
            fresh = classed.kind == "new" or any(one.field == "phone" for one in classed.diffs)
            first = reading.telephones[:1] if fresh else ()
            part.called += [(worker_id, one.number, one.note) for one in first if one.note]
        reference = references.stated(outcome.entry, self._told)
        if reference:
            part.referred[reference] = worker_id
        part.rows.append(self._row(outcome, worker_id, reference))

    def _add(self, outcome: Outcome) -> bytes:
        """Prepare a new person and return the id."""
        part = self._chunk
        worker_id = next(part.ids)
        self.own.made.add(worker_id)
        part.new.append(
            {
                "registered_by": self.desk.staff.name,
                "registered_on": part.today,
                **outcome.classed.values,
                "id": worker_id,
                "station_id": self.desk.station.id,
            }
        )
        if outcome.key is not None and not homes.is_outside(outcome.classed):
            part.at_home.append((part.new[-1], outcome.key, outcome.home))
        number = outcome.entry.reading.doc_no
        if number is not None:
            part.ids_of_numbers[number] = worker_id
        return worker_id

    def _row(self, outcome: Outcome, worker_id: bytes | None, reference: str) -> tuple[Any, ...]:
        """Return the line that accounts for this row; cells stay where somebody must look."""
        classed, entry = outcome.classed, outcome.entry
        waits = classed.kind in WAITING
        kept = waits or bool(classed.warnings)
        found = (*classed.reasons, *classed.warnings)
        return (
            next(self._chunk.ids),
            self.intake_id,
            entry.sheet,
            entry.reading.place,
            entry.block,
            classed.kind,
            "waiting" if waits else "done",
            worker_id,
            classed.proposed_id,
            json.dumps(entry.cells, ensure_ascii=False) if kept else None,
            packed_fields(outcome, self._known_village(outcome), reference) if waits else None,
            json.dumps([packed_finding(one) for one in found], ensure_ascii=False)
            if found
            else None,
        )

    def _known_village(self, outcome: Outcome) -> bytes | None:
        """Return the village of a waiting row; a rejected one teaches no new village."""
        place = outcome.village_id
        unknown = self.villages.learned.is_unwritten(place) and place not in self._chunk.villages
        return None if unknown else place

    def _put(self, part: _Chunk) -> None:
        """Write what has gathered."""
        store = self.desk.store
        for village_id in part.villages:
            self.villages.learned.write(village_id)
        self._homes.place(part.at_home)
        if part.new:
            first = self.desk.next_numbers("worker", len(part.new))
            for number, row in enumerate(part.new, first):
                row["number"] = number
            columns = list(dict.fromkeys(name for row in part.new for name in row))
            rows.people.add_many(store, part.new, columns=columns)
        for turn in part.turns:
            rows.people.change_many(store, turn)
        belongings.put_phones(self.desk, part.phones, part.called)
        livelihood.put(self.desk, part.new, part.changes, of_list=True)
        self.own.papers.update(granted.put(self.desk, part.papers))
        rows.intakes.add_rows(store, part.rows)
        self.still_waiting += references.settle(
            self.desk,
            part.referred,
            intake_id=self.intake_id,
            act=self._act_number,
            fields=self._fields,
        )

    def _state(self) -> dict[str, str]:
        """Return how the import stands with what is written so far."""
        if self.so_far < self.reading.rows:
            counts = half.counts_of(self.reading.rows)
            return {"state": rows.unfinished.RUNNING, "counts": counts}
        counts = json.dumps({**self._so_far, "skipped": self.reading.skipped})
        return {"state": rows.unfinished.DONE, "counts": counts}

    def _go_on(self) -> None:
        """Note the counts with the last slice."""
        if self.so_far == self.reading.rows:
            self.desk.store.change("intake", self.intake_id, self._state())

    def _begin(self, act: Act) -> None:
        """Write the import itself and keep its file."""
        opened = self.reading.opened
        self.number = self.desk.next_number("intake")
        act.always_noted = True
        act.about = {"import": self.number, "rows": self.reading.rows}
        columns = self.reading.kept_columns()
        self.desk.store.add(
            "intake",
            {
                "id": self.intake_id,
                "station_id": self.desk.station.id,
                "number": self.number,
                "file_name": opened.name,
                "sha256": opened.sha256,
                "sheet": ", ".join(opened.sheets) or None,
                "columns": json.dumps(columns, ensure_ascii=False),
                "act_id": act.id,
                **self._state(),
            },
        )
        if opened.content is not None:
            office_rows.slots.keep_original(
                self.desk.store,
                sha256=opened.sha256,
                file_name=opened.name,
                content=opened.content,
                at_ms=self.desk.clock.now_ms(),
            )
        else:
            act.about["unkept"] = True


def packed_fields(outcome: Outcome, place: bytes | None, reference: str = "") -> str:
    """Return what was read of a waiting row in the village `place`, for finishing it later.

    `given` names the fields that stood in cells, `phones` the further telephones of the cell,
    `reference` the row that went back and stands here again.
    """
    reading = outcome.entry.reading
    known = {
        name: _plain(value) for name, value in {**reading.values, **outcome.classed.values}.items()
    }
    known.pop("village_id", None)
    if place is not None:
        known["village_id"] = place.hex()
    paper = granted.waiting(reading.certificate.values, outcome.classed.warnings)
    return json.dumps(
        {
            "fields": known,
            "given": sorted({*reading.given, *({"village_id"} & known.keys())}),
            "number": reading.paper.number,
            "village": " ".join(part for part in (reading.town, _named(outcome)) if part),
            "section": _above(outcome),
            **({"reference": reference} if reference else {}),
            "phones": [[one.number, one.note or None] for one in reading.further_phones],
            **({granted.FIELD: dict(paper)} if paper else {}),
            "diffs": [
                [one.field, _plain(one.before), _plain(one.after)] for one in outcome.classed.diffs
            ],
        },
        ensure_ascii=False,
    )


def _named(outcome: Outcome) -> str:
    """Return the village in the cell of a row, else the one over it or in the sheet's name."""
    section = _above(outcome)
    over = section if workers.divisions.is_named_village(section) else ""
    return outcome.entry.reading.village or over


def _above(outcome: Outcome) -> str:
    """Return the place over a row that names none itself, nothing where it may be no place."""
    entry = outcome.entry
    doubted = entry.source == packing.DOUBTED
    return "" if doubted or entry.reading.village else entry.section


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def packed_finding(finding: findings.Finding) -> list[Any]:
    """Return a finding as JSON knows it."""
    code, level, params = lines.as_told(finding)
    return [code, level, {name: _plain(v) for name, v in params.items()}]
