"""Rows of what happened with employers, of reviews of orders, and of bands of pay."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain import orders
from gigdesk.store import ddl

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("employer_record", "order_review", "pay_band")


def of_employer(store: Database, employer_id: bytes) -> list[Row]:
    """Return what is kept of an employer: what is open first, then the latest."""
    return store.query(
        f"SELECT {ddl.columns('employer_record')} FROM employer_record "
        "WHERE employer_id = ? AND state = 'active' "
        "ORDER BY closed_on IS NOT NULL, day DESC, number DESC",
        (employer_id,),
    )


def answers(store: Database, order_id: bytes) -> dict[str, orders.review.Said]:
    """Return what was confirmed of an order, the latest of each point."""
    found = store.query(
        "SELECT point, said_by, said_on, facts, note FROM order_review "
        "WHERE order_id = ? AND state = 'active' ORDER BY said_on, rowid",
        (order_id,),
    )
    return {
        row["point"]: orders.review.Said(
            row["said_by"], row["said_on"], row["facts"] or "", row["note"] or ""
        )
        for row in found
    }


def answer_rows(store: Database, order_id: bytes, point: str) -> list[bytes]:
    """Return the ids of the confirmations in force of one point of an order."""
    found = store.stream(
        "SELECT id FROM order_review WHERE order_id = ? AND point = ? AND state = 'active'",
        (order_id, point),
    )
    return [row[0] for row in found]


def bands(store: Database) -> list[Row]:
    """Return the bands of pay that are in use, by trade, kind and day."""
    return store.query(
        f"SELECT {ddl.columns('pay_band')} FROM pay_band WHERE state = 'active' "
        "ORDER BY trade, pay_kind, pay_unit, region, valid_from, number"
    )


def band(row: Row) -> orders.bands.Band:
    """Return a row as the record the rules look at."""
    return orders.bands.Band(
        row["number"],
        row["pay_kind"],
        datetime.date.fromisoformat(row["valid_from"]),
        row["trade"] or "",
        row["region"] or "",
        row["pay_unit"] or "",
        row["low_fen"],
        row["high_fen"],
    )
