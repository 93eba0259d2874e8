"""Columns that stand behind who is to be called in need, and are about that one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain.workers import headers as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.sheets.roster_in.headers import ColumnGuess

_NAME, _WHO, _TIE, _PHONE = "name", "emergency_name", "emergency_relation", "emergency_phone"
_CERTAIN = 0.9


def of_contacts(guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Read a bare kinship and a second telephone right behind the contact as the contact's.

    The telephone only where the person has an own one before: there may be no other than that one.
    """
    found: list[ColumnGuess] = []
    known = {guess.field for guess in guesses}
    own_phone = False
    for guess in guesses:
        before = found[-1] if found and found[-1].index == guess.index - 1 else None
        behind = before.field if before else None
        field = guess.field
        if field == _NAME:
            own_phone = False
        if field is None and behind in {_WHO, _PHONE} and _is_tie(guess) and _TIE not in known:
            field = _TIE
        elif field == "phone" and own_phone and behind in {_WHO, _TIE} and _PHONE not in known:
            field = _PHONE
        own_phone = own_phone or field == "phone"
        changed = field != guess.field
        found.append(
            replace(guess, field=field, confidence=_CERTAIN, why="header") if changed else guess
        )
    return found


def _is_tie(guess: ColumnGuess) -> bool:
    return not guess.group and sheet_words.plain(guess.header) in words.TIES
