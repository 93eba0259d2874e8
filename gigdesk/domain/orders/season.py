"""The year over all orders: how many people are needed and placed in each month or week."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MONTH, WEEK = "month", "week"
KINDS = (MONTH, WEEK)
MARGIN_DAYS = 45
"""So far before and after the same days of the year before somebody counts as of that season."""
_YEAR, _WEEK, _DECEMBER = 365, 7, 12


@dataclass(frozen=True, slots=True)
class Span:
    """People over some days, both ends included, for one order."""

    order: bytes
    start: datetime.date
    end: datetime.date
    people: int

    def meets(self, start: datetime.date, end: datetime.date) -> bool:
        """Say whether it has a day between two."""
        return self.start <= end and start <= self.end


@dataclass(frozen=True, slots=True)
class Period:
    """One month or week: its first and last day."""

    start: datetime.date
    end: datetime.date


@dataclass(frozen=True, slots=True)
class Cell:
    """People needed and placed in a period: the most on any one of its days."""

    needed: int = 0
    placed: int = 0


@dataclass(frozen=True, slots=True)
class Peak:
    """The first day on which most people are needed, and how many are needed and placed then."""

    day: datetime.date
    needed: int
    placed: int


def periods(first: datetime.date, count: int, by: str) -> tuple[Period, ...]:
    """Return `count` months or weeks (from Monday on), beginning with the one a day lies in."""
    found = []
    if by == WEEK:
        start = first - datetime.timedelta(days=first.weekday())
        for _ in range(count):
            found.append(Period(start, start + datetime.timedelta(days=_WEEK - 1)))
            start += datetime.timedelta(days=_WEEK)
        return tuple(found)
    start = first.replace(day=1)
    for _ in range(count):
        after = _next_month(start)
        found.append(Period(start, after - datetime.timedelta(days=1)))
        start = after
    return tuple(found)


def _next_month(day: datetime.date) -> datetime.date:
    if day.month == _DECEMBER:
        return day.replace(year=day.year + 1, month=1)
    return day.replace(month=day.month + 1)


def most(spans: Iterable[Span], start: datetime.date, end: datetime.date) -> int:
    """Return how many people there are at most on one day between two."""
    changes: dict[datetime.date, int] = {}
    for one in spans:
        if one.meets(start, end):
            begin, after = max(one.start, start), min(one.end, end) + datetime.timedelta(days=1)
            changes[begin] = changes.get(begin, 0) + one.people
            changes[after] = changes.get(after, 0) - one.people
    running = highest = 0
    for day in sorted(changes):
        running += changes[day]
        highest = max(highest, running)
    return highest


def cells(
    needed: Sequence[Span], placed: Sequence[Span], wanted: Sequence[Period]
) -> tuple[Cell, ...]:
    """Return for each period how many people are needed and placed."""
    return tuple(
        Cell(most(needed, one.start, one.end), most(placed, one.start, one.end)) for one in wanted
    )


def peak(needed: Sequence[Span], placed: Sequence[Span], wanted: Sequence[Period]) -> Peak | None:
    """Return the first day in these periods on which most people are needed; None without any."""
    if not wanted:
        return None
    first, last = wanted[0].start, wanted[-1].end
    days = sorted({max(one.start, first) for one in needed if one.meets(first, last)})
    told = [(most(needed, day, day), day) for day in days]
    highest = max((count for count, _ in told), default=0)
    if not highest:
        return None
    day = next(day for count, day in told if count == highest)
    return Peak(day, highest, most(placed, day, day))


def by_order(spans: Iterable[Span]) -> Mapping[bytes, list[Span]]:
    """Return spans by the order they are of."""
    found: dict[bytes, list[Span]] = {}
    for one in spans:
        found.setdefault(one.order, []).append(one)
    return found


def season_before(first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the days of the season before in which somebody counts as having gone then."""
    year = datetime.timedelta(days=_YEAR)
    margin = datetime.timedelta(days=MARGIN_DAYS)
    return first - year - margin, last - year + margin
