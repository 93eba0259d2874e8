"""State machines as data: which state may follow which, asked by every room that has states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class States:
    """The states of one kind of record: the first, and the steps that lead on from each."""

    start: str
    steps: Mapping[str, tuple[str, ...]]

    def names(self) -> tuple[str, ...]:
        """Return every state in the order of a usual life."""
        return tuple(self.steps)

    def after(self, before: str) -> tuple[str, ...]:
        """Return the states that may follow."""
        return self.steps.get(before, ())

    def may(self, before: str, after: str) -> bool:
        """Say whether one state may follow another."""
        return after in self.after(before)

    def require(self, before: str, after: str, *, code: str) -> None:
        """Raise errors.Refused with `code` where the step is not allowed."""
        if not self.may(before, after):
            raise errors.Refused(code, before=before, after=after)
