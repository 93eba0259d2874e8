"""Lines pasted from a chat or a sheet: the numbers and names in each, read without guessing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import divisions, identity, surnames

if TYPE_CHECKING:
    from collections.abc import Callable

_ORDINAL = patterns.later(r"^\s*[#＃(（\[【]?\s*\d{1,3}\s*[.、．,，):）\]】:：\s]\s*")
_COMMAS = patterns.later(r"[,，、;；]")
_ENDS = " ,.:;、。，：；"
_NUMBER = patterns.later(r"(?<![0-9A-Za-z])(\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])")
_PHONE = patterns.later(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ABROAD = patterns.later(r"\+?86[- ]?(?=1[3-9]\d{9}(?!\d))")
_COMPANIONS = patterns.later(r"\+\s*(\d{1,2})(?!\d)")
# A name stands first in what is left; long names have dots in them.
_NAME = patterns.later(
    "[\u3400-\u9fff\U00020000-\U0003ffff]{2,6}(?:[·•・][\u3400-\u9fff\U00020000-\U0003ffff]{1,15})*"
)
# What a chat puts above such a list: its own word, or the day alone.
_HEADING = patterns.later(
    r"#\s*(?!\d).*|接龙.*|(?:\d{4}\s*[-年./]\s*)?\d{1,2}\s*[-月./]\s*\d{1,2}\s*[日号]?"
    r"[\s(]*(?:(?:周|星期)[一二三四五六日天])?[\s)]*(?:\d{1,2}\s*[:点]\s*\d{0,2}\s*分?)?\s*(?:出发|集合)?"
)
# How many come in all, whoever writes counted: "3人", "两个人", "一家4口".
_IN_ALL = patterns.later(
    r"(?<![\d.])(\d{1,2}|[两二三四五六七八九十俩仨])\s*(?:(?:个|口)?人|口|位|名)(?![间份均数队组员字])"
    "|(俩|仨)(?![\u3400-\u9fff])"
)
_FIGURES = {"俩": 2, "两": 2, "仨": 3} | {
    sign: at for at, sign in enumerate("一二三四五六七八九十", 1)
}
_KIN = (
    "老婆|老公|媳妇|爱人|丈夫|妻子|儿子|女儿|儿媳|女婿|弟弟|哥哥|姐姐|妹妹|父亲|母亲|妈妈|爸爸"
    "|朋友|老乡|邻居"
)
_BROUGHT = patterns.later(f"(?:带|和|跟|与|同)(?:着|上)?(?:我|他|她|自己)?(?:的)?({_KIN})")
_JOINED = patterns.later(f"{_KIN}|带着?|和|跟|与|同|还?有|是|叫")
_HAN_RUN = patterns.later(
    "[\u3400-\u9fff\U00020000-\U0003ffff]{2,}(?:[·•・][\u3400-\u9fff]{1,15})*"
)
_WITHDRAWN = patterns.later("不去|不来|取消|退出|不参加|去不了|来不了")


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line: its text and what could be read; `withdrawn` where the person stays home.

    A `heading` is nobody: the word above a list of a chat, or a date alone. `companions` counts
    people announced without a name (`+1`).
    """

    line: int
    text: str
    doc_no: str = ""
    phone: str = ""
    name: str = ""
    withdrawn: bool = False
    heading: bool = False
    companions: int = 0


def read(text: str) -> tuple[PastedLine, ...]:
    """Return every line that is not blank, with document number, phone and name where they stand.

    A 15-digit number comes back in its 18-digit form. A line in which nothing is found has only
    its text: it is for the person to look at.
    """
    return tuple(
        _line(at, raw.strip()) for at, raw in enumerate(text.splitlines(), 1) if raw.strip()
    )


def called(text: str, is_known: Callable[[str], bool]) -> tuple[tuple[int, str], ...]:
    """Return who is named in a text: the line and the words for each.

    A line is one person, or several between commas, or several numbers or words between blanks
    where the whole means nobody (`is_known`). Every part is returned, also one that means nobody.
    """
    return tuple(
        (at, said)
        for at, raw in enumerate(text.splitlines(), 1)
        for part in _COMMAS.split(unicodedata.normalize("NFKC", raw))
        for said in _called(part.strip(_ENDS), is_known)
    )


def _called(part: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    words = part.split()
    if all(word.isdecimal() for word in words):
        return (part,) if is_known(part) else tuple(words)  # a number may be written in groups
    said = _ORDINAL.sub("", part)
    read_as = _line(0, said)
    words = [word for word in said.split() if not word.isdecimal()]  # beside a name: age, order
    if sum(map(is_known, words)) > 1:
        return tuple(words)
    for one in (said, read_as.doc_no, read_as.phone, read_as.name):
        if one and is_known(one):
            return (one,)
    return tuple(said.split())


def companions_in(text: str) -> int:
    """Return how many people a line of one person announces beside them, without their names.

    `+1`, a number of people in all (`3人`), and kin who come along count as the largest of them.
    """
    plain = unicodedata.normalize("NFKC", text)
    more = sum(int(found[1]) for found in _COMPANIONS.finditer(plain))
    said = _IN_ALL.search(plain)
    figure = (said[1] or said[2]) if said else ""
    in_all = int(figure) if figure.isdigit() else _FIGURES.get(figure, 0)
    return max(more, in_all - 1, len(_BROUGHT.findall(plain)), 0)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a line that may be names, also what follows kin or an "and" in them."""
    found: list[str] = []
    for run in _HAN_RUN.finditer(unicodedata.normalize("NFKC", text)):
        found.append(run[0])
        found += [run[0][one.end() :] for one in _JOINED.finditer(run[0])]
    return tuple(word for word in dict.fromkeys(found) if len(word) > 1)


def reads_like_a_name(word: str) -> bool:
    """Say whether a word begins with a usual surname and is as long as such names are."""
    if divisions.is_named_village(word):
        return False
    one, two = word[0] in surnames.COMMON, word[:2] in surnames.COMPOUND
    return (one and len(word) in (2, 3)) or (two and len(word) in (3, 4))


def _line(at: int, raw: str) -> PastedLine:
    plain = unicodedata.normalize("NFKC", raw)
    rest = _ORDINAL.sub("", plain)
    whole = _NUMBER.search(plain)
    doc_no = whole[1].upper() if whole else ""
    if len(doc_no) == identity.OLD_LENGTH:
        doc_no = identity.upgrade(doc_no)
    rest = _ABROAD.sub(" ", _NUMBER.sub(" ", rest))
    phone = _PHONE.search(rest)
    name = _NAME.search(_PHONE.sub(" ", rest))
    return PastedLine(
        at,
        raw,
        doc_no,
        phone[0] if phone else "",
        _WITHDRAWN.split(name[0])[0] if name else "",
        withdrawn=_WITHDRAWN.search(raw) is not None,
        heading=not (whole or phone) and _HEADING.fullmatch(plain.strip(_ENDS)) is not None,
        companions=sum(int(found[1]) for found in _COMPANIONS.finditer(rest)),
    )
