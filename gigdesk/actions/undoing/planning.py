"""Decides, row by row, what becomes of an act that is taken back; reads nothing, writes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import tables
from gigdesk.domain.tables import Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from gigdesk.store.office.acts import Reference


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of the rows of an act that is taken back, by table.

    `remove` go, `restore` get their old values, `void` are facts that a further fact takes away.
    `stay` are left as they are: by id what holds them, or None for rows that all stations share,
    which stay without a word.
    """

    remove: dict[str, list[bytes]]
    restore: dict[str, list[bytes]]
    void: dict[str, list[bytes]]
    stay: dict[bytes, dict[str, Any] | None]


def plan(
    ops: Iterable[Mapping[str, Any]],
    later: Mapping[bytes, dict[str, Any] | None],
    references: Iterable[Reference],
) -> Plan:
    """Return what becomes of each row of an act.

    `ops` are its changes, oldest first; `later` the rows that must stay, with what holds them;
    `references` all that refers to a row the act inserted. What a row that stays refers to stays.
    """
    own = [op for op in ops if op["tbl"] != "act"]
    stay = _held(own, later, references)
    remove: dict[str, list[bytes]] = {}
    restore: dict[str, list[bytes]] = {}
    void: dict[str, list[bytes]] = {}
    kinds: dict[bytes, tuple[str, list[str]]] = {}
    for op in own:
        kinds.setdefault(op["row_id"], (op["tbl"], []))[1].append(op["kind"])
    for row_id, (name, done) in kinds.items():
        if row_id in stay:
            continue
        table = tables.table(name)
        if table.kind is not Kind.REGISTRY:
            void.setdefault(name, []).append(row_id)
        elif "insert" not in done:
            restore.setdefault(name, []).append(row_id)
        elif table.kept_as is None and done[-1] != "delete":
            remove.setdefault(name, []).append(row_id)
    return Plan(remove, restore, void, stay)


def _held(
    ops: list[Mapping[str, Any]],
    later: Mapping[bytes, dict[str, Any] | None],
    references: Iterable[Reference],
) -> dict[bytes, dict[str, Any] | None]:
    """Return the rows that stay: those in `later`, and all that what remains refers to."""
    stay: dict[bytes, dict[str, Any] | None] = dict(later)
    inserted = {op["row_id"]: op["tbl"] for op in ops if op["kind"] == "insert"}
    going = {row_id for row_id, name in inserted.items() if goes(name)}
    put_back = {
        (op["row_id"], name)
        for op in ops
        if op["kind"] == "update"
        for name in json.loads(op["body"])
    }
    waiting: list[Reference] = []
    by_row: dict[bytes, list[Reference]] = {}
    for one in references:
        if one.row_id == one.target:
            continue
        leaves = one.row_id in going or (one.row_id, one.column) in put_back
        if leaves and one.row_id not in stay:
            by_row.setdefault(one.row_id, []).append(one)
        else:
            waiting.append(one)
    while waiting:
        one = waiting.pop()
        name = inserted.get(one.target)
        if name is None or one.target in stay:
            continue
        shared = tables.table(name).scope == "county"
        told = {"tbl": name, "row_id": one.target, "number": one.table, "name": ""}
        stay[one.target] = None if shared else told
        waiting += by_row.pop(one.target, ())
    return stay


def called(act: Mapping[str, Any]) -> errors.Code:
    """Return in words what an act did: its kind and, of an import, its file."""
    done = errors.Code(f"acts.{act['name']}" if act.get("name") else "intake.undone_by.somebody")
    source = act.get("source")
    return errors.Code("office.undo.of", {"act": done, "source": source}) if source else done


def goes(name: str) -> bool:
    """Say whether an inserted row of a table goes when its act is taken back."""
    table = tables.table(name)
    return table.kind is Kind.REGISTRY and table.kept_as is None


def parents(ops: Iterable[Mapping[str, Any]]) -> dict[str, dict[bytes, list[tuple[str, bytes]]]]:
    """Return by table and id to which rows the values refer that taking back an act puts back.

    Each with the rows (table, id) that refer to it; rows that the act deleted itself are left out.
    """
    before: dict[tuple[str, bytes], dict[str, Any]] = {}
    own: set[bytes] = set()
    back: set[bytes] = set()
    for op in ops:
        if op["kind"] == "insert":
            own.add(op["row_id"])
            continue
        body = json.loads(op["body"])
        values = before.setdefault((op["tbl"], op["row_id"]), {})
        for name, value in body.items():
            values.setdefault(name, value if op["kind"] == "delete" else value[0])
        if op["kind"] == "delete":
            back.add(op["row_id"])
    found: dict[str, dict[bytes, list[tuple[str, bytes]]]] = {}
    for (name, row_id), values in before.items():
        for column in () if row_id in own else tables.table(name).columns:
            value = values.get(column.name)
            if column.refers is None or value is None or (parent := bytes.fromhex(value)) in back:
                continue
            found.setdefault(column.refers, {}).setdefault(parent, []).append((name, row_id))
    return found


def before(
    ops: Iterable[Mapping[str, Any]], table: str, rows: Container[bytes]
) -> dict[bytes, dict[str, Any]]:
    """Return by id what some rows of a table were before the ops, oldest first, changed them."""
    found: dict[bytes, dict[str, Any]] = {}
    for op in ops:
        if op["tbl"] == table and op["row_id"] in rows:
            values = found.setdefault(op["row_id"], {})
            for name, value in json.loads(op["body"]).items():
                values.setdefault(name, value if op["kind"] == "delete" else value[0])
    return {row_id: typed(table, values) for row_id, values in found.items()}


def how(op: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the table of an op, and whether its row simply goes: those that follow go at once."""
    return op["tbl"], op["kind"] == "insert" and goes(op["tbl"])


def typed(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an op's body as the columns store them: bytes from hexadecimal."""
    blobs = {column.name for column in tables.table(table).columns if column.storage == "blob"}
    return {
        name: bytes.fromhex(value) if value is not None and name in blobs | {"id"} else value
        for name, value in values.items()
    }
