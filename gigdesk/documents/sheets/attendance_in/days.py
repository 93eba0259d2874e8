"""Which columns of a row are headed by days of the month, whatever stands between them."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gigdesk.documents.excel.rows import Row

# 5, 11-5 (from "11th month, 5th day") and 5 with the day of the week in brackets or behind it.
_DAY_NUMBER = re.compile(r"(?:(\d{1,2})[-/.])?(\d{1,2})")
_MOST_IN_MONTH = 31
_MONTHS = 12
FEWEST = 5
"""From so many days on a row of bare numbers may head days without a name in the same row."""
_LONG_RUN = 3
_LATE, _EARLY = 20, 12


@dataclass(frozen=True, slots=True)
class Head:
    """The day of the month that heads a column; its month (1-12) and its ISO date where told."""

    day: int
    month: int = 0
    date: str = ""


Columns = dict[int, Head]
_Found = list[tuple[int, Head]]


def columns(row: Row, within: range | None = None) -> Columns:
    """Return the columns of a row that days head, in the order of one month or across two.

    Gaps and other columns between are allowed; what does not fit into the order (a number twice,
    a sum) is left out. A row whose numbers go up and down like amounts heads nothing.
    """
    heads: _Found = []
    for column in within or range(len(row.values)):
        if column < len(row.values):
            head = head_of(row, column)
            if head is not None:
                heads.append((column, head))
    if sum(bool(head.month) for _, head in heads) * 2 < len(heads):
        # Among bare numbers "1-15" is no day of January but the sum of half a month.
        heads = [(c, h) for c, h in heads if h.date or not h.month or _says_month(row.text(c))]
    falls = sum(two.day <= one.day for (_, one), (_, two) in itertools.pairwise(heads))
    if falls and len(heads) < _LONG_RUN * (falls + 1):
        plain = [one for one in heads if one[1].date or one[1].month]
        heads = plain if len(plain) * 2 > len(heads) else []
    dated = [one for one in heads if one[1].date]
    if len(dated) * 2 >= len(heads):
        return dict(_rising(dated, lambda head: head.date))
    return dict(_across_months(heads))


def _across_months(heads: _Found) -> _Found:
    """Return the most heads that rise through one month, or to its end and on from the next 1st."""
    best = _rising(heads, lambda head: f"{head.day:02d}")
    for at in range(1, len(heads)):
        if heads[at][1].day >= heads[at - 1][1].day:
            continue
        before = _rising(heads[:at], lambda head: f"{head.day:02d}")
        after = _rising(heads[at:], lambda head: f"{head.day:02d}")
        (_, start), (_, last) = before[0], before[-1]
        (_, first), (_, end) = after[0], after[-1]
        other_month = bool(first.month and last.month and first.month != last.month)
        wraps = last.day >= _LATE and first.day <= _EARLY and start.day > end.day
        if (wraps or other_month) and len(before) + len(after) > len(best):
            best = [*before, *after]
    return best


def _rising(heads: _Found, key: Callable[[Head], str]) -> _Found:
    """Return the longest choice of heads whose keys rise from left to right."""
    ends: list[tuple[int, int]] = []
    for at, (_, head) in enumerate(heads):
        own = key(head)
        length, before = 1, -1
        for earlier in range(at):
            if key(heads[earlier][1]) < own and ends[earlier][0] >= length:
                length, before = ends[earlier][0] + 1, earlier
        ends.append((length, before))
    if not ends:
        return []
    at = max(range(len(ends)), key=lambda place: ends[place][0])
    chosen = []
    while at >= 0:
        chosen.append(heads[at])
        at = ends[at][1]
    return chosen[::-1]


def head_of(row: Row, column: int) -> Head | None:
    """Return the day that heads a column, None where the cell says none."""
    value = row.values[column]
    if isinstance(value, dt.date):
        return Head(value.day, value.month, value.isoformat()[:10])
    if isinstance(value, bool) or value == "":
        return None
    if isinstance(value, (int, float)):
        fits = value == int(value) and 1 <= value <= _MOST_IN_MONTH
        return Head(int(value)) if fits else None
    date = records.day_in(row, column)
    if date:
        return Head(int(date[-2:]), int(date[5:7]), date)
    found = _DAY_NUMBER.fullmatch(_bare(sheet_words.folded(row.text(column))))
    if not found or not 1 <= int(found[2]) <= _MOST_IN_MONTH:
        return None
    month = int(found[1] or 0)
    return Head(int(found[2]), month) if month <= _MONTHS else None


@functools.lru_cache(maxsize=2048)
def _bare(text: str) -> str:
    """Return the numbers of a head without its words for month, day and day of the week."""
    for key in ("intake.words.weekday", "intake.words.day"):
        text = text.strip("()[]")
        for word in sheet_words.longest_first(key):
            if text != word and text.endswith(word):
                text = text.removesuffix(word).strip("()[]/-")
                break
    for word in sheet_words.words("intake.words.month"):
        text = text.replace(word, "-")
    return text


def _says_month(text: str) -> bool:
    return any(word in text for word in sheet_words.words("intake.words.month"))


def go_over_months(heads: Mapping[int, Head]) -> bool:
    """Say whether the days of a sheet begin in one month and end in the next."""
    order = _once(heads)
    return any(heads[two].day < heads[one].day for one, two in itertools.pairwise(order))


def _once(heads: Mapping[int, Head]) -> list[int]:
    """Return the columns of days from left to right, the first one of each day."""
    firsts: dict[Head, int] = {}
    for column in sorted(heads):
        firsts.setdefault(heads[column], column)
    return list(firsts.values())


def dates(heads: Mapping[int, Head], month: str) -> dict[int, str]:
    """Return the date of each day column; before a first of the month stands the month before.

    `month` is `YYYY-MM`, that of the last days; a day the month does not have gets no date.
    """
    year, number = (int(part) for part in month.split("-"))
    order = _once(heads)
    falls = [two for one, two in itertools.pairwise(order) if heads[two].day < heads[one].day]
    found, at_month = {}, 0
    for column in order:
        head = heads[column]
        # A month said once holds for the bare days behind it, to the end of that month.
        at_month = head.month or (
            at_month % _MONTHS + 1 if at_month and column in falls else at_month
        )
        at = year * _MONTHS + number - 1
        if at_month:
            at += (at_month - number + 5) % _MONTHS - 5
        elif falls and column < falls[0]:
            at -= 1
        try:
            day = dt.date(at // _MONTHS, at % _MONTHS + 1, head.day).isoformat()
        except ValueError:
            day = ""
        found[column] = head.date or day
    firsts = {heads[column]: column for column in order}
    return {column: found[firsts[heads[column]]] for column in sorted(heads)}


def are_consecutive(heads: Mapping[int, Head]) -> bool:
    """Say whether days follow each other without a gap, as in a row that only repeats them."""
    listed = [heads[column].day for column in sorted(heads)]
    return all(two - one == 1 for one, two in itertools.pairwise(listed))


def same(one: Mapping[int, Head], other: Mapping[int, Head]) -> bool:
    """Say whether two rows put the same days over the same columns."""
    return [(c, h.day, h.month) for c, h in sorted(one.items())] == [
        (c, h.day, h.month) for c, h in sorted(other.items())
    ]


def is_second_line(first: Mapping[int, Head], second: Mapping[int, Head]) -> bool:
    """Say whether a row of days goes on where the one above it ends: a month on two lines."""
    if min(len(first), len(second)) < FEWEST or not set(first) & set(second):
        return False
    last, start = first[max(first)], second[min(second)]
    return start.day > last.day


def last_before_first(heads: Mapping[int, Head]) -> int:
    """Return the day (1-31) before which a new month begins, 0 where none does among the days."""
    order = _once(heads)
    falls = [one for one, two in itertools.pairwise(order) if heads[two].day < heads[one].day]
    return heads[falls[0]].day if falls else 0


def weekday(text: str) -> int | None:
    """Return the day of the week, Monday 0, that a cell names alone or in brackets at its end."""
    written = sheet_words.folded(text)
    bare = written.rpartition("(")[2].removesuffix(")") if written.endswith(")") else written
    return _week().get(bare)


@functools.cache
def _week() -> dict[str, int]:
    """Return the words for the days of the week in every language."""
    return {
        sheet_words.folded(word): at
        for language in i18n.LANGUAGES
        for at, words in enumerate(i18n.words(language)["intake.words.week"].split("|"))
        for word in words.split("/")
    }
