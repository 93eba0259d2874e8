"""Marks that stand for the cell above (同上, 〃): what they may stand for, and what never."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gigdesk.domain.workers.findings import information, warning
from gigdesk.domain.workers.worker import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding
    from gigdesk.domain.workers.together import Cell

_LONGEST = 12
_MARK = re.compile(
    "[-—–_~]*(?:[〃″“”\"＂〝〞〟]{1,3}|[′'’]{2}|同上{1,2}(?:[一行面格]{1,2})?|同前|ditto)[-—–_~]*[.。]?",
    re.IGNORECASE,
)
_FIRST = frozenset("-—–_~〃″“”\"＂〝〞〟′'’同dD")
_OWN_KINDS = frozenset({"date", "phone", "docno", "account", "money", "name"})
_OWN = frozenset(
    {"serial", "age", "phone_more", "given_name", "sex", "doc_kind", "printed_name", "social_card"}
    | {"job_card_no", "disability_no", "category_04", "category_08", "category_10"}
    | {"skill_paper_no"}
    | {one.name for one in BY_NAME.values() if one.kind in _OWN_KINDS}
)
"""What is everybody's own: the cell above never says it of the next person."""
_OF_THE_LIST = frozenset({"serial", "registered_on"})
"""What a merged cell may well say of all its rows: the number of a family, the day of a list."""
_JUDGED = frozenset({"name", "doc_no"})


def is_ditto(text: str) -> bool:
    """Say whether a text is nothing but a mark for what stands above."""
    return len(text) <= _LONGEST and _MARK.fullmatch("".join(text.split())) is not None


def resolved(
    cells: Mapping[str, Cell], above: Mapping[str, Cell], *, merged: bool = False
) -> tuple[Mapping[str, Cell], tuple[Finding, ...]]:
    """Return the cells with every mark replaced by the cell of the row above, and what was done.

    `above` are the resolved cells of the row before in the same block. A mark over nothing, and
    one in a field that is everybody's own, is taken out and reported; in the name and the number
    it stays, for their own checks to refuse. `merged` says that cells of the row stand in a merged
    cell that began further up: what is everybody's own is not taken from there either.
    """
    if merged:
        cells, shared = _unshared(cells)
        kept, told = resolved(cells, above)
        return kept, (*shared, *told)
    marked = [name for name, cell in cells.items() if _may_be(cell.text) and is_ditto(cell.text)]
    if not marked:
        return cells, ()
    taken, found = dict(cells), []
    for name in marked:
        if name in _JUDGED:
            continue
        text = taken.pop(name).text.strip()
        source = above.get(name)
        if name in _OWN or source is None or not source.text.strip() or is_ditto(source.text):
            found.append(warning("findings.value.ditto_left", field=name, text=text))
        else:
            taken[name] = source
            found.append(
                information("findings.value.ditto", field=name, text=text, taken=source.text)
            )
    return taken, tuple(found)


def _unshared(
    cells: Mapping[str, Cell],
) -> tuple[Mapping[str, Cell], tuple[Finding, ...]]:
    """Take out what a merged cell says of the person above, unless the row is still about that one.

    One telephone over a family is mostly the householder's.
    """
    shared = [name for name, cell in cells.items() if getattr(cell, "filled", False)]
    if not _JUDGED.isdisjoint(shared):
        return cells, ()
    found = tuple(
        warning("findings.value.merged_left", field=name, text=cells[name].text.strip())
        for name in shared
        if name in _OWN - _OF_THE_LIST
    )
    gone = {one.params["field"] for one in found}
    return {name: cell for name, cell in cells.items() if name not in gone}, found


def _may_be(text: str) -> bool:
    """Answer the plain case fast: an import asks this of millions of cells."""
    return len(text) <= _LONGEST and text.lstrip()[:1] in _FIRST
