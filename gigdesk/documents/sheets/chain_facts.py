"""What a line of a chat list says besides its name: pictures, numbers, age, sex and village."""

from __future__ import annotations

import re

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain.workers import divisions, identity
from gigdesk.domain.workers.pinyin import HAN

_BARE_AGE = re.compile(r"(?<![\d.+-])([1-9]\d)(?![\d.%-])")
_WORDS = re.compile("[\\s,.;:|/~\u3001\uff0c\uff1b\uff1a()]+")
_GROUP = re.compile(rf"([0-9]{{1,2}}\u7ec4)(?=[{HAN}])")
_PICTURE = re.compile(r"\[([^\[\]]{1,12})\]")
_BRACKETS = re.compile("\\[[^\\[\\]]*\\]|\u3010[^\u3010\u3011]*\u3011")
_PHONE = r"1[3-9]\d{9}"
_DOC_NO = r"[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{3}[0-9xX]"
_RUN_TOGETHER = (
    re.compile(f"(?<!\\d)({_PHONE})({_DOC_NO})(?![0-9xX])"),
    re.compile(f"(?<!\\d)({_DOC_NO})({_PHONE})(?!\\d)"),
)
_AGES = range(14, 90)
_ALL_HAN = re.compile(f"[{HAN}]+")


def without_pictures(text: str) -> str:
    """Take out the pictures that a chat program writes as words when a list is copied: [强].

    A group that a name was written to without a blank (3组陈二) is parted from it.
    """
    text = _GROUP.sub(r"\1 ", text)
    words = sheet_words.words("intake.words.picture")
    return _PICTURE.sub(lambda one: " " if sheet_words.plain(one[1]) in words else one[0], text)


def without_brackets(text: str) -> str:
    """Return a line without what stands in square brackets, which is mostly beside the matter."""
    return _BRACKETS.sub(" ", text)


def numbers_apart(text: str) -> str:
    """Part a mobile number and the number of a paper that were written as one, 11 and 18 long.

    Where figures could be cut in two ways, the way counts that leaves a right number.
    """
    ways = [
        (not identity.is_resident_number(one[2 - at].upper()), one[0], f"{one[1]} {one[2]}")
        for at, pattern in enumerate(_RUN_TOGETHER)
        for one in pattern.finditer(text)
    ]
    for _, whole, parted in sorted(ways):
        text = text.replace(whole, parted, 1)
    return text


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
