"""One cell entered in the words somebody typed, as a command does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.actions.attendance import entering
from gigdesk.domain import attendance

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def enter_typed(
    desk: Desk,
    batch_id: bytes,
    worker_id: bytes,
    *,
    day: str,
    words: str,
    as_hours: bool = False,
    kind: str | None = None,
    reason: str = "",
) -> entering.Entered:
    """Enter what somebody typed for one day: days and marks, or hours; empty words clear it.

    `kind` is what its overtime counts as, empty for what the day is. Raises errors.Invalid for
    words that cannot be read, and as `enter`.
    """
    row = entering.batch_row(desk, batch_id)
    order = desk.store.get("job_order", row["order_id"]) or {}
    a_day = attendance.minutes_of_day(order.get("minutes_per_day"))
    if as_hours:
        by_day = order.get("pay_kind") == "day"
        read = attendance.read_hours(words, minutes_a_day=a_day, only_quarters=by_day)
    else:
        read = attendance.read_mark(words, minutes_a_day=a_day)
    quantity = replace(read or attendance.CLEAR, overtime_kind=kind)
    entry = entering.Entry(worker_id, day, quantity)
    return entering.enter(desk, batch_id, [entry], reason=reason)
