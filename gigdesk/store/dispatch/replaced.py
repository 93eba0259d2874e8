"""What is read about people who came in the place of others: who, since when, and which lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import joined

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ()


def newcomers(store: Database, batch_id: bytes) -> list[Row]:
    """Return who is on a list in another's place, in its order.

    As worker_id, worker_number, position, name, `replaced` (the other's name), `contract_state` of
    the newest contract, `promised_on`, and `since`: the place in the history where they came in.
    """
    return store.query(
        "SELECT m.worker_id, w.number AS worker_number, m.position, m.promised_on, w.name, "
        "o.name AS replaced, "
        "(SELECT c.state FROM contract c WHERE c.batch_id = m.batch_id "
        f"AND c.worker_id IN {joined.RECORDS} AND c.state <> 'void' "
        "ORDER BY c.number DESC LIMIT 1) AS contract_state, "
        "(SELECT max(op.seq) FROM op WHERE op.row_id = m.id AND (op.kind = 'insert' "
        "OR json_extract(op.body, '$.replaces_id') IS NOT NULL)) AS since "
        f"FROM batch_member m {joined.person('m.worker_id')} "
        "JOIN batch_member before ON before.id = m.replaces_id "
        "JOIN worker o ON o.id = before.worker_id "
        "WHERE m.batch_id = ? AND m.state = 'listed' ORDER BY m.position, m.id",
        (batch_id,),
    )


def last_made(store: Database, batch_number: int) -> dict[str, int]:
    """Return by paper of a batch the place in the history where it was written last."""
    found = store.stream(
        "SELECT json_extract(a.about, '$.paper'), max(op.seq) FROM act a "
        "JOIN op ON op.row_id = a.id WHERE a.name = 'dispatch.export' "
        "AND json_extract(a.about, '$.batch') = ? GROUP BY 1",
        (batch_number,),
    )
    return {row[0]: row[1] for row in found if row[0]}
