"""Certificates of skill, health and licence: what their numbers say and until when they hold."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NewType

from gigdesk.domain.workers import codes, dates, divisions, identity
from gigdesk.domain.workers.findings import Finding, warning
from gigdesk.domain.workers.worker import ACTIVE, WorkerId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CertificateId = NewType("CertificateId", bytes)

QUALIFICATION, SKILL_LEVEL, SPECIAL_SKILL = "1", "2", "3"
SPECIAL_OPERATION, SPECIAL_EQUIPMENT, HEALTH, DRIVING, TRAINING = "4", "5", "6", "7", "8"

State = Literal["valid", "soon", "review_soon", "review_due", "expired", "not_yet", "void"]

SOON_DAYS = 60

# Rules for numbering skill level certificates: one letter and 21 figures; 特级技师 two and 20.
_SKILL = re.compile(r"([YS])(\d{4})(\d{2})(\d{6})(\d{2})([1-5])(\d{6})")
_SKILL_SPECIAL = re.compile(r"([YS][A-Z])(\d{4})(\d{2})(\d{6})(\d{2})(\d{6})")
# The old national qualification: year, province, city, kind and serial of the body, level, serial.
_QUALIFICATION = re.compile(r"(\d{2})(\d{2})(\d{2})([0-4])(\d{3})([1-5])(\d{5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of a worker. Dates are stored text; no `valid_to` means it has no end."""

    id: CertificateId
    worker_id: WorkerId
    kind: str
    certificate_no: str | None = None
    trade: str | None = None
    level: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    valid_to: str | None = None
    review_on: str | None = None
    verified_how: str | None = None
    verified_by: str | None = None
    verified_on: str | None = None
    scan_sha256: str | None = None
    state: str = ACTIVE


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What the number of a certificate says: level (None for 特级技师), province, year of issue."""

    level: str | None
    province: str
    year: int
    issuer_kind: str


@dataclass(frozen=True, slots=True)
class Expiry:
    """How a certificate stands, and the days left to its end or review (negative: past)."""

    state: State
    days: int | None = None


def compact(number: str) -> str:
    """Return the number without blanks, hyphens and invisible marks, in capital letters."""
    return identity.compact(number)


def parts(number: str) -> NumberParts | None:
    """Read a skill level number (22 characters) or an old qualification number (16 digits)."""
    match = _SKILL.fullmatch(number)
    if match:
        return NumberParts(match[6], match[3], 2000 + int(match[5]), match[1])
    match = _SKILL_SPECIAL.fullmatch(number)
    if match:
        return NumberParts(None, match[3], 2000 + int(match[5]), match[1])
    match = _QUALIFICATION.fullmatch(number)
    if match:
        short = int(match[1])
        century = 1900 if short >= 80 else 2000  # noqa: PLR2004 -- these papers began in the 1990s
        return NumberParts(match[6], match[2], century + short, match[4])
    return None


def check_number(
    kind: str, number: str, *, level: str | None = None, doc_no: str | None = None
) -> tuple[Finding, ...]:
    """Say what is odd about a certificate's number; never more than a warning.

    `level` is the level stated beside it, `doc_no` the resident number of its holder.
    """
    plain = compact(number)
    if kind == SPECIAL_OPERATION:
        return _special_operation(plain, doc_no)
    if kind not in {SKILL_LEVEL, QUALIFICATION} or not plain:
        return ()
    said = parts(plain)
    if said is None or (len(plain) == 16) != (kind == QUALIFICATION):  # noqa: PLR2004 -- old numbers
        return (warning("findings.certificate.shape", length=len(plain)),)
    found = []
    if said.level and level in {"1", "2", "3", "4", "5"} and said.level != level:
        found.append(warning("findings.certificate.level", stated=level, number=said.level))
    if said.province not in divisions.PROVINCES:
        found.append(warning("findings.certificate.province", province=said.province))
    return tuple(found)


def _special_operation(plain: str, doc_no: str | None) -> tuple[Finding, ...]:
    """Look at the number of a special operations licence: T and the holder's resident number."""
    if not re.fullmatch(r"T\d{17}[\dX]", plain):
        return (warning("findings.certificate.shape", length=len(plain)),)
    if doc_no and plain[1:] != doc_no:
        return (warning("findings.certificate.holder"),)
    if not identity.is_resident_number(plain[1:]):
        return (warning("findings.certificate.shape", length=len(plain)),)
    return ()


def disability_parts(number: str) -> tuple[str, str, str] | None:
    """Return (resident number, kind 1-7, grade 1-4) of a disability card, or None.

    A renewed card adds B and how often it was.
    """
    plain = compact(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X][1-7][1-4](?:B[0-9])?", plain):
        return None
    return plain[:18], plain[18], plain[19]


def names(listed: Iterable[Mapping[str, Any]]) -> str:
    """Return certificates (kind, trade, `until`) in the words of a paper, with their last day."""
    said = (
        (one["trade"] or codes.label("certificate_kind", one["kind"]) or "", _until(one))
        for one in listed
    )
    return "、".join(f"{name} {until}".strip() for name, until in said)


def numbers(listed: Iterable[Mapping[str, Any]]) -> str:
    """Return the numbers of certificates as a paper lists them."""
    return "、".join(str(one["certificate_no"]) for one in listed if one["certificate_no"])


def _until(one: Mapping[str, Any]) -> str:
    """Return the last day of a certificate for a paper; one without an end says so."""
    until = one.get("until") or ""
    return dates.LONG_TERM_WORD if until == dates.LONG_TERM else str(until)


def expiry(certificate: Certificate, day: datetime.date, *, soon: int = SOON_DAYS) -> Expiry:
    """Tell how a certificate stands on a day; an end within `soon` days is worth a word."""
    if certificate.state != ACTIVE:
        return Expiry("void")
    begun = _first_day(certificate.issued_on)
    if begun and begun > day:
        return Expiry("not_yet", (begun - day).days)
    end = last_day(certificate.valid_to)
    left = (end - day).days if end else None
    if left is not None and left < 0:
        return Expiry("expired", left)
    review = last_day(certificate.review_on)
    to_review = (review - day).days if review else None
    if to_review is not None and to_review < 0:
        return Expiry("review_due", to_review)
    if left is not None and left <= soon:
        return Expiry("soon", left)
    if to_review is not None and to_review <= soon:
        return Expiry("review_soon", to_review)
    return Expiry("valid", left)


def _first_day(text: str | None) -> datetime.date | None:
    """Return the first day a stored date may mean."""
    month = text is not None and len(text) == 7  # noqa: PLR2004 -- YYYY-MM
    return dates.to_day(f"{text}-01" if month else text)


def last_day(text: str | None) -> datetime.date | None:
    """Return the last day a stored date may mean; None for long-term papers."""
    if text == dates.LONG_TERM:
        return None
    first = _first_day(text)
    if first is None or dates.to_day(text):
        return first
    return dates.add_months(first, 1) - datetime.timedelta(days=1)
