"""Days of work in quarters: marks and quantities, corrections, overlaps, and what a day earns."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gigdesk import errors, money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.dispatch import Stay

Key = tuple[bytes, bytes, str]  # batch, person, day

WHOLE_DAY = 4  # quarters: the step of a day is 0.25 (domain 2.10)
HOURS_A_DAY = 8
_MOST_HOURS = 24
_MINUTES = 60
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")
_SHOWN_DIGITS = 6  # a number with fewer digits left could be anybody's

TO_COME = "attendance.error.future"  # the code where a day has not come yet
UNREAD = "attendance.error.mark"  # the code of a mark that means nothing known

DAYS, HOURS, UNTOLD = "days", "hours", "untold"  # what the bare numbers of a sheet count
_FEWEST_HOURS = 2  # below, a number could be days as well as hours

REST, LEAVE, SICK, ABSENT = "rest", "leave", "sick", "absent"
MARKS = (REST, LEAVE, SICK, ABSENT)

# Written marks and what they count, as (quarters, mark). ○ and △ mean different things from place
# to place and are therefore in no table: they are asked about, or given by the sheet's legend.
_WRITTEN: dict[str, tuple[int, str]] = {
    **dict.fromkeys(("√", "✓", "✔", "出", "出勤", "到", "工", "全", "满", "1天", "一天"), (4, "")),
    **dict.fromkeys(("半", "半天", "½", "1/2", "半工"), (2, "")),
    **dict.fromkeys(("休", "休息", "公休", "轮休"), (0, REST)),
    **dict.fromkeys(("假", "请假", "事", "事假"), (0, LEAVE)),
    **dict.fromkeys(("病", "病假"), (0, SICK)),
    **dict.fromkeys(("×", "✗", "✘", "X", "旷", "旷工", "缺", "缺勤"), (0, ABSENT)),
}
_SHOWN = {REST: "休", LEAVE: "假", SICK: "病", ABSENT: "旷"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one cell of a month says: quarters of a day, overtime, a mark for days not worked."""

    quarters: int
    mark: str = ""
    overtime_minutes: int = 0
    minutes: int | None = None

    @property
    def is_clear(self) -> bool:
        """Say whether nothing is entered: the cell was emptied."""
        return not (self.quarters or self.mark or self.overtime_minutes)


CLEAR = Quantity(0)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One fact: what was entered for a person on a day; a void one takes its target away."""

    id: bytes
    batch_id: bytes
    worker_id: bytes
    day: str
    quarters: int
    overtime_minutes: int = 0
    mark: str = ""
    corrects_id: bytes | None = None
    void: bool = False
    moment: int = 0  # when it was written, by the hybrid clock that orders what all desks write

    @property
    def key(self) -> Key:
        """Return the cell this fact belongs to."""
        return self.batch_id, self.worker_id, self.day


def effective(facts: Iterable[WorkDay]) -> dict[Key, WorkDay]:
    """Return the fact that counts in each cell after all corrections.

    A void fact takes the fact it names away, as if it had never been written (an undo of an undo
    brings it back). Of what is left, a correction stands in place of what it corrects. Where two
    desks corrected the same fact apart, the one written later stands: by `moment`, as a desk's own
    clock, which its ids hold, may be wrong; the id decides only between equal moments.
    """
    known = {fact.id: fact for fact in facts}
    voids: dict[bytes, list[bytes]] = {}
    for fact in known.values():
        if fact.void and fact.corrects_id is not None:
            voids.setdefault(fact.corrects_id, []).append(fact.id)
    live: dict[bytes, bool] = {}

    def is_live(fact_id: bytes) -> bool:
        if fact_id not in live:
            live[fact_id] = not any(is_live(each) for each in voids.get(fact_id, ()))
        return live[fact_id]

    standing = [fact for fact in known.values() if not fact.void and is_live(fact.id)]
    corrected = {fact.corrects_id for fact in standing if fact.corrects_id is not None}
    found: dict[Key, WorkDay] = {}
    for fact in sorted(standing, key=lambda one: (one.moment, one.id)):
        if fact.id not in corrected:
            found[fact.key] = fact
    return found


def changed_by(facts: Iterable[WorkDay]) -> dict[bytes, tuple[WorkDay | None, WorkDay | None]]:
    """Return by fact what counted in its cell before and after it was written.

    `facts` are whole cells with all their corrections; None stands for a cell without an entry.
    """
    cells: dict[Key, list[WorkDay]] = {}
    for fact in sorted(facts, key=lambda one: (one.moment, one.id)):
        cells.setdefault(fact.key, []).append(fact)
    found: dict[bytes, tuple[WorkDay | None, WorkDay | None]] = {}
    for key, written in cells.items():
        before: WorkDay | None = None
        for at, fact in enumerate(written, start=1):
            after = effective(written[:at]).get(key)
            found[fact.id] = (before, after)
            before = after
    return found


def read_mark(
    cell: object,
    *,
    minutes_a_day: int = HOURS_A_DAY * _MINUTES,
    legend: Mapping[str, tuple[int, str]] | None = None,
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
    known = {**_WRITTEN, **(legend or {})}
    # Folding turns ½ into 1⁄2 and may change a tick; the raw text is tried first.
    for form in (str(cell).strip(), text, text.upper(), text.replace("\u2044", "/")):
        if form in known:
            quarters, mark = known[form]
            return Quantity(quarters, mark)
    number, unit = _number(text)
    if number is None:
        raise errors.Invalid(UNREAD, field="day", mark=text[:20])
    _fits(number, text, DAYS if unit else counted)
    return _counted(number, text, minutes_a_day)


def what_numbers_count(cells: Iterable[str]) -> str:
    """Tell from all cells of one sheet whether its bare numbers are DAYS or HOURS.

    Up to 1 they look like days, from 2 to 24 like hours; the kind with more cells is the sheet's.
    Where no number looks like days, ticks and words for time worked stand for them: a lone 2 among
    ticks is a slip, and never two hours unasked. UNTOLD where both are as many, and empty where no
    cell says anything.
    """
    days = hours = ticks = 0
    for cell in cells:
        text = unicodedata.normalize("NFKC", cell).strip()
        number, unit = _number(text)
        if number is None:
            ticks += _is_time_worked(cell.strip(), text)
            continue
        days += bool(unit) or 0 < number <= 1
        hours += not unit and _FEWEST_HOURS <= number <= _MOST_HOURS
    days = days or ticks
    if days == hours:
        return UNTOLD if days else ""
    return DAYS if days > hours else HOURS


def _is_time_worked(*forms: str) -> bool:
    """Say whether a mark, in one of these forms, counts a day or a part of it."""
    return any(_WRITTEN[form][0] for form in forms if form in _WRITTEN)


def is_mark(cell: str) -> bool:
    """Say whether a cell says nothing else than a day or that none was worked; counts do not."""
    text = unicodedata.normalize("NFKC", cell).strip()
    number, _ = _number(text)
    return cell.strip() in _WRITTEN or text in _WRITTEN or (number is not None and number <= 1)


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
    elif counted == HOURS and 0 < number < _FEWEST_HOURS:
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
    minutes = number * _MINUTES
    hours = _FEWEST_HOURS <= number <= _MOST_HOURS and minutes == minutes.to_integral_value()
    if not hours:
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


def why_not(
    day: str,
    quantity: Quantity,
    stay: Stay,
    first_day: str,
    *,
    today: str | None,
    elsewhere: int = 0,
) -> str | None:
    """Return the code of the rule that a cell breaks, or None.

    `elsewhere` are the quarters the person has on that day in other batches. A day lies inside
    the batch's working days and is not to come (after `today`; None takes those too), and nobody
    works more than one day on one day.
    """
    if not 0 <= quantity.quarters <= WHOLE_DAY:
        return "attendance.error.quarters"
    if not quantity.is_clear and not first_day <= day <= stay.end.isoformat():
        return "attendance.error.outside_batch"
    if not quantity.is_clear and today is not None and day > today:
        return TO_COME
    if quantity.quarters + elsewhere > WHOLE_DAY:
        return "attendance.error.more_than_a_day"
    return None


def why_reason(
    day: str, quantity: Quantity, sent_on: datetime.date | None, *, confirmed: bool
) -> str | None:
    """Return the code of why a cell stands only with a reason, or None.

    The employer confirmed its month, or it lies before the day the batch left: somebody may have
    gone ahead, but then it is said why.
    """
    if confirmed:
        return "attendance.error.confirmed"
    if not quantity.is_clear and sent_on is not None and day < sent_on.isoformat():
        return "attendance.error.before_departure"
    return None


def days_of_month(month: str) -> list[str]:
    """Return every day of a month `YYYY-MM` as ISO text; raises errors.Invalid for another form."""
    try:
        first = datetime.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise errors.Invalid("attendance.error.month", field="month", month=month) from None
    following = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return [
        (first + datetime.timedelta(days=at)).isoformat() for at in range((following - first).days)
    ]


def same_number(written: str, stored: str) -> bool:
    """Say whether a document number on a sheet, whole or with stars, is this one."""
    if "*" not in written:
        return written.upper() == stored.upper()
    start, _, end = written.partition("*")
    end = end.lstrip("*")
    return (
        len(written) == len(stored)
        and len(start) + len(end) >= _SHOWN_DIGITS
        and stored.startswith(start)
        and stored.upper().endswith(end.upper())
    )


def wage_fen(day_rate_fen: int, quarters: int) -> int:
    """Return what the days of one person earn in whole fen.

    The rate is multiplied by all quarters of the person and rounded once, half a fen up; days are
    not rounded one by one, so that the total does not depend on how the days were entered.
    """
    return money.round_half_up(day_rate_fen * quarters, WHOLE_DAY)
