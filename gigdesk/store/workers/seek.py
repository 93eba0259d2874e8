"""Finding people by what was typed, filtered, ordered and by pages, all of it in SQL."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from gigdesk.store import ddl
from gigdesk.store.workers import people
from gigdesk.store.workers.words import MANY, Branch, Term, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.store.database import Database, Row
    from gigdesk.store.workers.filters import Where

ORDERS: dict[str, tuple[str, ...]] = {
    "pinyin": ("w.name_pinyin", "w.id"),
    "number": ("w.number", "w.id"),
    "birth": ("w.birth_date", "w.id"),
    "village": ("w.village_id", "w.name_pinyin", "w.id"),
    "registered": ("w.registered_on", "w.id"),
    "trade": ("w.trade", "w.name_pinyin", "w.id"),
    "status": ("w.employment_status", "w.name_pinyin", "w.id"),
}
FOUND = "found"
# Those who were merged into others are few: leaving them out by their list lets a long list be
# walked in the index of its order alone. Greater than an empty id is every id, and other than
# IS NOT NULL it goes through the index. The index of typed words has only valid people.
VALID = "w.id NOT IN (SELECT m.id FROM worker m WHERE m.merged_into > x'')"


def _lead(store: Database, found: list[Term], where: Where) -> tuple[Term, Branch]:
    """Return the word to begin with, and the test that every hit must pass for the rest.

    Where several words are rare their hits are read and cut with each other; for words that many
    people have the card of each hit is looked at, and no further than the page needs.
    """
    if len(found) == 1:
        return found[0], Branch(where.sql, tuple(where.params))
    sized = sorted((term.size(store), place) for place, term in enumerate(found))
    rare = [found[place] for size, place in sized if size < MANY]
    lead = _cut(store, rare) if len(rare) > 1 else found[sized[0][1]]
    judged = [found[place] for size, place in sized if size >= MANY and found[place] is not lead]
    sql = " AND ".join([*(f"({term.check})" for term in judged), *where.conditions])
    params = (value for term in judged for value in term.params)
    return lead, Branch(sql or "1", (*params, *where.params))


def _cut(store: Database, rare: list[Term]) -> Term:
    """Return the people who have all of some rare words, in the order of the rarest."""
    slots = list(dict.fromkeys(rare[0].slots(store)))
    for term in rare[1:]:
        if slots:
            others = set(term.slots(store))
            slots = [slot for slot in slots if slot in others]
    listed = Branch("SELECT value AS slot FROM json_each(?)", (json.dumps(slots),))
    return Term((listed,), "1", ())


_TO_SLOTS = "CROSS JOIN worker_slot s ON s.slot = hit.slot"
_TO_PEOPLE = f"{_TO_SLOTS} CROSS JOIN worker w ON w.id = s.worker_id"


def _reached(where: Where) -> str:
    """Return the way from hits to what the conditions judge."""
    return _TO_PEOPLE if where.conditions else _TO_SLOTS


def search(
    store: Database,
    text: str,
    where: Where,
    *,
    order: str = FOUND,
    descending: bool = False,
    start: int = 0,
    limit: int = 50,
) -> list[bytes]:
    """Return the ids of people who have every typed word and fulfil the conditions.

    In the order `found` the likeliest meaning of what was typed comes first, and no more is read
    than the page needs; without words that is the order by pinyin. Other orders: `ORDERS`; the
    village's is that in which villages were entered. A negative `limit` means no end.
    """
    words = terms(store, text)
    if not words:
        sorting = _order("pinyin" if order == FOUND else order, descending=descending)
        return _listed(store, where, sorting, (limit, start))
    lead, test = _lead(store, words, where)
    if order == FOUND:
        statements = _ways(lead, test, _reached(where))
        return list(_hits(store, statements, start=start, limit=limit))
    ways = lead.union
    sql = (
        f"WITH hit (slot) AS ({ways.sql}) SELECT w.id FROM hit {_TO_PEOPLE} "
        f"WHERE {test.sql} ORDER BY {_order(order, descending=descending)} LIMIT ? OFFSET ?"
    )
    found = store.stream(sql, (*ways.params, *test.params, limit, start))
    return [bytes(row[0]) for row in found]


def _order(order: str, *, descending: bool) -> str:
    way = " DESC" if descending else ""
    return ", ".join(f"{column}{way}" for column in ORDERS[order])


def _listed(store: Database, where: Where, sorting: str, part: tuple[int, int]) -> list[bytes]:
    sql = (
        f"SELECT w.id FROM worker w WHERE {VALID} AND {where.sql} "
        f"ORDER BY {sorting} LIMIT ? OFFSET ?"
    )
    return [bytes(row[0]) for row in store.stream(sql, (*where.params, *part))]


def _ways(lead: Term, test: Branch, reached: str) -> list[Branch]:
    """Return one SELECT of slot and id for each way to the people looked for."""
    return [
        Branch(
            f"SELECT hit.slot, s.worker_id FROM ({way.sql}) AS hit {reached} WHERE {test.sql}",
            (*way.params, *test.params),
        )
        for way in lead.branches
    ]


def _hits(store: Database, ways: list[Branch], *, start: int, limit: int) -> Iterator[bytes]:
    """Yield hits way by way, each person once, and stop as soon as the page is full."""
    seen: set[int] = set()
    for way in ways:
        for slot, worker_id in store.stream(way.sql, way.params):
            if slot in seen:
                continue
            seen.add(slot)
            if len(seen) > start:
                yield bytes(worker_id)
            if 0 <= limit <= len(seen) - start:
                return


def count(store: Database, text: str, where: Where) -> int:
    """Return how many people have every typed word and fulfil the conditions."""
    words = terms(store, text)
    if not words:
        sql = f"SELECT count(*) FROM worker w WHERE {VALID} AND {where.sql}"
        return int(store.value(sql, where.params))
    lead, test = _lead(store, words, where)
    ways = lead.union
    reached = _reached(where)
    sql = f"WITH hit (slot) AS ({ways.sql}) SELECT count(*) FROM hit {reached} WHERE {test.sql}"
    return int(store.value(sql, (*ways.params, *test.params)))


def plans(store: Database, text: str, where: Where) -> list[str]:
    """Return how SQLite would go about a search: for the proof that nobody reads all people."""
    lead, test = _lead(store, terms(store, text), where)
    return [
        row["detail"]
        for way in _ways(lead, test, _reached(where))
        for row in store.query(f"EXPLAIN QUERY PLAN {way.sql}", way.params)
    ]


LIST_COLUMNS = (
    "id",
    "number",
    "state",
    "name",
    "sex",
    "birth_date",
    "doc_kind",
    "doc_no",
    "doc_valid_to",
    "phone",
    "village_id",
    "address",
    "education",
    "trade",
    "wanted_trades",
    "employment_status",
    "employment_place",
    "employer_name",
    "registered_on",
)


@functools.cache
def _list_sql() -> str:
    return ", ".join(f"w.{name}" for name in LIST_COLUMNS)


def list_rows(store: Database, ids: Sequence[bytes], *, whole: bool = False) -> list[Row]:
    """Return what lists show of these people, or all columns (`whole`), in the order of the ids."""
    columns = ddl.columns("worker", "w") if whole else _list_sql()
    found: dict[bytes, Row] = {}
    for some in people.chunks(ids):
        sql = (
            f"SELECT {columns}, d.name AS village, t.name AS town FROM worker w "
            "LEFT JOIN division d ON d.id = w.village_id "
            "LEFT JOIN division t ON t.id = d.parent_id "
            f"WHERE w.id IN ({people.marks(len(some))})"
        )
        found.update((row["id"], row) for row in store.query(sql, some))
    return [found[worker_id] for worker_id in ids if worker_id in found]
