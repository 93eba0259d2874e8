"""Stops imports half-way in every way there is, and proves what is left and that nobody is twice.

Files are taken in slices of few rows here, so that short lists have many of them.
"""

from __future__ import annotations

import contextlib
import errno
import math
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import classing
from tests.campaigns import accounting
from tests.campaigns.corpus import source

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

    from gigdesk.actions.desk import Desk
    from tests.campaigns.accounting import Findings
    from tests.campaigns.corpus.make import Case
    from tests.campaigns.corpus.model import Expected

FEWEST_ROWS = 4
TAKEN_BACK, CANCELLED = "intake.error.taken_back", "intake.error.cancelled"
BROKEN_OFF = ("intake.error.interrupted", "intake.error.interrupted_bug")
ACTS = ["office.undo", "workers.import"]
RECORDS = {
    "act", "op", "seal", "intake", "intake_row", "original", "counter", "sync_state",
    "sqlite_sequence",
}  # fmt: skip
"""What tells of the two acts: they themselves, the import with its file, numbers that are used."""
SEARCH = ("_data", "_idx")
"""Endings of the inner tables of the search, which writes what is gone as new pages."""


class Trip:
    """Counts its calls; from the chosen one on it fails, or says yes where `failure` is None."""

    def __init__(self, at: int, failure: Exception | None = None) -> None:
        self.calls = 0
        self._at = at
        self._failure = failure

    def __call__(self, *_: Any) -> bool:
        self.calls += 1
        if self.calls < self._at:
            return False
        if self._failure is not None:
            raise self._failure
        return True


@contextlib.contextmanager
def slices_of(many: int) -> Iterator[None]:
    """Let imports write so many rows at once as long as this lasts."""
    before = classing.CHUNK
    classing.CHUNK = many
    try:
        yield
    finally:
        classing.CHUNK = before


def run(
    desk: Desk, case: Case, reading: imports.Reading, found: Findings, dice: random.Random
) -> imports.Taken | None:
    """Stop an import of a file somewhere on the way; where whole slices are left, complete it.

    Returns the import that completed one which was broken off.
    """
    if reading.rows < FEWEST_ROWS:
        return None
    many = dice.randint(1, reading.rows // 2)
    with slices_of(many):
        way = dice.choice((_cancelled, _full_by_progress, _broken_off, _broken_off))
        found.done[way.__name__.strip("_").replace("_", " ")] += 1
        return way(desk, case, reading, found, dice)


def _cancelled(
    desk: Desk, case: Case, reading: imports.Reading, found: Findings, dice: random.Random
) -> None:
    slices = math.ceil(reading.rows / classing.CHUNK)
    trip = Trip(dice.randint(1, slices + 1))
    _stopped(desk, case, reading, found, trip, cancelled=trip, others=lambda: None)


def _full_by_progress(
    desk: Desk, case: Case, reading: imports.Reading, found: Findings, dice: random.Random
) -> None:
    slices = math.ceil(reading.rows / classing.CHUNK)
    full = OSError(errno.ENOSPC, "no space")
    trip = Trip(dice.randint(1, slices + 1), full)
    failure = _stopped(desk, case, reading, found, trip, progress=trip, others=lambda: None)
    if failure is not None and failure.__cause__ is not full:
        found.blame(case, f"why the import stopped is not told: {failure.__cause__!r}")


def _stopped(
    desk: Desk,
    case: Case,
    reading: imports.Reading,
    found: Findings,
    trip: Trip,
    **how: Callable[..., Any],
) -> Exception | None:
    """Stop an import; the act and the one that takes it back are all that may remain of it."""
    before, acts = everything(desk), acts_of(desk)
    failure = _failure_of(desk, reading, how)
    # The first look comes before the first slice, and each further one inside its slice.
    written = max(0, trip.calls - 2) * classing.CHUNK
    due = TAKEN_BACK if written else CANCELLED
    if not isinstance(failure, errors.Refused) or failure.code != due:
        found.blame(case, f"stopped after {written} rows with {failure!r}, due was {due}")
    elif written and failure.params["rows"] != written:
        found.blame(case, f"stopped after {written} rows, told {failure.params}")
    new_acts = acts_of(desk)[: -len(acts) or None]
    if new_acts != (ACTS if written else []):
        found.blame(case, f"stopped after {written} rows, and the acts are {new_acts}")
    after = everything(desk)
    for name, rows in after.items():
        told = name in RECORDS or name.endswith(SEARCH)
        if rows != before[name] and not (written and told):
            found.blame(case, f"stopped after {written} rows, and {name} is not as it was")
    if imports.count(desk) or imports.unfinished(desk):
        found.blame(case, f"stopped after {written} rows, and something waits")
    return failure


def _broken_off(
    desk: Desk, case: Case, reading: imports.Reading, found: Findings, dice: random.Random
) -> imports.Taken | None:
    """Let the disk be full, or anything fail, between two slices; then take the file in again."""
    slices = math.ceil(reading.rows / classing.CHUNK)
    failures = (errors.EnvironmentFailure("errors.disk_full"), OSError(errno.ENOSPC, "no space"))
    at = dice.randrange(2)
    trip = Trip(dice.randint(2, slices), failures[at])
    failure = _failure_of(desk, reading, {"others": trip})
    written = (trip.calls - 1) * classing.CHUNK
    if not isinstance(failure, errors.GigDeskError) or failure.code != BROKEN_OFF[at]:
        found.blame(case, f"broken off with {failure!r}, due was {BROKEN_OFF[at]}")
    left = [(one.written, one.rows) for one in imports.unfinished(desk)]
    if left != [(written, reading.rows)]:
        found.blame(case, f"broken off after {written} of {reading.rows}, listed is {left}")
    listed = accounting.people_of(case)
    first = _first(case, reading, written)
    once(desk, case, found, [one for one in first if source.due_class(one) == "new"])
    taken = imports.take_in(desk, reading, back_up=False)
    accounting.account(desk, case, taken, found, lambda want: _due(case, want, first))
    if imports.unfinished(desk):
        found.blame(case, "completed, and still listed as unfinished")
    once(desk, case, found, [one for one in listed if source.due_class(one) == "new"])
    due = sum(source.due_class(one) != "new" for one in listed)
    if imports.count(desk) != due:
        found.blame(case, f"completed, {due} rows are to wait, {imports.count(desk)} do")
    return taken


def _due(case: Case, want: Expected, first: list[Expected]) -> str:
    known = [one for one in first if source.due_class(one) == "new"]
    return source.due_again(want, known, shows_digits=case.shows_digits)


def _first(case: Case, reading: imports.Reading, written: int) -> list[Expected]:
    """Return what the first rows of a file are, in the order in which they are taken in."""
    listed = {
        (sheet, one.row, one.block): one for sheet, rows in case.expected.items() for one in rows
    }
    entries = [reading.entry(at) for at in range(written)]
    return [listed[one.sheet, one.reading.place, one.block] for one in entries]


def once(desk: Desk, case: Case, found: Findings, listed: list[Expected]) -> None:
    """See that the people of the rows are registered once each, and nobody else is."""
    numbers = [row["doc_no"] for row in desk.store.query("SELECT doc_no FROM worker")]
    if sorted(numbers) != sorted(source.right_number(one) for one in listed):
        found.blame(case, f"{len(listed)} people are due once each, {len(numbers)} are there")


def _failure_of(desk: Desk, reading: imports.Reading, how: dict[str, Any]) -> Exception | None:
    try:
        imports.take_in(desk, reading, back_up=False, **how)
    except Exception as failure:  # noqa: BLE001 -- which one it is, is judged
        return failure
    return None


def acts_of(desk: Desk) -> list[str]:
    """Return the names of all acts, the last first."""
    return [row["name"] for row in desk.store.query("SELECT name FROM act ORDER BY number DESC")]


def everything(desk: Desk) -> dict[str, list[str]]:
    """Return every row of every table."""
    names = [
        row["name"]
        for row in desk.store.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    return {name: sorted(map(repr, desk.store.query(f"SELECT * FROM {name}"))) for name in names}
