"""Rows of employers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.domain import orders, workers
from gigdesk.store import ddl, seeking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.store.database import Database, Row

TABLES = ("employer",)


def with_pinyin(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with the name's sort key, and what finds it, where they hold a name."""
    found = dict(values)
    if found.get("name"):
        found["name_pinyin"] = workers.names.sort_key(found["name"])
        found["spoken"] = seeking.spoken(found["name"])
    return found


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
        row["agency_licence_no"] or "",
        row["agency_licence_to"] or "",
        row["dispatch_licence_no"] or "",
        row["dispatch_licence_to"] or "",
        row["deposit_fen"] or 0,
        row["deposit_to"] or "",
    )


def find_named(store: Database, words: str) -> list[bytes]:
    """Return the ids of employers with exactly this name or USCC."""
    found = store.query(
        "SELECT id FROM employer WHERE name = ? OR uscc = ? LIMIT 3", (words, words.upper())
    )
    return [row["id"] for row in found]


def find_uscc(store: Database, uscc: str) -> Row | None:
    """Return the employer with that unified social credit code, or None."""
    return store.one("SELECT id, number, name FROM employer WHERE uscc = ?", (uscc,))


_ORDERS = "(SELECT count(*) FROM job_order o WHERE o.employer_id = e.id)"
_OPEN = (
    "(SELECT count(*) FROM job_order o WHERE o.employer_id = e.id "
    "AND o.state NOT IN ('finished', 'settled', 'archived'))"
)
# What a list can be sorted by; the newest first where nobody asked for anything.
SORTS = {
    "": "e.state, e.number DESC",
    "name": "e.name_pinyin",
    "number": "e.number",
    "uscc": "e.uscc",
    "orders": "orders",
    "open_orders": "open_orders",
    "flag": "e.flag",
}


def list_employers(
    store: Database,
    words: str = "",
    *,
    order: str = "",
    descending: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> list[Row]:
    """Return one page of the employers that hold the words, with counts of their orders.

    Words stand in name, code, contact or number, or are the name's pinyin or initials. `order` is
    one of `SORTS`; names sort by pinyin.
    """
    where, params = _where(words)
    return store.query(
        f"SELECT {ddl.columns('employer', 'e')}, "
        f"{_ORDERS} AS orders, {_OPEN} AS open_orders FROM employer e {where} "
        f"ORDER BY {seeking.sorting(SORTS, order, 'e.number', descending=descending)} "
        "LIMIT ? OFFSET ?",
        (*params, limit, offset),
    )


def count_employers(store: Database, words: str = "") -> int:
    """Return how many employers `list_employers` would give in all."""
    where, params = _where(words)
    return int(store.value(f"SELECT count(*) FROM employer e {where}", params))


def _where(words: str) -> tuple[str, tuple[object, ...]]:
    condition, params = seeking.holds(
        words,
        shown=("e.name", "e.uscc", "e.contact_name"),
        spoken=("e.spoken",),
        number="e.number",
    )
    return f"WHERE {condition}", params
