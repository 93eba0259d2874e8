"""Rows of workers lent by one employer to another, and the days on which that takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import dispatch
from gigdesk.store import ddl, joined
from gigdesk.store.joined import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("loan",)
HOLDS = "l.state = 'agreed'"
AWAY = (
    f"SELECT {PERSON} FROM loan l JOIN worker w ON w.id = l.worker_id WHERE {HOLDS} "
    "AND l.from_day <= :end AND l.to_day >= :start"
)
"""SQL for people on loan on some of the days from :start to :end."""
STAYS = (
    f"SELECT {PERSON} AS person, w.name, l.id AS batch_id, l.number, l.from_day AS start, "
    f"l.to_day AS end, 1 AS loan FROM loan l JOIN worker w ON w.id = l.worker_id WHERE {HOLDS}"
)
"""SQL for all days on loan, one row each, as those of batches."""


def list_loans(store: Database, *, worker_id: bytes | None = None, over_by: str = "") -> list[Row]:
    """Return loans with names, the latest first: of a person, or those that end on a day or later.

    Cancelled ones stand among those of a person only.
    """
    return store.query(
        f"SELECT {ddl.columns('loan', 'l')}, w.number AS worker_number, w.name, "
        "lender.name AS lender, borrower.name AS borrower, o.number AS order_number "
        f"FROM loan l {joined.person('l.worker_id')} "
        "JOIN employer lender ON lender.id = l.lender_id "
        "JOIN employer borrower ON borrower.id = l.borrower_id "
        "LEFT JOIN job_order o ON o.id = l.order_id "
        "WHERE (?1 IS NULL OR w.id = ?1) AND (?1 IS NOT NULL OR "
        f"({HOLDS} AND l.to_day >= ?2)) ORDER BY l.from_day DESC, l.number DESC",
        (worker_id, over_by),
    )


def stays_of(
    store: Database, marks: str, people: Sequence[bytes]
) -> Iterator[tuple[bytes, dispatch.Stay]]:
    """Yield people, whichever of their merged rows it hangs on, with their days on loan."""
    for person, *found in store.stream(
        f"WITH same(id, person) AS (SELECT id, id FROM worker WHERE id IN ({marks}) "
        f"UNION ALL SELECT id, merged_into FROM worker WHERE merged_into IN ({marks})) "
        "SELECT same.person, l.id, l.number, l.from_day, l.to_day FROM same "
        f"JOIN loan l ON l.worker_id = same.id WHERE {HOLDS}",
        (*people, *people),
    ):
        yield person, dispatch.loans.stay(*found)
