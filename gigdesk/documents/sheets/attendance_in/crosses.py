"""Crosses to which a legend gives another word than absence, in a way that nobody can read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import meanings
from gigdesk.domain import attendance, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

_CROSS = patterns.later(r"[\u00d7\u2717\u2718]|(?<![A-Za-z0-9])[Xx](?![A-Za-z0-9])")
_OTHER_SIGN = patterns.later(r"[^\w\s:;,.()\[\]=/|\-\u3001\u3002]")
_QUOTES = patterns.later(r"[\"'\u2018\u2019\u201c\u201d\u300a\u300b\u3010\u3011]")
_CLAUSE = patterns.later(r"[,;\u3001\u3002\n]")
_TOKEN = patterns.later(r"[\s/|:]+")
_ABSENT = (0, attendance.ABSENT)


def untold(text: str) -> Iterator[str]:
    """Yield the crosses beside which a word for anything but absence stands.

    A cross means absence where no legend speaks of it. One that multiplies is no sign.
    """
    written = _QUOTES.sub("", unicodedata.normalize("NFKC", text))
    for cross in _CROSS.finditer(written):
        before = _OTHER_SIGN.split(_CLAUSE.split(written[: cross.start()])[-1])[-1]
        behind = _OTHER_SIGN.split(_CLAUSE.split(written[cross.end() :])[0])[0]
        if not _multiplies(before, behind) and _is_other(before, behind):
            yield cross[0].upper()


def _multiplies(before: str, behind: str) -> bool:
    """Say whether a number stands beside the cross, or what it adds to is told before it."""
    numbers = before.rstrip()[-1:].isdigit() or behind.lstrip()[:1].isdigit()
    return numbers or "=" in before.strip().rstrip("=")


def _is_other(before: str, behind: str) -> bool:
    """Say whether a word before or behind a cross may be its own, and is none for absence.

    The one that is joined to it is, where only one is; of two only a whole word can be.
    """
    first = _last(before)
    last = _first(behind if first else behind.lstrip(")"))
    sides = ((first, before[-1:]), (last, behind[:1]))
    joined = [word for word, beside in sides if word and beside.strip()]
    either = [word for word in (first, last) if word]
    own = joined if len(joined) == 1 else either
    if len(own) == 1:
        return bool(meanings.kinds(own[0]) - {_ABSENT})
    return any(
        meanings.word(word) not in {None, _ABSENT} for word in map(meanings.without_verb, own)
    )


def _last(before: str) -> str:
    """Return the word before a cross; a count, and what announces the signs, are none."""
    word = _TOKEN.split(meanings.bare(before))[-1]
    heads = sheet_words.words("intake.words.note") | sheet_words.words("intake.words.legend")
    return word if any(map(str.isalpha, word)) and sheet_words.plain(word) not in heads else ""


def _first(behind: str) -> str:
    """Return the word behind a cross, with a remark in brackets."""
    said = meanings.without_means(behind.lstrip(" /|").partition(")")[0])
    return _TOKEN.split(said)[0]
