"""References after rows have been opened below the list row of a form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gigdesk import errors
from gigdesk.documents.excel import library
from gigdesk.documents.excel.skeleton import MOST_ROWS

_CELLS = re.compile(
    r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})(?::(\$?[A-Za-z]{1,3})(\$?)(\d{1,7}))?", re.ASCII
)
_ROWS = re.compile(r"(\$?)(\d{1,7}):(\$?)(\d{1,7})", re.ASCII)
_TOTALS = frozenset(
    {
        *("SUM", "SUBTOTAL", "COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS", "MAX"),
        *("AVERAGE", "AVERAGEIF", "MIN", "SUMPRODUCT", "PRODUCT", "COUNTBLANK", "AGGREGATE"),
    }
)


@dataclass(frozen=True, slots=True)
class Shift:
    """`by` rows opened under the rows `first` to `last` of a sheet (all counted from 1).

    `ready` rows under them are of the list already and stay; rows are opened below those.
    """

    sheet: str
    first: int
    last: int
    by: int
    ready: int = 0

    @property
    def below(self) -> int:
        """Return the last row that stays where it is."""
        return self.last + self.ready

    def row(self, row: int) -> int:
        """Return where a row lies now."""
        return min(row + self.by, MOST_ROWS) if row > self.below else row

    def bounds(self, top: int, bottom: int) -> tuple[int, int]:
        """Return where a range of rows lies now; one that touches the list row grows with it."""
        if bottom < self.first:
            return self.row(top), bottom
        # A range that ends in the list reaches to its end, wherever the form had ended it.
        end = max(bottom, self.below) if self.ready else bottom
        return self.row(top), min(end + self.by, MOST_ROWS)

    def address(self, text: str) -> str:
        """Return addresses on this sheet such as `A1:F8 B3`, separated by blanks or commas."""
        return re.sub(r"[^ ,]+", lambda found: self._one(found[0], inside=False, total=True), text)

    def formula(self, text: str, home: str, *, inside: bool = False, total: bool = False) -> str:
        """Return a formula that stands on sheet `home`; `inside` says: in the list row itself.

        A total over the list row alone grows to all records. In the list row, ranges of the row
        stay with their record unless both ends are fixed by `$`. `total` says that the text is
        itself a range to grow, such as the source of a chart.
        """
        tokenizer = library.openpyxl().formula.tokenizer
        kinds = tokenizer.Token
        try:
            tokens = tokenizer.Tokenizer(text if text.startswith("=") else f"={text}")
        except tokenizer.TokenizerError as failure:
            raise errors.Invalid("sheets.error.form_formula", formula=text) from failure
        within: list[bool] = [total]
        made = []
        for token in tokens.items:
            value = token.value
            if token.type in (kinds.FUNC, kinds.PAREN, kinds.ARRAY):
                if token.subtype == kinds.OPEN:
                    within.append(token.type == kinds.FUNC and value[:-1].upper() in _TOTALS)
                elif len(within) > 1:
                    within.pop()
            elif token.type == kinds.OPERAND and token.subtype == kinds.RANGE:
                value = self._reference(value, home, inside=inside, total=within[-1])
            made.append(value)
        return ("=" if text.startswith("=") else "") + "".join(made)

    def _reference(self, text: str, home: str, *, inside: bool, total: bool) -> str:
        sheet, sign, cells = text.rpartition("!")
        named = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
        if (named if sign else home).casefold() != self.sheet.casefold():
            return text
        return sheet + sign + self._one(cells, inside=inside, total=total)

    def _one(self, text: str, *, inside: bool, total: bool) -> str:
        rows = _ROWS.fullmatch(text)
        if rows:
            top, bottom = self.bounds(int(rows[2]), int(rows[4]))
            return f"{rows[1]}{top}:{rows[3]}{bottom}"
        cells = _CELLS.fullmatch(text)
        if cells is None:
            return text
        top = int(cells[3])
        if cells[6] is None:
            return self._single(cells[1], cells[2], top, grows=total and not inside)
        bottom = int(cells[6])
        own = inside and self.first <= top and bottom <= self.last
        if own and not (cells[2] and cells[5]):
            return text
        top, bottom = self.bounds(top, bottom)
        return f"{cells[1]}{cells[2]}{top}:{cells[4]}{cells[5]}{bottom}"

    def _single(self, column: str, fixed: str, row: int, *, grows: bool) -> str:
        more = self.by + self.ready
        if grows and more and self.first == self.last == row:
            return f"{column}{fixed}{row}:{column}{fixed}{row + more}"
        return f"{column}{fixed}{self.row(row)}"
