"""Days that are not what their weekday says: as published, and as read from a pasted notice.

Which days are statutory holidays: 全国年节及纪念日放假办法 (State Council, as revised in November
2024, in force from 2025). How they are laid out in a year: each autumn's notice of the State
Council's General Office, named beside its year below.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STATUTORY, REST, WORK = "statutory", "rest", "work"
KINDS = (STATUTORY, REST, WORK)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One day: `statutory`, `rest` (free in lieu, or a weekend beside it) or `work`."""

    day: datetime.date
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a pasted list says, and the lines that cannot be read."""

    days: tuple[Day, ...]
    unread: tuple[str, ...]


# Name, first and last free day, the statutory days among them, weekend days that are worked.
_Break = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]

# 国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024-11-12）
_2025: tuple[_Break, ...] = (
    ("元旦", "01-01", "01-01", ("01-01",), ()),
    ("春节", "01-28", "02-04", ("01-28", "01-29", "01-30", "01-31"), ("01-26", "02-08")),
    ("清明节", "04-04", "04-06", ("04-04",), ()),
    ("劳动节", "05-01", "05-05", ("05-01", "05-02"), ("04-27",)),
    ("端午节", "05-31", "06-02", ("05-31",), ()),
    (
        "国庆节、中秋节",
        "10-01",
        "10-08",
        ("10-01", "10-02", "10-03", "10-06"),
        ("09-28", "10-11"),
    ),
)
# 国务院办公厅关于2026年部分节假日安排的通知（2025-11-04）
_2026: tuple[_Break, ...] = (
    ("元旦", "01-01", "01-03", ("01-01",), ("01-04",)),
    ("春节", "02-15", "02-23", ("02-16", "02-17", "02-18", "02-19"), ("02-14", "02-28")),
    ("清明节", "04-04", "04-06", ("04-05",), ()),
    ("劳动节", "05-01", "05-05", ("05-01", "05-02"), ("05-09",)),
    ("端午节", "06-19", "06-21", ("06-19",), ()),
    ("中秋节", "09-25", "09-27", ("09-25",), ()),
    ("国庆节", "10-01", "10-07", ("10-01", "10-02", "10-03"), ("09-20", "10-10")),
)
_PUBLISHED = {2025: _2025, 2026: _2026}
YEARS = tuple(_PUBLISHED)

# Statutory days with the same date each year.
_FIXED = {(1, 1): "元旦", **dict.fromkeys(((5, 1), (5, 2)), "劳动节")}
_FIXED |= dict.fromkeys(((10, 1), (10, 2), (10, 3)), "国庆节")
_SPRING = re.compile(r"春节")
_CLEAR = re.compile(r"清明")
_HEAD = re.compile(r"^\s*(?:[一二三四五六七八九十]+[、.．]|\d+[、.．])?\s*([^：:\d]{2,12})[：:]")
_RANGE = re.compile(r"(\d{1,2})月(\d{1,2})日(?:至(?:(\d{1,2})月)?(\d{1,2})日)?")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_PLAIN = re.compile(r"^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，;；]*(.*)$")
_AT_WORK = "上班"
_LAST_OF_SPRING = 6  # the seventh day of the first month closes the break, the first lies before it


def published(year: int) -> tuple[Day, ...]:
    """Return the days of a year as its notice lays them out; nothing for a year not known here."""
    found: list[Day] = []
    for name, first, last, statutory, work in _PUBLISHED.get(year, ()):
        free = _between(_on(year, first), _on(year, last))
        legal = {_on(year, each) for each in statutory}
        found += [Day(day, STATUTORY if day in legal else REST, name) for day in free]
        found += [Day(_on(year, each), WORK, name) for each in work]
    return tuple(sorted(found, key=lambda each: each.day))


def is_rest(day: datetime.date, kind: str = "") -> bool:
    """Say whether nobody is expected at work: a weekend or a holiday, but no day moved to it.

    `kind` is one of `KINDS` where the day is not what its weekday says.
    """
    return kind in {STATUTORY, REST} or (day.weekday() >= _SATURDAY and kind != WORK)


def rest_days(month: str, kinds: Mapping[str, str]) -> frozenset[int]:
    """Return the days of a month `YYYY-MM` that are free; `kinds` by ISO day where not usual."""
    first = datetime.date.fromisoformat(f"{month}-01")
    days = (
        first.replace(day=at)
        for at in range(1, calendar.monthrange(first.year, first.month)[1] + 1)
    )
    return frozenset(one.day for one in days if is_rest(one, kinds.get(one.isoformat(), "")))


def is_laid_out(kinds: Iterable[str]) -> bool:
    """Say whether days of these kinds are a year as its notice lays it out.

    Every notice moves days; statutory days alone are what never moves, or a beginning.
    """
    return any(kind in (REST, WORK) for kind in kinds)


def fixed(year: int) -> tuple[Day, ...]:
    """Return the statutory days that fall on the same date each year."""
    return tuple(Day(datetime.date(year, *at), STATUTORY, name) for at, name in _FIXED.items())


def read(text: str, year: int) -> Read:
    """Read the paragraphs of a notice for `year`, or lines of a day and its name.

    A line like `2027-01-04 上班` is a day that is worked. Statutory days are told by rule where
    their date follows from it (fixed days, Spring Festival, Qingming); others come as free days.
    """
    days: dict[datetime.date, Day] = {}
    unread = []
    for line in filter(None, (each.strip() for each in text.splitlines())):
        found = _plain(line) or _paragraph(line, year)
        days.update((each.day, each) for each in found)
        if not found:
            unread.append(line)
    return Read(tuple(sorted(days.values(), key=lambda each: each.day)), tuple(unread))


def _plain(line: str) -> list[Day]:
    found = _PLAIN.match(line)
    day = _date(*(int(each) for each in found.groups()[:3])) if found else None
    if found is None or day is None:
        return []
    name = found[4].strip()
    if _AT_WORK in name:
        return [Day(day, WORK, name)]
    return [Day(day, STATUTORY if _FIXED.get((day.month, day.day)) else REST, name)]


def _paragraph(line: str, year: int) -> list[Day]:
    head = _HEAD.match(line)
    if head is None:
        return []
    name, found = head[1].strip(), []
    for part in _NOTE.sub("", line[head.end() :]).split("。"):
        for first_month, first, month, last in _RANGE.findall(part):
            start = _date(year, int(first_month), int(first))
            end = _date(year, int(month or first_month), int(last)) if last else start
            if start is None or end is None or end < start:
                return []
            span = _between(start, end)
            if _AT_WORK in part:
                found += [Day(day, WORK, name) for day in span]
            else:
                legal = _statutory(name, span)
                found += [Day(day, STATUTORY if day in legal else REST, name) for day in span]
    return found


def _statutory(name: str, span: list[datetime.date]) -> set[datetime.date]:
    """Return the statutory days of a break as far as their date follows from a rule."""
    legal = {day for day in span if (day.month, day.day) in _FIXED}
    if _SPRING.search(name):
        first = span[-1] - datetime.timedelta(days=_LAST_OF_SPRING)
        legal |= {first + datetime.timedelta(days=by) for by in (-1, 0, 1, 2)}
    if _CLEAR.search(name):
        legal |= {day for day in span if (day.month, day.day) == (4, _clear_day(day.year))}
    return legal & set(span)


def _clear_day(year: int) -> int:
    """Return the day of April on which Qingming falls, 2001–2099 (the usual formula)."""
    short = year % 100
    return int(short * 0.2422 + 4.81) - short // 4


def _between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(days=by) for by in range((last - first).days + 1)]


def _on(year: int, day: str) -> datetime.date:
    return datetime.date.fromisoformat(f"{year}-{day}")


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
