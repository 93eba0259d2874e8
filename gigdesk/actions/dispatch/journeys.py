"""The way there and back: who may not leave, the day a batch left, the day it came back."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk import errors, stamps
from gigdesk.actions import vetting
from gigdesk.actions.dispatch import batches as planning
from gigdesk.actions.dispatch import counting, judging
from gigdesk.actions.dispatch.batches import Sent
from gigdesk.domain.dispatch import batches, contracts
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import findings
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows
from gigdesk.store import oplog

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import Any

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.domain import dispatch
    from gigdesk.domain.workers import Finding

_MOST_NAMES = 3
_UNSIGNED_MORE = "dispatch.finding.unsigned_more"


def check(desk: Desk, batch_id: bytes, on: datetime.date | None = None) -> list[Outcome]:
    """Return for everybody on the list what blocks departure and what to look at, worst first.

    It is judged for leaving `on` a day; where nobody names one, on the planned day, or today where
    that has gone by.
    """
    row = judging.batch_row(desk, batch_id)
    people = rows.members.worker_ids(desk.store, batch_id)
    leaves = on or leaving(desk, row)
    return judging.outcomes(desk, people, judging.case_of_batch(desk, row, leaves=leaves))


def leaving(desk: Desk, row: Mapping[str, Any]) -> datetime.date:
    """Return the day on which a batch leaves as far as it tells, or left."""
    if row["sent_on"]:
        return datetime.date.fromisoformat(row["sent_on"])
    depart = datetime.date.fromisoformat(row["depart_on"])
    return depart if depart >= desk.clock.today() else day_of_sending(desk, row["id"])


def send(desk: Desk, *, batch_id: bytes, on: datetime.date | None = None) -> Sent:
    """Send a batch, or say why not.

    Everybody on the list has a contract and a consent, and cover where the order promises it (or
    the head decided); nobody is under age or away with another batch; else nothing is changed and
    `people` names every reason. `on` is the day it left, today where nobody names one. Raises
    errors.Refused where the batch has left already, nobody is on the list, employer or order keep
    it back (see `concerns`), or a coach's head-count differs (`counting.departure_doubts`);
    errors.Invalid for a day to come, after the last day of work, or before the batch was planned.
    A contract that is made out but not signed keeps nobody back (it may be signed on the way,
    within a month of the first day: Labour Contract Law art. 10); `remarks` say of how many, of
    who did not get in, of a day more than `batches.MOST_DAYS_EARLY` before the departure;
    `concerns` of the employer.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER)
    left, today = on or desk.clock.today(), desk.clock.today()
    planned = _planned_on(desk, row)
    why = batches.why_not_left(rows.batches.record(row), left, today=today, planned=planned)
    if why is not None:
        raise errors.Invalid(
            why,
            field="sent_on",
            day=left.isoformat(),
            depart=row["depart_on"],
            last=row["last_day"],
            planned=planned.isoformat() if planned is not None else "",
        )
    told = check(desk, batch_id, left)
    known = concerns(desk, batch_id, on=left)
    if not told:
        raise errors.Refused("dispatch.error.nobody_listed", number=row["number"])
    if any(not one.done for one in told):
        return Sent(row["number"], done=False, act=None, people=tuple(told))
    vetting.refuse(known)
    doubts = _counted(desk, batch_id, left)
    with desk.doing("dispatch.send") as act:
        act.rooms |= {"orders", "attendance"}
        desk.store.change("batch", batch_id, {"state": batches.SENT, "sent_on": left.isoformat()})
        _move_order(desk, row["order_id"])
        act.about.update(batch=row["number"], people=len(told))
    return Sent(
        row["number"],
        done=True,
        act=act.number,
        people=tuple(told),
        remarks=(*(one for one in (_early(row, left), unsigned(desk, batch_id)) if one), *doubts),
        concerns=vetting.worth_saying(known),
    )


def order_concerns(desk: Desk, order_id: bytes) -> tuple[Finding, ...]:
    """Return what is to be known of an order and its employer on its first day of work.

    Raises errors.NotFound.
    """
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    return vetting.concerns(desk, order_id, datetime.date.fromisoformat(order["from_day"]))


def concerns(
    desk: Desk, batch_id: bytes, *, on: datetime.date | None = None
) -> tuple[Finding, ...]:
    """Return what is to be known of employer and order before a batch leaves, gravest first.

    On the day `on`, the departure where that is earlier. Errors keep the batch from leaving.
    Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    depart = datetime.date.fromisoformat(row["depart_on"])
    return vetting.concerns(desk, row["order_id"], min(depart, on or depart))


def _counted(desk: Desk, batch_id: bytes, left: datetime.date) -> tuple[Finding, ...]:
    """Return what the sign-in says of a departure; raises errors.Refused for what stops it."""
    doubts = counting.departure_doubts(desk, batch_id, left)
    for one in doubts:
        if one.level == findings.ERROR:
            raise errors.Refused("dispatch.error.headcount", **one.params)
    return doubts


def _early(row: dict[str, Any], left: datetime.date) -> Finding | None:
    """Return the remark about a day of sending long before the departure, or None."""
    if not batches.left_early(rows.batches.record(row), left):
        return None
    said = {"day": left.isoformat(), "depart": row["depart_on"], "most": batches.MOST_DAYS_EARLY}
    return findings.warning("dispatch.finding.sent_early", **said)


def unsigned(desk: Desk, batch_id: bytes) -> Finding | None:
    """Return how many on the list have a contract that nobody signed yet, or None."""
    names = [
        each["name"]
        for each in rows.members.list_members(desk.store, batch_id)
        if each["contract_state"] == contracts.FINAL
    ]
    if not names:
        return None
    code = "dispatch.finding.unsigned" if len(names) <= _MOST_NAMES else _UNSIGNED_MORE
    return findings.warning(code, count=len(names), names=names[:_MOST_NAMES])


def day_of_sending(desk: Desk, batch_id: bytes) -> datetime.date:
    """Return the day a batch left as far as it tells: today, or its departure.

    A batch that was planned when its departure had gone by, or whose days are over, is recorded
    after the fact: it left on that day. Raises errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    depart = datetime.date.fromisoformat(row["depart_on"])
    today = desk.clock.today()
    planned = _planned_on(desk, row)
    late = planned is not None and depart < planned
    return depart if late or row["last_day"] < today.isoformat() else today


def _planned_on(desk: Desk, row: Mapping[str, Any]) -> datetime.date | None:
    """Return the day on which a batch was planned; None where the clock was in doubt then."""
    first = oplog.history(desk.store, row["id"])[0]
    if first["clock_suspect"]:
        return None
    return datetime.date.fromisoformat(stamps.local_text(first["at_ms"])[:10])


def _move_order(desk: Desk, order_id: bytes) -> None:
    """Note that an order has people on site now."""
    order = desk.store.get("job_order", order_id)
    if order is not None and order["state"] in planning.OPEN_ORDERS[:-1]:
        desk.store.change("job_order", order_id, {"state": jobs.ON_SITE})


def return_batch(
    desk: Desk,
    *,
    batch_id: bytes,
    on: datetime.date | None = None,
    confirmed: Collection[str] = (),
) -> Sent:
    """Note that a batch has come back, today or `on` a day (inside the planned days by default).

    A later return than planned is refused for people whom another batch has taken by then; days
    on which work was entered stay inside. A day to come has to be `confirmed` by
    `batches.RETURN_AHEAD`. Raises errors.Refused for that and where the batch is not away,
    errors.Invalid for a day before it left.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, batches.SENT)
    batch = rows.batches.record(row)
    day = on or _day_of_return(desk, batch)
    _refuse_return(desk, batch, day, confirmed)
    planning.refuse_days_outside(desk, row, row["first_day"], day.isoformat(), field="returned_on")
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
        if day > desk.clock.today():
            act.about.update(confirmed=["return_ahead"])
    return Sent(row["number"], done=True, act=act.number)


def _refuse_return(
    desk: Desk, batch: dispatch.Batch, day: datetime.date, confirmed: Collection[str]
) -> None:
    """Refuse a return before the batch left, beyond every season, or to come and not confirmed."""
    why = batches.why_not_back(batch, day, desk.clock.today())
    if why == batches.RETURN_AHEAD and why not in confirmed:
        raise errors.Invalid(why, field="returned_on", day=day.isoformat())
    if why is not None and why != batches.RETURN_AHEAD:
        raise errors.Invalid(why, field="returned_on")
    if day.isoformat() > jobs.LAST_DAY:
        raise errors.Invalid(
            "dispatch.finding.day_too_far",
            field="returned_on",
            day=day.isoformat(),
            last=jobs.LAST_DAY,
        )


def _day_of_return(desk: Desk, batch: dispatch.Batch) -> datetime.date:
    """Return the day taken where nobody names one: today, not before the last day of work."""
    day = batches.day_of_return(batch, desk.clock.today())
    worked = day_rows.totals.last_day(desk.store, batch.id)
    return max(day, datetime.date.fromisoformat(worked)) if worked else day


def _later(desk: Desk, row: Mapping[str, Any], batch: dispatch.Batch) -> tuple[Outcome, ...]:
    """Return who could not stay as long because another batch has taken them."""
    case = replace(judging.case_of_batch(desk, dict(row)), stay=batches.stay(batch))
    clash = ("dispatch.finding.double_booking", "dispatch.finding.on_loan")
    return tuple(
        one
        for one in planning.refused(desk, row, case)
        if any(against.code in clash for against in one.against)
    )
