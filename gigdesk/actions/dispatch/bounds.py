"""What a batch's contracts may be by law: each with what the person signed with the employer."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.domain import orders
from gigdesk.domain.dispatch import contracts, limits
from gigdesk.store import dispatch as rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.actions.desk import Desk
    from gigdesk.domain.orders.limits import Limits
    from gigdesk.domain.workers.findings import Finding


class Bounds:
    """Judges the contracts of one batch; what was signed before is read once for all of them."""

    def __init__(self, desk: Desk, batch: Mapping[str, Any], order: Mapping[str, Any]) -> None:
        """Read the rules of the first working day; before there were such rules, none."""
        self._batch, self._order = batch, order
        day = datetime.date.fromisoformat(batch["first_day"])
        book = desk.rules()
        self.law: Limits | None
        try:
            self.law = orders.limits.limits(book, day, desk.station.code)
            self._renewals = book.number("contract.renewals", day, desk.station.code)
        except errors.NotFound:
            self.law = None
        self._earlier: dict[bytes, list[Mapping[str, Any]]] = {}
        for row in rows.contracts.earlier(desk.store, batch["id"]):
            self._earlier.setdefault(row["member_id"], []).append(row)

    @property
    def longest_probation(self) -> int:
        """Return the most days of probation that the days of the batch may have."""
        if self.law is None:
            return 0
        first, last = self._batch["first_day"], self._batch["last_day"]
        return orders.limits.longest_probation(first, last, self.law)

    def judge(self, worker_id: bytes, kind: str) -> tuple[Finding, ...]:
        """Return what speaks against a contract of this kind for somebody on the list."""
        if self.law is None:
            return ()
        asked = limits.Asked(kind, self._order, self._batch["first_day"], self._batch["last_day"])
        past = [_earlier(row) for row in self._earlier.get(worker_id, ())]
        return limits.judge(asked, past, self.law, renewals=self._renewals)

    def differs(self, answers: Mapping[str, str]) -> bool:
        """Say whether the six answers suggest another form of employment than the order names."""
        if not answers or self.law is None:
            return False
        suggested = orders.relation.suggest(answers, self._order, self.law)
        return orders.relation.differs(self._order.get("employment_form"), suggested)

    def renews(self, worker_id: bytes, kind: str) -> bytes | None:
        """Return the id of the contract that a new one of this kind follows; None where none does.

        It is the last one of the same kind that was signed with the employer and began before.
        """
        found = [
            row
            for row in self._earlier.get(worker_id, ())
            if row["kind"] == kind
            and row["signed_on"]
            and row["state"] != contracts.VOID
            and row["from_day"] < self._batch["first_day"]
        ]
        return max(found, key=lambda row: str(row["from_day"]))["id"] if found else None


def _earlier(row: Mapping[str, Any]) -> limits.Earlier:
    return limits.Earlier(
        row["contract_no"],
        row["kind"],
        row["state"],
        row["from_day"],
        row["to_day"] or "",
        has_probation=row["probation"] == "yes",
        week_minutes=limits.week_minutes(row),
    )
