"""What follows a change inside its act: search entries kept fresh; what an undo must void and mind.

The rooms put their own functions in here when they are loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.store import oplog, workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.desk import Desk
    from gigdesk.store.database import Database

REFRESHERS: dict[str, Callable[[Database, list[bytes]], None]] = {"worker": workers.find.refresh}
VOIDERS: dict[str, Callable[[Desk, list[bytes]], None]] = {}
GUARDS: list[Callable[[Desk], None]] = []


def stale_rows(store: Database) -> None:
    """Rebuild the search entries of every row that triggers have marked."""
    for table, row_ids in oplog.take_dirty(store).items():
        if table in REFRESHERS:
            REFRESHERS[table](store, row_ids)


def void(desk: Desk, table: str, row_ids: list[bytes]) -> None:
    """Void the facts of one table, inside the act that takes another back."""
    if table not in VOIDERS:
        raise errors.Bug("errors.bug_helper", helper=f"void {table}")
    VOIDERS[table](desk, row_ids)


def guard(desk: Desk) -> None:
    """Ask every room whether what an undo leaves can stand; raises errors.Refused."""
    for check in GUARDS:
        check(desk)
