"""Reserve pools (预备): people who stand ready, and what they say when they are called up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.domain.office.states import States
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding

NO_ANSWER, ANSWERED, COMES, DECLINES = "no_answer", "answered", "comes", "declines"
RESULTS = (NO_ANSWER, ANSWERED, COMES, DECLINES)
HEARD = (ANSWERED, COMES, DECLINES)
"""What confirms that somebody is reached and still in the reserve."""
REASONS = ("working", "family", "health", "pay", "far", "time", "other")
"""Why somebody declines."""
FIELDS = ("name", "trade", "note")
POOL_STATES = States("active", {"active": ("closed",), "closed": ("active",)})
MEMBER_STATES = States("active", {"active": ("removed",), "removed": ("active",)})


def check_pool(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with a pool as typed."""
    if str(fields.get("name") or "").strip():
        return ()
    return (findings.error("matching.finding.pool_name", field="name"),)


def check_call(result: str, reason_code: str) -> tuple[Finding, ...]:
    """Return what is wrong with what a call came to: whoever declines has a reason."""
    if result not in RESULTS:
        return (findings.error("matching.finding.call_result", field="result"),)
    if (result == DECLINES) != (reason_code in REASONS):
        return (findings.error("matching.finding.call_reason", field="reason_code"),)
    return ()
