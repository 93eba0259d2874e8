"""Brings order, employer, days and people together and asks the rules about each person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions import vetting
from gigdesk.domain import dispatch
from gigdesk.domain.dispatch import covers, eligibility
from gigdesk.domain.orders import terms
from gigdesk.store import dispatch as rows
from gigdesk.store import orders as order_rows
from gigdesk.store import workers as worker_rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.dispatch.eligibility import Case, Places, Reasons, WorkerFacts
    from gigdesk.domain.workers.findings import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one person in an act: done, or refused by these rules.

    `against` are the reasons why not, `remarks` what should be looked at all the same;
    `rules` are the ids of the rules that refused.
    """

    worker_id: bytes
    number: int
    name: str
    done: bool
    against: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the ids of the rules that refused, such as `under_age`."""
        return tuple(eligibility.rule_of(one) for one in self.against)


def batch_row(desk: Desk, batch_id: bytes) -> dict[str, Any]:
    """Return one batch with order and employer; raises errors.NotFound."""
    row = rows.batches.get_full(desk.store, batch_id)
    if row is None:
        raise errors.NotFound("dispatch.error.no_batch", words=batch_id.hex())
    return row


def wrong_state(row: dict[str, Any]) -> errors.Refused:
    """Return the refusal that names the state a batch is in."""
    state = errors.Code(f"dispatch.state.{row['state']}")
    return errors.Refused("dispatch.error.state", number=row["number"], state=state)


def require_state(row: dict[str, Any], *states: str) -> None:
    """Raise errors.Refused where a batch is in none of these states."""
    if row["state"] not in states:
        raise wrong_state(row)


def asks_cover(desk: Desk, order_id: bytes) -> bool:
    """Say whether an order promises cover that takes a list to an insurer."""
    order = desk.store.get("job_order", order_id) or {}
    return covers.asked(terms.insurance_kinds(order.get("insurance_kinds")))


def case_for(
    desk: Desk,
    order_id: bytes,
    stay: dispatch.Stay,
    first_day: datetime.date,
    *,
    leaves: datetime.date | None = None,
    with_places: bool = False,
) -> Case:
    """Return what people are judged for; with the day they leave, the rules of departure as well.

    Raises errors.NotFound where there is no such order.
    """
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    return eligibility.Case(
        order_rows.jobs.record(order),
        vetting.employer_of(desk, order),
        stay,
        first_day,
        desk.rules(),
        region=desk.station.code,
        places=rows.members.count_sexes(desk.store, order_id) if with_places else None,
        sending=leaves is not None,
        leaves=leaves if asks_cover(desk, order_id) else None,
    )


def case_of_batch(
    desk: Desk,
    row: dict[str, Any],
    *,
    leaves: datetime.date | None = None,
    with_places: bool = False,
) -> Case:
    """Return what people are judged for with a batch as it is planned, or as it leaves on a day."""
    batch = rows.batches.record(row)
    stay = dispatch.batches.stay(batch, today=desk.clock.today())
    return case_for(
        desk,
        batch.order_id,
        stay,
        batch.first_day,
        leaves=leaves,
        with_places=with_places,
    )


def facts(desk: Desk, people: Sequence[bytes], case: Case) -> dict[bytes, WorkerFacts]:
    """Return what the rules look at for each of these people; a merged one is who it is today."""
    merged = rows.members.merged_into(desk.store, people)
    alive = [merged.get(person, person) for person in people]
    found = rows.candidates.facts(
        desk.store,
        alive,
        batch_id=case.stay.batch_id or None,
        employer_id=case.employer.id,
        first_day=case.first_day,
        today=desk.clock.today(),
        purposes=eligibility.CONSENT_PURPOSES,
    )
    papers = rows.candidates.contract_facts(desk.store, list(merged), case.stay.batch_id or None)
    for old, new in merged.items():
        if new in found:
            found[old] = replace(found[new], **papers.get(old, {}))
    return found if case.leaves is None else _with_cover(desk, found, case)


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """How somebody is covered: by versions that were sent, one to be sent, or a decision."""

    covers: tuple[covers.Cover, ...] = ()
    to_send: bool = False
    waived: str = ""


def cover_facts(desk: Desk, people: Sequence[bytes], case: Case) -> dict[bytes, CoverFacts]:
    """Return the cover of each of these records, whichever of a person's records it hangs on."""
    alive = {each: each for each in people} | rows.members.merged_into(desk.store, people)
    everybody = list(alive.values())
    owner = rows.members.rows_of(desk.store, everybody)
    sent = rows.insurance.standing(desk.store, everybody)
    waiting = rows.insurance.standing(desk.store, everybody, sent=False)
    decided = rows.insurance.decisions(desk.store, case.stay.batch_id)
    waived = {owner.get(row["worker_id"]): row["reason"] for row in reversed(decided)}
    return {
        each: CoverFacts(
            covers.of_person(sent.get(person, ())),
            any(one.part == covers.ON for one in waiting.get(person, ())),
            waived.get(person, ""),
        )
        for each, person in alive.items()
    }


def _with_cover(
    desk: Desk, found: dict[bytes, WorkerFacts], case: Case
) -> dict[bytes, WorkerFacts]:
    """Return the facts with the days on which insurers cover each of these people."""
    told = cover_facts(desk, [one.id for one in found.values()], case)
    return {
        person: replace(
            one,
            covers=told[one.id].covers,
            to_send=told[one.id].to_send,
            cover_waived=told[one.id].waived,
        )
        for person, one in found.items()
    }


def judge(desk: Desk, people: Sequence[bytes], case: Case) -> dict[bytes, Reasons]:
    """Return the reasons for and against each of these people."""
    found = facts(desk, people, case)
    return {
        person: eligibility.reasons(found[person], case) for person in people if person in found
    }


def outcomes(desk: Desk, people: Sequence[bytes], case: Case) -> list[Outcome]:
    """Return for each person whether the rules let them go, refused ones first."""
    found = facts(desk, people, case)
    told = [
        outcome(person, found[person], eligibility.reasons(found[person], case))
        for person in people
        if person in found
    ]
    return sorted(told, key=lambda one: (one.done, not one.remarks))


def outcome(worker_id: bytes, worker: WorkerFacts, reasons: Reasons) -> Outcome:
    """Return reasons as the outcome of an act for the row with this id."""
    return Outcome(
        worker_id, worker.number, worker.name, reasons.may_go, reasons.hard, reasons.soft
    )


def one_more(places: Places, sex: str, *, count: int = 1) -> Places:
    """Return the places with one more person on the list, or with `count` more."""
    return eligibility.Places(
        places.listed + count,
        places.men + count * (sex == eligibility.MAN),
        places.women + count * (sex == eligibility.WOMAN),
    )


def living(desk: Desk, worker_id: bytes) -> bytes:
    """Return the id that a person has today, after merges."""
    return worker_rows.people.canonical_id(desk.store, worker_id)
