"""What an undo minds about batches: no list emptied on the road, nobody in two places."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import refresh
from gigdesk.domain.dispatch import batches, contracts
from gigdesk.domain.orders import jobs
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gigdesk.actions.desk import Desk

_SIGN, _SEND = "dispatch.sign", "dispatch.send"
_BOOKING = (
    "batch",
    "batch_member",
    "loan",
    "worker_alias",
)  # what decides who is where on which day

_PLACES = ("batch_member", "contract")  # what decides who has a place and a contract


def mind_state(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where a batch has left since the act, or a contract hangs on who goes.

    As on the main road: the list and the signatures of a batch on the road (and so the days of
    work) are not taken from under it, and nobody with a contract goes off a list without a trace.
    """
    listed = {name: list(_rows(desk, step, name)) for name in ("leaving", "restored")}
    signed = _contracts(desk, step) if step.act_name == _SIGN else []
    found = [*listed["leaving"], *listed["restored"], *signed]
    for batch_id in dict.fromkeys(row["batch_id"] for row in found):
        batch = desk.store.get("batch", batch_id)
        if batch is not None and _left_since(desk, batch, step):
            code = "dispatch.error.undo_sign_sent" if signed else "dispatch.error.undo_list_sent"
            raise errors.Refused(code, number=step.act_number, batch=batch["number"])
    _refuse_kept(signed, step)
    for row in listed["leaving"]:
        _refuse_with_contract(desk, row, step)


def _rows(desk: Desk, step: refresh.Step, which: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of lists that leave or get old values."""
    by_table = step.leaving if which == "leaving" else step.restored
    for row_id in by_table.get("batch_member", ()):
        row = desk.store.get("batch_member", row_id)
        if row is not None:
            yield row


def _contracts(desk: Desk, step: refresh.Step) -> list[dict[str, Any]]:
    found = (desk.store.get("contract", row_id) for row_id in step.restored.get("contract", ()))
    return [row for row in found if row is not None and row["batch_id"] is not None]


def _refuse_kept(signed: list[dict[str, Any]], step: refresh.Step) -> None:
    """Raise errors.Refused for a signature whose page was attached or copy handed over since."""
    for paper in signed:
        if paper["scan_sha256"] or paper["copy_given"]:
            code, number = "dispatch.error.undo_sign_kept", step.act_number
            raise errors.Refused(code, number=number, contract=paper["contract_no"])


def _left_since(desk: Desk, batch: dict[str, Any], step: refresh.Step) -> bool:
    """Say whether a batch is on the road or back, and left only after the act."""
    if batch["state"] not in batches.AWAY:
        return False
    left = [
        entry["seq"]
        for entry in oplog.history(desk.store, batch["id"])
        if entry["changes"].get("state", (None, None))[1] == batches.SENT
    ]
    return bool(left) and left[-1] > step.last_seq


def _refuse_with_contract(desk: Desk, row: dict[str, Any], step: refresh.Step) -> None:
    """Raise errors.Refused for somebody on the list for whom a contract was made."""
    paper = rows.contracts.of_batch(desk.store, row["batch_id"]).get(row["worker_id"])
    if paper is not None and paper["state"] in (contracts.DRAFT, *contracts.BINDING):
        who = desk.store.get("worker", row["worker_id"]) or {"name": ""}
        raise errors.Refused(
            "dispatch.error.undo_has_contract", number=step.act_number, name=who["name"]
        )


def mind_sending(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where something has followed the sending that would be taken back.

    A batch is on paper again, as if it had never left: so no day of work may be entered for it, its
    list may not have changed on the road, and no contract may have ended since. A return in between
    holds the batch by itself, and an order is not closed over a batch on the road.
    """
    for batch_id in step.back("batch") if step.act_name == _SEND else ():
        batch = desk.store.get("batch", batch_id)
        if batch is None:
            continue
        told = {"number": step.act_number, "batch": batch["number"]}
        if day_rows.totals.has_any(desk.store, batch_id):
            raise errors.Refused("dispatch.error.undo_send_days", **told)
        changed = rows.members.changed_since(desk.store, batch_id, step.last_seq)
        if changed is not None:
            raise errors.Refused("dispatch.error.undo_send_list", **told, by=changed)
        ended = rows.contracts.ended_since(desk.store, batch_id, step.last_seq)
        if ended is not None:
            raise errors.Refused("dispatch.error.undo_send_contract", **told, **ended)


def hold_order(desk: Desk, step: refresh.Step) -> dict[bytes, dict[str, Any] | None]:
    """Return the orders that stay on site when a sending is taken back: others are there still."""
    if step.act_name != _SEND:
        return {}
    going = step.back("batch")
    return {
        order_id: None
        for order_id in step.back("job_order")
        if any(
            row["state"] in batches.AWAY and row["id"] not in going
            for row in rows.batches.list_batches(desk.store, order_id=order_id, limit=-1)
        )
    }


def mind_return(desk: Desk, step: refresh.Step) -> None:
    """Raise errors.Refused where something has followed the return that would be taken back.

    Its people would be away again until the batch comes back: nobody may be in another batch by
    then, no contract may have ended since, and the order may not be closed over them.
    """
    for batch_id, old in step.back("batch").items():
        batch = desk.store.get("batch", batch_id)
        if batch is None or (old.get("state"), batch["state"]) != (batches.SENT, batches.RETURNED):
            continue
        told = {"number": step.act_number, "batch": batch["number"]}
        order = desk.store.get("job_order", batch["order_id"])
        if order is not None and order["state"] not in jobs.OPEN:
            code = "dispatch.error.undo_return_order"
            raise errors.Refused(code, **told, order=order["number"])
        ended = rows.contracts.ended_since(desk.store, batch_id, step.last_seq)
        if ended is not None:
            raise errors.Refused("dispatch.error.undo_return_contract", **told, **ended)
        today = desk.clock.today().isoformat()
        until = max(batch["last_day"], today)
        booked = rows.members.booked_after(
            desk.store, batch_id, batch["returned_on"], until, today=today
        )
        if booked is not None:
            raise errors.Refused("dispatch.error.undo_return_booked", **told, **booked)


def mind_bookings(desk: Desk, step: refresh.Step) -> Callable[[], None] | None:
    """Return the check that taking back puts nobody in two batches on one day.

    What clashed before the undo is not its doing and never stops it.
    """
    if not any(name in step.leaving or name in step.restored for name in _BOOKING):
        return None
    today = desk.clock.today()
    before = Counter(
        _clash(row) for row in rows.members.double_booked(desk.store, today=today, limit=-1)
    )

    def look() -> None:
        for row in rows.members.double_booked(desk.store, today=today, limit=-1):
            before[_clash(row)] -= 1
            if before[_clash(row)] < 0:
                name, one, other, lent = _clash(row)
                code = "matching.error.double_lent" if lent else "dispatch.error.double_booked"
                raise errors.Refused(code, name=name, day=row["day"], one=one, other=other)

    return look


def _clash(row: dict[str, Any]) -> tuple[str, int, int, bool]:
    return (row["name"], row["one_number"], row["other_number"], bool(row["loan"]))


def mind_places(desk: Desk, step: refresh.Step) -> Callable[[], None] | None:
    """Return the check that taking back lets no contract stand of somebody who is off the list.

    Nor does it give one place of a list to two. Both can be where only a part of an act is taken
    back, as the rest was changed since. What was wrong before the undo never stops it.
    """
    if not any(name in step.leaving or name in step.restored for name in _PLACES):
        return None
    asked = {
        "dispatch.error.undo_off_contract": rows.members.off_with_contract,
        "dispatch.error.undo_place": rows.members.shared_places,
    }
    before = {code: Counter(map(_told, find(desk.store))) for code, find in asked.items()}

    def look() -> None:
        for code, find in asked.items():
            more = Counter(map(_told, find(desk.store))) - before[code]
            for told in more:
                raise errors.Refused(code, number=step.act_number, **dict(told))

    return look


def _told(row: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(row.items())


refresh.GUARDS.extend((mind_state, mind_sending, mind_return))
refresh.HOLDERS.append(hold_order)
refresh.WATCHES.extend((mind_bookings, mind_places))
