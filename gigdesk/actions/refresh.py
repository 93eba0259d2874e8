"""What follows a change inside its act: search entries kept fresh, facts voided by an undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import oplog, workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.desk import Desk
    from gigdesk.store.database import Database

REFRESHERS: dict[str, Callable[[Database, list[bytes]], None]] = {"worker": workers.find.refresh}
VOIDERS: dict[str, Callable[[Desk, list[bytes]], None]] = {}


def stale_rows(store: Database) -> None:
    """Rebuild the search entries of every row that triggers have marked."""
    for table, row_ids in oplog.take_dirty(store).items():
        if table in REFRESHERS:
            REFRESHERS[table](store, row_ids)
