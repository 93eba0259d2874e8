"""Columns of certificates in lists of people: whose validity one says, and whose occupation."""

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
_TRADE = "trade"
_OF_CERTIFICATE = granted.COLUMNS | {
    *("certificate_level", "has_national_certificate"),
    *("skilled_training", "training_kind", "training_project"),
}
_OF_WORK = frozenset(
    {
        *("employer_name", "employment_status", "employment_place", "employment_province"),
        *("employment_form", "employed_since", "industry"),
    }
)


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


def of_trades(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Read a bare occupation beside a certificate as that of the certificate, not of the work.

    Beside columns of work it is that of the work, and so are words that name the work.
    Papers that are for no occupation, as of health, leave it to the person, too.
    """
    found = list(guesses)
    papers = [guess for guess in guesses if guess.field in granted.TELLING]
    if not any(granted.is_for_trade(f"{one.group}{one.header}") for one in papers):
        return found
    own = [at for at, guess in enumerate(guesses) if _is_of_certificate(at, guesses)]
    for at in own[:1]:
        for other, guess in enumerate(guesses):
            if guess.field == granted.NAME:
                free = all(one.field != granted.KIND for one in found)
                found[other] = _as(guess, granted.KIND if free else None)
        found[at] = _as(guesses[at], granted.NAME)
    for at in own[1:]:
        found[at] = _as(guesses[at], None)
    return found


def _is_of_certificate(at: int, guesses: Sequence[ColumnGuess]) -> bool:
    """Say whether a column is the occupation that a certificate is for."""
    guess = guesses[at]
    said = granted.is_trade_of(guess.header, guess.group) if guess.field == _TRADE else False
    if said is not None:
        return said
    beside = {_nearest(guesses[at + 1 :]), _nearest(guesses[:at][::-1])}
    return not beside & _OF_WORK and bool(beside & _OF_CERTIFICATE)


def _nearest(guesses: Sequence[ColumnGuess]) -> str | None:
    return next((one.field for one in guesses if one.field), None)
