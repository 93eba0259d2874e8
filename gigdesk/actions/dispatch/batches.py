"""Planning, changing, checking, sending and bringing back batches."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors, stamps
from gigdesk.actions.dispatch import judging, members, proposing
from gigdesk.domain import office
from gigdesk.domain.dispatch import batches, eligibility, ranking
from gigdesk.domain.orders import jobs
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.domain import dispatch
    from gigdesk.domain.workers.findings import Finding

_ID_BYTES, _ID_TIME_BYTES = 16, 6  # an id begins with the milliseconds of its making (RFC 9562)
_UNCONFIRMED = {
    batches.PAST: "dispatch.error.depart_past",
    batches.OUTSIDE: "dispatch.error.outside_order",
}
_OPEN_ORDERS = (jobs.DRAFT, jobs.REVIEW, jobs.RECRUITING, jobs.FULL, jobs.ON_SITE)


@dataclass(frozen=True, slots=True)
class Planned:
    """A batch that was made: id, number, number of the act, people on its list, confirmed days."""

    id: bytes
    number: int
    act: int
    people: tuple[Outcome, ...] = ()
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """Whether a batch could be sent (or moved); `people` tells for each what stands against it."""

    number: int
    done: bool
    act: int | None
    people: tuple[Outcome, ...] = ()


def find_batch(desk: Desk, words: str) -> bytes:
    """Return the id of a batch from its number or id in hexadecimal; raises errors.NotFound."""
    text = office.numbers.bare(words, "batch")
    found: bytes | None = None
    number = office.numbers.read(text)
    if number is not None:
        found = rows.batches.find_number(desk.store, number)
    elif len(text) == 2 * _ID_BYTES:
        try:
            row = desk.store.get("batch", bytes.fromhex(text))
        except ValueError:
            row = None
        found = row["id"] if row else None
    if found is None:
        raise errors.NotFound("dispatch.error.no_batch", words=text)
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
    order_id: bytes,
    *,
    depart_on: datetime.date,
    take: int = 0,
    fields: Mapping[str, Any] | None = None,
    confirmed: Collection[str] = (),
) -> Planned:
    """Plan a batch for an order and, with `take`, fill it with the best candidates.

    First and last working day are the order's own where `fields` names none (the first not before
    departure). A departure that has gone by, and days outside the order's, have to be `confirmed`
    by the codes in `batches.DOUBTS`; the act keeps that. Raises errors.Refused for those, where
    the employer is banned on that day or the order is closed, errors.Invalid for impossible days,
    errors.NotFound.
    """
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    if order["state"] not in _OPEN_ORDERS:
        raise errors.Refused(
            "dispatch.error.order_closed", number=order["number"], state=order["state"]
        )
    kept = _accepted(_with_days({**(fields or {}), "depart_on": depart_on.isoformat()}, order))
    settled = _refuse_doubts(desk, kept, order, confirmed)
    with desk.doing("dispatch.plan") as act:
        act.rooms.add("orders")
        made = _add_batch(desk, order_id, kept)
        row = judging.batch_row(desk, made[0])
        _refuse_banned(desk, row)
        if order["state"] in (jobs.DRAFT, jobs.REVIEW):
            desk.store.change("job_order", order_id, {"state": jobs.RECRUITING})
        people = _fill(desk, row, take) if take > 0 else ()
        act.about.update(batch=made[1], order=order["number"], people=len(people))
        if settled:
            act.about.update(confirmed=_settled(settled))
    return Planned(made[0], made[1], act.number, people, settled)


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


def _refuse_banned(desk: Desk, row: Mapping[str, Any]) -> None:
    case = judging.case_of_batch(desk, dict(row))
    if case.employer.is_banned(case.first_day):
        raise errors.Refused(
            "dispatch.finding.employer_banned",
            name=case.employer.name,
            reason=case.employer.flag_reason,
        )


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
    batch_id: bytes,
    changes: Mapping[str, Any],
    *,
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
        raise errors.Refused("dispatch.error.state", number=row["number"], state=row["state"])
    if {"first_day", "last_day"} & set(fresh):
        _refuse_days_outside(desk, row, wanted["first_day"], wanted["last_day"])
    settled: tuple[Finding, ...] = ()
    if {"depart_on", "first_day", "last_day"} & set(fresh):
        days = {name: fresh.get(name) for name in ("depart_on", "first_day", "last_day")}
        order = {"from_day": row["order_from"], "to_day": row["order_to"]}
        settled = _refuse_doubts(desk, days, order, confirmed)
        case = judging.case_of_batch(desk, row | wanted)
        refused = _refused(desk, row, case)
        if refused:
            return Sent(row["number"], done=False, act=None, people=refused)
    with desk.doing("dispatch.change") as act:
        if fresh:
            desk.store.change("batch", batch_id, fresh)
        act.about.update(batch=row["number"], fields=sorted(fresh))
        if settled:
            act.about.update(confirmed=_settled(settled))
    return Sent(row["number"], done=True, act=act.number)


def _refused(desk: Desk, row: Mapping[str, Any], case: Any) -> tuple[Outcome, ...]:
    """Return everybody on the list whom a hard rule forbids to go."""
    people = rows.members.worker_ids(desk.store, row["id"])
    return tuple(one for one in judging.outcomes(desk, people, case) if not one.done)


def _refuse_days_outside(desk: Desk, row: Mapping[str, Any], first: str, last: str) -> None:
    """Refuse days of a batch that would leave entered work outside."""
    for start, end in (("0001-01-01", first), (last, "9999-12-31")):
        for cell in day_rows.totals.cells(desk.store, row["id"], start, end):
            if cell["quarters"] and not first <= cell["day"] <= last:
                raise errors.Refused(
                    "dispatch.error.days_entered", number=row["number"], day=cell["day"]
                )


def set_state(desk: Desk, batch_id: bytes, state: str, *, reason: str = "") -> Sent:
    """Mark a batch ready, planned again, or cancelled; sending and return have acts of their own.

    A cancelled batch that is taken up again is judged anew. Raises errors.Refused for a step that
    is not allowed.
    """
    row = judging.batch_row(desk, batch_id)
    batches.STATES.require(row["state"], state, code="dispatch.error.state_step")
    if state in batches.AWAY:
        raise errors.Refused("dispatch.error.state_step", before=row["state"], after=state)
    if row["state"] == batches.CANCELLED:
        refused = _refused(desk, row, judging.case_of_batch(desk, row))
        if refused:
            return Sent(row["number"], done=False, act=None, people=refused)
    with desk.doing("dispatch.change", reason=reason) as act:
        desk.store.change("batch", batch_id, {"state": state})
        act.about.update(batch=row["number"], before=row["state"], after=state)
    return Sent(row["number"], done=True, act=act.number)


def check(desk: Desk, batch_id: bytes) -> list[Outcome]:
    """Return for everybody on the list what blocks departure and what to look at, worst first."""
    row = judging.batch_row(desk, batch_id)
    people = rows.members.worker_ids(desk.store, batch_id)
    return judging.outcomes(desk, people, judging.case_of_batch(desk, row, sending=True))


def send(desk: Desk, batch_id: bytes, *, on: datetime.date | None = None) -> Sent:
    """Send a batch, or say why not.

    Everybody on the list has a contract and a consent, nobody is under age or away with another
    batch; else nothing is changed and `people` names every reason. `on` is the day it left, today
    where nobody names one. Raises errors.Refused where the batch has left already or nobody is on
    the list.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER)
    told = check(desk, batch_id)
    if not told:
        raise errors.Refused("dispatch.error.nobody_listed", number=row["number"])
    if any(not one.done for one in told):
        return Sent(row["number"], done=False, act=None, people=tuple(told))
    with desk.doing("dispatch.send") as act:
        act.rooms |= {"orders", "attendance"}
        day = (on or desk.clock.today()).isoformat()
        desk.store.change("batch", batch_id, {"state": batches.SENT, "sent_on": day})
        _move_order(desk, row["order_id"])
        act.about.update(batch=row["number"], people=len(told))
    return Sent(row["number"], done=True, act=act.number, people=tuple(told))


def day_of_sending(desk: Desk, batch_id: bytes) -> datetime.date:
    """Return the day a batch left as far as it tells: today, or its departure.

    A batch that was planned when its departure had gone by is recorded after the fact: it left on
    that day. Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    depart = datetime.date.fromisoformat(row["depart_on"])
    planned = stamps.local_text(int.from_bytes(row["id"][:_ID_TIME_BYTES], "big"))[:10]
    return depart if row["depart_on"] < planned else desk.clock.today()


def _move_order(desk: Desk, order_id: bytes) -> None:
    """Note that an order has people on site now."""
    order = desk.store.get("job_order", order_id)
    if order is not None and order["state"] in _OPEN_ORDERS[:-1]:
        desk.store.change("job_order", order_id, {"state": jobs.ON_SITE})


def return_batch(desk: Desk, batch_id: bytes, *, on: datetime.date | None = None) -> Sent:
    """Note that a batch has come back, today or `on` a day (inside the planned days by default).

    A later return than planned is refused for people whom another batch has taken by then; days
    on which work was entered stay inside. Raises errors.Refused where the batch is not away.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, batches.SENT)
    batch = rows.batches.record(row)
    day = on or _day_of_return(desk, batch)
    if day < batch.depart_on:
        raise errors.Invalid("dispatch.error.return_before", field="returned_on")
    if day.isoformat() > jobs.LAST_DAY:
        raise errors.Invalid(
            "dispatch.finding.day_too_far",
            field="returned_on",
            day=day.isoformat(),
            last=jobs.LAST_DAY,
        )
    _refuse_days_outside(desk, row, row["first_day"], day.isoformat())
    if day > batch.last_day:
        later = _later(desk, row, replace(batch, returned_on=day))
        if later:
            return Sent(row["number"], done=False, act=None, people=later)
    with desk.doing("dispatch.return") as act:
        act.rooms |= {"orders", "attendance"}
        desk.store.change(
            "batch", batch_id, {"state": batches.RETURNED, "returned_on": day.isoformat()}
        )
        act.about.update(batch=row["number"], day=day.isoformat())
    return Sent(row["number"], done=True, act=act.number)


def _day_of_return(desk: Desk, batch: dispatch.Batch) -> datetime.date:
    """Return the day taken where nobody names one: today, not before the last day of work."""
    day = batches.day_of_return(batch, desk.clock.today())
    worked = day_rows.totals.last_day(desk.store, batch.id)
    return max(day, datetime.date.fromisoformat(worked)) if worked else day


def _later(desk: Desk, row: Mapping[str, Any], batch: dispatch.Batch) -> tuple[Outcome, ...]:
    """Return who could not stay as long because another batch has taken them."""
    case = replace(judging.case_of_batch(desk, dict(row)), stay=batches.stay(batch))
    clash = "dispatch.finding.double_booking"
    return tuple(
        one
        for one in _refused(desk, row, case)
        if any(against.code == clash for against in one.against)
    )
