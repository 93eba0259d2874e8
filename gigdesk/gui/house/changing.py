"""What an act changed, in words: the list of acts shows it, whatever room the act is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions import workers
from gigdesk.gui.window.spec import Change
from gigdesk.gui.workers import recorded, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.actions.desk import Desk

_EMPTY = (None, "")


def changes(desk: Desk, number: int) -> tuple[Sequence[Change], int]:
    """Return the first fields that an act changed, and how many rows it wrote."""
    found, count = workers.story.of_act(desk, number)
    return [
        Change(
            f"{words.number(entry['number'])} {entry['name']}" if entry["worker_id"] else "",
            recorded.field(entry["table"], name, entry["cell"]),
            recorded.value(entry["table"], name, before),
            recorded.value(entry["table"], name, after),
            entry["worker_id"],
        )
        for entry in found
        for name, (before, after) in entry["changes"].items()
        if _is_told(entry["table"], name) and (before not in _EMPTY or after not in _EMPTY)
    ], count


def _is_told(table: str, name: str) -> bool:
    """Say whether there are words for a column; other tables are shown on pages of their own."""
    if name in recorded.SILENT:
        return False
    return table == "worker" or (table in recorded.TABLES and name in recorded.FIELDS)
