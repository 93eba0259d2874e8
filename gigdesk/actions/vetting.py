"""What is known of an employer and its order before people go: for every room that asks."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import orders
from gigdesk.domain.workers import findings
from gigdesk.store import orders as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.orders.diligence import Asked, Card
    from gigdesk.domain.orders.limits import Limits
    from gigdesk.domain.orders.review import Point
    from gigdesk.domain.workers.findings import Finding

_REVIEW = "orders.concern.not_reviewed"


def employer_of(desk: Desk, order: Mapping[str, Any]) -> orders.Employer:
    """Return the employer of an order, with what the head decided about a ban for this order.

    Raises errors.Damaged where the file holds no such employer.
    """
    row = desk.store.get("employer", order["employer_id"])
    if row is None:
        raise errors.Damaged("errors.damaged")
    employer = rows.employers.record(row)
    if employer.flag != orders.employers.BANNED:
        return employer
    said = rows.records.answers(desk.store, order["id"]).get(orders.review.NOT_BANNED)
    if said is None or said.facts != orders.review.ban_facts(employer):
        return employer
    return replace(employer, allowed=said.note)


def asked(desk: Desk, order: Mapping[str, Any] | None, day: datetime.date) -> Asked:
    """Return what is asked about an employer on a day: for an order, or for itself."""
    book, region = desk.rules(), desk.station.code
    last = datetime.date.fromisoformat(order["to_day"]) if order else day
    return orders.diligence.Asked(
        day,
        last,
        book.number("licence.warn_days", day, region),
        (order["employment_form"] or "") if order else "",
        book.text("eligible.dispatch_licence", day, region),
    )


def card(desk: Desk, employer: orders.Employer, wanted: Asked) -> Card:
    """Return what is known of an employer on a day."""
    return orders.diligence.card(
        employer, rows.records.of_employer(desk.store, employer.id), wanted
    )


def points(desk: Desk, order: Mapping[str, Any]) -> tuple[Point, ...]:
    """Return the review of an order as it stands today.

    A ban is asked about for today and the days to come: it blocks where it is in force today.
    """
    book, first = desk.rules(), datetime.date.fromisoformat(order["from_day"])
    region = str(order["place_code"] or "") or desk.station.code
    found = [rows.records.band(row) for row in rows.records.bands(desk.store)]
    employer = replace(employer_of(desk, order), allowed="")
    known = orders.review.Known(
        employer,
        asked(desk, order, min(desk.clock.today(), first)),
        orders.bands.fitting(found, order, region, first),
        _law(desk, first, region),
        book.number("pay.cycle_labour", first, region),
        rows.records.answers(desk.store, order["id"]),
    )
    return orders.review.points(order, known)


def _law(desk: Desk, day: datetime.date, region: str) -> Limits | None:
    try:
        return orders.limits.limits(desk.rules(), day, region)
    except errors.NotFound:
        return None


def concerns(desk: Desk, order_id: bytes, day: datetime.date) -> tuple[Finding, ...]:
    """Return what is to be known of employer and order at the moment of dispatch, gravest first.

    A ban in force and labour dispatch without a licence are errors; what a review of the order
    still lacks is as grave as the rule `eligible.review` says. Raises errors.NotFound.
    """
    order = desk.store.get("job_order", order_id)
    if order is None:
        raise errors.NotFound("orders.error.no_order", words=order_id.hex())
    found = list(card(desk, employer_of(desk, order), asked(desk, order, day)).concerns)
    if not order["insurance_kinds"]:
        found.append(findings.warning("orders.concern.no_insurance"))
    left = orders.review.missing(points(desk, order))
    mode = desk.rules().text("eligible.review", day, desk.station.code)
    if left and mode != orders.jobs.IGNORE:
        level = findings.error if mode == orders.jobs.BLOCK else findings.warning
        names = [errors.Code(f"orders.review.point.{name}") for name in left]
        found.append(level(_REVIEW, count=len(left), points=names))
    return tuple(sorted(found, key=lambda one: "EWI".index(one.level)))


def refuse(found: tuple[Finding, ...]) -> None:
    """Raise errors.Refused for the gravest of what is known, where it is an error."""
    if found and found[0].level == findings.ERROR:
        raise errors.Refused(found[0].code, **found[0].params)


def worth_saying(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return what has to be told at the moment of dispatch: all but mere information."""
    return tuple(one for one in found if one.level != findings.INFORMATION)
