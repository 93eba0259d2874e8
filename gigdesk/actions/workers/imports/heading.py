"""The headers and the title over the rows of a sheet that tell of certificates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gigdesk.domain.workers import granted, paper_heads

if TYPE_CHECKING:
    from gigdesk.documents.sheets import roster_in
    from gigdesk.domain.workers import rows

_MOST_IN_TITLE = 3


class Headed:
    """What is true of the rows of a sheet, with the words over them where they say of which papers.

    A sheet may hold several lists below each other: the title of each holds for its own rows.
    """

    def __init__(self, plan: roster_in.RosterPlan, facts: rows.Sheet) -> None:
        """Begin with the titles over the first header."""
        self._plan, self._facts = plan, facts
        self._title = " ".join(filter(granted.is_title, sorted(plan.titles)))
        self._known: dict[int, tuple[object, rows.Sheet]] = {}

    def hear(self, row: roster_in.ReadRow) -> None:
        """Take the title of a further list for that of the rows below it.

        A line that names papers and is no title leaves no title at all: whose it is is not sure.
        """
        own = row.row.own()
        if not own or len(own) > _MOST_IN_TITLE or row.row_number < self._plan.header_end:
            return
        text = row.row.text(own[0])
        if granted.is_title(text) or granted.kinds_in(text):
            self._title = text if granted.is_title(text) else ""
            self._known.clear()

    def over(self, row: roster_in.ReadRow) -> rows.Sheet:
        """Return what is true of a row."""
        if granted.COLUMNS.isdisjoint(row.layout):
            return self._facts
        turned, found = self._known.get(row.block, (None, self._facts))
        if turned is not row.turned:
            columns = row.turned or self._plan.columns
            said = {one.index: f"{one.group}{one.header}" for one in columns}
            of_field = {at: field for field, at in row.layout.items()}
            listed = [(said[at], of_field.get(at)) for at in sorted(said)]
            heads = {
                field: said.get(at, "")
                for field, at in row.layout.items()
                if field in granted.COLUMNS
            }
            heads.update(paper_heads.of_certificate(listed))
            found = replace(self._facts, heads=heads, title=self._title)
            self._known[row.block] = (row.turned, found)
        return found
