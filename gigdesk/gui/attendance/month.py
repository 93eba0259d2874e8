"""The cells of a month: how they are read and shown, their totals, and the model they lie in."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.domain import attendance
from gigdesk.domain.attendance import Quantity
from gigdesk.domain.office import holidays
from gigdesk.gui import grid, reach
from gigdesk.gui.attendance import ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6 import QtCore

    from gigdesk.actions.attendance import Grid
    from gigdesk.gui.attendance.ways import Way

TOTAL = "total"
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


def day_words(quarters: int) -> str:
    """Return quarters as days: `0.75`."""
    return ways.day_words(quarters)


def columns(shown: Grid, special: Mapping[str, str], way: Way) -> list[grid.GridColumn]:
    """Return the total and the columns of each day; days outside the batch take nothing.

    `special` holds the kind of each day that is not what its weekday says.
    """
    first = min((each.first for each in shown.people), default="")
    last = max((each.last for each in shown.people), default="")
    total = grid.GridColumn(
        TOTAL,
        i18n.text("attendance_page.total"),
        width=3.2,
        show=lambda value: "" if not value else way.words(value),
        read_only=True,
        right=True,
    )
    known = [(day, special.get(day, "")) for day in shown.days]
    return [
        total,
        *(
            _day(key, kind, part, closed=_why_closed(shown, day, first, last), way=way)
            for day, kind in known
            for key, part in way.columns(day)
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


def _day(key: str, kind: str, part: str, *, closed: str, way: Way) -> grid.GridColumn:
    when = datetime.date.fromisoformat(ways.day_of(key))
    under = part or i18n.text(KINDS.get(kind) or WEEKDAYS[when.weekday()])
    name = i18n.text("attendance_page.day_name", month=when.month, day=when.day)
    return grid.GridColumn(
        key,
        str(when.day),
        width=3 if part else 2,
        parse=way.read,
        show=way.show,
        tone=way.tone,
        tip=way.tip,
        read_only=bool(closed),
        centre=True,
        shaded=holidays.is_rest(when, kind),
        under=under,
        name=f"{name}{part}",
        closed=closed,
    )


def model(
    shown: Grid, special: Mapping[str, str], parent: QtCore.QObject, way: Way
) -> grid.GridModel:
    """Return the cells of a month with each person's total."""
    made = grid.GridModel(columns(shown, special, way), parent)
    values: dict[Any, Any] = {}
    for person in shown.people:
        cells = way.values(person)
        values.update({(person.worker_id, key): value for key, value in cells.items()})
        values[person.worker_id, TOTAL] = sum(map(way.amount, cells.values()))
    made.set_rows([(each.worker_id, each.name) for each in shown.people], values)
    made.locked = is_locked(shown)
    made.edge = lambda row: way.words(made.value(row, TOTAL) or 0)
    return made


def is_locked(shown: Grid) -> bool:
    """Say whether nothing can be entered: the batch has not left, or the role only looks."""
    return not (shown.may_enter and reach.reaches("attendance.enter"))


def empty_days(
    cells: grid.GridModel, rows: Iterable[int], whole: Quantity, *, free: bool
) -> list[grid.Change]:
    """Return the changes that enter a `whole` day where nothing stands yet.

    Weekends and holidays are left out unless `free`; so are days that take nothing.
    """
    return [
        cells.change(row, number, whole)
        for row in rows
        for number, column in enumerate(cells.columns)
        if not column.read_only
        and (free or not column.shaded)
        and cells.value(cells.row_id(row), column.key) is None
    ]


def other_kind(cells: grid.GridModel, place: tuple[range, range], kind: str) -> list[grid.Change]:
    """Return the changes that count the overtime of chosen cells (rows, columns) as a `kind`."""
    found = []
    for row, number in itertools.product(*place):
        made = cells.change(row, number, None)
        if isinstance(made.before, Quantity) and not made.before.is_clear:
            # What nobody decided yet is said, so that an undo can bring it back.
            before = dataclasses.replace(made.before, overtime_kind=made.before.overtime_kind or "")
            after = dataclasses.replace(before, overtime_kind=kind)
            found.append(dataclasses.replace(made, before=before, after=after))
    return found


def person_total(cells: grid.GridModel, row: Any, way: Way) -> int:
    """Return what one person has in the month as it stands on the screen."""
    keys = [column.key for column in cells.columns if column.key != TOTAL]
    return sum(way.amount(cells.value(row, key)) for key in keys)


def day_total(cells: grid.GridModel, key: str, way: Way) -> int:
    """Return what all people have in one column as it stands on the screen."""
    people = range(cells.rowCount())
    return sum(way.amount(cells.value(cells.row_id(place), key)) for place in people)


def sum_words(cells: grid.GridModel, way: Way, total: int) -> str:
    """Return what the month comes to, with its overtime where there is some."""
    said, over = way.sum_words(total), overtime(cells)
    if not over:
        return said
    hours = i18n.text("attendance_page.overtime_hours", hours=attendance.shown_hours(over))
    return i18n.text("attendance_page.between").join((said, hours))


def overtime(cells: grid.GridModel) -> int:
    """Return the minutes of overtime of all people as they stand on the screen."""
    ids = [cells.row_id(place) for place in range(cells.rowCount())]
    keys = [column.key for column in cells.columns]
    found = itertools.starmap(cells.value, itertools.product(ids, keys))
    return sum(one.overtime_minutes for one in found if isinstance(one, Quantity))


def words(month: str) -> str:
    """Return a month as people write it."""
    year, number = month.split("-")
    return i18n.text("attendance_page.month", year=year, month=int(number))


def shift(month: str, by: int) -> str:
    """Return the month so many months later, `2026-09`."""
    year, number = (int(part) for part in month.split("-"))
    year, number = divmod(year * 12 + number - 1 + by, 12)
    return f"{year:04d}-{number + 1:02d}"


def state(shown: Grid, way: Way, *, lacks_holidays: bool) -> tuple[str, str]:
    """Return what is to be known of a month before something is entered, and its tone."""
    text = i18n.text
    if shown.confirmation is not None:
        words = text(
            "attendance_page.confirmed",
            who=shown.confirmation["confirmed_by"],
            day=shown.confirmation["confirmed_on"],
            days=_confirmed(shown.confirmation),
        )
        return words, "ok"
    if not reach.reaches("attendance.enter"):
        return text("attendance_page.only_shown"), "muted"
    if not shown.may_enter:
        return text("attendance_page.not_left"), "warning"
    if lacks_holidays:
        said = text("attendance_page.hint.no_holidays", year=shown.month[:4])
        return f"{said} {text('attendance_page.hint.few')}", "warning"
    return ways.hint(way.key), "muted"


def _confirmed(noted: Mapping[str, Any]) -> str:
    """Return what was confirmed: days, and hours, overtime and kilograms where there are such."""
    said = [i18n.text("attendance_page.days", days=day_words(noted["quarters_total"]))]
    hours = {
        "attendance_page.hours": noted["minutes_total"],
        "attendance_page.overtime_hours": noted["overtime_total"],
    }
    said += [
        i18n.text(key, hours=attendance.shown_hours(minutes))
        for key, minutes in hours.items()
        if minutes
    ]
    if noted["grams_total"]:
        said.append(
            i18n.text("attendance_page.weight", kilos=attendance.kilos(noted["grams_total"]))
        )
    return i18n.text("attendance_page.between").join(said)


def first_column(shown: Grid, today: datetime.date, way: Way) -> int:
    """Return the column of today, or of the first day of work in this month."""
    first = min((each.first for each in shown.people), default="")
    day = today.isoformat()
    wanted = day if day in shown.days else max(first, shown.days[0])
    each = len(way.columns(shown.days[0]))
    return shown.days.index(wanted) * each + 1 if wanted in shown.days else 1
