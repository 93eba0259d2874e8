"""What is read for the year over all orders, and for who went in the season before."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain.orders import season
from gigdesk.store import joined

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ()
_LISTED = "b.state <> 'cancelled' AND m.state IN ('listed', 'left')"
_BEGIN = "min(b.depart_on, b.first_day)"
_END = "coalesce(m.until_day, b.returned_on, b.last_day)"


def orders_between(store: Database, first: str, last: str) -> list[Row]:
    """Return the orders with a day between two, the earliest to begin first."""
    return store.query(
        "SELECT o.id, o.number, o.trade, o.place, o.people, o.from_day, o.to_day, o.state, "
        "e.name AS employer_name FROM job_order o JOIN employer e ON e.id = o.employer_id "
        "WHERE o.from_day <= ? AND o.to_day >= ? ORDER BY o.from_day, o.number",
        (last, first),
    )


def stays_between(store: Database, first: str, last: str) -> list[season.Span]:
    """Return how many people are placed with which order over which days between two."""
    found = store.stream(
        f"SELECT b.order_id, {_BEGIN} AS start, {_END} AS end, count(*) FROM batch_member m "
        f"JOIN batch b ON b.id = m.batch_id WHERE {_LISTED} "
        "GROUP BY b.order_id, start, end HAVING start <= ? AND end >= ?",
        (last, first),
    )
    return [season.Span(row[0], _day(row[1]), _day(row[2]), row[3]) for row in found]


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def went_between(store: Database, order_id: bytes, first: str, last: str) -> list[Row]:
    """Return who went to the employer or for the trade of an order on days between two.

    A row for each person and batch with its result: days worked in quarters, early leave and why.
    `listed` says that the person stands on a list of this order; `same_employer` is 1 or 0.
    """
    return store.query(
        "SELECT w.id, w.number, w.name, w.sex, w.phone, w.doc_no, w.birth_date, w.state, "
        "d.name AS village, o.number AS order_number, e.name AS employer_name, o.trade, "
        "o.pay_kind, o.pay_fen, b.id AS batch_id, b.number AS batch_number, "
        "b.first_day, b.last_day, m.state AS member_state, m.until_day, m.reason, "
        "o.employer_id = this.employer_id AS same_employer, "
        "(SELECT coalesce(sum(t.quarters), 0) FROM day_total t WHERE t.batch_id = b.id "
        "AND t.worker_id = m.worker_id) AS quarters, "
        "EXISTS (SELECT 1 FROM batch_member n JOIN batch c ON c.id = n.batch_id "
        "JOIN worker k ON k.id = n.worker_id WHERE c.order_id = this.id "
        "AND c.state <> 'cancelled' AND n.state IN ('listed', 'left') "
        "AND coalesce(k.merged_into, k.id) = w.id) AS listed "
        "FROM job_order this JOIN job_order o ON o.id <> this.id "
        "AND (o.employer_id = this.employer_id OR o.trade = this.trade) "
        "JOIN employer e ON e.id = o.employer_id "
        "JOIN batch b ON b.order_id = o.id JOIN batch_member m ON m.batch_id = b.id "
        f"{joined.person('m.worker_id')} LEFT JOIN division d ON d.id = w.village_id "
        f"WHERE this.id = ? AND b.state IN ('sent', 'returned') AND {_LISTED} "
        "AND b.first_day <= ? AND b.last_day >= ? "
        "ORDER BY same_employer DESC, m.state = 'left', quarters DESC, w.number, b.number DESC",
        (order_id, last, first),
    )


def worked(store: Database, order_id: bytes) -> list[Row]:
    """Return for everybody who went for an order quarters worked and the days away."""
    return store.query(
        f"SELECT {joined.PERSON} AS person, {_BEGIN} AS start, {_END} AS end, m.state, "
        "(SELECT coalesce(sum(t.quarters), 0) FROM day_total t WHERE t.batch_id = b.id "
        "AND t.worker_id = m.worker_id) AS quarters "
        "FROM batch_member m JOIN batch b ON b.id = m.batch_id JOIN worker w ON w.id = m.worker_id "
        f"WHERE b.order_id = ? AND {_LISTED} AND b.state IN ('sent', 'returned')",
        (order_id,),
    )
