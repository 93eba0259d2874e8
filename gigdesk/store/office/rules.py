"""Rows of the dated rule table and of holidays."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain import office

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("rule", "holiday")


def get_book(store: Database) -> office.rules.RuleBook:
    """Return all rules in force at some time, in the order in which they were entered.

    Of a rule that came with a newer program than the file the program's own values hold.
    """
    found = store.query(
        "SELECT rule_id, value, valid_from, region, source FROM rule WHERE active = 1 "
        "ORDER BY (SELECT min(op.seq) FROM op WHERE op.row_id = rule.id)"
    )
    known = {row["rule_id"] for row in found}
    kept = [
        office.rules.Rule(
            row["rule_id"],
            row["value"],
            datetime.date.fromisoformat(row["valid_from"]),
            row["region"] or "",
            row["source"] or "",
        )
        for row in found
    ]
    new = [rule for rule in office.rules.DEFAULTS if rule.rule_id not in known]
    return office.rules.book([*new, *kept])


def list_rules(store: Database) -> list[Row]:
    """Return every rule row for the settings page, newest value of a rule first."""
    return store.query(
        "SELECT id, rule_id, value, valid_from, region, source, checked_by, active "
        "FROM rule ORDER BY rule_id, valid_from DESC"
    )


def list_holidays(store: Database, year: int) -> list[Row]:
    """Return the days of a year that are not what their weekday says."""
    return store.query(
        "SELECT id, day, day_kind, name FROM holiday WHERE active = 1 AND day LIKE ? ORDER BY day",
        (f"{year:04d}-%",),
    )
