"""Rows of divisions: county, towns and villages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.store.database import Database, Row

TABLES = ("division",)
_COLUMNS = (
    "d.id, d.code, d.local_code, d.name, d.level, d.parent_id, d.aliases, d.initials, "
    "d.latitude_e6, d.longitude_e6, d.valid_from, d.valid_to, d.successor_id, "
    "p.name AS parent_name, s.name AS successor_name"
)

_FITS = (
    "instr(d.name, ?1) OR instr(' ' || d.initials, ' ' || lower(?1)) OR instr(d.aliases, ?1) "
    "OR instr(' ' || p.initials, ' ' || lower(?1)) OR instr(p.name || d.name, ?1)"
)
_FROM = (
    "FROM division d LEFT JOIN division p ON p.id = d.parent_id "
    "LEFT JOIN division s ON s.id = d.successor_id"
)
_BY_SOUND = "p.initials, p.name, d.initials, d.name"  # as people look for towns and villages

MOVING = {
    "village": (("worker", "village_id"), ("household", "village_id")),
    "town": (("division", "parent_id"),),
}
"""What lies in a place of a level, as (table, column): it moves with a place that is joined."""


def find_spot(store: Database, code: str, name: str) -> tuple[int, int] | None:
    """Return latitude and longitude of the place with a code, else of the only one so called.

    A place may be called by its own name or with its town's before it. None where nobody said where
    it lies.
    """
    found = store.query(
        f"SELECT d.latitude_e6, d.longitude_e6, d.code {_FROM} WHERE d.latitude_e6 IS NOT NULL "
        "AND d.longitude_e6 IS NOT NULL AND ((?1 <> '' AND d.code = ?1) "
        "OR d.name = ?2 OR p.name || d.name = ?2) ORDER BY d.code IS ?1 DESC LIMIT 2",
        (code, name),
    )
    by_code = [row for row in found if code and row["code"] == code]
    meant = by_code or (found if len(found) == 1 else [])
    return (meant[0]["latitude_e6"], meant[0]["longitude_e6"]) if meant else None


def list_divisions(store: Database, level: str | None = None) -> list[Row]:
    """Return the divisions of one level (`county`, `town`, `village`), or all."""
    return store.query(
        f"SELECT {_COLUMNS} {_FROM} WHERE ? IS NULL OR d.level = ? ORDER BY {_BY_SOUND}",
        (level, level),
    )


def find_villages(store: Database, typed: str, *, limit: int = 20) -> list[Row]:
    """Return villages whose name, alias or town holds `typed`, or one of whose initials begins so.

    The initials may be those of the town as well. Villages called so come first, then those with
    these initials, then those of a town; each sort by town and name, as their initials run. A name
    may be read in several ways; all its initials are kept, with a space between.
    """
    return store.query(
        f"SELECT {_COLUMNS} {_FROM} "
        f"WHERE d.level = 'village' AND d.valid_to IS NULL AND ({_FITS}) "
        "ORDER BY instr(d.name, ?1) = 1 DESC, instr(d.name, ?1) > 0 DESC, "
        f"instr(' ' || d.initials, ' ' || lower(?1)) > 0 DESC, {_BY_SOUND} LIMIT ?2",
        (typed, limit),
    )


def find_coded(store: Database, typed: str, *, limit: int = 20) -> list[Row]:
    """Return places of any level that have a code and fit `typed` by name, initials or code."""
    return store.query(
        f"SELECT {_COLUMNS} {_FROM} "
        "WHERE d.code IS NOT NULL AND d.code <> '' AND d.valid_to IS NULL "
        f"AND (instr(d.code, ?1) = 1 OR {_FITS}) "
        f"ORDER BY instr(d.name, ?1) = 1 DESC, length(d.code), {_BY_SOUND} LIMIT ?2",
        (typed, limit),
    )


def lying_in(store: Database, table: str, column: str, division_id: bytes) -> list[bytes]:
    """Return the ids of the rows of a table that lie in a place."""
    found = store.query(f"SELECT id FROM {table} WHERE {column} = ? ORDER BY id", (division_id,))
    return [row["id"] for row in found]


def former_parents(store: Database, ids: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """Return (id, parent's id) of every place in which the given ones stood before."""
    found = store.stream(
        "SELECT op.row_id, unhex(json_extract(op.body, '$.parent_id[0]')) FROM json_each(?) asked "
        "JOIN op ON op.row_id = unhex(asked.value) WHERE op.kind = 'update' "
        "AND json_extract(op.body, '$.parent_id[0]') IS NOT NULL ORDER BY op.seq",
        (json.dumps([one.hex() for one in ids]),),
    )
    return [(row[0], row[1]) for row in found]


def today(store: Database, division_id: bytes) -> bytes:
    """Return the id of what a place is today: itself, or what it was joined to."""
    seen: set[bytes] = set()
    while division_id not in seen:
        seen.add(division_id)
        place = store.get("division", division_id)
        division_id = (place["successor_id"] if place else None) or division_id
    return division_id
