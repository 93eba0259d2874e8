"""Who did what and when: the list of acts, and the whole history of one record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.office import told
from gigdesk.domain import office, workers
from gigdesk.store import office as rows
from gigdesk.store import oplog
from gigdesk.store.workers import intakes, people, timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk

OF_OFFICE = {
    "staff": "staff",
    "station": "station",
    "rule": "rule",
    "division": "division",
    "holiday": "holiday",
    "template": "contract_template",
    "filter": "saved_filter",
    "columns": "column_map",
    "words": "word_map",
}
"""The office's own records, known by a name, a code or a day: head and auditor read their past."""
KINDS = {
    "worker": "worker",
    "employer": "employer",
    "order": "job_order",
    "batch": "batch",
    "contract": "contract",
    "class": "training_class",
    "import": "intake",
    "household": "household",
    **OF_OFFICE,
}
_Place = tuple[str | None, int]
_OUTCOMES = {"insert": "new", "update": "updated"}
"""What becomes of a row of an import that makes such a change."""
SMALL_ACT, NAMED = 60, 3
"""Of an act with no more changes than this so many people are named."""
_UNTOLD = frozenset(("id", "station_id", "worker_id", "fields", "answers", "data_classes"))
"""Of a row that belongs to a person: whose it is, and what stands in a paper word for word."""
_BELONGING = {"batch": "batch_id", "training_class": "class_id"}
"""Whose members, days and confirmations belong to its history, and how they name it."""


def acts(desk: Desk, *, limit: int = 100, before: int | None = None) -> list[dict[str, Any]]:
    """Return acts, newest first, with `about` as a dictionary; own ones where `may_see` says no."""
    own = None if may_see(desk) else desk.staff.id
    found = rows.acts.find_acts(desk.store, limit=limit, before=before, staff_id=own)
    for act in found:
        act["about"] = json.loads(act["about"] or "{}")
        act["reason"] = workers.masking.masked_value("reason", act["reason"])
    return found


def of_row(desk: Desk, table: str, row_id: bytes, *, reveal: bool = False) -> list[dict[str, Any]]:
    """Return every change of one record, oldest first; see `of_rows`."""
    return of_rows(desk, table=table, row_ids=[row_id], reveal=reveal)


def of_rows(
    desk: Desk, *, table: str, row_ids: Sequence[bytes], reveal: bool = False
) -> list[dict[str, Any]]:
    """Return every change of records of a table, oldest first, private columns masked.

    To a person belong the changes of all its rows, too: papers, consents, contracts, days of work;
    to a batch and a class those of their people and days.

    The mask is the one of the pages; with `reveal` nothing is masked, and it is noted who looked
    at which columns: errors.NotAllowed where the role may not, and for the office's own records
    where it may not read the acts of others. Each entry: seq, kind, tbl,
    at_ms, act_number, act_name, staff_name, source, sheet and row (where the file of an import says
    it, else None), reason, station_code, desk (its number), changes {column: (before, after)} with
    names in place of ids, and of whom or what: title, cell, and number and name of a person.
    """
    if table in OF_OFFICE.values() and not may_see(desk):
        raise errors.NotAllowed("errors.not_allowed", act=table, role=desk.staff.role.value)
    found = _changes(desk, table, row_ids)
    if reveal:
        with desk.doing("workers.reveal") as act:
            act.always_noted = True
            row = desk.store.get(table, row_ids[0]) or {}
            kind = next((kind for kind, each in KINDS.items() if each == table), table)
            said = row.get("number") or rows.names.said_of(table, row)
            act.about = {kind: said, "fields": _private(found)}
    else:
        for entry in found:
            entry["reason"] = workers.masking.masked_value("reason", entry["reason"])
    names = told.names_of(desk, found)
    for entry in found:
        entry["changes"] = {
            name: tuple(told.value(entry["tbl"], name, each, names, plain=reveal) for each in pair)
            for name, pair in entry["changes"].items()
        }
    return found


def _changes(desk: Desk, table: str, row_ids: Sequence[bytes]) -> list[dict[str, Any]]:
    """Return the changes with desk, place and whose they are; values as they are kept."""
    if table == "worker":
        found = _of_person(desk, row_ids[0])
    else:
        listed = list(row_ids)
        if table in _BELONGING:
            listed += rows.names.find_belonging(desk.store, _BELONGING[table], row_ids[0])
        found = told.with_days(desk, oplog.histories(desk.store, listed))
    found = told.facts_filled(desk, found)
    places = _places(desk, table, row_ids[0], found) if row_ids else {}
    titles = told.titles(desk, found)
    for entry in found:
        entry["desk"] = office.numbers.of_desk(entry["desk_id"])
        if entry.get("row") is None:
            first = places.get(entry["act_id"], (None, None))
            entry["sheet"], entry["row"] = places.get(entry["seq"], first)
        entry["title"] = titles[entry["row_id"]]
        whose = told.whose(desk, entry)
        if whose["number"] is None and table == "worker":  # a row of the person, taken away since
            whose = desk.store.get(table, row_ids[0]) or whose
        entry["number"], entry["name"] = whose["number"], whose["name"]
    return found


def _places(
    desk: Desk, table: str, row_id: bytes, found: Sequence[Mapping[str, Any]]
) -> dict[bytes | int, _Place]:
    """Return sheet and row that a person was read from, by the change that a row made.

    By import stands the first row that said anything, for what cannot be told apart.
    """
    if table != "worker":
        return {}
    places: dict[bytes | int, _Place] = {}
    by_act: dict[tuple[bytes, str], list[_Place]] = {}
    for is_told in (True, False):
        for row in intakes.sources_of(desk.store, row_id):
            if (row["outcome"] != "unchanged") is is_told and row["act_id"] is not None:
                place = (row["sheet"], row["row"])
                places.setdefault(row["act_id"], place)
                by_act.setdefault((row["act_id"], row["outcome"]), []).append(place)
    ops: dict[tuple[bytes, str], list[int]] = {}
    for entry in found:
        outcome = _OUTCOMES.get(entry["kind"])
        if outcome and entry["row_id"] == row_id:
            ops.setdefault((entry["act_id"], outcome), []).append(entry["seq"])
    for key, seqs in ops.items():
        listed = by_act.get(key, [])
        in_order = len(listed) == len(seqs) and len({sheet for sheet, _ in listed}) == 1
        if in_order or len(listed) == 1:
            places |= zip(seqs, listed if in_order else listed * len(seqs), strict=True)
    return places


def _of_person(desk: Desk, worker_id: bytes) -> list[dict[str, Any]]:
    """Return every change of a person and of the rows that belong to it, oldest first."""
    row = desk.store.get("worker", worker_id) or {}
    own = people.same_person(desk.store, worker_id)
    listed = timeline.find_rows(desk.store, own)
    gone = timeline.find_removed(desk.store, own, row.get("number") or 0)
    found = told.with_days(desk, oplog.histories(desk.store, (*own, *listed, *gone)))
    for entry in found:
        if entry["cell"]:
            day, _, batch = entry["cell"].partition(" ")
            entry["changes"] = {"day": (None, day), "batch": (None, batch), **entry["changes"]}
        elif entry["tbl"] != "worker":
            pairs = entry["changes"].items()
            entry["changes"] = {name: pair for name, pair in pairs if name not in _UNTOLD}
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


def find_all(desk: Desk, kind: str, said: str) -> list[bytes]:
    """Return the records that people mean: one by its number, of the office's own all called so.

    A rule has a row for each value that it had, a day one for each time it was set, a template one
    for each version. Raises errors.NotFound.
    """
    if kind not in OF_OFFICE:
        return [find(desk, kind, said)]
    found = rows.names.find_heard(desk.store, OF_OFFICE[kind], said.strip())
    if not found:
        raise errors.NotFound("office.error.nothing_called", said=said)
    return found


def find(desk: Desk, kind: str, number: str) -> bytes:
    """Return the id of the record that people know by this number; raises errors.NotFound.

    For people the number of a paper serves as well as the registry's number, for a contract the
    one that is printed on it.
    """
    table = KINDS.get(kind)
    if table is None:
        raise errors.NotFound("office.error.unknown_kind", kind=kind)
    if kind in OF_OFFICE:
        return find_all(desk, kind, number)[0]
    if table == "worker":
        found = people.find_said(
            desk.store, number, today=desk.clock.today(), station_id=desk.station.id
        )
        if found is None:
            raise errors.NotFound("workers.error.nobody", said=number)
        return found
    found_id = desk.heard(number, table)
    if found_id is None and table == "contract":
        found_id = rows.names.find_printed(desk.store, number.strip())
    if found_id is None:
        raise errors.NotFound("office.error.no_such_number", number=number)
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
