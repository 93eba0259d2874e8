"""Where a person's record came from and how far it was checked, said without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.domain import workers
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk


def told(
    desk: Desk, people: Mapping[bytes, Mapping[str, Any]]
) -> dict[bytes, dict[str, str | None]]:
    """Return `source_note` and `verified_how` of rows of people by id.

    Where the record itself names no source it is the row of the list that it was taken in from;
    who was never checked is said to be unchecked.
    """
    asked = [one for one, row in people.items() if not row["source_note"]]
    listed = rows.intakes.first_sources(desk.store, asked)
    said = {one: workers.labels.source(**row) for one, row in listed.items()}
    return {
        one: {
            "source_note": row["source_note"] or said.get(one),
            "verified_how": row["verified_how"] or workers.worker.UNCHECKED,
        }
        for one, row in people.items()
    }
