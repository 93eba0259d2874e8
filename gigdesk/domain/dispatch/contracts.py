"""Contracts: their states, their numbers, and how long somebody has worked without one."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain.office import numbers
from gigdesk.domain.office.states import States

if TYPE_CHECKING:
    from gigdesk.domain.office.rules import RuleBook

DRAFT, FINAL, SIGNED, ENDED, VOID = "draft", "final", "signed", "ended", "void"
STATES = States(
    DRAFT,
    {
        DRAFT: (FINAL, VOID),
        FINAL: (SIGNED, VOID),
        SIGNED: (ENDED, VOID),
        ENDED: (),
        VOID: (),
    },
)
BINDING = (FINAL, SIGNED)  # enough to send somebody
SIGNED_HOW = ("by_hand", "thumbprint", "proxy")
EXPIRED, AGREED, WORKER, EMPLOYER, DONE, RETIRED, DEATH, MISTAKE, OTHER = (
    "expired",
    "agreed",
    "worker",
    "employer",
    "done",
    "retired",
    "death",
    "mistake",
    "other",
)
END_CODES = (EXPIRED, AGREED, WORKER, EMPLOYER, DONE, RETIRED, DEATH, MISTAKE, OTHER)
"""Why a contract ended: 劳动合同法 art. 36-40 and 44; a mistake makes one void nobody signed."""
WORDED = (EMPLOYER, OTHER)
"""Reasons that say nothing without words of their own."""
# As rosters carry them, whatever language the window speaks.
LABELS = {DRAFT: "草稿", FINAL: "待签", SIGNED: "已签", ENDED: "已终止", "": "未签"}
GREEN, AMBER, RED = "green", "amber", "red"


def number(station_code: str, year: int, seq: int) -> str:
    """Return the number printed on a contract: station, year, running number of the year."""
    return f"{station_code}-{year:04d}-{seq:05d}"


def seq_of(contract_no: str) -> int:
    """Return the running number of a contract number, 0 where it has none."""
    tail = contract_no.rsplit("-", 1)[-1]
    return numbers.read(tail) or 0


def covers(from_day: str, to_day: str | None, first_day: str, last_day: str) -> bool:
    """Say whether a contract holds on all these days, as ISO text; without an end it stays open."""
    return from_day <= first_day and (not to_day or to_day >= last_day)


def days_to_end(to_day: str, today: datetime.date) -> int:
    """Return the days until a contract ends, 0 on its last day, negative where that is past."""
    return (datetime.date.fromisoformat(to_day) - today).days


def days_without(first_day: datetime.date, today: datetime.date) -> int:
    """Return how many days of work have begun without a signed contract, the first one counted."""
    return max(0, (today - first_day).days + 1)


def colour(first_day: datetime.date, today: datetime.date, rules: RuleBook) -> str:
    """Return how urgent a missing contract is.

    Source: 劳动合同法 art. 10: in writing within a month of starting work; the days come from the
    rules `contract.amber_days` and `contract.grace_days`.
    """
    days = days_without(first_day, today)
    if days > rules.number("contract.grace_days", today):
        return RED
    return AMBER if days >= rules.number("contract.amber_days", today) else GREEN
