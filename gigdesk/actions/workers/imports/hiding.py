"""Masks the numbers of people in cells as they stand in a file, before anybody has read them."""

from __future__ import annotations

import re

from gigdesk.domain import workers

# Ten digits and more, in groups as people write them, too; days of a calendar are none.
_LONG_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d-\d\d?-\d\d?(?!\d))\d(?:[\s-]{0,2}[\dXx*]){9,}")
# In a column of numbers of papers, telephones or accounts shorter ones are as private.
_NUMBER = re.compile(r"[A-Za-z]{0,3}\d(?:[\s-]{0,2}[\dXx*]){4,}")
_GAPS = re.compile(r"[\s-]+")
_OF_NUMBERS = frozenset({"docno", "phone", "account"})
_BESIDE = frozenset({"phone_more", "social_card", "disability_no", "job_card_no"})
_LAST, _FIRST, _LONG = 4, 3, 10


def hidden(text: str, field: str | None = None) -> str:
    """Return a cell's text with every long number masked: 430***********1126, 138****5678.

    `field` is what its column goes to: where that is a number of people, short ones are masked.
    """
    described = workers.worker.BY_NAME.get(field or "")
    private = field in _BESIDE or (described is not None and described.kind in _OF_NUMBERS)
    return (_NUMBER if private else _LONG_NUMBER).sub(lambda found: _masked(found[0]), text)


def _masked(text: str) -> str:
    number = _GAPS.sub("", text)
    first = number[:_FIRST] if len(number) >= _LONG else ""
    return f"{first}{'*' * (len(number) - len(first) - _LAST)}{number[-_LAST:]}"
