"""The words by which sheets are read: what a subtotal, a signature or a mark is called.

They stand in `intake.json` of every language, lists divided by `|`, and are all known at once
whatever language the window speaks.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from gigdesk import i18n

_REFERENCE = re.compile(r"R([0-9]{1,7})-[0-9a-f]{8}")


@functools.cache
def words(key: str) -> frozenset[str]:
    """Return the words of a list `intake.words.<...>` in all languages, in their plain form."""
    found: set[str] = set()
    for language in i18n.LANGUAGES:
        found.update(plain(word) for word in i18n.words(language).get(key, "").split("|"))
    return frozenset(found - {"", "-"}) if key in _LETTERS else frozenset(found - {""})


_LETTERS = {"intake.words.year", "intake.words.month", "intake.words.day"}


@functools.cache
def longest_first(*keys: str) -> tuple[str, ...]:
    """Return the words of one or several lists, the longer before the shorter."""
    found = {word for key in keys for word in words(key)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def plain(text: str) -> str:
    """Write a text for comparison: one width, no spaces, small letters, no trailing colon."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).lower().strip("*:;,.#\u3002\u3001")


def folded(text: str) -> str:
    """Write a text in one width and small letters with its signs kept, for searching in it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).lower()


def is_remarks(header: str) -> bool:
    """Say whether a column is one of our own in a workbook that we returned."""
    return plain(header) in words("intake.remarks") or is_reference(header)


def is_reference(header: str) -> bool:
    """Say whether a column of a workbook that we returned ties its rows to those that wait."""
    return plain(header) in words("intake.reference")


def refers(text: str) -> bool:
    """Say whether a cell is a reference as we give them to rows that go back."""
    return referred_row(text.strip()) is not None


def referred_row(text: str) -> int | None:
    """Return the number of the row that a reference names, or None where it is none."""
    found = _REFERENCE.fullmatch(text)
    return int(found[1]) if found else None
