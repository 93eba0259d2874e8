"""What the words of an attendance sheet say of its month: with a year, without, as a span."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.documents.sheets import sheet_words
from gigdesk.documents.sheets.attendance_in import records
from gigdesk.domain.workers import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = 12
_TIMES = re.compile(r"\s+(?:\d{1,2}:\d{2}(?::\d{2})?)?\s*")
_SPAN = re.compile(
    r"(?<![\d.])(?:(20\d{2})\s*[-/.]\s*)?(\d{1,2})\s*[-/.]\s*\d{1,2}\D{1,4}?"
    r"(?:20\d{2}\s*[-/.]\s*)?(\d{1,2})\s*[-/.]\s*\d{1,2}(?!\d)"
)
# Days of one month (2026-11-1 to 30); no day with a time behind it, such as that of the print.
_WITHIN = re.compile(
    r"(?<!\d)(20\d{2}\s*[-/.]\s*\d{1,2})\s*[-/.]\s*\d{1,2}\D{1,4}?\d{1,2}"
    r"(?![\d:/.-]|\s*[\u65f6\u70b9])"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What some texts say: the first month `YYYY-MM`, months of no year, and the first span of two.

    `span` holds the months (1-12) in which days begin and end.
    """

    month: str | None
    bare: tuple[int, ...]
    span: tuple[int, int] | None


def read(texts: Sequence[str], *, goes_over: bool) -> Stated:
    """Read texts; where the days of a sheet go over months its month is that of the last ones.

    A single day, such as that of the print, tells no month.
    """
    months: list[str] = []
    spans: list[tuple[int, int]] = []
    ends: list[str] = []
    bare: list[int] = []
    for text in texts:
        rest = _TIMES.sub(" ", records.western(dates.western(text)))
        found = _SPAN.search(rest)
        if found is not None and (pair := _pair(found)) is not None:
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
            over = goes_over and pair[0] != pair[1]
            if over:
                spans.append(pair)
            if found[1]:
                first = f"{found[1]}-{pair[0]:02d}"
                (ends if over else months).append(following(first) if over else first)
        within = _WITHIN.search(rest)
        month = records.month_in(within[1] if within else rest)
        months += [month] if month else []
        bare += _bare(text) if found is None else ()
    return Stated(
        next(iter((*ends, *months)), None),
        tuple(dict.fromkeys(bare)),
        spans[0] if spans else None,
    )


def _pair(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the months of a span of days that ends in its own month or in the next one."""
    one, other = int(found[2]), int(found[3])
    if not 1 <= one <= _MONTHS or other not in {one, one % _MONTHS + 1}:
        return None
    return one, other


def following(month: str) -> str:
    """Return the month after one."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // _MONTHS}-{number % _MONTHS + 1:02d}"


def near(month: str, number: int) -> str:
    """Return the month of this number that is nearest to one."""
    at = int(month[:4]) * _MONTHS + int(month[5:]) - 1
    at += (number - int(month[5:]) + 5) % _MONTHS - 5
    return f"{at // _MONTHS}-{at % _MONTHS + 1:02d}"


def _bare(text: str) -> list[int]:
    """Return the months that a title names without year or day: first, or beside attendance.

    Months of other things, as of the pay, stand in a text that names the month with its year, or
    somewhere in a note.
    """
    plain = unicodedata.normalize("NFKC", dates.western(text)).strip()
    if records.month_in(text):
        return []
    about = any(word in plain.casefold() for word in _attendance())
    found = _month().finditer(plain)
    return [
        int(one[1]) for one in found if 1 <= int(one[1]) <= _MONTHS and (about or one.start() == 0)
    ]


@functools.cache
def _attendance() -> tuple[str, ...]:
    return tuple(word.casefold() for word in sheet_words.longest_first("intake.words.attendance"))


@functools.cache
def _month() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sheet_words.longest_first("intake.words.month")))
    return re.compile(rf"(?<![\d.~-])(\d{{1,2}})\s*(?:{words})(?!\s*\d)")
