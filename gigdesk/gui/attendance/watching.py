"""Lists beside a month: everybody's hours over all orders, and who is elsewhere on the same day."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import attendance
from gigdesk.domain.attendance import shown_hours
from gigdesk.gui import record, table
from gigdesk.gui.attendance.lines import LinesPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.attendance import Overlap, PersonHours
    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.window import Window

_TONES = {"error": 2, "warning": 1}


def entries(page: MonthPage) -> list[record.MenuEntry]:
    """Return the lists as entries of a menu of the month."""
    text = i18n.text
    return [
        (text("attendance_page.meter"), "clock", functools.partial(open_hours, page)),
        (text("attendance_page.elsewhere"), "users", functools.partial(open_elsewhere, page)),
    ]


def open_hours(page: MonthPage) -> None:
    """Show the hours of everybody in the month, over all orders."""
    shown = page.shown
    if shown is None or not page.flush():
        return
    batch, month = shown.batch_id, shown.month
    page.frame.tasks.ask(
        lambda desk: attendance.batch_hours(desk, batch, month),
        lambda found: page.trail.push(HoursList(page.frame, month, found, page.trail.back)),
        owner=page,
    )


def open_elsewhere(page: MonthPage) -> None:
    """Show the days of the batch on which somebody is in another batch or a class too."""
    shown = page.shown
    if shown is None or not page.flush():
        return
    batch, month = shown.batch_id, shown.month
    page.frame.tasks.ask(
        lambda desk: attendance.find_overlaps(desk, batch, month=month),
        lambda found: page.trail.push(ElsewhereList(page.frame, found, page.trail.back)),
        owner=page,
    )


class HoursList(LinesPage):
    """A line per person: days, hours, overtime by kind, and what the law says to them."""

    def __init__(
        self,
        frame: Window,
        month: str,
        found: Sequence[PersonHours],
        back: Callable[[], object],
    ) -> None:
        """Show what was measured; whoever comes to a limit stands first."""
        column, text = table.Column, i18n.text
        super().__init__(
            frame,
            back,
            title=text("attendance_page.meter_of", month=month),
            rows=sorted(map(hours_row, found), key=lambda row: -_TONES.get(row["tone"], 0)),
            columns=(
                column("name", "record.name", width=6),
                column("days", "attendance_page.meter_days", width=4),
                column("hours", "attendance_page.meter_hours", width=5),
                column("work", "attendance_page.meter_work", width=5),
                column("rest", "attendance_page.meter_rest", width=5),
                column("statutory", "attendance_page.meter_statutory", width=5),
                column(
                    "alerts",
                    "attendance_page.meter_alerts",
                    width=30,
                    tone=lambda row: row["tone"],
                ),
            ),
            view="person_hours",
            name=text("attendance_page.meter"),
        )


def hours_row(one: PersonHours) -> dict[str, Any]:
    """Return what one person worked as a line of the list."""
    meter = one.meter
    tones = [each.tone for each in meter.alerts]
    told = [i18n.text(each.code, **attendance.alert_params(each)) for each in meter.alerts]
    return {
        "id": one.worker_id,
        "name": one.name,
        "days": str(meter.days),
        "hours": shown_hours(meter.minutes),
        **{kind: shown_hours(minutes) for kind, minutes in meter.overtime.items()},
        "alerts": i18n.text("attendance_page.alerts_between").join(told),
        "tone": max(tones, key=lambda tone: _TONES[tone], default=""),
    }


class ElsewhereList(LinesPage):
    """Every day on which somebody of the batch is in another batch or a class too."""

    def __init__(self, frame: Window, found: Sequence[Overlap], back: Callable[[], object]) -> None:
        """Show what was found."""
        column, text = table.Column, i18n.text
        super().__init__(
            frame,
            back,
            title=text("attendance_page.elsewhere_count", count=len(found)),
            rows=[
                {
                    "id": number,
                    "name": one.name,
                    "day": one.day,
                    "where": text(one.code, **one.params),
                }
                for number, one in enumerate(found)
            ],
            columns=(
                column("name", "record.name", width=6),
                column("day", "attendance_page.day", width=6),
                column("where", "attendance_page.where", width=30),
            ),
            view="elsewhere_days",
            name=text("attendance_page.elsewhere"),
        )
