"""New ids, the time now, today: the only reader of the clock."""

from __future__ import annotations

import datetime
import os
import time
from dataclasses import dataclass


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
        random = bytearray(os.urandom(10))
        random[0] = 0x70 | (random[0] & 0x0F)
        random[2] = 0x80 | (random[2] & 0x3F)
        return self.now_ms().to_bytes(6, "big") + bytes(random)


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


def sleep_ms(milliseconds: int) -> None:
    """Wait; never call it on the window's thread."""
    time.sleep(milliseconds / 1000)
