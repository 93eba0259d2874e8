"""Days to come that a sheet told of stand in the month, and do nothing before they are there."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import attendance
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import Quantity
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_days_to_come_are_neither_confirmed_nor_paid(desk: Desk, tmp_path: Path) -> None:
    one = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [one])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    days = [Entry(one, f"2026-10-{day}", Quantity(4)) for day in (19, 20, 21, 30)]
    attendance.enter(desk, batch, days)
    move_clock(desk, datetime.datetime(2026, 10, 20, 9, 0, tzinfo=datetime.UTC))
    grid = attendance.month_grid(desk, batch, "2026-10")
    assert (grid.to_come[0], grid.to_come[-1], len(grid.to_come)) == (
        "2026-10-21",
        "2026-10-31",
        11,
    )
    assert attendance.wages(desk, batch, tmp_path / "w.xlsx", month="2026-10").total_fen == 32_000
    assert attendance.confirm(desk, batch, "2026-10", confirmed_by="赵经理") == 8
