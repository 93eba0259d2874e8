"""What follows a change inside its act: search entries kept fresh; what an undo must void and mind.

The rooms put their own functions in here when they are loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.store import oplog, workers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.store.database import Database


@dataclass(frozen=True, slots=True)
class Step:
    """What an undo is about to do: the act it takes back, and the ids of its rows by table.

    `last_seq` is the place of the act's last change in the history: what has a higher one followed.
    `back(table)` gives by id the columns that restored rows get back, with their values.
    """

    act_id: bytes
    act_name: str
    act_number: int
    last_seq: int
    leaving: Mapping[str, Sequence[bytes]]
    restored: Mapping[str, Sequence[bytes]]
    voided: Mapping[str, Sequence[bytes]]
    back: Callable[[str], Mapping[bytes, Mapping[str, Any]]]


REFRESHERS: dict[str, Callable[[Database, list[bytes]], None]] = {"worker": workers.find.refresh}
VOIDERS: dict[str, Callable[[Desk, list[bytes]], None]] = {}
GUARDS: list[Callable[[Desk, Step], None]] = []
"""Each is asked whether an undo may be; they also judge for lists, and so have to be quick."""
WATCHES: list[Callable[[Desk, Step], Callable[[], None] | None]] = []
"""Each is told before an undo is done and may hand back what it wants to look at afterwards."""
HOLDERS: list[Callable[[Desk, Step], Mapping[bytes, dict[str, Any] | None]]] = []
"""Each names, by id and with the later act (number, name), rows that an undo has to leave.

With None in place of the act a row stays without a word: there is nothing to do about it.
"""


def stale_rows(store: Database) -> None:
    """Rebuild the search entries of every row that triggers have marked."""
    for table, row_ids in oplog.take_dirty(store).items():
        if table in REFRESHERS:
            REFRESHERS[table](store, row_ids)


def void(desk: Desk, table: str, row_ids: list[bytes]) -> None:
    """Void the facts of one table, inside the act that takes another back."""
    if table not in VOIDERS:
        raise errors.Bug("errors.bug_helper", helper=f"void {table}")
    VOIDERS[table](desk, row_ids)


def held(desk: Desk, step: Step) -> dict[bytes, dict[str, Any] | None]:
    """Return the rows that later acts keep from being taken back, with what holds each."""
    return {row_id: told for find in HOLDERS for row_id, told in find(desk, step).items()}


def guard(desk: Desk, step: Step) -> None:
    """Ask every room whether its rules let a step be taken back; raises errors.Refused."""
    for check in GUARDS:
        check(desk, step)


def watch(desk: Desk, step: Step) -> list[Callable[[], None]]:
    """Return what is to be called when a step has been taken back; raises errors.Refused then."""
    asked = [begin(desk, step) for begin in WATCHES]
    return [afterwards for afterwards in asked if afterwards is not None]
