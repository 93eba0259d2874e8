"""Going home before the end with a reason, or on another day than the batch; who left and why."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging, members
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, leaving
from gigdesk.domain.workers import findings, masking
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding


def leave_early(
    desk: Desk,
    *,
    batch_id: bytes,
    worker_id: bytes,
    until_day: datetime.date,
    reason: str = "",
    code: str = "",
) -> Done:
    """Note that somebody left a batch on the road; `until_day` was the last day away.

    `code` is one of `leaving.CODES`, `reason` what there is to say beside it. Raises
    errors.Invalid for a day outside the batch or before entered work, or a missing reason,
    errors.Refused where the leave is noted already (it is taken back first),
    errors.NotFound where the person is not on the list.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, batches.SENT)
    member = rows.members.find_row(desk.store, batch_id, worker_id)
    if member is not None and member["state"] == batches.LEFT:
        raise errors.Refused("batches_page.error.left_already", day=member["until_day"])
    if member is None or member["state"] != batches.LISTED:
        raise errors.NotFound("dispatch.finding.not_listed")
    day = until_day.isoformat()
    why = leaving.why_not(code, reason)
    if why is not None:
        raise errors.Invalid(why, field="reason" if code in ("", leaving.OTHER) else "code")
    # A batch may have left before its day.
    first = min(row["depart_on"], row["sent_on"] or row["depart_on"])
    if not first <= day <= row["last_day"]:
        raise errors.Invalid(
            "dispatch.error.leave_outside",
            field="until_day",
            day=day,
            first=first,
            last=row["last_day"],
        )
    worked = _last_worked(desk, batch_id, member["worker_id"], day)
    if worked > day:
        wrong = "dispatch.error.leave_days_entered"
        raise errors.Invalid(wrong, field="until_day", day=worked)
    with desk.doing("dispatch.leave", reason=reason) as act:
        act.rooms.add("attendance")
        left = {"state": batches.LEFT, "until_day": day, "reason": reason.strip() or None}
        left["reason_code"] = code or leaving.OTHER
        desk.store.change("batch_member", member["id"], left)
        act.about.update(batch=row["number"], left=1)
    return desk.done(act)


def _last_worked(desk: Desk, batch_id: bytes, worker_id: bytes, since: str) -> str:
    """Return the last day of work that somebody has since a day, or nothing."""
    return max(
        (
            cell["day"]
            for cell in day_rows.totals.cells(desk.store, batch_id, since, "9999-12-31")
            if cell["worker_id"] == worker_id and cell["quarters"]
        ),
        default="",
    )


def come_home(
    desk: Desk, *, batch_id: bytes, people: Sequence[bytes], on: datetime.date | None
) -> tuple[list[Outcome], Done]:
    """Note that people came home on another day than the batch; None: with the batch after all.

    Each is done, or refused with the rule: a day before departure or to come, days of work after
    it, or another batch that has taken them by then. They have not left early, and stay in every
    count of the batch. Raises errors.Refused where the batch is not away or back, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.AWAY)
    day = on.isoformat() if on is not None and on.isoformat() != row["returned_on"] else None
    with desk.doing("dispatch.come_home") as act:
        act.rooms.add("attendance")
        told = [_home(desk, row, person, day) for person in dict.fromkeys(people)]
        done = sum(one.done for one in told)
        act.about.update(batch=row["number"], home=done, refused=len(told) - done)
        if day is not None:
            act.about.update(day=day)
    return told, desk.done(act)


def _home(desk: Desk, row: Mapping[str, Any], person: bytes, day: str | None) -> Outcome:
    """Write one person's day of return, or return why not."""
    member = rows.members.find_row(desk.store, row["id"], person)
    who = desk.store.get("worker", person) or {"number": 0, "name": ""}
    why = None
    if member is None or member["state"] not in (batches.LISTED, batches.LEFT):
        why = findings.error("dispatch.finding.not_listed")
    elif member["state"] == batches.LEFT:
        why = findings.error("dispatch.finding.has_left", day=member["until_day"])
    elif day is not None:
        why = _why_not_home(desk, row, member, day)
    if why is not None or member is None:
        return members.refusal(person, why or findings.error(""), who["number"], who["name"])
    desk.store.change("batch_member", member["id"], {"until_day": day})
    return Outcome(person, who["number"], who["name"], done=True)


def _why_not_home(
    desk: Desk, row: Mapping[str, Any], member: Mapping[str, Any], day: str
) -> Finding | None:
    """Return why somebody cannot have come home on a day, or None."""
    first = min(row["depart_on"], row["sent_on"] or row["depart_on"])
    today = desk.clock.today()
    if not first <= day <= today.isoformat():
        return findings.error("dispatch.finding.home_day", first=first, last=today.isoformat())
    worked = _last_worked(desk, row["id"], member["worker_id"], day)
    if worked > day:
        return findings.error("dispatch.finding.home_worked", day=worked)
    mine = batches.stay(
        rows.batches.record(dict(row)), datetime.date.fromisoformat(day), today=today
    )
    others = rows.members.stays_of(
        desk.store, [judging.living(desk, member["worker_id"])], today=today, skip_batch=row["id"]
    )
    for clash in batches.clashes(mine, [one for some in others.values() for one in some]):
        return findings.error("dispatch.finding.home_booked", batch=clash.batch_number)
    return None


def early_leavers(desk: Desk, *, employer_id: bytes | None = None) -> list[dict[str, Any]]:
    """Return by employer who left before the end and why, the employer with most of them first.

    Each row: employer_id, employer_name, `sent` (people who went), `left`, `reasons` (count by
    code, the most frequent first) and `people`: name, worker_number, batch_number, until_day,
    reason_code, reason (numbers in it masked).
    """
    found: dict[bytes, dict[str, Any]] = {}
    for row in rows.leaving.counts(desk.store, employer_id):
        found[row["employer_id"]] = {**row, "people": []}
    for row in rows.leaving.leavers(desk.store, employer_id):
        row["reason"] = masking.masked_value("reason", row["reason"])
        found[row.pop("employer_id")]["people"].append(row)
    for each in found.values():
        codes = Counter(row["reason_code"] for row in each["people"])
        each["left"] = len(each["people"])
        each["reasons"] = dict(codes.most_common())
    told = [each for each in found.values() if each["left"]]
    return sorted(told, key=lambda each: (-each["left"], each["employer_name"]))
