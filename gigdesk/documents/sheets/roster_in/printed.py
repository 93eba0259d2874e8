"""Sheets that only show another sheet of the same file again, by formulas: to print, not to read.

What such a sheet holds stands in the other one, so leaving it out loses nothing.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gigdesk.documents.sheets.roster_in import headers, people

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gigdesk.documents.sheets.roster_in.people import ReadRow
    from gigdesk.documents.sheets.roster_in.plan import RosterPlan

REPEATS, UNSAVED = "repeats", "unsaved"
_LOOKED_AT = 120


def why(plan: RosterPlan, other: RosterPlan) -> str:
    """Return REPEATS where every person of a plan stands in another one with all that is said.

    UNSAVED where no row holds anything but formulas without a result; else nothing. Raises
    whatever reading the sheets raises.
    """
    first = next(_people(plan), None)
    if first is None:
        return ""
    if not _said(first):
        return "" if any(_said(row) for row in _people(plan)) else UNSAVED
    if not _is_among(_said(first), itertools.islice(_people(other), _LOOKED_AT)):
        return ""
    known: dict[str, list[frozenset[str]]] = {}
    for row in _people(other):
        known.setdefault(_who(row), []).append(_said(row))
    for row in _people(plan):
        said = _said(row)
        if not any(said <= one for one in known.get(_who(row), ())):
            return ""
    return REPEATS


def _people(plan: RosterPlan) -> Iterator[ReadRow]:
    return (row for row in people.rows(plan) if row.skip_reason is None)


def _is_among(said: frozenset[str], rows: Iterator[ReadRow]) -> bool:
    return any(said <= _said(row) for row in rows)


def _who(row: ReadRow) -> str:
    """Return what names the person of a row."""
    return row.cell(headers.DOC_NO).text.strip() or row.cell(headers.NAME).text.strip()


def _said(row: ReadRow) -> frozenset[str]:
    """Return the texts of a row without its order in the list and without errors."""
    serial = row.layout.get(headers.SERIAL)
    cells = zip(row.columns, row.original(), strict=True)
    return frozenset(
        text
        for at, cell in cells
        if at != serial and cell.kind != "error" and (text := cell.text.strip())
    )
