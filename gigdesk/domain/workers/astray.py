"""Rows whose cells stand in strange columns: whom they would make must be looked at first.

Columns may have been read wrongly, or a row pasted below columns of another order. A right number
alone does not make the words beside it the name and the village of its owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain import patterns
from gigdesk.domain.workers import divisions, single, surnames
from gigdesk.domain.workers.findings import Finding, warning
from gigdesk.domain.workers.pinyin import HAN

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from gigdesk.domain.workers.together import Cell

NAME, CELLS = "findings.row.name_astray", "findings.row.cells_astray"
CODES = frozenset({NAME, CELLS})
_PLAIN = patterns.later(f"[{HAN}]{{2,4}}")
_PLACE_ENDS = frozenset("村组镇乡区会道县队")
_PLACE = patterns.later(
    f"[{HAN}0-9]{{2,}}(?:村|镇|乡|社区|街道|[村居]委会|[村居]民委员会|村民小组|[0-9一二三四五六七八九十]+组)"
)
_SENTENCE = patterns.later(r"[，,。；;！!？?].*[，,。；;！!？?]|[。；！？]")
_LONGEST = 12
_NUMBER = 6
_SEVERAL = 2


def found(cells: Mapping[str, Cell]) -> tuple[Finding, ...]:
    """Return a remark where the name is a place, a number or a sentence, or several cells astray.

    A remark is for a person to confirm: somebody may be called 王新村 after all.
    """
    name = single.text_of(cells.get("name"))
    if not name:
        return ()
    if _is_no_name(name, cells):
        return (warning(NAME, text=name),)
    strange = [field for field, is_strange in _STRANGE.items() if _holds(cells, field, is_strange)]
    if len(strange) < _SEVERAL:
        return ()
    return (warning(CELLS, field=",".join(strange)),)


def _is_no_name(name: str, cells: Mapping[str, Cell]) -> bool:
    """Say whether the words in the place of a name are a place, a number or a sentence."""
    plain = "".join(name.split())
    if _PLAIN.fullmatch(plain) and plain[-1] not in _PLACE_ENDS:
        return False
    if sum(map(str.isdecimal, plain)) >= _NUMBER:
        return True
    if len(plain) > _LONGEST and _SENTENCE.search(plain):
        return True
    if _PLACE.fullmatch(plain) is None:
        return False
    village = single.text_of(cells.get("village"))
    beside = bool(village) and not divisions.is_village(village) and _is_like_a_name(village)
    return beside or plain[0] not in surnames.COMMON or len(plain) > 3  # noqa: PLR2004 -- a surname and two signs


def _holds(cells: Mapping[str, Cell], field: str, is_strange: re.Pattern[str]) -> bool:
    """Say whether a cell holds what its column cannot; what stands for nothing says nothing."""
    text = "".join(single.text_of(cells.get(field)).split())
    return bool(text) and is_strange.fullmatch(text) is not None


def _is_like_a_name(text: str) -> bool:
    plain = "".join(text.split())
    return _PLAIN.fullmatch(plain) is not None and plain[-1] not in _PLACE_ENDS


_DIGITS = patterns.later(r"[0-9]{11}|[0-9]{17}[0-9Xx]")
_WORDS = patterns.later(f"[{HAN}]*(?:村|镇|乡|社区)|[男女]|[{HAN}]{{1,3}}族|[0-9]{{17}}[0-9Xx]")
_STRANGE = {
    "sex": patterns.later(f"[0-9]{{6,}}[Xx]?|[{HAN}]+(?:村|镇|乡|族)"),
    "ethnic": patterns.later(f"[0-9]{{6,}}[Xx]?|[男女]|[{HAN}]+(?:村|镇|乡)"),
    "phone": _WORDS,
    "village": patterns.later(f"{_DIGITS.pattern}|[男女]|[{HAN}]{{1,3}}族"),
    "town": patterns.later(f"{_DIGITS.pattern}|[男女]|[{HAN}]{{1,3}}族"),
    "address": patterns.later(f"{_DIGITS.pattern}|[男女]"),
}
