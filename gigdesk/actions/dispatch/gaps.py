"""Which open orders need a certificate that people lack who would fit but for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions import handing
from gigdesk.actions.dispatch import proposing
from gigdesk.actions.dispatch.papers import Paper
from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import gaps as gaps_sheet
from gigdesk.domain import office
from gigdesk.domain.dispatch import eligibility, ranking
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import codes, masking
from gigdesk.store import dispatch as rows
from gigdesk.store import orders as order_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.dispatch.eligibility import WorkerFacts

LACKS = ("no_certificate", "certificate_expired")


@dataclass(frozen=True, slots=True)
class Lacking:
    """Somebody who fits an order but for the certificate; `expired` says that they held one."""

    id: bytes
    number: int
    name: str
    village: str
    trade: str
    phone: str
    expired: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """An order, the certificate it asks for, and who lacks it.

    `needed` are the free places, `holders` how many who may go have the certificate; `rule` says
    whether nobody goes without it (`block`) or it is looked at (`warn`).
    """

    order_id: bytes
    number: int
    trade: str
    employer: str
    certificate: str
    rule: str
    first_day: str
    needed: int
    holders: int
    people: tuple[Lacking, ...]


def gaps(desk: Desk, order_id: bytes | None = None) -> list[Gap]:
    """Return the gaps of all open orders with free places, or of one; the soonest order first.

    Nothing is written. Raises errors.NotFound.
    """
    if order_id is not None:
        ids = [order_id]
    else:
        listed = order_rows.jobs.list_orders(
            desk.store, states=jobs.OPEN, order="from_day", limit=-1
        )
        ids = [row["id"] for row in listed]
    return [gap for each in ids for gap in _gap(desk, each)]


def _gap(desk: Desk, order_id: bytes) -> Iterator[Gap]:
    """Yield the gap of one order where it asks for a certificate and has places left."""
    case = proposing.case_of(desk, order_id, None)
    order, places = case.order, case.places or eligibility.Places()
    needed = max(0, order.people - places.listed)
    if not order.certificate_kind or order.certificate_rule == jobs.IGNORE or not needed:
        return
    search = proposing.search(desk, case)
    found = rows.shortlist.fitting(desk.store, search, uncertified=True)
    holders, lacking = 0, list[Lacking]()
    for worker, reasons in proposing.judged(desk, found, case):
        missing = {eligibility.rule_of(one) for one in (*reasons.hard, *reasons.soft)} & {*LACKS}
        rest = eligibility.without(reasons, LACKS)
        if ranking.goes_by_itself(rest):
            holders += not missing
            if missing:
                lacking.append(_lacking(desk, worker, expired=LACKS[1] in missing))
    yield Gap(
        order_id,
        order.number,
        order.trade,
        case.employer.name,
        codes.label("certificate_kind", order.certificate_kind),
        order.certificate_rule,
        case.first_day.isoformat(),
        needed,
        holders,
        tuple(lacking),
    )


def _lacking(desk: Desk, worker: WorkerFacts, *, expired: bool) -> Lacking:
    """Return somebody who lacks it, with the telephone as far as the role may see it."""
    phone = worker.phone
    if not office.acts.sees_numbers(desk.staff.role):
        phone = str(masking.masked_value("phone", phone) or "")
    return Lacking(
        worker.id, worker.number, worker.name, worker.village, worker.trade, phone, expired
    )


def write_gaps(desk: Desk, out: Path, *, order_id: bytes | None = None) -> Paper:
    """Write the gaps with everybody behind them as a workbook, for the school and for phoning.

    The export is noted with the act. Raises errors.NotFound.
    """
    found = gaps(desk, order_id)
    with handing.handing_out(desk, name="dispatch.export", out=out) as (act, file):
        day = desk.clock.today().isoformat()
        shape = gaps_sheet.layout(unit=desk.station.name, filled_on=day)
        written = writing.write_list(file, shape, gaps_sheet.rows(shape, _lines(found)))
        act.about.update(paper="gaps", rows=written.rows, sha256=written.sha256)
    return Paper(written.rows, out, written.sha256)


def _lines(found: list[Gap]) -> Iterator[dict[str, Any]]:
    for gap in found:
        for one in gap.people:
            yield {
                "order": f"{gap.number} {gap.trade}",
                "employer": gap.employer,
                "first_day": gap.first_day,
                "certificate": gap.certificate,
                "expired": one.expired,
                "name": one.name,
                "number": one.number,
                "village": one.village,
                "trade": one.trade,
                "phone": one.phone,
            }
