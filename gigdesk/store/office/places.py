"""Rows of divisions: county, towns and villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("division",)
_COLUMNS = (
    "d.id, d.code, d.name, d.level, d.parent_id, d.aliases, d.initials, d.latitude_e6, "
    "d.longitude_e6, d.valid_to, d.successor_id, p.name AS parent_name"
)


def list_divisions(store: Database, level: str | None = None) -> list[Row]:
    """Return the divisions of one level (`county`, `town`, `village`), or all."""
    return store.query(
        f"SELECT {_COLUMNS} FROM division d LEFT JOIN division p ON p.id = d.parent_id "
        "WHERE ? IS NULL OR d.level = ? ORDER BY p.name, d.name",
        (level, level),
    )


def find_villages(store: Database, typed: str, *, limit: int = 20) -> list[Row]:
    """Return villages whose name, alias or town holds, or whose initials begin with, `typed`."""
    middle, start = f"%{typed}%", f"{typed.lower()}%"
    return store.query(
        f"SELECT {_COLUMNS} FROM division d LEFT JOIN division p ON p.id = d.parent_id "
        "WHERE d.level = 'village' AND d.valid_to IS NULL AND "
        "(d.name LIKE ? OR d.initials LIKE ? OR d.aliases LIKE ? OR p.name || d.name LIKE ?) "
        "ORDER BY d.name LIKE ? DESC, p.name, d.name LIMIT ?",
        (middle, start, middle, middle, f"{typed}%", limit),
    )
