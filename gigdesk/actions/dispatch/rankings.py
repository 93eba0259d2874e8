"""The ranking of candidates on paper, and what speaks for and against people asked for by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import handing
from gigdesk.actions.dispatch import judging, proposing
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import candidates
from gigdesk.domain.dispatch import ranking
from gigdesk.domain.workers import codes, dates

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.dispatch.eligibility import Case
    from gigdesk.domain.dispatch.ranking import Candidate

MOST = 1000


def explain(
    desk: Desk, order_id: bytes, people: Sequence[bytes], *, batch_id: bytes | None = None
) -> list[Candidate]:
    """Return what speaks for and against these people, also those whom a hard rule stops.

    Nothing is written. Raises errors.NotFound.
    """
    case = proposing.case_of(desk, order_id, batch_id)
    alive = [judging.living(desk, person) for person in people]
    spot = proposing.search(desk, case).spot
    return [
        proposing.candidate(worker, reasons, spot)
        for worker, reasons in proposing.judged(desk, alive, case)
    ]


def write_candidates(
    desk: Desk,
    order_id: bytes,
    out: Path,
    *,
    batch_id: bytes | None = None,
    by: str = ranking.USUAL,
    limit: int = MOST,
) -> Paper:
    """Write the ranking with all reasons as a workbook, to defend the choice.

    The export is noted with the act. Raises what `propose` raises.
    """
    found = proposing.propose(desk, order_id, limit=limit, batch_id=batch_id, by=by)
    case = proposing.case_of(desk, order_id, batch_id)
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        shape = candidates.layout(_heading(desk, case, found.excluded, by))
        told = [record(one, case.first_day, desk.clock.today()) for one in found.candidates]
        written = writing.write_list(file, shape, candidates.rows(told))
        act.about.update(order=case.order.number, paper=f"candidates-{by}", rows=written.rows)
        act.about.update(sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)


def record(one: Candidate, first_day: datetime.date, today: datetime.date) -> dict[str, Any]:
    """Return a candidate as a line of a list: age on the first working day, reasons as findings."""
    birth = dates.to_day(one.worker.birth_date)
    return {
        "id": one.worker.id,
        "number": one.worker.number,
        "name": one.worker.name,
        "sex": codes.label("sex", one.worker.sex),
        "age": dates.age_on(birth, first_day) if birth else None,
        "village": one.worker.village,
        "waited_days": ranking.waited_days(one.worker, today),
        "kilometres": ranking.kilometres(one.distance_m),
        "forbids": one.reasons.hard,
        "against": one.reasons.soft,
        "good": one.reasons.good,
    }


def _heading(desk: Desk, case: Case, excluded: dict[str, int], by: str) -> candidates.Heading:
    days = f"{case.stay.start.isoformat()} — {case.stay.end.isoformat()}"
    return candidates.heading(
        order=case.order.number,
        trade=case.order.trade,
        employer=case.employer.name,
        days=days,
        by=by,
        excluded=excluded,
        filled_by=desk.staff.name,
        filled_on=desk.clock.today().isoformat(),
    )
