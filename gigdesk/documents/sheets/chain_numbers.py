"""The numbers in a line of a chat list: papers, mobile and other telephones, however written."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain import patterns
from gigdesk.domain.workers import chatted, identity

if TYPE_CHECKING:
    from collections.abc import Iterator

PHONE = patterns.later(r"(?<![0-9])(?:\+?86[- ]?)?(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?![0-9])")
LANDLINE = patterns.later(r"(?<![0-9])(0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])")
DOC_NO = patterns.later(
    r"(?<![0-9])([1-9][0-9]{5}[- ]?(?:18|19|20)[0-9]{2}[- ]?[0-9]{4}[- ]?[0-9]{3}[0-9xX])"
    r"(?![0-9xX])",
)
OLD_DOC_NO = patterns.later(r"(?<![0-9])([1-9][0-9]{14})(?![0-9])")
# Too long or too short for a number, and yet meant as one: its own check says so.
WRONG_DOC_NO = patterns.later(r"(?<![0-9])([1-9][0-9]{5}(?:19|20)[0-9]{7,11}[xX]?)(?![0-9xX])")
_RUN = patterns.later("[0-9xX]{19,}")
_LOOSE = patterns.later("(?<![0-9xX])[0-9](?:[ -]?[0-9]){16}[ -]?[0-9xX](?![0-9xX])")
_MOBILE = "1[3-9][0-9]{9}"
_SHAPED = "[1-9][0-9]{5}(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9][0-9]{3}[0-9xX]"
_BOTH = (patterns.later(f"({_MOBILE})({_SHAPED})"), patterns.later(f"({_SHAPED})({_MOBILE})"))
_JOINTS = patterns.later("[- ]")
# The sign of multiplication for the letter that a number ends with.
_TIMES = patterns.later(r"(?<![0-9])([1-9][0-9]{5}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{3})\u00d7")
_LENGTH = 18


def is_right(number: str) -> bool:
    """Say whether eighteen figures are a right number of a paper."""
    return DOC_NO.fullmatch(number) is not None and identity.is_resident_number(number.upper())


def apart(text: str) -> str:
    """Part right numbers of papers from figures written to them, and close up their own gaps.

    A wrong number is only parted from a telephone that stands beside it, 11 and 18 figures long.
    """
    text = _LOOSE.sub(_closed, _TIMES.sub(r"\1X", text))
    return _RUN.sub(_parted, text)


def _closed(found: re.Match[str]) -> str:
    bare = _JOINTS.sub("", found[0])
    return bare if is_right(bare) else found[0]


def _parted(found: re.Match[str]) -> str:
    run = found[0]
    at = [i for i in range(len(run) - _LENGTH + 1) if is_right(run[i : i + _LENGTH])]
    if len(at) > 1:
        # Of several ways to cut, one that leaves a whole telephone or nothing goes before.
        at = [i for i in at if _is_whole(run[:i]) and _is_whole(run[i + _LENGTH :])] or at
    if not at:
        both = next((one for one in (shape.fullmatch(run) for shape in _BOTH) if one), None)
        return f" {both[1]} {both[2]} " if both else run
    begin, end = at[0], at[0] + _LENGTH
    after = _RUN.sub(_parted, run[end:])
    return f"{run[:begin]} {run[begin:end]} {after}"


def _is_whole(rest: str) -> bool:
    return not rest or PHONE.fullmatch(rest) is not None


def papers(body: str) -> list[re.Match[str]]:
    """Return where the numbers of papers stand, each number once."""
    found = [*DOC_NO.finditer(body)]
    found += [one for one in OLD_DOC_NO.finditer(body) if identity.old_number(one[1])]
    found.sort(key=re.Match.start)
    once = {plain(one[1]): one for one in reversed(found)}
    return sorted(once.values(), key=re.Match.start)


def right(body: str) -> Iterator[str]:
    """Yield the right numbers of papers in a line."""
    yield from (number for one in DOC_NO.finditer(body) if is_right(number := plain(one[1])))


def plain(number: str) -> str:
    """Return the number of a paper without what stands between its figures."""
    return _JOINTS.sub("", number).upper()


def plain_phone(phone: str) -> str:
    """Return a mobile number without what stands between its figures."""
    return _JOINTS.sub("", phone) if phone.startswith("1") else phone


def cut(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Take the first match out of a text, with the label that stands directly beside it."""
    found = pattern.search(text)
    if found is None:
        return text, ""
    before = _label_before().sub("", text[: found.start()])
    behind = _label_behind().sub("", text[found.end() :])
    return f"{before} {behind}", found[1]


def cut_all(text: str, pattern: re.Pattern[str]) -> tuple[str, tuple[str, ...]]:
    """Take every match out of a text."""
    found: list[str] = []
    while True:
        text, one = cut(text, pattern)
        if not one:
            return text, tuple(found)
        found.append(one)


@functools.cache
def _label_before() -> re.Pattern[str]:
    labels = f"(?<![a-z])(?:{_labels()})(?:\\s*[{chatted.ARE}])?"
    own = f"(?:{chatted.ONES_OWN})"
    return re.compile(f"(?:{own}\\s*(?:{labels})?|{labels})\\s*:?\\s*$", re.IGNORECASE)


@functools.cache
def _label_behind() -> re.Pattern[str]:
    return re.compile(f"^\\s*[(](?:{_labels()})[)]", re.IGNORECASE)


def is_labelled(body: str) -> bool:
    """Say whether a right number of a paper stands right behind its label."""
    found = DOC_NO.search(body)
    label = _label_before().search(body[: found.start()]) if found else None
    return found is not None and label is not None and is_right(plain(found[1]))


def _labels() -> str:
    keys = ("intake.words.phone_label", "intake.words.docno_label")
    words = [word for key in keys for word in sheet_words.longest_first(key)]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def without(text: str) -> str:
    """Return a text without its numbers and the words that name them."""
    for pattern in (DOC_NO, OLD_DOC_NO, PHONE, LANDLINE):
        text = pattern.sub(" ", text)
    return without_labels(text)


def without_labels(text: str) -> str:
    """Take the words "phone" and "ID number" out, which name what stood beside them.

    Everything else stays where it stood: each is as many blanks as it had signs.
    """
    for key in ("intake.words.phone_label", "intake.words.docno_label", "intake.words.name"):
        behind = "\\s*:" if key == "intake.words.name" else f"(?:\\s*[{chatted.ARE}])?\\s*:?"
        for word in sheet_words.longest_first(key):
            label = f"(?<![a-z]){re.escape(word)}(?![a-z]){behind}"
            text = re.sub(label, lambda one: " " * len(one[0]), text, flags=re.IGNORECASE)
    return text
