"""Proves a file sound: its triggers, its pages and b-trees; makes the copy that backups prove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain import tables
from gigdesk.domain.tables import Kind
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


def is_state_kept(store: Database) -> bool:
    """Say whether the one row about the file itself is as the end of an act leaves it.

    Its identity (desk, epoch, marker) and the offset of its clock are proved by nobody in the file:
    whoever opens it compares the marker with the one that the computer remembers.
    """
    found = store.query(
        "SELECT version, act_id, staff_id, hlc >= coalesce((SELECT max(hlc) FROM op), 0) AS ahead, "
        "base >= coalesce((SELECT max(base) FROM op), 0) AS based, one FROM sync_state"
    )
    return found == [
        {
            "version": tables.SCHEMA_VERSION,
            "act_id": None,
            "staff_id": None,
            "ahead": 1,
            "based": 1,
            "one": 1,
        }
    ]


def has_state(store: Database) -> bool:
    """Say whether the file has the row that names it."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM sync_state)"))


def wrong_counters(store: Database, station_id: bytes) -> list[str]:
    """Return the tables of which the next number of this station would be one given before.

    Also names in the counter of tables that count nothing. A counter that is too high leaves a gap
    that all can see, and one below the rows that are there is not asked.
    """
    numbered = [
        table.name
        for table in tables.captured()
        if table.kind is Kind.REGISTRY and "number" in table.column_names
    ]
    last = {name: int(number) for name, number in store.stream("SELECT tbl, last FROM counter")}
    found = [name for name in last if name not in numbered]
    marks = ", ".join("?" * len(numbered))
    given = store.query(
        "SELECT tbl, max(json_extract(body, '$.number')) AS number FROM op WHERE kind = 'insert' "
        f"AND tbl IN ({marks}) AND json_extract(body, '$.station_id') = ? GROUP BY tbl",
        (*numbered, station_id.hex()),
    )
    for one in given:
        name = one["tbl"]
        used = store.value(f"SELECT max(number) FROM {name} WHERE station_id = ?", (station_id,))
        if max(int(used or 0), last.get(name, 0)) < int(one["number"] or 0):
            found.append(name)
    return found


def schema_cookie(store: Database) -> int:
    """Return SQLite's counter of schema changes."""
    return int(store.value("PRAGMA schema_version"))


def check_integrity(store: Database, *, thorough: bool = False) -> None:
    """Raise errors.Damaged when a page does not carry its seal or a b-tree is broken.

    With `thorough` every entry of an index is held against its row, which takes its time.
    """
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
