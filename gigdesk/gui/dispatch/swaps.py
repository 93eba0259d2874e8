"""Lines that tell who comes in somebody's place, in words: who is meant and how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.office import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions import dispatch
    from gigdesk.gui.table import Row

_READY, _OPEN = "ready", "open"
STATES = {
    _READY: ("batches_page.swap.ready", "ok"),
    "leaves": ("batches_page.swap.leaves", "ok"),
    _OPEN: ("batches_page.swap.open", "warning"),
    "out_none": ("batches_page.swap.out_none", "error"),
    "out_many": ("batches_page.swap.out_many", "warning"),
    "new_none": ("batches_page.swap.new_none", "error"),
    "new_many": ("batches_page.swap.new_many", "warning"),
}
SURE = (_READY, "leaves")


def called(row: Row, people: Sequence[Row]) -> str:
    """Return what tells somebody from the others: the name, of namesakes the number."""
    alone = sum(one["name"] == row["name"] for one in people) == 1
    return str(row["name"]) if alone else numbers.spoken("worker", row["worker_number"])


def state(row: dispatch.SwapRow) -> str:
    """Return how far a line is: a name of `STATES`."""
    if len(row.out) != 1:
        return "out_many" if row.out else "out_none"
    if row.line.nobody:
        return "leaves"
    if not row.line.new:
        return _OPEN
    return _READY if len(row.new) == 1 else "new_many" if row.new else "new_none"


def people(found: Sequence[tuple[bytes, int, str]]) -> str:
    """Return everybody that one side of a line can mean, in words."""
    return "  /  ".join(map(person, found[:4]))


def person(one: tuple[bytes, int, str]) -> str:
    """Return one of them in words."""
    return f"{one[2]} {numbers.spoken('worker', one[1])}"
