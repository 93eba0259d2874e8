"""Proves the rows of imports, which no trigger captures, by what acts said when they wrote them."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from gigdesk.store import witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.store.database import Database

TABLES = ()
SETTLED = "intake_row"
_MODULUS = 1 << 256
_WAITING = "waiting"
COLUMNS = (
    "id",
    "intake_id",
    "sheet",
    "row",
    "block",
    "outcome",
    "state",
    "worker_id",
    "proposed_id",
    "cells",
    "fields",
    "reasons",
)
_ID, _INTAKE, _STATE, _WORKER = (
    COLUMNS.index(n) for n in ("id", "intake_id", "state", "worker_id")
)


def _digest(row: Sequence[Any]) -> int:
    """Return a number that stands for all values of one row."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=bytes.hex)
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def note_written(store: Database, rows: Iterable[Sequence[Any]]) -> None:
    """Let the running act say how many rows it wrote of each import, and the sum of their digests.

    A sum, because slices of an import are written at different times and read in no order.
    """
    sums: dict[bytes, tuple[int, int]] = {}
    for row in rows:
        count, total = sums.get(row[_INTAKE], (0, 0))
        sums[row[_INTAKE]] = count + 1, (total + _digest(row)) % _MODULUS
    for intake_id, (count, total) in sums.items():
        witness.put(store, witness.SLICE, [intake_id.hex(), count, f"{total:064x}"])


def note_settled(
    store: Database, row_id: bytes, *, state: str, act: int, worker_id: bytes | None
) -> None:
    """Let the running act, by its number, say what became of a row that waited."""
    worker = worker_id.hex() if worker_id is not None else None
    witness.put(store, SETTLED, [row_id.hex(), state, act, worker])


def differing(store: Database) -> list[bytes]:
    """Return the imports, by id, of which a row was altered, removed or added past any act."""
    due: dict[bytes, tuple[int, int]] = {}
    for intake_id, count, total in witness.told(store, witness.SLICE):
        key = bytes.fromhex(intake_id)
        before = due.get(key, (0, 0))
        due[key] = before[0] + count, (before[1] + int(total, 16)) % _MODULUS
    settled: dict[bytes, tuple[str, int, bytes | None]] = {
        bytes.fromhex(row_id): (state, act, bytes.fromhex(worker) if worker else None)
        for row_id, state, act, worker in witness.told(store, SETTLED)
    }
    found: dict[bytes, tuple[int, int]] = {}
    wrong: dict[bytes, None] = {}
    for row in store.stream(
        f"SELECT {', '.join(COLUMNS)}, settled_by FROM intake_row ORDER BY rowid"
    ):
        *as_written, act = row
        if row[_ID] in settled:
            if settled[row[_ID]] != (row[_STATE], act, row[_WORKER]):
                wrong[row[_INTAKE]] = None
            as_written[_STATE], as_written[_WORKER] = _WAITING, None
        elif act is not None:
            wrong[row[_INTAKE]] = None
        count, total = found.get(row[_INTAKE], (0, 0))
        found[row[_INTAKE]] = count + 1, (total + _digest(as_written)) % _MODULUS
    for key in (*due, *found):
        if due.get(key) != found.get(key):
            wrong[key] = None
    return list(wrong)
