"""What a person went through, from the rows of all rooms, read and never written here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gigdesk.domain import tables
from gigdesk.store import validity
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.store.database import Database, Row

BELONGING = tuple(
    table.name
    for table in tables.captured()
    if any(column.name == "worker_id" for column in table.columns)
)
"""The tables whose rows belong to one person."""

_REVEALS, _LATELY, _TRADES = 200, 3_000, 60
"""So many acts, people entered last, and trades are read at most."""


def find_classes(store: Database, person: Sequence[bytes]) -> list[Row]:
    """Return the classes a person was enrolled in, with result and days."""
    return store.query(
        "SELECT e.id, e.enrolled_on, e.result, e.score, e.state, c.number, c.name, c.trade, "
        "c.from_day, c.to_day FROM enrolment e JOIN training_class c ON c.id = e.class_id "
        f"WHERE e.worker_id IN ({people.marks(len(person))}) ORDER BY c.from_day",
        person,
    )


def find_batches(store: Database, person: Sequence[bytes]) -> list[Row]:
    """Return the batches a person was listed in, with employer, place and days."""
    return store.query(
        "SELECT m.id, m.state, m.until_day, m.reason, b.number, b.depart_on, b.first_day, "
        "b.last_day, b.state AS batch_state, o.trade, o.place, e.name AS employer "
        "FROM batch_member m JOIN batch b ON b.id = m.batch_id "
        "JOIN job_order o ON o.id = b.order_id JOIN employer e ON e.id = o.employer_id "
        f"WHERE m.worker_id IN ({people.marks(len(person))}) ORDER BY b.first_day",
        person,
    )


def find_months(store: Database, person: Sequence[bytes]) -> list[Row]:
    """Return the days worked by month and batch: quarters of days, minutes of overtime, the pay."""
    return store.query(
        "SELECT substr(t.day, 1, 7) AS month, b.number, sum(t.quarters) AS quarters, "
        "sum(t.overtime_minutes) AS overtime_minutes, max(t.day) AS last_day, "
        "o.pay_kind, o.pay_fen FROM day_total t JOIN batch b ON b.id = t.batch_id "
        "JOIN job_order o ON o.id = b.order_id "
        f"WHERE t.worker_id IN ({people.marks(len(person))}) GROUP BY month, b.id ORDER BY month",
        person,
    )


def find_contracts(store: Database, person: Sequence[bytes]) -> list[Row]:
    """Return the contracts of a person with the employer."""
    return store.query(
        "SELECT c.id, c.number, c.contract_no, c.kind, c.from_day, c.to_day, c.signed_on, "
        "c.ended_on, c.state, e.name AS employer FROM contract c "
        "JOIN employer e ON e.id = c.employer_id "
        f"WHERE c.worker_id IN ({people.marks(len(person))}) ORDER BY c.from_day",
        person,
    )


def find_rows(store: Database, person: Sequence[bytes]) -> list[bytes]:
    """Return the ids of all captured rows that belong to a person, in whichever room they are."""
    each = " UNION ALL ".join(
        f"SELECT id FROM {name} WHERE worker_id IN (SELECT unhex(value) FROM json_each(?1))"
        for name in BELONGING
    )
    found = store.stream(each, (json.dumps([one.hex() for one in person]),))
    return [row[0] for row in found]


def find_removed(store: Database, person: Sequence[bytes], number: int) -> list[bytes]:
    """Return the ids of rows of a person that were taken away since.

    Acts name the person by its number, or wrote a row of an import that is the person's; what took
    such an act back names that act. Reading every op would take seconds at a large desk.
    """
    found = store.stream(
        "WITH mine AS (SELECT value AS id FROM json_each(?1)), near AS ("
        "SELECT id FROM act WHERE json_valid(about) AND json_extract(about, '$.worker') = ?2 "
        "UNION SELECT intake.act_id FROM intake_row r JOIN intake ON intake.id = r.intake_id "
        "WHERE r.worker_id IN (SELECT unhex(id) FROM mine)) "
        "SELECT DISTINCT op.row_id FROM op WHERE op.kind = 'delete' AND op.act_id IN ("
        "SELECT id FROM near UNION SELECT act.id FROM act JOIN near ON near.id = act.undoes_id) "
        "AND op.tbl IN (SELECT value FROM json_each(?3)) "
        "AND lower(json_extract(op.body, '$.worker_id')) IN (SELECT id FROM mine)",
        (json.dumps([one.hex() for one in person]), number, json.dumps(BELONGING)),
    )
    return [row[0] for row in found]


def find_names(store: Database, ids: Sequence[bytes]) -> dict[bytes, tuple[str, str | int]]:
    """Return table and name or number of the batches, orders, classes and employers among ids."""
    found = store.query(
        "WITH asked AS (SELECT unhex(value) AS id FROM json_each(?)) "
        "SELECT id, 'batch' AS tbl, number AS said FROM batch WHERE id IN asked UNION ALL "
        "SELECT id, 'job_order', number FROM job_order WHERE id IN asked UNION ALL "
        "SELECT id, '', name FROM training_class WHERE id IN asked UNION ALL "
        "SELECT id, '', name FROM employer WHERE id IN asked",
        (json.dumps([one.hex() for one in ids]),),
    )
    return {row["id"]: (row["tbl"], row["said"]) for row in found}


def count_open(store: Database, *, today: str, warn_until: str) -> dict[str, int]:
    """Return what waits in the registry, by name; `today` and `warn_until` are days."""
    found = store.one(
        "SELECT count(*) AS people, "
        "total(w.state = 'active') AS active, "
        "total(coalesce(w.phone, '') = '') AS no_phone, "
        "total(w.village_id IS NULL) AS no_village, "
        f"total(NOT {validity.reaches('w.doc_valid_to', '?')}) AS doc_expired "
        "FROM worker w WHERE +w.merged_into IS NULL",
        (today,),
    )
    counts = {name: int(value or 0) for name, value in (found or {}).items()}
    counts["certificates_ending"] = int(
        store.value(
            "SELECT count(*) FROM certificate WHERE state = 'active' "
            "AND valid_to BETWEEN substr(?, 1, 7) AND ? "
            f"AND {validity.last_day('valid_to')} BETWEEN ? AND ?",
            (today, warn_until, today, warn_until),
        )
    )
    counts["intentions_ended"] = int(
        store.value(
            "SELECT count(*) FROM intention WHERE expires_on < ? AND state = 'open'", (today,)
        )
    )
    counts["drafts"] = int(
        store.value("SELECT count(*) FROM draft WHERE substr(slot, 1, 8) = 'workers.'")
    )
    return counts


def find_looks(store: Database, number: int) -> list[Row]:
    """Return the acts that showed the person with this number in full or on paper, newest first.

    With them those in which somebody confirmed a warning about the person.
    """
    return store.query(
        "SELECT number, name, staff_name, at_ms, about FROM act "
        "WHERE (name IN ('workers.reveal', 'workers.export') "
        "OR name IN ('workers.register', 'workers.correct') "
        "AND json_array_length(about, '$.warnings') > 0) "
        "AND json_extract(about, '$.worker') = ? ORDER BY act.number DESC LIMIT ?",
        (number, _REVEALS),
    )


def find_terms(store: Database, ids: Sequence[bytes]) -> dict[bytes, Row]:
    """Return by person kind, from_day and to_day of the newest contract that is not void.

    The contracts of joined records are those of the person.
    """
    listed = people.marks(len(ids))
    sql = (
        "SELECT coalesce(w.merged_into, w.id) AS person_id, c.kind, c.from_day, c.to_day "
        "FROM worker w JOIN contract c ON c.worker_id = w.id WHERE c.state <> 'void' "
        f"AND (w.id IN ({listed}) OR w.merged_into IN ({listed})) ORDER BY c.from_day"
    )
    return {row.pop("person_id"): row for row in store.query(sql, (*ids, *ids))}


def find_completed(store: Database, ids: Sequence[bytes]) -> dict[bytes, list[Row]]:
    """Return by person the name, trade and kind of the classes completed, the oldest first."""
    listed = people.marks(len(ids))
    sql = (
        "SELECT coalesce(w.merged_into, w.id) AS person_id, k.name, k.trade, k.kind FROM worker w "
        "JOIN enrolment n ON n.worker_id = w.id JOIN training_class k ON k.id = n.class_id "
        f"WHERE n.state = 'completed' AND (w.id IN ({listed}) OR w.merged_into IN ({listed})) "
        "ORDER BY k.from_day, k.number"
    )
    found: dict[bytes, list[Row]] = {}
    for row in store.query(sql, (*ids, *ids)):
        found.setdefault(row.pop("person_id"), []).append(row)
    return found


def find_trades(store: Database) -> list[str]:
    """Return the trades of the people entered last, as they do or want them, most frequent first.

    A few thousand people tell the trades of a station and are read while somebody types.
    """
    found = store.stream(
        "WITH lately AS (SELECT trade, wanted_trades FROM worker ORDER BY rowid DESC LIMIT ?) "
        "SELECT said FROM (SELECT trade AS said FROM lately UNION ALL "
        "SELECT wanted_trades FROM lately) WHERE said <> '' "
        "GROUP BY said ORDER BY count(*) DESC, said LIMIT ?",
        (_LATELY, _TRADES),
    )
    return [row[0] for row in found]
