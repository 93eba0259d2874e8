"""Days of work as facts: corrections, the rules a day must keep, and what days earn."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from gigdesk import errors, money
from gigdesk.domain.attendance.marks import WHOLE_DAY, Quantity
from gigdesk.domain.office import chains, holidays

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from gigdesk.domain.dispatch import Stay

Key = tuple[bytes, bytes, str]  # batch, person, day

TO_COME = "attendance.error.future"  # the code where a day has not come yet
_SHOWN_DIGITS = 6  # a number with fewer digits left could be anybody's


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
    minutes: int | None = None
    overtime_kind: str | None = None
    times: str = ""
    moment: int = 0  # when it was written, by the hybrid clock that orders what all desks write

    @property
    def key(self) -> Key:
        """Return the cell this fact belongs to."""
        return self.batch_id, self.worker_id, self.day


class Fact(chains.Fact, Protocol):
    """What is written once for a cell and corrected or taken away by further facts."""

    @property
    def key(self) -> Hashable:
        """Return the cell it belongs to."""


F = TypeVar("F", bound=Fact)


def effective(facts: Iterable[F]) -> dict[Any, F]:
    """Return the fact that counts in each cell after all corrections.

    See `chains.standing`: where two desks corrected the same fact apart, the one written later
    stands.
    """
    return {fact.key: fact for fact in chains.standing(facts)}


def changed_by(facts: Iterable[F]) -> dict[bytes, tuple[F | None, F | None]]:
    """Return by fact what counted in its cell before and after it was written.

    `facts` are whole cells with all their corrections; None stands for a cell without an entry.
    """
    cells: dict[Any, list[F]] = {}
    for fact in sorted(facts, key=lambda one: (one.moment, one.id)):
        cells.setdefault(fact.key, []).append(fact)
    found: dict[bytes, tuple[F | None, F | None]] = {}
    for key, written in cells.items():
        before: F | None = None
        for at, fact in enumerate(written, start=1):
            after = effective(written[:at]).get(key)
            found[fact.id] = (before, after)
            before = after
    return found


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
    if quantity.overtime_kind and quantity.overtime_kind not in holidays.KINDS:
        return "attendance.error.kind"
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
    day: str,
    quantity: Quantity,
    sent_on: datetime.date | None,
    *,
    confirmed: bool,
    overruled: str | None = None,
    most_overtime: int | None = None,
) -> str | None:
    """Return the code of why a cell stands only with a reason, or None.

    The employer confirmed its month; it lies before the day the batch left, as somebody may have
    gone ahead; its overtime is to count as another kind than stood there (`overruled`); or it has
    more overtime than the `most_overtime` minutes that need no word, as with people over age.
    """
    if confirmed:
        return "attendance.error.confirmed"
    if not quantity.is_clear and sent_on is not None and day < sent_on.isoformat():
        return "attendance.error.before_departure"
    if quantity.overtime_kind not in (None, overruled or ""):
        return "attendance.error.kind_reason"
    if most_overtime is not None and quantity.overtime_minutes > most_overtime:
        return "attendance.error.over_age_overtime"
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
