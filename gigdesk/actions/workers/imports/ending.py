"""What a row's news of work empties of somebody known, said among the changes of the row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk.domain.workers import classing, employment, partial
from gigdesk.store import workers as rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.actions.workers.imports.own import Own
    from gigdesk.domain import workers
    from gigdesk.domain.workers import fitting

_EMPLOYER = "employer_name"
Histories = dict[bytes, list[dict[str, Any]]]


def histories(
    desk: Desk,
    rows_read: Iterable[tuple[workers.rows.RowReading, fitting.Known | None]],
    earlier: Iterable[Sequence[workers.rows.RowReading]],
    own: Own,
) -> Histories:
    """Return the history of work, by person, of those of whom rows say otherwise than is known.

    `earlier` are the rows before each about the same person. Histories come as they were before
    the import that `own` tells of.
    """
    asked = [
        person.id
        for (row, person), before in zip(rows_read, earlier, strict=True)
        if person is not None and any(_is_news(one, person) for one in (row, *before))
    ]
    return own.work(rows.belongings.find_of_many(desk.store, "employment", asked))


def _is_news(row: workers.rows.RowReading, person: fitting.Known) -> bool:
    """Say whether a row tells of work what is known otherwise."""
    return any(
        name in employment.COLUMNS and person.values.get(name) != value
        for name, value in row.given.items()
    )


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
    if not classed.diffs:
        return classed
    gone = employment.emptied(last, person, names, of_list=True)
    if employment.moves(last, person, names):
        classed = _moved(classed, last)
        gone |= employment.unbegun(person)
    emptied = tuple(classing.Diff(name, known.values[name], None) for name in gone)
    return replace(classed, diffs=(*classed.diffs, *emptied))


def _moved(classed: classing.Classed, last: Mapping[str, Any]) -> classing.Classed:
    """Say of a row that its person works elsewhere since nobody knows when, and not by half."""
    kept = [one for one in classed.warnings if not partial.is_half(one, _EMPLOYER)]
    return replace(classed, warnings=(*kept, employment.left(last)))
