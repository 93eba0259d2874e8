"""Who works with a batch, as living people: records that were joined are one line and one cell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.store import attendance as rows
from gigdesk.store import dispatch as batch_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.actions.desk import Desk

Cells = dict[tuple[bytes, str], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Listed:
    """The list of a batch, a row for each living person.

    A person is named by the record their place hangs on; of several that were joined and are all
    listed, by the one that stays. `places` leads there from every record of these people. `until`
    is the last day of those who left early; who has a further place on the list has not left.
    """

    members: Mapping[bytes, Mapping[str, Any]]
    places: Mapping[bytes, bytes]
    until: Mapping[bytes, datetime.date | None]

    def place(self, worker_id: bytes) -> bytes:
        """Return the record by which a person is named here; of a stranger the one given."""
        return self.places.get(worker_id, worker_id)


def listed(desk: Desk, batch_id: bytes) -> Listed:
    """Return the list of a batch as living people, in its order."""
    found = batch_rows.members.list_members(desk.store, batch_id)
    joined = batch_rows.members.merged_into(desk.store, [row["worker_id"] for row in found])
    of_person: dict[bytes, list[dict[str, Any]]] = {}
    for row in found:
        record: bytes = row["worker_id"]
        of_person.setdefault(joined.get(record, record), []).append(row)
    named = {
        person: next((row for row in some if row["worker_id"] == person), some[0])
        for person, some in of_person.items()
    }
    records = batch_rows.members.rows_of(desk.store, list(of_person))
    return Listed(
        {row["worker_id"]: row for row in named.values()},
        {alias: named[person]["worker_id"] for alias, person in records.items()},
        {named[person]["worker_id"]: _until(some) for person, some in of_person.items()},
    )


def _until(places: Iterable[Mapping[str, Any]]) -> datetime.date | None:
    """Return the last day of somebody's places, or None where one of them is still open."""
    days = [row["until_day"] for row in places]
    return datetime.date.fromisoformat(max(days)) if all(days) else None


def cells(desk: Desk, batch_id: bytes, first: str, last: str, among: Listed) -> Cells:
    """Return the cells of a batch between two days by person and day.

    Where days were entered under several records of one person they are one cell with `parts`.
    """
    found: Cells = {}
    for cell in rows.totals.cells(desk.store, batch_id, first, last):
        key = among.place(cell["worker_id"]), cell["day"]
        found[key] = _together(key[0], found[key], cell) if key in found else cell
    return found


def parts(cell: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the cells of single records of which one is made, that of the person's place first."""
    return list(cell.get("parts", (cell,)))


def _together(place: bytes, one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return two cells of one person as one: days and overtime added up."""
    both = sorted([*parts(one), *parts(other)], key=lambda part: part["worker_id"] != place)
    quarters = sum(part["quarters"] for part in both)
    marks = [part["mark"] for part in both if part["mark"]]
    return {
        **both[0],
        "quarters": quarters,
        "overtime_minutes": sum(part["overtime_minutes"] for part in both),
        "minutes": sum(told)
        if (told := [part["minutes"] for part in both if part["minutes"]])
        else None,
        "overtime_kind": next(filter(None, (part["overtime_kind"] for part in both)), None),
        "times": " ".join(part["times"] for part in both if part["times"]) or None,
        "mark": marks[0] if marks and not quarters else None,  # a mark tells why nobody worked
        "parts": both,
    }


def ahead(desk: Desk, batch_id: bytes, first: str, last: str, among: Listed) -> dict[bytes, int]:
    """Return by person the quarters between two days that lie after today, of who has some."""
    after = (desk.clock.today() + datetime.timedelta(days=1)).isoformat()
    told = sums(desk, batch_id, max(first, after), last, among)
    return {person: quarters for person, (quarters, _) in told.items() if quarters}


def sums(
    desk: Desk, batch_id: bytes, first: str, last: str, among: Listed
) -> dict[bytes, tuple[int, int]]:
    """Return by person the quarters and overtime minutes of a batch between two days."""
    found: dict[bytes, tuple[int, int]] = {}
    for record, (quarters, minutes) in rows.totals.sums(desk.store, batch_id, first, last).items():
        before = found.get(among.place(record), (0, 0))
        found[among.place(record)] = (before[0] + quarters, before[1] + minutes)
    return found
