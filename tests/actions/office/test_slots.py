"""Holidays of a year nobody has published yet are asked for, never guessed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.actions import office
from tests.making import move_clock

if TYPE_CHECKING:
    from gigdesk.actions.desk import Desk


def at(desk: Desk, year: int, month: int) -> int | None:
    move_clock(desk, datetime.datetime(year, month, 5, 9, 0, tzinfo=datetime.UTC))
    return office.slots.missing_holidays(desk)


def test_the_next_year_is_asked_for_once_its_notice_is_due(desk: Desk) -> None:
    assert at(desk, 2026, 10) is None
    assert at(desk, 2026, 11) == 2027
    assert office.slots.missing_holidays(desk, from_month=12) is None
    assert at(desk, 2027, 2) == 2027


def test_days_that_never_move_are_not_yet_a_year(desk: Desk) -> None:
    office.slots.set_holidays(desk, days=office.slots.known_holidays(2027))
    assert at(desk, 2026, 12) == 2027
    read = office.slots.read_holidays("一、元旦：1月1日至3日放假调休。1月4日上班。", 2027)
    days = [(one.day, one.kind, one.name) for one in read.days]
    office.slots.set_holidays(desk, days=days)
    assert at(desk, 2026, 12) is None
