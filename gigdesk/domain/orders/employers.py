"""Employers: who they are, and whether they may be given people today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from gigdesk import errors
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding

EmployerId = NewType("EmployerId", bytes)

BANNED, WATCHED = "banned", "watched"
FLAGS = (WATCHED, BANNED)
UNIT_KINDS = ("enterprise", "sole_trader", "cooperative", "institution", "village", "person")

# What a person types; the rest of the row is the desk's own.
FIELDS = (
    "name",
    "uscc",
    "old_licence_no",
    "owner_doc_no",
    "unit_kind",
    "economic_kind",
    "industry",
    "legal_representative",
    "contact_name",
    "contact_phone",
    "address",
    "division_code",
    "employee_count",
    "agency_licence_no",
    "agency_licence_to",
    "dispatch_licence_no",
    "dispatch_licence_to",
    "deposit_fen",
    "deposit_where",
    "deposit_to",
    "flag",
    "flag_reason",
    "flag_until",
    "note",
    "state",
)


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer as far as rules look at it; the end of a flag as a day, of papers as ISO text.

    `allowed` is why the head lets people go there in spite of a ban; empty where nobody did.
    """

    id: EmployerId
    number: int
    name: str
    uscc: str = ""
    owner_doc_no: str = ""
    legal_representative: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
    flag: str = ""
    flag_reason: str = ""
    flag_until: datetime.date | None = None
    state: str = "active"
    agency_licence_no: str = ""
    agency_licence_to: str = ""
    dispatch_licence_no: str = ""
    dispatch_licence_to: str = ""
    deposit_fen: int = 0
    deposit_to: str = ""
    allowed: str = ""

    def is_banned(self, day: datetime.date) -> bool:
        """Say whether nobody may be sent there on that day; a ban without a term stays."""
        return self._is_flagged(BANNED, day)

    def is_watched(self, day: datetime.date) -> bool:
        """Say whether somebody has to look closely on that day."""
        return self._is_flagged(WATCHED, day)

    @property
    def flag_term(self) -> errors.Code:
        """Return until when the flag stands, as words for the sentence that tells of it."""
        if self.flag_until is None:
            return errors.Code("orders.concern.no_end")
        return errors.Code("orders.concern.until", {"day": self.flag_until.isoformat()})

    def _is_flagged(self, flag: str, day: datetime.date) -> bool:
        return self.flag == flag and (self.flag_until is None or day <= self.flag_until)


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with an employer as typed; the USCC itself is judged by `uscc`.

    A company has a USCC, an old licence number or, where it is one person, that person's number;
    an employer with none of them is kept with a warning. A flag needs its reason.
    """
    found = []
    if not str(fields.get("name") or "").strip():
        found.append(findings.error("orders.finding.name_missing"))
    if not any(fields.get(name) for name in ("uscc", "old_licence_no", "owner_doc_no")):
        found.append(findings.warning("orders.finding.no_licence_number"))
    if fields.get("flag") and not fields.get("flag_reason"):
        found.append(findings.error("orders.finding.flag_without_reason"))
    if fields.get("flag") and fields["flag"] not in FLAGS:
        words = fields["flag"]
        found.append(findings.error("orders.finding.no_such_choice", field="flag", words=words))
    deposit = fields.get("deposit_fen")
    if isinstance(deposit, int) and deposit < 0:
        found.append(findings.error("orders.finding.out_of_range", field="deposit_fen"))
    return tuple(found)
