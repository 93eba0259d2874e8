"""What a person must decide of somebody known before a row may change work or household."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gigdesk.actions.workers import heads, livelihood
from gigdesk.domain.workers import aside, classing, employment, findings
from gigdesk.store.workers import people

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.desk import Desk
    from gigdesk.domain import workers
    from gigdesk.domain.workers import fitting
    from gigdesk.domain.workers.findings import Finding

CODES = ("workers.finding.work_overlaps", "workers.finding.work_from_before", *heads.CODES)
"""All that may be asked."""
_ASKED = frozenset(employment.COLUMNS)
Told = tuple["Mapping[str, Any]", dict[str, Any]]


def doubts(
    today: datetime.date,
    rows: Sequence[workers.rows.RowReading],
    known: Sequence[fitting.Known | None],
    earlier: Sequence[Sequence[workers.rows.RowReading]],
    histories: Mapping[bytes, list[dict[str, Any]]],
) -> list[tuple[Finding, ...]]:
    """Return of each row what is to be decided first; `earlier` are rows before of its person.

    That is work that would overlap with other work there, or that began before what is known and
    would take its place, by the `histories` of work; of households see `homes.Heads`.
    """
    told: dict[int, Told] = {}
    for at, (row, person, before) in enumerate(zip(rows, known, earlier, strict=True)):
        if person is not None:
            told[at] = (person.values, _changes(row, person, before))
    against = livelihood.judged(told, histories, today)
    return [
        (
            *(replace(one, level=findings.WARNING) for one in against.get(at, ())),
            *_unsaid(row, person, before),
        )
        for at, (row, person, before) in enumerate(zip(rows, known, earlier, strict=True))
    ]


def _unsaid(
    row: workers.rows.RowReading,
    person: fitting.Known | None,
    before: Sequence[workers.rows.RowReading],
) -> tuple[Finding, ...]:
    """Return what is asked where a row does not say whose work begins, or whether it is over."""
    if person is None:
        return ()
    unsaid = employment.unsaid(row.given, [one.given for one in before], person.values)
    return (*unsaid, *aside.asked(row, person.values))


def of_person(
    desk: Desk,
    worker_id: bytes,
    changes: Mapping[str, Any],
    beside: Mapping[bytes, Mapping[str, Any]] | None = None,
) -> list[Finding]:
    """Return what speaks against changing somebody like this now, and others `beside` with it."""
    row = people.by_ids(desk.store, [worker_id])[worker_id]
    overlaps = livelihood.overlaps_now(desk, row, changes, of_list=True)
    return [*overlaps, *heads.ask(desk, row, changes, beside)]


def _changes(
    row: workers.rows.RowReading,
    person: fitting.Known,
    before: Sequence[workers.rows.RowReading],
) -> dict[str, Any]:
    """Return what this row and those before it would change of somebody's work."""
    stated: dict[str, Any] = {}
    for one in (*before, row):
        stated |= {name: value for name, value in one.given.items() if name in _ASKED}
    if not stated:
        return stated
    found = classing.differences(stated, row, person.values)
    return {one.field: one.after for one in found}
