"""Taking an act back by compensating changes, for the undo and for long acts that are stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.domain import tables
from gigdesk.domain.tables import Kind
from gigdesk.store import office as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk, Done


@dataclass(slots=True)
class Undone:
    """What was taken back: rows removed and put back by table, and rows that had to stay."""

    done: Done
    act_name: str
    act_number: int
    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    stayed: list[dict[str, Any]] = field(default_factory=list)


def take_back(desk: Desk, act: Mapping[str, Any], *, leave_changed: bool = False) -> Undone:
    """Take back an act (its `id`, `number` and `name`) as one act, whatever the rules about it say.

    Rows that a later act changed stand in the way: then errors.Refused with
    `office.error.undo_in_the_way`, or, with `leave_changed`, they stay as they are and are listed
    in the answer.
    """
    with desk.doing("office.undo", undoes=act["id"]) as doing:
        step = _Step(desk, act)
        if step.in_the_way and not leave_changed:
            raise _refusal(act["number"], step.in_the_way)
        step.run()
        refresh.guard(desk)
        doing.always_noted = True
        doing.about = {
            "undone": act["number"],
            "act": act["name"],
            "removed": step.removed,
            "restored": step.restored,
            "stayed": len(step.in_the_way),
        }
        doing.rooms |= step.rooms
    done = desk.done(doing)
    return Undone(done, act["name"], act["number"], step.removed, step.restored, step.in_the_way)


def _refusal(number: int, in_the_way: list[dict[str, Any]]) -> errors.Refused:
    """Return why an act cannot be taken back as a whole: changed later, or needed by later rows."""
    by = in_the_way[0]["number"]
    if isinstance(by, int):
        return errors.Refused(
            "office.error.undo_in_the_way", number=number, rows=len(in_the_way), by=by
        )
    return errors.Refused("office.error.undo_needed", number=number, rows=len(in_the_way))


class _Step:
    """The compensating changes for the ops of one act, newest first."""

    def __init__(self, desk: Desk, act: Mapping[str, Any]) -> None:
        self.desk = desk
        self.ops = oplog.ops_of_act(desk.store, act["id"])
        self._inserted = {op["row_id"]: op["tbl"] for op in self.ops if op["kind"] == "insert"}
        self.in_the_way = rows.acts.later_ops_on(desk.store, act["id"])
        self.removed: dict[str, int] = {}
        self.restored: dict[str, int] = {}
        self.rooms: set[str] = set()
        self._stay = {later["row_id"] for later in self.in_the_way}
        self._keep_what_others_need()

    def _keep_what_others_need(self) -> None:
        """Let a row stay to which a row refers that is not taken back with it."""
        inserted = self._inserted
        leaving = set(inserted) - self._stay
        restored = {
            (op["row_id"], name)
            for op in self.ops
            if op["kind"] == "update" and op["row_id"] not in self._stay
            for name in json.loads(op["body"])
        }
        for row_id, table in reversed(inserted.items()):
            if row_id in self._stay or tables.table(table).kind is not Kind.REGISTRY:
                continue
            needed_by = rows.acts.find_reference(
                self.desk.store, table, row_id, leaving=leaving, restored=restored
            )
            if needed_by is None:
                continue
            self._stay.add(row_id)
            leaving.discard(row_id)
            if tables.table(table).scope != "county":
                self.in_the_way.append(
                    {"tbl": table, "row_id": row_id, "number": needed_by, "name": ""}
                )

    def run(self) -> None:
        """Write the compensating changes."""
        oplog.set_undoing(self.desk.store, undoing=True)
        facts: dict[str, list[bytes]] = {}
        for op in reversed(self.ops):
            if op["tbl"] == "act" or op["row_id"] in self._stay:
                continue
            table = tables.table(op["tbl"])
            self.rooms.add(table.room)
            if table.kind is Kind.REGISTRY:
                self._compensate(op)
            else:
                facts.setdefault(table.name, []).append(op["row_id"])
        for name, row_ids in facts.items():
            refresh.void(self.desk, name, row_ids)
            self.removed[name] = len(row_ids)
        oplog.set_undoing(self.desk.store, undoing=False)

    def _compensate(self, op: dict[str, Any]) -> None:
        store, table = self.desk.store, op["tbl"]
        body = json.loads(op["body"])
        kept_as = tables.table(table).kept_as
        if op["kind"] == "insert" and kept_as is not None:
            store.change(table, op["row_id"], {"state": kept_as})
            return
        if op["kind"] == "update" and kept_as is not None and op["row_id"] in self._inserted:
            # The row stays as a record of what was done, so it keeps what it came to say.
            return
        if op["kind"] == "insert":
            store.remove(table, op["row_id"])
            self.removed[table] = self.removed.get(table, 0) + 1
            return
        if op["kind"] == "delete":
            store.add(table, _typed(table, body))
        else:
            before = {name: pair[0] for name, pair in body.items()}
            store.change(table, op["row_id"], _typed(table, before))
        self.restored[table] = self.restored.get(table, 0) + 1


def _typed(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an op's body as the columns store them: bytes from hexadecimal."""
    blobs = {column.name for column in tables.table(table).columns if column.storage == "blob"}
    return {
        name: bytes.fromhex(value) if value is not None and name in blobs | {"id"} else value
        for name, value in values.items()
    }
