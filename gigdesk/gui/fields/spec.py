"""What a form is told about its fields, and what is said about their values."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Kind(enum.Enum):
    """What sort of value a field holds, and so which editor it gets.

    Values: text, document number, phone and long text are `str`; date is ISO text; money is whole
    fen; number is `int`; check is `bool`; choice and lookup give the option's or candidate's
    `value`; chips give a tuple of option values. An empty field gives None (check: False,
    chips: an empty tuple).
    """

    TEXT = "text"
    DOCUMENT = "document"
    PHONE = "phone"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    CHOICE = "choice"
    LOOKUP = "lookup"
    CHECK = "check"
    CHIPS = "chips"
    LONG = "long"
    SECRET = "secret"  # noqa: S105 -- the name of a kind
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its value, its words, what may be typed to find it, and what it stands for."""

    value: Any
    words: str
    keys: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One find of a lookup: the value kept, its words, and what tells it from its namesakes."""

    value: Any
    words: str
    detail: str = ""
    is_new: bool = False
    """It is what was typed, and in no list."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `title` and `hint` are keys of words.

    `find(desk, typed)` brings the candidates of a lookup in the background. `remember` keeps the
    last saved value for the next record. `wide` fields take both columns. `free` lets a lookup or
    choice keep words that are not in the list (as `str`); with `unlisted`, a key of words (with
    `{name}`), that is said and has to be confirmed. `new` is the key of the words (with
    `{name}`) by which a lookup offers to make a record called as typed.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    options: Sequence[Option] = ()
    find: Callable[[Any, str], Sequence[Candidate]] | None = None
    hint: str = ""
    initial: Any = None
    remember: bool = False
    wide: bool = False
    free: bool = False
    unlisted: str = ""
    new: str = ""
    longest: int = 200
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between fields; `title` is a key of words."""

    title: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong or doubtful about a field, in the user's words.

    An `error` stops saving. A `warning` stops it until the user confirms it; the codes of confirmed
    warnings are handed to the act. An `info` only informs. An empty `field` speaks of the whole.
    """

    field: str
    words: str
    tone: str = "error"
    code: str = ""
