"""Keeps what the clock showed when it was last believed, and marks changes while it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import errors, stamps
from gigdesk.domain.office import clocks

if TYPE_CHECKING:
    from gigdesk.store.database import Database


def read(clock: stamps.Clock) -> clocks.Reading:
    """Return one look at the clock."""
    return clocks.Reading(clock.now_ms(), stamps.steady_ms(), stamps.RUN)


def question(store: Database, clock: stamps.Clock) -> clocks.Question | None:
    """Return what to ask about the clock as it stands now, or None where it is believed."""
    now = read(clock)
    trusted, standing = _kept(store)
    doubt = clocks.doubt_of(now, trusted, standing)
    return clocks.Question(doubt, now.wall_ms, trusted.wall_ms or None) if doubt else None


def check(clock: stamps.Clock) -> None:
    """Raise errors.EnvironmentFailure where the clock shows what cannot be written down."""
    if not clocks.is_possible(clock.now_ms()):
        raise errors.EnvironmentFailure("errors.clock_impossible")


def begin(store: Database, clock: stamps.Clock) -> None:
    """Judge the clock for the changes of the running transaction; those in doubt are marked."""
    check(clock)
    now = read(clock)
    trusted, standing = _kept(store)
    doubt = clocks.doubt_of(now, trusted, standing)
    if doubt is None:
        trust(store, now)
    elif doubt is not standing:
        store.execute("UPDATE sync_state SET clock_doubt = ?", (doubt,))


def trust(store: Database, now: clocks.Reading) -> None:
    """Believe the clock: what is written from here on is not marked, and later readings count."""
    store.execute(
        "UPDATE sync_state SET trusted_ms = ?, trusted_steady_ms = ?, trusted_run = ?, "
        "clock_doubt = NULL",
        (now.wall_ms, now.steady_ms, now.run),
    )


def _kept(store: Database) -> tuple[clocks.Reading, clocks.Doubt | None]:
    """Return the last reading that was believed, and the doubt noted since."""
    found = store.one(
        "SELECT trusted_ms, trusted_steady_ms, trusted_run, clock_doubt FROM sync_state"
    )
    if found is None:
        return clocks.Reading(0), None
    reading = clocks.Reading(found["trusted_ms"], found["trusted_steady_ms"], found["trusted_run"])
    return reading, clocks.Doubt(found["clock_doubt"]) if found["clock_doubt"] else None
