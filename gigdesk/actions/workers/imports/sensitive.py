"""Leaves out of an import what may only be kept with a consent of its own, and says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import consents, findings, worker
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain.workers import fitting

PURPOSE_OF: Mapping[str, str] = {one.name: one.consent for one in worker.FIELDS if one.consent}
"""What tells of faith and health, and the purpose it needs a consent for (PIPL art. 28 and 29)."""

Left = tuple[findings.Finding, ...]


def fields_of(reading: Reading) -> frozenset[str]:
    """Return the fields of a file that need a consent of their own: mostly none."""
    return frozenset(PURPOSE_OF) & {reading.field_of(one) for one in reading.columns}


def without(
    desk: Desk, entries: Sequence[Entry], known: Sequence[fitting.Known | None]
) -> list[tuple[Entry, Left]]:
    """Return the rows of a chunk without what nobody agreed to, and what is said of each.

    Who is new has agreed to nothing yet. The values stay in the kept file and in the cells of the
    row: once the consent is recorded, taking the list in again brings them.
    """
    today = desk.clock.today()
    asked = [
        person.id if person and PURPOSE_OF.keys() & entry.reading.given.keys() else None
        for entry, person in zip(entries, known, strict=True)
    ]
    given = rows.belongings.find_of_many(
        desk.store, "consent", [one for one in asked if one is not None]
    )
    found = []
    for entry, person in zip(entries, asked, strict=True):
        purposes = consents.purposes(given.get(person, ()), today) if person else ()
        found.append(_without(entry, purposes))
    return found


def _without(entry: Entry, purposes: Sequence[str]) -> tuple[Entry, Left]:
    row = entry.reading
    left = [name for name in PURPOSE_OF if name in row.given and PURPOSE_OF[name] not in purposes]
    if not left:
        return entry, ()
    kept = {name: value for name, value in row.given.items() if name not in left}
    said = findings.warning("findings.row.consent_left", field=",".join(left))
    return replace(entry, reading=replace(row, given=kept)), (said,)
