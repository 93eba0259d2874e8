"""In which order candidates are proposed: by a sum of weights anybody can check, or by waiting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import eligibility
from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Sequence

    from gigdesk.domain.dispatch.eligibility import Places, Reasons, WorkerFacts
    from gigdesk.domain.orders import JobOrder

WEIGHTS: dict[str, int] = {
    "knows_trade": 40,
    "wants_trade": 30,
    "has_certificate": 25,
    "went_before": 20,
    "trained": 15,
    "never_away": 1,
    "age_window": -100,
    "sex_quota": -100,
    "not_insurable": -60,
    "pension_age": -60,
    "below_pension_age": -60,
    "no_certificate": -50,
    "certificate_expired": -50,
    "other_trade": -30,
    "no_trade": -30,
    "juvenile": -20,
    "certificate_ends": -10,
    "document_expires": -10,
    "no_document": -10,
    "no_phone": -10,
    "no_emergency": -5,
}
USUAL, WAITING, NEAREST = "usual", "waiting", "nearest"
ORDERS = (USUAL, WAITING, NEAREST)
# What a proposal never puts on a list by itself; a person may still do it by name.
NEVER_BY_ITSELF = frozenset(
    {
        "age_window",
        "sex_quota",
        "order_full",
        "not_insurable",
        "juvenile",
        "pension_age",
        "below_pension_age",
    }
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed person, the sum of weights and the reasons behind it.

    `distance_m` is how far the place of work is from their village, None where that is not known.
    """

    worker: WorkerFacts
    score: int
    reasons: Reasons
    distance_m: int | None = None


def score(reasons: Reasons) -> int:
    """Return the sum of the weights of all reasons, for and against."""
    found = (*reasons.hard, *reasons.soft, *reasons.good)
    return sum(WEIGHTS.get(eligibility.rule_of(one), 0) for one in found)


def ranked(candidates: Iterable[Candidate], by: str = USUAL) -> list[Candidate]:
    """Return those who may go, in one of the `ORDERS`.

    `usual`: best first; equal ones by longest at home, then by number. `waiting`: who waits longest
    first; of whom no day is known comes last, equal ones as usual. `nearest`: whose village is
    nearest to the place of work first, unknown ones last.
    """
    usual = sorted(
        (one for one in candidates if one.reasons.may_go),
        key=lambda one: (-one.score, one.worker.last_away, one.worker.number),
    )
    if by == WAITING:
        return sorted(usual, key=lambda one: one.worker.waiting_since or dates.LONG_TERM)
    if by == NEAREST:
        return sorted(usual, key=lambda one: (one.distance_m is None, one.distance_m))
    return usual


def kilometres(distance_m: int | None) -> int | None:
    """Return a distance in whole kilometres, half ones up; None where it is not known."""
    return None if distance_m is None else (distance_m + 500) // 1000


def waited_days(worker: WorkerFacts, today: datetime.date) -> int | None:
    """Return for how many days somebody has waited for work; None where no day is known.

    Who is still away, or will be, has waited for none.
    """
    since = dates.to_day(worker.waiting_since)
    return None if since is None else max(0, (today - since).days)


def goes_by_itself(reasons: Reasons) -> bool:
    """Say whether somebody may go and no person has to decide on it, see `NEVER_BY_ITSELF`."""
    rules = {eligibility.rule_of(soft) for soft in reasons.soft}
    return reasons.may_go and not NEVER_BY_ITSELF & rules


def taken(
    candidates: Sequence[Candidate], order: JobOrder, places: Places, count: int
) -> list[Candidate]:
    """Return the first `count` a batch is filled with, quotas of men and women kept.

    People for whom only a person can decide (see `NEVER_BY_ITSELF`) are passed over.
    """
    left = {
        eligibility.MAN: _left(order.men, places.men),
        eligibility.WOMAN: _left(order.women, places.women),
    }
    found: list[Candidate] = []
    for one in candidates:
        if len(found) >= min(count, max(0, order.people - places.listed)):
            break
        if not goes_by_itself(one.reasons):
            continue
        room = left.get(one.worker.sex)
        if room is not None:
            if room <= 0:
                continue
            left[one.worker.sex] = room - 1
        found.append(one)
    return found


def lacking(
    candidates: Sequence[Candidate], order: JobOrder, places: Places, count: int
) -> tuple[str, ...]:
    """Return of which sexes further people have to be looked for, so that `count` can be taken.

    Without quotas of men and women nobody has: then the first ones are as good as any.
    """
    found = taken(candidates, order, places, count)
    if (order.men, order.women) == (None, None) or len(found) >= min(
        count, max(0, order.people - places.listed)
    ):
        return ()
    left = {
        eligibility.MAN: _left(order.men, places.men),
        eligibility.WOMAN: _left(order.women, places.women),
    }
    have = Counter(one.worker.sex for one in found)
    return tuple(sex for sex, room in left.items() if room is None or have[sex] < room)


def best(
    candidates: Sequence[Candidate], order: JobOrder, places: Places, count: int
) -> list[Candidate]:
    """Return the first `count` candidates, in their order.

    Those whom quotas of men and women let in before better ones are among them.
    """
    if (order.men, order.women) == (None, None):
        return list(candidates[:count])
    chosen = {one.worker.id for one in taken(candidates, order, places, count)}
    for one in candidates:
        if len(chosen) >= count:
            break
        chosen.add(one.worker.id)
    return [one for one in candidates if one.worker.id in chosen]


def jumps(
    candidates: Sequence[Candidate], order: JobOrder, places: Places, chosen: Collection[bytes]
) -> dict[bytes, int]:
    """Return who of the chosen goes before others: by person how many were passed over for them.

    `candidates` are in their order. Where the best of them would not fill the free places, nobody
    loses a place to anybody. Those passed over would have been taken and are not among the chosen.
    """
    free = max(0, order.people - places.listed)
    first = {one.worker.id for one in taken(candidates, order, places, free)}
    over = len(first.difference(chosen))
    if len(first) < free or not over:
        return {}
    return {person: over for person in chosen if person not in first}


def _left(quota: int | None, used: int) -> int | None:
    return None if quota is None else quota - used
