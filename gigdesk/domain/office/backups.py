"""Which backups stay: the ten newest, and the newest of 7 days, 8 weeks and 12 months each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

DAYS, WEEKS, MONTHS = 7, 8, 12
SAMPLE = ".gigdesk-demo"
"""The file beside a desk that holds made-up people only: nobody needs a copy of it elsewhere."""
# So that what was made before an import is still there when the day's last backup is.
NEWEST = 10


def to_keep(made: Sequence[datetime.datetime]) -> set[int]:
    """Return the places in `made` of the backups that stay, counted in periods that have one.

    `made` holds the moments in the order in which the backups were made, the last one first. That
    order counts, not the moments: what was made while the clock was years ahead is not newer than
    what came after it. Counting only days, weeks and months with a backup keeps old copies when
    the desk stood still for a year.
    """
    kept = set(range(len(made))[:NEWEST])
    for limit, period in (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: tuple(moment.isocalendar())[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    ):
        seen: set[object] = set()
        for place, moment in enumerate(made):
            name = period(moment)
            if name not in seen and len(seen) < limit:
                seen.add(name)
                kept.add(place)
    return kept
