"""The review of an order before it is made public: its points, who confirmed them, its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh, vetting
from gigdesk.domain import office, orders
from gigdesk.store import oplog
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.orders.review import Point

_CONFIRM = "orders.confirm_review"
_PUBLIC = (orders.jobs.RECRUITING, orders.jobs.FULL)


def review(desk: Desk, order_id: bytes) -> tuple[Point, ...]:
    """Return every point of the review of an order as it stands today; raises errors.NotFound."""
    return vetting.points(desk, _order(desk, order_id))


def confirm(
    desk: Desk, *, order_id: bytes, points: Sequence[str], by: str = "", note: str = ""
) -> Done:
    """Confirm points of a review by name: `by` who is at the desk where nobody is named.

    What speaks against a point asks for a `note`; a ban only the head can set aside, with a reason,
    and only for this order. Raises errors.Refused for a point that the order itself has to be put
    right for, errors.Invalid for a name or note that is missing, errors.NotFound.
    """
    order = _order(desk, order_id)
    found = {one.name: one for one in vetting.points(desk, order)}
    strange = [name for name in points if name not in found]
    if strange or not points:
        raise errors.Invalid("orders.error.review_point", field="point", words="".join(strange[:1]))
    for name in points:
        _refuse_point(desk, found[name], note)
    with desk.doing(_CONFIRM, reason=note.strip()) as act:
        for name in points:
            _write(desk, order_id, found[name], by=by.strip() or desk.staff.name, note=note.strip())
        act.about.update(order=order["number"], points=list(points))
    return desk.done(act)


def _refuse_point(desk: Desk, point: Point, note: str) -> None:
    is_head = desk.staff.role is office.Role.HEAD
    why = orders.review.may_confirm(point, is_head=is_head, note=note)
    told = {"point": errors.Code(f"orders.review.point.{point.name}")}
    if why == "orders.error.review_reason":
        raise errors.Invalid(why, field="note", **told)
    if why:
        raise errors.Refused(why, **told)


def _write(desk: Desk, order_id: bytes, point: Point, *, by: str, note: str) -> None:
    """Write one confirmation in the place of those before it."""
    for row_id in rows.records.answer_rows(desk.store, order_id, point.name):
        desk.store.change("order_review", row_id, {"state": orders.review.VOID})
    desk.store.add(
        "order_review",
        {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "order_id": order_id,
            "point": point.name,
            "facts": point.facts or None,
            "said_by": by,
            "said_on": desk.clock.today().isoformat(),
            "note": note or None,
        },
    )


def withdraw(desk: Desk, *, order_id: bytes, point: str, reason: str) -> Done:
    """Take a confirmation back; an order that is public stays so, and lacks it from now on.

    Raises errors.Invalid without a reason, errors.NotFound where nobody confirmed the point.
    """
    order = _order(desk, order_id)
    if not reason.strip():
        raise errors.Invalid("orders.error.drop_reason", field="reason")
    found = rows.records.answer_rows(desk.store, order_id, point)
    if not found:
        raise errors.NotFound("orders.error.review_unsaid")
    with desk.doing("orders.withdraw_review", reason=reason.strip()) as act:
        for row_id in found:
            desk.store.change("order_review", row_id, {"state": orders.review.VOID})
        act.about.update(order=order["number"], points=[point])
    return desk.done(act)


def refuse_unreviewed(desk: Desk, order: dict[str, Any]) -> None:
    """Raise errors.Refused where an order lacks a point of its review, naming each."""
    left = orders.review.missing(vetting.points(desk, order))
    if left:
        names = [errors.Code(f"orders.review.point.{name}") for name in left]
        code = "orders.error.not_reviewed"
        raise errors.Refused(code, order=order["number"], count=len(left), points=names)


def steps(desk: Desk, order_id: bytes) -> list[dict[str, Any]]:
    """Return every state an order has been in, oldest first: who moved it, when (ms UTC), why."""
    _order(desk, order_id)
    return [
        {
            "before": entry["changes"]["state"][0],
            "after": entry["changes"]["state"][1],
            "staff_name": entry["staff_name"],
            "at_ms": entry["at_ms"],
            "reason": entry["reason"],
            "act": entry["act_number"],
        }
        for entry in oplog.history(desk.store, order_id)
        if "state" in entry["changes"]
    ]


def mind_public(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where an order was made public on the confirmation taken back."""
    for row_id in step.leaving.get("order_review", ()) if step.act_name == _CONFIRM else ():
        row = desk.store.get("order_review", row_id)
        order = desk.store.get("job_order", row["order_id"]) if row is not None else None
        if order is not None and order["state"] in _PUBLIC:
            told = {"number": step.act_number, "order": order["number"]}
            raise errors.Refused("orders.error.undo_review", **told)


def mind_lapsed(desk: Desk, step: refresh.Step) -> Callable[[], None] | None:
    """Look, where an undo makes an order public again, whether its review still stands."""
    again = [
        order_id
        for order_id, old in step.back("job_order").items()
        if old.get("state") in _PUBLIC and _state(desk, order_id) in orders.jobs.UNPUBLISHED
    ]
    if not again:
        return None

    def look() -> None:
        for order_id in again:
            refuse_unreviewed(desk, _order(desk, order_id))

    return look


def _state(desk: Desk, order_id: bytes) -> str:
    return str((desk.store.get("job_order", order_id) or {}).get("state", ""))


def _order(desk: Desk, order_id: bytes) -> dict[str, Any]:
    row = desk.store.get("job_order", order_id)
    if row is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    return row


refresh.GUARDS.append(mind_public)
refresh.WATCHES.append(mind_lapsed)
