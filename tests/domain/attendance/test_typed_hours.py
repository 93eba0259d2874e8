"""Hours typed into a cell: numbers, minutes, overtime behind a plus, from when until when."""

from __future__ import annotations

import pytest

from gigdesk import errors
from gigdesk.domain import attendance
from gigdesk.domain.attendance import Quantity, read_hours


@pytest.mark.parametrize(
    ("cell", "quarters", "over", "minutes", "times"),
    [
        ("8", 4, 0, 480, ""),
        ("1", 0, 0, 60, ""),
        (".5", 0, 0, 30, ""),
        ("7.5小时", 3, 0, 450, ""),
        ("８：３０", 4, 30, 510, ""),
        ("10", 4, 120, 600, ""),
        ("8+2", 4, 120, 600, ""),
        ("6+2", 3, 120, 480, ""),
        ("7-12", 2, 0, 300, "07:00-12:00"),
        ("13:30-18:00，7:00-12:00", 4, 90, 570, "07:00-12:00 13:30-18:00"),
        ("22:00-6:00", 4, 0, 480, "22:00-06:00"),
        ("16-24", 4, 0, 480, "16:00-24:00"),
    ],
)
def test_hours_are_read(cell: str, quarters: int, over: int, minutes: int, times: str) -> None:
    read = read_hours(cell, minutes_a_day=480)
    assert read == Quantity(quarters, "", over, minutes, times=times)
    assert attendance.worked_minutes(quarters, minutes, over, 480) == minutes


@pytest.mark.parametrize(
    "cell",
    [
        "25",
        "8+20",
        "9+2",
        "8+",
        "+2",
        "7-12 11-13",
        "7-25",
        "8.33",
        "8x",
        "22-6 5-9",
        "1-2-3",
    ],
)
def test_what_is_no_time_overlaps_or_is_more_than_a_date_is_refused(cell: str) -> None:
    with pytest.raises(errors.Invalid, match=r"attendance\.error\.hours"):
        read_hours(cell, minutes_a_day=480)


def test_marks_and_ticks_stand_in_a_sheet_of_hours_too() -> None:
    assert read_hours(None, minutes_a_day=480) is None
    assert read_hours(" ", minutes_a_day=480) is None
    assert read_hours("休", minutes_a_day=480) == Quantity(0, "rest")
    assert read_hours("√", minutes_a_day=600) == Quantity(4, "", 0, 600)
    assert read_hours("半", minutes_a_day=600) == Quantity(2, "", 0, 300)
    with pytest.raises(errors.Invalid, match=attendance.UNREAD):
        read_hours("嗯", minutes_a_day=480)


def test_work_paid_by_the_day_takes_hours_of_whole_quarters_only() -> None:
    assert read_hours("6", minutes_a_day=480, only_quarters=True) == Quantity(3, "", 0, 360)
    with pytest.raises(errors.Invalid, match="no_whole_quarter"):
        read_hours("7", minutes_a_day=480, only_quarters=True)


def test_minutes_are_shown_as_hours_and_a_clock_counts_no_overtime() -> None:
    shown = [attendance.shown_hours(each) for each in (0, 30, 480, 495, 500, 600)]
    assert shown == ["0", "0.5", "8", "8.25", "8:20", "10"]
    assert attendance.worked_minutes(3, None, 60, 480) == 420
    assert attendance.worked_minutes(4, 640, 0, 480) == 480
    assert attendance.worked_minutes(0, 60, 120, 480) == 120


def test_a_cell_with_minutes_alone_is_not_empty() -> None:
    assert not Quantity(0, minutes=30).is_clear
    assert Quantity(0, minutes=0).is_clear
