"""Workers that one employer lends to another: agreed, changed, cancelled; and a person's days."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, eligibility, loans
from gigdesk.domain.workers import ages, dates, findings
from gigdesk.store import dispatch as rows
from gigdesk.store import orders as order_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a person: what takes them, with the number of the batch or loan; empty at home."""

    day: str
    batches: tuple[int, ...]
    loans: tuple[int, ...]


def find_loan(desk: Desk, words: str) -> bytes:
    """Return the id of a loan from its number or id; raises errors.NotFound."""
    found = desk.heard(words, "loan")
    if found is None:
        raise errors.NotFound("matching.error.no_loan", words=words.strip())
    return found


def list_loans(desk: Desk, *, worker_id: bytes | None = None) -> list[dict[str, Any]]:
    """Return the loans of a person, or all that are not over, the latest first."""
    person = None if worker_id is None else judging.living(desk, worker_id)
    today = desk.clock.today().isoformat()
    return list(rows.loans.list_loans(desk.store, worker_id=person, over_by=today))


def lend(
    desk: Desk,
    *,
    people: Sequence[bytes],
    lender_id: bytes,
    borrower_id: bytes,
    fields: Mapping[str, Any],
) -> tuple[list[Outcome], Done]:
    """Note that an employer lends people to another for some days, each on their own.

    `fields` are of `loans.FIELDS`; days are ISO text. Refused is who is too young on the first day
    or taken by a batch or another loan on one of them; a missing consent is a remark. Raises
    errors.Invalid for impossible days, errors.Refused where the borrower is banned,
    errors.NotFound.
    """
    for employer_id in (lender_id, borrower_id):
        if desk.store.get("employer", employer_id) is None:
            raise errors.NotFound("orders.error.no_employer", words=employer_id.hex())
    whole = {**fields, "lender_id": lender_id, "borrower_id": borrower_id}
    _refuse_wrong(whole)
    _refuse_banned(desk, borrower_id, whole["from_day"])
    wanted = list(dict.fromkeys(judging.living(desk, person) for person in people))
    stay = loans.stay(b"", 0, whole["from_day"], whole["to_day"])
    told = [_judge(desk, person, stay) for person in wanted]
    with desk.doing("dispatch.lend") as act:
        for one in told:
            if one.done:
                number = desk.next_number("loan")
                own = {"id": desk.new_id(), "station_id": desk.station.id, "number": number}
                desk.store.add("loan", {**own, "worker_id": one.worker_id, **whole})
        done = sum(one.done for one in told)
        act.about.update(added=done, refused=len(told) - done)
    return told, desk.done(act)


def _refuse_wrong(fields: Mapping[str, Any]) -> None:
    strange = sorted(set(fields) - {*loans.FIELDS, "lender_id", "borrower_id"})
    if strange:
        raise errors.Invalid("dispatch.error.unknown_field", field=strange[0], name=strange[0])
    for one in loans.check(fields):
        raise errors.Invalid(one.code, field=str(one.params["field"]))


def _refuse_banned(desk: Desk, borrower_id: bytes, first: str) -> None:
    row = desk.store.get("employer", borrower_id) or {}
    employer = order_rows.employers.record(row)
    if employer.is_banned(datetime.date.fromisoformat(first)):
        raise errors.Refused(
            "dispatch.finding.employer_banned", name=employer.name, reason=employer.flag_reason
        )


def _judge(desk: Desk, person: bytes, stay: batches.Stay) -> Outcome:
    """Return whether somebody may be lent on these days; a loan of their own does not count."""
    who = desk.store.get("worker", person)
    if who is None:
        why = findings.error("dispatch.finding.unknown_person")
        return Outcome(person, 0, "", done=False, against=(why,))
    against: list[Finding] = []
    if who["state"] != "active":
        against.append(findings.error("dispatch.finding.not_active"))
    least = desk.rules().number("age.employable", stay.start, desk.station.code)
    youngest = ages.youngest_birth(who["birth_date"] or "", who["doc_no"] or "")
    if youngest is None:
        against.append(findings.error("dispatch.finding.birth_unknown", age=least))
    elif stay.start < (since := dates.birthday(youngest, least)):
        days = {"day": stay.start.isoformat(), "since": since.isoformat()}
        against.append(findings.error("dispatch.finding.under_age", age=least, **days))
    today = desk.clock.today()
    busy = rows.members.stays_of(desk.store, [person], today=today).get(person, [])
    against += [eligibility.taken_by(other) for other in batches.clashes(stay, busy)]
    remarks = []
    if rows.candidates.without_consent(
        desk.store, [person], day=today, purposes=eligibility.CONSENT_PURPOSES
    ):
        remarks.append(findings.warning("dispatch.finding.no_consent"))
    return Outcome(person, who["number"], who["name"], not against, tuple(against), tuple(remarks))


def change_loan(
    desk: Desk,
    *,
    loan_id: bytes,
    changes: Mapping[str, Any],
    cancel: bool = False,
    reason: str = "",
) -> Done:
    """Change the days or the agreement of a loan, or cancel it with a reason.

    Raises errors.Invalid for impossible days or a missing reason, errors.Refused where the person
    is taken on one of the days, the borrower is banned on another first day or the loan is
    cancelled already, errors.NotFound.
    """
    row = desk.store.get("loan", loan_id)
    if row is None:
        raise errors.NotFound("matching.error.no_loan", words=loan_id.hex())
    if row["state"] != loans.AGREED:
        raise errors.Refused("matching.error.loan_over", number=row["number"])
    if cancel and not reason.strip():
        raise errors.Invalid("dispatch.error.reason_needed", field="reason")
    kept = dict(changes)
    names = (*loans.FIELDS, "lender_id", "borrower_id")
    _refuse_wrong({**{name: row[name] for name in names}, **kept})
    if cancel:
        kept |= {"state": loans.CANCELLED, "reason": reason.strip()}
    else:
        days = {**row, **kept}
        if days["from_day"] != row["from_day"]:
            _refuse_banned(desk, row["borrower_id"], days["from_day"])
        stay = loans.stay(loan_id, row["number"], days["from_day"], days["to_day"])
        verdict = _judge(desk, judging.living(desk, row["worker_id"]), stay)
        for why in verdict.against:
            raise errors.Refused(why.code, **why.params)
    with desk.doing("dispatch.change_loan", reason=reason) as act:
        desk.store.change("loan", loan_id, kept)
        act.about.update(loan=row["number"])
    return desk.done(act)


def days_of(desk: Desk, *, worker_id: bytes, month: str) -> list[Day]:
    """Return every day of a month (`YYYY-MM`) with the batches and loans that take a person.

    Raises errors.NotFound.
    """
    person = judging.living(desk, worker_id)
    if desk.store.get("worker", person) is None:
        raise errors.NotFound("dispatch.finding.unknown_person")
    first = datetime.date.fromisoformat(f"{month}-01")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    stays = rows.members.stays_of(desk.store, [person], today=desk.clock.today())
    return [
        Day(
            day.isoformat(),
            tuple(one.batch_number for one in found if not one.loan),
            tuple(one.batch_number for one in found if one.loan),
        )
        for day, found in loans.days_of(stays.get(person, ()), first, last).items()
    ]
