"""Batches of an order that promises cover, with a product and people who agreed to it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch, workers
from tests.workforce import add_batch, add_order, add_person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.dispatch import covers

POLICY: dict[str, Any] = {
    "name": "团体意外险",
    "insurer": "人民人寿",
    "age_min": 16,
    "age_max": 65,
    "classes": "1-4",
    "cutoff_time": "17:00",
    "premium_fen": 300,
    "employer_fen": 200,
    "station_fen": 100,
}
EVE = datetime.datetime(2026, 9, 30, 8, 0, tzinfo=datetime.UTC)  # 16:00 at the station


def add_product(desk: Desk, **fields: Any) -> bytes:
    return dispatch.add_product(desk, fields={**POLICY, **fields})[0]


def agreed(desk: Desk, who: bytes) -> bytes:
    workers.consents.consent(desk, worker_id=who, purpose="insurer", given_on=desk.clock.today())
    return who


def insured(
    desk: Desk, people: int = 3, **product: Any
) -> tuple[bytes, list[bytes], dispatch.ListTerms]:
    """Return a batch of an order that promises cover, its people, and the terms of a list."""
    who = [agreed(desk, add_person(desk, serial)) for serial in range(1, people + 1)]
    order = add_order(desk, people=max(people, 1), insurance_kinds="accident")
    batch = add_batch(desk, order, who)
    return batch, who, dispatch.ListTerms(add_product(desk, **product), 3)


def make(desk: Desk, batch: bytes, terms: dispatch.ListTerms, **more: Any) -> bytes:
    return dispatch.make_list(desk, batch_id=batch, terms=terms, **more)[0]


def sent(desk: Desk, batch: bytes, terms: dispatch.ListTerms) -> bytes:
    made = make(desk, batch, terms)
    dispatch.note_sent(desk, list_id=made)
    return made


def kinds(found: Sequence[covers.Change]) -> list[str]:
    return [one.kind for one in found]


def states(desk: Desk, batch: bytes) -> list[str]:
    return [row["cover"] for row in dispatch.cover(desk, batch)]


def ready(desk: Desk, batch: bytes, folder: Path) -> None:
    """Make and sign the contracts of a batch."""
    dispatch.make_contracts(desk, batch, folder / "c.pdf")
    dispatch.sign(desk, batch_id=batch)
