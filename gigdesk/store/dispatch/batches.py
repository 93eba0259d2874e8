"""Rows of batches."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain import dispatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("batch",)

_COUNTS = (
    "(SELECT count(*) FROM batch_member m WHERE m.batch_id = b.id "
    "AND m.state IN ('listed', 'left')) AS listed, "
    "(SELECT count(DISTINCT c.worker_id) FROM contract c WHERE c.batch_id = b.id "
    "AND c.state IN ('final', 'signed')) AS contracts, "
    "(SELECT count(DISTINCT c.worker_id) FROM contract c WHERE c.batch_id = b.id "
    "AND c.state = 'signed') AS signed"
)
_SELECT = (
    f"SELECT b.*, o.number AS order_number, o.trade, o.place, o.people, o.pay_kind, o.pay_fen, "
    f"e.name AS employer_name, e.id AS employer_id, {_COUNTS} "
    "FROM batch b JOIN job_order o ON o.id = b.order_id JOIN employer e ON e.id = o.employer_id "
)


def record(row: Row) -> dispatch.Batch:
    """Return a row as the record the rules look at."""
    return dispatch.Batch(
        row["id"],
        row["number"],
        row["order_id"],
        datetime.date.fromisoformat(row["depart_on"]),
        datetime.date.fromisoformat(row["first_day"]),
        datetime.date.fromisoformat(row["last_day"]),
        _day(row["sent_on"]),
        _day(row["returned_on"]),
        row["state"],
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def find_number(store: Database, number: int) -> bytes | None:
    """Return the id of the batch people know by this number."""
    found: bytes | None = store.value(
        "SELECT id FROM batch WHERE number = ? ORDER BY id LIMIT 1", (number,)
    )
    return found


def get_full(store: Database, batch_id: bytes) -> Row | None:
    """Return one batch with order, employer, and how many are listed and have contracts."""
    return store.one(f"{_SELECT} WHERE b.id = ?", (batch_id,))


def list_batches(
    store: Database,
    *,
    states: Sequence[str] = (),
    order_id: bytes | None = None,
    words: str = "",
    limit: int = 200,
    offset: int = 0,
) -> list[Row]:
    """Return batches, the latest departure first."""
    where, params = _where(states, order_id, words)
    return store.query(
        f"{_SELECT} {where} ORDER BY b.depart_on DESC, b.number DESC LIMIT ? OFFSET ?",
        (*params, limit, offset),
    )


def count_batches(
    store: Database,
    *,
    states: Sequence[str] = (),
    order_id: bytes | None = None,
    words: str = "",
) -> int:
    """Return how many batches `list_batches` would give in all."""
    where, params = _where(states, order_id, words)
    return int(
        store.value(
            "SELECT count(*) FROM batch b JOIN job_order o ON o.id = b.order_id "
            f"JOIN employer e ON e.id = o.employer_id {where}",
            params,
        )
    )


def _where(
    states: Sequence[str], order_id: bytes | None, words: str
) -> tuple[str, tuple[object, ...]]:
    """Return the condition of a list of batches and its parameters."""
    parts, params = ["1 = 1"], list[object]()
    if states:
        parts.append(f"b.state IN ({', '.join('?' * len(states))})")
        params += states
    if order_id is not None:
        parts.append("b.order_id = ?")
        params.append(order_id)
    if words:
        parts.append("(e.name LIKE ? OR o.place LIKE ? OR o.trade LIKE ? OR b.number = ?)")
        params += [f"%{words}%"] * 3 + [words]
    return "WHERE " + " AND ".join(parts), tuple(params)


def count_open(store: Database, order_id: bytes) -> int:
    """Return how many batches of an order have not come back."""
    return int(
        store.value(
            "SELECT count(*) FROM batch WHERE order_id = ? "
            "AND state IN ('planned', 'ready', 'sent')",
            (order_id,),
        )
    )
