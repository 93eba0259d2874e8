"""What a table of the spec is made of: columns, kind, scope, merge policy, privacy class."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Storage = Literal["text", "integer", "blob"]
Merge = Literal["lww", "surface"]
Privacy = Literal["G", "P", "I", "S"]


class Kind(StrEnum):
    """How rows of a table live, and with that how they are captured and merged."""

    REGISTRY = "registry"  # rows change; every change of a column is an op
    FACT = "fact"  # rows are written once and corrected by further rows
    DOCUMENT = "document"  # rows are written once; the bytes behind them never change
    LOCAL = "local"  # never leaves this desk and is not captured


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its storage, whether it must be filled, how it merges, how private it is.

    `merge`: `lww` lets the later edit stand, `surface` puts both values before a person.
    `privacy`: G general, P personal, I identifying (masked by default), S sensitive.
    """

    name: str
    storage: Storage = "text"
    required: bool = False
    default: str | int | None = None
    merge: Merge = "lww"
    privacy: Privacy = "G"
    refers: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its room, kind, scope, columns (after `id`), keys and indexes.

    `sparse` names columns that few rows fill: their index holds those rows only, and is never
    taken by a search for the many that leave it empty.

    Every table but the local ones has `id`, 16 bytes, as primary key. `scope` says to whom its rows
    go: `station` (the row's own station) or `county` (every desk). `deletable` tables hold
    mistaken entries that may go; all others only change state. `kept_as` is the state that a row
    takes instead of going when the act that made it is undone. `watched` tables tell the search
    index which of their rows changed. `numbered_in` is the column within whose rows a `number`
    counts; without it the number is the station's, and none is given twice.
    """

    name: str
    room: str
    kind: Kind
    columns: tuple[Column, ...]
    scope: Literal["station", "county"] = "station"
    unique: tuple[tuple[str, ...], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    sparse: tuple[str, ...] = ()
    deletable: bool = False
    watched: bool = False
    kept_as: str | None = None
    numbered_in: str | None = None
    key: str | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of all columns, `id` first where the table has one."""
        names = tuple(column.name for column in self.columns)
        return names if self.kind is Kind.LOCAL else ("id", *names)


def text(
    name: str,
    *,
    required: bool = False,
    merge: Merge = "lww",
    privacy: Privacy = "G",
    default: str | None = None,
) -> Column:
    """Return a text column; codes and JSON are text, too."""
    return Column(name, "text", required, default, merge, privacy)


def number(
    name: str, *, required: bool = False, default: int | None = None, privacy: Privacy = "G"
) -> Column:
    """Return an integer column; the unit stands in its name."""
    return Column(name, "integer", required, default, privacy=privacy)


def money(name: str, *, privacy: Privacy = "G") -> Column:
    """Return a column of whole fen; its name ends in `_fen`."""
    return Column(name, "integer", privacy=privacy)


def flag(name: str, *, default: int | None = 0) -> Column:
    """Return a yes/no column, stored as 1 or 0."""
    return Column(name, "integer", default is not None, default)


def day(
    name: str, *, required: bool = False, merge: Merge = "lww", privacy: Privacy = "G"
) -> Column:
    """Return a calendar day as text `YYYY-MM-DD`; month precision is `YYYY-MM`."""
    return Column(name, "text", required, None, merge, privacy)


def ref(name: str, refers: str, *, required: bool = False, merge: Merge = "lww") -> Column:
    """Return the id of a row of another table."""
    return Column(name, "blob", required, None, merge, refers=refers)


def local(name: str, room: str, columns: tuple[Column, ...], **more: object) -> Table:
    """Return a table that never leaves this desk; `key` names its primary key."""
    return Table(name, room, Kind.LOCAL, columns, **more)  # type: ignore[arg-type]
