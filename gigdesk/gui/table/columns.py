"""What a table is told: its columns, what is asked of it, and where its rows come from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from gigdesk import money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6 import QtCore

Row = Any
"""A row: a mapping, or an object with attributes; `id` names the record."""

D_contra = TypeVar("D_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` counts Chinese characters, `show` turns a row into words.

    Kinds: `text`, `number`, `money` (whole fen), `date`, `check`, `status`. A status column gives
    the tone of a row by `tone` (a key of `parts.TONES`) and shows it as icon, words and colour.
    Numbers and money stand on the right; `frozen` columns stay while the rest scrolls.
    """

    key: str
    title: str
    kind: str = "text"
    width: float = 7
    right: bool = False
    frozen: bool = False
    hidden: bool = False
    sortable: bool = True
    show: Callable[[Row], str] | None = None
    tone: Callable[[Row], str] | None = None

    @property
    def is_right(self) -> bool:
        """Say whether the column's words stand on the right."""
        return self.right or self.kind in ("number", "money")

    def words(self, row: Row) -> str:
        """Return what stands in this column of a row."""
        if self.show is not None:
            return self.show(row)
        value = cell(row, self.key)
        if value is None:
            return ""
        if self.kind == "money":
            return money.grouped(value)
        if self.kind == "number" and isinstance(value, int):
            return f"{value:,}"
        return str(value)


def cell(row: Row, key: str) -> Any:
    """Return a value of a row by its name; None where the row has none."""
    return row.get(key) if isinstance(row, Mapping) else getattr(row, key, None)


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter in force: what the source needs (`key`, `value`) and what the chip says."""

    key: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a source: typed words, filters, order as (column key, descending)."""

    text: str = ""
    filters: tuple[Filter, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def value(self, key: str, default: Any = None) -> Any:
        """Return the value of the filter `key`."""
        return next((kept.value for kept in self.filters if kept.key == key), default)

    def with_filter(self, new: Filter) -> Query:
        """Return the query with this filter in the place of one of the same key."""
        rest = tuple(kept for kept in self.filters if kept.key != new.key)
        return dataclasses.replace(self, filters=(*rest, new))

    def without(self, key: str) -> Query:
        """Return the query without the filter `key`."""
        rest = tuple(kept for kept in self.filters if kept.key != key)
        return dataclasses.replace(self, filters=rest)

    @property
    def is_narrowed(self) -> bool:
        """Say whether words or filters keep rows away."""
        return bool(self.text or self.filters)


class Source(Protocol[D_contra]):
    """Where rows come from; both are called in the background with a read-only desk."""

    def count(self, desk: D_contra, query: Query) -> int:
        """Return how many rows answer the query."""
        ...

    def page(self, desk: D_contra, query: Query, start: int, limit: int) -> Sequence[Row]:
        """Return rows `start` to `start + limit` in the query's order."""
        ...


class Asks(Protocol):
    """The part of `tasks.Tasks` a table needs."""

    def ask(
        self,
        query: Callable[[Any], Any],
        then: Callable[[Any], object],
        *,
        owner: QtCore.QObject,
        failed: Callable[[BaseException], object] | None = ...,
        slot: Any = ...,
    ) -> None:
        """Run a query in the background; see `tasks.Tasks.ask`."""
        ...
