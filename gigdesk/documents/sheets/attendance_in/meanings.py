"""The words of a legend: which meaning a word or a text has, as quarters and mark."""

from __future__ import annotations

import re

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain import attendance

_AROUND = (
    " :=()[]\"'<>-\u2014\u2018\u2019\u201c\u201d\uff08\uff09\uff1a\uff1d\u3010\u3011\u300a\u300b"
)
KINDS = {
    "intake.words.legend_whole": (attendance.WHOLE_DAY, ""),
    "intake.words.legend_half": (attendance.WHOLE_DAY // 2, ""),
    "intake.words.legend_rest": (0, attendance.REST),
    "intake.words.legend_leave": (0, attendance.LEAVE),
    "intake.words.legend_sick": (0, attendance.SICK),
    "intake.words.legend_absent": (0, attendance.ABSENT),
    "intake.words.legend_other": None,
}
"""None for words that no mark here means."""
_COUNT = re.compile(r"^[(\uff08]?\d{1,2}[)\uff09.\u3001:]?")

Meaning = tuple[int, str]


def word(text: str) -> Meaning | None:
    """Read a whole word for a day; a word with more to it is none."""
    plain = bare(_COUNT.sub("", text))
    if sheet_words.plain(plain) in sheet_words.words("intake.words.shift_worked"):
        return attendance.WHOLE_DAY, ""
    if not plain or not plain.isalpha() or not attendance.is_mark(plain):
        return None
    quantity = attendance.read_mark(plain)
    return None if quantity is None else (quantity.quarters, quantity.mark)


def kind_of(text: str) -> Meaning | None:
    """Return the one meaning of all words in a text, None where there is none or another one."""
    exact = word(text)
    said = kinds(text)
    return exact or (said.pop() if len(said) == 1 else None)


def kinds(text: str) -> set[Meaning | None]:
    """Return the meanings of the words in a text, None for words that no mark here means."""
    words = {one: kind for key, kind in KINDS.items() for one in sheet_words.words(key)}
    plain, found = sheet_words.plain(text), set()
    for one in sorted(words, key=len, reverse=True):
        if one in plain:
            found.add(words[one])
            plain = plain.replace(one, " ")
    return found


def without_means(text: str) -> str:
    """Return a text without the word for "means" that it begins with."""
    rest = bare(text)
    for one in sheet_words.longest_first("intake.words.legend_means"):
        rest = rest.removeprefix(one)
    return bare(rest)


def without_verb(text: str) -> str:
    """Return a word without the verb behind it which says how it is written."""
    verbs = sheet_words.longest_first("intake.words.legend_writes", "intake.words.legend_means")
    return text.removesuffix(next(filter(text.endswith, verbs), ""))


def bare(text: str) -> str:
    """Return a text without the signs around it."""
    return text.strip().strip(_AROUND).strip()
