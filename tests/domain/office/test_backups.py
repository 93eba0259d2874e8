"""Which of several backups a day stay: counted to the last one, on days with more than enough."""

from __future__ import annotations

import datetime

from gigdesk.domain import office

NEWEST_DAY = datetime.date(2026, 9, 1)
HOURS = (17, 15, 12, 9)
DAYS = ("2026-09-01", "2026-08-31", "2026-08-30", "2026-08-29", "2026-08-28", "2026-08-27",
        "2026-08-26")  # fmt: skip
SUNDAYS = ("2026-08-30", "2026-08-23", "2026-08-16", "2026-08-09", "2026-08-02", "2026-07-26",
           "2026-07-19")  # fmt: skip
LAST_OF_MONTHS = ("2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30",
                  "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31", "2025-11-30",
                  "2025-10-31")  # fmt: skip


def test_of_four_a_day_exactly_ten_newest_and_the_last_of_each_period_stay() -> None:
    made = [
        datetime.datetime.combine(
            NEWEST_DAY - datetime.timedelta(days=back), datetime.time(hour), datetime.UTC
        )
        for back in range(500)
        for hour in HOURS
    ]
    kept = [made[place] for place in sorted(office.backups.to_keep(made))]
    assert kept[:10] == made[:10]
    last_of_day = {moment for moment in kept if moment.hour == HOURS[0]}
    assert {moment.date().isoformat() for moment in last_of_day} == {
        *DAYS,
        *SUNDAYS,
        *LAST_OF_MONTHS,
    }
    assert set(kept) - last_of_day <= set(made[:10])
