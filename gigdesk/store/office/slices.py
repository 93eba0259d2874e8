"""Acts that are taken back slice by slice: where they were cut, whether it has come to its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gigdesk.domain import tables
from gigdesk.store import oplog, witness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.store.database import Database, Row

TABLES = ()
_ID = re.compile(r'"([0-9a-f]{32})"')


def about(act: str) -> str:
    """Return SQL for what an act is about, with the counts that an undo in slices said last."""
    return (
        f"CASE WHEN json_extract({act}.about, '$.slices') IS NULL THEN {act}.about ELSE "
        f"coalesce(json_patch({act}.about, {witness.said(act, witness.UNDONE)}), {act}.about) END"
    )


def cuts_of(store: Database, act_id: bytes) -> list[int]:
    """Return the places in the history at which slices of an act ended, in order."""
    found = store.stream(
        "SELECT seq FROM op WHERE act_id = ? AND kind = ? AND json_type(body, ?) IS NOT NULL "
        "ORDER BY seq",
        (act_id, witness.KIND, f"$.{witness.SLICE}"),
    )
    return [int(row[0]) for row in found]


def note_finished(store: Database, said: Mapping[str, Any]) -> None:
    """Note with the last slice what was taken back in all; only then the undo is at its end."""
    witness.put(store, witness.UNDONE, said)


def half_way(act: str) -> str:
    """Return SQL for whether an undo has begun to take an act back and is not at its end."""
    # 0 or 1, never NULL: it is denied as well.
    return (
        f"(json_extract({act}.about, '$.slices') IS 1 "
        f"AND {witness.said(act, witness.UNDONE)} IS NULL)"
    )


def begun(store: Database, act_id: bytes) -> Row | None:
    """Return the undo that has begun to take this act back and is not at its end, or None."""
    return store.one(
        f"SELECT act.id, act.number FROM act WHERE act.undoes_id = ? AND {half_way('act')}",
        (act_id,),
    )


def half_undone(store: Database) -> list[bytes]:
    """Return the acts, by id, that an undo has begun to take back and has not come to its end."""
    found = store.stream(
        f"SELECT act.undoes_id FROM act WHERE act.undoes_id IS NOT NULL AND {half_way('act')}"
    )
    return [bytes(row[0]) for row in found]


def counts(store: Database, undo_id: bytes) -> tuple[dict[str, int], dict[str, int]]:
    """Return by table how many rows an undo has removed so far, and how many it has put back."""
    removed: dict[str, int] = {}
    restored: dict[str, int] = {}
    found = store.stream(
        "SELECT tbl, kind = 'delete', count(DISTINCT row_id) FROM op "
        "WHERE act_id = ? AND tbl <> 'act' GROUP BY tbl, kind = 'delete'",
        (undo_id,),
    )
    for name, left, count in found:
        if left:
            removed[name] = count
        elif tables.table(name).kept_as is None:
            restored[name] = count
    return removed, restored


def changes_since(
    store: Database, seq: int, *, but: bytes | None
) -> tuple[dict[bytes, Row], dict[bytes, Row]]:
    """Return what others have done since a place in the history: rows changed, rows referred to.

    Each with number and name of the act; what the act `but` did is left out.
    """
    changed: dict[bytes, Row] = {}
    referred: dict[bytes, Row] = {}
    for op in oplog.changes(store, seq):
        if op.act_id == but or op.tbl == "act":
            continue
        by = store.one("SELECT number, name FROM act WHERE id = ?", (op.act_id,))
        told = by or {"number": 0, "name": ""}
        changed[op.row_id] = told
        for found in _ID.findall(op.body or ""):
            referred.setdefault(bytes.fromhex(found), told)
    return changed, referred
