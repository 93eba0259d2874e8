"""What the overtime of chosen cells counts as: another kind than their day says, with a reason."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.gui import reach

if TYPE_CHECKING:
    from gigdesk.gui import record
    from gigdesk.gui.attendance.month_page import MonthPage

COUNTS = {
    "work": "attendance_page.count_work",
    "rest": "attendance_page.count_rest",
    "statutory": "attendance_page.count_statutory",
    "": "attendance_page.count_by_day",
}


def entries(page: MonthPage) -> list[record.MenuEntry]:
    """Return the kinds as entries of a menu of the month."""
    needs = reach.needs("attendance.enter")
    return [
        (i18n.text(words), "clock", needs(functools.partial(count_as, page, kind)))
        for kind, words in COUNTS.items()
    ]


def count_as(page: MonthPage, kind: str) -> None:
    """Count the overtime of the chosen cells as a kind; why is asked for when it is saved."""
    sheet = page.sheet
    if sheet is None or not sheet.grid.editor.take():
        return
    count = sheet.count_as(kind, i18n.text(COUNTS[kind]))
    sheet.grid.setFocus()
    if not count:
        page.frame.say(i18n.text("attendance_page.count_none"), "info")
