"""What is read about people who left a batch before its end, by employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ()

_FROM = (
    "FROM batch_member m JOIN batch b ON b.id = m.batch_id JOIN job_order o ON o.id = b.order_id "
    "JOIN employer e ON e.id = o.employer_id "
)
_WENT = (
    "WHERE b.state IN ('sent', 'returned') AND m.state IN ('listed', 'left') "
    "AND (?1 IS NULL OR e.id = ?1) "
)


def counts(store: Database, employer_id: bytes | None) -> list[Row]:
    """Return by employer how many people went there in all."""
    return store.query(
        f"SELECT e.id AS employer_id, e.name AS employer_name, count(*) AS sent {_FROM}{_WENT}"
        "GROUP BY e.id",
        (employer_id,),
    )


def leavers(store: Database, employer_id: bytes | None) -> list[Row]:
    """Return everybody who left early, the latest first, with the reason."""
    return store.query(
        "SELECT e.id AS employer_id, w.name, w.number AS worker_number, m.worker_id, "
        "b.number AS batch_number, m.until_day, coalesce(m.reason_code, 'other') AS reason_code, "
        f"m.reason {_FROM}JOIN worker r ON r.id = m.worker_id "
        f"JOIN worker w ON w.id = coalesce(r.merged_into, r.id) {_WENT}AND m.state = 'left' "
        "ORDER BY m.until_day DESC, b.number DESC, m.position",
        (employer_id,),
    )
