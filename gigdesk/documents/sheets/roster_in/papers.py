"""Columns that say until when a paper is valid, in lists of people who show several papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import granted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.sheets.roster_in.headers import ColumnGuess

_OWN = "doc_no"
_CERTAIN = 0.9
_BESIDE = frozenset({granted.ISSUER, granted.ISSUED})


def of_papers(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Read a bare validity as that of the nearest paper before it that a column numbers or names.

    Office and day of issue between the person's own number and such a validity are of that paper.
    Lists without certificates stay as they are.
    """
    found = list(guesses)
    if granted.TELLING.isdisjoint({guess.field for guess in guesses}):
        return found
    nearest, since = "", 0
    for at, guess in enumerate(guesses):
        if guess.field == _OWN or guess.field in granted.TELLING:
            nearest, since = guess.field, at
        valid = granted.of_validity(guess.header, guess.group)
        if valid is None or not nearest:
            continue
        if nearest != _OWN:
            found[at] = _as(guess, valid or None)
        elif guess.field is not None:
            found[since:at] = [
                _as(one, None) if one.field in _BESIDE else one for one in found[since:at]
            ]
    return found


def _as(guess: ColumnGuess, field: str | None) -> ColumnGuess:
    if field is None:
        return replace(guess, field=None, confidence=0.0, why="unknown")
    return replace(guess, field=field, confidence=_CERTAIN, why="header")
