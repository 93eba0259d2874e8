"""Batches and their members: states, and the days on which a person is away with one."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from gigdesk.domain.office.states import States
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import findings, folding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.workers.findings import Finding

BatchId = NewType("BatchId", bytes)

PLANNED, READY, SENT, RETURNED, CANCELLED = "planned", "ready", "sent", "returned", "cancelled"
STATES = States(
    PLANNED,
    {
        PLANNED: (READY, SENT, CANCELLED),
        READY: (PLANNED, SENT, CANCELLED),
        SENT: (RETURNED,),
        RETURNED: (),
        CANCELLED: (PLANNED,),
    },
)
ON_PAPER = (PLANNED, READY)  # people may still be put on and taken off the list
NOT_BACK = (*ON_PAPER, SENT)  # seats, groups and places on the list may still change
AWAY = (SENT, RETURNED)  # days of work may be entered

LISTED, LEFT, REMOVED, UNFIT = "listed", "left", "removed", "unfit"
MEMBER_STATES = States(
    LISTED,
    {
        LISTED: (LEFT, REMOVED, UNFIT),
        LEFT: (LISTED,),
        REMOVED: (LISTED, UNFIT),
        UNFIT: (LISTED, REMOVED),
    },
)

PROPOSED, SEARCHED, PASTED, INVITED = "proposed", "searched", "pasted", "invited"
DRAWN, ALLOCATED, CALLED = "drawn", "allocated", "called"
HOW_CHOSEN = (PROPOSED, SEARCHED, PASTED, INVITED, DRAWN, ALLOCATED, CALLED)

_NEEDED = {
    "depart_on": "dispatch.finding.departure_missing",
    "first_day": "dispatch.finding.first_day_missing",
    "last_day": "dispatch.finding.last_day_missing",
}

FIELDS = (
    "depart_on",
    "depart_time",
    "depart_place",
    "first_day",
    "last_day",
    "leader_name",
    "leader_phone",
    "advance_fen",
    "note",
)


TIME_UNREAD = "dispatch.finding.time_unread"
_HALF_DAY = 12
_TIME = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)?"
    r"(?P<hour>\d{1,2})(?:[:.点點时時](?P<minute>\d{2})分?|(?P<half>[点點时時]半)|[点點时時]整?)?"
)
_PACKED = re.compile(r"(\d{1,2})(\d{2})")
_AFTER_NOON = ("下午", "傍晚", "晚上", "晚")


def read_time(words: str) -> str | None:
    """Return a time of day as `07:30`, read from 0730, 7:30, 7点半, 下午2点; None for no time."""
    plain = folding.joined(words)
    packed = _PACKED.fullmatch(plain)
    if packed is not None:
        return _time(int(packed[1]), int(packed[2]))
    found = _TIME.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["part"] in _AFTER_NOON and hour < _HALF_DAY:
        hour += _HALF_DAY
    return _time(hour, 30 if found["half"] else minute)


def _time(hour: int, minute: int) -> str | None:
    try:
        return datetime.time(hour, minute).isoformat("minutes")
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as far as rules look at it."""

    id: BatchId
    number: int
    order_id: bytes
    depart_on: datetime.date
    first_day: datetime.date
    last_day: datetime.date
    sent_on: datetime.date | None = None
    returned_on: datetime.date | None = None
    state: str = PLANNED


@dataclass(frozen=True, slots=True)
class Stay:
    """The days, both ends included, on which a person is away with one batch, or on loan.

    On `loan` the id and the number are those of the loan.
    """

    batch_id: bytes
    batch_number: int
    start: datetime.date
    end: datetime.date
    loan: bool = False

    def overlaps(self, other: Stay) -> bool:
        """Say whether both take the person on one and the same day."""
        return self.start <= other.end and other.start <= self.end


def stay(
    batch: Batch,
    until_day: datetime.date | None = None,
    *,
    today: datetime.date | None = None,
) -> Stay:
    """Return the days a member is away: from departure to return, or to the day of leaving.

    Who is on the road past the last day planned is away until the return is noted, at least
    `today`; without it the days are those planned. The same in SQL: `store.dispatch.members.stay`.
    """
    planned = batch.last_day
    if today is not None and batch.state == SENT:
        planned = max(planned, today)
    end = until_day or batch.returned_on or planned
    return Stay(batch.id, batch.number, min(batch.depart_on, batch.first_day), end)


def clashes(mine: Stay, others: Iterable[Stay]) -> tuple[Stay, ...]:
    """Return the other batches and loans that take the same person on one of these days."""
    return tuple(
        other for other in others if other.batch_id != mine.batch_id and other.overlaps(mine)
    )


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with the days of a batch; days are ISO text."""
    found = [
        findings.error(code, field=name) for name, code in _NEEDED.items() if not fields.get(name)
    ]
    if not found and not (
        str(fields["depart_on"]) <= str(fields["first_day"]) <= str(fields["last_day"])
    ):
        found.append(findings.error("dispatch.finding.days_reversed"))
    for name in _NEEDED:
        day = str(fields.get(name) or "")
        if day > jobs.LAST_DAY:
            code = "dispatch.finding.day_too_far"
            found.append(findings.error(code, field=name, day=day, last=jobs.LAST_DAY))
        elif day and day < jobs.FIRST_DAY:
            code = "dispatch.finding.day_too_early"
            found.append(findings.error(code, field=name, day=day, first=jobs.FIRST_DAY))
    time = str(fields.get("depart_time") or "")
    if time and read_time(time) is None:
        found.append(findings.error(TIME_UNREAD, field="depart_time", time=time))
    return tuple(found)


RETURN_AHEAD = "dispatch.error.return_ahead"
PAST, OUTSIDE = "dispatch.finding.depart_past", "dispatch.finding.outside_order"
DOUBTS = (PAST, OUTSIDE)


def doubts(
    fields: Mapping[str, object], *, order: Mapping[str, object], today: str
) -> tuple[Finding, ...]:
    """Return what may be so but has to be said: a departure gone by, days outside the order's.

    Days are ISO text; `order` has `from_day` and `to_day`. An act goes on only with the code of
    each doubt confirmed, and keeps that with itself.
    """
    found = []
    depart, first, last = (
        str(fields.get(name) or "") for name in ("depart_on", "first_day", "last_day")
    )
    if depart and depart < today:
        found.append(findings.warning(PAST, field="depart_on", day=depart))
    start, end = str(order.get("from_day") or ""), str(order.get("to_day") or "")
    if (first and start and first < start) or (last and end and last > end):
        at = "last_day" if last > end else "first_day"
        found.append(findings.warning(OUTSIDE, field=at, first=start, last=end))
    return tuple(found)


MOST_DAYS_EARLY = 30
"""Of a batch that leaves earlier than that before its departure the day is asked to be checked."""


def why_not_left(
    batch: Batch, day: datetime.date, *, today: datetime.date, planned: datetime.date | None
) -> str | None:
    """Return the code of why a batch that was `planned` on some day cannot have left on another.

    It is to come, or all is over; or it lies before the batch was planned for a departure then
    still to come. Where the clock of the planning was in doubt, `planned` is None and says nothing.
    """
    if day > today:
        return "dispatch.error.sent_ahead"
    if planned is not None and day < min(planned, batch.depart_on):
        return "dispatch.error.sent_unplanned"
    return "dispatch.error.sent_after" if day > batch.last_day else None


def left_early(batch: Batch, day: datetime.date) -> bool:
    """Say whether a batch left so long before its departure that the day may be a slip."""
    return day < batch.depart_on - datetime.timedelta(days=MOST_DAYS_EARLY)


def why_not_back(batch: Batch, day: datetime.date, today: datetime.date) -> str | None:
    """Return the code of why a batch on the road cannot be back on a day.

    It lies before departure or sending; or, as `RETURN_AHEAD`, it is to come, which may be
    confirmed where the days of work were entered ahead.
    """
    if day < max(batch.depart_on, batch.sent_on or batch.depart_on):
        return "dispatch.error.return_before"
    return RETURN_AHEAD if day > today else None


def day_of_return(batch: Batch, today: datetime.date) -> datetime.date:
    """Return the day taken for a return when nobody names one: today, inside the planned days.

    It is not before the batch left.
    """
    left = max(batch.depart_on, batch.sent_on or batch.depart_on)
    return max(left, min(today, batch.last_day))
