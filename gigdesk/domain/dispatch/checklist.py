"""What has to be done before a batch leaves: each line with its day, computed or ticked by hand.

The clock is that of a season (domain 5.2): order and visit at D-60, recruiting to D-15, papers at
D-10, the last changes at D-3, seats at D-1, boarding on the day. The days stand in the dated table
of rules; a line is ticked by hand only where the program cannot know it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DONE, OPEN, LATE, NOT_NEEDED = "done", "open", "late", "not_needed"
TERMS, VISIT, AGREEMENT, RECRUITED, PROBLEMS = (
    "terms",
    "visit",
    "agreement",
    "recruited",
    "problems",
)
PAPERS, CONTRACTS, SIGNED, LIST, RECEIPT = "papers", "contracts", "signed", "list", "receipt"
PROMISED = "promised"
GROUPS, TOLD, VEHICLES, SEATS, BOARDING = "groups", "told", "vehicles", "seats", "boarding"
# The rule that says how many days before departure each line is due, in the order of the clock.
RULES = {
    TERMS: "checklist.terms",
    VISIT: "checklist.visit",
    AGREEMENT: "checklist.agreement",
    PROBLEMS: "checklist.problems",
    RECRUITED: "checklist.recruited",
    PAPERS: "checklist.papers",
    PROMISED: "checklist.promised",
    CONTRACTS: "checklist.contracts",
    GROUPS: "checklist.groups",
    SIGNED: "checklist.signed",
    LIST: "checklist.list",
    RECEIPT: "checklist.receipt",
    VEHICLES: "checklist.vehicles",
    TOLD: "checklist.told",
    SEATS: "checklist.seats",
    BOARDING: "checklist.boarding",
}
BY_HAND = (VISIT, AGREEMENT, TOLD)


@dataclass(frozen=True, slots=True)
class Count:
    """How far a line is: `done` of `of`; None stands for a line that does not apply."""

    done: int
    of: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what, by which day, how far, and whether that is done, open or late.

    `days` counts from the due day to departure. A line that is ticked has who, when and the note.
    """

    code: str
    due_on: datetime.date
    days: int
    state: str
    done: int = 0
    of: int = 0
    done_on: str = ""
    done_by: str = ""
    note: str = ""

    @property
    def by_hand(self) -> bool:
        """Say whether only a person can tell that it is done."""
        return self.code in BY_HAND


@dataclass(frozen=True, slots=True)
class Tick:
    """That somebody noted a line as done."""

    done_on: str
    done_by: str
    note: str = ""


def state(count: Count, due_on: datetime.date, today: datetime.date) -> str:
    """Return how a line stands: of nothing, nothing is done."""
    if count.of is None:
        return NOT_NEEDED
    if 0 < count.of <= count.done:
        return DONE
    return LATE if today > due_on else OPEN


def lines(
    depart_on: datetime.date,
    today: datetime.date,
    counts: Mapping[str, Count],
    ticks: Mapping[str, Tick],
    *,
    days: Callable[[str], int],
) -> tuple[Line, ...]:
    """Return the lines of a batch by their due day; `days` tells what a rule of `RULES` says.

    A line that nobody counted is left out, as the program has nothing to count yet.
    """
    found = []
    for code, rule_id in RULES.items():
        tick = ticks.get(code)
        count = Count(int(tick is not None), 1) if code in BY_HAND else counts.get(code)
        if count is None:
            continue
        before = days(rule_id)
        due = depart_on - datetime.timedelta(days=before)
        told = (tick.done_on, tick.done_by, tick.note) if tick is not None else ("", "", "")
        line = Line(code, due, before, state(count, due, today), count.done, count.of or 0, *told)
        found.append(line)
    return tuple(sorted(found, key=lambda line: line.due_on))
