"""The six questions about the relationship behind an order: answered once, kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain import orders
from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.orders.relation import Suggestion


def answer(desk: Desk, *, order_id: bytes, answers: Mapping[str, str]) -> Done:
    """Keep the six answers with an order; its form of employment stays what it is.

    Contracts made from now on keep them as well. Raises errors.Invalid for answers that cannot be
    read, errors.NotFound.
    """
    row = _order(desk, order_id)
    kept = orders.relation.stored(answers)
    with desk.doing("orders.answer") as act:
        if row["answers"] != kept:
            desk.store.change("job_order", order_id, {"answers": kept})
        act.about.update(order=row["number"])
    return desk.done(act)


def suggestion(
    desk: Desk, order_id: bytes, answers: Mapping[str, str] | None = None
) -> Suggestion | None:
    """Return what answers suggest for an order: its own, or `answers` before they are kept.

    None where nobody has answered. Raises errors.NotFound.
    """
    row = _order(desk, order_id)
    said = orders.relation.kept(row["answers"]) if answers is None else dict(answers)
    return weigh(desk, row, said) if said else None


def weigh(desk: Desk, row: Mapping[str, Any], answers: Mapping[str, str]) -> Suggestion:
    """Return what six answers suggest for an order's row, by the rules of its first day."""
    day = dates.to_day(row["from_day"]) or desk.clock.today()
    law = orders.limits.limits(desk.rules(), day, desk.station.code)
    return orders.relation.suggest(answers, row, law)


def _order(desk: Desk, order_id: bytes) -> dict[str, Any]:
    row = desk.store.get("job_order", order_id)
    if row is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    return row
