"""What a printed list looks like: its columns, the lines above and below, and its paper."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What the values of a column are, and so how they stand in the workbook."""

    TEXT = "text"
    """`str`; always a text cell of format `@`, so numbers of documents keep every digit."""

    DATE = "date"
    """`date` or ISO text; `YYYY-MM` stays text, `9999-12-31` is written as long-term."""

    MONEY = "money"
    """Whole fen (`int`), shown in yuan with two decimals, exact."""

    INT = "int"
    """A whole number."""

    NUMBER = "number"
    """`int` or `Decimal`, written exactly."""

    MARK = "mark"
    """A number as under NUMBER, or a word such as a mark of attendance."""

    AS_FOUND = "as_found"
    """Each value by its own type, as a reader found it: text stays text, numbers stay numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the records, its header and how its cells look.

    `width` is in characters of the body font, `group` the headings above the header from the
    outermost inwards, `choices` a drop-down list, `sum` asks for a total under the column.
    """

    key: str
    header: str
    width: float = 10
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    wrap: bool = False
    sum: bool = False
    left: bool = False
    tint: str = ""
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line above or below the table, its parts spread over the width of the table."""

    parts: tuple[str, ...]
    height: float = 20
    bold: bool = False


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A whole printed list; heights are in points."""

    name: str
    columns: tuple[Column, ...]
    title: str = ""
    head: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    landscape: bool = True
    paper: str = "A4"
    freeze_columns: int = 0
    row_height: float = 20
    header_height: float = 30
    title_size: float = 20
    total_label: str = ""
    filtered: bool = False
    pages: bool = True
    pages_wide: int = 1
    hidden: bool = False

    @property
    def depth(self) -> int:
        """Return how many rows the header takes."""
        return 1 + max((len(column.group) for column in self.columns), default=0)

    @property
    def header_row(self) -> int:
        """Return the first row of the header, counted from 1."""
        return 1 + (1 if self.title else 0) + len(self.head)

    @property
    def first_row(self) -> int:
        """Return the row of the first record, counted from 1."""
        return self.header_row + self.depth

    @property
    def has_total(self) -> bool:
        """Say whether a row of totals follows the records."""
        return any(column.sum for column in self.columns)

    def keys(self) -> tuple[str, ...]:
        """Return the keys of the columns in order."""
        return tuple(column.key for column in self.columns)
