"""Rows of acts: who did what and when, in the person's own order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain import tables
from gigdesk.store import ddl, witness
from gigdesk.store.office import slices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gigdesk.store.database import Database, Row

TABLES = ("act",)
_COLUMNS = (
    "act.id, act.number, act.name, act.staff_id, act.staff_name, act.at_ms, act.source, "
    f"act.reason, act.undoes_id, {slices.about('act')} AS about, "
    "EXISTS (SELECT 1 FROM act later WHERE later.undoes_id = act.id "
    f"AND {witness.left_nothing('later')}) AS undone, "
    "EXISTS (SELECT 1 FROM act later WHERE later.undoes_id = act.id) AS undone_in_part, "
    "EXISTS (SELECT 1 FROM op WHERE op.row_id = act.id AND op.clock_suspect) AS clock_suspect"
)
"""An act of which rows had to stay when it was taken back is not undone: the rest may still go."""

_BELIEVED = "NOT EXISTS (SELECT 1 FROM op WHERE op.row_id = act.id AND op.clock_suspect)"


def get_act(store: Database, number: int) -> Row | None:
    """Return one act by the number people read out."""
    return store.one(f"SELECT {_COLUMNS} FROM act WHERE number = ?", (number,))


def stands(store: Database, act_id: bytes) -> bool:
    """Say whether an act is in the history, so that all of it came to pass."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM act WHERE id = ?)", (act_id,)))


def find_acts(
    store: Database,
    *,
    limit: int = 100,
    before: int | None = None,
    staff_id: bytes | None = None,
) -> list[Row]:
    """Return acts, of one person or of all, newest first; `before` is where to read on from."""
    return store.query(
        f"SELECT {_COLUMNS} FROM act WHERE (? IS NULL OR act.number < ?) "
        "AND (? IS NULL OR act.staff_id = ?) ORDER BY act.number DESC LIMIT ?",
        (before, before, staff_id, staff_id, limit),
    )


def is_untouched(store: Database, act_id: bytes) -> bool:
    """Say whether nobody else has written anything since an act began; entries do not count."""
    return not store.value(
        "SELECT EXISTS (SELECT 1 FROM op WHERE seq > (SELECT min(seq) FROM op WHERE act_id = ?1) "
        "AND act_id <> ?1 AND tbl <> 'act')",
        (act_id,),
    )


def was_done_since(store: Database, number: int, since_ms: int) -> bool:
    """Say whether an act was done at a moment or later, as far as believed clocks tell.

    It was not done before anything that was noted up to it. Was its own moment in doubt, the first
    believed one after it counts; where there is none yet, it may have been done just now.
    """
    own = store.one(
        f"SELECT at_ms, NOT {_BELIEVED} AS in_doubt FROM act WHERE number = ?", (number,)
    )
    if own is not None and own["in_doubt"]:
        found = store.value(
            f"SELECT at_ms FROM act WHERE number > ? AND {_BELIEVED} ORDER BY number LIMIT 1",
            (number,),
        )
        return found is None or int(found) >= since_ms
    if own is not None and int(own["at_ms"]) >= since_ms:
        return True
    # The plus keeps SQLite from walking all older acts: of those noted since there are few.
    earlier = f"SELECT EXISTS (SELECT 1 FROM act WHERE at_ms >= ? AND +number < ? AND {_BELIEVED})"
    return bool(store.value(earlier, (since_ms, number)))


def find_own(store: Database, staff_id: bytes, *, limit: int = 30) -> list[Row]:
    """Return one person's acts, newest first."""
    return store.query(
        f"SELECT {_COLUMNS} FROM act WHERE act.staff_id = ? ORDER BY act.number DESC LIMIT ?",
        (staff_id, limit),
    )


def find_standing(
    store: Database, staff_id: bytes, *, beside: Iterable[str], limit: int
) -> list[Row]:
    """Return one person's acts that changed something and were not taken back, newest first.

    Acts with a name in `beside` do not count, nor those that only left their own line. One whose
    undo stopped half-way still stands.
    """
    return store.query(
        f"SELECT {_COLUMNS} FROM act WHERE act.staff_id = ? "
        "AND act.name NOT IN (SELECT value FROM json_each(?)) "
        "AND EXISTS (SELECT 1 FROM op WHERE op.act_id = act.id AND op.tbl <> 'act') "
        "AND NOT EXISTS (SELECT 1 FROM act later WHERE later.undoes_id = act.id "
        f"AND NOT {slices.half_way('later')}) ORDER BY act.number DESC LIMIT ?",
        (staff_id, json.dumps(sorted(beside)), limit),
    )


def find_people(store: Database, act_id: bytes, *, most: int) -> tuple[list[str], int]:
    """Return the names of the first people whose rows an act wrote, and how many there are."""
    told = [
        (table.name, column.name)
        for table in tables.captured()
        for column in table.columns
        if column.refers == "worker"
    ]
    # One reading of the act serves all tables; the joins go from its rows, not from the tables'.
    each = " UNION ALL ".join(
        f"SELECT other.{column}, mine.seq FROM mine CROSS JOIN {table} other "
        f"ON other.id = mine.row_id WHERE mine.tbl = '{table}'"
        for table, column in told
    )
    found = store.query(
        "WITH mine AS MATERIALIZED (SELECT row_id, tbl, seq FROM op WHERE act_id = ?1) "
        "SELECT worker.name, first.people FROM (SELECT who, min(seq) AS seq, count(*) OVER () "
        "AS people FROM (SELECT row_id AS who, seq FROM mine WHERE tbl = 'worker' "
        f"UNION ALL {each}) WHERE who IS NOT NULL GROUP BY who ORDER BY min(seq) LIMIT ?2) first "
        "JOIN worker ON worker.id = first.who ORDER BY first.seq",
        (act_id, most),
    )
    return [row["name"] for row in found], found[0]["people"] if found else 0


def count_ops(store: Database, act_id: bytes, *, most: int) -> int:
    """Return how many changes an act wrote, counted no further than `most`."""
    return int(
        store.value(
            "SELECT count(*) FROM (SELECT 1 FROM op WHERE act_id = ? LIMIT ?)", (act_id, most)
        )
        or 0
    )


def newest_name(store: Database, names: Iterable[str]) -> str:
    """Return which of some acts was done last, by its name; empty where none was."""
    found = store.value(
        "SELECT name FROM act WHERE name IN (SELECT value FROM json_each(?)) "
        "ORDER BY number DESC LIMIT 1",
        (json.dumps(sorted(names)),),
    )
    return str(found or "")


def newest_number(store: Database, names: Iterable[str], reason: str = "") -> int:
    """Return the number of the last of some acts, of those with a `reason` if given; 0 for none."""
    found = store.value(
        "SELECT max(number) FROM act WHERE name IN (SELECT value FROM json_each(?)) "
        "AND (? = '' OR reason = ?)",
        (json.dumps(sorted(names)), reason, reason),
    )
    return int(found or 0)


def next_number(store: Database) -> int:
    """Return the number of the next act."""
    return int(store.value("SELECT max(number) FROM act") or 0) + 1


def later_ops_on(store: Database, act_id: bytes) -> list[Row]:
    """Return each row of this act that a later act touched which still stands, with the newest.

    Whether a later act stands is judged row by row: taking it back may have left some as they were.
    """
    # The plus keeps the search on the few ops of the row, not on the many of a long undo.
    return store.query(
        "SELECT mine.tbl, mine.row_id, max(later_act.number) AS number, later_act.name "
        "FROM op mine JOIN op later ON later.row_id = mine.row_id AND later.seq > mine.seq "
        "AND later.act_id IS NOT mine.act_id JOIN act later_act ON later_act.id = later.act_id "
        "WHERE mine.act_id = ? AND later_act.undoes_id IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM act undo JOIN op back ON +back.act_id = undo.id "
        "WHERE undo.undoes_id = later_act.id AND back.row_id = later.row_id "
        "AND back.seq > later.seq) "
        "GROUP BY mine.row_id ORDER BY min(mine.seq)",
        (act_id,),
    )


def find_taken_back(
    store: Database, act_id: bytes, *, but: bytes | None = None
) -> set[bytes] | None:
    """Return the rows on which this act was taken back already, or None where it never was.

    What the undo `but` has done does not count.
    """
    undone = "SELECT EXISTS (SELECT 1 FROM act WHERE undoes_id = ? AND id IS NOT ?)"
    if not store.value(undone, (act_id, but)):
        return None
    found = store.stream(
        "SELECT DISTINCT back.row_id FROM act undo JOIN op back ON back.act_id = undo.id "
        "WHERE undo.undoes_id = ? AND undo.id IS NOT ?",
        (act_id, but),
    )
    return {bytes(row[0]) for row in found}


class Reference(NamedTuple):
    """A row that refers to another: which it refers to, its table and id, and by which column."""

    target: bytes
    table: str
    row_id: bytes
    column: str


def references(store: Database, made: Mapping[str, Iterable[bytes]]) -> Iterator[Reference]:
    """Yield every reference there is to one of these rows, given as their ids by table."""
    for name, ids in made.items():
        told = [
            (other.name, column.name)
            for other in tables.captured()
            for column in other.columns
            if column.refers == name
        ]
        if not told:
            continue
        # One reading of the ids serves all tables that refer to them.
        each = " UNION ALL ".join(
            f"SELECT {place}, gone.id, other.id FROM gone CROSS JOIN {table} other "
            f"ON other.{column} = gone.id"
            for place, (table, column) in enumerate(told)
        )
        found = store.stream(
            f"WITH gone (id) AS MATERIALIZED (SELECT unhex(value) FROM json_each(?)) {each}",
            (json.dumps([row_id.hex() for row_id in ids]),),
        )
        for place, target, row_id in found:
            table, column = told[place]
            yield Reference(target, table, row_id, column)


def remove_rows(store: Database, table: str, row_ids: Iterable[bytes]) -> int:
    """Take rows away that an act put into a table, in this order; return how many."""
    return store.many(f"DELETE FROM {table} WHERE id = ?", ((row_id,) for row_id in row_ids))


def find_missing(store: Database, table: str, row_ids: Iterable[bytes]) -> set[bytes]:
    """Return which of these ids have no row in a table."""
    found = store.stream(
        "SELECT unhex(value) FROM json_each(?) "
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE id = unhex(value))",
        (json.dumps([row_id.hex() for row_id in row_ids]),),
    )
    return {bytes(row[0]) for row in found}


def find_removal(store: Database, row_id: bytes) -> Row | None:
    """Return the number of the act that removed a row, with the row's last body, or None."""
    return store.one(
        "SELECT act.number, op.body FROM op JOIN act ON act.id = op.act_id "
        "WHERE op.row_id = ? AND op.kind = 'delete' ORDER BY op.seq DESC LIMIT 1",
        (row_id,),
    )


def find_by_number(store: Database, table: str, number: int) -> Row | None:
    """Return the row of a table with that human number, or None."""
    return store.one(
        f"SELECT {ddl.columns(table)} FROM {table} WHERE number = ? ORDER BY rowid", (number,)
    )
