"""Proves a file sound: its triggers, its pages and b-trees; makes the copy that backups prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.store import database, ddl

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.store.database import Database

_LONGEST_DETAIL = 500


def installed_triggers(store: Database) -> dict[str, str]:
    """Return the triggers the file has, by name."""
    found = store.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row["name"]: row["sql"] for row in found}


def check_capture(store: Database) -> None:
    """Raise errors.Damaged when the triggers are not exactly those of the spec, or are silenced.

    No act leaves them silenced: the switches go back in the transaction that set them.
    """
    switched = store.value("SELECT count(*) FROM sync_state WHERE applying <> 0 OR undoing <> 0")
    if switched or ddl.fingerprint(installed_triggers(store)) != ddl.fingerprint(ddl.triggers()):
        raise errors.Damaged("errors.capture_altered")


def schema_cookie(store: Database) -> int:
    """Return SQLite's counter of schema changes."""
    return int(store.value("PRAGMA schema_version"))


def check_integrity(store: Database, *, thorough: bool = False) -> None:
    """Raise errors.Damaged when a page does not carry its seal or a b-tree is broken."""
    broken = [str(found[0]) for found in store.stream("PRAGMA cipher_integrity_check")]
    check = "integrity_check" if thorough else "quick_check"
    told = [str(found[0]) for found in store.stream(f"PRAGMA {check}")]
    if broken or told != ["ok"]:
        detail = "; ".join([*broken, *told])[:_LONGEST_DETAIL]
        raise errors.Damaged("errors.damaged", detail=detail)


def copy_to(store: Database, target: Path) -> None:
    """Write a compact, encrypted copy with the same key; `target` must not exist."""
    with database.named_failures():
        store.execute_outside("VACUUM INTO ?", (str(target),))
