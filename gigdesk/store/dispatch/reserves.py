"""Rows of reserve pools, who is in them, and the calls to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import ddl, joined
from gigdesk.store.joined import PERSON

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("reserve_pool", "reserve_member", "reserve_call")
_STANDING = (
    "c.void = 0 AND NOT EXISTS (SELECT 1 FROM reserve_call x WHERE x.corrects_id = c.id AND x.void)"
)


def list_pools(store: Database) -> list[Row]:
    """Return the pools that are not closed, with how many are in each and the last confirmation."""
    return store.query(
        f"SELECT {ddl.columns('reserve_pool', 'p')}, count(DISTINCT {PERSON}) AS people, "
        "min(m.confirmed_on) AS oldest, max(m.confirmed_on) AS newest FROM reserve_pool p "
        "LEFT JOIN reserve_member m ON m.pool_id = p.id AND m.state = 'active' "
        "LEFT JOIN worker w ON w.id = m.worker_id "
        "WHERE p.state = 'active' GROUP BY p.id ORDER BY p.number"
    )


def list_members(store: Database, pool_id: bytes, batch_id: bytes | None) -> list[Row]:
    """Return who is in a pool with the last call: for a batch, or for none in particular.

    Somebody whose records were joined stands there once, with the later confirmation.
    """
    return store.query(
        "SELECT w.id, w.number, w.name, w.sex, w.birth_date, w.phone, w.trade, w.state, "
        "d.name AS village, max(m.confirmed_on) AS confirmed_on, c.result, c.reason_code, c.note, "
        "c.day AS called_on, a.staff_name AS called_by "
        f"FROM reserve_member m {joined.person('m.worker_id')} "
        "LEFT JOIN division d ON d.id = w.village_id LEFT JOIN reserve_call c ON c.id = ("
        f"SELECT c.id FROM reserve_call c WHERE c.pool_id = m.pool_id AND {_STANDING} "
        f"AND c.worker_id IN {joined.RECORDS} AND c.batch_id IS ? ORDER BY c.id DESC LIMIT 1) "
        "LEFT JOIN op o ON o.row_id = c.id LEFT JOIN act a ON a.id = o.act_id "
        "WHERE m.pool_id = ? AND m.state = 'active' GROUP BY w.id ORDER BY w.number",
        (batch_id, pool_id),
    )


def list_calls(store: Database, pool_id: bytes) -> list[Row]:
    """Return all calls to people of a pool that were not taken back, the latest first."""
    return store.query(
        f"SELECT {ddl.columns('reserve_call', 'c')}, w.number AS worker_number, w.name, "
        "b.number AS batch_number, a.staff_name, a.at_ms "
        f"FROM reserve_call c {joined.person('c.worker_id')} "
        "LEFT JOIN batch b ON b.id = c.batch_id JOIN op o ON o.row_id = c.id "
        f"JOIN act a ON a.id = o.act_id WHERE c.pool_id = ? AND {_STANDING} ORDER BY o.seq DESC",
        (pool_id,),
    )


def find_members(store: Database, pool_id: bytes, worker_id: bytes) -> list[Row]:
    """Return the rows of a person in a pool, on all of their merged records, active ones first."""
    return store.query(
        f"WITH {joined.SAME} SELECT {ddl.columns('reserve_member', 'm')} FROM reserve_member m "
        "WHERE m.worker_id IN (SELECT id FROM same) AND +m.pool_id = ? "
        "ORDER BY m.state = 'active' DESC, m.id",
        (worker_id, pool_id),
    )
