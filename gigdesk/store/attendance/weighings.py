"""Rows of weighings, and the one that counts for each part of a day: derived and rebuildable."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.domain import attendance
from gigdesk.domain.attendance import Weighing, Weight
from gigdesk.store import joined
from gigdesk.store.attendance import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.domain.attendance import WeighKey
    from gigdesk.store.database import Database, Row

    Changes = dict[str, tuple[int | str | None, int | str | None]]

TABLES = ("weighing", "weigh_total")

COLUMNS = (
    "id",
    "station_id",
    "worker_id",
    "batch_id",
    "day",
    "part",
    "gross_grams",
    "deducted_grams",
    "disputed",
    "weighed_at",
    "source",
    "corrects_id",
    "void",
    "reason",
)
_KEPT = (
    "batch_id",
    "worker_id",
    "day",
    "part",
    "weighing_id",
    "gross_grams",
    "deducted_grams",
    "disputed",
)
_FACT = (
    "SELECT id, batch_id, worker_id, day, part, gross_grams, deducted_grams, disputed, "
    f"coalesce(weighed_at, ''), corrects_id, void, {days.MOMENT.format(row='weighing')} "
    "FROM weighing"
)
_CHUNK = 400


def add_facts(store: Database, rows: Sequence[Row]) -> int:
    """Write facts in bulk; the totals are brought up to date by `refresh`."""
    listed = (tuple(row.get(name) for name in COLUMNS) for row in rows)
    return store.add_many("weighing", COLUMNS, listed)


def get_facts(store: Database, ids: Sequence[bytes]) -> list[Weighing]:
    """Return facts by id."""
    found: list[Weighing] = []
    for at in range(0, len(ids), _CHUNK):
        part = ids[at : at + _CHUNK]
        marks = ", ".join("?" * len(part))
        found.extend(map(_fact, store.stream(f"{_FACT} WHERE id IN ({marks})", part)))
    return found


def find_changes(store: Database, ids: Sequence[bytes]) -> dict[bytes, tuple[str, int, Changes]]:
    """Return by fact its day, the number of its batch, and what it changed in its cell.

    See `days.find_changes`; the part of the day stands with the changes, as it was on both sides.
    """
    asked = json.dumps([one.hex() for one in ids])
    facts = store.stream(
        f"{_FACT} WHERE (worker_id, day, batch_id, part) IN (SELECT mine.worker_id, mine.day, "
        "mine.batch_id, mine.part FROM json_each(?) asked "
        "JOIN weighing mine ON mine.id = unhex(asked.value))",
        (asked,),
    )
    told = attendance.changed_by(map(_fact, facts))
    places = store.stream(
        "SELECT f.id, f.day, b.number, f.part FROM json_each(?) asked "
        "JOIN weighing f ON f.id = unhex(asked.value) JOIN batch b ON b.id = f.batch_id",
        (asked,),
    )
    return {
        one: (day, batch, {"part": (None, part), **_differences(*told[one])})
        for one, day, batch, part in places
    }


def _differences(before: Weighing | None, after: Weighing | None) -> Changes:
    was, became = (one.weight if one is not None else None for one in (before, after))
    return {
        name: (getattr(was, name, None) or None, getattr(became, name, None) or None)
        for name in ("gross_grams", "deducted_grams", "disputed", "weighed_at")
    }


def _fact(row: tuple[Any, ...]) -> Weighing:
    weight = Weight(row[5], row[6], bool(row[7]), row[8])
    place: tuple[bytes, bytes, bytes, str, str] = row[:5]
    return Weighing(*place, weight, row[9], bool(row[10]), days.moment(row[0], row[11]))


def refresh(store: Database, keys: Iterable[WeighKey]) -> None:
    """Recompute the cells of these keys from their facts, inside the act that wrote facts."""
    wanted = set(keys)
    spans: dict[bytes, tuple[str, str]] = {}
    for batch_id, _, day, _ in wanted:
        first, last = spans.get(batch_id, (day, day))
        spans[batch_id] = (min(first, day), max(last, day))
    fresh: dict[WeighKey, Weighing] = {}
    for batch_id, (first, last) in spans.items():
        sql = f"{_FACT} WHERE batch_id = ? AND day BETWEEN ? AND ?"
        facts = map(_fact, store.stream(sql, (batch_id, first, last)))
        fresh.update(attendance.effective(one for one in facts if one.key in wanted))
    store.many(
        "DELETE FROM weigh_total WHERE batch_id = ? AND worker_id = ? AND day = ? AND part = ?",
        sorted(wanted),
    )
    store.add_many("weigh_total", _KEPT, [_row(fact) for fact in fresh.values()])


def _row(fact: Weighing) -> tuple[object, ...]:
    weight = fact.weight
    amounts = (weight.gross_grams, weight.deducted_grams, int(weight.disputed))
    return (*fact.key, fact.id, *amounts)


def _right(store: Database) -> list[tuple[object, ...]]:
    found = attendance.effective(map(_fact, store.stream(_FACT)))
    return [_row(fact) for fact in found.values()]


def rebuild(store: Database) -> int:
    """Make all totals anew from the facts, inside a transaction; return how many there are."""
    right = _right(store)
    store.execute("DELETE FROM weigh_total")
    return store.add_many("weigh_total", _KEPT, right)


def prove(store: Database) -> int:
    """Return how many kept rows are not what the facts say, or are missing."""
    kept = {tuple(row) for row in store.stream(f"SELECT {', '.join(_KEPT)} FROM weigh_total")}
    return len(kept ^ set(_right(store)))


def cells(store: Database, batch_id: bytes, first: str, last: str) -> list[Row]:
    """Return the weighings of a batch that count between two days."""
    return store.query(
        "SELECT t.worker_id, t.day, t.part, t.gross_grams, t.deducted_grams, t.disputed, "
        "coalesce(f.weighed_at, '') AS weighed_at, t.weighing_id "
        "FROM weigh_total t JOIN weighing f ON f.id = t.weighing_id "
        "WHERE t.batch_id = ? AND t.day BETWEEN ? AND ? ORDER BY t.day, t.part",
        (batch_id, first, last),
    )


def totals(store: Database, batch_id: bytes, first: str, last: str) -> tuple[int, int, int]:
    """Return gross, deducted and disputed grams of a batch between two days."""
    row = store.one(
        "SELECT coalesce(sum(gross_grams), 0) AS gross, coalesce(sum(deducted_grams), 0) AS off, "
        "coalesce(sum(deducted_grams * disputed), 0) AS disputed FROM weigh_total "
        "WHERE batch_id = ? AND day BETWEEN ? AND ?",
        (batch_id, first, last),
    ) or {"gross": 0, "off": 0, "disputed": 0}
    return row["gross"], row["off"], row["disputed"]


def replaced(store: Database, ids: Sequence[bytes], act_id: bytes) -> list[Row]:
    """Return which of these facts of an act do not count, each with the later act that does.

    See `days.find_replaced`.
    """
    found: list[Row] = []
    for at in range(0, len(ids), _CHUNK):
        part = ids[at : at + _CHUNK]
        found += store.query(
            "SELECT f.id, act.number, act.name, EXISTS (SELECT 1 FROM weighing x "
            "WHERE x.corrects_id = f.id AND x.void) AS is_void FROM weighing f "
            "LEFT JOIN weigh_total t ON (t.batch_id, t.worker_id, t.day, t.part) "
            "= (f.batch_id, f.worker_id, f.day, f.part) "
            "LEFT JOIN op ON op.row_id = t.weighing_id LEFT JOIN act ON act.id = op.act_id "
            f"WHERE f.id IN ({', '.join('?' * len(part))}) AND t.weighing_id IS NOT f.id "
            "AND act.id IS NOT ?",
            (*part, act_id),
        )
    return found


def chain(store: Database, batch_id: bytes, worker_id: bytes, *, day: str, part: str) -> list[Row]:
    """Return every fact of one person's weighing, oldest first, with who entered it and when."""
    return store.query(
        f"WITH {joined.SAME} SELECT f.id, f.gross_grams, f.deducted_grams, f.disputed, "
        "coalesce(f.weighed_at, '') AS weighed_at, f.source, "
        "NULL AS source_row, f.void, f.reason, "
        "a.number AS act_number, a.staff_name, a.at_ms FROM weighing f "
        "LEFT JOIN op ON op.row_id = f.id AND op.tbl = 'weighing' "
        "LEFT JOIN act a ON a.id = op.act_id "
        "WHERE f.worker_id IN (SELECT id FROM same) AND f.day = ? AND f.part = ? "
        "AND +f.batch_id = ? ORDER BY op.hlc, f.id",
        (worker_id, day, part, batch_id),
    )
