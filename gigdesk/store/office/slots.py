"""Rows that only this desk keeps or shows: drafts, saved filters, originals of imported files."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gigdesk.store import witness

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = (
    "saved_filter",
    "draft",
    "original",
    "op",
    "seal",
    "sync_state",
    "dirty",
    "counter",
)
_KEPT = "original"


def put_draft(store: Database, slot: str, *, staff_id: bytes, fields: str, at_ms: int) -> None:
    """Keep what is half typed in one form; the newest replaces the older."""
    store.execute(
        "INSERT INTO draft (slot, staff_id, fields, at_ms) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (slot) DO UPDATE SET staff_id = excluded.staff_id, "
        "fields = excluded.fields, at_ms = excluded.at_ms",
        (slot, staff_id, fields, at_ms),
    )


def drop_draft(store: Database, slot: str) -> None:
    """Forget the draft of one form."""
    store.execute("DELETE FROM draft WHERE slot = ?", (slot,))


def find_drafts(store: Database, start: str = "") -> list[Row]:
    """Return the drafts whose slot begins with `start`, newest first."""
    return store.query(
        "SELECT slot, staff_id, fields, at_ms FROM draft WHERE substr(slot, 1, ?) = ? "
        "ORDER BY at_ms DESC",
        (len(start), start),
    )


def find_filters(store: Database, page: str) -> list[Row]:
    """Return the saved filters of one page in their order."""
    return store.query(
        "SELECT id, name, query, position FROM saved_filter WHERE page = ? ORDER BY position, name",
        (page,),
    )


def keep_original(
    store: Database, *, sha256: str, file_name: str, content: bytes, at_ms: int
) -> None:
    """Keep the bytes of a file that was imported; the same file is kept once.

    The running act says that it is kept, so that `verify` misses it when it has gone.
    """
    added = store.execute(
        "INSERT INTO original (sha256, file_name, size_bytes, at_ms, content) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, file_name, len(content), at_ms, content),
    )
    if added > 0:
        witness.put(store, _KEPT, [sha256, file_name, len(content), at_ms])


def differing_originals(store: Database) -> list[tuple[str, str]]:
    """Return code and name of each kept file that is not as an act kept it.

    `verify.original_altered` is said of bytes or marks that are others, and of a file that no act
    kept; `verify.original_gone` of one that is no longer there and that no import names.
    """
    due = {said[0]: tuple(said) for said in witness.told(store, _KEPT)}
    imported = {row[0] for row in store.stream("SELECT DISTINCT sha256 FROM intake")}
    found: list[tuple[str, str]] = []
    rows = store.stream(
        "SELECT sha256, file_name, size_bytes, at_ms, content FROM original ORDER BY at_ms, sha256"
    )
    for sha256, name, size, at_ms, content in rows:
        if content is None:
            continue
        said = due.pop(sha256, None)
        if (
            said != (sha256, name, size, at_ms)
            or len(content) != size
            or hashlib.sha256(content).hexdigest() != sha256
        ):
            found.append(("verify.original_altered", name))
    gone = [said[1] for sha256, said in due.items() if sha256 not in imported]
    return found + [("verify.original_gone", name) for name in gone]


def missing_originals(store: Database, station_id: bytes) -> list[tuple[int, str]]:
    """Return the number and file name of each import of this station whose file is not kept.

    Files are kept at the desk that took them in and nothing removes them; only an import whose act
    says `unkept` never had its file here, as it was too large.
    """
    return [
        (int(number), str(name))
        for number, name in store.stream(
            "SELECT intake.number, intake.file_name FROM intake "
            "LEFT JOIN act ON act.id = intake.act_id "
            "WHERE intake.station_id = ? AND intake.sha256 IS NOT NULL "
            "AND coalesce(json_extract(act.about, '$.unkept'), 0) = 0 "
            "AND NOT EXISTS (SELECT 1 FROM original "
            "WHERE original.sha256 = intake.sha256 AND original.content IS NOT NULL) "
            "ORDER BY intake.number",
            (station_id,),
        )
    ]
