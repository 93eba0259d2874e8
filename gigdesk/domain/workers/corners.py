"""The unit of money that a corner over a list names for its amounts: 单位：万元."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from gigdesk.domain import patterns
from gigdesk.domain.workers import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# In a corner over the list, for all its amounts; behind a blank the cell may go on with a date.
_GAP = r"\s*"
_LEADING = rf"\u5355{_GAP}\u4f4d{_GAP}\u4e3a?{_GAP}[:(]?{_GAP}"
# Before it may stand what else the form counts: people, households, parts of a hundred.
_WIDE = rf"\u4e07{_GAP}\u5143|\u5343{_GAP}\u5143|\u5143"
_OTHER = rf"(?!{_WIDE})[\u4e00-\u9fff%]{{1,4}}{_GAP}[,;/\u3001(]{_GAP}"
_OTHERS = rf"(?:{_OTHER}){{0,4}}(?:\u4eba\u6c11\u5e01)?{_GAP}"
# Two units tell none.
_OF_SHEET = patterns.later(
    rf"{_LEADING}{_OTHERS}({_WIDE})(?![\u4e00-\u9fff])"
    rf"(?!{_GAP}[,;/\u3001]{_GAP}(?:{_WIDE}))"
)
_COUNTED_IN = patterns.later(
    rf"[\u4ee5\u6309](?:\u4eba\u6c11\u5e01)?({_WIDE})(?:\u4e3a{_GAP}\u5355{_GAP}\u4f4d|\u8ba1(?!\u7b97))"
)
# The office that fills in, makes or sends a form is no unit; the form's own unit is one.
_FILLING = patterns.later(
    r"(?:[\u5236\u9001]|[\u586b\u4e0a\u7533\u7f16\u5448\u6c47\u9001]\u62a5|[\u586b\u5236\u7f16\u9020\u4ee3]\u8868)$"
)
_WORD_ALONE = patterns.later(rf".*{_LEADING}$", re.DOTALL)
_OF_AMOUNTS = patterns.later("金额|货币|币种|人民币|[以按]")

_AMOUNT = patterns.later("收入|工资|薪|金额|报酬|待遇|补贴|补助|奖|费|款|[金元]$")


class Corner(NamedTuple):
    """What a corner says the amounts count, in fen, and whether it says so of amounts alone."""

    fen: int
    of_amounts: bool


def over(rows: Iterable[Iterable[str]]) -> Iterator[Corner]:
    """Yield what the cells over a list say of its amounts, row by row.

    The word for a unit may stand in a cell of its own before it.
    """
    for row in rows:
        word = ""
        for text in filter(None, row):
            plain = unicodedata.normalize("NFKC", text)
            for said, unit in _units_in(word + plain):
                yield Corner(columns.unit_fen(unit) or 0, bool(_OF_AMOUNTS.search(said)))
            word = plain if _WORD_ALONE.match(plain) else ""


def may_be_amount(header: str) -> bool:
    """Say whether a column that no field takes may hold amounts, by its words."""
    return _AMOUNT.search(header) is not None


def _units_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield the units that a corner names with its words, none behind the word for an office."""
    for found in _OF_SHEET.finditer(text):
        before = "".join(text[: found.start()].split())
        if not _FILLING.search(before):
            yield before[-4:] + "".join(found[0].split()), "".join(found[1].split())
    for found in _COUNTED_IN.finditer(text):
        yield found[0], "".join(found[1].split())
