"""What an undo does about facts of the way: void rows, and nothing that was corrected since."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from gigdesk.actions import refresh
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk


def void_facts(table: str, desk: Desk, row_ids: Sequence[bytes]) -> None:
    """Take facts of a table away by void ones; what they corrected counts again."""
    for row_id in row_ids:
        rows.roadside.void(desk.store, table, row_id, desk.new_id())


def hold_corrected(desk: Desk, step: refresh.Step) -> dict[bytes, dict[str, Any] | None]:
    """Return the facts that count no longer, as a later act corrected them or took them away.

    To take such a fact back would change nothing in sight: what stands is taken back by the act
    that entered it. Facts that were taken away before stay without a word.
    """
    held: dict[bytes, dict[str, Any] | None] = {}
    for table in rows.roadside.TABLES:
        ids = list(step.voided.get(table, ()))
        for row in rows.roadside.find_corrected(desk.store, table, ids, step.act_id) if ids else ():
            by = {"number": row["number"] or 0, "name": row["name"] or ""}
            told = {"tbl": table, "row_id": row["id"], **by}
            held[row["id"]] = None if row["is_void"] else told
    return held


for _table in rows.roadside.TABLES:
    refresh.VOIDERS[_table] = partial(void_facts, _table)
refresh.HOLDERS.append(hold_corrected)
