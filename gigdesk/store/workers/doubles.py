"""People who may be one person: pairs found through indexes, and the decisions about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.store import ddl
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gigdesk.store.database import Database, Row

Pair = tuple[bytes, bytes]

TABLES = ("worker_alias", "not_double")

# What a comparison of two people reads and shows.
COLUMNS = (
    "id",
    "number",
    "name",
    "doc_kind",
    "doc_no",
    "sex",
    "birth_date",
    "village_id",
    "phone",
    "registered_on",
)
_LARGEST_BLOCK = 40  # more people under one key share it by habit, not by being one person

# Keys under which one person is likely to lie twice. A number with one slip in it agrees with the
# right one in its middle (birth) or in its end; names that sound alike have the same initials.
_WHOLE = "length(w.doc_no) >= 15"
_INDEXED = (
    (("w.doc_no",), "w.doc_no <> ''"),
    (("w.name", "substr(w.birth_date, 1, 7)"), "w.birth_date <> ''"),
    (("w.phone",), "w.phone <> ''"),
)
_SORTED = (
    (("w.name_initials", "substr(w.doc_no, 7, 6)"), _WHOLE),
    (("w.name_initials", "substr(w.doc_no, 13, 5)"), _WHOLE),
)


def _ordered(one: bytes, other: bytes) -> Pair:
    return (one, other) if one < other else (other, one)


def find_pairs(store: Database) -> Iterator[Pair]:
    """Yield pairs of valid people who share a key, each pair once, without those set apart.

    The pairs only are worth a comparison; whether they may be one person is judged elsewhere.
    """
    seen = set_apart(store)
    for block in _blocks(store):
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                pair = _ordered(one, other)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _blocks(store: Database) -> Iterator[list[bytes]]:
    for keys, condition in _INDEXED:
        # Keys first, from the index alone; ids only of the few that lie there twice.
        names = [f"k{place}" for place in range(len(keys))]
        meet = " AND ".join(f"{key} = k.{name}" for key, name in zip(keys, names, strict=True))
        yield from _listed(
            store,
            f"WITH k ({', '.join(names)}) AS (SELECT {', '.join(keys)} FROM worker w "
            f"WHERE {condition} GROUP BY {', '.join(keys)} HAVING count(*) > 1) "
            f"SELECT group_concat(hex(w.id)) FROM k CROSS JOIN worker w ON {meet} AND {condition} "
            f"WHERE +w.merged_into IS NULL GROUP BY {', '.join(names)} HAVING {_SMALL}",
        )
    for keys, condition in _SORTED:
        yield from _listed(
            store,
            f"SELECT group_concat(hex(w.id)) FROM worker w WHERE {condition} "
            f"AND +w.merged_into IS NULL GROUP BY {', '.join(keys)} HAVING {_SMALL}",
        )
    yield from _listed(
        store,
        "WITH p (phone, id) AS (SELECT o.phone, o.worker_id FROM worker_phone o UNION "
        "SELECT w.phone, w.id FROM worker_phone o JOIN worker w ON w.phone = o.phone) "
        "SELECT group_concat(hex(w.id)) FROM p JOIN worker w ON w.id = p.id "
        f"WHERE +w.merged_into IS NULL GROUP BY p.phone HAVING {_SMALL}",
    )


_SMALL = f"count(*) BETWEEN 2 AND {_LARGEST_BLOCK}"


def _listed(store: Database, sql: str) -> Iterator[list[bytes]]:
    for row in store.stream(sql):
        yield [bytes.fromhex(one) for one in row[0].split(",")]


# How a person `n` meets the others `w` through an index.
_SAME_NAME = (
    "w.name = n.name AND (substr(w.birth_date, 1, 7) = substr(n.birth_date, 1, 7) "
    "OR substr(w.doc_no, 7, 6) = substr(n.doc_no, 7, 6) "
    "OR substr(w.doc_no, 13, 5) = substr(n.doc_no, 13, 5))"
)
_HEAD = "substr(n.doc_no, 1, 12)"
_MEETINGS = (
    "w.doc_no = n.doc_no AND n.doc_no <> ''",
    _SAME_NAME,
    "w.phone = n.phone AND n.phone <> ''",
    f"w.doc_no BETWEEN {_HEAD} AND {_HEAD} || ':' AND length(n.doc_no) >= 15",
)
_THEIR_PHONES = (
    "SELECT n.id, w.id FROM {source} JOIN worker_phone p ON p.phone = n.phone "
    "JOIN worker w ON w.id = p.worker_id AND w.id <> n.id AND +w.merged_into IS NULL"
)
_NEW_PHONES = (
    "SELECT n.id, w.id FROM {source} JOIN worker_phone p ON p.worker_id = n.id "
    "JOIN worker w ON w.phone = p.phone AND w.id <> n.id AND +w.merged_into IS NULL"
)


def find_likely(store: Database, ids: Iterable[bytes]) -> Iterator[Pair]:
    """Yield (new, known) pairs for some people against all others, by look-ups in the indexes.

    Of people whose names only sound alike it finds those with the same first twelve characters of
    the number or the same telephone; `find_pairs` finds them all.
    """
    apart = set_apart(store)
    for some in people.chunks(dict.fromkeys(ids)):
        source = (
            f"(SELECT {ddl.columns('worker')} FROM worker WHERE id IN ({people.marks(len(some))}) "
            "AND +merged_into IS NULL) n"
        )
        yield from _met(store, source, some, apart)


def _met(
    store: Database, source: str, params: Sequence[object], apart: set[Pair]
) -> Iterator[Pair]:
    seen: set[Pair] = set()
    statements = [
        f"SELECT n.id, w.id FROM {source} CROSS JOIN worker w ON {meeting} AND w.id <> n.id "
        "WHERE +w.merged_into IS NULL"
        for meeting in _MEETINGS
    ]
    statements += [sql.format(source=source) for sql in (_THEIR_PHONES, _NEW_PHONES)]
    for sql in statements:
        for new, known in store.stream(sql, params):
            if (new, known) not in seen and _ordered(new, known) not in apart:
                seen.add((new, known))
                yield new, known


def find_like(store: Database, values: Mapping[str, Any], worker_id: bytes | None) -> list[bytes]:
    """Return the ids of people to compare with values that need not be stored yet.

    `worker_id` is the record the values are to stand in, if there is one.
    """
    source = "(SELECT ? AS id, ? AS name, ? AS doc_no, ? AS birth_date, ? AS phone) n"
    names = ("name", "doc_no", "birth_date", "phone")
    params = (worker_id or b"", *(values.get(name) for name in names))
    found = _met(store, source, params, set_apart(store) if worker_id else set())
    return [known for _, known in found]


def set_apart(store: Database) -> set[Pair]:
    """Return the pairs that somebody has declared to be two people, the smaller id first."""
    found = store.stream("SELECT one_id, other_id FROM not_double")
    return {_ordered(one, other) for one, other in found}


def read_people(store: Database, ids: Iterable[bytes]) -> dict[bytes, Row]:
    """Return people with what a comparison reads; `phones` holds all their telephones."""
    rows = people.by_ids(store, ids, columns=COLUMNS)
    for row in rows.values():
        row["phones"] = {row["phone"]} if row["phone"] else set()
    for some in people.chunks(rows):
        sql = (
            "SELECT worker_id, phone FROM worker_phone "
            f"WHERE worker_id IN ({people.marks(len(some))})"
        )
        for worker_id, phone in store.stream(sql, some):
            rows[worker_id]["phones"].add(phone)
    return rows


def find_aliases(store: Database, worker_id: bytes) -> list[Row]:
    """Return the records that were merged into a person, with names and numbers."""
    return store.query(
        "SELECT w.id, w.number, w.name, w.doc_no, w.doc_kind, (SELECT a.reason FROM worker_alias a "
        "WHERE a.from_id = w.id AND a.active = 1 ORDER BY a.rowid DESC LIMIT 1) AS reason "
        "FROM worker w WHERE w.merged_into = ? ORDER BY w.number",
        (worker_id,),
    )


def living_numbers(store: Database) -> dict[str, str]:
    """Return by the number of each merged record that of the record which lives, or its id."""
    return dict(
        store.stream(
            "SELECT w.doc_no, coalesce(kept.doc_no, hex(kept.id)) FROM worker w "
            "JOIN worker kept ON kept.id = w.merged_into "
            "WHERE w.merged_into IS NOT NULL AND w.doc_no IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM worker o WHERE o.doc_no = w.doc_no AND o.merged_into IS NULL)"
        )
    )


def find_apart(store: Database, one_id: bytes, other_id: bytes) -> bytes | None:
    """Return the row by which two people were declared to be two, or None."""
    found = store.value(
        "SELECT id FROM not_double WHERE (one_id = ? AND other_id = ?) "
        "OR (one_id = ? AND other_id = ?)",
        (one_id, other_id, other_id, one_id),
    )
    return None if found is None else bytes(found)
