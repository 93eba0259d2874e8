"""Puts the cells below a further header of another order under the columns of the first one.

A row that goes back then stands under the headers of the returned workbook, whatever part of the
file it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.actions.workers.imports.opening import ColumnChoice
from gigdesk.documents.sheets import sheet_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.documents.sheets import roster_in

Cells = list[tuple[int, str, str]]
# No sheet is that wide: columns that only a further header has stand behind all others.
_BEYOND = 20_000
_OURS = "gigdesk:reference"


class Turned:
    """The columns of one sheet under its further headers; `further` are those only they have.

    `stands_at` is where each of those stands in the file.
    """

    def __init__(self, plan: roster_in.RosterPlan) -> None:
        """Know the columns of the first header."""
        self._sheet = plan.sheet.name
        self.further: list[ColumnChoice] = []
        self.stands_at: dict[int, int] = {}
        self._by_field = {one.field: one.index for one in plan.columns if one.field}
        self._by_header = {_words(one.header): one.index for one in plan.columns}
        self._seen: Sequence[roster_in.ColumnGuess] = ()
        self._places: dict[int, int] = {}

    @property
    def met(self) -> bool:
        """Say whether people stood below a further header of another order."""
        return bool(self._seen)

    def placed(self, header: Sequence[roster_in.ColumnGuess], cells: Cells) -> Cells:
        """Return cells that stand below a further header at the columns of the first one."""
        if header is not self._seen:
            self._seen, self._places = header, {}
            for one in header:
                self._places[one.index] = self._place(one.header, one.field, one.why, one.index)
        for at, _, _ in cells:
            if at not in self._places:
                self._places[at] = self._place("", None, "unknown", at)
        return sorted((self._places[at], kind, text) for at, kind, text in cells)

    def _place(self, header: str, field: str | None, why: str, index: int) -> int:
        """Return the first header's column of a column: by its field, its words, or a new one."""
        taken = set(self._places.values())
        plain = _words(header)
        for known in (self._by_field.get(field or ""), self._by_header.get(plain)):
            if known is not None and known not in taken:
                return known
        at = _BEYOND + len(self.further)
        self.further.append(ColumnChoice(self._sheet, at, header, field, 1.0, why))
        self.stands_at[at] = index
        if field:
            self._by_field.setdefault(field, at)
        if plain:
            self._by_header.setdefault(plain, at)
        return at


def _words(header: str) -> str:
    """Return the words of a header to compare; our own column is one in every language."""
    return _OURS if sheet_words.is_reference(header) else sheet_words.plain(header)
