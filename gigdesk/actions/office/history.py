"""Who did what and when: the list of acts, and the whole history of one record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, tables
from gigdesk.store import office as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

_DOCUMENT_LENGTHS = (15, 18)
KINDS = {
    "worker": "worker",
    "employer": "employer",
    "order": "job_order",
    "batch": "batch",
    "contract": "contract",
    "class": "training_class",
    "import": "intake",
    "household": "household",
}


def acts(desk: Desk, *, limit: int = 100, before: int | None = None) -> list[dict[str, Any]]:
    """Return acts, newest first, with `about` as a dictionary."""
    found = rows.acts.find_acts(desk.store, limit=limit, before=before)
    for act in found:
        act["about"] = json.loads(act["about"] or "{}")
    return found


def of_row(desk: Desk, table: str, row_id: bytes) -> list[dict[str, Any]]:
    """Return every change of one record, oldest first, private columns masked.

    Each entry: seq, kind, at_ms, act_number, act_name, staff_name, source, reason, station_code,
    changes {column: (before, after)}.
    """
    private = {
        column.name for column in tables.table(table).columns if column.privacy in ("I", "S")
    }
    found = oplog.history(desk.store, row_id)
    for entry in found:
        entry["changes"] = {
            name: tuple(masked(value) if name in private else value for value in pair)
            for name, pair in entry["changes"].items()
        }
    return found


def masked(value: object) -> object:
    """Return a private value with only its last two characters left."""
    if value is None:
        return None
    shown = str(value)
    return "*" * max(0, len(shown) - 2) + shown[-2:]


def find(desk: Desk, kind: str, number: str) -> bytes:
    """Return the id of the record that people know by this number; raises errors.NotFound.

    For people the document number serves as well as the registry's number.
    """
    if kind not in KINDS:
        raise errors.NotFound("office.error.unknown_kind", kind=kind)
    if kind == "worker" and len(number) in _DOCUMENT_LENGTHS:
        found = rows.acts.find_by_document(desk.store, number.upper())
    else:
        heard = office.numbers.heard(number)
        if isinstance(heard, bytes):
            return heard
        found = rows.acts.find_by_number(desk.store, KINDS[kind], heard)
    if found is None:
        raise errors.NotFound("office.error.no_such_number", kind=kind, number=number)
    return found


def may_see(desk: Desk) -> bool:
    """Say whether the person may read the acts of others."""
    return desk.staff.role in (office.Role.HEAD, office.Role.AUDITOR)
