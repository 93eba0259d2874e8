"""What a row's news of work empties of somebody known, said among the changes of the row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk.domain.workers import classing, employment
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.domain.workers import fitting

Histories = dict[bytes, list[dict[str, Any]]]


def histories(
    desk: Desk,
    entries: Iterable[Entry],
    known: Iterable[fitting.Known | None],
) -> Histories:
    """Return the history of work, by person, of those of whom rows say otherwise than is known."""
    asked = [
        person.id
        for entry, person in zip(entries, known, strict=True)
        if person is not None
        and any(
            name in employment.COLUMNS and person.values.get(name) != value
            for name, value in entry.reading.given.items()
        )
    ]
    return rows.belongings.find_of_many(desk.store, "employment", asked)


def told(
    classed: classing.Classed,
    known: fitting.Known | None,
    history: Histories,
    stated: Sequence[Mapping[str, Any]],
) -> classing.Classed:
    """Return a row with what of its person told only of work that ends by it, and is emptied.

    `stated` is what this row says and what others of the file say of the same person: that stays.
    """
    if known is None or known.id not in history:
        return classed
    person = {**known.values, **{one.field: one.after for one in classed.diffs}}
    last = employment.newest(history[known.id])
    names = frozenset(name for one in stated for name in one)
    gone = employment.emptied(last, person, names) if classed.diffs else {}
    emptied = tuple(classing.Diff(name, known.values[name], None) for name in gone)
    return replace(classed, diffs=(*classed.diffs, *emptied))
