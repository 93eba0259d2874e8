"""The cells of a month: how they are read and shown, their totals, and the model they lie in."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain import attendance
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.office import holidays
from gigdesk.gui import grid, reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6 import QtCore

    from gigdesk.actions.attendance import Grid

TOTAL = "total"
_HOUR = 60
_TONES = {"rest": "muted", "leave": "warning", "sick": "warning", "absent": "error"}
WEEKDAYS = (
    "attendance_page.weekday.0",
    "attendance_page.weekday.1",
    "attendance_page.weekday.2",
    "attendance_page.weekday.3",
    "attendance_page.weekday.4",
    "attendance_page.weekday.5",
    "attendance_page.weekday.6",
)
KINDS = {
    "statutory": "attendance_page.day_kind.statutory",
    "rest": "attendance_page.day_kind.rest",
    "work": "attendance_page.day_kind.work",
}
"""How a day is titled that is not what its weekday says, by its kind in the settings."""
MARKS = {
    "rest": "attendance.mark.rest",
    "leave": "attendance.mark.leave",
    "sick": "attendance.mark.sick",
    "absent": "attendance.mark.absent",
}


def read(words: str, *, minutes_a_day: int) -> Quantity | None:
    """Return what is typed into a cell; None clears it. Raises errors.Invalid."""
    return attendance.read_mark(words, minutes_a_day=minutes_a_day)


def show(value: Any, *, minutes_a_day: int) -> str:
    """Return what stands in a cell: `1`, `0.5`, a mark, or the hours where there is overtime."""
    if value is None:
        return ""
    if value.overtime_minutes:
        worked = value.quarters * minutes_a_day / attendance.WHOLE_DAY
        return f"{(worked + value.overtime_minutes) / _HOUR:g}"
    return attendance.shown(value.quarters, value.mark)


def tone(value: Any) -> str:
    """Return the tone of a cell."""
    return _TONES.get(value.mark, "info" if value.overtime_minutes else "")


def tip(value: Any) -> str:
    """Return what a mark means, in words."""
    if value is None:
        return ""
    if value.mark in MARKS:
        return i18n.text(MARKS[value.mark])
    days = i18n.text("attendance_page.days", days=day_words(value.quarters))
    if value.overtime_minutes:
        hours = f"{value.overtime_minutes / _HOUR:g}"
        return i18n.text("attendance_page.with_overtime", days=days, hours=hours)
    return days


def day_words(quarters: int) -> str:
    """Return quarters as days: `0.75`."""
    return format(attendance.days(quarters), "f")


def columns(shown: Grid, special: Mapping[str, str]) -> list[grid.GridColumn]:
    """Return the total and a column for each day; days outside the batch take nothing.

    `special` holds the kind of each day that is not what its weekday says.
    """
    first = min((each.first for each in shown.people), default="")
    last = max((each.last for each in shown.people), default="")
    total = grid.GridColumn(
        TOTAL,
        i18n.text("attendance_page.total"),
        width=3.2,
        show=lambda value: "" if not value else day_words(value),
        read_only=True,
        right=True,
    )
    known = [(day, special.get(day, "")) for day in shown.days]
    a_day = shown.minutes_a_day
    return [
        total,
        *(
            _day(day, kind, closed=_why_closed(shown, day, first, last), minutes_a_day=a_day)
            for day, kind in known
        ),
    ]


def _why_closed(shown: Grid, day: str, first: str, last: str) -> str:
    """Return why a day takes nothing from anybody; empty where it takes something."""
    if not reach.reaches("attendance.enter"):
        return i18n.text("attendance_page.only_shown")
    if not shown.may_enter:
        return i18n.text("attendance_page.not_left")
    if day > shown.today:
        key = "attendance_page.closed.to_come"
    elif day < first:
        key = "attendance_page.closed.before"
    elif day > last:
        key = "attendance_page.closed.after"
    else:
        return ""
    return i18n.text(key, day=day, today=shown.today, first=first, last=last)


def _day(day: str, kind: str, *, closed: str, minutes_a_day: int) -> grid.GridColumn:
    when = datetime.date.fromisoformat(day)
    under = KINDS.get(kind) or WEEKDAYS[when.weekday()]
    return grid.GridColumn(
        day,
        str(int(day[-2:])),
        width=2,
        parse=functools.partial(read, minutes_a_day=minutes_a_day),
        show=functools.partial(show, minutes_a_day=minutes_a_day),
        tone=tone,
        tip=tip,
        read_only=bool(closed),
        centre=True,
        shaded=holidays.is_rest(when, kind),
        under=i18n.text(under),
        name=i18n.text("attendance_page.day_name", month=when.month, day=when.day),
        closed=closed,
    )


def model(shown: Grid, special: Mapping[str, str], parent: QtCore.QObject) -> grid.GridModel:
    """Return the cells of a month with each person's total."""
    made = grid.GridModel(columns(shown, special), parent)
    values: dict[Any, Any] = {}
    for person in shown.people:
        for day, cell in person.cells.items():
            values[person.worker_id, day] = Quantity(
                cell.quarters, cell.mark, cell.overtime_minutes
            )
        values[person.worker_id, TOTAL] = person.quarters
    made.set_rows([(each.worker_id, each.name) for each in shown.people], values)
    made.locked = is_locked(shown)
    made.edge = lambda row: day_words(made.value(row, TOTAL) or 0)
    return made


def is_locked(shown: Grid) -> bool:
    """Say whether nothing can be entered: the batch has not left, or the role only looks."""
    return not (shown.may_enter and reach.reaches("attendance.enter"))


def empty_days(cells: grid.GridModel, rows: Iterable[int], *, free: bool) -> list[grid.Change]:
    """Return the changes that enter a whole day where nothing stands yet.

    Weekends and holidays are left out unless `free`; so are days that take nothing.
    """
    whole = Quantity(attendance.WHOLE_DAY)
    return [
        cells.change(row, number, whole)
        for row in rows
        for number, column in enumerate(cells.columns)
        if not column.read_only
        and (free or not column.shaded)
        and cells.value(cells.row_id(row), column.key) is None
    ]


def person_total(cells: grid.GridModel, row: Any) -> int:
    """Return the quarters of one person as they stand on the screen."""
    days = [column.key for column in cells.columns if column.key != TOTAL]
    return _sum(cells.value(row, day) for day in days)


def day_total(cells: grid.GridModel, day: str) -> int:
    """Return the quarters of all people on one day as they stand on the screen."""
    return _sum(cells.value(cells.row_id(place), day) for place in range(cells.rowCount()))


def _sum(values: Iterable[Any]) -> int:
    return sum(value.quarters for value in values if isinstance(value, Quantity))


def words(month: str) -> str:
    """Return a month as people write it."""
    year, number = month.split("-")
    return i18n.text("attendance_page.month", year=year, month=int(number))


def shift(month: str, by: int) -> str:
    """Return the month so many months later, `2026-09`."""
    year, number = (int(part) for part in month.split("-"))
    year, number = divmod(year * 12 + number - 1 + by, 12)
    return f"{year:04d}-{number + 1:02d}"


def state(shown: Grid, *, lacks_holidays: bool) -> tuple[str, str]:
    """Return what is to be known of a month before something is entered, and its tone."""
    text = i18n.text
    if shown.confirmation is not None:
        words = text(
            "attendance_page.confirmed",
            who=shown.confirmation["confirmed_by"],
            day=shown.confirmation["confirmed_on"],
            days=day_words(shown.confirmation["quarters_total"]),
        )
        return words, "ok"
    if not reach.reaches("attendance.enter"):
        return text("attendance_page.only_shown"), "muted"
    if not shown.may_enter:
        return text("attendance_page.not_left"), "warning"
    if lacks_holidays:
        said = text("attendance_page.hint.no_holidays", year=shown.month[:4])
        return f"{said} {text('attendance_page.hint.few')}", "warning"
    return text("attendance_page.hint.keys"), "muted"


def first_column(shown: Grid, today: datetime.date) -> int:
    """Return the column of today, or of the first day of work in this month."""
    first = min((each.first for each in shown.people), default="")
    day = today.isoformat()
    wanted = day if day in shown.days else max(first, shown.days[0])
    return shown.days.index(wanted) + 1 if wanted in shown.days else 1
