"""Who did what and when: the list of acts, and the whole history of one record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, workers
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
    """Return acts, newest first, with `about` as a dictionary; own ones where `may_see` says no."""
    own = None if may_see(desk) else desk.staff.id
    found = rows.acts.find_acts(desk.store, limit=limit, before=before, staff_id=own)
    for act in found:
        act["about"] = json.loads(act["about"] or "{}")
    return found


def of_row(desk: Desk, table: str, row_id: bytes) -> list[dict[str, Any]]:
    """Return every change of one record, oldest first, private columns masked.

    The mask is the one of the pages. Each entry: seq, kind, at_ms, act_number, act_name,
    staff_name, source, reason, station_code, changes {column: (before, after)}.
    """
    found = oplog.history(desk.store, row_id)
    for entry in found:
        entry["changes"] = {
            name: tuple(workers.masking.masked_column(table, name, value) for value in pair)
            for name, pair in entry["changes"].items()
        }
    return found


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
