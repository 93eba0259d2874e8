"""The review of an order in the window: its points, who confirmed them, and its states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, stamps
from gigdesk.actions import orders
from gigdesk.domain.orders import review
from gigdesk.gui import record, table
from gigdesk.gui.fields import Field, Kind
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.domain.orders.review import Point
    from gigdesk.gui.window import Window

_TONES = {
    review.KNOWN: "ok",
    review.CONFIRMED: "ok",
    review.TO_ASK: "warning",
    review.TO_MEND: "error",
    review.OF_HEAD: "error",
}
NAMES = {name: f"orders.review.point.{name}" for name in review.POINTS}
_STATES = {name: f"orders.review.state.{name}" for name in _TONES}


def listing(frame: Window, order_id: bytes) -> table.Listing:
    """Return the list of points, and below them every state the order has been in."""
    column = table.Column
    made = table.Listing(
        frame.tasks,
        table.RowSource(lambda desk, _query: rows(desk, order_id)),
        (
            column("point", "orders.reviewed.point", width=7, sortable=False),
            column(
                "standing",
                "orders_page.state",
                kind="status",
                width=6,
                sortable=False,
                tone=lambda row: row["tone"],
            ),
            column("why", "orders_page.found", width=20, sortable=False),
            column("who", "orders.reviewed.said_by", width=5, sortable=False),
            column("when", "orders.reviewed.said_on", width=7, sortable=False),
            column("note", "orders.reviewed.note", width=10, sortable=False),
        ),
        name=i18n.text("orders_page.review"),
        view="order_review",
        layouts=frame.layouts,
        searchable=False,
    )
    return record.plain(made)


def rows(desk: Any, order_id: bytes) -> list[dict[str, Any]]:
    """Return points and states as rows; the id of a point is its name."""
    points = [
        {
            "id": one.name,
            "point": i18n.text(NAMES[one.name]),
            "standing": i18n.text(_STATES[one.state]),
            "tone": _TONES[one.state],
            "why": record.all_words(one.why),
            "who": one.said.by if one.said else "",
            "when": one.said.on if one.said else "",
            "note": one.said.note if one.said else "",
        }
        for one in orders.review(desk, order_id)
    ]
    return [*points, *(_step(at, one) for at, one in enumerate(orders.steps(desk, order_id)))]


def _step(at: int, one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": at,
        "point": i18n.text("orders_page.state_became"),
        "standing": words.state(one["after"]),
        "tone": words.tone(one["after"]),
        "why": "",
        "who": one["staff_name"],
        "when": stamps.local_text(one["at_ms"]),
        "note": one["reason"] or "",
    }


def ask(
    frame: Window, order_id: bytes, points: Sequence[Point], *, done: Callable[[], object]
) -> None:
    """Ask who confirms which of these points; what cannot be confirmed is not asked."""
    left = [one for one in points if one.state in (review.TO_ASK, review.OF_HEAD)]
    mend = [one for one in points if one.state == review.TO_MEND]
    told = "\n".join(record.all_words(one.why) for one in (*mend, *left) if one.why)
    if not left:
        if mend:
            frame.say(told, "warning")
        return
    record.question(
        frame,
        i18n.text("orders_page.confirm"),
        (
            *(Field(one.name, NAMES[one.name], Kind.CHECK) for one in left),
            Field("by", "orders.reviewed.said_by", hint="orders_page.hint.by"),
            Field("note", "orders.reviewed.note", wide=True, hint="orders_page.hint.note"),
        ),
        lambda desk, values, _confirmed: orders.confirm(
            desk,
            order_id=order_id,
            points=[one.name for one in left if values[one.name]],
            by=values["by"] or "",
            note=values["note"] or "",
        ),
        done=lambda _done: done(),
        said=told,
    )


def withdraw(frame: Window, order_id: bytes, point: str, *, done: Callable[[], object]) -> None:
    """Ask why a confirmation is taken back."""
    record.question(
        frame,
        i18n.text("orders_page.withdraw"),
        (Field("reason", "orders_page.reason", required=True, wide=True),),
        lambda desk, values, _confirmed: orders.withdraw(
            desk, order_id=order_id, point=point, reason=values["reason"] or ""
        ),
        done=lambda _done: done(),
    )
