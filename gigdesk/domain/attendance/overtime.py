"""Which hours are overtime and of which kind: workday, rest day, statutory holiday.

劳动法 art. 36, 41, 44: beyond the day's hours on workdays 150 %, on rest days without another day
off 200 %, on statutory holidays 300 %. Comprehensive and flexible hours need an approval
(劳部发〔1994〕503号); without one the hours count as everybody's.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain.office import holidays
from gigdesk.domain.orders import terms
from gigdesk.domain.workers import ages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.office.rules import RuleBook

WORK, REST, STATUTORY = holidays.WORK, holidays.REST, holidays.STATUTORY
KINDS = (WORK, REST, STATUTORY)
BY_DAY = ""
"""What a cell holds whose kind nobody overruled: it follows from the day."""


def kind_of(day: str, special: Mapping[str, str], overruled: str | None = None) -> str:
    """Return the kind of a day's overtime: what somebody decided, else what the day is.

    `special` holds by ISO day the kinds of those that are not what their weekday says: holidays,
    and the days moved for them (调休).
    """
    if overruled:
        return overruled
    kind = special.get(day, "")
    if kind == STATUTORY:
        return STATUTORY
    return REST if holidays.is_rest(datetime.date.fromisoformat(day), kind) else WORK


def regime(hours_kind: str | None, approval: str | None) -> str:
    """Return how the hours of an order count: special ways only with the number of an approval."""
    if hours_kind in (terms.COMPREHENSIVE, terms.FLEXIBLE):
        return hours_kind if (approval or "").strip() else terms.STANDARD
    return hours_kind or ""


def split(minutes: int, over: int, kind: str, how: str) -> dict[str, int]:
    """Return the overtime of one day by kind; `over` are the minutes beyond a day's hours.

    On a statutory holiday all work is paid threefold, whatever the hours. On a rest day all work
    is overtime under standard hours; where no hours are agreed only what is beyond the day, and
    under comprehensive hours a rest day is a day like others. Flexible hours know no other overtime
    than that of holidays.
    """
    if kind == STATUTORY:
        return {STATUTORY: minutes} if minutes else {}
    if how == terms.FLEXIBLE:
        return {}
    if kind == REST and how != terms.COMPREHENSIVE:
        found = minutes if how == terms.STANDARD else over
        return {REST: found} if found else {}
    return {WORK: over} if over else {}


def asks_of_age(
    birth: str | None, sex: str | None, day: datetime.date, *, rules: RuleBook, region: str = ""
) -> bool:
    """Say whether overtime of this person on a day has to be confirmed, as they are over age.

    People past the statutory retirement age generally do no overtime
    (超龄劳动者基本权益保障暂行规定, draft of 2025-07-31; domain 4.5); the rule `overage.overtime`
    is `ignore` where it is not in force. Of whom it cannot be said, such as a woman between the
    two ages, is not asked.
    """
    if not birth or rules.text("overage.overtime", day, region) == "ignore":
        return False
    return bool(ages.is_retired(birth, sex, day, rules=ages.retirement_rules(rules, day, region)))
