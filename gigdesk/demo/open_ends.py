"""What lies open on any real desk: likely doubles, papers that end, half-typed forms, a backup."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk.actions import office, workers
from gigdesk.demo import people
from gigdesk.demo.words import words

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk

DOUBLES, ENDING, OLD_PAPERS = 5, 6, 4
DRAFT = "workers.register"
_TWIN_SERIAL = 440


def leave(desk: Desk, dice: random.Random, ids: Sequence[bytes]) -> None:
    """Leave a handful of each open."""
    chosen = dice.sample(list(ids), DOUBLES + ENDING + OLD_PAPERS)
    _register_twice(desk, chosen[:DOUBLES])
    _let_end(desk, dice, chosen[DOUBLES : DOUBLES + ENDING])
    _grow_old(desk, dice, chosen[-OLD_PAPERS:])
    _half_type(desk, dice)


def _register_twice(desk: Desk, ids: Sequence[bytes]) -> None:
    """Register people again under another number, as happens with an old and a new card."""
    for at, worker_id in enumerate(ids):
        row = desk.store.get("worker", worker_id) or {}
        birth = datetime.date.fromisoformat(row["birth_date"])
        order = _TWIN_SERIAL + at
        values = {
            "name": row["name"],
            "doc_no": people.document_number(row["doc_no"][:6], birth, order, row["sex"]),
            "village_id": row["village_id"],
            "phone": row["phone"] if at % 2 else f"1994{at:07d}",
        }
        _register(desk, values)


def _register(desk: Desk, values: dict[str, Any]) -> None:
    """Register one person as a clerk does who has looked at every warning."""
    seen = workers.people.preview(desk, values)
    confirmed = frozenset(one.code for one in seen.remarks)
    workers.people.register(desk, values=values, confirmed=confirmed)


def _let_end(desk: Desk, dice: random.Random, ids: Sequence[bytes]) -> None:
    """Give certificates that end before a month is over, one of them tomorrow."""
    today = desk.clock.today()
    for at, worker_id in enumerate(ids):
        ends = today + datetime.timedelta(days=1 + at * 5)
        workers.certificates.add_certificate(
            desk,
            worker_id=worker_id,
            values={
                "kind": "6",
                "trade": dice.choice(words()["trades"]),
                "issued_on": (ends - datetime.timedelta(days=365)).isoformat(),
                "valid_to": ends.isoformat(),
            },
        )


def _grow_old(desk: Desk, dice: random.Random, ids: Sequence[bytes]) -> None:
    """Note that the papers of some people have run out."""
    today = desk.clock.today()
    for worker_id in ids:
        ended = today - datetime.timedelta(days=dice.randrange(3, 200))
        changes = {"doc_valid_to": ended.isoformat()}
        seen = workers.people.preview(desk, changes, worker_id=worker_id)
        confirmed = frozenset(one.code for one in seen.remarks)
        workers.people.correct(desk, worker_id=worker_id, changes=changes, confirmed=confirmed)


def _half_type(desk: Desk, dice: random.Random) -> None:
    """Leave two registrations half typed, as when the power fails."""
    for turn, one in enumerate(people.make(dice, 2, desk.clock.today()), start=1):
        fields = {"name": one.name, "phone": one.phone}
        office.slots.keep_form(desk, DRAFT, turn, fields)
