"""Rows of batch members, and the days on which each person is away."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain import dispatch
from gigdesk.domain.dispatch import called
from gigdesk.store import ddl, joined
from gigdesk.store.dispatch import loans
from gigdesk.store.joined import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("batch_member",)

NO_PLACE = {"crew_id": None, "leads": 0, "vehicle_id": None, "seat": None}
"""What somebody who is taken off the list leaves to others."""

_CHUNK = 400
BEGIN = "min(b.depart_on, b.first_day)"
HOLDS = "m.state IN ('listed', 'left') AND b.state <> 'cancelled'"


def end(today: str) -> str:
    """Return SQL for the last day of a stay; `today` is SQL for a day as ISO text.

    The same rule as `domain.dispatch.batches.stay`: who is not back yet is away today.
    """
    planned = f"iif(b.state = 'sent', max(b.last_day, {today}), b.last_day)"
    return f"coalesce(m.until_day, b.returned_on, {planned})"


def stay(today: str) -> str:
    """Return SQL for both ends of a stay, as `start` and `end`."""
    return f"{BEGIN} AS start, {end(today)} AS end"


def chunks(ids: Iterable[bytes]) -> Iterator[tuple[str, list[bytes]]]:
    """Yield ids in lists that one statement can take, each with its marks."""
    waiting = list(dict.fromkeys(ids))
    for at in range(0, len(waiting), _CHUNK):
        part = waiting[at : at + _CHUNK]
        yield ", ".join("?" * len(part)), part


def list_members(store: Database, batch_id: bytes, *, removed: bool = False) -> list[Row]:
    """Return the list of a batch in its order, each with the person and the newest contract.

    `worker_id` is the record that was put on the list; what is told of the person is as they are
    today, also where that record was joined to another since.
    """
    states = "('listed', 'left', 'removed', 'unfit')" if removed else "('listed', 'left')"
    return store.query(
        "SELECT m.id AS member_id, m.batch_id, m.worker_id, m.position, m.crew_id, m.leads, "
        "coalesce(g.name, CAST(g.number AS TEXT)) AS group_name, m.vehicle_id, "
        "coalesce(v.plate, CAST(v.number AS TEXT)) AS vehicle, v.number AS vehicle_number, m.seat, "
        "m.pickup, m.promised_on, m.promise_seen_by, m.promise_terms, m.state, "
        "m.until_day, m.reason_code, m.reason, m.how_chosen, "
        "w.number AS worker_number, w.name, w.printed_name, w.name_image_sha256, "
        "w.sex, w.birth_date, w.doc_kind, w.doc_no, w.doc_valid_to, "
        "w.phone, w.emergency_name, w.emergency_phone, w.trade, w.meal_need, w.bank_account, "
        "w.address, w.hukou_address, d.name AS village, t.name AS town, "
        "c.id AS contract_id, c.contract_no, c.state AS contract_state, c.signed_on "
        f"FROM batch_member m {joined.person('m.worker_id')} "
        "LEFT JOIN division d ON d.id = w.village_id LEFT JOIN division t ON t.id = d.parent_id "
        "LEFT JOIN crew g ON g.id = m.crew_id LEFT JOIN vehicle v ON v.id = m.vehicle_id "
        "LEFT JOIN contract c ON c.id = (SELECT x.id FROM contract x WHERE x.batch_id = m.batch_id "
        f"AND x.worker_id IN {joined.RECORDS} AND x.state <> 'void' "
        "ORDER BY x.number DESC LIMIT 1) "
        f"WHERE m.batch_id = ? AND m.state IN {states} ORDER BY m.position, m.id",
        (batch_id,),
    )


def worker_ids(store: Database, batch_id: bytes) -> list[bytes]:
    """Return the people on the list of a batch in its order."""
    found = store.stream(
        "SELECT worker_id FROM batch_member WHERE batch_id = ? AND state IN ('listed', 'left') "
        "ORDER BY position, id",
        (batch_id,),
    )
    return [row[0] for row in found]


def living_ids(store: Database, batch_id: bytes) -> set[bytes]:
    """Return the people on the list of a batch as who they are today, after merges."""
    found = store.stream(
        f"SELECT {PERSON} FROM batch_member m JOIN worker w ON w.id = m.worker_id "
        "WHERE m.batch_id = ? AND m.state IN ('listed', 'left')",
        (batch_id,),
    )
    return {row[0] for row in found}


def find_row(store: Database, batch_id: bytes, worker_id: bytes) -> Row | None:
    """Return the row of a person in a batch, whichever of their merged rows it hangs on.

    A place on the list comes before a removed one, the row of this very id before another, then
    the newest: by the order of writing, which a corrected clock does not change.
    """
    # The plus keeps SQLite from reading the whole list of the batch: a person has few places.
    return store.one(
        f"WITH {joined.SAME} SELECT {ddl.columns('batch_member', 'm')} FROM batch_member m "
        "WHERE m.worker_id IN (SELECT id FROM same) AND +m.batch_id = ? "
        "ORDER BY m.state IN ('listed', 'left') DESC, m.worker_id = ? DESC, "
        "(SELECT min(op.seq) FROM op WHERE op.row_id = m.id) DESC LIMIT 1",
        (worker_id, batch_id, worker_id),
    )


def seasons(store: Database, people: Sequence[bytes]) -> dict[bytes, int]:
    """Return how many batches brought each of these people back at the planned time."""
    found: dict[bytes, int] = {}
    for marks, part in chunks(people):
        rows = store.stream(
            f"WITH same(id, person) AS (SELECT id, id FROM worker WHERE id IN ({marks}) "
            f"UNION ALL SELECT id, merged_into FROM worker WHERE merged_into IN ({marks})) "
            "SELECT same.person, count(DISTINCT b.id) FROM same "
            "JOIN batch_member m ON m.worker_id = same.id JOIN batch b ON b.id = m.batch_id "
            "WHERE b.state = 'returned' AND m.state = 'listed' GROUP BY same.person",
            (*part, *part),
        )
        found.update({row[0]: row[1] for row in rows})
    return found


def on_twice(store: Database, people: Sequence[bytes]) -> list[bytes]:
    """Return the batches on whose lists these people, merged rows included, hold several places."""
    marks = ", ".join("?" * len(people))
    found = store.stream(
        f"WITH same(id) AS (SELECT id FROM worker WHERE id IN ({marks}) "
        f"UNION SELECT id FROM worker WHERE merged_into IN ({marks})) "
        "SELECT m.batch_id FROM same JOIN batch_member m ON m.worker_id = same.id "
        "WHERE m.state IN ('listed', 'left') GROUP BY m.batch_id HAVING count(*) > 1 ORDER BY 1",
        (*people, *people),
    )
    return [bytes(row[0]) for row in found]


def next_position(store: Database, batch_id: bytes) -> int:
    """Return the place after the last on the list; places of removed people are not reused."""
    used = store.value("SELECT max(position) FROM batch_member WHERE batch_id = ?", (batch_id,))
    return int(used or 0) + 1


def is_taken(store: Database, batch_id: bytes, position: int) -> bool:
    """Say whether somebody on the list has this place, who came in for another for instance."""
    found = store.value(
        "SELECT 1 FROM batch_member WHERE batch_id = ? AND position = ? "
        "AND state IN ('listed', 'left')",
        (batch_id, position),
    )
    return found is not None


def known(store: Database, batch_id: bytes) -> list[called.Known]:
    """Return the people on a list by what they can be called by a clerk; ids as on the list."""
    found = store.stream(
        "SELECT m.worker_id, w.number, w.name, coalesce(w.doc_no, ''), coalesce(w.phone, '') "
        f"FROM batch_member m {joined.person('m.worker_id')} "
        "WHERE m.batch_id = ? AND m.state IN ('listed', 'left') ORDER BY m.position, m.id",
        (batch_id,),
    )
    return [called.Known(*row) for row in found]


def count_sexes(store: Database, order_id: bytes) -> dispatch.eligibility.Places:
    """Return how many are on the lists of an order, all and by sex."""
    found = store.one(
        "SELECT count(*) AS listed, coalesce(sum(w.sex = '1'), 0) AS men, "
        "coalesce(sum(w.sex = '2'), 0) AS women FROM batch b "
        f"JOIN batch_member m ON m.batch_id = b.id {joined.person('m.worker_id')} "
        f"WHERE b.order_id = ? AND {HOLDS}",
        (order_id,),
    )
    return dispatch.eligibility.Places(**(found or {}))


def stays_of(
    store: Database,
    people: Sequence[bytes],
    *,
    today: datetime.date,
    skip_batch: bytes | None = None,
) -> dict[bytes, list[dispatch.Stay]]:
    """Return by person every stay with a batch or on loan, on whichever merged row it hangs.

    A batch that is on the road holds its people at least to `today`.
    """
    found: dict[bytes, list[dispatch.Stay]] = {}
    for marks, part in chunks(people):
        rows = store.stream(
            f"WITH same(id, person) AS (SELECT id, id FROM worker WHERE id IN ({marks}) "
            f"UNION ALL SELECT id, merged_into FROM worker WHERE merged_into IN ({marks})) "
            f"SELECT same.person, b.id, b.number, {stay('?')} FROM same "
            "JOIN batch_member m ON m.worker_id = same.id JOIN batch b ON b.id = m.batch_id "
            f"WHERE {HOLDS} AND b.id IS NOT ?",
            (*part, *part, today.isoformat(), skip_batch),
        )
        for person, batch_id, number, *ends in rows:
            days = [datetime.date.fromisoformat(each) for each in ends]
            one = dispatch.Stay(batch_id, number, start=days[0], end=days[1])
            found.setdefault(person, []).append(one)
        for person, lent in loans.stays_of(store, marks, part):
            found.setdefault(person, []).append(lent)
    return found


def rows_of(store: Database, people: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return row id → person for these people and for all who were merged into them."""
    found: dict[bytes, bytes] = {}
    for marks, part in chunks(people):
        rows = store.stream(
            f"SELECT id, id FROM worker WHERE id IN ({marks}) "
            f"UNION ALL SELECT id, merged_into FROM worker WHERE merged_into IN ({marks})",
            (*part, *part),
        )
        found.update({row[0]: row[1] for row in rows})
    return found


def records(store: Database, worker_ids: Sequence[bytes]) -> list[Row]:
    """Return what names each of these records: number, names, number of the paper."""
    return [
        row
        for marks, part in chunks(worker_ids)
        for row in store.query(
            f"SELECT id, number, name, printed_name, doc_no FROM worker WHERE id IN ({marks})", part
        )
    ]


def merged_into(store: Database, people: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return for those who were merged into another person whom they are today."""
    found: dict[bytes, bytes] = {}
    for marks, part in chunks(people):
        rows = store.stream(
            f"SELECT id, merged_into FROM worker WHERE id IN ({marks}) AND merged_into IS NOT NULL",
            part,
        )
        found.update({row[0]: row[1] for row in rows})
    return found


def booked_after(
    store: Database, batch_id: bytes, back: str, until: str, *, today: str
) -> Row | None:
    """Return somebody of a batch whom another one takes between the day it came back and `until`.

    As `name`, number of the `other` batch and the `day` it begins, or None. Who left early is as
    free as before.
    """
    return store.one(
        f"WITH stay AS (SELECT {PERSON} AS person, w.name, b.id AS batch_id, b.number, "
        f"m.until_day, {stay('?')} FROM batch_member m JOIN batch b ON b.id = m.batch_id "
        f"JOIN worker w ON w.id = m.worker_id WHERE {HOLDS}) "
        "SELECT one.name, other.number AS other, other.start AS day FROM stay one JOIN stay other "
        "ON other.person = one.person AND other.batch_id <> one.batch_id "
        "WHERE one.batch_id = ? AND one.until_day IS NULL "
        "AND other.start <= ? AND other.end > ? ORDER BY other.start, one.name LIMIT 1",
        (today, batch_id, until, back),
    )


def list_jumps(store: Database, batch_id: bytes) -> list[Row]:
    """Return who is on a list before others that could have gone, with who put them there."""
    return store.query(
        "SELECT m.id, m.worker_id, w.number, w.name, d.name AS village, m.how_chosen, "
        "m.passed_over, m.chosen_why, a.staff_name, a.at_ms "
        f"FROM batch_member m {joined.person('m.worker_id')} "
        "LEFT JOIN division d ON d.id = w.village_id "
        "JOIN act a ON a.id = (SELECT o.act_id FROM op o WHERE o.row_id = m.id "
        "AND instr(o.body, '\"passed_over\":') ORDER BY o.seq DESC LIMIT 1) "
        "WHERE m.batch_id = ? AND m.passed_over > 0 AND m.state IN ('listed', 'left') "
        "ORDER BY m.position, m.id",
        (batch_id,),
    )


def changed_since(store: Database, batch_id: bytes, seq: int) -> int | None:
    """Return the number of the newest act that changed the list after a place in the history.

    Acts that were taken back are passed over; somebody who left early counts in any case.
    """
    found: int | None = store.value(
        "SELECT act.number FROM batch_member m JOIN op ON op.row_id = m.id AND op.seq > ?1 "
        "JOIN act ON act.id = op.act_id WHERE m.batch_id = ?2 AND act.undoes_id IS NULL "
        "AND (m.until_day IS NOT NULL OR NOT EXISTS "
        "(SELECT 1 FROM act back WHERE back.undoes_id = act.id)) ORDER BY op.seq DESC LIMIT 1",
        (seq, batch_id),
    )
    return found


def double_booked(store: Database, *, today: datetime.date, limit: int = 50) -> list[Row]:
    """Return people whom two batches or loans take on one day; a sound desk has none."""
    return store.query(
        f"WITH stay AS (SELECT {PERSON} AS person, w.name, b.id AS batch_id, b.number, "
        f"{stay('?')}, 0 AS loan FROM batch_member m JOIN batch b ON b.id = m.batch_id "
        f"JOIN worker w ON w.id = m.worker_id WHERE {HOLDS} UNION ALL {loans.STAYS}) "
        "SELECT one.person, one.name, one.number AS one_number, other.number AS other_number, "
        "one.loan OR other.loan AS loan, "
        "max(one.start, other.start) AS day FROM stay one JOIN stay other "
        "ON other.person = one.person AND other.batch_id > one.batch_id "
        "AND one.start <= other.end AND other.start <= one.end LIMIT ?",
        (today.isoformat(), limit),
    )


def shared_places(store: Database) -> list[Row]:
    """Return people who have their place on a list with somebody else, as a sound desk has none.

    As `name`, number of the `batch` and `position`.
    """
    return store.query(
        "SELECT w.name, b.number AS batch, m.position FROM batch_member m "
        "JOIN batch b ON b.id = m.batch_id JOIN worker w ON w.id = m.worker_id "
        "WHERE m.state IN ('listed', 'left') AND EXISTS (SELECT 1 FROM batch_member other "
        "WHERE other.batch_id = m.batch_id AND other.position = m.position "
        "AND other.id <> m.id AND other.state IN ('listed', 'left')) ORDER BY 2, 3, 1"
    )


def off_with_contract(store: Database) -> list[Row]:
    """Return people who were taken off a list while a contract for it stands; there are none.

    As `name`, number of the `batch` and `contract`.
    """
    return store.query(
        "SELECT w.name, b.number AS batch, c.contract_no AS contract FROM contract c "
        "JOIN batch b ON b.id = c.batch_id JOIN worker w ON w.id = c.worker_id "
        "JOIN batch_member m ON m.batch_id = c.batch_id AND m.worker_id = c.worker_id "
        "WHERE c.state IN ('draft', 'final', 'signed') AND m.state IN ('removed', 'unfit') "
        "ORDER BY 2, 3"
    )
