"""The imports there were: who took in what and when, what became of it, and what still waits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions import undoing
from gigdesk.actions.workers.imports import unfinished
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from gigdesk.actions.desk import Desk

WHOLE, UNDER_WAY, INTERRUPTED, COMPLETED = "whole", "under_way", "interrupted", "completed"


@dataclass(frozen=True, slots=True)
class Past:
    """One import; `undoable` says that it can be taken back today, `waiting` counts its rows.

    `state` is WHOLE, UNDER_WAY, INTERRUPTED, or COMPLETED (stopped half-way, but the file came in
    whole later); `counts` are of the `written` rows, `rows` are those of the file. One `in_part`
    was taken back but for rows that had to stay, and may be taken back further; one `half_undone`
    is so because its undo stopped, however old it is by now: undoing it again goes on with that.
    """

    id: bytes
    number: int
    file: str
    sheet: str
    by: str
    at_ms: int
    counts: Mapping[str, Any]
    waiting: int
    undone: bool
    in_part: bool
    undoable: bool
    state: str
    rows: int
    half_undone: bool = False

    @property
    def written(self) -> int:
        """Return how many rows of people were written."""
        return sum(value for name, value in self.counts.items() if name != "skipped")


def past(desk: Desk, *, start: int = 0, limit: int = 50, number: int | None = None) -> list[Past]:
    """Return a page of the imports, newest first, or the one with this number."""
    waiting = rows.intakes.count_waiting_by_intake(desk.store)
    if number is None:
        found = rows.intakes.find_intakes(desk.store, start=start, limit=limit)
    else:
        one = rows.intakes.get_by_number(desk.store, number)
        found = [one] if one is not None else []
    stopped = {half.id: half.undoing for half in unfinished.unfinished(desk)}
    return [_past(desk, row, waiting.get(row["id"], 0), stopped) for row in found]


def count_past(desk: Desk) -> int:
    """Return how many imports there were."""
    return rows.intakes.count_intakes(desk.store)


def _past(desk: Desk, row: Mapping[str, Any], waiting: int, stopped: Mapping[bytes, bool]) -> Past:
    half_undone = stopped.get(row["id"], False)
    young = half_undone or not undoing.is_import_old(desk, row["act_number"] or 0)
    counts = json.loads(row["counts"] or "{}")
    whole = "of" not in counts
    count = unfinished.rows_of(row["counts"])
    if not whole:
        counts = rows.unfinished.outcomes(desk.store, row["id"])
    return Past(
        row["id"],
        row["number"],
        row["file_name"],
        row["sheet"] or "",
        row["staff_name"] or "",
        row["at_ms"] or 0,
        counts,
        waiting,
        bool(row["undone"]),
        bool(row["undone_in_part"] and not row["undone"]),
        not row["undone"] and young and desk.may("workers.import"),
        WHOLE if whole else _state(row["id"], stopped),
        count or sum(value for name, value in counts.items() if name != "skipped"),
        half_undone,
    )


def _state(intake_id: bytes, stopped: Container[bytes]) -> str:
    """Return how an import stands that is not whole."""
    if unfinished.is_under_way(intake_id):
        return UNDER_WAY
    return INTERRUPTED if intake_id in stopped else COMPLETED
