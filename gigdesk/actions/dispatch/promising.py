"""The promise sheet: what it says of a batch today, and who signed it, seen by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, promises
from gigdesk.domain.workers import findings
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done


def items(desk: Desk, row: Mapping[str, Any]) -> dict[str, str]:
    """Return what is promised to the people of a batch, see `promises.items`."""
    order = desk.store.get("job_order", row["order_id"]) or {}
    employer = desk.store.get("employer", row["employer_id"]) or {}
    return promises.items(employer=employer, order=order, batch=row)


def state(member: Mapping[str, Any], promised: Mapping[str, str]) -> str:
    """Return whether somebody on a list signed what is promised today."""
    now = promises.digest(promised)
    return promises.state(member["promised_on"], member["promise_terms"], now)


def promise(
    desk: Desk,
    *,
    batch_id: bytes,
    seen_by: str,
    people: Sequence[bytes] | None = None,
    signed_on: datetime.date | None = None,
) -> tuple[list[Outcome], Done]:
    """Note that people of a batch signed the promise sheet, all of the list without `people`.

    `seen_by` is who saw it. Kept with it is what the sheet says today: where the order changes
    later, it has to be signed anew. Whoever is not on the list is refused alone; who signed before
    gets the new day. Raises errors.Invalid without a witness or for a day to come, errors.Refused
    for a batch that was called off, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    if row["state"] == batches.CANCELLED:
        raise judging.wrong_state(row)
    witness = " ".join(seen_by.split())
    if not witness:
        raise errors.Invalid("dispatch.error.promise_seen_by", field="seen_by")
    today = desk.clock.today()
    day = signed_on or today
    if day > today:
        raise errors.Invalid("dispatch.error.promise_day", field="signed_on")
    kept = {
        "promised_on": day.isoformat(),
        "promise_seen_by": witness,
        "promise_terms": promises.digest(items(desk, row)),
    }
    listed = rows.members.list_members(desk.store, batch_id)
    wanted = people if people is not None else [one["worker_id"] for one in listed]
    if not wanted:
        raise errors.Refused("dispatch.error.nobody_listed", number=row["number"])
    with desk.doing("dispatch.promise") as act:
        told = [_promise(desk, batch_id, one, kept) for one in dict.fromkeys(wanted)]
        signed = sum(one.done for one in told)
        act.about.update(batch=row["number"], signed=signed, seen_by=witness)
    return told, desk.done(act)


def _promise(desk: Desk, batch_id: bytes, person: bytes, kept: Mapping[str, Any]) -> Outcome:
    member = rows.members.find_row(desk.store, batch_id, person)
    if member is None or member["state"] not in (batches.LISTED, batches.LEFT):
        why = findings.error("dispatch.finding.not_listed")
        return Outcome(person, 0, "", done=False, against=(why,))
    desk.store.change("batch_member", member["id"], dict(kept))
    worker = desk.store.get("worker", member["worker_id"]) or {}
    return Outcome(member["worker_id"], worker.get("number", 0), worker.get("name", ""), done=True)
