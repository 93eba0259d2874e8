"""Which word of a line of a chat list is the name, whether it surely is, and who stays at home."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.documents.sheets import chain_numbers, sheet_words
from gigdesk.domain import patterns
from gigdesk.domain.workers import chat_lines, chat_words, chatted, surnames
from gigdesk.domain.workers.pinyin import HAN, SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ALL_HAN = patterns.later(f"[{HAN}]+")
LEFT_OVER = " \t,.;:|/\\()[]{}-_=~\"'@#&*!?<>\u3001\u3002\u00b7\u2014\u2026\u3010\u3011\u300a\u300b"
_TOKEN = patterns.later(
    f"[{HAN}]+(?:\\s?[{SEPARATOR}.]\\s?[{HAN}]+)+"
    f"|[^\\s,.;:|/\\\\()\\[\\]{{}}\\-_=~\"'@#&*!?<>+\u3001\u3002\u00b7\u2014\u2013\u2026\u3010\u3011\u300a\u300b]+"
)
_RUNS = patterns.later(
    f"[{HAN}]+|(?:(?![{HAN}])[^\\W\\d_])+(?: (?:(?![{HAN}])[^\\W\\d_])+)*|[0-9]+"
)
_COMPOUND = "|".join(sorted(surnames.COMPOUND))
_SURNAME = f"[{''.join(sorted(surnames.COMMON))}]"
_ALONE = f"(?<![{HAN}])"
_END = "(?!\\w)"
_NOT_SAID = f"(?![{chatted.SAID_ALONE}])"
# A name of one or two signs behind its surname, with blanks between to line it up.
_SPACED = (
    patterns.later(f"{_ALONE}({_COMPOUND})\\s+([{HAN}]{{1,2}}){_END}"),
    patterns.later(f"{_ALONE}({_SURNAME})\\s+{_NOT_SAID}([{HAN}])\\s+{_NOT_SAID}([{HAN}]){_END}"),
    patterns.later(f"{_ALONE}({_SURNAME})\\s+{_NOT_SAID}([{HAN}]{{1,2}}){_END}"),
)
_HALF = patterns.later(f"{_ALONE}({_SURNAME}[{HAN}])\\s+{_NOT_SAID}([{HAN}]){_END}")
_LONGEST_NAME = 4
_CLAUSES = patterns.later("[\\s,;:()!?\u3001\u3002\\[\\]\u3010\u3011~+]+")
_BRACKETS = patterns.later("[()\\[\\]\u3010\u3011]")
OWN, DOUBTED, COMES = "own", "doubted", ""


class Told(NamedTuple):
    """What the words of a line say of who comes.

    `sure` says that nothing speaks against the name; `others` are further words that may be it,
    `village` the one place of the line, `note` all that is left.
    """

    name: str
    sure: bool
    others: tuple[str, ...]
    village: str
    note: str


class _Place(NamedTuple):
    """One word of a line with where it stands."""

    start: int
    end: int
    word: chatted.Word


def told(text: str, places: Collection[str] = ()) -> Told:
    """Return whom the words of a line name, the numbers being taken out; `places` are villages.

    It is surely the name where one word alone reads like one, nothing unknown stands before it,
    nothing of the shape of a name behind it, and nobody else is spoken of.
    """
    half = _HALF.search(closed_up(chain_numbers.without_labels(text), whole=True))
    text = closed_up(text)
    # Labels are no words of the line for whom it names, and stay in remarks they were written in.
    words = list(_words(chain_numbers.without_labels(text), places))
    named = _named(words)
    cores = list(dict.fromkeys(one.word.core for one in named))
    first = named[0] if named else None
    strange = [
        one
        for one in words
        if one.word.kind in (chatted.UNKNOWN, chatted.KIN)
        and (not first or one.start < first.start or _may_be_it(one.word.core))
    ]
    kin = any(one.word.kind == chatted.KIN for one in words)
    sure = (
        first is not None
        and len(cores) == 1
        and all(one.word.sure for one in named)
        and not (strange or kin or half or chatted.names_another(text))
    )
    meant = first or _perhaps(words)
    village, note = _left(text, words, meant)
    name = meant.word.core if meant else ""
    others = [*cores, *(one.word.core for one in strange if len(one.word.core) > 1)]
    return Told(
        name, sure, tuple(dict.fromkeys(one for one in others if one != name)), village, note
    )


def is_only_word(text: str, name: str, places: Collection[str] = ()) -> bool:
    """Say whether a word of the shape of a name is all that a line says, but for places."""
    if chatted.names_another(text) or not chatted.has_the_shape(name):
        return False
    words = list(_words(chain_numbers.without_labels(closed_up(text)), places))
    others = [one for one in words if one.word.kind != chatted.PLACE or one.word.core == name]
    return [one.word.core for one in others] == [name] and words[0].word.core == name


def _named(words: list[_Place]) -> list[_Place]:
    """Return the words that read like names; behind the first one remarks begin like some."""
    named = [one for one in words if one.word.kind == chatted.NAME]
    return [one for at, one in enumerate(named) if not at or not chatted.is_remark(one.word.core)]


def _may_be_it(word: str) -> bool:
    """Say whether a word behind the name may be the name as well."""
    return chatted.has_the_shape(word) and not chatted.is_remark(word)


def _perhaps(words: list[_Place]) -> _Place | None:
    """Return the word that is most likely the name where none reads like one."""
    strange = [
        one
        for one in words
        if one.word.kind == chatted.UNKNOWN and not chatted.is_remark(one.word.core)
    ]
    likely = (
        [one for one in strange if is_name(one.word.core)]
        or [one for one in words if one.word.kind == chatted.PLACE and not one.word.sure]
        or [one for one in strange if SEPARATOR in one.word.core or "." in one.word.core]
        or [
            one for one in strange if len(one.word.core) <= _LONGEST_NAME or one.word.core.isascii()
        ]
    )
    return likely[0] if likely else None


def _words(text: str, places: Collection[str]) -> Iterator[_Place]:
    """Yield the words of a line; what is written of several scripts is several words."""
    for found in _TOKEN.finditer(text):
        word = "".join(found[0].split()) if ALL_HAN.match(found[0]) else found[0]
        read = chatted.read(word, places)
        if read.kind != chatted.UNKNOWN or ALL_HAN.fullmatch(word):
            yield _Place(found.start(), found.end(), read)
            continue
        for part in _RUNS.finditer(found[0]):
            whole = chatted.read(part[0], places)
            yield _Place(found.start() + part.start(), found.start() + part.end(), whole)


def _left(text: str, words: list[_Place], meant: _Place | None) -> tuple[str, str]:
    """Return the one village of a line, and all of it that is neither that nor the name."""
    found = {one.word.place or one.word.core for one in words if _is_place(one, meant)}
    village = found.pop() if len(found) == 1 else ""
    left, at = [], 0
    for one in words:
        gap = text[at : one.start]
        left.append(chain_numbers.without_labels(gap) if one is meant else gap)
        at = one.end
        if one is meant:
            place = one.word.place if one.word.place != village else ""
            left.append(
                f" {place} {'' if chatted.is_introduction(one.word.rest) else one.word.rest} "
            )
        elif one.word.kind == chatted.PLACE and one.word.core == village:
            left.append(f" {one.word.rest} ")
        else:
            left.append(text[one.start : one.end])
    left.append(text[at:])
    note = " ".join("".join(left).split())
    return village, re.sub("[(\\[\u3010]\\s*[)\\]\u3011]", " ", note).strip(LEFT_OVER)


def _is_place(one: _Place, meant: _Place | None) -> bool:
    return bool(one.word.place) or (one is not meant and one.word.kind == chatted.PLACE)


def withdrawal(text: str, name: str = "") -> str:
    """Say whether who is named in a line stays at home: OWN, COMES, or DOUBTED.

    Only what is a whole remark, or says it of the very person, takes anybody off; who speaks of
    kin or of another place does come.
    """
    said = COMES
    for before, behind in _sayings(text):
        if chatted.is_of_kin(before):
            continue
        own = chatted.is_about_oneself(before.removeprefix(name)) and chatted.is_end(behind)
        said = OWN if own else said or DOUBTED
    return said


def meant_by_order(text: str) -> int | None:
    """Return the number in the list of whom a line takes off by it: 第3个不去了, or None."""
    found = (chatted.ordered(before) for before, behind in _sayings(text) if chatted.is_end(behind))
    return next((one for one in found if one is not None), None)


def _sayings(text: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind the words of every clause by which somebody stays."""
    for clause in _CLAUSES.split(chat_lines.ELSEWHERE.sub(" ", text)):
        folded = sheet_words.folded(clause)
        word = next((one for one in _staying() if one in folded), "")
        if word:
            before, _, behind = folded.partition(word)
            yield before, behind


def _staying() -> Iterator[str]:
    return (sheet_words.folded(one) for one in chat_words.WITHDRAWING)


def withdrawn(text: str) -> bool:
    """Say whether a line takes somebody off: who is named in it, or whoever wrote it."""
    return withdrawal(text, told(text).name) == OWN


def name_in(text: str) -> str:
    """Return the word of a text that most likely is the name, or nothing."""
    return told(text).name


def closed_up(text: str, *, whole: bool = False) -> str:
    """Write names without the blanks between their signs; `whole` leaves those that may be none."""
    for pattern in _SPACED if whole else (*_SPACED, _HALF):
        text = pattern.sub(lambda one: "".join(one.groups()), text)
    return text


def is_name(word: str) -> bool:
    """Say whether a word of Han letters may be a name and no place or remark."""
    if not 1 < len(word) <= _LONGEST_NAME or ALL_HAN.fullmatch(word) is None:
        return False
    if any(one in word for one in _staying()):
        return False
    return chatted.read(word).kind in (chatted.NAME, chatted.UNKNOWN)


def is_lone_name(text: str) -> bool:
    """Say whether a text is one word that reads like a name, and nothing else."""
    words = list(itertools.islice(_words(closed_up(text.strip(LEFT_OVER)), ()), 2))
    return len(words) == 1 and words[0].word.kind == chatted.NAME and words[0].word.sure
