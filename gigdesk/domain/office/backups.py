"""Which backups stay: the ten newest, and the newest of 7 days, 8 weeks and 12 months each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

DAYS, WEEKS, MONTHS = 7, 8, 12
# So that what was made before an import is still there when the day's last backup is.
NEWEST = 10


def to_keep(made: Iterable[datetime.datetime]) -> set[datetime.datetime]:
    """Return the moments of the backups that stay, counted in days, weeks and months that have one.

    Counting only periods with a backup keeps old copies when the desk stood still for a year.
    """
    newest_first = sorted(made, reverse=True)
    kept = set(newest_first[:NEWEST])
    for limit, period in (
        (DAYS, lambda moment: moment.date()),
        (WEEKS, lambda moment: tuple(moment.isocalendar())[:2]),
        (MONTHS, lambda moment: (moment.year, moment.month)),
    ):
        seen: set[object] = set()
        for moment in newest_first:
            name = period(moment)
            if name not in seen and len(seen) < limit:
                seen.add(name)
                kept.add(moment)
    return kept
