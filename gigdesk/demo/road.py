"""The way of the sample batches: who signed in at the coaches, heads counted, money handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import dispatch, workers
from gigdesk.demo.words import words
from gigdesk.domain.dispatch import advances, boarding

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk

_TRAVEL_FEN, _FOOD_FEN, _HUNGRY = 150_00, 50_00, 6


def board(desk: Desk, batch_id: bytes, on: datetime.date, people: Sequence[bytes]) -> None:
    """Sign everybody in where they sit, and count each coach with as many as are in it."""
    signed = dispatch.Wanted(how=boarding.BY_PASTE, on=on)
    dispatch.sign_in(desk, batch_id=batch_id, people=people, wanted=signed)
    for coach, head in dispatch.heads(desk, batch_id=batch_id):
        dispatch.count(desk, vehicle_id=coach["id"], counted=len(head.aboard), on=on)


def arrive(desk: Desk, batch_id: bytes, on: datetime.date, people: Sequence[bytes]) -> None:
    """Note who arrived, the travel money of everybody, and something to eat for a few."""
    there = dispatch.Wanted(stage=boarding.ARRIVE, how=boarding.BY_PASTE, on=on)
    dispatch.sign_in(desk, batch_id=batch_id, people=people, wanted=there)
    travel = dispatch.Advanced(_TRAVEL_FEN, advances.TRAVEL, on, signed=True)
    dispatch.hand_out(desk, batch_id=batch_id, people=people, handed=travel)
    food = dispatch.Advanced(_FOOD_FEN, advances.FOOD, on)
    dispatch.hand_out(desk, batch_id=batch_id, people=people[:_HUNGRY], handed=food)


def replace_one(desk: Desk, order_id: bytes, batch_id: bytes, people: Sequence[bytes]) -> None:
    """Let the best candidate come in the place of the last on a list."""
    found = dispatch.propose(desk, order_id, limit=1).candidates
    for one in found:
        new = one.worker.id
        workers.consents.consent(desk, worker_id=new, purpose="employer")
        dispatch.replace_members(
            desk, batch_id=batch_id, pairs=[(people[-1], new)], reason=words()["drop_out"]
        )
