"""What is known of an employer before people are sent there: licences, records, deposit."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.orders import terms
from gigdesk.domain.workers import dates, findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gigdesk.domain.orders.employers import Employer
    from gigdesk.domain.workers.findings import Finding

COMPLAINT, UNPAID, INJURY, NO_PAY = "complaint", "unpaid", "injury", "no_pay"
INSURANCE, VISIT, OTHER = "insurance", "visit", "other"
KINDS = (COMPLAINT, UNPAID, INJURY, NO_PAY, INSURANCE, VISIT, OTHER)
AGAINST = (COMPLAINT, UNPAID, INJURY, NO_PAY)
"""Records that speak against an employer; the others only tell something."""
ACTIVE, VOID = "active", "void"
RECORD_FIELDS = ("kind", "day", "what", "source", "amount_fen", "people")

LICENCES = ("agency", "dispatch")
MISSING, EXPIRED, SOON, VALID, UNDATED = "missing", "expired", "soon", "valid", "undated"
_ENDING = {
    ("agency", EXPIRED): "orders.concern.agency_expired",
    ("agency", SOON): "orders.concern.agency_soon",
    ("dispatch", EXPIRED): "orders.concern.dispatch_expired",
    ("dispatch", SOON): "orders.concern.dispatch_soon",
}
_STILL = {
    UNPAID: "orders.concern.unpaid",
    NO_PAY: "orders.concern.no_pay",
    INJURY: "orders.concern.injury",
    COMPLAINT: "orders.concern.complaint",
}
_PAST = {
    UNPAID: "orders.concern.unpaid_past",
    NO_PAY: "orders.concern.no_pay_past",
    INJURY: "orders.concern.injury_past",
    COMPLAINT: "orders.concern.complaint_past",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of an employer as it stands on a day; `to` is its last day as ISO text."""

    kind: str
    number: str
    to: str
    state: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an employer on a day.

    `licences` are those of `LICENCES`, `open_records` counts by kind what speaks against the
    employer and is not settled, `past_records` what is; `concerns` say it in order, gravest first.
    """

    licences: tuple[Licence, ...]
    open_records: Mapping[str, int]
    past_records: Mapping[str, int]
    concerns: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to know: on which day, for which form of employment, how strictly.

    `last_day` is the last day of work for which a licence has to hold; `warn_days` how long before
    its end a licence is told about; `strict` is `block`, `warn` or `ignore` for labour dispatch
    without a licence (劳动合同法 art. 57).
    """

    day: datetime.date
    last_day: datetime.date
    warn_days: int
    form: str = ""
    strict: str = "block"


def licence(kind: str, number: str, to: str, *, day: datetime.date, warn_days: int) -> Licence:
    """Return how a licence stands on a day; one whose end is not written is undated."""
    if not number:
        return Licence(kind, "", to, MISSING)
    if not to:
        return Licence(kind, number, to, UNDATED)
    if dates.has_ended(to, day):
        return Licence(kind, number, to, EXPIRED)
    soon = dates.has_ended(to, day + datetime.timedelta(days=warn_days))
    return Licence(kind, number, to, SOON if soon else VALID)


def check_record(fields: Mapping[str, object], *, today: datetime.date) -> tuple[Finding, ...]:
    """Return what is wrong with a record as typed: kind, day (not to come) and words are needed."""
    found = []
    if fields.get("kind") not in KINDS:
        found.append(findings.error("orders.finding.record_kind", field="kind"))
    day = str(fields.get("day") or "")
    if not day:
        found.append(findings.error("orders.finding.record_day", field="day"))
    elif day > today.isoformat():
        found.append(findings.error("orders.finding.record_ahead", field="day", day=day))
    if not str(fields.get("what") or "").strip():
        found.append(findings.error("orders.finding.record_empty", field="what"))
    for name in ("amount_fen", "people"):
        value = fields.get(name)
        if isinstance(value, int) and value < 0:
            found.append(findings.error("orders.finding.out_of_range", field=name))
    return tuple(found)


def check_closing(
    record: Mapping[str, object], closed_on: str, how: str, *, today: datetime.date
) -> tuple[Finding, ...]:
    """Return what is wrong with settling a record: not before it happened, and it says how."""
    found = []
    if not how.strip():
        found.append(findings.error("orders.finding.closed_how", field="closed_how"))
    if not str(record["day"]) <= closed_on <= today.isoformat():
        code = "orders.finding.closed_on"
        found.append(findings.error(code, field="closed_on", day=record["day"]))
    return tuple(found)


def card(employer: Employer, records: Sequence[Mapping[str, object]], asked: Asked) -> Card:
    """Return what is known of an employer on a day and for an order."""
    against = [one for one in records if one["kind"] in AGAINST and one["state"] == ACTIVE]
    still = [one for one in against if not one["closed_on"]]
    past = [one for one in against if one["closed_on"]]
    held = _licences(employer, asked)
    concerns = [
        *_flag(employer, asked.day),
        *_record_concerns(still, past),
        *_licence_concerns(held, employer, asked),
        *_deposit(employer, asked.day),
    ]
    grave = sorted(concerns, key=lambda one: "EWI".index(one.level))
    return Card(held, _counted(still), _counted(past), tuple(grave))


def _licences(employer: Employer, asked: Asked) -> tuple[Licence, ...]:
    known = {
        "agency": (employer.agency_licence_no, employer.agency_licence_to),
        "dispatch": (employer.dispatch_licence_no, employer.dispatch_licence_to),
    }
    # One that ends while the work goes on is told of, however far off that is.
    ahead = max(asked.warn_days, (asked.last_day - asked.day).days)
    return tuple(licence(kind, *known[kind], day=asked.day, warn_days=ahead) for kind in LICENCES)


def _counted(records: Iterable[Mapping[str, object]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in records:
        kind = str(one["kind"])
        found[kind] = found.get(kind, 0) + 1
    return found


def _flag(employer: Employer, day: datetime.date) -> Iterator[Finding]:
    told = {"reason": employer.flag_reason, "until": employer.flag_term}
    if employer.is_banned(day):
        if employer.allowed:
            yield findings.warning("orders.concern.banned_allowed", **told, why=employer.allowed)
        else:
            yield findings.error("orders.concern.banned", **told)
    elif employer.is_watched(day):
        yield findings.warning("orders.concern.watched", **told)


def covers(employer: Employer, last_day: datetime.date) -> bool:
    """Say whether the licence for labour dispatch holds up to a day; without an end it does not."""
    to = employer.dispatch_licence_to
    return bool(employer.dispatch_licence_no and to and not dates.has_ended(to, last_day))


def dispatch_concern(employer: Employer, asked: Asked) -> Iterator[Finding]:
    """Yield what forbids labour dispatch: no licence, or one that ends before the work does."""
    if asked.form != terms.LABOUR_DISPATCH or covers(employer, asked.last_day):
        return
    level = findings.error if asked.strict == "block" else findings.warning
    if asked.strict == "ignore":
        return
    code = "orders.concern.dispatch_short" if employer.dispatch_licence_no else ""
    yield level(
        code or "orders.concern.dispatch_missing",
        to=employer.dispatch_licence_to or "-",
        last=asked.last_day.isoformat(),
    )


def _licence_concerns(
    held: Sequence[Licence], employer: Employer, asked: Asked
) -> Iterator[Finding]:
    told = list(dispatch_concern(employer, asked))
    yield from told
    for one in held:
        if told and one.kind == "dispatch":
            continue
        if one.state in (EXPIRED, SOON):
            yield findings.warning(_ENDING[one.kind, one.state], to=one.to)


def _record_concerns(
    still: Sequence[Mapping[str, object]], past: Sequence[Mapping[str, object]]
) -> Iterator[Finding]:
    now, before = _counted(still), _counted(past)
    for kind, code in _STILL.items():
        if kind in now:
            last = max(str(one["day"]) for one in still if one["kind"] == kind)
            yield findings.warning(code, count=now[kind], day=last)
        elif kind in before:
            yield findings.information(_PAST[kind], count=before[kind])


def _deposit(employer: Employer, day: datetime.date) -> Iterator[Finding]:
    if employer.deposit_fen and employer.deposit_to and employer.deposit_to < day.isoformat():
        yield findings.warning("orders.concern.deposit_ended", to=employer.deposit_to)
    elif not employer.deposit_fen:
        yield findings.information("orders.concern.deposit_missing")
