"""Workers lent by one employer to another (共享用工): the days, and what must be said of them.

Lender, borrower and worker agree on it; the labour relation stays with the lender. Source: MOHRSS,
notice on guidance and services for sharing workers (人社厅发〔2020〕98号).
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import batches
from gigdesk.domain.office.states import States
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gigdesk.domain.dispatch.batches import Stay
    from gigdesk.domain.workers.findings import Finding

AGREED, CANCELLED = "agreed", "cancelled"
STATES = States(AGREED, {AGREED: (CANCELLED,), CANCELLED: ()})
FIELDS = ("order_id", "from_day", "to_day", "agreement", "note")
_DAYS = ("from_day", "to_day")


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with a loan; days are ISO text."""
    found = [
        findings.error("matching.finding.loan_day", field=name)
        for name in _DAYS
        if not jobs.FIRST_DAY <= str(fields.get(name) or "") <= jobs.LAST_DAY
    ]
    if not found and str(fields["from_day"]) > str(fields["to_day"]):
        found.append(findings.error("matching.finding.loan_reversed", field="to_day"))
    if fields.get("lender_id") == fields.get("borrower_id"):
        found.append(findings.error("matching.finding.loan_same", field="borrower_id"))
    return tuple(found)


def stay(loan_id: bytes, number: int, from_day: str, to_day: str) -> Stay:
    """Return the days of a loan as those on which the person is taken."""
    days = datetime.date.fromisoformat(from_day), datetime.date.fromisoformat(to_day)
    return batches.Stay(loan_id, number, start=days[0], end=days[1], loan=True)


def days_of(
    stays: Iterable[Stay], first: datetime.date, last: datetime.date
) -> dict[datetime.date, tuple[Stay, ...]]:
    """Return every day from the first to the last with what takes the person on it."""
    known: Sequence[Stay] = sorted(stays, key=lambda one: (one.start, one.batch_number))
    return {
        day: tuple(one for one in known if one.start <= day <= one.end)
        for day in _every(first, last)
    }


def _every(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    for at in range((last - first).days + 1):
        yield first + datetime.timedelta(days=at)
