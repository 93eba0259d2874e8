"""Rows that hang on a person: papers, telephones, categories, consents, wishes, work, household."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.store import ddl, joined, validity
from gigdesk.store.workers import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.store.database import Database, Row

TABLES = (
    "certificate",
    "worker_phone",
    "worker_category",
    "consent",
    "intention",
    "employment",
    "household",
)
_ORDER = {
    "certificate": "state, valid_to DESC, issued_on DESC",
    "worker_phone": "rowid",
    "worker_category": "category, valid_from",
    "consent": "given_on DESC, rowid DESC",
    "intention": "registered_on DESC, rowid DESC",
    "employment": "until IS NOT NULL, coalesce(since, '') DESC, rowid DESC",
}


def find_of(store: Database, table: str, person: Sequence[bytes]) -> list[Row]:
    """Return the rows of one of the tables above for the ids of one person (`same_person`)."""
    return store.query(
        f"SELECT {ddl.columns(table)} FROM {table} "
        f"WHERE worker_id IN ({people.marks(len(person))}) ORDER BY {_ORDER[table]}",
        person,
    )


def find_of_many(store: Database, table: str, ids: Sequence[bytes]) -> dict[bytes, list[Row]]:
    """Return the rows of a table by the valid id of the person, for many valid people at once.

    Those of one person come in the order of writing.
    """
    found: dict[bytes, list[Row]] = {}
    for some in people.chunks(dict.fromkeys(ids)):
        listed = people.marks(len(some))
        sql = (
            f"SELECT {ddl.columns(table, 't')}, coalesce(w.merged_into, w.id) AS person_id "
            f"FROM worker w "
            f"JOIN {table} t ON t.worker_id = w.id "
            f"WHERE w.id IN ({listed}) OR w.merged_into IN ({listed}) ORDER BY t.rowid"
        )
        for row in store.query(sql, (*some, *some)):
            found.setdefault(row.pop("person_id"), []).append(row)
    return found


def change_many(store: Database, table: str, changes: Mapping[bytes, Mapping[str, Any]]) -> None:
    """Update rows of a table by id in bulk, each in the columns given for it."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row_id, wanted in changes.items():
        if wanted:
            groups.setdefault(tuple(wanted), []).append((*wanted.values(), row_id))
    for names, found in groups.items():
        sets = ", ".join(f"{name} = ?" for name in names)
        store.many(f"UPDATE {table} SET {sets} WHERE id = ?", found)


def find_certificate(store: Database, number: str) -> list[Row]:
    """Return the active certificates with that number; more than one is a fault of somebody."""
    return store.query(
        f"SELECT {ddl.columns('certificate')} FROM certificate "
        "WHERE certificate_no = ? AND state = 'active'",
        (number,),
    )


def find_holders(store: Database, numbers: Iterable[str]) -> dict[str, list[Row]]:
    """Return who holds active certificates with some numbers: id, person_id, name, number."""
    sql = (
        "SELECT c.id, c.certificate_no, w.id AS person_id, w.name, w.number "
        "FROM json_each(?) asked JOIN certificate c ON c.certificate_no = asked.value "
        f"{joined.person('c.worker_id')} WHERE c.state = 'active' ORDER BY c.rowid"
    )
    found: dict[str, list[Row]] = {}
    for row in store.query(sql, (json.dumps(sorted(set(numbers))),)):
        found.setdefault(row["certificate_no"], []).append(row)
    return found


def find_expiring(store: Database, *, until: str, since: str = "") -> list[Row]:
    """Return active certificates that end or must be looked at again up to a day, soonest first.

    `since` leaves out what ended before it; a paper in force whose review is long past is never
    left out. What was renewed (the same kind and trade, with a later end) is not told any more, nor
    what belongs to the dead and those who moved away. Each row carries name, number and telephone
    of the person.
    """
    return store.query(
        f"SELECT {ddl.columns('certificate', 'c')}, "
        "w.id AS person_id, w.name, w.number, w.phone, w.village_id, "
        f"min(coalesce({validity.last_day('c.valid_to')}, '9999-12-31'), "
        f"coalesce({validity.last_day('c.review_on')}, '9999-12-31')) AS ends_on "
        f"FROM certificate c {joined.person('c.worker_id')} "
        "WHERE c.state = 'active' AND ends_on <= ? "
        f"AND coalesce({validity.last_day('c.valid_to')}, '9999-12-31') >= ? "
        "AND w.state NOT IN ('moved', 'died') AND NOT EXISTS "
        "(SELECT 1 FROM worker one CROSS JOIN certificate later ON later.worker_id = one.id "
        "WHERE (one.id = w.id OR one.merged_into = w.id) AND later.state = 'active' "
        "AND later.kind = c.kind AND later.trade IS c.trade "
        f"AND {validity.last_day('later.valid_to')} > {validity.last_day('c.valid_to')}) "
        "ORDER BY ends_on, w.name_pinyin",
        (until, since),
    )


# households


def get_household(store: Database, household_id: bytes) -> Row | None:
    """Return one household with the name of its village."""
    return store.one(
        f"SELECT {ddl.columns('household', 'h')}, d.name AS village "
        "FROM household h LEFT JOIN division d "
        "ON d.id = h.village_id WHERE h.id = ?",
        (household_id,),
    )


def find_members(store: Database, household_id: bytes) -> list[Row]:
    """Return the people of a household, its head first."""
    return store.query(
        "SELECT id, number, name, sex, birth_date, phone, doc_no, relation_to_head, state "
        "FROM worker WHERE household_id = ? AND +merged_into IS NULL "
        "ORDER BY relation_to_head IS NOT '0', birth_date",
        (household_id,),
    )


def find_households(store: Database, ids: Sequence[bytes]) -> dict[bytes, Row]:
    """Return by person the number of its household and the name of that one's head, if any."""
    found = store.query(
        "SELECT w.id, h.number AS household, min(head.name) AS head FROM worker w "
        "JOIN household h ON h.id = w.household_id LEFT JOIN worker head "
        "ON head.household_id = h.id AND head.relation_to_head = '0' "
        "AND +head.merged_into IS NULL "
        f"WHERE w.id IN ({people.marks(len(ids))}) GROUP BY w.id",
        ids,
    )
    return {row.pop("id"): row for row in found}


def find_later_ops(store: Database, act_id: bytes, row_ids: Iterable[bytes]) -> list[Row]:
    """Return what was written of some rows since an act began, that act included, oldest first.

    Each has row_id, kind and body of the op, number and name of its act, and whether it `is_own`.
    """
    return store.query(
        "SELECT op.row_id, op.kind, op.body, act.number, act.name, op.act_id IS ?1 AS is_own "
        "FROM json_each(?2) asked JOIN op ON op.row_id = unhex(asked.value) "
        "LEFT JOIN act ON act.id = op.act_id "
        "WHERE op.seq >= (SELECT min(seq) FROM op WHERE act_id = ?1) ORDER BY op.seq",
        (act_id, json.dumps([one.hex() for one in row_ids])),
    )


def find_moves(store: Database, act_id: bytes) -> list[Row]:
    """Return what others have changed of who belongs where since an act began, oldest first.

    Each has row_id, kind and body of the op, number and name of its act, and `began`, the place of
    the first change of `act_id`. What that act and the undo of it have done is left out.
    """
    return store.query(
        "SELECT op.row_id, op.kind, op.body, act.number, act.name, mine.began "
        "FROM (SELECT min(seq) AS began FROM op WHERE act_id = ?1) mine "
        "JOIN op ON op.seq > mine.began LEFT JOIN act ON act.id = op.act_id "
        "WHERE op.tbl = 'worker' AND op.act_id IS NOT ?1 AND act.undoes_id IS NOT ?1 "
        "AND (op.body LIKE '%\"household_id\"%' OR op.body LIKE '%\"relation_to_head\"%' "
        "OR op.body LIKE '%\"merged_into\"%') ORDER BY op.seq",
        (act_id,),
    )
