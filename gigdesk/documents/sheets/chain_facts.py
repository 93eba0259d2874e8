"""What a line of a chat list says of a person besides name and numbers: age, sex and village."""

from __future__ import annotations

import re

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain.workers import divisions
from gigdesk.domain.workers.pinyin import HAN

_BARE_AGE = re.compile(r"(?<![\d.+-])([1-9]\d)(?![\d.%-])")
_WORDS = re.compile("[\\s,.;:|/\u3001\uff0c\uff1b\uff1a()]+")
_AGES = range(14, 90)
_ALL_HAN = re.compile(f"[{HAN}]+")


def village_in(note: str) -> tuple[str, str]:
    """Take the one word out of what is left of a line that calls itself a village."""
    found = [one for one in _WORDS.split(note) if divisions.is_named_village(one)]
    return (note.replace(found[0], " ", 1), found[0]) if len(found) == 1 else (note, "")


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
