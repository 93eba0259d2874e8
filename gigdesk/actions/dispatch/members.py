"""Putting people on the list of a batch and taking them off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.actions.dispatch.judging import Outcome
from gigdesk.domain.dispatch import batches, contracts, eligibility
from gigdesk.domain.workers import findings, masking
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.domain.workers.findings import Finding

PLACE_FIELDS = ("pickup", "position")


def refusal(worker_id: bytes, why: Finding, number: int = 0, name: str = "") -> Outcome:
    """Return that somebody was not done, with the rule."""
    return Outcome(worker_id, number, name, done=False, against=(why,))


def add_members(
    desk: Desk,
    *,
    batch_id: bytes,
    people: Sequence[bytes],
    how: str = batches.SEARCHED,
    jumped: Mapping[bytes, int] | None = None,
    why: str = "",
) -> tuple[list[Outcome], Done]:
    """Put people on the list of a batch, each on their own: done, or refused with the rule.

    Hard rules refuse (age on the first working day, away with another batch, …), wishes and
    missing papers are remarks. `jumped` says before how many others somebody goes who could go as
    well, see `jumps`; `why` is the reason for it, which stays with their place. Raises
    errors.Refused where the batch has left, errors.Invalid for a jump without a reason,
    errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.ON_PAPER)
    if jumped and not why.strip():
        raise errors.Invalid("matching.error.jump_why", field="why", count=len(jumped))
    with desk.doing("dispatch.add_members") as act:
        act.rooms.add("orders")
        told = put_on(desk, row, people, how=how)
        over = jumped or {}
        for one in told:
            if one.done and one.worker_id in over:
                _note_jump(desk, batch_id, one.worker_id, over[one.worker_id], why)
        done = sum(one.done for one in told)
        act.about.update(batch=row["number"], added=done, refused=len(told) - done)
    return told, desk.done(act)


def _note_jump(desk: Desk, batch_id: bytes, person: bytes, over: int, why: str) -> None:
    """Keep with somebody's place before how many others they go, and why."""
    known = rows.members.find_row(desk.store, batch_id, person)
    if known is not None:
        noted = {"passed_over": over, "chosen_why": why.strip()}
        desk.store.change("batch_member", known["id"], noted)


def put_on(
    desk: Desk, row: Mapping[str, Any], people: Iterable[bytes], *, how: str
) -> list[Outcome]:
    """Judge people and write those who may go, inside a running act."""
    wanted = list(dict.fromkeys(judging.living(desk, person) for person in people))
    case = judging.case_of_batch(desk, dict(row), with_places=True)
    found = judging.facts(desk, wanted, case)
    listed = rows.members.living_ids(desk.store, row["id"])
    told: list[Outcome] = []
    for person in wanted:
        worker = found.get(person)
        if worker is None:
            told.append(refusal(person, findings.error("dispatch.finding.unknown_person")))
            continue
        if person in listed:
            why = findings.error("dispatch.finding.already_listed")
            told.append(refusal(person, why, worker.number, worker.name))
            continue
        verdict = judging.outcome(person, worker, eligibility.reasons(worker, case))
        verdict = reminded(desk, row["id"], verdict)
        told.append(verdict)
        if verdict.done:
            _write(desk, row["id"], person, how)
            if case.places is not None:
                case = replace(case, places=judging.one_more(case.places, worker.sex))
    return told


def barred(desk: Desk, batch_id: bytes, people: Iterable[bytes]) -> dict[bytes, Outcome]:
    """Return who of these people could not be put on the list now, each with the rule.

    Each is judged alone: places are those of this moment. Nothing is written. Raises
    errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    case = judging.case_of_batch(desk, dict(row), with_places=True)
    listed = rows.members.living_ids(desk.store, batch_id)
    told = judging.outcomes(desk, list(dict.fromkeys(people)), case)
    found = {one.worker_id: one for one in told if not one.done}
    for one in told:
        if one.worker_id in listed:
            why = findings.error("dispatch.finding.already_listed")
            found[one.worker_id] = refusal(one.worker_id, why, one.number, one.name)
    return found


def reminded(desk: Desk, batch_id: bytes, verdict: Outcome) -> Outcome:
    """Return a verdict that also says that somebody was found unfit for this batch before."""
    before = rows.members.find_row(desk.store, batch_id, verdict.worker_id)
    if before is None or before["state"] != batches.UNFIT:
        return verdict
    why = findings.warning(
        "dispatch.finding.was_unfit", reason=masking.mask_words(before["reason"] or "-")
    )
    return replace(verdict, remarks=(why, *verdict.remarks))


def _write(desk: Desk, batch_id: bytes, person: bytes, how: str) -> None:
    """Write one place; somebody who was taken off gets the old one back where it is free."""
    known = rows.members.find_row(desk.store, batch_id, person)
    if known is not None:
        back: dict[str, Any] = {
            "state": batches.LISTED,
            "reason": None,
            "until_day": None,
            "how_chosen": how,
            "passed_over": None,
            "chosen_why": None,
            "replaces_id": None,
        }
        if rows.members.is_taken(desk.store, batch_id, known["position"]):
            back["position"] = rows.members.next_position(desk.store, batch_id)
        desk.store.change("batch_member", known["id"], back)
        return
    desk.store.add(
        "batch_member",
        {
            "id": desk.new_id(),
            "station_id": desk.station.id,
            "batch_id": batch_id,
            "worker_id": person,
            "position": rows.members.next_position(desk.store, batch_id),
            "state": batches.LISTED,
            "how_chosen": how,
        },
    )


def remove_members(
    desk: Desk,
    *,
    batch_id: bytes,
    people: Sequence[bytes],
    reason: str = "",
    unfit: bool = False,
) -> list[Outcome]:
    """Take people off the list; their contracts for this batch become void, signed ones end.

    `unfit` says that they do not suit the order: no proposal brings them back for it, and adding
    them by name says why. It needs a reason.
    From a batch on the road only somebody without days of work can be taken off (who never came),
    with a reason; others leave early. Raises errors.NotFound, errors.Refused.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    if (unfit or row["state"] == batches.SENT) and not reason.strip():
        raise errors.Invalid("dispatch.error.reason_needed", field="reason")
    with desk.doing("dispatch.remove_members", reason=reason) as act:
        act.rooms |= {"orders", "attendance"}
        worked = day_rows.totals.sums(desk.store, batch_id, "0001-01-01", "9999-12-31")
        state = batches.UNFIT if unfit else batches.REMOVED
        away = {"state": state, "reason": reason or None, **rows.members.NO_PLACE}
        told = [_take_off(desk, row, person, worked, away) for person in dict.fromkeys(people)]
        act.about.update(batch=row["number"], removed=sum(one.done for one in told))
        if unfit:
            act.about.update(unfit=True)
    return told


def _take_off(
    desk: Desk,
    row: Mapping[str, Any],
    person: bytes,
    worked: Mapping[bytes, tuple[int, int]],
    away: Mapping[str, Any],
) -> Outcome:
    told = may_go(desk, row, person, worked, unfit=away["state"] == batches.UNFIT)
    member = rows.members.find_row(desk.store, row["id"], person)
    if told.done and member is not None:
        desk.store.change("batch_member", member["id"], dict(away))
        void_contracts(desk, row["id"], (member["worker_id"],), reason=away["reason"] or "")
    return told


def may_go(
    desk: Desk,
    row: Mapping[str, Any],
    person: bytes,
    worked: Mapping[bytes, tuple[int, int]],
    *,
    unfit: bool = False,
) -> Outcome:
    """Return whether somebody can be taken off a list; who was taken off may yet be `unfit`."""
    member = rows.members.find_row(desk.store, row["id"], person)
    who = desk.store.get("worker", person) or {"number": 0, "name": ""}
    gone = (batches.REMOVED, batches.UNFIT) if not unfit else (batches.UNFIT,)
    code = ""
    if member is None or member["state"] in gone:
        code = "dispatch.finding.not_listed"
    elif worked.get(member["worker_id"], (0, 0))[0]:
        code = "dispatch.finding.has_days"
    elif member["worker_id"] in rows.roadside.aboard(desk.store, row["id"]):
        code = "dispatch.finding.is_aboard"
    if code:
        return refusal(person, findings.error(code), who["number"], who["name"])
    return Outcome(person, who["number"], who["name"], done=True)


def void_contracts(
    desk: Desk, batch_id: bytes, people: Collection[bytes] | None = None, *, reason: str
) -> None:
    """End the contracts of these people, or of all in a batch, who do not go; in a running act."""
    for person, paper in rows.contracts.of_batch(desk.store, batch_id).items():
        wanted = people is None or person in people
        if not wanted or paper["state"] not in (contracts.DRAFT, *contracts.BINDING):
            continue
        signed = paper["state"] == contracts.SIGNED
        desk.store.change(
            "contract",
            paper["id"],
            {
                "state": contracts.ENDED if signed else contracts.VOID,
                "ended_on": desk.clock.today().isoformat(),
                "end_reason": reason or None,
            },
        )


def arrange(desk: Desk, *, batch_id: bytes, places: Mapping[bytes, Mapping[str, Any]]) -> int:
    """Give members where they get in or their place on the list; return how many changed.

    `places` by person; see `PLACE_FIELDS`. Raises errors.Invalid for another field.
    """
    row = judging.batch_row(desk, batch_id)
    strange = {name for wanted in places.values() for name in wanted} - set(PLACE_FIELDS)
    if strange:
        name = min(strange)
        raise errors.Invalid("dispatch.error.unknown_field", field=name, name=name)
    changed = 0
    with desk.doing("dispatch.arrange") as act:
        for person, wanted in places.items():
            member = rows.members.find_row(desk.store, batch_id, person)
            if member is not None and wanted:
                changed += desk.store.change("batch_member", member["id"], dict(wanted))
        act.about.update(batch=row["number"], arranged=changed)
    return changed
