"""Lines at the foot of lists and between their parts that name nobody, told by their own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain.workers import figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COUNT = re.compile(r"[(]?[0-9]+(?:\.[0-9]+)?\w{0,2}[)]?")
_LONGEST_LABEL = 8
_NO_MORE_BY_NAME = 2


def breaks_down(texts: Sequence[str]) -> bool:
    """Say whether a line counts a part of the people above: its first cell says which part.

    Every further cell is a count. Nobody's row begins so: the words are those of a list.
    """
    plain = [sheet_words.folded(text) for text in texts]
    if len(plain) < _NO_MORE_BY_NAME or not all(_COUNT.fullmatch(text) for text in plain[1:]):
        return False
    first = plain[0].rstrip(":")
    begins = tuple(sheet_words.words("intake.words.of_which"))
    return first.startswith(begins) or first in sheet_words.words("intake.words.part_of_people")


def is_page(texts: Iterable[str]) -> bool:
    """Say whether a line only numbers its page: page 1/1, page 1 of 3."""
    joined = "".join(map(sheet_words.folded, texts))
    return bool(joined) and figures.PAGE.fullmatch(joined) is not None


def sums_up(texts: Sequence[str]) -> bool:
    """Say whether a line is words for sums with a count behind each: households 11, people 38."""
    plain = [sheet_words.folded(text).rstrip(":") for text in texts]
    labels = [text for text in plain if not _COUNT.fullmatch(text)]
    begins = tuple(sheet_words.words("intake.words.subtotal"))
    parts = sheet_words.words("intake.words.part_of_people")
    summed = [text for text in labels if text.startswith(begins) and len(text) <= _LONGEST_LABEL]
    known = all(text in summed or text in parts for text in labels)
    return bool(summed) and known and not _COUNT.fullmatch(plain[0]) and len(labels) < len(plain)


def counts_people(texts: Iterable[str]) -> bool:
    """Say whether every cell only counts people: 20 of them, with the word."""
    plain = [sheet_words.folded(text) for text in texts]
    return bool(plain) and all(figures.PEOPLE.fullmatch(text) for text in plain)


def is_signed(texts: Iterable[str]) -> bool:
    """Say whether a cell leaves room for a signature: an office, (signature) and a colon."""
    signed = sheet_words.words("intake.words.signed")
    return any(text.rstrip(":").endswith(tuple(f"({word})" for word in signed)) for text in texts)
