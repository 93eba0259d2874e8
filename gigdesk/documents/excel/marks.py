"""What a sheet says beside its values: hidden rows, spans, and cells that mean more than they hold.

The reader of values tells numbers, texts and dates apart, but not that a row is hidden, that a
cell shows only a month, that it is an error or a formula nobody ever calculated. These marks are
gathered from the file itself and laid over the rows while they pass.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

ERROR = "error:"
"""Begins the mark of a failed formula; behind it stands the error as programs of tables show it."""
UNSAVED = "unsaved"
MONTH = "month"
YEAR = "year"
PADDED = "padded:"

Span = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each (row, column) from 0."""

_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
"""The errors of binary workbooks (MS-XLS 2.5.10)."""
_LONGEST_ERROR = 20
_MONTH_ONLY_IDS = frozenset({17, 27, 36, 50, 52, 57})
"""Built-in formats of the Chinese edition that show year and month alone."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_PADDED = re.compile(r"0{2,}")


@dataclass(slots=True)
class Marks:
    """The marks of one sheet; rows and columns count from 0."""

    hidden: set[int] = field(default_factory=set)
    spans: list[Span] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    in_order: bool = True
    first: int = -1
    last: int = 0
    last_unsaved: int = -1
    struck: dict[int, set[int]] = field(default_factory=dict)
    _runs: dict[int, list[list[int]]] = field(default_factory=dict)
    _codes: dict[int, list[str]] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """Note that there is a value in this cell; rows are to come from above to below."""
        if row < self.last:
            self.in_order = False
        self.last = row
        if self.first < 0:
            self.first = row
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)

    def note(self, row: int, column: int, code: str) -> None:
        """Lay a mark on a cell; cells below each other with one mark cost one entry."""
        if code == UNSAVED:
            self.last_unsaved = max(self.last_unsaved, row)
        runs = self._runs.setdefault(column, [])
        codes = self._codes.setdefault(column, [])
        if runs and runs[-1][1] == row - 1 and codes[-1] == code:
            runs[-1][1] = row
        else:
            runs.append([row, row])
            codes.append(code)

    def strike(self, row: int, column: int) -> None:
        """Note that a cell's words are struck through."""
        self.struck.setdefault(row, set()).add(column)

    def settle(self) -> Marks:
        """Bring the marks into the order of the rows, whatever order the file had."""
        for column, runs in self._runs.items():
            order = sorted(range(len(runs)), key=runs.__getitem__)
            self._runs[column] = [runs[i] for i in order]
            self._codes[column] = [self._codes[column][i] for i in order]
        return self

    @property
    def has_codes(self) -> bool:
        """Say whether any cell carries a mark."""
        return bool(self._runs)

    def codes_in(self, row: int) -> dict[int, str]:
        """Return the marks of one row by column."""
        found = {}
        for column, runs in self._runs.items():
            at = bisect_right(runs, row, key=_first_row) - 1
            if at >= 0 and runs[at][1] >= row:
                found[column] = self._codes[column][at]
        return found


def _first_row(run: list[int]) -> int:
    return run[0]


def code_of_format(number: int, pattern: str | None) -> str | None:
    """Tell what a number format means for us: month, year, padded with zeros, or nothing.

    `number` is the built-in id, `pattern` the format's own text where the file gives one.
    """
    if pattern is None:
        return MONTH if number in _MONTH_ONLY_IDS else None
    bare = _LITERAL.sub("", pattern.split(";")[0].lower())
    letters = set(bare) & set("ymdhs")
    if letters == {"y", "m"}:
        return MONTH
    if letters == {"y"}:
        return YEAR
    if _PADDED.fullmatch(bare.strip()):
        return f"{PADDED}{len(bare.strip())}"
    return None


def error_mark(shown: str | int) -> str:
    """Return the mark of a failed formula: by what its cell shows or its error's number."""
    text = _ERRORS.get(shown, "") if isinstance(shown, int) else shown.strip()
    return f"{ERROR}{text[:_LONGEST_ERROR]}"


def column_number(letters: str) -> int:
    """Turn the letters of a column into its number from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
