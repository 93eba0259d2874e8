"""Commands about who could go: candidates with their reasons, also as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import dispatch, office, orders
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import COUNT, WORKBOOK
from gigdesk.domain.dispatch import ranking
from gigdesk.domain.orders import terms

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gigdesk.cli.session import Session
    from gigdesk.domain.dispatch.ranking import Candidate


@click.command()
@click.argument("order")
@click.option("--limit", type=COUNT, default=50)
@click.option("--by", type=click.Choice(ranking.ORDERS), default=ranking.USUAL)
@click.option("--person", "docnos", multiple=True)
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def propose(
    session: Session,
    order: str,
    *,
    limit: int,
    by: str,
    docnos: Sequence[str],
    out: Path | None,
) -> dict[str, Any]:
    """Propose candidates with the reasons for and against; makes nothing.

    Of people named with --person it tells what forbids them, too.
    """
    desk = session.desk(write=out is not None)
    order_id = orders.find_order(desk, order)
    found = dispatch.propose(desk, order_id, limit=limit, by=by)
    row = orders.get_order(desk, order_id)
    shown = found.candidates
    if docnos:
        people = [office.history.find(desk, "worker", one) for one in docnos]
        shown = dispatch.explain(desk, order_id, people)
    told: dict[str, Any] = {
        "terms": {name: row[name] for name in terms.FIELDS if terms.is_stated(row, name)},
        "missing_terms": list(row["missing_terms"]),
        "concerns": [telling.sentence(one) for one in dispatch.order_concerns(desk, order_id)],
        "needed": found.needed,
        "listed": found.listed,
        "excluded": dict(found.excluded),
        "candidates": [_candidate(one, desk.clock.today()) for one in shown],
    }
    return told | _written(
        out, lambda path: dispatch.write_candidates(desk, order_id, path, by=by, limit=limit)
    )


def _candidate(one: Candidate, today: datetime.date) -> dict[str, Any]:
    return {
        "id": one.worker.id,
        "number": one.worker.number,
        "name": one.worker.name,
        "score": one.score,
        "distance_m": one.distance_m,
        "waited_days": ranking.waited_days(one.worker, today),
        "for": [telling.sentence(why) for why in one.reasons.good],
        "against": [telling.sentence(why) for why in (*one.reasons.hard, *one.reasons.soft)],
        "forbids": [telling.sentence(why) for why in one.reasons.hard],
    }


@click.command()
@click.argument("batch")
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def jumps(session: Session, batch: str, out: Path | None) -> dict[str, Any]:
    """List who was put on a batch before others, with the reasons."""
    desk = session.desk(write=out is not None)
    batch_id = dispatch.find_batch(desk, batch)
    names = ("number", "name", "passed_over", "chosen_why", "staff_name", "at_ms")
    found = dispatch.list_jumps(desk, batch_id=batch_id)
    told: dict[str, Any] = {
        "count": len(found),
        "people": [{name: one[name] for name in names} for one in found],
    }
    return told | _written(out, lambda path: dispatch.write_jumps(desk, batch_id, path))


@click.command()
@click.argument("order", required=False)
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def gaps(session: Session, order: str | None, out: Path | None) -> dict[str, Any]:
    """List who would fit open orders but for the certificate they ask for."""
    desk = session.desk(write=out is not None)
    order_id = orders.find_order(desk, order) if order else None
    found = dispatch.gaps(desk, order_id)
    told: dict[str, Any] = {"count": len(found), "gaps": [_gap(one) for one in found]}
    return told | _written(out, lambda path: dispatch.write_gaps(desk, path, order_id=order_id))


def _gap(one: dispatch.Gap) -> dict[str, Any]:
    return {
        "order": one.number,
        "trade": one.trade,
        "employer": one.employer,
        "certificate": one.certificate,
        "certificate_rule": one.rule,
        "first_day": one.first_day,
        "needed": one.needed,
        "holders": one.holders,
        "lacking": len(one.people),
        "people": [
            {
                "id": each.id,
                "number": each.number,
                "name": each.name,
                "village": each.village,
                "expired": each.expired,
            }
            for each in one.people
        ],
    }


def _written(out: Path | None, write: Callable[[Path], Any]) -> dict[str, Any]:
    if out is None:
        return {}
    paper = write(out)
    return {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}


COMMANDS = (propose, jumps, gaps)
