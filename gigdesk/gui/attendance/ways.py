"""The three ways a month is written down: in days, in hours, in kilograms morning and evening."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import attendance as acts
from gigdesk.domain import attendance
from gigdesk.domain.attendance import CLEAR, NOTHING, Quantity, Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gigdesk.actions.attendance import Entered, Grid, GridRow
    from gigdesk.gui.grid import Change

DAYS, HOURS, KILOS = "days", "hours", "kilos"
KEYS = (DAYS, HOURS, KILOS)
TITLES = {
    DAYS: "attendance_page.way.days",
    HOURS: "attendance_page.way.hours",
    KILOS: "attendance_page.way.kilos",
}
_CHOOSE = {
    DAYS: "attendance_page.way.choose_days",
    HOURS: "attendance_page.way.choose_hours",
    KILOS: "attendance_page.way.choose_kilos",
}
_SUMS = {
    DAYS: "attendance_page.sum",
    HOURS: "attendance_page.sum_hours",
    KILOS: "attendance_page.sum_kilos",
}
_HINTS = {
    DAYS: "attendance_page.hint.keys",
    HOURS: "attendance_page.hint.hours",
    KILOS: "attendance_page.hint.kilos",
}
_FEW = {
    DAYS: "attendance_page.hint.few",
    HOURS: "attendance_page.hint.few_hours",
    KILOS: "attendance_page.hint.few_kilos",
}
PARTS = {
    attendance.MORNING: "attendance.part.morning",
    attendance.EVENING: "attendance.part.evening",
}
OVERTIME = {
    "work": "people.recorded.overtime.work",
    "rest": "people.recorded.overtime.rest",
    "statutory": "people.recorded.overtime.statutory",
}
_TONES = {"rest": "muted", "leave": "warning", "sick": "warning", "absent": "error"}
MARKS = {
    "rest": "attendance.mark.rest",
    "leave": "attendance.mark.leave",
    "sick": "attendance.mark.sick",
    "absent": "attendance.mark.absent",
}
_DAY = len("2026-10-31")


def day_words(quarters: int) -> str:
    """Return quarters as days: `0.75`."""
    return format(attendance.days(quarters), "f")


def proposed(shown: Grid) -> str:
    """Return the way that fits how the order pays."""
    if shown.pay_kind == "hour":
        return HOURS
    weighed = shown.pay_kind == "piece" and attendance.is_weight_unit(shown.pay_unit)
    return KILOS if weighed else DAYS


def choices(choose: Callable[[str], object]) -> list[tuple[str, str, Callable[[], object]]]:
    """Return the ways as entries of a menu, each with its key."""
    return [(i18n.text(_CHOOSE[key]), "", functools.partial(choose, key)) for key in KEYS]


def title(key: str) -> str:
    """Return what a way is called."""
    return i18n.text(TITLES[key])


def hint(key: str) -> str:
    """Return what can be typed."""
    return i18n.text(_HINTS[key])


def few(key: str) -> str:
    """Return the same in fewer words."""
    return i18n.text(_FEW[key])


def day_of(column: str) -> str:
    """Return the day of a column, which may be of one part of it."""
    return column[:_DAY]


def part_of(column: str) -> str:
    """Return the part of the day of a column in words, empty where it is of the whole day."""
    part = column.partition("#")[2]
    return i18n.text(PARTS[part]) if part else ""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a month down: how cells are read, shown, added up and entered.

    A whole day has `minutes_a_day`; of work paid by the day (`only_quarters`) hours come to whole
    quarters.
    """

    key: str
    minutes_a_day: int = attendance.HOURS_A_DAY * 60
    only_quarters: bool = False

    def read(self, words: str) -> Any:
        """Return what is typed into a cell; None clears it. Raises errors.Invalid."""
        if self.key == KILOS:
            return attendance.read_weight(words)
        a_day = self.minutes_a_day
        if self.key == HOURS:
            return attendance.read_hours(
                words, minutes_a_day=a_day, only_quarters=self.only_quarters
            )
        return attendance.read_mark(words, minutes_a_day=a_day)

    def show(self, value: Any) -> str:
        """Return what stands in a cell: days, hours or kilograms, or the mark of a day off."""
        if value is None:
            return ""
        if isinstance(value, Weight):
            return attendance.shown_weight(value)
        if self.key == HOURS or value.overtime_minutes:
            minutes = self.worked(value)
            if minutes:
                return attendance.shown_hours(minutes)
        return attendance.shown(value.quarters, value.mark)

    def worked(self, value: Quantity) -> int:
        """Return the minutes of a cell."""
        amounts = (value.quarters, value.minutes, value.overtime_minutes)
        return attendance.worked_minutes(*amounts, self.minutes_a_day)

    def amount(self, value: Any) -> int:
        """Return what a cell adds to the sums: quarters, minutes or net grams."""
        if isinstance(value, Weight):
            return value.net_grams
        if not isinstance(value, Quantity):
            return 0
        return self.worked(value) if self.key == HOURS else value.quarters

    def words(self, amount: int) -> str:
        """Return a sum in words: `26.5`, `212.5`, `1830.4`."""
        if self.key == KILOS:
            return attendance.kilos(amount)
        return attendance.shown_hours(amount) if self.key == HOURS else day_words(amount)

    def sum_words(self, amount: int) -> str:
        """Return the sum of the month as a sentence."""
        return i18n.text(_SUMS[self.key], days=self.words(amount))

    def tone(self, value: Any) -> str:
        """Return the tone of a cell."""
        if isinstance(value, Weight):
            return "warning" if value.disputed else ""
        return _TONES.get(value.mark, "info" if value.overtime_minutes else "")

    def tip(self, value: Any) -> str:
        """Return what a cell means, in words."""
        if value is None:
            return ""
        return weight_tip(value) if isinstance(value, Weight) else tip(value, self)

    def columns(self, day: str) -> tuple[tuple[str, str], ...]:
        """Return the columns of a day as key and what stands below the number of the day."""
        if self.key != KILOS:
            return ((day, ""),)
        return tuple((f"{day}#{part}", i18n.text(PARTS[part])) for part in attendance.PARTS)

    def values(self, person: GridRow) -> Mapping[str, Any]:
        """Return what stands in the cells of a person."""
        if self.key == KILOS:
            return dict(person.weights)
        return {
            day: Quantity(
                cell.quarters,
                cell.mark,
                cell.overtime_minutes,
                cell.minutes,
                cell.overtime_kind,
                cell.times,
            )
            for day, cell in person.cells.items()
        }

    def whole(self) -> Quantity | None:
        """Return what a whole day is, or None where there is none to fill in."""
        if self.key == KILOS:
            return None
        return Quantity(
            attendance.WHOLE_DAY, minutes=self.minutes_a_day if self.key == HOURS else None
        )

    def enter(
        self, desk: Any, batch: bytes, changes: Iterable[Change], *, reason: str, back: bool
    ) -> Entered:
        """Write what was changed; `back` says that steps were taken back."""
        if self.key == KILOS:
            weighed = [_weighed(each) for each in changes]
            return acts.weigh(
                desk, batch_id=batch, entries=weighed, reason=reason, taking_back=back
            )
        entries = [
            acts.Entry(each.row, each.column, CLEAR if each.after is None else each.after)  # type: ignore[arg-type]
            for each in changes
        ]
        return acts.enter(desk, batch, entries, reason=reason, taking_back=back)


def _weighed(change: Change) -> acts.Weighed:
    day, _, part = change.column.partition("#")
    weight = NOTHING if change.after is None else change.after
    return acts.Weighed(change.row, day, part, weight)  # type: ignore[arg-type]


def of(key: str, shown: Grid) -> Way:
    """Return the way with this key for a month."""
    return Way(key, shown.minutes_a_day, shown.pay_kind == "day")


def tip(value: Quantity, way: Way | None = None) -> str:
    """Return what days or hours mean, in words: the mark, overtime and its kind, the times."""
    if value.mark in MARKS:
        return i18n.text(MARKS[value.mark])
    if way is not None and way.key == HOURS:
        said = i18n.text("attendance_page.hours", hours=attendance.shown_hours(way.worked(value)))
    else:
        said = i18n.text("attendance_page.days", days=day_words(value.quarters))
    if value.overtime_minutes:
        hours = attendance.shown_hours(value.overtime_minutes)
        said = i18n.text("attendance_page.with_overtime", days=said, hours=hours)
    more: Sequence[str] = [
        value.times,
        i18n.text(OVERTIME[value.overtime_kind]) if value.overtime_kind in OVERTIME else "",
    ]
    return " · ".join([said, *filter(None, more)])


def weight_tip(value: Weight) -> str:
    """Return a weighing in words: the weight, what is taken off, whether that is disputed, when."""
    gross, net = attendance.kilos(value.gross_grams), attendance.kilos(value.net_grams)
    if not value.deducted_grams:
        said = i18n.text("attendance_page.weight", kilos=gross)
    else:
        off = attendance.kilos(value.deducted_grams)
        key = "attendance_page.weight_disputed" if value.disputed else "attendance_page.weight_off"
        said = i18n.text(key, kilos=gross, off=off, net=net)
    return f"{said} · {value.weighed_at}" if value.weighed_at else said


def asked_of(value: Any) -> Quantity:
    """Return a cell as the rule looks at it that asks for a reason."""
    if isinstance(value, Quantity):
        return value
    return Quantity(1) if isinstance(value, Weight) and not value.is_clear else CLEAR
