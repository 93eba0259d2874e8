"""Rows that wait: undecided and rejected ones, until somebody finishes or drops them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import tables
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection

    from gigdesk.actions.desk import Desk, Done


def waiting(desk: Desk, number: int | None = None) -> list[dict[str, Any]]:
    """Return the waiting rows of one import, or of all, newest import first.

    Each has outcome, sheet, row, reasons [(code, level, params)], fields (what was read), number
    (the document number as far as it could be read), diffs [(field, before, after)] and
    proposed_id.
    """
    intake_id = None
    if number is not None:
        intake = rows.intakes.get_by_number(desk.store, number)
        if intake is None:
            raise errors.NotFound("intake.error.no_such_import", number=number)
        intake_id = intake["id"]
    return [_unpacked(row) for row in rows.intakes.waiting_rows(desk.store, intake_id)]


def count(desk: Desk) -> int:
    """Return how many rows wait."""
    return rows.intakes.count_waiting(desk.store)


def _unpacked(row: dict[str, Any]) -> dict[str, Any]:
    packed = json.loads(row["fields"] or "{}")
    return {
        **row,
        "reasons": [tuple(one) for one in json.loads(row["reasons"] or "[]")],
        "cells": json.loads(row["cells"] or "[]"),
        "fields": packed.get("fields", {}),
        "number": packed.get("number", ""),
        "diffs": [tuple(one) for one in packed.get("diffs", [])],
    }


def _waiting_row(desk: Desk, row_id: bytes) -> dict[str, Any]:
    found = rows.intakes.get_row(desk.store, row_id)
    if found is None or found["state"] != "waiting":
        raise errors.NotFound("intake.error.not_waiting")
    return _unpacked(found)


def finish(desk: Desk, row_id: bytes, *, fields: Collection[str], reason: str = "") -> Done:
    """Write the chosen fields of an undecided row to the person it means, as one act.

    Choosing none keeps the person as known; the row then waits no longer either. Raises
    errors.Refused where the row proposes nobody, errors.NotFound where it does not wait.
    """
    row = _waiting_row(desk, row_id)
    if row["proposed_id"] is None:
        raise errors.Refused("intake.error.nobody_proposed")
    blobs = {c.name for c in tables.table("worker").columns if c.storage == "blob"}
    changes = {
        name: bytes.fromhex(after) if name in blobs else after
        for name, _, after in row["diffs"]
        if name in fields
    }
    with desk.doing("workers.settle_row", reason=reason) as act:
        act.always_noted = True
        act.about = {"fields": sorted(changes), "row": row["row"]}
        if changes:
            rows.people.change(desk.store, row["proposed_id"], changes)
        rows.intakes.settle_row(desk.store, row_id, state="settled", worker_id=row["proposed_id"])
    return desk.done(act)


def settle(desk: Desk, row_id: bytes, worker_id: bytes) -> None:
    """Mark a row as finished by a person who was registered or corrected from it."""
    _waiting_row(desk, row_id)
    with desk.store.atomic():
        rows.intakes.settle_row(desk.store, row_id, state="settled", worker_id=worker_id)


def drop(desk: Desk, row_id: bytes, *, reason: str) -> Done:
    """Put a row aside for good; the reason stays in the history."""
    if not reason.strip():
        raise errors.Invalid("intake.error.drop_reason", "reason")
    row = _waiting_row(desk, row_id)
    with desk.doing("workers.settle_row", reason=reason) as act:
        act.always_noted = True
        act.about = {"dropped": row["row"]}
        rows.intakes.settle_row(desk.store, row_id, state="dropped", worker_id=None)
    return desk.done(act)
