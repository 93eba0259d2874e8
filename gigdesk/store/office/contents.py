"""Photos and scans as they came in, each kept once under its SHA-256."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gigdesk.domain import tables
from gigdesk.store import witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.store.database import Database

TABLES = ("content",)
REFERENCES: tuple[tuple[str, str], ...] = (
    ("worker", "photo_sha256"),
    ("worker", "name_image_sha256"),
    ("certificate", "scan_sha256"),
    ("consent", "scan_sha256"),
)
"""The columns that name a content by its SHA-256."""
_KEPT = "content"


def keep(store: Database, content: bytes, *, media_type: str, at_ms: int) -> str:
    """Keep bytes and return their SHA-256; what is kept already is not kept twice.

    The running act says that they are kept, so that `verify` misses them when they have gone.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    added = store.execute(
        "INSERT INTO content (sha256, media_type, size_bytes, at_ms, content) "
        "VALUES (?, ?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, media_type, len(content), at_ms, content),
    )
    if added > 0:
        witness.put(store, _KEPT, [sha256, media_type, len(content), at_ms])
    return sha256


def get(store: Database, sha256: str) -> tuple[str, bytes] | None:
    """Return media type and bytes; None where they are not kept here or are others by now."""
    found = store.one("SELECT media_type, content FROM content WHERE sha256 = ?", (sha256,))
    if found is None or hashlib.sha256(found["content"]).hexdigest() != sha256:
        return None
    return str(found["media_type"]), bytes(found["content"])


def missing(store: Database, station_id: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield table and id of each row of this station whose photo or scan is not kept."""
    for table, column in REFERENCES:
        found = store.stream(
            f"SELECT id FROM {tables.table(table).name} AS named "
            f"WHERE station_id = ? AND {column} IS NOT NULL AND NOT EXISTS "
            f"(SELECT 1 FROM content WHERE content.sha256 = named.{column})",
            (station_id,),
        )
        for (row_id,) in found:
            yield table, bytes(row_id)


def differing(store: Database) -> tuple[int, int]:
    """Return how many kept contents are not as an act kept them, and how many have gone."""
    due = {said[0]: tuple(said) for said in witness.told(store, _KEPT)}
    altered = 0
    rows = store.stream("SELECT sha256, media_type, size_bytes, at_ms, content FROM content")
    for sha256, media_type, size, at_ms, content in rows:
        said = due.pop(sha256, None)
        altered += (
            said != (sha256, media_type, size, at_ms)
            or len(content) != size
            or hashlib.sha256(content).hexdigest() != sha256
        )
    return altered, len(due)
