"""Taking an act back as one step by compensating changes, where nothing later is in the way."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.domain import office, tables
from gigdesk.domain.tables import Kind
from gigdesk.store import office as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk, Done

_DAY_MS = 86_400_000
_SEARCH_BACK = 200


@dataclass(slots=True)
class Undone:
    """What was taken back: rows removed and put back by table, and rows that had to stay."""

    done: Done
    act_name: str
    act_number: int
    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    stayed: list[dict[str, Any]] = field(default_factory=list)


def last_undoable(desk: Desk) -> dict[str, Any] | None:
    """Return the newest act of this person that can be taken back, or None."""
    for act in rows.acts.find_own(desk.store, desk.staff.id, limit=_SEARCH_BACK):
        if _why_not(desk, act) is None:
            return act
    return None


def undo_list(desk: Desk, *, limit: int = 20) -> list[dict[str, Any]]:
    """Return this person's acts that can be taken back, newest first."""
    own = rows.acts.find_own(desk.store, desk.staff.id, limit=_SEARCH_BACK)
    return [act for act in own if _why_not(desk, act) is None][:limit]


def _why_not(desk: Desk, act: dict[str, Any]) -> str | None:
    """Return the code of the rule that keeps an act from being taken back, or None."""
    known = office.acts.ACTS.get(act["name"])
    if known is None or not known.undoable or act["undoes_id"] is not None:
        return "office.error.undo_not_possible"
    if act["undone"]:
        return "office.error.undo_twice"
    if not desk.may(act["name"]):
        return "office.error.undo_not_yours"
    if act["staff_id"] != desk.staff.id and desk.staff.role is not office.Role.HEAD:
        return "office.error.undo_not_yours"
    too_old = office.acts.IMPORT_UNDO_DAYS * _DAY_MS
    if act["name"] == "workers.import" and desk.clock.now_ms() - act["at_ms"] > too_old:
        return "office.error.undo_too_old"
    return None


def undo(desk: Desk, number: int | None = None, *, leave_changed: bool = False) -> Undone:
    """Take one act back: the one with `number`, else the person's last one that can be.

    Rows that a later act changed stand in the way: then errors.Refused with
    `office.error.undo_in_the_way` lists them, or, with `leave_changed`, they stay as they are and
    are listed in the answer. Raises errors.NotFound where there is no such act, errors.Refused
    where a rule forbids it.
    """
    act = last_undoable(desk) if number is None else rows.acts.get_act(desk.store, number)
    if act is None:
        raise errors.NotFound("office.error.nothing_to_undo")
    reason = _why_not(desk, act)
    if reason is not None:
        raise errors.Refused(reason, number=act["number"])
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

    def __init__(self, desk: Desk, act: dict[str, Any]) -> None:
        self.desk = desk
        self.ops = oplog.ops_of_act(desk.store, act["id"])
        self.in_the_way = rows.acts.later_ops_on(desk.store, act["id"])
        self.removed: dict[str, int] = {}
        self.restored: dict[str, int] = {}
        self.rooms: set[str] = set()
        self._stay = {later["row_id"] for later in self.in_the_way}
        self._keep_what_others_need()

    def _keep_what_others_need(self) -> None:
        """Let a row stay to which a row refers that is not taken back with it."""
        inserted = {op["row_id"]: op["tbl"] for op in self.ops if op["kind"] == "insert"}
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
