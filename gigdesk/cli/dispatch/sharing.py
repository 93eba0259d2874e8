"""The command that shares people out among several open orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import dispatch, orders
from gigdesk.cli.dispatch import telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.cli.session import Session


@click.command()
@click.argument("numbers", nargs=-1, metavar="[ORDER]...")
@click.option("--take", is_flag=True)
@click.pass_obj
def allocate(session: Session, numbers: Sequence[str], *, take: bool) -> dict[str, Any]:
    """Share people out among open orders so that the most places are filled; --take writes it."""
    desk = session.desk(write=take)
    found = dispatch.share_out(desk, [orders.find_order(desk, one) for one in numbers])
    filled, number = found.filled, {one.id: one.number for one in found.orders}
    told: dict[str, Any] = {
        "orders": [
            {
                "number": one.number,
                "trade": one.trade,
                "employer": one.employer,
                "needed": one.needed,
                "filled": filled[one.id],
            }
            for one in found.orders
        ],
        "people": [
            {
                "id": one.worker.id,
                "number": one.worker.number,
                "name": one.worker.name,
                "order": number.get(one.order or b""),
                "choices": [number[each] for each in one.choices],
            }
            for one in found.people
        ],
    }
    if take:
        wanted = {one.worker.id: one.order for one in found.people if one.order is not None}
        made, outcomes, done = dispatch.allocate(desk, wanted=wanted)
        told |= {
            "number": done.number,
            "done": telling.settle(session, outcomes),
            "batches": list(made.values()),
            "refused": telling.people([one for one in outcomes if not one.done]),
        }
    return told


COMMANDS = (allocate,)
