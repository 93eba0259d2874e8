"""Job orders: what an employer asks for, on which terms, and the states of an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from gigdesk import errors, money
from gigdesk.domain.office.states import States
from gigdesk.domain.orders import terms
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from gigdesk.domain.orders.employers import EmployerId
    from gigdesk.domain.workers.findings import Finding

OrderId = NewType("OrderId", bytes)

DRAFT, REVIEW, RECRUITING, FULL = "draft", "review", "recruiting", "full"
ON_SITE, FINISHED, SETTLED, ARCHIVED = "on_site", "finished", "settled", "archived"
# 草稿→审核→招募→满员→在岗→完工→结算→归档, with the steps back that happen in life.
STATES = States(
    DRAFT,
    {
        DRAFT: (REVIEW, RECRUITING, ARCHIVED),
        REVIEW: (DRAFT, RECRUITING, ARCHIVED),
        RECRUITING: (FULL, ON_SITE, REVIEW, ARCHIVED),
        FULL: (RECRUITING, ON_SITE, ARCHIVED),
        ON_SITE: (FINISHED, RECRUITING),
        FINISHED: (SETTLED, ON_SITE),
        SETTLED: (ARCHIVED, FINISHED),
        ARCHIVED: (),
    },
)
UNPUBLISHED = (DRAFT, REVIEW)
OPEN = (DRAFT, REVIEW, RECRUITING, FULL, ON_SITE)

PAY_KINDS = ("day", "hour", "month", "piece", "package")
BLOCK, WARN, IGNORE = "block", "warn", "ignore"
CERTIFICATE_RULES = (WARN, BLOCK, IGNORE)
FIRST_DAY = "2000-01-01"  # what is earlier is a slip: nothing was kept here before
LAST_DAY = "2099-12-31"  # no season ends later; 9999-12-31 stands for "long-term" on papers only

_NEEDED = {
    "trade": "orders.finding.trade_missing",
    "place": "orders.finding.place_missing",
    "from_day": "orders.finding.first_day_missing",
    "to_day": "orders.finding.last_day_missing",
    "pay_kind": "orders.finding.pay_kind_missing",
}

FIELDS = (
    "trade",
    "people",
    "men",
    "women",
    "age_min",
    "age_max",
    "age_reason",
    "certificate_kind",
    "certificate_rule",
    "hazardous",
    "place",
    "place_code",
    "content",
    "from_day",
    "to_day",
    *terms.FIELDS,
    "note",
)

# What contracts were signed on: pay and hours; PAY is also what wages are reckoned by.
PAY = ("pay_kind", "pay_fen")
AGREED_FIELDS = (*PAY, "minutes_per_day")
AGREED = "orders.finding.terms_agreed"

# What an employer's next order most likely says again, beside its terms.
REPEATED = ("trade", "place", "content", "hazardous", "certificate_kind", "certificate_rule")


@dataclass(frozen=True, slots=True)
class JobOrder:
    """An order as far as rules look at it; days as dates, pay in fen."""

    id: OrderId
    number: int
    employer_id: EmployerId
    trade: str
    people: int
    place: str
    from_day: datetime.date
    to_day: datetime.date
    pay_kind: str
    pay_fen: int | None = None
    men: int | None = None
    women: int | None = None
    age_min: int | None = None
    age_max: int | None = None
    certificate_kind: str = ""
    certificate_rule: str = WARN
    hazardous: bool = False
    minutes_per_day: int | None = None
    employment_form: str = ""
    state: str = DRAFT


def read_pay(text: str) -> tuple[str, int]:
    """Read `day:160` or `piece:1.8` as kind and whole fen; raises errors.Invalid, also for none.

    The figure is yuan for one unit of the kind: a day, an hour, a month, a piece, the whole job.
    """
    kind, colon, figure = text.strip().partition(":")
    if not colon or kind not in PAY_KINDS:
        raise errors.Invalid("orders.error.pay", field="pay", text=text)
    fen = money.parse(figure)
    if fen <= 0:
        raise errors.Invalid("orders.error.pay", field="pay", text=text)
    return kind, fen


def suggested(state: str, people: int, listed: int) -> str:
    """Return the state that the places of an order ask for: full, or recruiting again; else ''."""
    if state == RECRUITING and listed >= people:
        return FULL
    return RECRUITING if state == FULL and listed < people else ""


def _count(fields: Mapping[str, object], name: str) -> int | None:
    value = fields.get(name)
    return value if isinstance(value, int) else None


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what is wrong with an order as typed.

    An age window needs its reason (人力资源市场暂行条例 on equal chances); pay terms belong to
    every order (domain 4.4). How young somebody may be is a dated rule: see `asks_for_children`.
    """
    return (*_check_people(fields), *_check_terms(fields), *terms.check(fields))


def asks_for_children(fields: Mapping[str, object], least: int) -> tuple[Finding, ...]:
    """Return what is wrong with people younger than `least` years (禁止使用童工规定)."""
    youngest = _count(fields, "age_min")
    if youngest is None or youngest >= least:
        return ()
    told = {"field": "age_min", "age": youngest, "least": least}
    return (findings.error("orders.finding.asks_for_children", **told),)


def doubts(
    before: Mapping[str, object], after: Mapping[str, object], *, contracts: int
) -> tuple[Finding, ...]:
    """Return what has to be confirmed: other pay or hours than `contracts` given out say."""
    changed = any(before.get(name) != after.get(name) for name in AGREED_FIELDS)
    return (findings.warning(AGREED, count=contracts),) if changed and contracts else ()


def _check_people(fields: Mapping[str, object]) -> list[Finding]:
    found = []
    people = _count(fields, "people") or 0
    if people < 1:
        found.append(findings.error("orders.finding.people_missing"))
    if (_count(fields, "men") or 0) + (_count(fields, "women") or 0) > people:
        found.append(findings.error("orders.finding.quota_over_people", people=people))
    youngest, oldest = _count(fields, "age_min"), _count(fields, "age_max")
    if youngest is not None and oldest is not None and oldest < youngest:
        found.append(findings.error("orders.finding.ages_reversed"))
    if (youngest or oldest) and not fields.get("age_reason"):
        found.append(findings.warning("orders.finding.age_without_reason"))
    return found


def _check_terms(fields: Mapping[str, object]) -> list[Finding]:
    found = [
        findings.error(code, field=name) for name, code in _NEEDED.items() if not fields.get(name)
    ]
    start, end = str(fields.get("from_day") or ""), str(fields.get("to_day") or "")
    if start and end and end < start:
        found.append(findings.error("orders.finding.days_reversed"))
    for name, day in (("from_day", start), ("to_day", end)):
        if day > LAST_DAY:
            code = "orders.finding.day_too_far"
            found.append(findings.error(code, field=name, day=day, last=LAST_DAY))
        elif day and day < FIRST_DAY:
            code = "orders.finding.day_too_early"
            found.append(findings.error(code, field=name, day=day, first=FIRST_DAY))
    if fields.get("pay_kind") and fields["pay_kind"] not in PAY_KINDS:
        found.append(findings.error("orders.finding.pay_kind_unknown", kind=fields["pay_kind"]))
    if not fields.get("pay_fen"):
        found.append(findings.warning("orders.finding.pay_missing"))
    if fields.get("certificate_rule") and fields["certificate_rule"] not in CERTIFICATE_RULES:
        found.append(findings.error("orders.finding.certificate_rule_unknown"))
    return found
