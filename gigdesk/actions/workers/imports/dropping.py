"""Rows that wait and that somebody puts aside for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions.workers.imports.inbox import Settled, waiting_row
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk, Done


def drop(desk: Desk, row_id: bytes, *, reason: str) -> Done:
    """Put a row aside for good; the reason stays in the history."""
    return drop_many(desk, row_ids=[row_id], reason=reason).done


def drop_many(desk: Desk, *, row_ids: Sequence[bytes], reason: str) -> Settled:
    """Put several rows aside as one act, with one reason that stays in the history."""
    if not reason.strip():
        raise errors.Invalid("intake.error.drop_reason", "reason")
    waits = [waiting_row(desk, row_id) for row_id in row_ids]
    with desk.doing("workers.settle_row", reason=reason) as act:
        act.always_noted = True
        act.about = {"dropped": [row["row"] for row in waits]}
        for row in waits:
            rows.intakes.settle_row(
                desk.store,
                row["id"],
                state=rows.intakes.DROPPED,
                worker_id=None,
                act=act.number,
            )
    return Settled(len(waits), (), desk.done(act))
