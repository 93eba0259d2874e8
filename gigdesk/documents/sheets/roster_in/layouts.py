"""By what the columns of a roster are known again: in the next file, and on the next sheet."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.domain.workers import figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.documents.sheets.roster_in.plan import RosterPlan

_REMARKS = "remarks"


def layout_key(plan: RosterPlan) -> str:
    """Return a signature of the columns in their order, which sheets of one layout have in common.

    The same headers in the same order give the same key, wherever they stand in the sheet.
    """
    parts = [
        f"{block.number}:{_lasting(column.group)}/{_lasting(column.header)}"
        for block in plan.blocks
        for column in block.columns
        if column.why != _REMARKS and (column.header or column.group)
    ]
    return _digest(parts if plan.header_rows else _by_place(plan))


def source_key(plan: RosterPlan) -> str:
    """Return a signature of the columns, by which a corrected mapping is remembered.

    The same headers give the same key in any order: a superior changes it from month to month.
    """
    if not plan.header_rows:
        return layout_key(plan)
    named = {column.index for column in plan.columns if column.header or column.group}
    return _digest(sorted(key for at, key in headings(plan).items() if at in named))


def headings(plan: RosterPlan) -> dict[int, str]:
    """Return by what each column is known again wherever it stands: its header, else its place.

    A place is written `#0` for the first column of the list, or counted from the header before it;
    headers that come again are counted.
    """
    first = min((column.index for column in plan.columns), default=0)
    seen: Counter[str] = Counter()
    found: dict[int, str] = {}
    before = (first, "")
    for column in plan.columns:
        if column.why == _REMARKS:
            continue
        name = f"{_lasting(column.group)} {_lasting(column.header)}".strip()
        if not name or not plan.header_rows:
            found[column.index] = f"{before[1]}#{column.index - before[0]}"
            continue
        seen[name] += 1
        found[column.index] = name if seen[name] == 1 else f"{name} ({seen[name]})"
        before = (column.index, f"{found[column.index]} ")
    return found


def _by_place(plan: RosterPlan) -> list[str]:
    return [f"{column.index}:{column.field}" for column in plan.columns]


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def _lasting(header: str) -> str:
    """Return what stays of a header from month to month: without its year and month."""
    return figures.MOMENT.sub("", sheet_words.plain(header))
