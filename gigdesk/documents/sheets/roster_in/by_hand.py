"""The plan of a sheet of which nothing is known: the user says what its columns mean."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gigdesk.documents.sheets.roster_in import plan as plans
from gigdesk.documents.sheets.roster_in.headers import ColumnGuess

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.reading import Sheet
    from gigdesk.documents.excel.rows import Row

_LOOKED_AT = 15
_SAMPLE_ROWS = 120
_FIRST_AMONG = 3


def by_hand(sheet: Sheet, header_row: int | None = None) -> plans.RosterPlan | None:
    """Return a plan with every column of a sheet, most of them unread until somebody chooses.

    `header_row` is the number at the left edge, 0 for a list without a header; None guesses it.
    Returns None for an empty sheet. Raises whatever reading the sheet raises.
    """
    sample = list(itertools.islice(sheet.rows(), _SAMPLE_ROWS))
    number = _likely_header(sample) if header_row is None else header_row
    header = next((row for row in sample if row.number == number), None)
    width = max((len(row.values) for row in sample), default=0)
    if not width or not any(row.own() for row in sample):
        return None
    guesses = tuple(
        ColumnGuess(at, " ".join(header.text(at).split()) if header else "", None, 0.0, "unknown")
        for at in range(width)
        if any(row.text(at) for row in sample)
    )
    body = [row for row in sample if row.number > number]
    block = plans.by_values(plans.Block(0, 0, width - 1, guesses), body)
    rows = (number,) if header else ()
    return plans.RosterPlan(sheet, rows, (block,), frozenset(), chosen=True, score=0.0)


def _likely_header(sample: Sequence[Row]) -> int:
    """Return the number of the first row that fills about as many columns as any; 0 for none."""
    filled = {row.number: len(row.own()) for row in sample[:_LOOKED_AT]}
    most = max(filled.values(), default=0)
    if most < _FIRST_AMONG:
        return next(iter(filled), 0)
    return next(number for number, count in filled.items() if count * 3 >= most * 2)
