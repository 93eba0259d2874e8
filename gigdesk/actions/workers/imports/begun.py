"""Rows without a state that let somebody work who is known as without: what they say and ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import begun, classing

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from gigdesk.actions.workers.imports.ending import Histories
    from gigdesk.actions.workers.imports.packing import Entry
    from gigdesk.actions.workers.imports.reading import Reading
    from gigdesk.domain import workers
    from gigdesk.domain.workers import fitting
    from gigdesk.domain.workers.findings import Finding

    Rows = Sequence[workers.rows.RowReading]


def told(entry: Entry, others: Rows, known: fitting.Known | None) -> tuple[Entry, Rows]:
    """Return a row, and the others of its person, with the states that follow from what they say.

    All stays as it was where somebody is new, or not known as without work.
    """
    if known is None or not begun.is_without(known.values):
        return entry, others
    read, *rest = _following([entry.reading, *others], known)
    return replace(entry, reading=read), rest


def _following(rows: Rows, known: fitting.Known) -> list[workers.rows.RowReading]:
    given = [one.given for one in rows]
    return [
        replace(one, given=begun.among(one.given, [*given[:at], *given[at + 1 :]], known.values))
        for at, one in enumerate(rows)
    ]


def asked(
    reading: Reading,
    entry: Entry,
    others: Rows,
    known: fitting.Known | None,
    *,
    histories: Histories,
    today: datetime.date,
) -> tuple[Finding, ...]:
    """Return what a person must decide of the work that a row, as it was read, lets begin."""
    if known is None or not begun.is_without(known.values):
        return ()
    given, person = entry.reading.given, known.values
    others_given = [one.given for one in others]
    found = begun.asked(given, others_given, person, histories.get(known.id, ()), today)
    if not found and begun.STATE in begun.among(given, others_given, person).keys() - given.keys():
        heads = {
            one.index: (one.header, reading.field_of(one))
            for one in reading.columns
            if one.sheet == entry.sheet
        }
        cells = [(*heads.get(at, ("", None)), text) for at, _, text in entry.cells]
        cells += [("", None, str(one.get("notes") or "")) for one in others_given]
        remarks = [remark for one in (entry.reading, *others) for remark in one.findings]
        found = begun.unclear(cells, remarks)
    return found


def once(doubt: Sequence[Finding], found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return what is in doubt of a row, and what else was found to ask that it does not say."""
    known = {one.code for one in doubt}
    return (*doubt, *(one for one in found if one.code not in known))


def said(classed: classing.Classed, entry: Entry, given: Mapping[str, object]) -> classing.Classed:
    """Return a row whose state follows from what was `given` with a remark that it does."""
    changed = any(one.field == begun.STATE for one in classed.diffs)
    if not changed or begun.STATE in given or begun.STATE not in entry.reading.given:
        return classed
    if begun.SAY_SO.intersection(one.code for one in classed.reasons):
        return classed
    return replace(classed, warnings=(*classed.warnings, begun.follows()))
