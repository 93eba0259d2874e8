"""Rows of employers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain import orders

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("employer",)


def record(row: Row) -> orders.Employer:
    """Return a row as the record the rules look at."""
    until = row["flag_until"]
    return orders.Employer(
        row["id"],
        row["number"],
        row["name"],
        row["uscc"] or "",
        row["owner_doc_no"] or "",
        row["legal_representative"] or "",
        row["contact_name"] or "",
        row["contact_phone"] or "",
        row["address"] or "",
        row["flag"] or "",
        row["flag_reason"] or "",
        datetime.date.fromisoformat(until) if until else None,
        row["state"],
    )


def find_number(store: Database, number: int) -> bytes | None:
    """Return the id of the employer people know by this number."""
    found: bytes | None = store.value(
        "SELECT id FROM employer WHERE number = ? ORDER BY id LIMIT 1", (number,)
    )
    return found


def find_named(store: Database, words: str) -> list[bytes]:
    """Return the ids of employers with exactly this name or USCC."""
    found = store.query(
        "SELECT id FROM employer WHERE name = ? OR uscc = ? LIMIT 3", (words, words.upper())
    )
    return [row["id"] for row in found]


def find_uscc(store: Database, uscc: str) -> Row | None:
    """Return the employer with that unified social credit code, or None."""
    return store.one("SELECT id, number, name FROM employer WHERE uscc = ?", (uscc,))


def list_employers(
    store: Database, words: str = "", *, limit: int = 200, offset: int = 0
) -> list[Row]:
    """Return employers whose name, code or contact holds the words, with counts of their orders."""
    middle = f"%{words}%"
    return store.query(
        "SELECT e.*, (SELECT count(*) FROM job_order o WHERE o.employer_id = e.id) AS orders, "
        "(SELECT count(*) FROM job_order o WHERE o.employer_id = e.id "
        "AND o.state NOT IN ('finished', 'settled', 'archived')) AS open_orders "
        "FROM employer e WHERE ? = '' OR e.name LIKE ? OR e.uscc LIKE ? OR e.contact_name LIKE ? "
        "ORDER BY e.state, e.number DESC LIMIT ? OFFSET ?",
        (words, middle, middle, middle, limit, offset),
    )


def count_employers(store: Database, words: str = "") -> int:
    """Return how many employers `list_employers` would give in all."""
    middle = f"%{words}%"
    return int(
        store.value(
            "SELECT count(*) FROM employer e WHERE ? = '' OR e.name LIKE ? OR e.uscc LIKE ? "
            "OR e.contact_name LIKE ?",
            (words, middle, middle, middle),
        )
    )
