"""Whom a few typed or scanned characters mean in a batch; lines that tell of two people."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.office import numbers
from gigdesk.domain.workers import folding, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LAST = 4
"""So many last characters of a paper's number tell people of one batch apart well enough."""
_WHOLE = 15  # characters from which on a number is that of a paper
_BETWEEN = re.compile(r"\s*(?:[-=]*>|[→⇒\t]|换成|换上|换为|换)\s*")
_NOBODY = frozenset(("不补", "无", "没有", "空", "-", "—", "减员", "取消"))
# As the program itself shows people: the name with the number beside it, either first.
_SHOWN = re.compile(r"(?P<name>\D+?)[(]?(?P<number>[Ww]\d{1,9})[)]?|[(]?([Ww]\d{1,9})[)]?(\D+)")
_ORDINAL = re.compile(r"^\s*\d{1,3}\s*[.、．)）:：]\s*")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the list as far as they can be called: `number` is that of the registry."""

    id: bytes
    number: int
    name: str
    doc_no: str = ""
    phone: str = ""


def shown(said: str) -> tuple[str, str]:
    """Return name and number of somebody written as the program shows people: `王小明 W12`.

    Both are empty where it is written otherwise.
    """
    found = _SHOWN.fullmatch(folding.joined(said))
    if found is None:
        return "", ""
    name, number = found["name"] or found[4], found["number"] or found[3]
    return name.strip("()"), number.upper()


def meant(said: str, people: Iterable[Known]) -> tuple[Known, ...]:
    """Return whom of the people something typed means: nobody, one, or several to choose from.

    A whole number of a paper (as a reader types it), the number in the registry, a telephone or a
    name, or both as the program shows them (then both have to fit); or the last characters of the
    paper's number, at least `LAST`. What is a registry number
    of one and the end of another's paper means both, unless it has the letter of the registry:
    nothing is guessed.
    """
    plain = folding.joined(said)
    number = identity.compact(plain).upper()
    if len(number) == identity.OLD_LENGTH and number.isdecimal():
        number = identity.upgrade(number)
    listed = list(people)
    name, counted = shown(plain)
    if counted:
        bare = numbers.bare(counted, "worker")
        named = folding.folded(name)
        return tuple(
            one for one in listed if str(one.number) == bare and folding.folded(one.name) == named
        )
    if len(number) >= _WHOLE and number[:-1].isdecimal():
        return tuple(one for one in listed if one.doc_no.upper() == number)
    bare = numbers.bare(plain, "worker").upper()
    if not bare:
        return ()
    is_end = bare == plain.upper() and len(bare) >= LAST and bare[:-1].isdecimal()
    return tuple(
        one
        for one in listed
        if bare in (str(one.number), one.phone)
        or folding.folded(one.name) == folding.folded(bare)
        or (is_end and one.doc_no.upper().endswith(bare))
    )


@dataclass(frozen=True, slots=True)
class SwapLine:
    """One line that says who goes out and who comes in; `nobody` where the place stays empty."""

    line: int
    text: str
    out: str
    new: str = ""
    nobody: bool = False


def read_swaps(text: str) -> tuple[SwapLine, ...]:
    """Return every line that is not blank as who goes out and who comes in.

    Between both stands an arrow, a tab (as pasted from a sheet) or 换; without any the first word
    goes out. 不补 in place of the newcomer says that nobody comes.
    """
    return tuple(
        _swap(at, raw.strip("\r\n ")) for at, raw in enumerate(text.splitlines(), 1) if raw.strip()
    )


def _swap(at: int, raw: str) -> SwapLine:
    plain = _ORDINAL.sub("", unicodedata.normalize("NFKC", raw))
    parts: Sequence[str] = _BETWEEN.split(plain, maxsplit=1)
    if len(parts) == 1:
        parts = plain.split(maxsplit=1)
    out, new = parts[0].strip(), parts[1].strip() if len(parts) > 1 else ""
    nobody = new in _NOBODY
    return SwapLine(at, raw, out, "" if nobody else new, nobody)
