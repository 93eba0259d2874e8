"""Proves a file sound: its triggers, its pages and b-trees; makes the copy that backups prove."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import tables
from gigdesk.domain.office import clocks
from gigdesk.store import database, ddl

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.store.database import Database

_LONGEST_DETAIL = 500


def installed_triggers(store: Database) -> dict[str, str]:
    """Return the triggers the file has, by name."""
    found = store.query("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return {row["name"]: row["sql"] for row in found}


@functools.cache
def _of_spec() -> dict[str, str]:
    """Return the triggers that the spec asks for, by name; they never change."""
    return ddl.triggers()


def _is_as_spec(found: dict[str, str]) -> bool:
    """Say whether triggers are those of the spec, however their white space is laid out."""
    # To the letter is the rule, and told at once; folding a quarter of a million letters is not.
    return found == _of_spec() or ddl.fingerprint(found) == ddl.fingerprint(_of_spec())


def check_capture(store: Database) -> None:
    """Raise errors.Damaged when the triggers are not exactly those of the spec, or are silenced.

    No act leaves them silenced: the switches go back in the transaction that set them.
    """
    switched = store.value("SELECT count(*) FROM sync_state WHERE applying <> 0 OR undoing <> 0")
    if switched or not _is_as_spec(installed_triggers(store)):
        raise errors.Damaged("errors.capture_altered")


_WITHIN = {
    "hlc": range((clocks.LAST_MS << 16) + 1),
    "base": range((clocks.LAST_MS << 16) + 1),
    "offset_ms": range(-clocks.LAST_MS, clocks.LAST_MS + 1),
    "trusted_ms": range(clocks.LAST_MS + 1),
    "trusted_steady_ms": range(1 << 62),
    "version": range(1, 1 << 31),
    "one": range(1, 2),
}
_BYTES = {"desk_id": 16, "epoch": 8, "marker": 16}


def check_state(store: Database) -> None:
    """Raise errors.Damaged where the one row about the file itself holds what no program writes."""
    found = store.query("SELECT * FROM sync_state")
    if len(found) != 1 or not _is_shaped(found[0]):
        raise errors.Damaged("errors.state_damaged")


def _is_shaped(row: dict[str, Any]) -> bool:
    """Say whether the values of the row about the file are of their kinds and within bounds."""
    return (
        all(type(row[name]) is int and row[name] in within for name, within in _WITHIN.items())
        and all(type(row[n]) is bytes and len(row[n]) == long for n, long in _BYTES.items())
        and isinstance(row["trusted_run"], bytes | None)
        and row["clock_doubt"] in {None, *clocks.Doubt}
    )


def is_state_kept(store: Database) -> bool:
    """Say whether the one row about the file itself is as the end of an act leaves it.

    Every stamp that was ever given stands on an op. Of the identity `epochs` proves desk and epoch;
    the marker is compared by whoever opens the file with the one that the computer remembers.
    """
    check_state(store)
    found = store.query(
        "SELECT version, act_id, staff_id, hlc = coalesce((SELECT max(hlc) FROM op), 0) AS stamped,"
        " base = coalesce((SELECT max(base) FROM op), 0) AS based FROM sync_state"
    )
    return found == [
        {
            "version": tables.SCHEMA_VERSION,
            "act_id": None,
            "staff_id": None,
            "stamped": 1,
            "based": 1,
        }
    ]


def has_state(store: Database) -> bool:
    """Say whether the file has the row that names it."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM sync_state)"))


def wrong_counters(store: Database, station_id: bytes) -> list[str]:
    """Return the tables of which the next number of this station would be one given before.

    Also names in the counter of tables that count nothing. A counter that is too high leaves a gap
    that all can see, and one below the rows that are there is not asked. Acts are numbered by the
    history itself, and what is numbered within a batch may have a number again.
    """
    numbered = [
        table.name
        for table in tables.captured()
        if "number" in table.column_names and table.numbered_in is None and table.name != "act"
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
    broken = _broken_pages(store)
    check = "integrity_check" if thorough else "quick_check"
    told = [str(found[0]) for found in store.stream(f"PRAGMA {check}")]
    if broken or told != ["ok"]:
        detail = "; ".join([*broken, *told])[:_LONGEST_DETAIL]
        raise errors.Damaged("errors.damaged", detail=detail)


def check_pages(store: Database) -> None:
    """Raise errors.Damaged when a page does not carry its seal, whatever it is used for."""
    broken = _broken_pages(store)
    if broken:
        raise errors.Damaged("errors.damaged", detail="; ".join(broken)[:_LONGEST_DETAIL])


def _broken_pages(store: Database) -> list[str]:
    """Return what SQLCipher says of the pages that do not carry their seals.

    It reads the file past SQLite's locks, so that a page that another program is writing this very
    moment can look broken. One that is broken looks so twice.
    """
    asked = "PRAGMA cipher_integrity_check"
    found = [str(one[0]) for one in store.stream(asked)]
    again = {str(one[0]) for one in store.stream(asked)} if found else set()
    return [one for one in found if one in again]


def copy_to(store: Database, target: Path) -> None:
    """Write a compact, encrypted copy with the same key; `target` must not exist."""
    with database.named_failures():
        store.execute_outside("VACUUM INTO ?", (str(target),))
