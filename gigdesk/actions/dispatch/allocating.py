"""Sharing people out among several open orders: proposed, changed by hand, taken in one act."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.dispatch import batches as batch_acts
from gigdesk.actions.dispatch import judging, members, proposing
from gigdesk.domain.dispatch import allocation, batches, eligibility
from gigdesk.domain.orders import jobs
from gigdesk.store import orders as order_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk, Done
    from gigdesk.actions.dispatch.judging import Outcome
    from gigdesk.domain.dispatch.eligibility import WorkerFacts
    from gigdesk.domain.dispatch.ranking import Candidate


@dataclass(frozen=True, slots=True)
class Wanting:
    """An order that wants people, with the places nobody has yet and the quotas left of them."""

    id: bytes
    number: int
    trade: str
    employer: str
    needed: int
    by_sex: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody of the pool: by order what speaks for and against, and the order proposed."""

    worker: WorkerFacts
    choices: Mapping[bytes, Candidate]
    order: bytes | None


@dataclass(frozen=True, slots=True)
class Sharing:
    """The orders, and everybody who could go to any of them; those with an order come first."""

    orders: tuple[Wanting, ...]
    people: tuple[Shared, ...]

    @property
    def filled(self) -> dict[bytes, int]:
        """Return how many each order gets."""
        found = Counter(one.order for one in self.people if one.order is not None)
        return {order.id: found[order.id] for order in self.orders}


def share_out(desk: Desk, order_ids: Sequence[bytes] = ()) -> Sharing:
    """Propose who goes to which order, so that the most places are filled within the rules.

    Without orders they are all open ones with free places whose last day is still to come. Only
    people who may go and for whom no person has to decide are shared out. Nothing is written.
    Raises errors.NotFound.
    """
    wanting = [one for each in order_ids or _open(desk) for one in _wanting(desk, each)]
    total = sum(one.needed for one in wanting)
    choices: dict[bytes, dict[bytes, Candidate]] = {}
    known: dict[bytes, WorkerFacts] = {}
    for order in wanting:
        # Of as many as there are places in all, an order never runs out.
        case = proposing.case_of(desk, order.id, None)
        for one in proposing.able(desk, case, total):
            known[one.worker.id] = one.worker
            choices.setdefault(one.worker.id, {})[order.id] = one
    able = [
        allocation.Able(
            person,
            known[person].number,
            known[person].sex,
            {order: one.score for order, one in own.items()},
        )
        for person, own in choices.items()
    ]
    rooms = [allocation.Room(one.id, one.needed, one.by_sex) for one in wanting]
    taken = allocation.allocate(able, rooms)
    shared = [Shared(known[each], choices[each], taken.get(each)) for each in choices]
    place = {one.id: at for at, one in enumerate(wanting)}
    shared.sort(
        key=lambda one: (one.order is None, place.get(one.order or b"", 0), one.worker.number)
    )
    return Sharing(tuple(wanting), tuple(shared))


def _open(desk: Desk) -> list[bytes]:
    listed = order_rows.jobs.list_orders(desk.store, states=jobs.OPEN, order="from_day", limit=-1)
    today = desk.clock.today().isoformat()
    return [row["id"] for row in listed if row["to_day"] >= today]


def _wanting(desk: Desk, order_id: bytes) -> list[Wanting]:
    """Return an order where it has free places left."""
    case = proposing.case_of(desk, order_id, None)
    places = case.places or eligibility.Places()
    order = case.order
    needed = order.people - places.listed
    left = {
        eligibility.MAN: (order.men, places.men),
        eligibility.WOMAN: (order.women, places.women),
    }
    by_sex = {sex: max(0, quota - used) for sex, (quota, used) in left.items() if quota is not None}
    banned = case.employer.is_banned(case.stay.start) and not case.employer.allowed
    if needed <= 0 or banned:
        return []
    one = Wanting(order_id, order.number, order.trade, case.employer.name, needed, by_sex)
    return [one]


def why_not(desk: Desk, worker_id: bytes, order_id: bytes) -> Outcome | None:
    """Return the refusal where a hard rule keeps somebody from an order, None where none does."""
    case = proposing.case_of(desk, order_id, None)
    told = judging.outcomes(desk, [judging.living(desk, worker_id)], case)
    return next((one for one in told if not one.done), None)


def allocate(
    desk: Desk, *, wanted: Mapping[bytes, bytes]
) -> tuple[dict[bytes, int], list[Outcome], Done]:
    """Put people on batches of the orders they go to, in one act: by order the batch's number.

    `wanted` is by person the order. People join the next batch of the order that has not left, or a
    new one. Everybody is judged as when they are added one by one; who is refused is told. Raises
    errors.Invalid where nobody goes anywhere, errors.Refused, errors.NotFound.
    """
    if not wanted:
        raise errors.Invalid("matching.error.nobody_shared")
    going: dict[bytes, list[bytes]] = {}
    for person, order_id in wanted.items():
        going.setdefault(order_id, []).append(person)
    told: list[Outcome] = []
    made: dict[bytes, int] = {}
    with desk.doing("dispatch.allocate") as act:
        act.rooms.add("orders")
        for order_id, people in going.items():
            row = batch_acts.on_paper_of(desk, order_id)
            made[order_id] = row["number"]
            told += members.put_on(desk, row, people, how=batches.ALLOCATED)
        done = sum(one.done for one in told)
        act.about.update(batches=len(made), added=done, refused=len(told) - done)
    return made, told, desk.done(act)
