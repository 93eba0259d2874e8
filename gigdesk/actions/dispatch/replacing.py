"""Putting somebody in the place of another: same position, group, coach and seat, one act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.dispatch import judging, members
from gigdesk.actions.dispatch.pasting import MOST
from gigdesk.domain.dispatch import batches, called, contracts, eligibility, pasted
from gigdesk.domain.workers import findings, folding
from gigdesk.store import attendance as day_rows
from gigdesk.store import dispatch as rows
from gigdesk.store import workers as worker_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.domain.dispatch.eligibility import Case

CONTRACT, CONSENT, PROMISE = "contract", "consent", "promise"
INSURANCE = "insurance"
LISTS = {
    INSURANCE: "insurance",
    "coach": "roster-coach",
    "employer": "roster-employer",
    "filing": "roster-filing",
    "cards": "cards",
}
"""Papers of the whole batch, as their exports are noted; a contract and a consent are one's own."""


@dataclass(frozen=True, slots=True)
class Swap:
    """What became of one pair: who went out, and who came in (none where nobody was to)."""

    out: Outcome
    new: Outcome | None = None

    @property
    def done(self) -> bool:
        """Say whether the pair was written; both are, or neither."""
        return self.out.done and (self.new is None or self.new.done)

    @property
    def told(self) -> tuple[Outcome, ...]:
        """Return both people of the pair."""
        return (self.out,) if self.new is None else (self.out, self.new)


@dataclass(frozen=True, slots=True)
class SwapRow:
    """One written line of two people, with everybody each side can mean: (id, number, name)."""

    line: called.SwapLine
    out: tuple[tuple[bytes, int, str], ...] = ()
    new: tuple[tuple[bytes, int, str], ...] = ()


def replace_members(
    desk: Desk,
    *,
    batch_id: bytes,
    pairs: Sequence[tuple[bytes, bytes | None]],
    reason: str,
    leads: bool = False,
    how: str = batches.SEARCHED,
) -> tuple[list[Swap], Done]:
    """Take people off a list and put others in their places, each pair on its own.

    The newcomer gets position, group, coach, seat and place of pick-up, and leads the group only
    where `leads` says so; `replaces_id` points at the row that was replaced. Rules are those of
    `add_members` for the newcomer and of `remove_members` for who goes, whose contract becomes
    void. Without a newcomer the place stays empty. From a batch on the road only somebody goes out
    who did not come along. Raises errors.Invalid without a reason, errors.Refused once the batch
    is back, errors.NotFound.
    """
    row = judging.batch_row(desk, batch_id)
    judging.require_state(row, *batches.NOT_BACK)
    if not reason.strip():
        raise errors.Invalid("dispatch.error.reason_needed", field="reason")
    with desk.doing("dispatch.replace", reason=reason) as act:
        act.rooms |= {"orders", "attendance"}
        worked = day_rows.totals.sums(desk.store, batch_id, "0001-01-01", "9999-12-31")
        told = [
            _swap(desk, row, pair, worked, {"reason": reason, "how": how, "leads": leads})
            for pair in dict.fromkeys(pairs)
        ]
        done = [one for one in told if one.done]
        new = sum(one.new is not None for one in done)
        act.about.update(batch=row["number"], removed=len(done), added=new)
        act.about.update(refused=len(told) - len(done))
    return told, desk.done(act)


def _swap(
    desk: Desk,
    row: Mapping[str, Any],
    pair: tuple[bytes, bytes | None],
    worked: Mapping[bytes, tuple[int, int]],
    wanted: Mapping[str, Any],
) -> Swap:
    """Write one pair, or nothing of it."""
    gone, person = pair
    out = members.may_go(desk, row, gone, worked)
    before = rows.members.find_row(desk.store, row["id"], gone)
    new = None if person is None else _judge(desk, row, judging.living(desk, person), before)
    swap = Swap(out, new)
    if not swap.done or before is None:
        kept = replace(out, done=False) if not swap.done else out
        return Swap(kept, None if new is None else replace(new, done=False))
    away = {"state": batches.REMOVED, "reason": wanted["reason"], **rows.members.NO_PLACE}
    desk.store.change("batch_member", before["id"], away)
    members.void_contracts(desk, row["id"], (before["worker_id"],), reason=wanted["reason"])
    if new is not None:
        _put_in(desk, before, new.worker_id, wanted)
    return swap


def _judge(
    desk: Desk, row: Mapping[str, Any], person: bytes, before: Mapping[str, Any] | None
) -> Outcome:
    """Return whether the rules let somebody onto the list in the place of another."""
    case = judging.case_of_batch(desk, dict(row), with_places=True)
    if before is not None:
        case = _without(desk, case, before["worker_id"])
    worker = judging.facts(desk, [person], case).get(person)
    if worker is None:
        return members.refusal(person, findings.error("dispatch.finding.unknown_person"))
    if person in rows.members.living_ids(desk.store, row["id"]):
        why = findings.error("dispatch.finding.already_listed")
        return members.refusal(person, why, worker.number, worker.name)
    verdict = judging.outcome(person, worker, eligibility.reasons(worker, case))
    return members.reminded(desk, row["id"], verdict)


def _without(desk: Desk, case: Case, gone: bytes) -> Case:
    """Return the case with the place of who goes free again."""
    who = desk.store.get("worker", judging.living(desk, gone))
    if case.places is None or who is None:
        return case
    return replace(case, places=judging.one_more(case.places, who["sex"] or "", count=-1))


def _put_in(
    desk: Desk, before: Mapping[str, Any], person: bytes, wanted: Mapping[str, Any]
) -> None:
    """Write the newcomer into the place of another."""
    place = {name: before[name] for name in ("position", "crew_id", "vehicle_id", "seat", "pickup")}
    kept = {
        **place,
        "leads": int(bool(wanted["leads"] and before["leads"])),
        "state": batches.LISTED,
        "reason": None,
        "until_day": None,
        "how_chosen": wanted["how"],
        "replaces_id": before["id"],
    }
    known = rows.members.find_row(desk.store, before["batch_id"], person)
    if known is not None:
        desk.store.change("batch_member", known["id"], kept)
        return
    mine = {"id": desk.new_id(), "station_id": desk.station.id, "batch_id": before["batch_id"]}
    desk.store.add("batch_member", {**mine, "worker_id": person, **kept})


def reissues(desk: Desk, *, batch_id: bytes) -> list[dict[str, Any]]:
    """Return who came in somebody's place, each with the papers that have to be made for them.

    Each row: worker_id, worker_number, position, name, `replaced` (a name) and `due`: a contract or
    consent that is not there, and lists that went out before the newcomer stood on them. It is
    worked out from what is there now. Raises errors.NotFound.
    """
    batch = judging.batch_row(desk, batch_id)
    came = rows.replaced.newcomers(desk.store, batch_id)
    silent = {
        one.worker_id
        for one in judging.outcomes(
            desk,
            [each["worker_id"] for each in came],
            judging.case_of_batch(desk, batch),
        )
        if any(why.code == "dispatch.finding.no_consent" for why in (*one.against, *one.remarks))
    }
    made = rows.replaced.last_made(desk.store, batch["number"])
    insured = _insured(desk, batch_id)
    if insured:
        made.pop(LISTS[INSURANCE], None)  # its versions say more than an earlier export
    for row in came:
        lacking = [CONTRACT] if row.pop("contract_state") not in contracts.BINDING else []
        lacking += [CONSENT] if row["worker_id"] in silent else []
        # Where others of the batch were promised something, so is the newcomer.
        told = row.pop("promised_on")
        lacking += [PROMISE] if batch["promised"] and not told else []
        since = row.pop("since")
        lacking += [INSURANCE] if any(row["worker_id"] not in on for on in insured) else []
        lacking += [paper for paper, noted in LISTS.items() if made.get(noted, since) < since]
        row["due"] = tuple(dict.fromkeys(lacking))
    return came


def _insured(desk: Desk, batch_id: bytes) -> list[set[bytes]]:
    """Return who stands on the newest version of each product's list of a batch."""
    newest = {
        row["product_id"]: row["id"] for row in rows.insurance.list_lists(desk.store, batch_id)
    }
    return [
        {one.worker for one in rows.insurance.entries(desk.store, list_id)}
        for list_id in newest.values()
    ]


def read_swaps(desk: Desk, text: str, *, batch_id: bytes) -> list[SwapRow]:
    """Return written lines of who goes out and who comes in, with everybody each side can mean.

    Who goes out is looked for on the list, who comes in among all people: by the number of a paper,
    the number in the registry, or a name that must be the only one. Nothing is written. Raises
    errors.NotFound.
    """
    judging.batch_row(desk, batch_id)
    listed = rows.members.known(desk.store, batch_id)
    return [
        SwapRow(
            line,
            tuple((one.id, one.number, one.name) for one in called.meant(line.out, listed)),
            tuple(_find(desk, line.new)),
        )
        for line in called.read_swaps(text)
    ]


def _find(desk: Desk, said: str) -> list[tuple[bytes, int, str]]:
    """Return everybody of the registry whom something typed can mean."""
    name, number = called.shown(said)
    if number:
        return [
            one for one in _find(desk, number) if folding.folded(one[2]) == folding.folded(name)
        ]
    read = next(iter(pasted.read(said)), None)
    if read is None:
        return []
    one = worker_rows.people.find_said(
        desk.store, said, today=desk.clock.today(), station_id=desk.station.id
    )
    ids = [one] if one is not None else []
    if not ids and (read.doc_no or read.name):
        ids = rows.candidates.match_exact(
            desk.store, doc_no=read.doc_no, name=read.name, phone=read.phone, most=MOST
        )
    found = worker_rows.people.by_ids(desk.store, ids[:MOST], columns=("number", "name"))
    return [(row["id"], row["number"], row["name"]) for row in found.values()]
