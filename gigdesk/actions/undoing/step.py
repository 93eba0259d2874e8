"""One act to be taken back: what it did, what holds it, and the changes that compensate it."""

from __future__ import annotations

import bisect
import itertools
import json
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.actions.undoing import planning
from gigdesk.domain import tables
from gigdesk.domain.tables import Kind
from gigdesk.store import office as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gigdesk.actions.desk import Desk


class Step:
    """The compensating changes for the ops of one act, newest first."""

    def __init__(
        self,
        desk: Desk,
        act: Mapping[str, Any],
        *,
        undo: Mapping[str, Any] | None = None,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        """Read what the act did and what holds it; only reads.

        `undo` is the act that began to take it back and goes on with that. Between two readings
        `pause` may do other acts: `mind_others` looks at them later.
        """
        self.desk = desk
        self.act = act
        self.undo_id: bytes | None = undo["id"] if undo is not None else None
        self._seen = oplog.last_seq(desk.store)
        self._before = rows.acts.find_taken_back(desk.store, act["id"], but=self.undo_id)
        whole = oplog.ops_of_act(desk.store, act["id"])
        self._last_seq = max((op["seq"] for op in whole), default=0)
        self._cuts = rows.slices.cuts_of(desk.store, act["id"])
        self.ops = self._open(whole)
        self._inserted = {op["row_id"] for op in self.ops if op["kind"] == "insert"}
        self._divisions = {op["row_id"] for op in self.ops if op["tbl"] == "division"}
        pause()
        later = rows.acts.later_ops_on(desk.store, act["id"])
        self._held: dict[bytes, dict[str, Any] | None] = {row["row_id"]: row for row in later}
        pause()
        self._orphans = self._without_parent(self._held)
        self._held |= self._orphans
        made: dict[str, list[bytes]] = {}
        for op in self.ops:
            if op["kind"] == "insert" and planning.goes(op["tbl"]):
                made.setdefault(op["tbl"], []).append(op["row_id"])
        self._references = list(rows.acts.references(desk.store, made))
        pause()
        self.rooms: set[str] = set()
        self._judge()
        pause()

    def _judge(self) -> None:
        """Decide what becomes of every row by what is known to hold it, and by the rooms."""
        fresh: dict[bytes, dict[str, Any] | None] | None = None
        while fresh is None or fresh:
            self.plan = planning.plan(self.ops, self._held, self._references)
            # What stays for one household may be what another one misses.
            held = refresh.held(self.desk, self.as_guarded())
            fresh = {row_id: told for row_id, told in held.items() if row_id not in self._held}
            self._held |= fresh
        self.in_the_way = [row for row in self.plan.stay.values() if row is not None]
        if self.plan.stay and not self.moves:
            # What all share may stay without a word beside what goes, but not where nothing goes.
            nobody = {"tbl": "", "number": "", "name": ""}
            self.in_the_way += [
                {**nobody, "row_id": row_id}
                for row_id, row in self.plan.stay.items()
                if row is None
            ]

    def mind_others(self) -> None:
        """Let stay what others have changed or referred to since it was read or looked at last."""
        store, own = self.desk.store, {op["row_id"]: op["tbl"] for op in self.ops}
        changed, referred = rows.slices.changes_since(store, self._seen, but=self.undo_id)
        self._seen = oplog.last_seq(store)
        fresh = {**referred, **changed}.keys() & own.keys() - self._held.keys()
        for row_id in fresh:
            # What all stations share stays without a word where somebody only refers to it.
            shared = row_id not in changed and tables.table(own[row_id]).scope == "county"
            by = changed.get(row_id) or referred[row_id]
            told = {"tbl": own[row_id], "row_id": row_id, **by}
            self._held[row_id] = None if shared else told
        if fresh:
            self._judge()

    def slices(self) -> list[list[dict[str, Any]]]:
        """Return the changes newest first, in the slices in which the act wrote them.

        Taken back in this order the file comes through states that it was in before, so that what
        refers to a row never stays behind it.
        """
        own = [op for op in reversed(self.ops) if op["tbl"] != "act"]
        grouped = itertools.groupby(own, lambda op: bisect.bisect_left(self._cuts, op["seq"]))
        return [list(some) for _, some in grouped]

    def _open(self, ops: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the ops that were not taken back yet.

        Facts are never touched themselves: their room says which have been taken away.
        """
        return [op for op in ops if op["row_id"] not in (self._before or ())]

    @property
    def is_worth_it(self) -> bool:
        """Say whether anything goes, comes back or is kept as undone; again: goes or comes back."""
        again = any((self.plan.remove, self.plan.restore, self.plan.void))
        return self.moves if self._before is None else again

    @property
    def moves(self) -> bool:
        """Say whether anything goes, comes back or is kept as undone."""
        return any(op["tbl"] != "act" and op["row_id"] not in self.plan.stay for op in self.ops)

    def _without_parent(self, later: Mapping[bytes, Any]) -> dict[bytes, dict[str, Any]]:
        """Return the rows that cannot be put back, as what they belong to has gone."""
        orphans: dict[bytes, dict[str, Any]] = {}
        for table, wanted in planning.parents(self.ops).items():
            for parent in rows.acts.find_missing(self.desk.store, table, wanted):
                for name, row_id in wanted[parent]:
                    if row_id not in later:
                        told = {"tbl": name, "row_id": row_id, "number": table, "name": ""}
                        orphans[row_id] = {**told, "parent": parent}
        return orphans

    def refusal(self) -> errors.Refused:
        """Return why the act cannot be taken back as a whole."""
        first = self.in_the_way[0]
        told: dict[str, Any] = {"number": self.act["number"], "act": planning.called(self.act)}
        told["rows"] = len(self.in_the_way)
        if isinstance(first["number"], int):
            by = {"by": first["number"], "by_act": planning.called(first)}
            some, all_of_it = "office.error.undo_in_the_way", "office.error.undo_all_changed"
            return errors.Refused(some if self.is_worth_it else all_of_it, **told, **by)
        if "parent" not in first:
            some, all_of_it = "office.error.undo_needed", "office.error.undo_all_needed"
            return errors.Refused(some if self.is_worth_it else all_of_it, **told)
        gone = rows.acts.find_removal(self.desk.store, first["parent"]) or {}
        body = json.loads(gone.get("body") or "{}")
        return errors.Refused(
            "office.error.undo_parent_gone",
            **{**told, "rows": len(self._orphans)},
            name=body.get("name") or body.get("number") or "?",
            by=gone.get("number") or "?",
        )

    def as_guarded(self) -> refresh.Step:
        """Return the step as the rooms' guards look at it."""
        return refresh.Step(
            self.act["id"],
            self.act["name"],
            self.act["number"],
            self._last_seq,
            self.plan.remove,
            self.plan.restore,
            self.plan.void,
            self._back,
        )

    def _back(self, table: str) -> dict[bytes, dict[str, Any]]:
        """Return by id the columns that rows of a table get back, with their values."""
        return planning.before(self.ops, table, set(self.plan.restore.get(table, ())))

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many rows went and how many got their old values, by table."""
        gone = {**self.plan.remove, **self.plan.void}
        return (
            {name: len(ids) for name, ids in gone.items()},
            {name: len(ids) for name, ids in self.plan.restore.items()},
        )

    def run(self, ops: Iterable[dict[str, Any]] | None = None) -> None:
        """Write the compensating changes of all, or of some, newest first; facts go with all."""
        oplog.set_undoing(self.desk.store, undoing=True)
        own = reversed(self.ops) if ops is None else ops
        going = [op for op in own if op["tbl"] != "act" and op["row_id"] not in self.plan.stay]
        for (name, leaves), some in itertools.groupby(going, planning.how):
            self.rooms.add(tables.table(name).room)
            if leaves:
                rows.acts.remove_rows(self.desk.store, name, (op["row_id"] for op in some))
            elif tables.table(name).kind is Kind.REGISTRY:
                for op in some:
                    self._compensate(op)
        for name, row_ids in self.plan.void.items() if ops is None else ():
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
            # An undo that goes on finds what it has put back before.
            if store.get(table, op["row_id"]) is None:
                store.add(table, self._placed(table, planning.typed(table, body)))
        else:
            before = {name: pair[0] for name, pair in body.items()}
            store.change(table, op["row_id"], self._placed(table, planning.typed(table, before)))

    def _placed(self, table: str, values: dict[str, Any]) -> dict[str, Any]:
        """Return what a row gets back, in the place of today where its own was joined meanwhile.

        The act that joined places puts back what it moved, into the place that it ended.
        """
        moving = (each for pairs in rows.places.MOVING.values() for each in pairs)
        columns = {column for name, column in moving if name == table} & values.keys()
        placed = {
            column: rows.places.today(self.desk.store, values[column])
            for column in columns
            if values[column] is not None and values[column] not in self._divisions
        }
        return {**values, **placed}
