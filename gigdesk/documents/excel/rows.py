"""Rows and cells as they come out of any file: the value, what kind it was, and how it reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from gigdesk.documents.excel.marks import ERROR, MONTH, PADDED, UNSAVED, YEAR, Marks, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Raw = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A value as the reader gives it; an empty cell is the empty text."""

CellKind = Literal["text", "number", "date", "bool", "error", "empty"]

_KINDS: dict[type, CellKind] = {
    str: "text",
    float: "number",
    int: "number",
    bool: "bool",
    dt.date: "date",
    dt.datetime: "date",
    dt.time: "date",
    dt.timedelta: "date",
}
_EXACT_DIGITS = 15
FAILED_TEXT = "#"
"""What stands for a failed formula of which the file does not name the error."""
UNSAVED_TEXT = "="
"""What stands for a formula whose result was never saved."""


class Cell(NamedTuple):
    """One cell; a tuple because an import makes millions of them.

    `text` is the value as it reads: a date as ISO text no more precise than the cell shows
    (`1990-05` where only the month is shown), a number with all its digits and no exponent. A
    number of more than 15 digits has lost its last ones: `kind` says that it was a number.
    `filled` marks a value that stands in a merged cell above.
    """

    value: Raw
    kind: CellKind
    text: str
    filled: bool = False


EMPTY = Cell("", "empty", "")


@dataclass(slots=True)
class Row:
    """One row of a sheet; `number` is the one shown at its left edge, from 1."""

    number: int
    values: list[Raw]
    hidden: bool = False
    filled: frozenset[int] = frozenset()
    codes: dict[int, str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()

    def cell(self, column: int) -> Cell:
        """Return the cell of a column counted from 0; beyond the row it is empty."""
        if column >= len(self.values):
            return cell_of("", self.codes.get(column))
        return cell_of(self.values[column], self.codes.get(column), filled=column in self.filled)

    def cells(self, layout: Mapping[str, int]) -> dict[str, Cell]:
        """Return the cells of named columns that hold something."""
        plain = not (self.codes or self.filled)
        values, width = self.values, len(self.values)
        found = {}
        for name, column in layout.items():
            value = values[column] if column < width else ""
            if plain and type(value) is str:
                # The plain case is written out: an import passes here millions of times.
                if value:
                    found[name] = Cell(value, "text", value)
                continue
            cell = self.cell(column)
            if cell.kind != "empty":
                found[name] = cell
        return found

    def text(self, column: int) -> str:
        """Return the text of a cell without spaces at its ends."""
        if not self.codes:
            value = self.values[column] if column < len(self.values) else ""
            if type(value) is str:
                return value.strip()
        return self.cell(column).text.strip()

    def own(self) -> list[int]:
        """Return the columns that hold something of their own (merged-down values do not count)."""
        width = max(len(self.values), max(self.codes, default=-1) + 1)
        return [
            column for column in range(width) if column not in self.filled and self.text(column)
        ]


def cell_of(value: Raw, code: str | None = None, *, filled: bool = False) -> Cell:
    """Make the cell of a raw value and the mark that lies on it."""
    if type(value) is str:
        if value:
            return Cell(value, "text", value, filled)
        if code is not None and code.startswith(ERROR):
            return Cell("", "error", code.removeprefix(ERROR) or FAILED_TEXT, filled)
        if code == UNSAVED:
            return Cell("", "error", UNSAVED_TEXT, filled)
        return EMPTY
    return Cell(value, _KINDS.get(type(value), "text"), text_of(value, code), filled)


def text_of(value: Raw, code: str | None = None) -> str:
    """Write a value as it reads; the mark says how precise a date is and how wide a number."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        text = _number_text(value)
        if code is not None and code.startswith(PADDED) and text.isdigit():
            return text.zfill(int(code.removeprefix(PADDED)))
        return text
    return _date_text(value, code)


def _number_text(value: float) -> str:
    """Write a number with every digit that can be trusted and without an exponent."""
    if isinstance(value, int):
        return str(value)
    if value.is_integer() and abs(value) < 10**_EXACT_DIGITS:
        return str(int(value))
    text = f"{value:.{_EXACT_DIGITS}g}"
    return f"{Decimal(text):f}" if "e" in text else text


def _date_text(value: dt.date | dt.time | dt.timedelta, code: str | None) -> str:
    """Write a date, a moment or a time of day as ISO text."""
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
    if isinstance(value, dt.time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, dt.datetime):
        if value.time() != dt.time():
            return value.isoformat(" ", "seconds" if value.second else "minutes")
        value = value.date()
    if code == MONTH and value.day == 1:
        return value.isoformat()[:7]
    if code == YEAR and value.day == 1 and value.month == 1:
        return value.isoformat()[:4]
    return value.isoformat()


def dressed(
    rows: Iterable[tuple[int, list[Raw]]], marks: Marks, spans: list[Span]
) -> Iterator[Row]:
    """Lay marks over plain rows while they pass, and fill merged cells downwards.

    `rows` gives the row's index from 0 and its values.
    """
    starts: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in spans:
        if bottom > top:
            starts.setdefault(top, []).append((left, bottom))
    struck = marks.struck
    if not (starts or marks.hidden or marks.has_codes or struck):
        for index, values in rows:
            yield Row(index + 1, values)
        return
    open_spans: dict[int, tuple[int, Raw]] = {}
    coded = marks.has_codes
    index = -1
    for index, values in rows:
        filled: list[int] = []
        for column in [c for c, (bottom, _) in open_spans.items() if bottom < index]:
            del open_spans[column]
        for column, (_, value) in open_spans.items():
            if column >= len(values):
                # A row may end before a cell that is merged down over it.
                values.extend([""] * (column + 1 - len(values)))
            if values[column] == "":
                values[column] = value
                filled.append(column)
        for left, bottom in starts.get(index, ()):
            if left < len(values) and values[left] != "":
                open_spans[left] = (bottom, values[left])
        codes = marks.codes_in(index) if coded else {}
        crossed = frozenset(struck.get(index, ())) if struck else frozenset[int]()
        yield Row(index + 1, values, index in marks.hidden, frozenset(filled), codes, crossed)
    for below in range(index + 1, marks.last_unsaved + 1):
        # Rows that hold nothing but formulas without results are no part of what was read.
        yield Row(below + 1, [], below in marks.hidden, codes=marks.codes_in(below))
