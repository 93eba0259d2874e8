"""Columns that only answer whether somebody belongs to a group, such as 是否低保.

Yes puts the group among what the person is said to be, beside what is known already; no and nothing
say nothing, since a list that denies a group does not tell since when.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain.workers import codes, folding, headers, labels
from gigdesk.domain.workers.findings import warning

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.domain.workers.together import Cell

_IDENTITY = frozenset({"08", "09", "10"})
"""Groups that say who somebody is; the others are those with difficulty in finding work."""
_SENSITIVE = frozenset({"category_04"})
"""What other words tell of a handicap goes into no open remark."""
_YES = frozenset({"是的", "属于", "属", "v", "■", "●", "○", "享受", "■是", "☑是", "√是"})
_NO = frozenset({"不是", "不属于", "非", "□", "☐", "/", "\\", "-", "--", "—", "——", "×否"})
_FIELDS = ("hardship", "person_kind")
_ASKING = re.compile("是否|是不是|有无|否")


def is_bare(header: str) -> bool:
    """Say whether a header only names the group: its cells must answer, else it is no answer."""
    return _ASKING.search(header) is None


def read(cells: Mapping[str, Cell]) -> tuple[dict[str, str], list[Finding], list[str]]:
    """Return the groups that cells say yes to by field, what is in doubt, and words to be kept."""
    told: dict[str, str] = {}
    found: list[Finding] = []
    kept: list[str] = []
    for name in headers.CATEGORIES:
        cell = cells.get(name)
        text = cell.text.strip() if cell is not None and cell.kind != "error" else ""
        if not text:
            continue
        code = headers.CATEGORIES[name]
        answer = _answer(text, code)
        if answer is None:
            sensitive = name in _SENSITIVE
            unknown = "findings.value.unknown_sensitive" if sensitive else "findings.value.unknown"
            found.append(warning(unknown, field=name, text=text))
            if not sensitive:
                kept.append(f"{codes.label('person_category', code)}：{' '.join(text.split())}")
        elif answer:
            field = "person_kind" if code in _IDENTITY else "hardship"
            told[field] = joined(told.get(field), codes.label("person_category", code))
    return told, found, kept


def _answer(text: str, code: str) -> bool | None:
    """Return whether a cell says yes; None where it says something else."""
    plain = folding.folded(text)
    if plain in _YES:
        return True
    if plain in _NO:
        return False
    said = codes.read_code("yes_no", text)
    if said is not None:
        return said == "1"
    return True if codes.read_code("person_category", text) == code else None


def joined(known: object, told: object) -> str:
    """Return the groups that are known with those that are told, each once."""
    said = str(known or "")
    before = set(codes.read_codes("person_category", said)[0])
    fresh = [
        piece
        for piece in codes.pieces(str(told or ""))
        if codes.read_code("person_category", piece) not in before and piece not in said
    ]
    return labels.JOINT.join(filter(None, (said, *fresh)))
