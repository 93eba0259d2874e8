"""New ids, the time now, today: the only reader of the clock."""

from __future__ import annotations

import datetime
import os
import time
from dataclasses import dataclass

_MOMENT_BYTES = 6
_RANDOM_BYTES = 10
# What becomes of a random byte that carries the version or the variant of RFC 9562.
_VERSION = bytes(0x70 | (value & 0x0F) for value in range(256))
_VARIANT = bytes(0x80 | (value & 0x3F) for value in range(256))
RUN = os.urandom(8)
"""Names this run of the program: `steady_ms` is comparable within one run only."""
# Where the system has a clock that also counts while the machine sleeps, that one is meant.
_STEADY = getattr(time, "CLOCK_BOOTTIME", None)


@dataclass(frozen=True)
class Clock:
    """The wall clock, shifted by a number of milliseconds so that tests can move it."""

    offset_ms: int = 0

    def now_ms(self) -> int:
        """Return milliseconds since 1970-01-01 UTC."""
        return time.time_ns() // 1_000_000 + self.offset_ms

    def now(self) -> datetime.datetime:
        """Return the time now, in UTC."""
        return datetime.datetime.fromtimestamp(self.now_ms() / 1000, tz=datetime.UTC)

    def today(self) -> datetime.date:
        """Return the calendar day at the desk (local time zone)."""
        return self.now().astimezone().date()

    def new_id(self) -> bytes:
        """Return a new UUIDv7 (RFC 9562) as 16 bytes: time-ordered, made offline, never reused."""
        random = bytearray(os.urandom(_RANDOM_BYTES))
        random[0] = _VERSION[random[0]]
        random[2] = _VARIANT[random[2]]
        return self.now_ms().to_bytes(_MOMENT_BYTES, "big") + bytes(random)

    def new_ids(self, count: int) -> list[bytes]:
        """Return many ids as `new_id` makes them, all of this moment."""
        moment = self.now_ms().to_bytes(_MOMENT_BYTES, "big")
        random = bytearray(os.urandom(_RANDOM_BYTES * count))
        for at, marked in ((0, _VERSION), (2, _VARIANT)):
            random[at::_RANDOM_BYTES] = random[at::_RANDOM_BYTES].translate(marked)
        return [
            moment + random[at : at + _RANDOM_BYTES] for at in range(0, len(random), _RANDOM_BYTES)
        ]


def made_ms(made: bytes) -> int:
    """Return the moment at which an id was made, in milliseconds since 1970 UTC."""
    return int.from_bytes(made[:_MOMENT_BYTES], "big")


def clock_at(moment: datetime.datetime) -> Clock:
    """Return a clock that shows `moment` now and runs on from there."""
    wanted = int(moment.timestamp() * 1000)
    return Clock(offset_ms=wanted - time.time_ns() // 1_000_000)


def local_text(milliseconds: int) -> str:
    """Return a moment (milliseconds since 1970 UTC) as `YYYY-MM-DD HH:MM:SS` in local time."""
    moment = datetime.datetime.fromtimestamp(milliseconds / 1000, tz=datetime.UTC)
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def monotonic_ms() -> int:
    """Return a count of milliseconds that never runs backwards, for measuring waits."""
    return time.monotonic_ns() // 1_000_000


def steady_ms() -> int:
    """Return a count of milliseconds that nobody can set and that goes on while the PC sleeps."""
    counted = time.monotonic_ns() if _STEADY is None else time.clock_gettime_ns(_STEADY)
    return counted // 1_000_000


def sleep_ms(milliseconds: int) -> None:
    """Wait; never call it on the window's thread."""
    time.sleep(milliseconds / 1000)
