"""Takes a whole import in as one act, sends rows back, and names the act that takes it back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers.imports import classing, inbox, lines, returning
from gigdesk.actions.workers.imports.looking import KINDS, WAITING
from gigdesk.store import backup
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.actions.desk import Act, Desk, Done
    from gigdesk.actions.workers.imports.classing import Outcome
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers import findings


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did; `number` is its human number, `done` what changed."""

    number: int
    rows: int
    counts: dict[str, int]
    skipped: dict[str, int]
    done: Done


def take_in(
    desk: Desk,
    reading: Reading,
    *,
    default_village: bytes | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    back_up: bool = True,
) -> Taken:
    """Take in every row as one act; cancelling, or any failure, leaves nothing behind.

    A backup is made first. New people are registered, known ones changed field by field,
    undecided and rejected rows wait as drafts. Raises errors.Refused `intake.error.cancelled`.
    """
    if back_up:
        backup.automatic(desk.store, desk.folder, "import", desk.clock)
    counts = dict.fromkeys(KINDS, 0)
    with desk.doing("workers.import", source=reading.opened.name) as act:
        villages = classing.Villages(desk, default_village)
        writer = _Writer(desk, reading, act, villages)
        for outcome in classing.classify(desk, reading, villages=villages, progress=progress):
            counts[outcome.classed.kind] += 1
            writer.take(outcome)
            if cancelled is not None and cancelled():
                raise errors.Refused("intake.error.cancelled")
        writer.close(counts)
        act.always_noted = True
        act.about = {"import": writer.number, "rows": reading.rows, **counts}
    return Taken(writer.number, reading.rows, counts, dict(reading.skipped), desk.done(act))


class _Writer:
    """Writes the outcomes of one import, a chunk at a time, in the running act."""

    def __init__(self, desk: Desk, reading: Reading, act: Act, villages: classing.Villages) -> None:
        self.desk = desk
        self.villages = villages
        self.reading = reading
        self.act = act
        self.intake_id = desk.new_id()
        self.number = desk.next_number("intake")
        self._next_worker = 0
        self._new: list[dict[str, Any]] = []
        self._changes: dict[bytes, dict[str, Any]] = {}
        self._phones: list[tuple[Any, ...]] = []
        self._rows: list[tuple[Any, ...]] = []
        self._ids_of_numbers: dict[str, bytes] = {}

    def take(self, outcome: Outcome) -> None:
        """Put one outcome among those that are written with the chunk."""
        classed, reading = outcome.classed, outcome.entry.reading
        worker_id: bytes | None = None
        if classed.kind != "rejected":
            self.villages.learned.write(outcome.village_id)
        if classed.kind == "new":
            worker_id = self._add(outcome)
        elif classed.kind in ("updated", "unchanged"):
            worker_id = classed.proposed_id or self._ids_of_numbers.get(reading.doc_no or "")
        if classed.kind == "updated" and worker_id is not None:
            changes = {diff.field: diff.after for diff in classed.diffs}
            self._changes.setdefault(worker_id, {}).update(changes)
        if worker_id is not None:
            self._further_phones(worker_id, outcome, known=classed.kind != "new")
        self._rows.append(self._row(outcome, worker_id))
        if len(self._rows) >= classing.CHUNK:
            self.flush()

    def _add(self, outcome: Outcome) -> bytes:
        """Prepare a new person and return the id."""
        worker_id = self.desk.new_id()
        today = self.desk.clock.today().isoformat()
        self._new.append(
            {
                "registered_by": self.desk.staff.name,
                "registered_on": today,
                **outcome.classed.values,
                "id": worker_id,
                "station_id": self.desk.station.id,
            }
        )
        number = outcome.entry.reading.doc_no
        if number is not None:
            self._ids_of_numbers[number] = worker_id
        return worker_id

    def _further_phones(self, worker_id: bytes, outcome: Outcome, *, known: bool) -> None:
        """Keep the second and further telephones of a cell with their owners."""
        for phone in outcome.entry.reading.telephones[1:]:
            if not known or not rows.intakes.has_phone(self.desk.store, worker_id, phone.number):
                self._phones.append(
                    (
                        self.desk.new_id(),
                        self.desk.station.id,
                        worker_id,
                        phone.number,
                        phone.note or None,
                    )
                )

    def _row(self, outcome: Outcome, worker_id: bytes | None) -> tuple[Any, ...]:
        """Return the line that accounts for this row; cells stay where somebody must look."""
        classed, entry = outcome.classed, outcome.entry
        waits = classed.kind in WAITING
        kept = waits or bool(classed.warnings)
        found = (*classed.reasons, *classed.warnings)
        return (
            self.desk.new_id(),
            self.intake_id,
            entry.sheet,
            entry.reading.place,
            entry.block,
            classed.kind,
            "waiting" if waits else "done",
            worker_id,
            classed.proposed_id,
            json.dumps(entry.cells, ensure_ascii=False) if kept else None,
            packed_fields(outcome) if waits else None,
            json.dumps([packed_finding(one) for one in found], ensure_ascii=False)
            if found
            else None,
        )

    def flush(self) -> None:
        """Write what has gathered."""
        store = self.desk.store
        if self._new:
            first = self.desk.next_numbers("worker", len(self._new))
            for number, row in enumerate(self._new, first):
                row["number"] = number
            columns = list(dict.fromkeys(name for row in self._new for name in row))
            rows.people.add_many(store, self._new, columns=columns)
        if self._changes:
            rows.people.change_many(store, self._changes)
        if self._phones:
            names = ("id", "station_id", "worker_id", "phone", "owner")
            store.add_many("worker_phone", names, self._phones)
        rows.intakes.add_rows(store, self._rows)
        self._new, self._changes, self._phones, self._rows = [], {}, [], []

    def close(self, counts: dict[str, int]) -> None:
        """Write the rest and the import itself."""
        self.flush()
        opened = self.reading.opened
        columns = [
            {
                "sheet": column.sheet,
                "index": column.index,
                "header": column.header,
                "field": self.reading.field_of(column),
            }
            for column in opened.columns
        ]
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
                "counts": json.dumps({**counts, "skipped": self.reading.skipped}),
                "act_id": self.act.id,
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


def packed_fields(outcome: Outcome) -> str:
    """Return what was read of a waiting row, for finishing it later.

    `given` names the fields that stood in cells, `phones` the further telephones of the cell.
    """
    reading = outcome.entry.reading
    known = {
        name: _plain(value) for name, value in {**reading.values, **outcome.classed.values}.items()
    }
    if outcome.village_id is not None:
        known["village_id"] = outcome.village_id.hex()
    return json.dumps(
        {
            "fields": known,
            "given": sorted({*reading.given, *({"village_id"} & known.keys())}),
            "number": reading.paper.number,
            "village": " ".join(part for part in (reading.town, reading.village) if part),
            "phones": [[one.number, one.note or None] for one in reading.telephones[1:]],
            "diffs": [
                [one.field, _plain(one.before), _plain(one.after)] for one in outcome.classed.diffs
            ],
        },
        ensure_ascii=False,
    )


def _plain(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def packed_finding(finding: findings.Finding) -> list[Any]:
    """Return a finding as JSON knows it."""
    code, level, params = lines.as_told(finding)
    return [code, level, {name: _plain(v) for name, v in params.items()}]


def return_rows(desk: Desk, number: int, out: Path) -> returning.Returned:
    """Write the waiting rows of an import as a workbook: original cells and a remarks column.

    Corrected and saved, it can be imported like any other roster.
    """
    intake = _intake(desk, number)
    names = lines.Names(desk)
    waiting = [
        returning.of_row(row, names.village(inbox.village_id(row)))
        for row in rows.intakes.waiting_rows(desk.store, intake["id"])
    ]
    return returning.write_rows(json.loads(intake["columns"] or "[]"), waiting, out)


def _intake(desk: Desk, number: int) -> dict[str, Any]:
    found = rows.intakes.get_by_number(desk.store, number)
    if found is None:
        raise errors.NotFound("intake.error.no_such_import", number=number)
    return found


def undo_target(desk: Desk, number: int) -> int:
    """Return the number of the act that made an import, for taking it back."""
    return int(_intake(desk, number)["act_number"])
