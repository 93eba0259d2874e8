"""Rows of job orders, with the numbers that a list of orders shows."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.domain import orders, workers
from gigdesk.store import ddl, joined, seeking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.store.database import Database, Row

TABLES = ("job_order",)

_COUNTS = (
    "(SELECT count(*) FROM batch_member m JOIN batch b ON b.id = m.batch_id "
    "WHERE b.order_id = o.id AND b.state <> 'cancelled' AND m.state IN ('listed', 'left')) "
    "AS listed, "
    "(SELECT count(*) FROM batch_member m JOIN batch b ON b.id = m.batch_id "
    "WHERE b.order_id = o.id AND b.state = 'sent' AND m.state = 'listed') AS on_site, "
    "(SELECT count(*) FROM batch b WHERE b.order_id = o.id AND b.state <> 'cancelled') AS batches"
)
_FROM = "FROM job_order o JOIN employer e ON e.id = o.employer_id"
# What a list can be sorted by; the latest to begin first where nobody asked for anything.
SORTS = {
    "": "o.from_day DESC, o.number DESC",
    "number": "o.number",
    "trade": "o.trade_pinyin",
    "employer_name": "e.name_pinyin",
    "place": "o.place_pinyin",
    "people": "o.people",
    "listed": "listed",
    "on_site": "on_site",
    "from_day": "o.from_day",
    "pay_fen": "o.pay_fen",
    # As the states follow each other in life, not by their letters.
    "state": "instr('draft review recruiting full on_site finished settled archived', o.state)",
}


def with_pinyin(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a whole order with the sort keys of trade and place."""
    found = dict(values)
    for name in ("trade", "place"):
        if found.get(name):
            found[f"{name}_pinyin"] = workers.names.sort_key(found[name])
    found["spoken"] = seeking.spoken(found.get("trade"), found.get("place"))
    return found


def record(row: Row) -> orders.JobOrder:
    """Return a row as the record the rules look at."""
    return orders.JobOrder(
        id=row["id"],
        number=row["number"],
        employer_id=row["employer_id"],
        trade=row["trade"],
        people=row["people"],
        place=row["place"],
        from_day=datetime.date.fromisoformat(row["from_day"]),
        to_day=datetime.date.fromisoformat(row["to_day"]),
        pay_kind=row["pay_kind"],
        pay_fen=row["pay_fen"],
        men=row["men"],
        women=row["women"],
        age_min=row["age_min"],
        age_max=row["age_max"],
        certificate_kind=row["certificate_kind"] or "",
        certificate_rule=row["certificate_rule"] or orders.jobs.WARN,
        hazardous=bool(row["hazardous"]),
        minutes_per_day=row["minutes_per_day"],
        employment_form=row["employment_form"] or "",
        state=row["state"],
    )


def get_full(store: Database, order_id: bytes) -> Row | None:
    """Return one order with its employer's name and its counts."""
    return store.one(
        f"SELECT {ddl.columns('job_order', 'o')}, "
        f"e.name AS employer_name, e.number AS employer_number, e.flag, {_COUNTS} "
        f"{_FROM} WHERE o.id = ?",
        (order_id,),
    )


def list_orders(
    store: Database,
    *,
    states: Sequence[str] = (),
    words: str = "",
    employer_id: bytes | None = None,
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> list[Row]:
    """Return one page of orders with `listed`, `on_site` and `batches` counted.

    `order` is one of `SORTS`; trade, employer and place sort by pinyin.
    """
    where, params = _where(states, words, employer_id)
    return store.query(
        f"SELECT {ddl.columns('job_order', 'o')}, "
        f"e.name AS employer_name, e.number AS employer_number, e.flag, {_COUNTS} "
        f"{_FROM} {where} "
        f"ORDER BY {seeking.sorting(SORTS, order, 'o.number', descending=descending)} "
        "LIMIT ? OFFSET ?",
        (*params, limit, offset),
    )


def count_orders(
    store: Database,
    *,
    states: Sequence[str] = (),
    words: str = "",
    employer_id: bytes | None = None,
) -> int:
    """Return how many orders `list_orders` would give in all."""
    where, params = _where(states, words, employer_id)
    return int(store.value(f"SELECT count(*) {_FROM} {where}", params))


def _where(
    states: Sequence[str], words: str, employer_id: bytes | None
) -> tuple[str, tuple[object, ...]]:
    """Return the condition of a list of orders and its parameters."""
    parts, params = ["1 = 1"], list[object]()
    if states:
        parts.append(f"o.state IN ({', '.join('?' * len(states))})")
        params += states
    if words:
        condition, found = seeking.holds(
            words,
            shown=("e.name", "o.trade", "o.place"),
            spoken=("e.spoken", "o.spoken"),
            number="o.number",
        )
        parts.append(condition)
        params += found
    if employer_id is not None:
        parts.append("o.employer_id = ?")
        params.append(employer_id)
    return "WHERE " + " AND ".join(parts), tuple(params)


def last_terms(store: Database, employer_id: bytes) -> Row | None:
    """Return the employer's order taken in last, whole."""
    return store.one(
        f"SELECT {ddl.columns('job_order')} FROM job_order "
        "WHERE employer_id = ? ORDER BY number DESC LIMIT 1",
        (employer_id,),
    )


def count_days(store: Database, order_id: bytes) -> Row:
    """Return how the work goes: people with days, days and quarters entered, the last day."""
    found = store.one(
        "SELECT count(DISTINCT t.worker_id) AS people, count(DISTINCT t.day) AS days, "
        "coalesce(sum(t.quarters), 0) AS quarters, max(t.day) AS last_day "
        "FROM batch b JOIN day_total t ON t.batch_id = b.id "
        "WHERE b.order_id = ? AND t.quarters > 0",
        (order_id,),
    )
    return found or {}


def count_sources(store: Database, order_id: bytes) -> list[Row]:
    """Return how the people on the lists were found: `how_chosen` and how many."""
    return store.query(
        "SELECT m.how_chosen, count(*) AS people FROM batch_member m "
        "JOIN batch b ON b.id = m.batch_id WHERE b.order_id = ? AND b.state <> 'cancelled' "
        "AND m.state IN ('listed', 'left') GROUP BY m.how_chosen ORDER BY people DESC",
        (order_id,),
    )


def list_people(store: Database, order_id: bytes) -> list[Row]:
    """Return everybody on the lists of an order with batch, state, source and days worked.

    `worker_id` is the record that was put on a list; what is told of the person is as of today.
    """
    return store.query(
        "SELECT m.id AS member_id, m.worker_id, w.number AS worker_number, w.name, w.sex, "
        "w.doc_no, w.phone, d.name AS village, b.id AS batch_id, b.number AS batch_number, "
        "b.state AS batch_state, m.state, m.until_day, m.how_chosen, m.reason, "
        "(SELECT coalesce(sum(t.quarters), 0) FROM day_total t WHERE t.batch_id = b.id "
        "AND t.worker_id = m.worker_id) AS quarters "
        f"FROM batch b JOIN batch_member m ON m.batch_id = b.id {joined.person('m.worker_id')} "
        "LEFT JOIN division d ON d.id = w.village_id WHERE b.order_id = ? "
        "AND b.state <> 'cancelled' AND m.state IN ('listed', 'left') "
        "ORDER BY b.number, m.position",
        (order_id,),
    )


def list_days(store: Database, order_id: bytes) -> list[Row]:
    """Return each day on which work was entered for an order: people and quarters."""
    return store.query(
        "SELECT t.day, count(*) AS people, sum(t.quarters) AS quarters FROM batch b "
        "JOIN day_total t ON t.batch_id = b.id WHERE b.order_id = ? AND t.quarters > 0 "
        "GROUP BY t.day ORDER BY t.day",
        (order_id,),
    )
