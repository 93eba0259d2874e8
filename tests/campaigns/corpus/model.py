"""A made-up workbook before it is written: rows, what lies over them, and what each row is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Month:
    """A date cell that shows year and month alone."""

    first: dt.date


@dataclass(frozen=True, slots=True)
class Failed:
    """An error such as #N/A."""


Value = str | float | int | bool | dt.date | Month | Failed
Seen = tuple[str, str]
"""Text and kind of a cell as the reader must give it."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What one row of one block must come out as: a person's fields, or the reason it is none.

    `village` is the one that the last title above names, `cure` what a clerk writes over cells of
    the row, by field, when it comes back to be corrected.
    """

    row: int
    block: int
    reason: str | None
    fields: dict[str, Seen]
    hidden: bool = False
    filled: frozenset[str] = frozenset()
    village: str = ""
    cure: Mapping[str, str] = field(default_factory=dict, hash=False)

    def cured(self) -> Expected:
        """Return the row as it stands once it is corrected."""
        fields = {**self.fields, **{name: text(value) for name, value in self.cure.items()}}
        return replace(self, fields=fields)


@dataclass(slots=True)
class Page:
    """One sheet: rows from 1, merges and hidden rows counted from 0.

    `unclear` says that nothing may be read of it before its columns are told. `village` is the one
    that stands over the people to come.
    """

    name: str = "花名册"
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False
    unclear: bool = False
    village: str = ""
    expected: list[Expected] = field(default_factory=list)

    def add(self, values: list[Value], reason: str | None, block: int = 0) -> int:
        """Append a row that is no person; returns its index from 0."""
        self.rows.append(values)
        self.expected.append(Expected(len(self.rows), block, reason, {}))
        return len(self.rows) - 1

    def person(
        self,
        values: list[Value],
        fields: dict[str, Seen],
        *,
        hidden: bool = False,
        filled: tuple[str, ...] = (),
        cure: Mapping[str, str] | None = None,
    ) -> int:
        """Append a person; `fields` must come out, `filled` ones only where merges are known."""
        self.rows.append(values)
        if hidden:
            self.hidden_rows.add(len(self.rows) - 1)
        row = Expected(len(self.rows), 0, None, fields, hidden, frozenset(filled))
        self.expected.append(replace(row, village=self.village, cure=cure or {}))
        return len(self.rows) - 1

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells; the value stands in the first."""
        self.merges.append((top, left, bottom, right))

    def indent(self, columns: int) -> None:
        """Leave so many columns empty on the left, as people do who draw a frame around a table."""
        blank: list[Value] = [""] * columns
        self.rows = [blank + row for row in self.rows]
        self.merges = [
            (top, left + columns, bottom, right + columns)
            for top, left, bottom, right in self.merges
        ]


def text(value: str) -> Seen:
    """Return what a text cell must come out as."""
    return value, "text"
