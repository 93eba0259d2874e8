"""The season a year before: who went then with an employer, and may be invited again."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import attendance, dispatch, orders, workers
from gigdesk.demo import road, season
from gigdesk.demo.words import words
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.dispatch import batches
from gigdesk.domain.orders import jobs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk

_YEAR, _STAY, _WORKED, _LEFT_AFTER = 364, 20, 14, 9
_PEOPLE, _WHOLE_DAY = 12, 4


def send(desk: Desk, order_id: bytes, out: Path) -> bytes:
    """Take the order in as it was a year before, let people go, work and come home; return it."""
    row = orders.get_order(desk, order_id)
    first = datetime.date.fromisoformat(row["from_day"]) - datetime.timedelta(days=_YEAR)
    last = first + datetime.timedelta(days=_STAY)
    fields = {name: row[name] for name in jobs.FIELDS if row.get(name) not in (None, "")}
    fields |= {"people": _PEOPLE, "from_day": first.isoformat(), "to_day": last.isoformat()}
    made = orders.take(desk, employer_id=row["employer_id"], fields=fields).id
    season.publish(desk, made, by=words()["clerks"][0])
    planned = dispatch.plan(
        desk, order_id=made, depart_on=first, take=_PEOPLE, confirmed=batches.DOUBTS
    )
    people = [one.worker_id for one in planned.people if one.done]
    for person in people:
        workers.consents.consent(desk, worker_id=person, purpose="employer", given_on=first)
    season.insure(desk, planned.id, first)
    season.get_ready(desk, planned.id, first, people)
    road.board(desk, planned.id, first, people)
    file = out / f"contracts-B{planned.number}.pdf"
    dispatch.make_contracts(desk, planned.id, file)
    dispatch.sign(desk, batch_id=planned.id, signed_on=first)
    sent = dispatch.send(desk, batch_id=planned.id, on=first)
    if not sent.done:
        raise RuntimeError([one for one in sent.people if not one.done][:3])
    _work(desk, planned.id, first, people)
    dispatch.return_batch(desk, batch_id=planned.id, on=last)
    return made


def _work(desk: Desk, batch_id: bytes, first: datetime.date, people: Sequence[bytes]) -> None:
    """Enter whole days for everybody; the last one goes home early."""
    days = [first + datetime.timedelta(days=at) for at in range(_WORKED)]
    entries = [
        attendance.Entry(person, day.isoformat(), Quantity(_WHOLE_DAY))
        for person in people
        for day in (days[:_LEFT_AFTER] if person == people[-1] else days)
    ]
    attendance.enter(desk, batch_id, entries)
    dispatch.leave_early(
        desk,
        batch_id=batch_id,
        worker_id=people[-1],
        until_day=days[_LEFT_AFTER],
        reason=words()["left_early"],
    )
