"""What one act changed, row by row, whatever room it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.office import told
from gigdesk.domain import office, workers
from gigdesk.store import office as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk

_READERS = (office.Role.HEAD, office.Role.AUDITOR)
MOST_CHANGES, COUNTED = 60, 100_000
"""So many changes of an act are shown, and so far they are counted."""


def of_act(desk: Desk, number: int) -> tuple[list[dict[str, Any]], int]:
    """Return the first changes that one act wrote, values masked, and how many there are.

    Each entry: table, title (by what people know the record), changes {column: (before, after)},
    cell (of a day of work its day and batch, else empty), and worker_id, number and name of whom
    it is about (None where it is about nobody). Rows that it names are named, not by id.
    Raises errors.NotFound where there is no such act, and
    errors.NotAllowed for an act of somebody else where the role may only read its own.
    """
    act = rows.acts.get_act(desk.store, number)
    if act is None:
        raise errors.NotFound("office.error.nothing_to_undo")
    if act["staff_id"] != desk.staff.id and desk.staff.role not in _READERS:
        raise errors.NotAllowed("errors.not_allowed", act=act["name"], role=desk.staff.role.value)
    written = oplog.ops_of_act(desk.store, act["id"], most=MOST_CHANGES)
    shown = [
        {**op, "changes": oplog.read_body(op["kind"], op["body"])}
        for op in written
        if op["tbl"] not in workers.naming.UNTOLD_TABLES
    ]
    ops = told.facts_filled(desk, told.with_days(desk, shown))
    names, titles = told.names_of(desk, ops), told.titles(desk, ops)
    found = [
        {
            **told.whose(desk, op),
            "table": op["tbl"],
            "title": titles[op["row_id"]],
            "cell": op["cell"],
            "changes": {
                name: tuple(told.value(op["tbl"], name, each, names, plain=False) for each in pair)
                for name, pair in op["changes"].items()
                if workers.naming.is_told(op["tbl"], name)
            },
        }
        for op in ops
    ]
    return found, rows.acts.count_ops(desk.store, act["id"], most=COUNTED)
