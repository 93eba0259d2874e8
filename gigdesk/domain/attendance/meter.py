"""The hours one person worked over all orders, and which limits of the law they come to.

劳动法 art. 36, 38, 41, 44 and 劳动合同法 art. 68 (part-time). All figures come from the dated table
of rules. Overtime of all three kinds counts towards the limit of a month.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gigdesk.domain.attendance import overtime
from gigdesk.domain.orders import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gigdesk.domain.office.rules import RuleBook

AMBER, RED = "warning", "error"
LONG_DAY, DAY_IN_A_ROW = "attendance.meter.long_day", "attendance.meter.days_in_a_row"
OVERTIME_MONTH, HOLIDAY = "attendance.meter.overtime_month", "attendance.meter.holiday"
PART_AMBER, PART_RED = "attendance.meter.part_amber", "attendance.meter.part_red"
_HOUR = 60
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of the dated table, in minutes, days and percent."""

    normal_day: int
    long_day: int
    days_in_a_row: int
    overtime_month: int
    month: int
    part_amber: int
    part_red: int
    percent: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stint:
    """What somebody worked on one day for one batch; `kind` of the day, `how` its hours count."""

    day: str
    minutes: int
    kind: str
    how: str
    batch: int
    employer: str
    part_time: bool = False


@dataclass(frozen=True, slots=True)
class Alert:
    """A limit that was reached: how serious, on which day, and what fills its sentence."""

    code: str
    tone: str
    day: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Meter:
    """One month of one person: minutes worked, those of overtime by kind, and what they reach.

    `weighted` are the overtime minutes by their percentages, as they are to be paid.
    """

    minutes: int
    days: int
    overtime: Mapping[str, int]
    weighted: int
    alerts: tuple[Alert, ...]

    @property
    def overtime_minutes(self) -> int:
        """Return the overtime of all kinds."""
        return sum(self.overtime.values())


def limits(rules: RuleBook, on: datetime.date, region: str = "") -> Limits:
    """Return the figures in force on a day; raises errors.NotFound where there are none yet."""

    def number(name: str) -> int:
        return rules.number(name, on, region)

    return Limits(
        number("hours.day_normal") * _HOUR,
        number("hours.day_amber") * _HOUR,
        number("hours.days_in_a_row"),
        number("hours.overtime_month") * _HOUR,
        number("hours.month_minutes"),
        number("hours.part_amber") * _HOUR,
        number("hours.part_red") * _HOUR,
        {
            overtime.WORK: number("overtime.percent_work"),
            overtime.REST: number("overtime.percent_rest"),
            overtime.STATUTORY: number("overtime.percent_statutory"),
        },
    )


def measure(stints: Iterable[Stint], month: str, limit: Limits) -> Meter:
    """Measure a month `YYYY-MM`; `stints` reach far enough back for days in a row and weeks."""
    listed = sorted((one for one in stints if one.minutes > 0), key=lambda one: one.day)
    inside = [one for one in listed if one.day[:7] == month]
    found = _overtime(inside, limit)
    alerts = [
        *_long_days(inside, limit),
        *_rows(listed, month, limit),
        *_part_time(listed, month, limit),
        *_holidays(inside, limit),
        *_month(found, month, limit),
    ]
    return Meter(
        sum(one.minutes for one in inside),
        len({one.day for one in inside}),
        found,
        sum(minutes * limit.percent[kind] // 100 for kind, minutes in found.items()),
        tuple(sorted(alerts, key=lambda one: (one.day, one.code))),
    )


def _overtime(stints: Sequence[Stint], limit: Limits) -> dict[str, int]:
    """Return the overtime minutes of a month by kind.

    What is beyond a day's hours is told by the whole day, over all employers, and counted once,
    for the last of its stints; comprehensive hours are held against those of the month instead.
    """
    found = dict.fromkeys(overtime.KINDS, 0)
    together = 0
    of_day: dict[str, int] = defaultdict(int)
    for one in stints:
        if one.how == terms.COMPREHENSIVE and one.kind != overtime.STATUTORY:
            together += one.minutes
            continue
        before = of_day[one.day]
        of_day[one.day] = before + one.minutes
        over = max(0, before + one.minutes - max(before, limit.normal_day))
        for kind, minutes in overtime.split(one.minutes, over, one.kind, one.how).items():
            found[kind] += minutes
    found[overtime.WORK] += max(0, together - limit.month)
    return found


def _long_days(stints: Iterable[Stint], limit: Limits) -> list[Alert]:
    by_day: dict[str, int] = defaultdict(int)
    for one in stints:
        by_day[one.day] += one.minutes
    return [
        Alert(LONG_DAY, AMBER, day, {"minutes": minutes, "limit": limit.long_day})
        for day, minutes in by_day.items()
        if minutes > limit.long_day
    ]


def _rows(stints: Iterable[Stint], month: str, limit: Limits) -> list[Alert]:
    """Return each run of days without rest that goes on in the month beyond what may be.

    A run is counted as far as the month goes: what lies after it is that of the next month.
    """
    days = sorted({datetime.date.fromisoformat(one.day) for one in stints if one.day[:7] <= month})
    runs: list[list[datetime.date]] = [days[:1]] if days else []
    for before, day in pairwise(days):
        if day - before == _DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [
        Alert(DAY_IN_A_ROW, AMBER, over[0].isoformat(), {"days": len(run), "first": run[0]})
        for run in runs
        if (over := [day for day in run[limit.days_in_a_row :] if day.isoformat()[:7] == month])
    ]


def _part_time(stints: Iterable[Stint], month: str, limit: Limits) -> list[Alert]:
    weeks: dict[tuple[str, datetime.date], int] = defaultdict(int)
    for one in stints:
        if one.part_time:
            day = datetime.date.fromisoformat(one.day)
            weeks[one.employer, day - _DAY * day.weekday()] += one.minutes
    found = []
    for (employer, monday), minutes in weeks.items():
        ends = {monday.isoformat()[:7], (monday + _DAY * 6).isoformat()[:7]}
        if month in ends and minutes >= limit.part_amber:
            red = minutes >= limit.part_red
            told = {"employer": employer, "minutes": minutes}
            told["limit"] = limit.part_red if red else limit.part_amber
            code, tone = (PART_RED, RED) if red else (PART_AMBER, AMBER)
            found.append(Alert(code, tone, monday.isoformat(), told))
    return found


def _holidays(stints: Iterable[Stint], limit: Limits) -> list[Alert]:
    percent = limit.percent[overtime.STATUTORY]
    return [
        Alert(HOLIDAY, AMBER, one.day, {"minutes": one.minutes, "percent": percent})
        for one in stints
        if one.kind == overtime.STATUTORY
    ]


def _month(found: Mapping[str, int], month: str, limit: Limits) -> list[Alert]:
    total = sum(found.values())
    if total <= limit.overtime_month:
        return []
    told = {"minutes": total, "limit": limit.overtime_month}
    return [Alert(OVERTIME_MONTH, RED, f"{month}-01", told)]
