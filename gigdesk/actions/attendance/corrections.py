"""What a sheet changes of the days that are known: whose, where it says so, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions.attendance import people
from gigdesk.domain.attendance import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.attendance.entering import Entry
    from gigdesk.actions.desk import Desk
    from gigdesk.documents.sheets.attendance_in import DayRecord


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that a file changes: sheet and row, whose and which day, what the file says there."""

    sheet: str
    row: int
    name: str
    day: str
    text: str
    before: Quantity
    after: Quantity


def of(
    desk: Desk,
    batch_id: bytes,
    taken: Iterable[tuple[Entry, Mapping[str, Any] | None]],
    said: Mapping[tuple[bytes, str], DayRecord],
) -> tuple[Correction, ...]:
    """Return what of the cells `taken` stands there otherwise, in the order of the file.

    `said` is what the file says of each, by person and day.
    """
    members = people.listed(desk, batch_id).members
    found = []
    for entry, cell in taken:
        record = said[entry.worker_id, entry.day]
        if cell is not None:
            before = Quantity(
                cell["quarters"], cell["mark"] or "", cell["overtime_minutes"], cell["minutes"]
            )
            name = members[entry.worker_id]["name"]
            where = (record.sheet, record.row_number, name, entry.day, record.text)
            found.append(Correction(*where, before, entry.quantity))
    return tuple(found)
