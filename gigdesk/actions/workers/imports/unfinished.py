"""Imports that stopped half-way: how far they came; the same file completes them, or they go."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions import undoing
from gigdesk.store import office as office_rows
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gigdesk.actions.desk import Desk

# What this very process is writing is not unfinished, it is under way; a process that died has
# left nothing here. Only one process at a time writes to a desk.
_under_way: set[bytes] = set()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that stopped: `written` of its `rows` are in. Its number leads to its undo.

    Of one that is `undoing` its undo stopped half-way: undoing it again goes on with that.
    """

    id: bytes
    number: int
    file: str
    by: str
    at_ms: int
    written: int
    rows: int
    undoing: bool = False


def unfinished(desk: Desk) -> list[Unfinished]:
    """Return the imports that stopped half-way, oldest first.

    Importing the same file again completes each (rows that are in stay unchanged), undoing it
    takes it back as one step; either way it is no longer listed.
    """
    half = office_rows.slices.half_undone(desk.store)
    half = [act_id for act_id in half if not undoing.is_under_way(act_id)]
    return [
        *(_told(row) for row in rows.unfinished.find(desk.store) if not is_under_way(row["id"])),
        *(_told(row, back=True) for row in rows.unfinished.find_by_acts(desk.store, half)),
    ]


def _told(row: Mapping[str, Any], *, back: bool = False) -> Unfinished:
    return Unfinished(
        row["id"],
        row["number"],
        row["file_name"],
        row["staff_name"] or "",
        row["at_ms"] or 0,
        row["written"],
        rows_of(row["counts"]) or row["written"],
        back,
    )


def counts_of(rows_of_file: int) -> str:
    """Return what an import notes instead of its counts until it is finished."""
    return json.dumps({"of": rows_of_file})


def rows_of(counts: str) -> int:
    """Return how many rows the file of an import has that is not finished."""
    return int(json.loads(counts or "{}").get("of", 0))


def is_under_way(intake_id: bytes) -> bool:
    """Say whether this process is writing an import right now."""
    return intake_id in _under_way


@contextlib.contextmanager
def under_way(intake_id: bytes) -> Iterator[None]:
    """Note that an import is being written as long as this lasts."""
    _under_way.add(intake_id)
    try:
        yield
    finally:
        _under_way.discard(intake_id)
