"""When the clock of the PC is not to be believed: it went back, far ahead, or jumped."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

_MINUTE_MS = 60_000
_DAY_MS = 24 * 60 * _MINUTE_MS
BEHIND_MS = 10 * _MINUTE_MS
"""As much may the clock be put back, as a correction over the network does."""
AHEAD_MS = 400 * _DAY_MS
"""A desk that is used every season writes more often than this."""
JUMP_MS = 10 * _MINUTE_MS
"""As much may the clock differ from the time that passed while the program ran."""
FIRST_MS = int(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).timestamp()) * 1000
"""No desk can be older than the program: an empty battery shows 1970, 2001 or the like."""
LAST_MS = 7_258_118_400_000
"""1 January 2200: stamps beyond it, which no clock of ours shows, leave no room for later ones."""


_EARLY = "early"


class Doubt(StrEnum):
    """Why a clock is not believed."""

    BEHIND = "behind"
    AHEAD = "ahead"
    JUMPED = "jumped"


@dataclass(frozen=True, slots=True)
class Reading:
    """One look at the clock: wall time, the count nobody can set, and the run that counted.

    `wall_ms` are milliseconds since 1970 UTC, 0 where nothing was ever written; two `steady_ms`
    can be compared only where `run` is the same.
    """

    wall_ms: int
    steady_ms: int = 0
    run: bytes | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the person at the desk: why, what the clock shows, what was written last.

    `last_ms` is None where nothing was ever written while the clock was believed.
    """

    doubt: Doubt
    now_ms: int
    last_ms: int | None

    @property
    def word(self) -> str:
        """Return which words tell of it: the doubt, or `early` where no entry speaks against it."""
        return _EARLY if self.last_ms is None else self.doubt.value


def doubt_of(now: Reading, trusted: Reading, standing: Doubt | None = None) -> Doubt | None:
    """Return why the clock is not believed, or None (sync.md 3.4).

    `trusted` is the reading of the last change that was not in doubt. A jump that was noticed
    stays in doubt in later runs, which cannot tell whether the clock went back by itself:
    `standing` is the doubt that was noted with the last change.
    """
    if not trusted.wall_ms:
        return Doubt.BEHIND if now.wall_ms < FIRST_MS else None
    moved = now.wall_ms - trusted.wall_ms
    if moved < -BEHIND_MS:
        return Doubt.BEHIND
    if now.run is not None and now.run == trusted.run:
        slept = now.steady_ms - trusted.steady_ms
        return Doubt.JUMPED if abs(moved - slept) > JUMP_MS else None
    if moved > AHEAD_MS:
        return Doubt.AHEAD
    return Doubt.JUMPED if standing is Doubt.JUMPED else None


def is_possible(wall_ms: int) -> bool:
    """Say whether a moment can be written down at all; beyond it no doubt helps."""
    return 0 <= wall_ms <= LAST_MS
