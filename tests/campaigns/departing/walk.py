"""What a walk through departures goes on: its desk, dice, batches, people and what happened."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gigdesk.actions import dispatch, workers
from gigdesk.store import dispatch as rows
from tests.making import new_desk
from tests.workforce import FIRST, add_order, add_person

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

PEOPLE = 9
STRAY = 0.2
"""So often somebody is meant who is not on the list."""
NIGHT = datetime.datetime(2026, 9, 27, 1, 0, tzinfo=datetime.UTC)
POLICY: dict[str, Any] = {
    "name": "团体意外险",
    "insurer": "人民人寿",
    "age_min": 16,
    "age_max": 65,
    "classes": "1-4",
    "cutoff_time": "17:00",
    "premium_fen": 300,
    "employer_fen": 300,
}


@dataclass(slots=True)
class Walk:
    """One walk: the desk, its dice, the batches and people, what happened, what was handed out."""

    desk: Desk
    dice: random.Random
    folder: Path
    batches: list[bytes]
    people: list[bytes]
    product: bytes
    since: int
    log: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    away: set[bytes] = field(default_factory=set)

    # what acts choose from

    def batch(self) -> bytes:
        """Return a batch."""
        return self.dice.choice(self.batches)

    def some(self, most: int = 3) -> list[bytes]:
        """Return a few people, whether a list has them or not."""
        return self.dice.sample(self.people, self.dice.randint(1, most))

    def listed(self, batch: bytes, most: int = 3) -> list[bytes]:
        """Return a few people of the list of a batch, now and then others too."""
        known = rows.members.worker_ids(self.desk.store, batch)
        if not known or self.dice.random() < STRAY:
            return self.some(most)
        return self.dice.sample(known, self.dice.randint(1, min(most, len(known))))

    def coach(self, batch: bytes) -> bytes | None:
        """Return a coach of a batch, if it has one."""
        found = [row["id"] for row in dispatch.list_vehicles(self.desk, batch_id=batch)]
        return self.dice.choice(found) if found else None

    def day(self) -> datetime.date:
        """Return a day near today."""
        return self.desk.clock.today() + datetime.timedelta(days=self.dice.randint(-3, 3))


def begin(folder: Path, seed: int) -> Walk:
    """Found the desk of a walk."""
    desk = new_desk(folder / "desk", NIGHT)
    people = [add_person(desk, serial) for serial in range(1, PEOPLE + 1)]
    for one in people:
        workers.consents.consent(
            desk, worker_id=one, purpose="insurer", given_on=desk.clock.today()
        )
    planned = []
    for kinds in ("injury", "accident"):
        order = add_order(desk, people=PEOPLE, insurance_kinds=kinds)
        planned.append(dispatch.plan(desk, order_id=order, depart_on=FIRST).id)
    product = dispatch.add_product(desk, fields=POLICY)[0]
    newest = int(desk.store.value("SELECT max(number) FROM act"))
    walk = Walk(desk, random.Random(seed), folder, planned, people, product, newest)
    for batch in planned:
        for seats in (3, 5):
            fields = {"seats": seats, "staff_seats": 1}
            dispatch.add_vehicle(desk, batch_id=batch, fields=fields)
    return walk
