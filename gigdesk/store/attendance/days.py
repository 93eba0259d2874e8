"""Rows of days of work and of their confirmation by the employer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from gigdesk import stamps
from gigdesk.domain import attendance
from gigdesk.store import ddl, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("work_day", "day_confirmation")

COLUMNS = (
    "id",
    "station_id",
    "worker_id",
    "batch_id",
    "day",
    "quarters",
    "minutes",
    "overtime_minutes",
    "overtime_kind",
    "times",
    "mark",
    "source",
    "source_sheet",
    "source_row",
    "corrects_id",
    "void",
    "reason",
)
_CHUNK = 400
# When a row was written, by the hybrid clock: the history has it, a row's own clock may be wrong.
MOMENT = "(SELECT min(op.hlc) FROM op WHERE op.row_id = {row}.id)"
_FACT = (
    "SELECT id, batch_id, worker_id, day, quarters, overtime_minutes, coalesce(mark, ''), "
    "corrects_id, void, minutes, overtime_kind, coalesce(times, ''), "
    f"{MOMENT.format(row='work_day')} FROM work_day"
)
_COUNTER_BITS = 16  # a moment is milliseconds and a counter of these bits (sync 3.4)


def add_facts(store: Database, rows: Sequence[Row]) -> int:
    """Write facts in bulk; the totals are brought up to date by `totals.refresh`."""
    return store.add_many(
        "work_day", COLUMNS, (tuple(row.get(name) for name in COLUMNS) for row in rows)
    )


def get_facts(store: Database, ids: Sequence[bytes]) -> list[attendance.WorkDay]:
    """Return facts by id."""
    found: list[attendance.WorkDay] = []
    for at in range(0, len(ids), _CHUNK):
        part = ids[at : at + _CHUNK]
        marks = ", ".join("?" * len(part))
        rows = store.stream(f"{_FACT} WHERE id IN ({marks})", part)
        found.extend(_fact(row) for row in rows)
    return found


def facts_between(
    store: Database, batch_id: bytes, first: str, last: str
) -> list[attendance.WorkDay]:
    """Return every fact of a batch between two days, corrected and void ones too."""
    rows = store.stream(
        f"{_FACT} WHERE batch_id = ? AND day BETWEEN ? AND ?", (batch_id, first, last)
    )
    return [_fact(row) for row in rows]


def all_facts(store: Database) -> list[attendance.WorkDay]:
    """Return every fact of the file."""
    return [_fact(row) for row in store.stream(_FACT)]


def find_changes(
    store: Database, ids: Sequence[bytes]
) -> dict[bytes, dict[str, tuple[int | str | None, int | str | None]]]:
    """Return by fact what it changed in its cell, `{column: (before, after)}`.

    The history keeps no body of a fact, as its row never changes; what stood before it is told by
    the facts of the same cell. Of nothing entered both sides are None.
    """
    rows = store.stream(
        f"{_FACT} WHERE (worker_id, day, batch_id) IN (SELECT mine.worker_id, mine.day, "
        "mine.batch_id FROM json_each(?) asked JOIN work_day mine ON mine.id = unhex(asked.value))",
        (json.dumps([one.hex() for one in ids]),),
    )
    told = attendance.changed_by(_fact(row) for row in rows)
    return {
        one: {
            name: (getattr(before, name, None) or None, getattr(after, name, None) or None)
            for name in (
                "quarters",
                "minutes",
                "overtime_minutes",
                "overtime_kind",
                "times",
                "mark",
            )
        }
        for one, (before, after) in told.items()
    }


class Place(NamedTuple):
    """Where a fact belongs: its day, the number of its batch, sheet and row of its file if any."""

    day: str
    batch: int
    sheet: str | None
    row: int | None


def find_places(store: Database, ids: Sequence[bytes]) -> dict[bytes, Place]:
    """Return by fact where it belongs and where it came from."""
    found = store.stream(
        "SELECT f.id, f.day, b.number, f.source_sheet, f.source_row FROM json_each(?) asked "
        "JOIN work_day f ON f.id = unhex(asked.value) JOIN batch b ON b.id = f.batch_id",
        (json.dumps([one.hex() for one in ids]),),
    )
    return {row[0]: Place(*row[1:]) for row in found}


def find_replaced(store: Database, ids: Sequence[bytes], act_id: bytes) -> list[Row]:
    """Return which of these facts of an act do not count in their cell, each with what does.

    `number` and `name` are of the act whose fact counts there; what another fact of `act_id`
    itself replaces is left out. `is_void` says that a fact was taken away.
    """
    return store.query(
        "SELECT f.id, act.number, act.name, EXISTS (SELECT 1 FROM work_day x "
        "WHERE x.corrects_id = f.id AND x.void) AS is_void "
        "FROM json_each(?1) asked JOIN work_day f ON f.id = unhex(asked.value) "
        "LEFT JOIN day_total t ON (t.batch_id, t.worker_id, t.day) "
        "= (f.batch_id, f.worker_id, f.day) "
        "LEFT JOIN op ON op.row_id = t.work_day_id LEFT JOIN act ON act.id = op.act_id "
        "WHERE t.work_day_id IS NOT f.id AND act.id IS NOT ?2",
        (json.dumps([one.hex() for one in ids]), act_id),
    )


def _fact(row: tuple[Any, ...]) -> attendance.WorkDay:
    values = [*row[:8], bool(row[8]), *row[9:-1], moment(row[0], row[-1])]
    return attendance.WorkDay(*values)


def moment(row_id: bytes, noted: int | None) -> int:
    """Return when a row was written; of one without a history its id tells."""
    if noted is not None:
        return noted
    return stamps.made_ms(row_id) << _COUNTER_BITS


def chain(store: Database, batch_id: bytes, worker_id: bytes, day: str) -> list[Row]:
    """Return every fact of one person's cell, oldest first, with who entered it and when."""
    return store.query(
        f"WITH {joined.SAME} SELECT f.id, f.quarters, f.minutes, f.overtime_minutes, "
        "f.overtime_kind, f.times, f.mark, f.source, "
        "f.source_sheet, f.source_row, f.corrects_id, f.void, f.reason, "
        "a.number AS act_number, a.staff_name, a.at_ms FROM work_day f "
        "LEFT JOIN op ON op.row_id = f.id AND op.tbl = 'work_day' "
        "LEFT JOIN act a ON a.id = op.act_id "
        "WHERE f.worker_id IN (SELECT id FROM same) AND f.day = ? AND +f.batch_id = ? "
        "ORDER BY op.hlc, f.id",
        (worker_id, day, batch_id),
    )


def confirmed_of_order(store: Database, order_id: bytes) -> Row | None:
    """Return number and month of a batch of this order that an employer confirmed, or None."""
    return store.one(
        "SELECT b.number, c.month FROM batch b JOIN day_confirmation c ON c.batch_id = b.id "
        "WHERE b.order_id = ? AND c.void = 0 AND NOT EXISTS (SELECT 1 FROM day_confirmation x "
        "WHERE x.corrects_id = c.id) ORDER BY c.month, b.number LIMIT 1",
        (order_id,),
    )


def confirmations(store: Database, batch_id: bytes, month: str | None = None) -> list[Row]:
    """Return the confirmations of a batch that stand, newest first as they were written."""
    found = store.query(
        f"SELECT {ddl.columns('day_confirmation', 'c')}, {MOMENT.format(row='c')} AS moment "
        "FROM day_confirmation c "
        "WHERE c.batch_id = ? AND c.void = 0 "
        "AND (? IS NULL OR c.month = ?) AND NOT EXISTS (SELECT 1 FROM day_confirmation x "
        "WHERE x.corrects_id = c.id)",
        (batch_id, month, month),
    )
    for row in found:
        row["moment"] = moment(row["id"], row["moment"])
    return sorted(found, key=lambda row: (row["moment"], row["id"]), reverse=True)
