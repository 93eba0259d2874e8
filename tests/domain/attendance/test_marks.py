"""What marks, overtime and the signs of a legend count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gigdesk import errors
from gigdesk.domain import attendance
from gigdesk.domain.attendance import Quantity, read_mark


@pytest.mark.parametrize(
    ("cell", "as_hours", "minutes"),
    [
        ("2", False, 120),
        ("1.5", False, 90),
        ("2小时", False, 120),
        ("0.5h", False, 30),
        ("0.5", True, 30),
        ("0", False, 0),
        ("２．５时", False, 150),
    ],
)
def test_overtime_is_read_in_hours(cell: str, minutes: int, *, as_hours: bool) -> None:
    assert attendance.read_overtime(cell, as_hours=as_hours) == Quantity(0, "", minutes, minutes)


@pytest.mark.parametrize(
    ("cell", "tail"),
    [
        ("0.5", "days_or_hours"),  # half a day or half an hour
        ("1", "days_or_hours"),
        ("25", "mark"),
        ("0.01", "mark"),  # no whole minutes
        ("有", "mark"),
    ],
)
def test_overtime_that_could_be_a_part_of_a_day_or_no_time_is_asked_about(
    cell: str, tail: str
) -> None:
    with pytest.raises(errors.Invalid, match=f"attendance.error.{tail}"):
        attendance.read_overtime(cell, as_hours=False)
    assert attendance.read_overtime(" ", as_hours=False) is None


def test_overtime_beside_a_whole_day_is_read_with_it_and_two_halves_are_not_guessed() -> None:
    assert read_mark("√+2") == Quantity(4, "", 120)
    assert read_mark("8+2") == Quantity(4, "", 120)
    for cell in ("4+4", "半+2", "休+2", "√+0.5"):
        with pytest.raises(errors.Invalid):
            read_mark(cell)


def test_hours_with_their_unit_count_whatever_the_sheet_counts() -> None:
    for counted in ("days", "hours", "untold"):
        assert read_mark("8小时", counted=counted) == Quantity(4, minutes=480)
        assert read_mark("4h", counted=counted) == Quantity(2, minutes=240)
    with pytest.raises(errors.Invalid, match=attendance.UNREAD):
        read_mark("25小时")


def test_a_sign_that_the_legend_gives_two_meanings_is_asked_about() -> None:
    with pytest.raises(errors.Invalid, match=r"attendance\.error\.legend"):
        read_mark("√", legend={"√": None})


@pytest.mark.parametrize(
    ("cells", "hours"),
    [(["2", "1.5", "0.5"], True), (["0.5", "1", "2"], False), (["有", ""], False), ([], False)],
)
def test_overtime_counts_hours_where_most_of_it_is_above_a_day(
    cells: list[str], *, hours: bool
) -> None:
    assert attendance.overtime_counts_hours(cells) is hours


@pytest.mark.parametrize(
    ("cell", "mark", "rest", "worked"),
    [
        ("√", True, False, True),
        ("½", True, False, True),
        ("0.5天", True, False, True),
        ("休", True, True, False),
        ("轮休", True, True, False),
        ("病假", True, False, False),
        ("0", True, False, False),
        ("8", False, False, False),  # hours of a sheet, no mark of a day
        ("张三", False, False, False),
        ("", False, False, False),
    ],
)
def test_a_mark_says_a_day_worked_or_one_that_was_not(
    cell: str, *, mark: bool, rest: bool, worked: bool
) -> None:
    assert attendance.is_mark(cell) is mark
    assert attendance.is_rest(cell) is rest
    assert attendance.is_worked(cell) is worked


def test_minutes_and_quarters_are_told_in_the_units_of_a_sheet() -> None:
    assert attendance.hours(90) == Decimal("1.5")
    assert attendance.days(3) == Decimal("0.75")
    assert attendance.of_hours(Decimal(9), 480) == Quantity(4, "", 60, 540)
