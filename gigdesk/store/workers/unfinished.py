"""Imports that were begun and not brought to their end: a program died, or the disk was full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.store.database import Database, Row

TABLES = ()
RUNNING, DONE = "running", "done"


def find(store: Database) -> list[Row]:
    """Return the imports that stand half written, oldest first; `written` counts their rows.

    An import that was taken back is none of them, nor one whose file came in whole later.
    """
    return store.query(
        "SELECT i.id, i.number, i.file_name, i.counts, act.at_ms, act.staff_name, "
        "(SELECT count(*) FROM intake_row r WHERE r.intake_id = i.id) AS written "
        "FROM intake i LEFT JOIN act ON act.id = i.act_id WHERE i.state = ? "
        "AND NOT EXISTS (SELECT 1 FROM act undo WHERE undo.undoes_id = i.act_id) "
        "AND NOT EXISTS (SELECT 1 FROM intake whole WHERE whole.sha256 = i.sha256 "
        "AND whole.number > i.number AND whole.state = ? "
        "AND NOT EXISTS (SELECT 1 FROM act undo WHERE undo.undoes_id = whole.act_id)) "
        "ORDER BY i.number",
        (RUNNING, DONE),
    )


def find_by_acts(store: Database, act_ids: Iterable[bytes]) -> list[Row]:
    """Return the imports that these acts made, oldest first, with the count of their rows."""
    return store.query(
        "SELECT i.id, i.number, i.file_name, i.counts, i.act_id, act.at_ms, act.staff_name, "
        "(SELECT count(*) FROM intake_row r WHERE r.intake_id = i.id) AS written "
        "FROM intake i JOIN act ON act.id = i.act_id "
        "WHERE i.act_id IN (SELECT unhex(value) FROM json_each(?)) ORDER BY i.number",
        (json.dumps([act_id.hex() for act_id in act_ids]),),
    )


def outcomes(store: Database, intake_id: bytes) -> dict[str, int]:
    """Return by outcome how many rows of an import have been written."""
    sql = "SELECT outcome, count(*) FROM intake_row WHERE intake_id = ? GROUP BY outcome"
    return {row[0]: row[1] for row in store.stream(sql, (intake_id,))}


def is_taken_back(store: Database, act_id: bytes) -> bool:
    """Say whether an act has been taken back."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM act WHERE undoes_id = ?)", (act_id,)))
