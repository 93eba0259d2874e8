"""Hours of one day as they are typed: a number, hours and minutes, or from when until when."""

from __future__ import annotations

import itertools
import re
import unicodedata
from decimal import Decimal

from gigdesk import errors
from gigdesk.domain.attendance import marks
from gigdesk.domain.attendance.marks import Quantity

_MINUTES = 60
_DAY = 24 * _MINUTES
_CLOCK = r"(?:\d{1,2}(?::[0-5]\d)?)"
_HOURS = re.compile(r"(\d{1,2}(?:\.\d{1,2})?|\.\d{1,2})(?:个?小时|时|h)?")
_COLON = re.compile(r"(\d{1,2}):([0-5]\d)")
_SPAN = re.compile(rf"({_CLOCK})[-~至到]({_CLOCK})")
_BETWEEN = re.compile(r"[\s,;、，；]+")


def read_hours(cell: object, *, minutes_a_day: int, only_quarters: bool = False) -> Quantity | None:
    """Read hours worked on one day: `8`, `8.5`, `8:30`, `8+2`, `7:00-12:00 13:30-18:00`, or a mark.

    A number counts hours, also below 2, as the whole sheet is one of hours; behind a plus sign
    stand hours of overtime, else what goes beyond `minutes_a_day` is overtime. The quarters are
    those that are full, never rounded up. `only_quarters` is for work paid by the day, where hours
    that come to no whole quarter would be lost. Returns None for an empty cell; raises
    errors.Invalid for what is no time, times that overlap, and more than 24 hours.
    """
    text = unicodedata.normalize("NFKC", str(cell)).strip() if cell is not None else ""
    if not text:
        return None
    if not any(letter.isdigit() for letter in text):
        return _mark(text, minutes_a_day)
    first, plus, beside = text.partition("+")
    worked, times = _worked(first.strip(), text)
    over = _worked(beside.strip(), text)[0] if plus else max(0, worked - minutes_a_day)
    whole = worked + over if plus else worked
    if whole > _DAY or (plus and worked > minutes_a_day):
        raise errors.Invalid("attendance.error.hours", field="day", mark=text[:20])
    quarters, rest = divmod((whole - over) * marks.WHOLE_DAY, minutes_a_day)
    if rest and only_quarters:
        raise errors.Invalid(
            "attendance.error.no_whole_quarter",
            field="day",
            mark=text[:20],
            hours=shown_hours(minutes_a_day),
            quarter=shown_hours(minutes_a_day // marks.WHOLE_DAY),
        )
    return Quantity(min(quarters, marks.WHOLE_DAY), "", over, whole, times=times)


def shown_hours(minutes: int) -> str:
    """Return minutes as hours with at most two places, `8`, `8.5`; others as `8:20`."""
    hours = Decimal(minutes) / _MINUTES
    if minutes * 100 % _MINUTES:
        return f"{minutes // _MINUTES}:{minutes % _MINUTES:02d}"
    return f"{hours.normalize():f}"


def worked_minutes(
    quarters: int, minutes: int | None, overtime_minutes: int, minutes_a_day: int
) -> int:
    """Return the minutes somebody worked: as they were told, else those of the days and overtime.

    What a clock tells beyond a day and its overtime is time somebody was there, which may be rest.
    """
    if minutes is not None:
        return max(overtime_minutes, min(minutes, minutes_a_day + overtime_minutes))
    return quarters * minutes_a_day // marks.WHOLE_DAY + overtime_minutes


def _mark(text: str, minutes_a_day: int) -> Quantity:
    """Return the mark of a day not worked; a tick stands for a whole day and its hours."""
    found = marks.read_mark(text, minutes_a_day=minutes_a_day)
    if found is None or found.mark:
        return found or marks.CLEAR
    minutes = found.quarters * minutes_a_day // marks.WHOLE_DAY
    return Quantity(found.quarters, "", 0, minutes)


def _worked(text: str, whole: str) -> tuple[int, str]:
    """Return the minutes that words say, and the times of day where they name such."""
    number, colon = _HOURS.fullmatch(text.lower()), _COLON.fullmatch(text)
    if colon:
        return int(colon[1]) * _MINUTES + int(colon[2]), ""
    if number:
        minutes = Decimal(number[1]) * _MINUTES
        if minutes % 1 == 0:
            return int(minutes), ""
    spans = [_SPAN.fullmatch(part) for part in _BETWEEN.split(text)]
    if not text or not all(spans):
        raise errors.Invalid("attendance.error.hours", field="day", mark=whole[:20])
    told = [(_clock(span[1]), _clock(span[2])) for span in spans if span]
    ends = [(start, end if end > start else end + _DAY) for start, end in told]
    ends.sort()
    late = any(start < before[1] for before, (start, _) in itertools.pairwise(ends))
    if late or ends[-1][1] - ends[0][0] > _DAY or any(max(each) > _DAY for each in told):
        raise errors.Invalid("attendance.error.hours", field="day", mark=whole[:20])
    times = " ".join(f"{_said(start)}-{_said(end % _DAY or _DAY)}" for start, end in ends)
    return sum(end - start for start, end in ends), times


def _clock(text: str) -> int:
    hours, _, minutes = text.partition(":")
    return int(hours) * _MINUTES + int(minutes or 0)


def _said(minutes: int) -> str:
    return f"{minutes // _MINUTES:02d}:{minutes % _MINUTES:02d}"
