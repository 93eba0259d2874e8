"""Taking an act back by compensating changes, for the undo and for long acts that are stopped."""

from __future__ import annotations

import itertools
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
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.store.office.acts import Reference

_DAY_MS = 86_400_000
_LARGE = "workers.import"  # of thousands of rows, which nobody waits for one by one in a question
MOST_SHOWN = 200
"""How many of the rows that stayed an answer lists; their count is always the whole one."""
IN_THE_WAY = (
    "office.error.undo_in_the_way",
    "office.error.undo_needed",
    "office.error.undo_parent_gone",
)
"""What `take_back` says of rows that later changes hold, and that may stay as they are."""


@dataclass(slots=True)
class Undone:
    """What was taken back: rows removed and put back by table, and rows that had to stay.

    `stayed` lists the first of them, `stayed_count` counts them all.
    """

    done: Done
    act_name: str
    act_number: int
    removed: dict[str, int] = field(default_factory=dict)
    restored: dict[str, int] = field(default_factory=dict)
    stayed: list[dict[str, Any]] = field(default_factory=list)
    stayed_count: int = 0


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
    later: Mapping[bytes, dict[str, Any]],
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
    later: Mapping[bytes, dict[str, Any]],
    references: Iterable[Reference],
) -> dict[bytes, dict[str, Any] | None]:
    """Return the rows that stay: those in `later`, and all that what remains refers to."""
    stay: dict[bytes, dict[str, Any] | None] = dict(later)
    inserted = {op["row_id"]: op["tbl"] for op in ops if op["kind"] == "insert"}
    going = {row_id for row_id, name in inserted.items() if _goes(name)}
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


def _goes(name: str) -> bool:
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


def is_import_old(desk: Desk, number: int) -> bool:
    """Say whether an import, by the number of its act, is too old to be taken back.

    It cannot be older than the latest moment noted up to then, so that a clock that was behind
    when it was done makes no import old.
    """
    done_ms = rows.acts.latest_ms(desk.store, number)
    return desk.clock.now_ms() - done_ms > office.acts.IMPORT_UNDO_DAYS * _DAY_MS


def forbidden(desk: Desk, act: Mapping[str, Any], *, whole: bool = False) -> errors.Refused | None:
    """Return why nothing of an act can ever be taken back as things stand, or None; only reads.

    Later changes in the way do not count while something else of the act could go without them,
    unless it is to go as a `whole`.
    What a rule only sees when the act has been taken back, `take_back` alone refuses.
    """
    if act["name"] == _LARGE and rows.acts.is_untouched(desk.store, act["id"]):
        return None
    step = _Step(desk, act)
    if step.in_the_way and (whole or not step.moves):
        return step.refusal()
    try:
        refresh.guard(desk, step.as_guarded())
    except errors.Refused as refused:
        return refused
    return None


def take_back(desk: Desk, act: Mapping[str, Any], *, leave_changed: bool = False) -> Undone:
    """Take back an act (its `id`, `number` and `name`) as one act.

    Rows that a later act changed stand in the way: then errors.Refused with
    `office.error.undo_in_the_way`, or, with `leave_changed`, they stay as they are and are listed
    in the answer. The same with `office.error.undo_parent_gone` for rows that belong to one that
    has gone since. Raises errors.Refused as well where a rule of a room forbids it.
    """
    with desk.doing("office.undo", undoes=act["id"]) as doing:
        step = _Step(desk, act)
        if step.in_the_way and not (leave_changed and step.is_worth_it):
            raise step.refusal()
        afterwards = refresh.guard(desk, step.as_guarded())
        step.run()
        for look in afterwards:
            look()
        removed, restored = step.counts()
        doing.always_noted = True
        doing.about = {
            "undone": act["number"],
            "act": act["name"],
            "removed": removed,
            "restored": restored,
            "stayed": len(step.in_the_way),
        }
        doing.rooms |= step.rooms
    return Undone(
        desk.done(doing),
        act["name"],
        act["number"],
        removed,
        restored,
        step.in_the_way[:MOST_SHOWN],
        len(step.in_the_way),
    )


class _Step:
    """The compensating changes for the ops of one act, newest first."""

    def __init__(self, desk: Desk, act: Mapping[str, Any]) -> None:
        self.desk = desk
        self.act = act
        self._before = rows.acts.find_taken_back(desk.store, act["id"])
        whole = oplog.ops_of_act(desk.store, act["id"])
        self._last_seq = max((op["seq"] for op in whole), default=0)
        self.ops = self._open(whole)
        self._inserted = {op["row_id"] for op in self.ops if op["kind"] == "insert"}
        later = {row["row_id"]: row for row in rows.acts.later_ops_on(desk.store, act["id"])}
        self._orphans = self._without_parent(later)
        made: dict[str, list[bytes]] = {}
        for op in self.ops:
            if op["kind"] == "insert" and _goes(op["tbl"]):
                made.setdefault(op["tbl"], []).append(op["row_id"])
        found = rows.acts.references(desk.store, made)
        self.plan = plan(self.ops, {**later, **self._orphans}, found)
        self.rooms: set[str] = set()
        self.in_the_way = [row for row in self.plan.stay.values() if row is not None]

    def _open(self, ops: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the ops that were not taken back yet; facts always go with the first time."""
        if self._before is None:
            return ops
        return [
            op
            for op in ops
            if op["row_id"] not in self._before and tables.table(op["tbl"]).kind is Kind.REGISTRY
        ]

    @property
    def is_worth_it(self) -> bool:
        """Say whether anything goes; the first time is noted even where all has to stay."""
        return self._before is None or any((self.plan.remove, self.plan.restore))

    @property
    def moves(self) -> bool:
        """Say whether anything goes, comes back or is kept as undone."""
        return any(op["tbl"] != "act" and op["row_id"] not in self.plan.stay for op in self.ops)

    def _without_parent(self, later: Mapping[bytes, Any]) -> dict[bytes, dict[str, Any]]:
        """Return the rows that cannot be put back, as what they belong to has gone."""
        orphans: dict[bytes, dict[str, Any]] = {}
        for table, wanted in parents(self.ops).items():
            for parent in rows.acts.find_missing(self.desk.store, table, wanted):
                for name, row_id in wanted[parent]:
                    if row_id not in later:
                        told = {"tbl": name, "row_id": row_id, "number": table, "name": ""}
                        orphans[row_id] = {**told, "parent": parent}
        return orphans

    def refusal(self) -> errors.Refused:
        """Return why the act cannot be taken back as a whole."""
        number, count = self.act["number"], len(self.in_the_way)
        first = self.in_the_way[0]
        if isinstance(first["number"], int):
            code = "office.error.undo_in_the_way"
            return errors.Refused(code, number=number, rows=count, by=first["number"])
        if "parent" not in first:
            return errors.Refused("office.error.undo_needed", number=number, rows=count)
        gone = rows.acts.find_removal(self.desk.store, first["parent"]) or {}
        body = json.loads(gone.get("body") or "{}")
        return errors.Refused(
            "office.error.undo_parent_gone",
            number=number,
            rows=len(self._orphans),
            name=body.get("name") or body.get("number") or "?",
            by=gone.get("number") or "?",
        )

    def as_guarded(self) -> refresh.Step:
        """Return the step as the rooms' guards look at it."""
        return refresh.Step(
            self.act["name"],
            self.act["number"],
            self._last_seq,
            self.plan.remove,
            self.plan.restore,
            self.plan.void,
        )

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many rows went and how many got their old values, by table."""
        gone = {**self.plan.remove, **self.plan.void}
        return (
            {name: len(ids) for name, ids in gone.items()},
            {name: len(ids) for name, ids in self.plan.restore.items()},
        )

    def run(self) -> None:
        """Write the compensating changes."""
        oplog.set_undoing(self.desk.store, undoing=True)
        going = [
            op
            for op in reversed(self.ops)
            if op["tbl"] != "act" and op["row_id"] not in self.plan.stay
        ]
        for (name, leaves), some in itertools.groupby(going, _how):
            self.rooms.add(tables.table(name).room)
            if leaves:
                rows.acts.remove_rows(self.desk.store, name, (op["row_id"] for op in some))
            elif tables.table(name).kind is Kind.REGISTRY:
                for op in some:
                    self._compensate(op)
        for name, row_ids in self.plan.void.items():
            refresh.void(self.desk, name, row_ids)
        oplog.set_undoing(self.desk.store, undoing=False)

    def _compensate(self, op: dict[str, Any]) -> None:
        store, table = self.desk.store, op["tbl"]
        body = json.loads(op["body"])
        kept_as = tables.table(table).kept_as
        if op["kind"] == "insert" and kept_as is not None:
            store.change(table, op["row_id"], {"state": kept_as})
        elif op["kind"] == "update" and kept_as is not None and op["row_id"] in self._inserted:
            # The row stays as a record of what was done, so it keeps what it came to say.
            return
        elif op["kind"] == "delete":
            store.add(table, _typed(table, body))
        else:
            before = {name: pair[0] for name, pair in body.items()}
            store.change(table, op["row_id"], _typed(table, before))


def _how(op: Mapping[str, Any]) -> tuple[str, bool]:
    """Return the table of an op, and whether its row simply goes: those that follow go at once."""
    return op["tbl"], op["kind"] == "insert" and _goes(op["tbl"])


def _typed(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an op's body as the columns store them: bytes from hexadecimal."""
    blobs = {column.name for column in tables.table(table).columns if column.storage == "blob"}
    return {
        name: bytes.fromhex(value) if value is not None and name in blobs | {"id"} else value
        for name, value in values.items()
    }
