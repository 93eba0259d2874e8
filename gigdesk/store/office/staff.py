"""Rows of stations and of the people who work at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain import office

if TYPE_CHECKING:
    from gigdesk.store.database import Database, Row

TABLES = ("station", "staff")


def get_station(store: Database) -> office.Station:
    """Return the station this desk belongs to: the first one the file was given."""
    found = store.one("SELECT id, code, name FROM station ORDER BY rowid LIMIT 1")
    if found is None:
        raise errors.Damaged("errors.not_a_desk")
    return office.Station(found["id"], found["code"], found["name"])


def find_staff(store: Database, login: str) -> office.Staff | None:
    """Return the active person with that login, or None; compared as `logins.folded` folds."""
    asked = office.logins.folded(login)
    for found in store.query("SELECT id, login, name, role FROM staff WHERE state = 'active'"):
        if office.logins.folded(found["login"]) == asked:
            role = office.Role(found["role"])
            return office.Staff(found["id"], found["login"], found["name"], role)
    return None


def list_staff(store: Database) -> list[Row]:
    """Return everybody who works or worked here."""
    return store.query(
        "SELECT id, login, name, role, phone, state FROM staff ORDER BY state, login"
    )


def count_heads(store: Database) -> int:
    """Return how many active heads there are; the last one must stay."""
    return int(
        store.value("SELECT count(*) FROM staff WHERE role = 'head' AND state = 'active'") or 0
    )
