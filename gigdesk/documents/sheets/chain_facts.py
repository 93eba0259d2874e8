"""What a line of a chat list says besides name and numbers: pictures, age and sex."""

from __future__ import annotations

import re

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_lines
from gigdesk.domain.workers.pinyin import HAN

_BARE_AGE = patterns.later(rf"(?<![\d.+{HAN}-])([1-9]\d)(?![\d.%-])")
_PICTURE = patterns.later(r"\[([^\[\]]{1,12})\]")
_LETTERS_ONLY = patterns.later(r"[A-Za-z]{2,15}")
_AGES = range(14, 90)
_ALL_HAN = patterns.later(f"[{HAN}]+")


def without_pictures(text: str) -> str:
    """Take out the pictures that a chat program writes as words when a list is copied: [强].

    A group that a name was written to without a blank (3组陈二) is parted from it.
    """
    text = chat_lines.GROUP.sub(r"\1 ", text)
    return _PICTURE.sub(lambda one: " " if _is_picture(one[1]) else one[0], text)


def _is_picture(word: str) -> bool:
    """Say whether a word in brackets is a picture's: one that is known, or English ([Rose])."""
    words = sheet_words.words("intake.words.picture")
    return sheet_words.plain(word) in words or _LETTERS_ONLY.fullmatch(word) is not None


def age_in(text: str) -> tuple[str, int | None]:
    """Take the age out: a figure with its word, or two figures that stand alone."""
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.age")))
    named = re.search(f"(\\d{{1,2}})\\s*(?:{words})", text, re.IGNORECASE)
    if named:
        return text[: named.start()] + " " + text[named.end() :], int(named[1])
    bare = _BARE_AGE.findall(text)
    if len(bare) == 1 and int(bare[0]) in _AGES and not re.search(r"\d{3}", text):
        found = _BARE_AGE.search(text)
        after = text[found.end() : found.end() + 1] if found else ""
        if found and not _ALL_HAN.match(after):
            return text[: found.start()] + " " + text[found.end() :], int(found[1])
    return text, None


def sex_in(text: str) -> tuple[str, str]:
    """Take a lone word for the sex out, as the code of GB/T 2261.1."""
    for code, key in (("1", "intake.words.male"), ("2", "intake.words.female")):
        for word in sheet_words.longest_first(key):
            found = re.search(f"(?<![\\w]){re.escape(word)}(?![\\w])", text, re.IGNORECASE)
            if found:
                return text[: found.start()] + " " + text[found.end() :], code
    return text, ""
