"""Villages that stand only in the first row of each group, where a merged cell got lost.

A text file knows no merged cells, and neither does a sheet whose cells somebody took apart. It is
only believed where it is plain: every village stands once, to the left of the names, and most rows
have none. The header may stand again on each page.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from gigdesk.documents.sheets.roster_in import headers, kinds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.documents.excel.rows import Row
    from gigdesk.documents.sheets.roster_in.plan import RosterPlan

ABOVE = "above"
"""Where the village of such a row stands: in the first row of its group."""
_VILLAGE, _TOWN = "village", "town"
_LOOKED_AT = 60
_GROUPS = 2


def column(plan: RosterPlan, reader: kinds.Reader) -> int | None:
    """Return the column of villages that stand only in the first rows of their groups, or None."""
    at, name = reader.layout.get(_VILLAGE), reader.layout.get(headers.NAME)
    if at is None or name is None or at > name or plan.reference is not None:
        return None
    if any(left <= at <= right for (_, left), (_, right) in plan.sheet.spans()):
        return None
    below = (row for row in plan.sheet.rows() if row.number > plan.header_end)
    first = list(itertools.islice(below, _LOOKED_AT))
    if not _are_groups(first, at, reader, whole=False):
        return None
    return at if _are_groups(itertools.chain(first, below), at, reader, whole=True) else None


def place(row: Row, at: int, reader: kinds.Reader) -> str:
    """Return the village of a row with its town, where the row has one."""
    village, town = row.text(at), reader.layout.get(_TOWN)
    return f"{row.text(town) if town is not None else ''}{village}" if village else ""


def _are_groups(rows: Iterable[Row], at: int, reader: kinds.Reader, *, whole: bool) -> bool:
    seen: set[str] = set()
    groups = bare = people = 0
    fresh = False
    # A reader of its own: it remembers how far below a header it is.
    looking = kinds.Reader(reader.plan, reader.block, dict(reader.layout))
    for row in rows:
        reason = None if looking.looks_like_person(row) else looking.kind(row, row.own())
        if reason == kinds.TITLE or (reason == kinds.HEADER and not looking.is_first_header(row)):
            return False
        if reason is not None:
            continue
        people += 1
        village = row.text(at)
        if village in seen or not (village or seen):
            return False
        if village:
            seen.add(village)
        else:
            bare += 1
            groups += fresh
        fresh = bool(village)
    plain = groups >= _GROUPS and bare * 2 >= people
    return plain if whole else bare > 0
