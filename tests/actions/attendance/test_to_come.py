"""Days to come that a sheet told of stand in the month, and count on every paper, with a word."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.actions import attendance
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import Quantity
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def shown(path: Path) -> list[str]:
    """Return every cell of a workbook as words."""
    found = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [str(cell) for row in found for cell in row if cell is not None]


@pytest.fixture
def ahead(desk: Desk, tmp_path: Path) -> bytes:
    """Return a batch with two days worked by today, the twentieth, and two days to come."""
    one = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [one])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    days = [Entry(one, f"2026-10-{day}", Quantity(4)) for day in (19, 20, 21, 30)]
    attendance.enter(desk, batch, days)
    move_clock(desk, datetime.datetime(2026, 10, 20, 9, 0, tzinfo=datetime.UTC))
    return batch


def test_days_to_come_count_on_every_paper_and_in_the_confirmation(
    desk: Desk, tmp_path: Path, ahead: bytes
) -> None:
    grid = attendance.month_grid(desk, ahead, "2026-10")
    assert (grid.to_come[0], grid.to_come[-1], len(grid.to_come)) == (
        "2026-10-21",
        "2026-10-31",
        11,
    )
    month = attendance.export_month(desk, ahead, tmp_path / "m.xlsx", month="2026-10")
    wages = attendance.wages(desk, ahead, tmp_path / "w.xlsx", month="2026-10")
    whole = attendance.wages(desk, ahead, tmp_path / "all.xlsx")
    assert grid.people[0].quarters == 16
    assert (wages.total_fen, whole.total_fen) == (64_000, 64_000)
    assert [paper.days_to_come for paper in (month, wages, whole)] == ["2", "2", "2"]
    assert attendance.confirm(desk, batch_id=ahead, month="2026-10", confirmed_by="赵经理") == 16
    told = json.loads(desk.store.query("SELECT about FROM act ORDER BY number DESC")[0]["about"])
    assert told["ahead"] == 8


def test_each_paper_says_how_many_of_its_days_have_not_come(
    desk: Desk, tmp_path: Path, ahead: bytes
) -> None:
    attendance.export_month(desk, ahead, tmp_path / "m.xlsx", month="2026-10")
    attendance.wages(desk, ahead, tmp_path / "w.xlsx", month="2026-10")
    assert any(
        "2026-10-20 以后、还没有到的出勤 2 天" in each for each in shown(tmp_path / "m.xlsx")
    )
    said = shown(tmp_path / "w.xlsx")
    assert any("2026-10-20 以后、还没有到的出勤 2 天" in each for each in said)
    assert "含未到 2 天" in said
    move_clock(desk, SEASON_OVER)
    paper = attendance.wages(desk, ahead, tmp_path / "later.xlsx", month="2026-10")
    assert (paper.total_fen, paper.days_to_come) == (64_000, "")
    assert not any("还没有到" in each or "未到" in each for each in shown(tmp_path / "later.xlsx"))
