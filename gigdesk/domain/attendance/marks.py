"""What one cell of attendance says: marks, days in quarters, hours, and overtime beside them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk import errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WHOLE_DAY = 4  # quarters: the step of a day is 0.25 (domain 2.10)
HOURS_A_DAY = 8
_MOST_HOURS = 24
_MINUTES = 60
_HOURS = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})?)\s*(?:个?小时|h)")
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?|\.[0-9]{1,4}")

UNREAD = "attendance.error.mark"  # the code of a mark that means nothing known

DAYS, HOURS, UNTOLD = "days", "hours", "untold"  # what the bare numbers of a sheet count
_FEW = 5  # one number in so many that no day has is a slip, more are another kind
FEWEST_HOURS = 2  # below, a number could be days as well as hours

REST, LEAVE, SICK, ABSENT = "rest", "leave", "sick", "absent"
MARKS = (REST, LEAVE, SICK, ABSENT)

_WORKED = "√ ✓ ✔ V ∨ 出 出勤 到 工 全 满 全天 整天 1天 一天 一个工 1个工"
# Written marks and what they count, as (quarters, mark). ○ and △ mean different things from place
# to place and are therefore in no table: they are asked about, or given by the sheet's legend.
_WRITTEN: dict[str, tuple[int, str]] = {
    **dict.fromkeys(_WORKED.split(), (4, "")),
    **dict.fromkeys(("半", "半天", "½", "1/2", "半工", "半个工"), (2, "")),
    **dict.fromkeys(("休", "休息", "公休", "轮休"), (0, REST)),
    **dict.fromkeys(("假", "请假", "事", "事假"), (0, LEAVE)),
    **dict.fromkeys(("病", "病假"), (0, SICK)),
    **dict.fromkeys(("×", "✗", "✘", "X", "旷", "旷工", "缺", "缺勤"), (0, ABSENT)),
}
_SHOWN = {REST: "休", LEAVE: "假", SICK: "病", ABSENT: "旷"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one cell of a month says: quarters of a day, overtime, a mark for days not worked.

    `minutes` are all that were worked, overtime among them, where hours were told; `times` from
    when until when. `overtime_kind` is the kind that somebody decided, empty where it follows from
    the day, and None where nothing is said of it.
    """

    quarters: int
    mark: str = ""
    overtime_minutes: int = 0
    minutes: int | None = None
    overtime_kind: str | None = None
    times: str = ""

    @property
    def is_clear(self) -> bool:
        """Say whether nothing is entered: the cell was emptied."""
        return not (self.quarters or self.mark or self.overtime_minutes or self.minutes)


CLEAR = Quantity(0)


def read_mark(
    cell: object,
    *,
    minutes_a_day: int = HOURS_A_DAY * _MINUTES,
    legend: Mapping[str, tuple[int, str] | None] | None = None,
    counted: str = "",
) -> Quantity | None:
    """Read a cell of a month: a tick, a word, days (0.25 to 1) or hours (2 to 24).

    Returns None for an empty cell. A number from 2 up counts hours of a day of `minutes_a_day`,
    those of the order; what goes beyond the whole day is overtime. `counted` says what the bare
    numbers of the whole sheet count, see `what_numbers_count`. Raises errors.Invalid where the
    cell can mean several things or nothing known; nothing is guessed.
    """
    text = unicodedata.normalize("NFKC", str(cell)).strip() if cell is not None else ""
    if not text:
        return None
    known: dict[str, tuple[int, str] | None] = {**_WRITTEN, **(legend or {})}
    # Folding turns ½ into 1⁄2 and may change a tick; the raw text is tried first.
    for form in (str(cell).strip(), text, text.upper(), text.replace("\u2044", "/")):
        if form in known:
            meaning = known[form]
            if meaning is None:  # the sheet says two things of this sign, or one unknown here
                raise errors.Invalid("attendance.error.legend", field="day", mark=text[:20])
            return Quantity(*meaning)
    day, plus, over = text.partition("+")
    if plus and day and over:
        first = read_mark(day, minutes_a_day=minutes_a_day, legend=legend)
        return _with_overtime(first, over, text)
    hours_said = _HOURS.fullmatch(text.lower())
    if hours_said:
        return _of_hours(Decimal(hours_said[1]), text, minutes_a_day)
    number, unit = _number(text)
    if number is None:
        raise errors.Invalid(UNREAD, field="day", mark=text[:20])
    _fits(number, text, DAYS if unit else counted)
    return _counted(number, text, minutes_a_day)


def _with_overtime(day: Quantity | None, over: str, text: str) -> Quantity:
    """Add the hours behind a plus sign to a whole day: a tick + 2, 8+2; 4+4 may be two halves."""
    beside = read_overtime(over, as_hours=False)
    whole = day is not None and day.quarters == WHOLE_DAY and not day.overtime_minutes
    if day is None or beside is None or not whole:
        raise errors.Invalid(UNREAD, field="day", mark=text[:20])
    return Quantity(day.quarters, "", beside.overtime_minutes)


def read_overtime(cell: str, *, as_hours: bool) -> Quantity | None:
    """Read a cell of a row that holds overtime beside the days: 2, 1.5 or 2 with a unit of hours.

    Returns None for an empty cell. `as_hours` says that the row states hours: else a number up to 1
    may be a part of a day. Raises errors.Invalid for that one, and for all that is no time.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if not text:
        return None
    bare = re.sub(r"(?:个?小时|时|h)$", "", text.lower()).strip()
    number = Decimal(bare) if _NUMBER.fullmatch(bare) else None
    if number is None or number > _MOST_HOURS or number * _MINUTES % 1:
        raise errors.Invalid(UNREAD, field="day", mark=text[:20])
    if bare == text and not as_hours and 0 < number <= 1:
        raise errors.Invalid("attendance.error.days_or_hours", field="day", mark=text[:20])
    minutes = int(number * _MINUTES)
    return Quantity(0, "", minutes, minutes)


def overtime_counts_hours(cells: Iterable[str]) -> bool:
    """Say whether the bare numbers of all overtime on a sheet are hours: most are above one day."""
    numbers = [number for cell in cells if (number := number_in(cell))]
    return sum(number > 1 for number in numbers) * 2 > len(numbers)


def what_numbers_count(cells: Iterable[str]) -> str:
    """Tell from all cells of one sheet whether its bare numbers are DAYS or HOURS.

    Up to 1 they look like days, from 2 to 24 like hours; the kind with more cells is the sheet's.
    Where no number looks like days, ticks and words for time worked stand for them: a lone 2 among
    ticks is a slip, and never two hours unasked. UNTOLD where both are as many, or where so
    many are above 24 that the others may be weights or amounts as well; empty where no cell says
    anything.
    """
    days = hours = ticks = others = 0
    for cell in cells:
        text = unicodedata.normalize("NFKC", cell).strip()
        number, unit = _number(text)
        if number is None:
            ticks += _is_time_worked(cell.strip(), text)
            continue
        days += bool(unit) or 0 < number <= 1
        hours += not unit and FEWEST_HOURS <= number <= _MOST_HOURS
        others += number > _MOST_HOURS
    days = days or ticks
    if days == hours or (others > 1 and others * _FEW > hours + days):
        return UNTOLD if days or hours else ""
    return DAYS if days > hours else HOURS


def _is_time_worked(*forms: str) -> bool:
    """Say whether a mark, in one of these forms, counts a day or a part of it."""
    return any(_WRITTEN[form][0] for form in forms if form in _WRITTEN)


def is_mark(cell: str) -> bool:
    """Say whether a cell says nothing else than a day or that none was worked; counts do not."""
    text = unicodedata.normalize("NFKC", cell).strip()
    number, _ = _number(text)
    return cell.strip() in _WRITTEN or text in _WRITTEN or (number is not None and number <= 1)


def is_rest(cell: str) -> bool:
    """Say whether a cell is the mark of a day of rest."""
    text = unicodedata.normalize("NFKC", cell).strip()
    return _WRITTEN.get(text, (0, ""))[1] == REST


def number_in(cell: str) -> Decimal | None:
    """Return the number that a cell holds alone or before the unit of days, else None."""
    return _number(unicodedata.normalize("NFKC", cell).strip())[0]


def is_worked(cell: str) -> bool:
    """Say whether a cell is the mark of a day worked, whole or in part; one of rest is not."""
    text = unicodedata.normalize("NFKC", cell).strip()
    number, _ = _number(text)
    return is_mark(cell) and (bool(number) or _is_time_worked(cell.strip(), text))


def _number(text: str) -> tuple[Decimal | None, str]:
    """Return the number a cell holds and the unit of days behind it, where there are such."""
    bare = text.removesuffix("天").removesuffix("工")
    return (Decimal(bare), text[len(bare) :]) if _NUMBER.fullmatch(bare) else (None, "")


def _fits(number: Decimal, text: str, counted: str) -> None:
    """Raise errors.Invalid where a number is not of the kind that the sheet's numbers are."""
    code = ""
    if counted == DAYS and number > 1:
        code = "attendance.error.above_a_day"
    elif counted == HOURS and 0 < number < FEWEST_HOURS:
        code = "attendance.error.among_hours"
    elif counted == UNTOLD and number:
        code = "attendance.error.days_or_hours"
    if code:
        raise errors.Invalid(code, field="day", mark=text[:20])


def _counted(number: Decimal, text: str, minutes_a_day: int) -> Quantity:
    """Return what a bare number counts: up to 1 days, from 2 up hours."""
    quarters = number * WHOLE_DAY
    if 0 <= number <= 1 and quarters == quarters.to_integral_value():
        return Quantity(int(quarters))
    if number > _MOST_HOURS:
        raise errors.Invalid("attendance.error.above_24", field="day", mark=text[:20])
    if not number >= FEWEST_HOURS:
        raise errors.Invalid(UNREAD, field="day", mark=text[:20])
    return _of_hours(number, text, minutes_a_day)


def of_hours(number: Decimal, minutes_a_day: int) -> Quantity:
    """Return what hours count of a day; what goes beyond it is overtime.

    Raises errors.Invalid for hours that come to no whole quarter of a day or are more than 24.
    """
    return _of_hours(number, format(number, "f"), minutes_a_day)


def _of_hours(number: Decimal, text: str, minutes_a_day: int) -> Quantity:
    """Return the same with the text of the cell for the error."""
    minutes = number * _MINUTES
    if number > _MOST_HOURS or minutes != minutes.to_integral_value():
        raise errors.Invalid(UNREAD, field="day", mark=text[:20])
    over = max(0, int(minutes) - minutes_a_day)
    counted, rest = divmod((int(minutes) - over) * WHOLE_DAY, minutes_a_day)
    if rest:
        raise errors.Invalid(
            "attendance.error.no_whole_quarter",
            field="day",
            mark=text[:20],
            hours=_hours(minutes_a_day),
            quarter=_hours(minutes_a_day / WHOLE_DAY),
        )
    return Quantity(counted, "", over, int(minutes))


def hours(minutes: int) -> Decimal:
    """Return minutes as hours."""
    return Decimal(minutes) / _MINUTES


def _hours(minutes: float) -> str:
    """Return minutes as hours with at most two places: `10`, `2.5`."""
    return f"{round(minutes / _MINUTES, 2):g}"


def of_minutes(minutes: int, minutes_a_day: int = HOURS_A_DAY * _MINUTES) -> Quantity:
    """Return the quarters that lie whole between coming and going; the minutes are kept beside.

    A clock tells when somebody was there, not what is overtime: nothing above one day is counted,
    and a quarter that is not full is not rounded up.
    """
    quarters = min(WHOLE_DAY, minutes * WHOLE_DAY // minutes_a_day)
    return Quantity(quarters, minutes=minutes)


def minutes_of_day(stated: int | None) -> int:
    """Return the minutes of a whole day by what an order states, else eight hours."""
    return stated or HOURS_A_DAY * _MINUTES


def shown(quarters: int, mark: str | None) -> str:
    """Return what stands in a cell of the month: `1`, `0.5`, `休`; empty for a cleared one."""
    if mark:
        return _SHOWN.get(mark, mark)
    return format(days(quarters), "f") if quarters else ""


def days(quarters: int) -> Decimal:
    """Return quarters as days: 3 quarters are 0.75."""
    return (Decimal(quarters) / WHOLE_DAY).normalize()
