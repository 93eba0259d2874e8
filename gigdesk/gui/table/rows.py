"""A source for short lists whose rows one query brings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from gigdesk.gui.table.columns import Query, Row, cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

D = TypeVar("D")


class RowSource(Generic[D]):
    """Serves all rows that `find(desk, query)` returned: a list of at most some thousand.

    For lists that grow with the registry (people, days, history) write a real `Source` whose
    search, order and pages are made in SQL.
    """

    def __init__(self, find: Callable[[D, Query], Sequence[Row]]) -> None:
        """`find` brings all rows; typed words and order are applied here."""
        self._find = find
        self._kept: tuple[Query, list[Row]] | None = None

    def count(self, desk: D, query: Query) -> int:
        """Bring the rows anew and count them."""
        rows = [row for row in self._find(desk, query) if _has(row, query.text)]
        for key, descending in reversed(query.sort):
            rows.sort(key=lambda row: _rank(cell(row, key)), reverse=descending)
        self._kept = (query, rows)
        return len(rows)

    def page(self, desk: D, query: Query, start: int, limit: int) -> Sequence[Row]:
        """Return a part of the rows brought last for this query."""
        if self._kept is None or self._kept[0] != query:
            self.count(desk, query)
        return self._kept[1][start : start + limit] if self._kept else []


def _has(row: Row, words: str) -> bool:
    if not words:
        return True
    values = row.values() if hasattr(row, "values") else _attributes(row)
    return any(words.casefold() in str(value).casefold() for value in values)


def _attributes(row: Row) -> list[Any]:
    names = getattr(row, "__slots__", None) or vars(row)
    return [getattr(row, name) for name in names]


def _rank(value: Any) -> tuple[int, Any]:
    if value is None:
        return (0, 0)
    return (1, value) if isinstance(value, int | float) else (2, str(value))
