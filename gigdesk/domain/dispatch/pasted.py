"""Lines pasted from a chat or a sheet: the numbers and names in each, read without guessing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gigdesk.domain.workers import identity

_ORDINAL = re.compile(r"^\s*[#＃(（\[【]?\s*\d{1,3}\s*[.、．,，):）\]】:：\s]\s*")
_ENDS = " ,.:;、。，：；"
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{17}[0-9Xx]|\d{15})(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ABROAD = re.compile(r"\+?86[- ]?(?=1[3-9]\d{9}(?!\d))")
_COMPANIONS = re.compile(r"\+\s*(\d{1,2})(?!\d)")
# A name stands first in what is left; long names have dots in them.
_NAME = re.compile(
    "[\u3400-\u9fff\U00020000-\U0003ffff]{2,6}(?:[·•・][\u3400-\u9fff\U00020000-\U0003ffff]{1,15})*"
)
# What a chat puts above such a list: its own word, or the day alone.
_HEADING = re.compile(
    r"#\s*(?!\d).*|接龙.*|(?:\d{4}\s*[-年./]\s*)?\d{1,2}\s*[-月./]\s*\d{1,2}\s*[日号]?"
    r"[\s(]*(?:(?:周|星期)[一二三四五六日天])?[\s)]*(?:\d{1,2}\s*[:点]\s*\d{0,2}\s*分?)?\s*(?:出发|集合)?"
)
_WITHDRAWN = re.compile("不去|不来|取消|退出|不参加|去不了|来不了")


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
