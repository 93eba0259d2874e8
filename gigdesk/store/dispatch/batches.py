"""Rows of batches."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain import dispatch
from gigdesk.store import ddl, seeking

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
    "AND c.state = 'signed') AS signed, "
    "(SELECT count(*) FROM batch_member m WHERE m.batch_id = b.id "
    "AND m.state IN ('listed', 'left') AND m.promised_on IS NOT NULL) AS promised"
)
_SELECT = (
    f"SELECT {ddl.columns('batch', 'b')}, "
    "o.number AS order_number, o.trade, o.place, o.people, o.men, o.women, "
    "o.pay_kind, o.pay_fen, "
    "o.employment_form, o.from_day AS order_from, o.to_day AS order_to, "
    f"e.name AS employer_name, e.id AS employer_id, {_COUNTS} "
    "FROM batch b JOIN job_order o ON o.id = b.order_id JOIN employer e ON e.id = o.employer_id "
)

# What a list can be sorted by; the latest departure first where nobody asked for anything.
SORTS = {
    "": "b.depart_on DESC, b.number DESC",
    "number": "b.number",
    "trade": "o.trade_pinyin",
    "employer_name": "e.name_pinyin",
    "place": "o.place_pinyin",
    "depart_on": "b.depart_on",
    "first_day": "b.first_day",
    "listed": "listed",
    "contracts": "signed",
    # As the states follow each other in life, not by their letters.
    "state": "instr('planned ready sent returned cancelled', b.state)",
}


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


def get_full(store: Database, batch_id: bytes) -> Row | None:
    """Return one batch with order, employer, and how many are listed and have contracts."""
    return store.one(f"{_SELECT} WHERE b.id = ?", (batch_id,))


def list_batches(
    store: Database,
    *,
    states: Sequence[str] = (),
    order_id: bytes | None = None,
    words: str = "",
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> list[Row]:
    """Return one page of batches; `order` is one of `SORTS`, names sort by pinyin."""
    where, params = _where(states, order_id, words)
    return store.query(
        f"{_SELECT} {where} "
        f"ORDER BY {seeking.sorting(SORTS, order, 'b.number', descending=descending)} "
        "LIMIT ? OFFSET ?",
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
        condition, found = seeking.holds(
            words,
            shown=("e.name", "o.place", "o.trade", "b.leader_name"),
            spoken=("e.spoken", "o.spoken"),
            number="b.number",
        )
        parts.append(condition)
        params += found
    return "WHERE " + " AND ".join(parts), tuple(params)


def next_of(store: Database, table: str, batch_id: bytes) -> int:
    """Return the number after the last coach or group of a batch; none is used twice."""
    sql = f"SELECT max(number) FROM {table} WHERE batch_id = ?"
    return int(store.value(sql, (batch_id,)) or 0) + 1


def count_open(store: Database, order_id: bytes) -> int:
    """Return how many batches of an order have not come back."""
    return int(
        store.value(
            "SELECT count(*) FROM batch WHERE order_id = ? "
            "AND state IN ('planned', 'ready', 'sent')",
            (order_id,),
        )
    )
