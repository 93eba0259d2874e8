"""Finishes a waiting row, and names the row that has to be settled with it where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import heads
from gigdesk.actions.workers.imports import doubts, inbox
from gigdesk.actions.workers.imports.opening import where
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gigdesk.actions.desk import Desk, Done


class GoesWith(errors.Refused):
    """A row cannot be settled alone; `row_ids` are it and the one it goes with, by their ids."""

    def __init__(self, why: errors.Refused, row_ids: tuple[bytes, bytes], other: str) -> None:
        """Name the row that says the other half, as people find it in their file."""
        self.row_ids = row_ids
        super().__init__(
            "intake.error.goes_with",
            why=errors.Code(why.code, why.params),
            row=other,
            name=why.params.get("name", ""),
        )


def finish(
    desk: Desk,
    row_id: bytes,
    *,
    fields: Collection[str],
    reason: str = "",
    worker_id: bytes | None = None,
    village_id: bytes | None = None,
) -> Done:
    """Write the chosen fields of a waiting row to the person it means, as `inbox.finish`.

    Raises GoesWith where the household would lose its head or get two, and another waiting row of
    the same list says who becomes or ceases to be it: `finish_many` takes both.
    """
    chosen = {"worker_id": worker_id, "village_id": village_id}
    try:
        return inbox.finish(desk, row_id=row_id, fields=fields, reason=reason, **chosen)
    except errors.Refused as refused:
        by_hand = worker_id is not None or village_id is not None
        other = None if by_hand or refused.code not in heads.CODES else _other(desk, row_id)
        if other is None:
            raise
        raise GoesWith(refused, (row_id, other["id"]), _place(desk, other)) from refused


def _place(desk: Desk, row: Mapping[str, Any]) -> str:
    intake = rows.intakes.get(desk.store, row["intake_id"]) or {}
    return where(
        row["sheet"] or "", row["row"], sheets=2 if intake.get("sheet") != row["sheet"] else 1
    )


def _other(desk: Desk, row_id: bytes) -> dict[str, Any] | None:
    """Return the waiting row of the same list with which a row can be taken as a whole, or None."""
    row = inbox.waiting_row(desk, row_id)
    person = inbox.meant(desk, row_id)
    if person is None:
        return None
    own = _changes(desk, row, person)
    for one, someone in _of_the_home(desk, row, person, own.get("household_id")):
        both = {person: own, someone: _changes(desk, one, someone)}
        if not any(doubts.of_person(desk, who, told, both) for who, told in both.items()):
            return one
    return None


def _of_the_home(
    desk: Desk, row: Mapping[str, Any], person: bytes, joins: bytes | None
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the other waiting rows of a list that mean somebody of the person's household."""
    known = rows.people.by_ids(desk.store, [person], columns=("household_id",))[person]
    homes = heads.homes(desk, (known["household_id"], joins))
    members = {one["id"] for home in homes.values() for one in home} - {person}
    for found in rows.intakes.waiting_rows(desk.store, row["intake_id"]) if members else ():
        someone = inbox.meant(desk, found["id"]) if found["id"] != row["id"] else None
        if someone is not None and someone in members:
            yield inbox.waiting_row(desk, found["id"]), someone


def _changes(desk: Desk, row: Mapping[str, Any], person: bytes) -> dict[str, Any]:
    return {name: after for name, _, after in inbox.differing(desk, row, person)}
