"""What a grid is told: its columns, how words become values, and what a change is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable


def _plain(words: str) -> str | None:
    return words.strip() or None


def _written(value: Any) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of a grid; `title` is already in the user's language.

    `parse` turns typed words into a value (None clears the cell) and raises `errors.Invalid` for
    words that cannot stand there; `show` turns a value into words; `tone` gives a value's tone
    (a key of `parts.TONES`). `centre` suits one-letter marks such as those of a month grid.
    `under` is a second, short line of the title, `name` the column in full where one cell of it is
    spoken of. `closed` says why nothing can be written into a column, for whoever tries.
    """

    key: str
    title: str
    width: float = 4
    parse: Callable[[str], Any] = _plain
    show: Callable[[Any], str] = _written
    tone: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    read_only: bool = False
    is_date: bool = False
    centre: bool = False
    right: bool = False
    no_ime: bool = False
    shaded: bool = False
    under: str = ""
    name: str = ""
    closed: str = ""

    @property
    def called(self) -> str:
        """Return what the column is called in a sentence."""
        return self.name or self.title


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was changed: row id, column key, value before and after.

    `takes_back` says that a step of before was taken back by it.
    """

    row: Hashable
    column: str
    before: Any
    after: Any
    takes_back: bool = False
