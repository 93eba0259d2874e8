"""Planning, changing and cancelling batches."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import vetting
from gigdesk.actions.dispatch import judging, members, proposing
from gigdesk.domain.dispatch import batches, eligibility, ranking
from gigdesk.domain.orders import jobs, review
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.domain.workers.findings import Finding

_UNCONFIRMED = {
    batches.PAST: "dispatch.error.depart_past",
    batches.OUTSIDE: "dispatch.error.outside_order",
}
OPEN_ORDERS = (jobs.DRAFT, jobs.REVIEW, jobs.RECRUITING, jobs.FULL, jobs.ON_SITE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A batch that was made: id, number, number of the act, people on its list, confirmed days.

    `concerns` are what is to be known of the employer and the order, gravest first.
    """

    id: bytes
    number: int
    act: int
    people: tuple[Outcome, ...] = ()
    remarks: tuple[Finding, ...] = ()
    concerns: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether a batch could be sent (or moved); `people` tells for each what stands against it.

    `remarks` are what is to be known of the batch as a whole, `concerns` of employer and order.
    """

    number: int
    done: bool
    act: int | None
    people: tuple[Outcome, ...] = ()
    remarks: tuple[Finding, ...] = ()
    concerns: tuple[Finding, ...] = ()


def find_batch(desk: Desk, words: str) -> bytes:
    """Return the id of a batch from its number or id in hexadecimal; raises errors.NotFound."""
    found = desk.heard(words, "batch")
    if found is None:
        raise errors.NotFound("dispatch.error.no_batch", words=words.strip())
    return found


def _accepted(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a batch as they are stored; raises errors.Invalid."""
    kept = {
        name: value.isoformat() if isinstance(value, datetime.date) else value
        for name, value in fields.items()
    }
    unknown = sorted(set(kept) - set(batches.FIELDS))
    if unknown:
        raise errors.Invalid("dispatch.error.unknown_field", field=unknown[0], name=unknown[0])
    for one in batches.check(kept):
        params = dict(one.params)
        raise errors.Invalid(one.code, field=str(params.pop("field", "depart_on")), **params)
    if kept.get("depart_time"):
        kept["depart_time"] = batches.read_time(str(kept["depart_time"]))
    return kept


def _refuse_doubts(
    desk: Desk, kept: Mapping[str, Any], order: Mapping[str, Any], confirmed: Collection[str]
) -> tuple[Finding, ...]:
    """Refuse days that somebody has to confirm first; return what was confirmed."""
    today = desk.clock.today().isoformat()
    found = batches.doubts(kept, order=order, today=today)
    for one in found:
        if one.code not in confirmed:
            params = {name: value for name, value in one.params.items() if name != "field"}
            raise errors.Refused(_UNCONFIRMED[one.code], **params)
    return found


def _settled(confirmed: Collection[Finding]) -> list[str]:
    """Return the rules that were confirmed, as an act keeps them."""
    return [eligibility.rule_of(one) for one in confirmed]


def day_doubts(desk: Desk, order_id: bytes, fields: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return which days of a batch of this order somebody has to confirm, for the form.

    Days left empty are the order's own where a departure is given.
    """
    order = desk.store.get("job_order", order_id) or {}
    whole = _with_days(fields, order) if fields.get("depart_on") else fields
    return batches.doubts(whole, order=order, today=desk.clock.today().isoformat())


def _with_days(fields: Mapping[str, Any], order: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields with the order's own days where they name none."""
    depart = str(fields["depart_on"])
    own = {"first_day": max(depart, order["from_day"]), "last_day": max(depart, order["to_day"])}
    return {**fields, **{name: fields.get(name) or day for name, day in own.items()}}


def plan(
    desk: Desk,
    *,
    order_id: bytes,
    depart_on: datetime.date,
    take: int = 0,
    fields: Mapping[str, Any] | None = None,
    confirmed: Collection[str] = (),
) -> Planned:
    """Plan a batch for an order and, with `take`, fill it with the best candidates.

    First and last working day are the order's own where `fields` names none (the first not before
    departure). A departure that has gone by, and days outside the order's, have to be `confirmed`
    by the codes in `batches.DOUBTS`; the act keeps that. An order whose review is done becomes
    public with it. `concerns` tell what is known of the employer. Raises errors.Refused for those
    days, where the employer is banned on the departure, has no licence for labour dispatch or the
    order is closed, errors.Invalid for impossible days, errors.NotFound.
    """
    order = _open_order(desk, order_id)
    kept = _accepted(_with_days({**(fields or {}), "depart_on": depart_on.isoformat()}, order))
    settled = _refuse_doubts(desk, kept, order, confirmed)
    known = vetting.concerns(desk, order_id, depart_on)
    vetting.refuse(known)
    with desk.doing("dispatch.plan") as act:
        act.rooms.add("orders")
        made, row = _begin(desk, order, kept)
        people = _fill(desk, row, take) if take > 0 else ()
        act.about.update(batch=made[1], order=order["number"], people=len(people))
        if settled:
            act.about.update(confirmed=_settled(settled))
    told = vetting.worth_saying(known)
    return Planned(made[0], made[1], act.number, people, settled, told)


def _open_order(desk: Desk, order_id: bytes) -> dict[str, Any]:
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    if order["state"] not in OPEN_ORDERS:
        raise errors.Refused(
            "dispatch.error.order_closed", number=order["number"], state=order["state"]
        )
    return dict(order)


def _begin(
    desk: Desk, order: Mapping[str, Any], kept: Mapping[str, Any]
) -> tuple[tuple[bytes, int], dict[str, Any]]:
    """Write a batch for an order, which recruits from now on if it may; inside a running act."""
    made = _add_batch(desk, order["id"], kept)
    row = judging.batch_row(desk, made[0])
    if order["state"] in jobs.UNPUBLISHED and not _unreviewed(desk, order):
        desk.store.change("job_order", order["id"], {"state": jobs.RECRUITING})
    return made, row


def on_paper_of(desk: Desk, order_id: bytes) -> dict[str, Any]:
    """Return the next batch of an order that has not left, or plan one; inside a running act.

    A new one leaves on the first day of the order, not before today. Raises what `plan` raises.
    """
    order = _open_order(desk, order_id)
    known = [
        row
        for row in rows.batches.list_batches(desk.store, order_id=order_id, limit=-1)
        if row["state"] in batches.ON_PAPER
    ]
    if known:
        return judging.batch_row(desk, min(known, key=lambda row: row["depart_on"])["id"])
    depart = max(order["from_day"], desk.clock.today().isoformat())
    kept = _accepted(_with_days({"depart_on": depart}, order))
    _refuse_doubts(desk, kept, order, ())
    vetting.refuse(vetting.concerns(desk, order_id, datetime.date.fromisoformat(depart)))
    return _begin(desk, order, kept)[1]


def _unreviewed(desk: Desk, order: Mapping[str, Any]) -> bool:
    """Say whether an order still lacks a point of its review: planning does not make it public."""
    return bool(review.missing(vetting.points(desk, order)))


def _add_batch(desk: Desk, order_id: bytes, kept: Mapping[str, Any]) -> tuple[bytes, int]:
    batch_id, number = desk.new_id(), desk.next_number("batch")
    desk.store.add(
        "batch",
        {
            "id": batch_id,
            "station_id": desk.station.id,
            "number": number,
            "order_id": order_id,
            "state": batches.STATES.start,
            **{name: value for name, value in kept.items() if value is not None},
        },
    )
    return batch_id, number


def _fill(desk: Desk, row: Mapping[str, Any], take: int) -> tuple[Outcome, ...]:
    """Put the best candidates on the list, quotas kept."""
    proposal = proposing.propose(desk, row["order_id"], limit=2 * take + 20, batch_id=row["id"])
    case = judging.case_of_batch(desk, dict(row), with_places=True)
    if case.places is None:
        return ()
    taken = ranking.taken(proposal.candidates, case.order, case.places, take)
    people = [one.worker.id for one in taken]
    return tuple(members.put_on(desk, dict(row), people, how=batches.PROPOSED))


def change(
    desk: Desk,
    *,
    batch_id: bytes,
    changes: Mapping[str, Any],
    confirmed: Collection[str] = (),
) -> Sent:
    """Change days, meeting point or leader of a batch; doubtful days are `confirmed` as in `plan`.

    New days are judged for everybody on the list: where somebody would be too young, or away with
    another batch, nothing is changed and `people` says who. Days on which work was entered stay
    inside. Raises errors.Invalid, errors.NotFound, errors.Refused.
    """
    row = judging.batch_row(desk, batch_id)
    wanted = _accepted({name: row[name] for name in batches.FIELDS} | dict(changes))
    fresh = {name: value for name, value in wanted.items() if value != row[name]}
    if row["state"] == batches.SENT and {"depart_on", "first_day"} & set(fresh):
        raise judging.wrong_state(row)
    if {"first_day", "last_day"} & set(fresh):
        refuse_days_outside(desk, row, wanted["first_day"], wanted["last_day"])
    settled: tuple[Finding, ...] = ()
    if {"depart_on", "first_day", "last_day"} & set(fresh):
        days = {name: fresh.get(name) for name in ("depart_on", "first_day", "last_day")}
        order = {"from_day": row["order_from"], "to_day": row["order_to"]}
        settled = _refuse_doubts(desk, days, order, confirmed)
        case = judging.case_of_batch(desk, row | wanted)
        stopped = refused(desk, row, case)
        if stopped:
            return Sent(row["number"], done=False, act=None, people=stopped)
    with desk.doing("dispatch.change") as act:
        if fresh:
            desk.store.change("batch", batch_id, fresh)
        act.about.update(batch=row["number"], fields=sorted(fresh))
        if settled:
            act.about.update(confirmed=_settled(settled))
    return Sent(row["number"], done=True, act=act.number)


def refused(desk: Desk, row: Mapping[str, Any], case: Any) -> tuple[Outcome, ...]:
    """Return everybody on the list whom a hard rule forbids to go."""
    people = rows.members.worker_ids(desk.store, row["id"])
    return tuple(one for one in judging.outcomes(desk, people, case) if not one.done)


def refuse_days_outside(
    desk: Desk, row: Mapping[str, Any], first: str, last: str, *, field: str = ""
) -> None:
    """Refuse days of a batch that would leave entered work outside; `field` holds the day.

    Without a field it is the one of the first or the last day. The day of work farthest outside is
    named: nothing short of it would do.
    """
    for name, start, end, farthest in (
        ("first_day", "0001-01-01", first, min),
        ("last_day", last, "9999-12-31", max),
    ):
        outside = [
            cell["day"]
            for cell in day_rows.totals.cells(desk.store, row["id"], start, end)
            if cell["quarters"] and not first <= cell["day"] <= last
        ]
        if outside:
            raise errors.Invalid(
                "dispatch.error.days_entered",
                field=field or name,
                number=row["number"],
                day=farthest(outside),
            )


def set_state(desk: Desk, *, batch_id: bytes, state: str, reason: str = "") -> Sent:
    """Mark a batch ready, planned again, or cancelled; sending and return have acts of their own.

    Cancelling makes its contracts void and ends signed ones; a cancelled batch that is taken up
    again is judged anew. Raises errors.Refused for a step that is not allowed.
    """
    row = judging.batch_row(desk, batch_id)
    batches.STATES.require(row["state"], state, code="dispatch.error.state_step")
    if state in batches.AWAY:
        raise errors.Refused("dispatch.error.state_step", before=row["state"], after=state)
    if row["state"] == batches.CANCELLED:
        stopped = refused(desk, row, judging.case_of_batch(desk, row))
        if stopped:
            return Sent(row["number"], done=False, act=None, people=stopped)
    with desk.doing("dispatch.set_state", reason=reason) as act:
        desk.store.change("batch", batch_id, {"state": state})
        if state == batches.CANCELLED:
            members.void_contracts(desk, batch_id, reason=reason)
        act.about.update(batch=row["number"], before=row["state"], after=state)
    return Sent(row["number"], done=True, act=act.number)
