"""Columns of certificates and other papers in lists of people: which belongs to which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import granted, paper_heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.sheets.roster_in.headers import ColumnGuess

_OWN, _NAME = "doc_no", "name"
_CERTAIN = 0.9
_VALID = frozenset({"doc_valid_from", "doc_valid_to"})
_PARTS = _VALID | (granted.COLUMNS - granted.TELLING)
_ISSUE = frozenset({granted.ISSUER, granted.ISSUED})
_FILLING = (granted.TELLING - {granted.NUMBER}) | {"certificate_level", "training_project", "trade"}
_OF_ID = frozenset({"sex", "birth_date", "age", "ethnic", "doc_kind"})
"""What follows from the person's own paper may stand between it and its validity."""
_MINE, _OURS, _THEIRS, _NOBODY = "own", "certificate", "other", ""
_TRADE = "trade"
_OF_CERTIFICATE = granted.COLUMNS | {
    *("certificate_level", "has_national_certificate"),
    *("skilled_training", "training_kind", "training_project"),
}
_SURELY = frozenset({"certificate_level", "training_kind", "skilled_training"})
_OF_WORK = frozenset(
    {
        *("employer_name", "employment_status", "employment_place", "employment_province"),
        *("employment_form", "employed_since", "industry"),
    }
)


def of_papers(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Leave a day, an office or a validity to a paper only where it is certain to which.

    Tables side by side are looked at one by one.
    """
    starts = [at for at, guess in enumerate(guesses) if guess.field == _NAME][1:]
    found: list[ColumnGuess] = []
    for first, end in zip([0, *starts], [*starts, len(guesses)], strict=True):
        found += _Papers(guesses[first:end]).read()
    return found


class _Papers:
    """The columns of one table: the person's own number, that of its certificate, all others."""

    def __init__(self, guesses: Sequence[ColumnGuess]) -> None:
        self._all = guesses
        self._words = [f"{guess.group}{guess.header}" for guess in guesses]
        self._own = self._best(_OWN)
        self._number = self._best(granted.NUMBER)
        head = self._words[self._number] if self._number is not None else ""
        self._others = {
            at
            for at, guess in enumerate(guesses)
            if at not in (self._own, self._number) and self._is_other(at, guess, head)
        }
        self._works = {
            at
            for at, words in enumerate(self._words)
            if guesses[at].field is None and paper_heads.is_of_operation(words)
        } - self._others

    def _best(self, field: str) -> int | None:
        """Return the column that a field is read from: what names the person's paper goes first."""
        found = [at for at, guess in enumerate(self._all) if guess.field == field]
        if not found:
            return None
        named = field == _OWN and [at for at in found if paper_heads.is_own(self._words[at])]
        return max(named or found, key=lambda at: self._all[at].confidence)

    def _is_other(self, at: int, guess: ColumnGuess, number: str) -> bool:
        if guess.field in (_OWN, granted.NUMBER):
            return True
        if guess.field in _FILLING:
            return any(one.field == guess.field for one in self._all[:at]) and (
                guess.field in granted.TELLING
            )
        if guess.field in _PARTS:
            return False
        return paper_heads.is_of_another(self._words[at], guess.field, number)

    def read(self) -> list[ColumnGuess]:
        """Return the columns, those whose paper is not certain without a field."""
        return [self._one(at, guess) for at, guess in enumerate(self._all)]

    def _one(self, at: int, guess: ColumnGuess) -> ColumnGuess:
        words = self._words[at]
        if at in self._others and guess.field == _OWN and self._knows_own():
            return replace(guess, field=None, why="repeated")
        if guess.field in granted.TELLING - {granted.NUMBER} and self._others:
            return guess if self._is_at_number(at) else _as(guess, None)
        until = granted.of_validity(guess.header, guess.group)
        if guess.field not in _PARTS and until is None:
            return guess
        if paper_heads.is_own(words):
            return _as(guess, None) if guess.field in _ISSUE else guess
        whose = self._whose(at)
        if guess.field in _VALID or until is not None:
            return self._valid(guess, whose, until)
        if whose == _OURS or self._is_named(words):
            return guess
        if whose == _MINE and not self._tells():
            return guess
        return _as(guess, None) if whose in (_MINE, _THEIRS) or self._others else guess

    def _valid(self, guess: ColumnGuess, whose: str, until: str | None) -> ColumnGuess:
        """Read a validity that does not say itself whose it is."""
        if whose == _MINE:
            return guess
        if whose == _OURS:
            return _as(guess, until or None)
        alone = not self._others and not self._tells() and not self._works
        return guess if alone and paper_heads.is_of_proof(guess.header) else _as(guess, None)

    def _whose(self, at: int) -> str:
        """Return to whose block of columns this one belongs, which begins with its number."""
        told = works = far = False
        for before in range(at - 1, -1, -1):
            field = self._all[before].field
            if before == self._number:
                return _OURS if not (far and self._others) else _NOBODY
            if before in self._others:
                return _THEIRS
            if before == self._own:
                return self._of_own(at, told=told, far=far, works=works)
            works = works or before in self._works or self._is_no_id(before)
            told = told or field in _FILLING
            is_part = field in _PARTS or before in self._works or self._is_dated(before)
            far = far or not (is_part or field in _FILLING or field in _OF_ID)
        return _OURS if told and not self._others else _NOBODY

    def _of_own(self, at: int, *, told: bool, far: bool, works: bool) -> str:
        if told:
            sure = not self._others or (self._number is None and not far)
            return _OURS if sure and self._tells() else _NOBODY
        block = [one for one in range(at, len(self._all)) if self._is_part(at, one)]
        return _NOBODY if far or works or any(map(self._is_no_id, block)) else _MINE

    def _is_part(self, first: int, last: int) -> bool:
        """Say whether only columns of days and offices stand from one column to another."""
        return all(
            self._all[at].field in _PARTS or self._is_dated(at) for at in range(first, last + 1)
        )

    def _is_dated(self, at: int) -> bool:
        guess = self._all[at]
        dated = granted.of_validity(guess.header, guess.group) is not None
        return dated or (guess.field is None and paper_heads.is_day(self._words[at]))

    def _is_no_id(self, at: int) -> bool:
        """Say whether a column of days is one that the person's own paper never has."""
        return self._all[at].field == granted.REVIEW or paper_heads.is_no_id(self._words[at])

    def _knows_own(self) -> bool:
        return self._own is not None and paper_heads.is_own(self._words[self._own])

    def _tells(self) -> bool:
        return any(guess.field in granted.TELLING for guess in self._all)

    def _is_at_number(self, at: int) -> bool:
        """Say whether name or class stands right beside the number that is read, and no other."""
        if at in self._others or self._number is None:
            return at not in self._others
        low, high = sorted((at, self._number))
        between = range(low + 1, high)
        joined = all(self._all[one].field in _FILLING | _PARTS for one in between)
        return joined and at + 1 not in self._others

    def _is_named(self, words: str) -> bool:
        """Say whether a header names the certificate that is read, and no other paper."""
        if self._number is None:
            return False
        others = [self._words[at] for at in self._others]
        return paper_heads.is_named(words, self._words[self._number], others)


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
    for at in [at for at in own if _is_unsure(at, guesses)]:
        own.remove(at)
        found[at] = _as(guesses[at], None)
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
    beside = _beside(at, guesses)
    return not beside & _OF_WORK and bool(beside & _OF_CERTIFICATE)


def _is_unsure(at: int, guesses: Sequence[ColumnGuess]) -> bool:
    """Say whether an occupation may be the work as well: a bare word, and no level beside it."""
    guess = guesses[at]
    return granted.is_any_trade(guess.header, guess.group) and not _beside(at, guesses) & _SURELY


def _beside(at: int, guesses: Sequence[ColumnGuess]) -> set[str | None]:
    """Return the fields of the columns around one that are known."""
    return {_nearest(guesses[at + 1 :]), _nearest(guesses[:at][::-1])}


def _nearest(guesses: Sequence[ColumnGuess]) -> str | None:
    return next((one.field for one in guesses if one.field), None)
