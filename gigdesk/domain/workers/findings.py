"""What a check has to say about a value: a code, how grave it is, and what fills the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Level = Literal["E", "W", "I"]

ERROR: Level = "E"
WARNING: Level = "W"
INFORMATION: Level = "I"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a value.

    `code` is the whole key of its words, `findings.id.length`. `level` is E for what cannot stand
    as verified, W for what a person may confirm, I for what is only worth knowing. `params` fill
    the gaps of the sentence.
    """

    code: str
    level: Level
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


def error(code: str, **params: object) -> Finding:
    """Return a finding that keeps the value from standing as verified."""
    return Finding(code, ERROR, params)


def warning(code: str, **params: object) -> Finding:
    """Return a finding that a person may confirm."""
    return Finding(code, WARNING, params)


def information(code: str, **params: object) -> Finding:
    """Return a finding that is only worth knowing."""
    return Finding(code, INFORMATION, params)


def any_error(found: Iterable[Finding]) -> bool:
    """Say whether one of the findings is an error."""
    return any(one.level == ERROR for one in found)
