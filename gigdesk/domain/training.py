"""Training classes and who sits in them: states, results and the checks on days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.office.states import States
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding


PLANNED, RUNNING, FINISHED, CANCELLED = "planned", "running", "finished", "cancelled"
STATES = States(
    PLANNED,
    {
        PLANNED: (RUNNING, FINISHED, CANCELLED),
        RUNNING: (FINISHED, CANCELLED),
        FINISHED: (RUNNING,),
        CANCELLED: (PLANNED,),
    },
)
KINDS = ("ordinary", "order", "founder")

ENROLLED, COMPLETED, DROPPED = "enrolled", "completed", "dropped"
ENROLMENT_STATES = States(
    ENROLLED,
    {ENROLLED: (COMPLETED, DROPPED), COMPLETED: (ENROLLED,), DROPPED: (ENROLLED,)},
)
PASSED, FAILED = "passed", "failed"
RESULTS = (PASSED, FAILED)

FIELDS = (
    "name",
    "kind",
    "trade",
    "level",
    "order_id",
    "school",
    "teacher",
    "place",
    "from_day",
    "to_day",
    "theory_hours",
    "practice_hours",
    "planned_people",
    "state",
)


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with a class as typed; days are ISO text."""
    found = []
    if not str(fields.get("name") or "").strip():
        found.append(findings.error("training.finding.name_missing"))
    if fields.get("kind") and fields["kind"] not in KINDS:
        found.append(findings.error("training.finding.kind_unknown"))
    start, end = str(fields.get("from_day") or ""), str(fields.get("to_day") or "")
    if start and end and end < start:
        found.append(findings.error("training.finding.days_reversed"))
    return tuple(found)
