"""Which word of a line of a chat list is the name, and which others may be it as well."""

from __future__ import annotations

import re

from gigdesk.documents.sheets import chain_facts, sheet_words
from gigdesk.domain.workers import divisions, surnames
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

_LATIN = f"(?:(?![{HAN}])[^\\W\\d_])+"
_NAME = re.compile(
    f"[{HAN}]+(?:\\s?[{SEPARATOR}.]\\s?[{HAN}]+)*|{_LATIN}(?: {_LATIN})*",
)
ALL_HAN = re.compile(f"[{HAN}]+")
_SPACED_NAME = re.compile(f"^([{HAN}])\\s+([{HAN}])(?:\\s+([{HAN}]))?(?![{HAN}])")
_COMPOUND = re.compile(f"^({'|'.join(sorted(surnames.COMPOUND))})\\s+([{HAN}]{{1,2}})(?![{HAN}])")
# Not to one place but to another, and a telephone that is no longer right: who says so does come.
_ELSEWHERE = re.compile(
    rf"\u4e0d\u53bb[{HAN}]{{1,6}}[,\u3001;\u3002.]?[\u6539\u60f3\u8981]?\u53bb"
    rf"|\u53d6\u6d88[{HAN}]{{0,6}}(?:\u7535\u8bdd|\u53f7\u7801|\u624b\u673a)"
)
LEFT_OVER = " \t,.;:|/\\()[]{}-_=~\"'\u3001\u3002\u00b7\u2014\u2026"
_LONGEST_NAME = 4
_LETTER = 2


def withdrawn(text: str) -> bool:
    """Say whether a line says that somebody does not come."""
    folded = _ELSEWHERE.sub(" ", sheet_words.folded(text))
    kin = sheet_words.longest_first("intake.words.plus_kin")
    found = (
        folded[: one.start()]
        for word in sheet_words.words("intake.words.withdrawn")
        for one in re.finditer(re.escape(word.replace(" ", "")), folded)
    )
    return any(not before.endswith(kin) for before in found)


def name_in(text: str) -> str:
    """Return the first word that can be a name, without the words that say who does not come.

    What stands in brackets (【班长】何小妹) is only a name where nothing else is one, and so are a
    lone letter, which people put before a name to come first, and a village before a surname.
    """
    for word in sheet_words.longest_first("intake.words.withdrawn"):
        text = text.replace(word, " ")
    outside = chain_facts.without_brackets(text)
    return next((name for one in (outside, text) for name in _names_in(one)), "")


def _names_in(text: str) -> list[str]:
    """Return the words that can be names, those with a common surname first.

    In a chat group a line begins with what people call themselves there: 云淡风轻 王建国.
    """
    text = closed_up(text)
    words = (_without_kin(found[0].strip()) for found in _NAME.finditer(text))
    fitting = [
        word
        for word in words
        if not ALL_HAN.fullmatch(word) or is_name(word) or has_separator(word)
    ]
    return sorted(fitting, key=_doubt)


def closed_up(text: str) -> str:
    """Write the name at the beginning of a line without the blanks between its signs."""
    plain = text.strip(LEFT_OVER + "+")
    return _COMPOUND.sub(r"\1\2", _SPACED_NAME.sub(r"\1\2\3", plain))


def _doubt(word: str) -> int:
    """Say how little a word is like a name beside others: with a surname, any, one letter."""
    if len(word) == 1:
        return _LETTER
    if has_separator(word):
        return 0
    if word[0] not in surnames.COMMON or len(word) >= _LONGEST_NAME:
        return int(word[:2] not in surnames.COMPOUND)
    return int(divisions.is_named_village(word))


def _without_kin(word: str) -> str:
    """Take the word for kin off that was written before a name: 家属王八."""
    for kin in sheet_words.longest_first("intake.words.plus_kin"):
        rest = word.removeprefix(kin)
        if rest != word and rest[:1] in surnames.COMMON and is_name(rest):
            return rest
    return word


def others(text: str, name: str) -> tuple[str, ...]:
    """Return further words of a line that may as well be the name, for somebody to look at."""
    found = [word for word in _names_in(chain_facts.without_brackets(text)) if word != name]
    likely = [word for word in found if not _doubt(word)]
    first = text.lstrip(LEFT_OVER + "+").startswith(name)
    if name and (not first or _doubt(name)):
        likely = found
    return tuple(word for word in likely if len(word) > 1 and not divisions.is_named_village(word))


def has_separator(word: str) -> bool:
    """Say whether a name has the point of names of other peoples."""
    return SEPARATOR in word or "." in word


def is_name(word: str) -> bool:
    """Say whether a word of Han letters reads like a name and not like a place or a remark."""
    if not 1 < len(word) <= _LONGEST_NAME or withdrawn(word):
        return False
    if word[-1] in sheet_words.words("intake.words.section") and word[0] not in surnames.COMMON:
        return False
    return word not in sheet_words.words("intake.words.plus_kin")
