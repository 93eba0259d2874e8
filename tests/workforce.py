"""Puts synthetic people, employers and orders on a desk, for tests of the main road."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch, orders
from gigdesk.domain.workers import identity

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

FIRST = datetime.date(2026, 10, 1)
LAST = datetime.date(2026, 11, 30)
COUNTY = "430602"
# All that a contract asks an order for.
TERMS: dict[str, Any] = {
    "employment_form": "service",
    "minutes_per_day": 480,
    "days_per_week": 6,
    "pay_cycle": "month",
    "pay_within_days": 15,
    "pay_method": "bank",
    "meals": "free",
    "lodging": "free",
    "transport_payer": "employer",
    "insurance_kinds": "injury",
    "insurance_payer": "employer",
    "hazards": "none",
    "protection": "草帽、手套、防暑药品",
}
# What a labour contract asks for beside or instead of that.
LABOUR: dict[str, Any] = {
    "employment_form": "labour",
    "hours_kind": "standard",
    "days_per_week": 5,
    "insurance_kinds": "social",
}


def doc_no(birth: str, serial: int) -> str:
    """Return a right resident number of the test county."""
    body = f"{COUNTY}{birth.replace('-', '')}{serial:03d}"
    return body + identity.check_character(body)


def add_person(
    desk: Desk,
    serial: int,
    *,
    birth: str = "1985-03-02",
    consent: bool = True,
    **fields: Any,
) -> bytes:
    """Write one person, with a consent to being sent unless told otherwise; return the id."""
    worker_id = desk.new_id()
    row = {
        "name": f"王小{chr(0x4E00 + serial)}",
        "sex": "2" if serial % 2 == 0 else "1",
        "birth_date": birth,
        "doc_no": doc_no(birth, serial) if len(birth) == len("2026-01-01") else None,
        "phone": f"138{serial:08d}",
        "emergency_phone": f"139{serial:08d}",
        "trade": "采棉",
        **fields,
    }
    with desk.doing("workers.register"):
        desk.store.add(
            "worker",
            {"id": worker_id, "station_id": desk.station.id, "number": serial, **row},
        )
        desk.next_numbers("worker", serial)  # so that the number is never given again
        if consent:
            desk.store.add(
                "consent",
                {
                    "id": desk.new_id(),
                    "station_id": desk.station.id,
                    "worker_id": worker_id,
                    "purpose": "dispatch",
                    "given_on": "2026-08-01",
                },
            )
    return worker_id


def add_order(desk: Desk, *, people: int = 10, pay: str = "day:160", **fields: Any) -> bytes:
    """Take in an order for cotton picking in October and November with all terms; return its id."""
    known = orders.list_employers(desk, "青禾")[1]
    employer = known[0]["id"] if known else add_employer(desk)
    taken = orders.take(
        desk,
        employer_id=employer,
        fields={
            "trade": "采棉",
            "people": people,
            "place": "新疆阿克苏",
            "from_day": FIRST.isoformat(),
            "to_day": LAST.isoformat(),
            **TERMS,
            **fields,
        },
        pay=pay,
    )
    return taken.id


def add_employer(desk: Desk, **fields: Any) -> bytes:
    """Take in an employer with all that a labour contract asks for; return its id."""
    whole = {
        "name": "青禾棉花农民专业合作社",
        "legal_representative": "赵青禾",
        "address": "新疆阿克苏市乌喀路1号",
        "contact_phone": "09975551234",
        **fields,
    }
    return orders.add_employer(desk, fields=whole).id


def review_order(desk: Desk, order_id: bytes) -> None:
    """Confirm every point of the review of an order that a person has to look at."""
    left = [one.name for one in orders.review(desk, order_id) if not one.is_done]
    if left:
        orders.confirm(desk, order_id=order_id, points=left, by="赵青禾", note="电话核对")


def add_batch(desk: Desk, order_id: bytes, people: list[bytes], **fields: Any) -> bytes:
    """Plan a batch on the order's first day and put people on its list; return its id."""
    planned = dispatch.plan(desk, order_id=order_id, depart_on=FIRST, fields=fields)
    told, _ = dispatch.add_members(desk, batch_id=planned.id, people=people)
    assert all(one.done for one in told), told
    return planned.id


def send_batch(desk: Desk, batch_id: bytes, folder: Path) -> None:
    """Make and sign the contracts of a batch and send it."""
    dispatch.make_contracts(desk, batch_id, folder / f"{batch_id.hex()}.pdf")
    dispatch.sign(desk, batch_id=batch_id)
    assert dispatch.send(desk, batch_id=batch_id).done
