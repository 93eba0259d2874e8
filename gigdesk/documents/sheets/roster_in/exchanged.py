"""Headers that stand over each other's values: the proposal follows what is in the columns."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets.roster_in import headers
from gigdesk.domain.workers import columns, workplaces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.roster_in.headers import ColumnGuess

EXCHANGED = "exchanged"
_VALUES = 40
_SURENESS = 0.5
_EMPLOYER, _VILLAGE = "employer_name", "village"


def put_right(guesses: Sequence[ColumnGuess], body: Sequence[Row]) -> tuple[ColumnGuess, ...]:
    """Return columns with the fields of their values where headers have changed places."""
    fields = {one.index: one.field for one in guesses if one.field and one.why == "header"}
    # Sums and signatures below the people say nothing of what the columns hold.
    people = [row for row in body if headers.holds_people(row)] or body
    values = {at: _values(people, at) for at in fields}
    found = columns.exchanged(fields, values)
    right = [
        replace(one, field=found[one.index], confidence=_SURENESS, why=EXCHANGED)
        if one.index in found
        else one
        for one in guesses
    ]
    return tuple(_of_villages(one, right, people) for one in right)


def _of_villages(
    guess: ColumnGuess, guesses: Sequence[ColumnGuess], body: Sequence[Row]
) -> ColumnGuess:
    """Return a column 单位 over villages as one of villages, or as none beside one of these."""
    if guess.field != _EMPLOYER:
        return guess
    texts = (row.text(guess.index) for row in body)
    if not workplaces.are_villages(guess.header, list(filter(None, texts))):
        return guess
    if guess.group or any(one.field == _VILLAGE for one in guesses):
        return replace(guess, field=None, confidence=0.0, why="unknown")
    return replace(guess, field=_VILLAGE, confidence=_SURENESS, why="values")


def _values(body: Sequence[Row], column: int) -> list[str]:
    texts = (row.text(column) for row in body)
    return list(itertools.islice((text for text in texts if text), _VALUES))
