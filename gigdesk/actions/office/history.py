"""Who did what and when: the list of acts, and the whole history of one record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import office, workers
from gigdesk.store import attendance as days
from gigdesk.store import office as rows
from gigdesk.store import oplog
from gigdesk.store.workers import intakes, people, timeline

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

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
SMALL_ACT, NAMED = 60, 3
"""Of an act with no more changes than this so many people are named."""
_UNTOLD = frozenset(("id", "station_id", "worker_id", "fields", "answers", "data_classes"))
"""Of a row that belongs to a person: whose it is, and what stands in a paper word for word."""


def acts(desk: Desk, *, limit: int = 100, before: int | None = None) -> list[dict[str, Any]]:
    """Return acts, newest first, with `about` as a dictionary; own ones where `may_see` says no."""
    own = None if may_see(desk) else desk.staff.id
    found = rows.acts.find_acts(desk.store, limit=limit, before=before, staff_id=own)
    for act in found:
        act["about"] = json.loads(act["about"] or "{}")
        act["reason"] = workers.masking.masked_value("reason", act["reason"])
    return found


def of_row(desk: Desk, table: str, row_id: bytes, *, reveal: bool = False) -> list[dict[str, Any]]:
    """Return every change of one record, oldest first, private columns masked.

    To a person belong the changes of all its rows, too: papers, consents, contracts, days of work.

    The mask is the one of the pages; with `reveal` nothing is masked, and it is noted who looked
    at which columns: errors.NotAllowed where the role may not. Each entry: seq, kind,
    at_ms, act_number, act_name, staff_name, source, sheet and row (where the file of an import says
    it, else None), reason, station_code, desk (its number), changes {column: (before, after)}.
    """
    found = _of_person(desk, row_id) if table == "worker" else oplog.history(desk.store, row_id)
    places = _places(desk, table, row_id)
    for entry in found:
        entry["desk"] = office.numbers.of_desk(entry["desk_id"])
        entry["sheet"], entry["row"] = places.get(entry["act_id"], (None, None))
    if reveal:
        with desk.doing("workers.reveal") as act:
            act.always_noted = True
            row = desk.store.get(table, row_id) or {}
            kind = next((kind for kind, each in KINDS.items() if each == table), table)
            act.about = {kind: row.get("number"), "fields": _private(found)}
        return found
    for entry in found:
        entry["changes"] = {
            name: tuple(workers.masking.masked_column(entry["tbl"], name, value) for value in pair)
            for name, pair in entry["changes"].items()
        }
        entry["reason"] = workers.masking.masked_value("reason", entry["reason"])
    return found


def _places(desk: Desk, table: str, row_id: bytes) -> dict[bytes, tuple[str | None, int]]:
    """Return sheet and row by import that a person was read from: the first that said anything."""
    if table != "worker":
        return {}
    found: dict[bytes, tuple[str | None, int]] = {}
    for told in (True, False):
        for row in intakes.sources_of(desk.store, row_id):
            if (row["outcome"] != "unchanged") is told and row["act_id"] is not None:
                found.setdefault(row["act_id"], (row["sheet"], row["row"]))
    return found


def _of_person(desk: Desk, worker_id: bytes) -> list[dict[str, Any]]:
    """Return every change of a person and of the rows that belong to it, oldest first."""
    row = desk.store.get("worker", worker_id) or {}
    own = people.same_person(desk.store, worker_id)
    listed = timeline.find_rows(desk.store, own)
    gone = timeline.find_removed(desk.store, own, row.get("number") or 0)
    found = oplog.histories(desk.store, (*own, *listed, *gone))
    worked = [entry["row_id"] for entry in found if entry["tbl"] == "work_day"]
    changed = days.days.find_changes(desk.store, worked) if worked else {}
    places = days.days.find_places(desk.store, worked) if worked else {}
    for entry in found:
        if entry["row_id"] in places:
            day, batch = places[entry["row_id"]]
            said = office.numbers.spoken("batch", batch)
            entry["changes"] = {"day": (None, day), "batch": (None, said)}
            entry["changes"] |= changed[entry["row_id"]]
        elif entry["tbl"] != "worker":
            told = entry["changes"].items()
            entry["changes"] = {name: pair for name, pair in told if name not in _UNTOLD}
    return found


def _private(found: list[dict[str, Any]]) -> list[str]:
    """Return the columns of a history that are masked as long as nobody reveals them."""
    return sorted(
        {
            name
            for entry in found
            for name, pair in entry["changes"].items()
            for value in pair
            if value != workers.masking.masked_column(entry["tbl"], name, value)
        }
    )


def find(desk: Desk, kind: str, number: str) -> bytes:
    """Return the id of the record that people know by this number; raises errors.NotFound.

    For people the number of a paper serves as well as the registry's number. Raises
    errors.Invalid for what is no number of this kind of record.
    """
    table = KINDS.get(kind)
    if table is None:
        raise errors.NotFound("office.error.unknown_kind", kind=kind)
    if table == "worker":
        found = people.find_said(
            desk.store, number, today=desk.clock.today(), station_id=desk.station.id
        )
        if found is None:
            raise errors.NotFound("workers.error.nobody", said=number)
        return found
    heard = office.numbers.heard(number, table)
    row = (
        rows.acts.find_by_number(desk.store, table, heard)
        if isinstance(heard, int)
        else desk.store.get(table, heard)
    )
    if row is None:
        raise errors.NotFound("office.error.no_such_number", number=number)
    found_id: bytes = row["id"]
    return found_id


def people_of(desk: Desk, act_id: bytes) -> tuple[list[str], int]:
    """Return the names of the first people a small act wrote about, and how many they are.

    Nothing is said of an act that wrote much: the list of acts would wait for it.
    """
    if rows.acts.count_ops(desk.store, act_id, most=SMALL_ACT + 1) > SMALL_ACT:
        return [], 0
    return rows.acts.find_people(desk.store, act_id, most=NAMED)


def may_see(desk: Desk) -> bool:
    """Say whether the person may read the acts of others."""
    return desk.staff.role in (office.Role.HEAD, office.Role.AUDITOR)
