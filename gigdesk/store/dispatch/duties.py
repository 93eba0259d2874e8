"""What dispatch asks of the desk today: departures, missing contracts, days not entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.store import joined

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ()


def departures(store: Database, until: str) -> list[Row]:
    """Return batches that have not left and are due until a day, late ones included."""
    return store.query(
        "SELECT b.id, b.number, b.depart_on, b.depart_time, b.first_day, b.state, "
        "o.number AS order_number, o.trade, o.place, e.name AS employer_name, "
        "(SELECT count(*) FROM batch_member m WHERE m.batch_id = b.id AND m.state = 'listed') "
        "AS listed, o.people FROM batch b JOIN job_order o ON o.id = b.order_id "
        "JOIN employer e ON e.id = o.employer_id "
        "WHERE b.state IN ('planned', 'ready') AND b.depart_on <= ? ORDER BY b.depart_on, b.number",
        (until,),
    )


def without_contract(
    store: Database, day: str, *, today: str, order_id: bytes | None = None
) -> list[Row]:
    """Return people who are at work on a day without a contract signed by then, longest first.

    A contract counts whichever of their joined records it was made for. On a day gone by also
    batches that came back since, and people who left since, are looked at.
    """
    return store.query(
        "SELECT m.worker_id, w.number AS worker_number, w.name, w.phone, b.id AS batch_id, "
        "b.number AS batch_number, b.first_day, o.number AS order_number, o.trade, o.place, "
        "e.name AS employer_name, "
        "(SELECT c.state FROM contract c WHERE c.batch_id = b.id "
        f"AND c.worker_id IN {joined.RECORDS} AND c.state <> 'void' "
        "ORDER BY c.number DESC LIMIT 1) AS contract_state "
        "FROM batch b JOIN batch_member m ON m.batch_id = b.id AND (m.state = 'listed' "
        "OR (m.state = 'left' AND m.until_day >= ?1 AND ?1 < ?2)) "
        f"{joined.person('m.worker_id')} JOIN job_order o ON o.id = b.order_id "
        "JOIN employer e ON e.id = o.employer_id "
        "WHERE (b.state = 'sent' OR (b.state = 'returned' AND b.returned_on >= ?1 "
        "AND ?1 < ?2)) AND b.first_day <= ?1 AND (?3 IS NULL OR o.id = ?3) "
        "AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.batch_id = b.id "
        f"AND c.worker_id IN {joined.RECORDS} AND c.signed_on <= ?1 AND (c.state = 'signed' "
        "OR (c.state = 'ended' AND c.ended_on > ?1 AND ?1 < ?2))) "
        "ORDER BY b.first_day, b.number, m.position",
        (day, today, order_id),
    )


def entered_days(store: Database, today: str) -> list[Row]:
    """Return batches on the road with their days and on how many of them work was entered."""
    return store.query(
        "SELECT b.id, b.number, b.first_day, b.last_day, e.name AS employer_name, o.trade, "
        "(SELECT count(*) FROM batch_member m WHERE m.batch_id = b.id AND m.state = 'listed') "
        "AS listed, (SELECT count(DISTINCT t.day) FROM day_total t WHERE t.batch_id = b.id "
        "AND t.day >= b.first_day AND t.day < ?) AS entered, "
        "(SELECT max(t.day) FROM day_total t WHERE t.batch_id = b.id) AS last_entered "
        "FROM batch b JOIN job_order o ON o.id = b.order_id "
        "JOIN employer e ON e.id = o.employer_id "
        "WHERE b.state = 'sent' AND b.first_day < ? ORDER BY b.first_day",
        (today, today),
    )


def exports(store: Database, batch_number: int) -> list[Row]:
    """Return the exports of a batch's workbooks, newest first: what was written, when, by whom."""
    return store.query(
        "SELECT a.at_ms, a.staff_name, a.about FROM act a WHERE a.name = 'dispatch.export' "
        "AND json_extract(a.about, '$.batch') = ? ORDER BY a.number DESC LIMIT 50",
        (batch_number,),
    )
