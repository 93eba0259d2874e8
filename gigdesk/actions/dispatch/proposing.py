"""Who could go: candidates of the whole registry with the reasons for and against each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.actions.dispatch import judging
from gigdesk.domain import dispatch
from gigdesk.domain.dispatch import eligibility, ranking
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import dates
from gigdesk.store import dispatch as rows
from gigdesk.store import orders as order_rows

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk
    from gigdesk.domain.dispatch.eligibility import Case
    from gigdesk.domain.dispatch.ranking import Candidate

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
) -> Proposal:
    """Return the `limit` most fitting people for an order, or for one of its batches.

    Ages are counted on the first working day: the batch's, else the order's first day.
    Nothing is written. Raises errors.NotFound.
    """
    case = _case(desk, order_id, batch_id)
    places = case.places or eligibility.Places()
    least = case.rules.number("age.employable", case.first_day, case.region)
    born_by = dates.add_months(case.first_day, -12 * least)
    people = rows.candidates.short_list(
        desk.store,
        case.order,
        case.stay,
        case.first_day,
        # A day more than the birthday rule, for births on a 29th of February; judged exactly below.
        born_by=born_by + datetime.timedelta(days=1),
        no_room=_sex_without_room(case),
        today=desk.clock.today(),
        limit=2 * limit + _SPARE,
    )
    found = judging.facts(desk, people, case)
    judged = [(worker, eligibility.reasons(worker, case)) for worker in found.values()]
    candidates = [
        ranking.Candidate(worker, ranking.score(reasons), reasons) for worker, reasons in judged
    ]
    return Proposal(
        ranking.ranked(candidates)[:limit],
        max(0, case.order.people - places.listed),
        places.listed,
        _excluded(desk, case, born_by),
    )


def _case(desk: Desk, order_id: bytes, batch_id: bytes | None) -> Case:
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
        "under_age": rows.candidates.count_under_age(desk.store, born_by),
        "double_booking": rows.candidates.count_away(desk.store, case.stay, desk.clock.today()),
    }
    if case.order.certificate_kind and case.order.certificate_rule == jobs.BLOCK:
        counted["no_certificate"] = rows.candidates.count_lacking(
            desk.store, case.order.certificate_kind, case.order.trade, case.first_day
        )
    return {rule: count for rule, count in counted.items() if count}
