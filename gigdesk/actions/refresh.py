"""Brings what is derived from changed rows up to date inside the act that changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.store.database import Database

REFRESHERS: dict[str, Callable[[Database, list[bytes]], None]] = {}


def stale_rows(store: Database) -> None:
    """Rebuild the search entries of every row that triggers have marked."""
    for table, row_ids in oplog.take_dirty(store).items():
        if table in REFRESHERS:
            REFRESHERS[table](store, row_ids)
