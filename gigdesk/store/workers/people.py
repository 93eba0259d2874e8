"""Rows of people: one by one, in bulk, and by what is known of them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, tables, workers
from gigdesk.store import ddl

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("worker",)
COLUMNS = tables.table("worker").column_names
CHUNK = 500

# A plus before `merged_into IS NULL` keeps SQLite from reading everybody through the index of
# merged records, which it would believe to be the narrowest way.

# All ids under which facts of one person may lie: the person and whoever was merged into it.
ONE_PERSON = (
    "SELECT id FROM worker WHERE id = ? UNION ALL SELECT id FROM worker WHERE merged_into = ?"
)


def with_pinyin(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with sort key and initials of the name, where they hold a name."""
    found = dict(values)
    if found.get("name"):
        found["name_pinyin"] = workers.names.sort_key(found["name"])
        found["name_initials"] = " ".join(workers.names.initials(found["name"]))
    return found


# one person


def get(store: Database, worker_id: bytes) -> Row | None:
    """Return the row with that id as it is, or None; see `canonical_id` for merged people."""
    return store.get("worker", worker_id)


def canonical_id(store: Database, worker_id: bytes) -> bytes:
    """Return the id of the person that this id means today: itself, or whom it was merged into."""
    seen = {worker_id}
    while (into := store.value("SELECT merged_into FROM worker WHERE id = ?", (worker_id,))) and (
        into not in seen
    ):
        worker_id = bytes(into)
        seen.add(worker_id)
    return worker_id


def same_person(store: Database, worker_id: bytes) -> list[bytes]:
    """Return every id under which facts of this person may lie, the valid one first."""
    kept = canonical_id(store, worker_id)
    return [bytes(found[0]) for found in store.stream(ONE_PERSON, (kept, kept))] or [kept]


def find_by_number(store: Database, number: int, station_id: bytes | None = None) -> Row | None:
    """Return the person with that human number, of this station first where one is given."""
    return store.one(
        f"SELECT {ddl.columns('worker')} FROM worker "
        "WHERE number = ? ORDER BY station_id IS NOT ?, rowid",
        (number, station_id),
    )


def find_by_doc_no(store: Database, doc_no: str) -> Row | None:
    """Return the person with that number of a paper; a merged record gives whom it means today."""
    found = store.query(
        "SELECT id FROM worker WHERE doc_no = ? ORDER BY merged_into IS NOT NULL, rowid",
        (doc_no,),
    )
    return get(store, canonical_id(store, found[0]["id"])) if found else None


def find_said(
    store: Database, said: str, *, today: datetime.date, station_id: bytes | None = None
) -> bytes | None:
    """Return the id of the person that a paper's number, W12 or an id means today, or None.

    A whole number of a paper stands before the count in it: 00000005 is first of all a permit.
    """
    number = workers.identity.check(said, today=today).number
    row = find_by_doc_no(store, number) if number else None
    if row is None:
        try:
            heard = office.numbers.heard(said, "worker")
        except errors.Invalid:
            return None
        row = (
            find_by_number(store, heard, station_id)
            if isinstance(heard, int)
            else get(store, heard)
        )
    return canonical_id(store, row["id"]) if row else None


def count_with_phone(store: Database, phone: str) -> int:
    """Return how many people have given this telephone number."""
    return int(
        store.value(
            "SELECT count(*) FROM (SELECT coalesce(merged_into, id) AS person FROM worker "
            "WHERE phone = ? UNION SELECT coalesce(w.merged_into, w.id) FROM worker_phone p "
            "JOIN worker w ON w.id = p.worker_id WHERE p.phone = ?)",
            (phone, phone),
        )
        or 0
    )


def add(store: Database, row: Mapping[str, Any]) -> None:
    """Insert one person; sort key and initials are made here."""
    store.add("worker", with_pinyin(row))


def change(store: Database, worker_id: bytes, changes: Mapping[str, Any]) -> int:
    """Update columns of one person; sort key and initials follow the name."""
    return store.change("worker", worker_id, with_pinyin(changes))


# many people


def add_many(store: Database, rows: Iterable[Mapping[str, Any]], *, columns: Sequence[str]) -> int:
    """Insert people in bulk and return how many.

    `columns` names the columns that occur in the rows (`id`, `station_id`, `number`, `name` among
    them); what a row lacks takes the default of the table. Sort key and initials are made here.
    """
    order = [*dict.fromkeys((*columns, "name_pinyin", "name_initials"))]
    defaults = {
        column.name: column.default
        for column in tables.table("worker").columns
        if column.default is not None and column.name in order
    }

    def tuples() -> Iterator[tuple[Any, ...]]:
        for row in rows:
            yield tuple(map({**defaults, **with_pinyin(row)}.get, order))

    return store.add_many("worker", order, tuples())


def change_many(store: Database, changes: Mapping[bytes, Mapping[str, Any]]) -> int:
    """Update people in bulk, each in the columns given for it; return how many there were."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for worker_id, wanted in changes.items():
        if wanted:
            full = with_pinyin(wanted)
            names = tuple(sorted(full))
            groups.setdefault(names, []).append((*(full[name] for name in names), worker_id))
    touched = 0
    for names, rows in groups.items():
        sets = ", ".join(f"{name} = ?" for name in names)
        touched += store.many(f"UPDATE worker SET {sets} WHERE id = ?", rows)
    return touched


def chunks(values: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """Yield the values in lists of at most `size`, as many as one statement takes."""
    waiting = iter(values)
    while found := list(itertools.islice(waiting, size)):
        yield found


def marks(count: int) -> str:
    """Return `?, ?, …` for an IN list."""
    return ", ".join("?" * count)


def by_ids(
    store: Database, ids: Iterable[bytes], *, columns: Sequence[str] = COLUMNS
) -> dict[bytes, Row]:
    """Return people by id, without those that do not exist."""
    found: dict[bytes, Row] = {}
    wanted = ", ".join(dict.fromkeys(("id", *columns)))
    for some in chunks(dict.fromkeys(ids)):
        sql = f"SELECT {wanted} FROM worker WHERE id IN ({marks(len(some))})"
        found.update((row["id"], row) for row in store.query(sql, some))
    return found


def by_doc_nos(
    store: Database, numbers: Iterable[str], *, columns: Sequence[str] = COLUMNS
) -> dict[str, Row]:
    """Return people by the number of their paper: whom a merged record means today."""
    rows: dict[str, Row] = {}
    wanted = ", ".join(dict.fromkeys(("id", "doc_no", "merged_into", *columns)))
    for some in chunks(dict.fromkeys(numbers)):
        sql = (
            f"SELECT {wanted} FROM worker WHERE doc_no IN ({marks(len(some))}) "
            "ORDER BY merged_into IS NULL"
        )
        rows.update((row["doc_no"], row) for row in store.query(sql, some))
    merged = {no: row["merged_into"] for no, row in rows.items() if row["merged_into"] is not None}
    kept = by_ids(store, merged.values(), columns=columns)
    return {no: kept.get(merged[no], row) if no in merged else row for no, row in rows.items()}


def _by_pairs(
    store: Database,
    pairs: Iterable[tuple[Any, Any]],
    second: str,
    columns: Sequence[str],
    *,
    standing: str = "NULL",
) -> dict[tuple[Any, Any], list[Row]]:
    """Return people by name and one more column, through the index that begins with the name."""
    found: dict[tuple[Any, Any], list[Row]] = {}
    shown = ", ".join(dict.fromkeys(("id", "name", second, *columns)))
    for some in chunks(dict.fromkeys(pairs)):
        # A plus keeps SQLite from going through a whole village, CROSS from a scan of everybody.
        sql = (
            f"WITH wanted (a, b) AS (VALUES {', '.join(['(?, ?)'] * len(some))}) "
            f"SELECT {shown} FROM wanted CROSS JOIN worker "
            f"WHERE name = a AND +{second} = b AND +merged_into IS {standing}"
        )
        for row in store.query(sql, [*itertools.chain.from_iterable(some)]):
            found.setdefault((row["name"], row[second]), []).append(row)
    return found


def some_addresses(store: Database, limit: int) -> list[str]:
    """Return where some people live, by their household first; of at most so many people."""
    found = store.query(
        "SELECT coalesce(hukou_address, address) AS lives FROM"
        " (SELECT hukou_address, address FROM worker LIMIT ?)",
        (limit,),
    )
    return [str(one["lives"]) for one in found if one["lives"]]


def by_name_birth(
    store: Database, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[Row]]:
    """Return people by (name, birth date), each pair with all whom it fits."""
    return _by_pairs(store, pairs, "birth_date", COLUMNS)


def survivors_by_name_birth(
    store: Database, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], list[Row]]:
    """Return people by the (name, birth date) of records that were merged into theirs."""
    merged = _by_pairs(store, pairs, "birth_date", ("merged_into",), standing="NOT NULL")
    ids = {one["merged_into"] for some in merged.values() for one in some}
    kept = by_ids(store, ids)
    return {
        pair: [kept[one["merged_into"]] for one in some if one["merged_into"] in kept]
        for pair, some in merged.items()
    }


def by_name_village(
    store: Database, pairs: Iterable[tuple[str, bytes]]
) -> dict[tuple[str, bytes], list[Row]]:
    """Return people by (name, id of the village), each pair with all whom it fits."""
    return _by_pairs(store, pairs, "village_id", COLUMNS)


def get_village(store: Database, village_id: bytes | None) -> Row | None:
    """Return name and code of a village with the names of its town and county.

    `today` is the name of the village that it was joined to, if any.
    """
    return store.one(
        "SELECT d.id, d.name AS village, d.code AS village_code, t.name AS town, "
        "c.name AS county, s.name AS today FROM division d "
        "LEFT JOIN division t ON t.id = d.parent_id LEFT JOIN division c ON c.id = t.parent_id "
        "LEFT JOIN division s ON s.id = d.successor_id WHERE d.id = ?",
        (village_id,),
    )


def villages(store: Database) -> dict[bytes, Row]:
    """Return every division by id with name, code and the names of what it lies in."""
    found = store.query(
        "SELECT d.id, d.name AS village, d.code AS village_code, d.level, t.name AS town, "
        "c.name AS county FROM division d LEFT JOIN division t ON t.id = d.parent_id "
        "LEFT JOIN division c ON c.id = t.parent_id"
    )
    return {row["id"]: row for row in found}
