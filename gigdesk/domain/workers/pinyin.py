"""How a name is read aloud: for sorting, and for finding by what is typed on a Latin keyboard.

The surname is read as a surname (单 is Shàn there, not Dān); the rest as usual. Every reading of
every character counts for the initials, so that dxx and sxx both find 单雄信.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata

from gigdesk.domain import patterns
from gigdesk.domain.workers import surnames

HAN = (
    "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ue000-\uf8ff"
    "\U00020000-\U000323af\U000f0000-\U0010fffd"
)
SEPARATOR = "\u00b7"

_IS_HAN = patterns.later(f"[{HAN}]")
_MOST_INITIALS = 128
_MOST_SURNAMES = 8
_SURNAME_AND_MORE = 3
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_UMLAUT = "\u0308"
_NEUTRAL = "5"
_UNREAD = "~"  # sorts behind every letter


@functools.cache
def _dictionary() -> dict[int, str]:
    from pypinyin import constants  # noqa: PLC0415 -- heavy

    return constants.PINYIN_DICT


def load() -> None:
    """Load the tables of readings, so that nobody who writes a name has to wait for them."""
    _dictionary()


def _with_tone(syllable: str) -> str:
    """Write nǚ as nv3."""
    letters: list[str] = []
    tone = _NEUTRAL
    for sign in unicodedata.normalize("NFD", syllable):
        if sign in _TONES:
            tone = _TONES[sign]
        elif sign == _UMLAUT:
            letters[-1] = "v"
        elif sign.isascii():
            letters.append(sign)
    return "".join(letters) + tone


@functools.lru_cache(maxsize=1 << 15)
def readings(character: str) -> tuple[str, ...]:
    """Return all readings of a character, the usual one first; nothing where it has none."""
    spoken = _dictionary().get(ord(character), "")
    return tuple(dict.fromkeys(_with_tone(one) for one in spoken.split(",") if one))


@functools.lru_cache(maxsize=1 << 12)
def _surname(head: str) -> tuple[tuple[str, ...], ...]:
    """Return the readings of each character of a surname, the surname's own reading first."""
    if len(head) > 1:
        own: tuple[str, ...] = surnames.COMPOUND_READINGS.get(head, ())
        firsts = [own[place : place + 1] for place in range(2)]
    else:
        firsts = [surnames.READINGS.get(head, ())]
    return tuple(
        tuple(dict.fromkeys((*first, *readings(character))))
        for first, character in zip(firsts, head, strict=True)
    )


def surname_of(name: str) -> str:
    """Return the surname a name begins with, of one or two characters; none with a separator."""
    if not name or SEPARATOR in name or not _IS_HAN.match(name):
        return ""
    if len(name) >= _SURNAME_AND_MORE and name[:2] in surnames.COMPOUND:
        return name[:2]
    return name[0]


@functools.lru_cache(maxsize=1 << 8)  # one name is asked for several times in a row
def _spoken(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each character of a name with its readings, the one that counts first."""
    head = surname_of(name)
    known = _surname(head) if head else ()
    rest = ((sign, readings(sign)) for sign in name[len(head) :])
    return (*zip(head, known, strict=True), *rest)


def sort_key(name: str) -> str:
    """Return the text by which names sort as in a register: by pinyin, tone, then character.

    Compares bytewise, so a plain index of the store sorts by it. Equal characters stay together.
    """
    return " ".join(
        f"{spoken[0]}{sign}" if spoken else _apart(sign)
        for sign, spoken in _spoken(name)
        if sign not in {SEPARATOR, " "}
    )


def _apart(sign: str) -> str:
    return f"{_UNREAD}{sign}" if _IS_HAN.match(sign) else sign.casefold()


def other_surnames(name: str) -> tuple[str, ...]:
    """Return the further spellings of a surname that is read in several ways, without tones.

    Who does not know that this one is called Shan types dan, as the character is read elsewhere.
    """
    head = surname_of(name)
    spelt = [dict.fromkeys(one[:-1] for one in spoken) for spoken in _surname(head)] if head else []
    every = ("".join(one) for one in itertools.product(*spelt))
    return tuple(itertools.islice(every, 1, _MOST_SURNAMES)) if spelt else ()


def full_pinyin(name: str) -> str:
    """Return the name as typed in full on a Latin keyboard: shanxiongxin, ü as v, no tones."""
    return "".join(
        spoken[0][:-1] if spoken else sign.casefold()
        for sign, spoken in _spoken(name)
        if spoken or sign.isalnum()
    )


@functools.lru_cache(maxsize=1 << 12)
def _letters(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first letters of the readings of a character, each once."""
    return tuple(dict.fromkeys(one[0] for one in spoken))


def initials(name: str) -> tuple[str, ...]:
    """Return the initials of all readings, the usual one first: ("sxx", "dxx", "cxx").

    Of a word in Latin letters only the first letter counts. Characters without a reading stand
    for themselves. At most 128 are given, which no real name reaches.
    """
    letters: list[tuple[str, ...]] = []
    inside_word = False
    for sign, spoken in _spoken(name):
        if spoken:
            letters.append(_letters(spoken))
        elif sign.isalnum() and not (inside_word and sign.isascii()):
            letters.append((sign.casefold(),))
        inside_word = sign.isascii() and sign.isalnum()
    if not letters:
        return ()
    every = itertools.islice(itertools.product(*letters), _MOST_INITIALS)
    return tuple("".join(one) for one in every)
