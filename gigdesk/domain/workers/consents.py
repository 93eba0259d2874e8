"""What people agree to, and which of it is in force: the one rule, in SQL in `store.validity`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

PURPOSES = (
    "registration",
    "dispatch",
    "employer",
    "insurer",
    "bank",
    "health",
    "meal",
    "photo",
    "publication",
)
FORM_VERSION = "1"
"""Of the notice and consent on paper; it rises whenever its words change."""

PHOTO = "photo"
"""Without it no photo is taken or shown: a face is sensitive (PIPL art. 28 and 29)."""

BASES = ("consent", "contract", "duty")
SENSITIVE = ("health", "meal", PHOTO)
"""What takes a consent of its own; no contract and no duty stands for that (PIPL art. 28, 29)."""


def taken_back(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the day on which a consent was taken back, or None; `rows` are all of the person.

    Taking back counts for the person: it ends everything given for that purpose until then,
    whichever of the records that were joined it hangs on, also where it was written down later.
    What the same record was given on that very day was given afterwards, or it would be marked
    itself; of another record nobody can say so. Source: Personal Information Protection Law art.
    15.
    """
    if row["withdrawn_on"] is not None:
        own: str = row["withdrawn_on"]
        return own
    days = [
        one["withdrawn_on"]
        for one in rows
        if one["purpose"] == row["purpose"]
        and one["withdrawn_on"] is not None
        and (
            row["given_on"] < one["withdrawn_on"]
            or (
                row["given_on"] == one["withdrawn_on"]
                and bytes(row["worker_id"]) != bytes(one["worker_id"])
            )
        )
    ]
    return min(days, default=None)


def in_force(rows: Sequence[Mapping[str, Any]], day: datetime.date) -> list[Mapping[str, Any]]:
    """Return what stands on a day of all consents of one person, those of joined records too."""
    return [
        one
        for one in rows
        if one["given_on"] <= day.isoformat()
        and not dates.has_ended(one["expires_on"], day)
        and taken_back(one, rows) is None
    ]


def with_ends(rows: Sequence[Mapping[str, Any]], day: datetime.date) -> list[dict[str, Any]]:
    """Return all consents of a person with how each stands on a day.

    `ended_on` is the day on which it was taken back, on whichever record; `standing` is `withdrawn`
    then, `expired` where it has run out, else `valid`.
    """
    found = []
    for one in rows:
        ended = taken_back(one, rows)
        standing = "expired" if dates.has_ended(one["expires_on"], day) else "valid"
        found.append({**one, "ended_on": ended, "standing": "withdrawn" if ended else standing})
    return found


def same(
    rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any], day: datetime.date
) -> Mapping[str, Any] | None:
    """Return the consent in force on a day that says the very same, or None."""
    for one in in_force(rows, day):
        if all((one[name] or None) == (value or None) for name, value in values.items()):
            return one
    return None


def purposes(rows: Sequence[Mapping[str, Any]], day: datetime.date) -> tuple[str, ...]:
    """Return the purposes for which something stands on a day, in the order of `PURPOSES`."""
    found = {one["purpose"] for one in in_force(rows, day)}
    return tuple(purpose for purpose in PURPOSES if purpose in found)
