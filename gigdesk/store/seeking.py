"""How lists of employers, orders and batches are searched and sorted in SQL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain import office, workers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SURE = 4  # letters that are hardly in a name by chance
_YU = re.compile("([ln])yu")


def spoken(*names: object) -> str:
    """Return initials and full pinyin of names, to be found by what a Latin keyboard types."""
    said: dict[str, None] = {}
    for name in names:
        if name:
            said |= dict.fromkeys(workers.pinyin.initials(str(name)))
            said[workers.pinyin.full_pinyin(str(name))] = None
    return " ".join(said)


def holds(
    words: str, *, shown: Sequence[str], spoken: Sequence[str], number: str
) -> tuple[str, tuple[object, ...]]:
    """Return a condition and its parameters: typed words stand in one of the columns.

    `shown` columns hold them anywhere, `spoken` ones at the beginning of initials or of full
    pinyin, from `_SURE` letters on anywhere in them: a name is seldom called by its town first.
    A vowel that keyboards lack is found as v, u or yu (lv, lyu). `number` is the number itself.
    """
    text = words.strip()
    if not text:
        return "1 = 1", ()
    parts = [f"instr(lower({column}), ?)" for column in shown]
    params: list[object] = [text.casefold()] * len(shown)
    typed = text.casefold().replace("\u00fc", "v")
    if typed.isascii() and typed.isalpha():
        begins = "" if len(typed) >= _SURE else " "
        for said in dict.fromkeys((typed, _YU.sub(r"\1v", typed))):
            parts += [f"instr(' ' || {column}, ?)" for column in spoken]
            params += [f"{begins}{said}"] * len(spoken)
    count = office.numbers.read(text)
    if count is not None:
        parts.append(f"{number} = ?")
        params.append(count)
    return f"({' OR '.join(parts)})", tuple(params)


def sorting(sorts: Mapping[str, str], order: str, number: str, *, descending: bool) -> str:
    """Return the words after ORDER BY; what is empty stands last, equal ones by number."""
    chosen = sorts.get(order, "") if order else ""
    if not chosen:
        return sorts[""]
    way = "DESC" if descending else "ASC"
    return f"{chosen} IS NULL, {chosen} {way}, {number} {way}"
