"""What becomes of contracts after printing: signed, ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import contracts, eligibility
from gigdesk.domain.workers import consents, findings
from gigdesk.store import dispatch as rows
from gigdesk.store import workers as worker_rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done


def sign(
    desk: Desk,
    *,
    batch_id: bytes,
    people: Sequence[bytes] | None = None,
    signed_on: datetime.date | None = None,
    how: str = "by_hand",
) -> list[Outcome]:
    """Note that contracts of a batch are signed: of these people, or of everybody on the list.

    Refused for each who has no contract, or only a draft. `how` is one of
    `domain.dispatch.contracts.SIGNED_HOW`. Somebody whose record was joined to another is found by
    either. Raises errors.Invalid, errors.NotFound.
    """
    if how not in contracts.SIGNED_HOW:
        raise errors.Invalid("dispatch.error.signed_how", field="how", how=how)
    row = judging.batch_row(desk, batch_id)
    listed = {each["worker_id"]: each for each in rows.members.list_members(desk.store, batch_id)}
    wanted = list(dict.fromkeys(people if people is not None else listed))
    day = (signed_on or desk.clock.today()).isoformat()
    with desk.doing("dispatch.sign") as act:
        papers = rows.contracts.of_batch(desk.store, batch_id)
        told = []
        for each in wanted:
            place = rows.members.find_row(desk.store, batch_id, each)
            record = place["worker_id"] if place else each
            member, paper = listed.get(record), papers.get(record)
            told.append(_sign(desk, member, paper, each, (day, how)))
        act.about.update(batch=row["number"], signed=sum(one.done for one in told))
    return told


def _sign(
    desk: Desk,
    member: Mapping[str, Any] | None,
    paper: Mapping[str, Any] | None,
    person: bytes,
    signed: tuple[str, str],
) -> Outcome:
    number = member["worker_number"] if member else 0
    name = member["name"] if member else ""
    why = None
    if member is None:
        why = findings.error("dispatch.finding.not_listed")
    elif paper is None or paper["state"] == contracts.ENDED:
        why = findings.error("dispatch.finding.no_contract")
    elif paper["state"] == contracts.DRAFT:
        why = findings.error("dispatch.finding.only_draft")
    elif paper["state"] == contracts.FINAL:
        desk.store.change(
            "contract",
            paper["id"],
            {"state": contracts.SIGNED, "signed_on": signed[0], "signed_how": signed[1]},
        )
    return Outcome(person, number, name, done=why is None, against=(why,) if why else ())


def record_consents(
    desk: Desk,
    *,
    batch_id: bytes,
    people: Sequence[bytes],
    given_on: datetime.date | None = None,
    how: str = "signed",
    purpose: str = eligibility.CONSENT_PURPOSES[0],
    form_version: str = consents.FORM_VERSION,
) -> int:
    """Note as one act that people of a batch agreed to their data going to somebody.

    For sheets that were signed for the whole batch. By its `purpose` it is the employer, who then
    stands as the recipient, or the insurer. `form_version` is that of the form that was signed,
    empty for words of somebody's own. Returns how many; whoever is not on the list, or
    agreed to the very same that day or took it back since, is left out. Raises errors.Invalid for
    a day to come or another purpose, errors.NotFound.
    """
    if purpose not in (*eligibility.CONSENT_PURPOSES, *eligibility.INSURER_PURPOSES):
        raise errors.Invalid("workers.error.purpose", field="purpose", value=purpose)
    row = judging.batch_row(desk, batch_id)
    day = given_on or desk.clock.today()
    if day > desk.clock.today():
        raise errors.Invalid("dispatch.error.consent_day", field="given_on")
    listed = rows.members.living_ids(desk.store, batch_id)
    alive = dict.fromkeys(judging.living(desk, each) for each in people)
    wanted = [each for each in alive if each in listed]
    values = {
        "purpose": purpose,
        "basis": "consent",
        "recipients": "" if purpose in eligibility.INSURER_PURPOSES else row["employer_name"],
        "form_version": form_version,
        "given_how": how,
        "given_on": day.isoformat(),
    }
    fresh = [person for person in wanted if not _is_useless(desk, person, values)]
    with desk.doing("workers.consent") as act:
        act.rooms.add("dispatch")
        for person in fresh:
            own = {"id": desk.new_id(), "station_id": desk.station.id, "worker_id": person}
            desk.store.add("consent", {**own, **values})
        act.about.update(batch=row["number"], people=len(fresh))
    return len(fresh)


def _is_useless(desk: Desk, person: bytes, values: Mapping[str, Any]) -> bool:
    """Say whether a person agreed to the very same before, or took it back since that day."""
    own = worker_rows.people.same_person(desk.store, person)
    listed = worker_rows.belongings.find_of(desk.store, "consent", own)
    new = {**values, "worker_id": person, "withdrawn_on": None}
    stands = consents.same(listed, values, desk.clock.today())
    return stands is not None or consents.taken_back(new, listed) is not None


def end_contract(
    desk: Desk,
    *,
    contract_id: bytes,
    on: datetime.date | None = None,
    reason: str = "",
    code: str = contracts.OTHER,
) -> tuple[dict[str, Any], Done]:
    """End a signed contract, or make an unsigned one void; return number, state, last day, act.

    `code` is one of `domain.dispatch.contracts.END_CODES`; those in `contracts.WORDED` need a
    `reason` in words as well. Raises errors.Invalid where that is missing, for another code, and
    for a day before it was signed and began, errors.Refused for one that has ended,
    errors.NotFound.
    """
    if code not in contracts.END_CODES:
        raise errors.Invalid("dispatch.error.end_code", field="code", words=code)
    if code in contracts.WORDED and not reason.strip():
        raise errors.Invalid("dispatch.error.reason_needed", field="reason")
    paper = desk.store.get("contract", contract_id)
    if paper is None:
        raise errors.NotFound("dispatch.error.no_contract")
    state = contracts.ENDED if paper["state"] == contracts.SIGNED else contracts.VOID
    contracts.STATES.require(paper["state"], state, code="dispatch.error.contract_step")
    day = (on or desk.clock.today()).isoformat()
    least = min(paper["signed_on"] or paper["from_day"], paper["from_day"])
    if state == contracts.ENDED and day < least:
        raise errors.Invalid("dispatch.error.ended_early", field="ended_on", day=least)
    fields = {"state": state, "ended_on": day, "end_code": code, "end_reason": reason.strip()}
    with desk.doing("dispatch.end_contract", reason=reason) as act:
        desk.store.change("contract", contract_id, fields)
        act.about.update(contract=paper["contract_no"], state=state)
    return {"contract_no": paper["contract_no"], "state": state, "ended_on": day}, desk.done(act)
