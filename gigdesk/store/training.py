"""Rows of training classes and enrolments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import ddl, joined, seeking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("training_class", "enrolment")

_SEEN = ("k.name", "k.trade", "k.school", "k.teacher", "k.place")
_COUNTS = (
    "(SELECT count(*) FROM enrolment n WHERE n.class_id = k.id AND n.state <> 'dropped') "
    "AS enrolled, (SELECT count(*) FROM enrolment n WHERE n.class_id = k.id "
    "AND n.state = 'completed') AS completed"
)


def get_full(store: Database, class_id: bytes) -> Row | None:
    """Return one class with its counts."""
    return store.one(
        f"SELECT {ddl.columns('training_class', 'k')}, {_COUNTS} "
        "FROM training_class k WHERE k.id = ?",
        (class_id,),
    )


def list_classes(
    store: Database,
    *,
    states: Sequence[str] = (),
    words: str = "",
    limit: int = 200,
    offset: int = 0,
) -> list[Row]:
    """Return classes, the latest to begin first, with `enrolled` and `completed` counted."""
    where, params = seeking.holds(words, shown=_SEEN, spoken=(), number="k.number")
    if states:
        where += f" AND k.state IN ({', '.join('?' * len(states))})"
    return store.query(
        f"SELECT {ddl.columns('training_class', 'k')}, {_COUNTS} "
        f"FROM training_class k WHERE {where} "
        "ORDER BY k.from_day DESC, k.number DESC LIMIT ? OFFSET ?",
        (*params, *states, limit, offset),
    )


def list_enrolments(store: Database, class_id: bytes) -> list[Row]:
    """Return who sits in a class, in the order of enrolling.

    `worker_id` is the record that was enrolled; what is told of the person is as of today.
    """
    return store.query(
        "SELECT n.id, n.worker_id, n.enrolled_on, n.result, n.score, n.state, "
        "w.number AS worker_number, w.name, w.sex, w.phone, w.doc_no, d.name AS village "
        f"FROM enrolment n {joined.person('n.worker_id')} "
        "LEFT JOIN division d ON d.id = w.village_id WHERE n.class_id = ? ORDER BY n.id",
        (class_id,),
    )


def find_seat(store: Database, class_id: bytes, worker_id: bytes) -> Row | None:
    """Return the enrolment of a person in a class, whichever of their joined records it hangs on.

    A seat that is taken comes before a dropped one, that of this very record before another, then
    the newest.
    """
    return store.one(
        f"WITH {joined.SAME} SELECT {ddl.columns('enrolment', 'n')} "
        "FROM same JOIN enrolment n ON n.worker_id = same.id "
        "WHERE +n.class_id = ? ORDER BY n.state <> 'dropped' DESC, n.worker_id = ? DESC, "
        "(SELECT min(op.seq) FROM op WHERE op.row_id = n.id) DESC LIMIT 1",
        (worker_id, class_id, worker_id),
    )


def attended(store: Database, people: Sequence[bytes], first: str, last: str) -> list[Row]:
    """Return the classes in which people sit between two days, under whatever record.

    Each row has `asked_id`, number and name of the class and its first and last day.
    """
    marks = ", ".join("?" * len(people))
    return store.query(
        f"WITH asked(id, person) AS (SELECT id, coalesce(merged_into, id) FROM worker "
        f"WHERE id IN ({marks})), same(id, asked_id) AS (SELECT asked.person, asked.id "
        "FROM asked UNION SELECT w.id, asked.id FROM asked JOIN worker w "
        "ON w.merged_into = asked.person) SELECT same.asked_id, k.number, k.name, k.from_day, "
        "coalesce(k.to_day, k.from_day) AS to_day FROM same JOIN enrolment n "
        "ON n.worker_id = same.id JOIN training_class k ON k.id = n.class_id "
        "WHERE n.state IN ('enrolled', 'completed') AND k.state <> 'cancelled' "
        "AND k.from_day <= ? AND coalesce(k.to_day, k.from_day) >= ? ORDER BY k.number",
        (*people, last, first),
    )


def find_clash(store: Database, class_id: bytes, worker_id: bytes) -> Row | None:
    """Return another class in which the person sits on some of the same days, or None."""
    return store.one(
        f"WITH {joined.SAME} SELECT k.id, k.number, k.name, k.from_day, k.to_day FROM same "
        "JOIN enrolment n ON n.worker_id = same.id "
        "JOIN training_class k ON k.id = n.class_id, training_class mine "
        "WHERE mine.id = ? AND k.id <> mine.id AND n.state = 'enrolled' "
        "AND k.state IN ('planned', 'running') AND k.from_day <= mine.to_day "
        "AND mine.from_day <= k.to_day LIMIT 1",
        (worker_id, class_id),
    )
