"""The card of a year whose official holidays are not yet in: in December, and while it runs."""

from __future__ import annotations

from typing import Any

from gigdesk import i18n
from gigdesk.actions import office
from gigdesk.gui.home.cards import Facts

DECEMBER = 12
PLACE = ("settings", "holidays")
"""The page and the section where they are entered."""


def look(desk: Any) -> Facts:
    """Return the year that lacks its holidays; nought where none does or nobody here may enter."""
    year = office.slots.missing_holidays(desk, from_month=DECEMBER)
    if year is None or not desk.may("office.set_holiday"):
        return Facts(0)
    return Facts(1, i18n.text("home.years.words", year=year), "warning")
