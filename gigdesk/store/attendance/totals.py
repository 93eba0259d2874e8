"""The day that counts in each cell, kept at entry: derived, rebuildable, proven by the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import attendance
from gigdesk.store.attendance import days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gigdesk.domain.attendance import Key, WorkDay
    from gigdesk.store.database import Database, Row

    Amounts = tuple[object, ...]

TABLES = ("day_total",)

_COLUMNS = (
    "batch_id",
    "worker_id",
    "day",
    "work_day_id",
    "quarters",
    "overtime_minutes",
    "minutes",
    "overtime_kind",
)
_STANDS = 4  # so many of them say where it is and by which fact
_CHUNK = 400


def refresh(store: Database, keys: Iterable[Key]) -> None:
    """Recompute the cells of these keys from their facts, inside the act that wrote facts."""
    wanted = set(keys)
    spans: dict[bytes, tuple[str, str]] = {}
    for batch_id, _, day in wanted:
        first, last = spans.get(batch_id, (day, day))
        spans[batch_id] = (min(first, day), max(last, day))
    fresh: dict[Key, WorkDay] = {}
    for batch_id, (first, last) in spans.items():
        facts = days.facts_between(store, batch_id, first, last)
        fresh.update(attendance.effective(one for one in facts if one.key in wanted))
    store.many(
        "DELETE FROM day_total WHERE batch_id = ? AND worker_id = ? AND day = ?", sorted(wanted)
    )
    store.add_many("day_total", _COLUMNS, [_row(fact) for fact in fresh.values()])


def _row(fact: WorkDay) -> tuple[object, ...]:
    return (*fact.key, fact.id, *_amounts(fact))


def _amounts(fact: WorkDay) -> tuple[object, ...]:
    return fact.quarters, fact.overtime_minutes, fact.minutes, fact.overtime_kind or None


def rebuild(store: Database) -> int:
    """Make all totals anew from the facts, inside a transaction; return how many there are."""
    found = attendance.effective(days.all_facts(store))
    store.execute("DELETE FROM day_total")
    return store.add_many("day_total", _COLUMNS, [_row(fact) for fact in found.values()])


def prove(store: Database) -> list[tuple[Key, Amounts | None, Amounts | None]]:
    """Return every cell whose kept total is not what the facts say, as (key, kept, right).

    Each side is quarters, overtime minutes, minutes and kind of overtime; an empty list means all
    totals are right.
    """
    right: dict[Key, Amounts] = {
        key: (fact.id, *_amounts(fact))
        for key, fact in attendance.effective(days.all_facts(store)).items()
    }
    kept: dict[Key, Amounts] = {
        (row[0], row[1], row[2]): tuple(row[_STANDS - 1 :])
        for row in store.stream(f"SELECT {', '.join(_COLUMNS)} FROM day_total")
    }
    return [
        (key, _figures(kept.get(key)), _figures(right.get(key)))
        for key in sorted({*kept, *right})
        if kept.get(key) != right.get(key)
    ]


def _figures(found: Amounts | None) -> Amounts | None:
    return None if found is None else found[1:]


def cells(store: Database, batch_id: bytes, first: str, last: str) -> list[Row]:
    """Return the cells of a batch between two days: person, day, amounts, mark, times, fact."""
    return store.query(
        "SELECT t.worker_id, t.day, t.quarters, t.minutes, t.overtime_minutes, t.overtime_kind, "
        "f.mark, f.times, t.work_day_id "
        "FROM day_total t JOIN work_day f ON f.id = t.work_day_id "
        "WHERE t.batch_id = ? AND t.day BETWEEN ? AND ?",
        (batch_id, first, last),
    )


def elsewhere(
    store: Database, people: Sequence[bytes], batch_id: bytes, first: str, last: str
) -> dict[tuple[bytes, str], int]:
    """Return by (person, day) the quarters entered in other batches, under whatever record."""
    found: dict[tuple[bytes, str], int] = {}
    for at in range(0, len(people), _CHUNK):
        part = people[at : at + _CHUNK]
        marks = ", ".join("?" * len(part))
        rows = store.stream(
            f"WITH asked(id, person) AS (SELECT id, coalesce(merged_into, id) FROM worker "
            f"WHERE id IN ({marks})), same(id, asked_id) AS (SELECT asked.person, asked.id "
            "FROM asked UNION SELECT w.id, asked.id FROM asked JOIN worker w "
            "ON w.merged_into = asked.person) SELECT same.asked_id, t.day, sum(t.quarters) "
            "FROM same JOIN day_total t ON t.worker_id = same.id "
            "WHERE t.batch_id <> ? AND t.day BETWEEN ? AND ? "
            "GROUP BY same.asked_id, t.day",
            (*part, batch_id, first, last),
        )
        found.update({(row[0], row[1]): row[2] for row in rows})
    return found


def stints(store: Database, people: Sequence[bytes], first: str, last: str) -> list[Row]:
    """Return what people worked between two days for all batches, under whatever record.

    Each row has `asked_id`, the day with its amounts, and of the order what the hours count by.
    """
    found: list[Row] = []
    for at in range(0, len(people), _CHUNK):
        part = people[at : at + _CHUNK]
        marks = ", ".join("?" * len(part))
        found += store.query(
            f"WITH asked(id, person) AS (SELECT id, coalesce(merged_into, id) FROM worker "
            f"WHERE id IN ({marks})), same(id, asked_id) AS (SELECT asked.person, asked.id "
            "FROM asked UNION SELECT w.id, asked.id FROM asked JOIN worker w "
            "ON w.merged_into = asked.person) SELECT same.asked_id, t.day, t.quarters, t.minutes, "
            "t.overtime_minutes, t.overtime_kind, b.number AS batch, e.name AS employer, "
            "o.trade, o.minutes_per_day, o.hours_kind, o.hours_approval, o.employment_form "
            "FROM same JOIN day_total t ON t.worker_id = same.id JOIN batch b ON b.id = t.batch_id "
            "JOIN job_order o ON o.id = b.order_id JOIN employer e ON e.id = o.employer_id "
            "WHERE t.day BETWEEN ? AND ? ORDER BY t.day, b.number",
            (*part, first, last),
        )
    return found


def sums(store: Database, batch_id: bytes, first: str, last: str) -> dict[bytes, tuple[int, int]]:
    """Return by person the quarters and overtime minutes of a batch between two days."""
    rows = store.stream(
        "SELECT worker_id, sum(quarters), sum(overtime_minutes) FROM day_total "
        "WHERE batch_id = ? AND day BETWEEN ? AND ? GROUP BY worker_id",
        (batch_id, first, last),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def over_a_day(store: Database, worker_ids: Sequence[bytes], most: int) -> str | None:
    """Return the first day on which these rows, taken as one person, have more than `most`."""
    marks = ", ".join("?" * len(worker_ids))
    found: str | None = store.value(
        f"SELECT day FROM day_total WHERE worker_id IN ({marks}) GROUP BY day "
        "HAVING sum(quarters) > ? ORDER BY day LIMIT 1",
        (*worker_ids, most),
    )
    return found


def last_day(store: Database, batch_id: bytes) -> str | None:
    """Return the last day on which somebody of a batch worked, or None."""
    found: str | None = store.value(
        "SELECT max(day) FROM day_total WHERE batch_id = ? AND quarters > 0", (batch_id,)
    )
    return found


def has_any(store: Database, batch_id: bytes) -> bool:
    """Say whether a day of a batch shows anything, or a month of it was confirmed."""
    return bool(
        store.value(
            "SELECT EXISTS (SELECT 1 FROM day_total t JOIN work_day f ON f.id = t.work_day_id "
            "WHERE t.batch_id = ?1 AND (t.quarters > 0 OR t.overtime_minutes > 0 "
            "OR f.mark IS NOT NULL)) "
            "OR EXISTS (SELECT 1 FROM weigh_total w WHERE w.batch_id = ?1 AND w.gross_grams > 0) "
            "OR EXISTS (SELECT 1 FROM day_confirmation c WHERE c.batch_id = ?1)",
            (batch_id,),
        )
    )


def months(store: Database, batch_id: bytes) -> list[Row]:
    """Return the months in which days of a batch were entered, with people and quarters."""
    return store.query(
        "SELECT substr(day, 1, 7) AS month, count(DISTINCT worker_id) AS people, "
        "sum(quarters) AS quarters FROM day_total WHERE batch_id = ? GROUP BY month ORDER BY month",
        (batch_id,),
    )
