"""What captured changes say to people: whose row, what it is called, names in place of ids."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from gigdesk.domain import office, tables, workers
from gigdesk.store import attendance as days
from gigdesk.store import office as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk

_OF_PEOPLE = ("worker_id", "from_id", "one_id")
_PLACES = ("villages", "towns")
_ENDING = 4
_REFERS = {
    (table.name, column.name): column.refers
    for table in tables.captured()
    for column in table.columns
    if column.refers
}


def with_days(desk: Desk, ops: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the ops, those on days of work and weighings with what they changed and their place.

    `cell` is the day and the batch of a day of work or a weighing, else empty; `sheet` and `row`
    where in the file of an import it stood.
    """
    found = [dict(op) for op in ops]
    asked = [op["row_id"] for op in found if op["tbl"] == "work_day"]
    changed = days.days.find_changes(desk.store, asked) if asked else {}
    places = days.days.find_places(desk.store, asked) if asked else {}
    weighed = [op["row_id"] for op in found if op["tbl"] == "weighing"]
    scales = days.weighings.find_changes(desk.store, weighed) if weighed else {}
    for op in found:
        op["cell"] = ""
        if op["row_id"] in scales:
            day, batch, op["changes"] = scales[op["row_id"]]
            op["cell"] = f"{day} {office.numbers.spoken('batch', batch)}"
        if op["row_id"] in places:
            place = places[op["row_id"]]
            op["cell"] = f"{place.day} {office.numbers.spoken('batch', place.batch)}"
            op["changes"] = changed[op["row_id"]]
            op["sheet"], op["row"] = place.sheet, place.row
    return found


def facts_filled(desk: Desk, ops: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the ops, those on facts with what stands in their rows: facts are captured by row."""
    found = [dict(op) for op in ops]
    for op in found:
        table = tables.table(op["tbl"])
        if table.kind is tables.Kind.FACT and op["tbl"] != "work_day" and not op["changes"]:
            row = desk.store.get(op["tbl"], op["row_id"]) or {}
            op["changes"] = {
                name: (None, value.hex() if isinstance(value, bytes) else value)
                for name, value in row.items()
                if value is not None
            }
    return found


def _ids(op: Mapping[str, Any]) -> Iterable[tuple[str, bytes]]:
    """Yield table and id of every row that the values of a change name."""
    for name, pair in op["changes"].items():
        refers = _REFERS.get((op["tbl"], name))
        if refers and refers not in ("station", "act"):
            yield from ((refers, bytes.fromhex(value)) for value in pair if value)
        elif (op["tbl"], name) == ("saved_filter", "query"):
            for value in pair:
                asked = json.loads(value or "{}")
                for part in _PLACES:
                    yield from (("division", bytes.fromhex(one)) for one in asked.get(part, ()))


def names_of(desk: Desk, ops: Iterable[Mapping[str, Any]]) -> dict[bytes, str]:
    """Return by id what the rows that some changes name are called."""
    asked: dict[str, set[bytes]] = {}
    for op in ops:
        for table, row_id in _ids(op):
            asked.setdefault(table, set()).add(row_id)
    return rows.names.find_said(desk.store, asked)


def value(table: str, name: str, stored: Any, names: Mapping[bytes, str], *, plain: bool) -> Any:
    """Return a value as it may be shown: a name in place of an id, masked unless `plain`."""
    if stored in (None, ""):
        return stored
    if (table, name) in _REFERS and isinstance(stored, str):
        return names.get(bytes.fromhex(stored), stored[-_ENDING:].upper())
    if (table, name) == ("saved_filter", "query"):
        asked = json.loads(stored)
        for part in _PLACES:
            if part in asked:
                asked[part] = [names.get(bytes.fromhex(one), "?") for one in asked[part]]
        return json.dumps(asked, ensure_ascii=False)
    return stored if plain else workers.masking.masked_column(table, name, stored)


def titles(desk: Desk, ops: Sequence[Mapping[str, Any]]) -> dict[bytes, str]:
    """Return by row what the records of some changes are called, those removed since as well."""
    found: dict[bytes, str] = {}
    mapped = {op["row_id"] for op in ops if op["tbl"] == "column_map"}
    if mapped:
        found |= rows.names.find_files(desk.store, mapped)
    for op in ops:
        if op["row_id"] in found:
            continue
        row = _row(desk, op)
        said = rows.names.said_of(op["tbl"], row)
        if op["tbl"] == "division" and row.get("parent_id") and row.get("level") == "village":
            parent = row["parent_id"]
            above = bytes.fromhex(parent) if isinstance(parent, str) else parent
            town = desk.store.get("division", above) or {}
            said = f"{town.get('name', '')} {said}".strip()
        found[op["row_id"]] = said
    return found


def _row(desk: Desk, op: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row of a change; of one taken away since what the change itself tells of it."""
    row = desk.store.get(op["tbl"], op["row_id"])
    if row is not None:
        return row
    pairs = op["changes"].items()
    return {name: before if after is None else after for name, (before, after) in pairs}


def whose(desk: Desk, op: Mapping[str, Any]) -> dict[str, Any]:
    """Return worker_id, number and name of the person a change is about; None where of nobody."""
    row = _row(desk, op)
    about = op["row_id"] if op["tbl"] == "worker" else None
    for name in _OF_PEOPLE:
        about = about or row.get(name)
    if isinstance(about, str):
        about = bytes.fromhex(about)
    person = (desk.store.get("worker", about) if about else None) or {}
    columns = {"worker_id": "id", "number": "number", "name": "name"}
    return {said: person.get(column) for said, column in columns.items()}
