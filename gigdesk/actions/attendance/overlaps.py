"""Days on which somebody of a batch is elsewhere too: in another batch, or in a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.actions.attendance import people
from gigdesk.domain import attendance
from gigdesk.store import attendance as rows
from gigdesk.store import training

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from gigdesk.actions.desk import Desk

BATCH, CLASS = "attendance.overlap.batch", "attendance.overlap.class"
_EVER = ("0001-01-01", "9999-12-31")
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Overlap:
    """One day on which somebody is in two places, with what fills the sentence of `code`."""

    worker_id: bytes
    name: str
    day: str
    code: str
    params: Mapping[str, object]


def find_overlaps(desk: Desk, batch_id: bytes, *, month: str | None = None) -> list[Overlap]:
    """Return all days of a batch, or of one month, with work on which somebody is elsewhere too."""
    days = attendance.days_of_month(month) if month else list(_EVER)
    listed = people.listed(desk, batch_id)
    cells = people.cells(desk, batch_id, days[0], days[-1], listed)
    worked = [key for key, cell in cells.items() if cell["quarters"] or cell["minutes"]]
    return list(of_days(desk, batch_id, worked))


def of_days(
    desk: Desk, batch_id: bytes, worked: Collection[tuple[bytes, str]]
) -> tuple[Overlap, ...]:
    """Return where people are elsewhere on these days of a batch, by name and day."""
    if not worked:
        return ()
    asked, days = sorted({person for person, _ in worked}), [day for _, day in worked]
    first, last = min(days), max(days)
    batch = desk.store.get("batch", batch_id) or {"number": 0}
    wanted, named = set(worked), _named(desk, batch_id)
    found = []
    for row in rows.totals.stints(desk.store, asked, first, last):
        a_day = attendance.minutes_of_day(row["minutes_per_day"])
        amounts = (row["quarters"], row["minutes"], row["overtime_minutes"])
        minutes = attendance.worked_minutes(*amounts, a_day)
        key = (row["asked_id"], row["day"])
        if minutes and row["batch"] != batch["number"] and key in wanted:
            told = {"number": row["batch"], "called": row["trade"]}
            told["hours"] = attendance.shown_hours(minutes)
            found.append(_overlap(named, key, BATCH, told))
    for row in _classes(desk, asked, first, last):
        told = {"number": row["number"], "called": row["name"]}
        found += [
            _overlap(named, key, CLASS, told)
            for key in wanted
            if key[0] == row["asked_id"] and row["from_day"] <= key[1] <= row["to_day"]
        ]
    return tuple(sorted(found, key=lambda one: (one.day, one.name, one.code)))


def _classes(desk: Desk, asked: Sequence[bytes], first: str, last: str) -> list[dict[str, Any]]:
    return [
        row
        for at in range(0, len(asked), _CHUNK)
        for row in training.attended(desk.store, asked[at : at + _CHUNK], first, last)
    ]


def _named(desk: Desk, batch_id: bytes) -> dict[bytes, str]:
    listed = people.listed(desk, batch_id)
    return {person: row["name"] for person, row in listed.members.items()}


def _overlap(
    named: Mapping[bytes, str], key: tuple[bytes, str], code: str, told: Mapping[str, object]
) -> Overlap:
    name = named.get(key[0], "")
    return Overlap(*key[:1], name, key[1], code, {"name": name, "day": key[1], **told})
