"""Who could go: candidates of the whole registry with the reasons for and against each."""

from __future__ import annotations

import dataclasses
import datetime
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.dispatch import judging
from gigdesk.domain import dispatch, office
from gigdesk.domain.dispatch import eligibility, ranking
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import dates
from gigdesk.store import dispatch as rows
from gigdesk.store import office as office_rows
from gigdesk.store import orders as order_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.dispatch.eligibility import Case, Reasons, WorkerFacts
    from gigdesk.domain.dispatch.ranking import Candidate
    from gigdesk.store.dispatch.shortlist import Search

_SPARE = 50  # people looked at beyond those asked for, for rules that only the facts can tell


@dataclass(frozen=True, slots=True)
class Proposal:
    """Candidates, best first, and what keeps others from being among them.

    `needed` are the places of the order that nobody has yet. `excluded` counts people by the rule
    that keeps them out (`under_age`, `double_booking`, `no_certificate`).
    """

    candidates: list[Candidate]
    needed: int
    listed: int
    excluded: dict[str, int]


def propose(
    desk: Desk,
    order_id: bytes,
    *,
    limit: int = 50,
    batch_id: bytes | None = None,
    by: str = ranking.USUAL,
) -> Proposal:
    """Return the `limit` most fitting people for an order, or for one of its batches.

    Where better ones of the other sex leave places of a quota free, those who fill them are told.
    `by` says in which order, see `ranking.ORDERS`. Ages are counted on the first working day: the
    batch's, else the order's first day. Nothing is written. Raises errors.NotFound, errors.Invalid
    for another order.
    """
    if by not in ranking.ORDERS:
        raise errors.Invalid("dispatch.error.no_such_ranking", field="by", by=by)
    case = case_of(desk, order_id, batch_id)
    places = case.places or eligibility.Places()
    wanted = search(desk, case)
    candidates = _looked_at(desk, case, wanted, limit, by)
    lacking = ranking.lacking(candidates, case.order, places, limit)
    if lacking:
        known = {one.worker.id: one for one in candidates}
        for sex in lacking:
            further = _looked_at(desk, case, dataclasses.replace(wanted, sex=sex), limit, by)
            known |= {one.worker.id: one for one in further}
        candidates = ranking.ranked(known.values(), by)
    return Proposal(
        ranking.best(candidates, case.order, places, limit),
        max(0, case.order.people - places.listed),
        places.listed,
        _excluded(desk, case, _born_by(case)),
    )


def able(desk: Desk, case: Case, limit: int) -> list[Candidate]:
    """Return who fits an order best and needs nobody's decision, at least `limit` where there are.

    Where the order has quotas of men and women, they are as many of either.
    """
    wanted = search(desk, case)
    quotas = (case.order.men, case.order.women) != (None, None)
    sexes = (eligibility.MAN, eligibility.WOMAN) if quotas else (None,)
    return [
        one
        for sex in sexes
        for one in _looked_at(
            desk, case, dataclasses.replace(wanted, sex=sex), limit, ranking.USUAL
        )
        if ranking.goes_by_itself(one.reasons)
    ]


def _looked_at(desk: Desk, case: Case, wanted: Search, limit: int, by: str) -> list[Candidate]:
    """Return those who may go among the people looked at, in their order."""
    people = rows.shortlist.short_list(desk.store, wanted, limit=2 * limit + _SPARE, by=by)
    found = judged(desk, people, case)
    return ranking.ranked((candidate(*one, wanted.spot) for one in found), by)


def search(desk: Desk, case: Case) -> Search:
    """Return for which order and days people are looked for."""
    return rows.shortlist.Search(
        case.order,
        case.stay,
        case.first_day,
        # A day more than the birthday rule, for births on a 29th of February; judged exactly below.
        _born_by(case) + datetime.timedelta(days=1),
        _sex_without_room(case),
        desk.clock.today(),
        _spot(desk, case),
    )


def _spot(desk: Desk, case: Case) -> tuple[int, int] | None:
    """Return where the work is: as typed with the place, the place of its code, one called so."""
    typed = office.spots.read(unicodedata.normalize("NFKC", case.order.place))
    if typed is not None:
        return typed
    row = desk.store.get("job_order", case.order.id) or {}
    found = office_rows.places.find_spot(desk.store, row.get("place_code") or "", case.order.place)
    return office.spots.of_row(*found) if found else None


def candidate(
    worker: WorkerFacts, reasons: Reasons, spot: tuple[int, int] | None
) -> ranking.Candidate:
    """Return somebody as a candidate for work at a spot."""
    distance = office.spots.distance_m(worker.spot, spot)
    return ranking.Candidate(worker, ranking.score(reasons), reasons, distance)


def judged(
    desk: Desk, people: Sequence[bytes], case: Case
) -> Iterator[tuple[WorkerFacts, Reasons]]:
    """Yield what is known of each of these people with the reasons for and against them."""
    for worker in judging.facts(desk, people, case).values():
        yield worker, eligibility.reasons(worker, case)


def _born_by(case: Case) -> datetime.date:
    """Return the last birthday of those who are old enough on the first working day."""
    least = case.rules.number("age.employable", case.first_day, case.region)
    return dates.add_months(case.first_day, -12 * least)


def case_of(desk: Desk, order_id: bytes, batch_id: bytes | None) -> Case:
    """Return what candidates are judged for: a batch's days, or the order's own."""
    if batch_id is not None:
        row = judging.batch_row(desk, batch_id)
        return judging.case_of_batch(desk, row, with_places=True)
    row = desk.store.get("job_order", order_id) or {}
    blank = dispatch.Stay(b"", 0, datetime.date.min, datetime.date.min)
    if not row:
        return judging.case_for(desk, order_id, blank, datetime.date.min)
    order = order_rows.jobs.record(row)
    stay = dispatch.Stay(b"", 0, order.from_day, max(order.to_day, order.from_day))
    return judging.case_for(desk, order_id, stay, order.from_day, with_places=True)


def _sex_without_room(case: Case) -> str | None:
    places = case.places or eligibility.Places()
    if case.order.men is not None and places.men >= case.order.men:
        return eligibility.MAN
    if case.order.women is not None and places.women >= case.order.women:
        return eligibility.WOMAN
    return None


def _excluded(desk: Desk, case: Case, born_by: datetime.date) -> dict[str, int]:
    """Return how many people each of the hard rules keeps out of the proposal."""
    counted = {
        "under_age": rows.shortlist.count_under_age(desk.store, born_by),
        "double_booking": rows.shortlist.count_away(desk.store, case.stay, desk.clock.today()),
    }
    if case.order.certificate_kind and case.order.certificate_rule == jobs.BLOCK:
        counted["no_certificate"] = rows.shortlist.count_lacking(
            desk.store, case.order.certificate_kind, case.order.trade, case.first_day
        )
    return {rule: count for rule, count in counted.items() if count}
