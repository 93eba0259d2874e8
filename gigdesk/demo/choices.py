"""Who was chosen and who stands ready: lots drawn, a reserve pool called up, workers lent."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import dispatch, orders
from gigdesk.demo.words import words
from gigdesk.domain.dispatch import reserves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk

_POOL, _LENT, _DRAWN, _DAYS = 12, 4, 3, 9
_SEED = "8821"
_SAID = (
    (reserves.COMES, ""),
    (reserves.DECLINES, "family"),
    (reserves.NO_ANSWER, ""),
    (reserves.ANSWERED, ""),
)


def make(desk: Desk, batch_id: bytes, ids: Sequence[bytes]) -> None:
    """Draw lots for the places a batch has left, call a pool up for it, and lend some people."""
    known = words()
    dispatch.draw(desk, batch_id=batch_id, seed=_SEED, wanted=_DRAWN)
    trade = dispatch.get_batch(desk, batch_id)["trade"]
    pool, _, _ = dispatch.add_pool(desk, fields={"name": known["pool"], "trade": trade})
    dispatch.reserve(desk, pool_id=pool, people=ids[:_POOL])
    for person, (result, why) in zip(ids, _SAID, strict=False):
        dispatch.call(
            desk,
            pool_id=pool,
            worker_id=person,
            result=result,
            reason_code=why,
            batch_id=batch_id,
        )
    lender, borrower = (row["id"] for row in orders.list_employers(desk)[1][:2])
    first = desk.clock.today()
    dispatch.lend(
        desk,
        people=ids[-_LENT:],
        lender_id=lender,
        borrower_id=borrower,
        fields={
            "from_day": first.isoformat(),
            "to_day": (first + datetime.timedelta(days=_DAYS)).isoformat(),
            "agreement": known["agreement"],
        },
    )
