"""Rows of acts: who did what and when, in the person's own order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gigdesk.domain import tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.store.database import Database, Row

TABLES = ("act",)
_COLUMNS = (
    "act.id, act.number, act.name, act.staff_id, act.staff_name, act.at_ms, act.source, "
    "act.reason, act.undoes_id, act.about, "
    "EXISTS (SELECT 1 FROM act later WHERE later.undoes_id = act.id) AS undone"
)


def get_act(store: Database, number: int) -> Row | None:
    """Return one act by the number people read out."""
    return store.one(f"SELECT {_COLUMNS} FROM act WHERE number = ?", (number,))


def find_acts(store: Database, *, limit: int = 100, before: int | None = None) -> list[Row]:
    """Return acts, newest first; `before` is the number from which to read on."""
    return store.query(
        f"SELECT {_COLUMNS} FROM act WHERE ? IS NULL OR act.number < ? "
        "ORDER BY act.number DESC LIMIT ?",
        (before, before, limit),
    )


def find_own(store: Database, staff_id: bytes, *, limit: int = 30) -> list[Row]:
    """Return one person's acts, newest first."""
    return store.query(
        f"SELECT {_COLUMNS} FROM act WHERE act.staff_id = ? ORDER BY act.number DESC LIMIT ?",
        (staff_id, limit),
    )


def find_newest(store: Database, staff_id: bytes, *, beside: Iterable[str]) -> Row | None:
    """Return one person's newest act that changed something and was not taken back, or None.

    Acts with a name in `beside` do not count, nor those that only left their own line.
    """
    found = store.query(
        f"SELECT {_COLUMNS} FROM act WHERE act.staff_id = ? "
        "AND act.name NOT IN (SELECT value FROM json_each(?)) "
        "AND EXISTS (SELECT 1 FROM op WHERE op.act_id = act.id AND op.tbl <> 'act') "
        "AND NOT EXISTS (SELECT 1 FROM act later WHERE later.undoes_id = act.id) "
        "ORDER BY act.number DESC LIMIT 1",
        (staff_id, json.dumps(sorted(beside))),
    )
    return found[0] if found else None


def next_number(store: Database) -> int:
    """Return the number of the next act."""
    return int(store.value("SELECT max(number) FROM act") or 0) + 1


def later_ops_on(store: Database, act_id: bytes) -> list[Row]:
    """Return rows that this act touched and that a later act, not taken back, touched again."""
    return store.query(
        "SELECT DISTINCT mine.tbl, mine.row_id, later_act.number, later_act.name "
        "FROM op mine JOIN op later ON later.row_id = mine.row_id AND later.seq > mine.seq "
        "AND later.act_id IS NOT mine.act_id JOIN act later_act ON later_act.id = later.act_id "
        "WHERE mine.act_id = ? AND later_act.undoes_id IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM act undo WHERE undo.undoes_id = later_act.id) LIMIT 200",
        (act_id,),
    )


def find_reference(
    store: Database,
    table: str,
    row_id: bytes,
    *,
    leaving: set[bytes],
    restored: set[tuple[bytes, str]],
) -> str | None:
    """Return the name of a table with a row that will still refer to this one, or None.

    `leaving` are rows that go as well, `restored` (row, column) that get their old value back.
    """
    for other in tables.captured():
        for column in other.columns:
            if column.refers != table:
                continue
            found = store.stream(
                f"SELECT id FROM {other.name} WHERE {column.name} = ? LIMIT 50", (row_id,)
            )
            for row in found:
                gone = row[0] in leaving or row[0] == row_id
                if not gone and (row[0], column.name) not in restored:
                    return other.name
    return None


def find_by_number(store: Database, table: str, number: int) -> bytes | None:
    """Return the id of the row of a table with that human number, or None."""
    found = store.value(f"SELECT id FROM {table} WHERE number = ? ORDER BY rowid", (number,))
    return None if found is None else bytes(found)


def find_by_document(store: Database, doc_no: str) -> bytes | None:
    """Return the id of the person with that document number, or None."""
    found = store.value("SELECT id FROM worker WHERE doc_no = ? ORDER BY state, rowid", (doc_no,))
    return None if found is None else bytes(found)
