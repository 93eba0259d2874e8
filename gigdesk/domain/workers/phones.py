"""Telephone numbers as people give them: several in a cell, with dots, labels and owners."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from gigdesk.domain import patterns
from gigdesk.domain.workers.findings import Finding, warning

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["mobile", "landline", "local"]

NOT_READ = frozenset(
    {"findings.phone.unreadable", "findings.phone.nought_lost", "findings.phone.digits_lost"}
)
"""Remarks that part of a cell became no number."""
LOST_DIGITS = NOT_READ - {"findings.phone.unreadable"}
_MOBILE_LENGTH = 11

_NOISE = patterns.later("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")
_DASHES = patterns.later("[\u2010-\u2015\u2212]")
_SCIENTIFIC = patterns.later(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_MOBILE = patterns.later(r"1[3-9][0-9]{9}")
_GAP = "[- .]{0,3}"
_NUMBER = patterns.later(
    rf"""(?<!\d)(?:
        (?:(?:\+|00)?86{_GAP}|0)?(?P<mobile>1[3-9](?:\d{{9}}|(?:[- .,]{{0,2}}\d){{9}}))
      | (?:(?:\+|00)86{_GAP})?\(?(?P<area>0(?:10|2\d|[3-9]\d{{2}}))\)?{_GAP}
        (?P<line>[1-9]\d{{2,3}}{_GAP}\d{{4}})
        (?:(?:-|转|\ *ext\.?\ *|\ *\#)(?P<extension>\d{{1,6}}))?
      | (?P<local>[2-9]\d{{2,3}}{_GAP}\d{{4}})
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_LABELS = patterns.later(
    r"(?:联系)?(?:电话|手机|座机|固话|tel|mobile|phone)(?:号码|号)?(?:\d(?=[:.\s]))?[:.]?",
    re.IGNORECASE,
)
_MARKS = patterns.later(r"[\s/、,;:|()\[\]或和及\-.]+")
_STATE = patterns.later(
    "(?:可|可以|能)?(?:加)?微信(?:号|同号|同步)?|(?:同|有|无|没有?|不用)微信"
    "|(?:已经?|现已?)?(?:停机|停用|欠费|关机|注销|空号|打不通)"
    "|(?:新|旧|老|短|副|常用|备用|工作)号?码?|移动|联通|电信"
)
"""Words of a number itself, which name nobody: 微信同号, 已停机."""


@dataclass(frozen=True, slots=True)
class Phone:
    """One number: 11 digits, or 0731-84512345 with perhaps -801 behind.

    `note` is its owner, `state` what is said of the number itself: 微信同号, 已停机.
    """

    number: str
    kind: Kind
    note: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """All numbers of a cell in their order, and remarks; none of them is ever an error."""

    numbers: tuple[Phone, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def first(self) -> str | None:
        """Return the number to call first."""
        return self.numbers[0].number if self.numbers else None


def read(text: str, *, from_number_cell: bool = False) -> PhoneReading:
    """Read the numbers of a cell; whatever is left over is reported, never dropped unseen."""
    if is_mobile(text):
        return PhoneReading((Phone(text, "mobile"),))
    plain = _DASHES.sub("-", _NOISE.sub("", unicodedata.normalize("NFKC", text))).strip()
    plain = plain.lstrip("'\u2018\u2019")
    if _SCIENTIFIC.fullmatch(plain):
        return _scientific(plain, text)
    if plain.removesuffix(".0").isdecimal():
        plain = plain.removesuffix(".0")
    plain = _LABELS.sub(":", plain)
    found: list[Phone] = []
    left: list[str] = []
    end = 0
    for match in _NUMBER.finditer(plain):
        left.append(plain[end : match.start()])
        end = match.end()
        found.append(_phone(match))
    left.append(plain[end:])
    numbers, rest = _owners(found, left)
    return PhoneReading(numbers, _remarks(numbers, rest, text, from_number_cell=from_number_cell))


def without(text: str) -> str:
    """Return what a cell says beside its numbers and their labels."""
    plain = _DASHES.sub("-", _NOISE.sub("", unicodedata.normalize("NFKC", text)))
    return _NUMBER.sub(" ", _LABELS.sub(" ", plain)).strip()


def is_mobile(number: str) -> bool:
    """Say whether a normalised number is one of eleven digits that begins 13 to 19."""
    return bool(_MOBILE.fullmatch(number))


def mask(number: str) -> str:
    """Return the number as lists show it: 138****5678, 0731-****2345."""
    area, dash, line = number.partition("-")
    if dash:
        return f"{area}-****{line.partition('-')[0][-4:]}"
    if len(number) == _MOBILE_LENGTH:
        return f"{number[:3]}****{number[-4:]}"
    kept = min(2, len(number) // 4)
    return "*" * (len(number) - kept) + number[len(number) - kept :]


def shared(people: int, most: int) -> tuple[Finding, ...]:
    """Return the remark on a number that more people give than a family shares, which is `most`.

    Older people share the telephone of a child; beyond the rule's number it is worth a look.
    """
    return (warning("findings.phone.shared", people=people),) if people > most else ()


def _phone(match: re.Match[str]) -> Phone:
    if match["mobile"]:
        return Phone(_digits(match["mobile"]), "mobile")
    if match["area"]:
        number = f"{match['area']}-{_digits(match['line'])}"
        return Phone(number + (f"-{match['extension']}" if match["extension"] else ""), "landline")
    return Phone(_digits(match["local"]), "local")


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _owners(found: list[Phone], left: list[str]) -> tuple[tuple[Phone, ...], str]:
    """Give each number the words beside it (behind it, or before it where all stand so)."""
    if not found:
        return (), _MARKS.sub(" ", left[0]).strip()
    words, said = [_parted(text)[0] for text in left], _states(left)
    notes: list[str]
    rest: str
    if words[0] and not words[-1]:
        notes, rest = list(words[:-1]), words[-1]
    elif words[-1]:
        notes, rest = list(words[1:]), words[0]
    else:
        notes, rest = _between(words, left)
    seen: dict[str, Phone] = {}
    for phone, note, state in zip(found, notes, said, strict=True):
        spoken = note if not any(map(str.isdigit, note)) else ""
        rest += "" if spoken == note else note
        seen.setdefault(phone.number, Phone(phone.number, phone.kind, spoken, "\u3001".join(state)))
    return tuple(seen.values()), rest


def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    """Part the words beside a number: whose it may be, and what they say of the number itself."""
    words = _MARKS.sub(" ", text).split()
    states = tuple(one for one in words if _STATE.fullmatch(one))
    return " ".join(one for one in words if one not in states), states


def _states(left: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what is said of each number: by words that touch it, else by those behind it.

    Where nothing stands behind the last number such words stand before theirs: 旧号 138… 新号 139….
    """
    said: list[list[str]] = [[] for _ in left[1:]]
    are_before = bool(_parted(left[0])[1]) and not _MARKS.sub("", left[-1])
    for at, text in enumerate(left):
        states, (behind, before) = _parted(text)[1], _touching(text)
        every = _MARKS.sub(" ", text).split()
        for state in states:
            if behind != before:
                is_next = before
            elif behind and len(every) > 1 and state in (every[0], every[-1]):
                is_next = state == every[-1]
            else:
                is_next = are_before
            said[min(max(at if is_next else at - 1, 0), len(said) - 1)].append(state)
    return [tuple(each) for each in said]


def _touching(text: str) -> tuple[bool, bool]:
    """Say whether the words between two numbers touch the one before them and the one after."""
    behind = not _MARKS.match(text) or text.lstrip().startswith(("(", "["))
    before = not _MARKS.search(text[-1:]) or text.rstrip().endswith(":")
    return behind, before


def _between(words: Sequence[str], left: Sequence[str]) -> tuple[list[str], str]:
    """Give the words that stand only between numbers to the one that they touch.

    Where they touch both or none nobody knows whose number is meant: those are not read.
    """
    notes, rest = [""] * (len(left) - 1), ""
    for at, (word, text) in enumerate(zip(words[1:-1], left[1:-1], strict=True)):
        behind, before = _touching(text)
        first, gap, last = word.rpartition(" ")
        if behind and before and gap:
            notes[at] = f"{notes[at]} {first}".strip()
            notes[at + 1] = last
        elif behind != before:
            notes[at + before] = f"{notes[at + before]} {word}".strip()
        else:
            rest += word
    return notes, rest


def _remarks(
    numbers: tuple[Phone, ...], rest: str, text: str, *, from_number_cell: bool
) -> tuple[Finding, ...]:
    """Say what could not be read, and which number cannot be dialled from elsewhere."""
    found = [
        warning("findings.phone.no_area", number=one.number)
        for one in numbers
        if one.kind == "local"
    ]
    digits = _digits(rest)
    if from_number_cell and not numbers and len(digits) in {10, 11} and digits == rest:
        found.append(warning("findings.phone.nought_lost", text=text))
    elif rest:
        found.append(warning("findings.phone.unreadable", text=rest))
    return tuple(found)


def _scientific(plain: str, text: str) -> PhoneReading:
    """Read 1.3812345678E10, which still holds every digit; a shorter form has lost some."""
    mantissa = sum(map(str.isdecimal, plain.lower().partition("e")[0]))
    number = format(Decimal(plain).normalize(), "f")
    if mantissa >= _MOBILE_LENGTH and is_mobile(number):
        return PhoneReading((Phone(number, "mobile"),))
    return PhoneReading(findings=(warning("findings.phone.digits_lost", text=text),))
