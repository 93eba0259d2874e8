"""Rows of what happens on the way: who signed in, head-counts, money handed out; all are facts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.domain import tables
from gigdesk.domain.dispatch import advances, boarding
from gigdesk.store import ddl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("sign_in", "head_count", "advance")

# When a row was written, by the hybrid clock: a row's own clock may be wrong.
_MOMENT = "coalesce((SELECT min(op.hlc) FROM op WHERE op.row_id = f.id), 0)"


def signs(store: Database, batch_id: bytes) -> list[boarding.Sign]:
    """Return every entry of a batch about who was there, corrected and void ones too."""
    found = store.stream(
        "SELECT f.id, f.worker_id, f.stage, f.leg, f.vehicle_id, f.result, "
        f"coalesce(f.reason_code, ''), f.corrects_id, f.void, {_MOMENT} "
        "FROM sign_in f WHERE f.batch_id = ?",
        (batch_id,),
    )
    return [boarding.Sign(*_fact(row)) for row in found]


def aboard(store: Database, batch_id: bytes) -> dict[bytes, boarding.Sign]:
    """Return by person who is aboard a coach by the last entry, on whichever leg."""
    found = boarding.on_leg(signs(store, batch_id), boarding.MOST_LEGS)
    return {who: one for who, one in found.items() if boarding.is_aboard(one)}


def counts(store: Database, batch_id: bytes) -> list[boarding.Count]:
    """Return every head-count of a batch, corrected and void ones too."""
    found = store.stream(
        f"SELECT f.id, f.vehicle_id, f.leg, f.counted, f.corrects_id, f.void, {_MOMENT} "
        "FROM head_count f WHERE f.batch_id = ?",
        (batch_id,),
    )
    return [boarding.Count(*_fact(row)) for row in found]


def advance_facts(store: Database, batch_id: bytes) -> list[advances.Advance]:
    """Return every advance of a batch, corrected and void ones too."""
    found = store.stream(
        "SELECT f.id, f.worker_id, f.number, f.day, f.amount_fen, f.kind, f.signed = 1, "
        f"coalesce(f.note, ''), f.corrects_id, f.void, {_MOMENT} "
        "FROM advance f WHERE f.batch_id = ?",
        (batch_id,),
    )
    return [advances.Advance(*_fact(row)) for row in found]


def _fact(row: tuple[Any, ...]) -> list[Any]:
    """Return the values of a fact, of which the last but one says whether it is void."""
    return [*row[:-2], bool(row[-2]), row[-1]]


def planned(store: Database, batch_id: bytes) -> dict[bytes, bytes | None]:
    """Return the coach of everybody on the list, by person in the order of the list."""
    found = store.stream(
        "SELECT worker_id, vehicle_id FROM batch_member WHERE batch_id = ? "
        "AND state IN ('listed', 'left') ORDER BY position, id",
        (batch_id,),
    )
    return {row[0]: row[1] for row in found}


def details(store: Database, batch_id: bytes) -> dict[bytes, Row]:
    """Return by entry what a list shows beside what rules look at: when, how, remark, stop."""
    found = store.query(
        "SELECT id, how, day, time, note, stop FROM sign_in WHERE batch_id = ?", (batch_id,)
    )
    return {row["id"]: row for row in found}


def stops(store: Database, batch_id: bytes) -> dict[int, str]:
    """Return the legs that anything was entered for, each with the name of the stop if any."""
    found = store.stream(
        "SELECT leg, max(coalesce(stop, '')) FROM (SELECT leg, stop FROM sign_in "
        "WHERE batch_id = ?1 AND stage = 'board' UNION ALL SELECT leg, stop FROM head_count "
        "WHERE batch_id = ?1) GROUP BY leg ORDER BY leg",
        (batch_id,),
    )
    return {row[0]: row[1] for row in found}


def batches_of(store: Database, table: str, ids: Iterable[bytes]) -> set[bytes]:
    """Return the batches that some rows of a table belong to."""
    found = store.stream(
        f"SELECT DISTINCT t.batch_id FROM json_each(?) asked JOIN {table} t "
        "ON t.id = unhex(asked.value)",
        (json.dumps([one.hex() for one in ids]),),
    )
    return {row[0] for row in found}


def find_corrected(store: Database, table: str, ids: Sequence[bytes], act_id: bytes) -> list[Row]:
    """Return which of these facts count no longer, with number and name of the act that did it.

    What another fact of `act_id` itself corrected is left out; `is_void` says that a fact was taken
    away.
    """
    return store.query(
        "SELECT f.id, act.number, act.name, x.void AS is_void FROM json_each(?1) asked "
        f"JOIN {table} f ON f.id = unhex(asked.value) JOIN {table} x ON x.corrects_id = f.id "
        f"LEFT JOIN op ON op.row_id = x.id LEFT JOIN act ON act.id = op.act_id "
        f"WHERE act.id IS NOT ?2 AND NOT EXISTS (SELECT 1 FROM {table} y "
        "WHERE y.corrects_id = x.id AND y.void = 1)",
        (json.dumps([one.hex() for one in ids]), act_id),
    )


def void(store: Database, table: str, row_id: bytes, new_id: bytes) -> None:
    """Take one fact away by a further row, which repeats what a row must have."""
    row: dict[str, Any] = store.get(table, row_id) or {}
    needed = {one.name for one in tables.table(table).columns if one.required}
    kept = {name: value for name, value in row.items() if name in needed}
    store.add(table, {**kept, "id": new_id, "corrects_id": row_id, "void": 1})


def list_advances(store: Database, batch_id: bytes) -> list[Row]:
    """Return every advance of a batch with the person and the place on the list, oldest first."""
    return store.query(
        f"SELECT {ddl.columns('advance', 'f')}, w.name, w.number AS worker_number, "
        "w.printed_name, w.name_image_sha256, d.name AS village, "
        "(SELECT min(m.position) FROM batch_member m WHERE m.batch_id = f.batch_id "
        "AND m.worker_id = f.worker_id) AS position "
        "FROM advance f JOIN worker r ON r.id = f.worker_id "
        "JOIN worker w ON w.id = coalesce(r.merged_into, r.id) "
        "LEFT JOIN division d ON d.id = w.village_id "
        "WHERE f.batch_id = ? ORDER BY f.day, f.number",
        (batch_id,),
    )
