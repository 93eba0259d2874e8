"""Who may be put on a batch and sent: every rule with its id, hard ones apart from wishes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gigdesk.domain.dispatch import batches, contracts, covers, terms
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import ages, certificate, codes, dates, findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gigdesk.domain.dispatch.batches import Stay
    from gigdesk.domain.dispatch.covers import Cover
    from gigdesk.domain.office.rules import RuleBook
    from gigdesk.domain.orders import Employer, JobOrder
    from gigdesk.domain.workers.findings import Finding

MAN, WOMAN = "1", "2"
HEALTH = certificate.HEALTH
# A consent to one of these purposes lets a person's data go to an employer.
CONSENT_PURPOSES = ("employer", "dispatch")
# A consent to this one lets them go to an insurer: another party, so a consent of its own
# (Personal Information Protection Law art. 23).
INSURER_PURPOSES = ("insurer",)
# What somebody eats tells of faith: a consent of its own as well (art. 28, 29).
MEAL_PURPOSES = ("meal",)
# What to say of somebody whose age asks for this kind of contract and no other.
MISFITS = {
    terms.OVERAGE: "dispatch.finding.pension_age",
    terms.LABOUR: "dispatch.finding.below_pension_age",
}


@dataclass(frozen=True, slots=True)
class CertificateFact:
    """One certificate: its kind, its trade, the last day or month in which it counts, its issue."""

    kind: str
    trade: str = ""
    valid_to: str = ""
    issued_on: str = ""

    def proves(self, wanted: str) -> bool:
        """Say whether this is the certificate an order asks for, by kind or by trade."""
        return bool(wanted) and wanted in (self.kind, self.trade)

    def counts_on(self, day: datetime.date) -> bool:
        """Say whether it still counts on a day."""
        return not dates.has_ended(self.valid_to, day)


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """What the rules look at in one person; dates as stored, nothing guessed.

    `wanted_trades` are those of wishes for work that are open and have not run out. `consented`
    says whether a consent to being sent is in force; `contract_state` is the state of the contract
    for this batch, which holds from `contract_from` to `contract_to` (none: open); `busy` are the
    days away with other batches, `last_away` is the last of them; `waiting_since` is the day since
    which somebody waits for work: the last one away, or the first open wish where that is later;
    `spot` is the middle of the village, as far as it is known.
    `covers` are the days on which an insurer covers them, `to_send` whether they stand on a list
    that was not sent; `cover_waived` is the head's reason to let them go without.
    """

    id: bytes
    number: int
    name: str
    state: str = "active"
    birth_date: str = ""
    sex: str = ""
    doc_no: str = ""
    doc_valid_to: str = ""
    phone: str = ""
    emergency_phone: str = ""
    trade: str = ""
    wanted_trades: str = ""
    village: str = ""
    certificates: tuple[CertificateFact, ...] = ()
    trained: tuple[str, ...] = ()
    consented: bool = False
    contract_state: str = ""
    contract_from: str = ""
    contract_to: str = ""
    busy: tuple[Stay, ...] = ()
    times_with_employer: int = 0
    last_away: str = ""
    waiting_since: str = ""
    spot: tuple[int, int] | None = None
    covers: tuple[Cover, ...] = ()
    to_send: bool = False
    cover_waived: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """How many are on the list already, all of them and by sex."""

    listed: int = 0
    men: int = 0
    women: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """The order and days a person is judged for.

    `first_day` is the first working day, on which ages are counted. `sending` asks the rules that
    only departure brings: consent, contract and cover. `places` leaves the quotas out where it is
    None; `leaves` is the day of departure where cover is asked for, else None.
    """

    order: JobOrder
    employer: Employer
    stay: Stay
    first_day: datetime.date
    rules: RuleBook
    region: str = ""
    places: Places | None = None
    sending: bool = False
    leaves: datetime.date | None = None
    retirement: tuple[ages.RetirementRule, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Read once for everybody how the retirement age rises."""
        found = ages.retirement_rules(self.rules, self.first_day, self.region)
        object.__setattr__(self, "retirement", found)

    def mode(self, rule_id: str) -> str:
        """Return `block`, `warn` or `ignore` for a rule of the dated table."""
        return self.rules.text(rule_id, self.first_day, self.region)


@dataclass(frozen=True, slots=True)
class Reasons:
    """What speaks against somebody (hard: may not go; soft: look at it) and for them."""

    hard: tuple[Finding, ...] = ()
    soft: tuple[Finding, ...] = ()
    good: tuple[Finding, ...] = ()

    @property
    def may_go(self) -> bool:
        """Say whether nothing forbids it."""
        return not self.hard


def rule_of(finding: Finding) -> str:
    """Return the id of the rule behind a finding, such as `under_age`."""
    return finding.code.rsplit(".", 1)[-1]


def reasons(worker: WorkerFacts, case: Case) -> Reasons:
    """Return everything for and against sending this person with this batch.

    Sources: 禁止使用童工规定 (16 years on the first working day), 劳动法 art. 64-65 (16 and 17),
    domain 4.5; whether a wish or a missing paper blocks stands in the dated rule table.
    """
    against = [*_ages(worker, case), *_person(worker, case), *_wishes(worker, case)]
    if case.sending:
        against += _departure(worker, case)
    elif not worker.consented:
        against.append(findings.warning("dispatch.finding.no_consent"))
    return Reasons(
        tuple(one for one in against if one.level == findings.ERROR),
        tuple(one for one in against if one.level != findings.ERROR),
        tuple(_in_favour(worker, case)),
    )


def without(found: Reasons, rules: Collection[str]) -> Reasons:
    """Return reasons as they were without those of some rules."""

    def others(some: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return tuple(one for one in some if rule_of(one) not in rules)

    return Reasons(others(found.hard), others(found.soft), found.good)


def _by_mode(mode: str, code: str, **params: object) -> Iterator[Finding]:
    """Yield a finding as grave as the rule table says."""
    if mode == jobs.BLOCK:
        yield findings.error(code, **params)
    elif mode != jobs.IGNORE:
        yield findings.warning(code, **params)


def _ages(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    order, day = case.order, case.first_day
    birth = ages.youngest_birth(worker.birth_date)
    youngest = ages.youngest_birth(worker.birth_date, worker.doc_no)
    stated = ages.birth_against(worker.birth_date, worker.doc_no)
    if stated is not None:
        yield findings.warning(
            "dispatch.finding.birth_differs", stored=worker.birth_date, stated=stated
        )
    least = case.rules.number("age.employable", day, case.region)
    if birth is None or youngest is None:
        yield findings.error("dispatch.finding.birth_unknown", age=least)
        return
    may_from = dates.birthday(youngest, least)
    if day < may_from:
        yield findings.error(
            "dispatch.finding.under_age", age=least, day=day.isoformat(), since=may_from.isoformat()
        )
        return
    young, age = (dates.age_on(each, day) for each in (youngest, birth))
    grown = case.rules.number("age.juvenile_until", day, case.region)
    if young < grown and order.hazardous:
        yield findings.error("dispatch.finding.juvenile_hazard", age=young)
    elif young < grown:
        yield findings.warning("dispatch.finding.juvenile", age=young)
    if (order.age_min or age) > age or (order.age_max or age) < age:
        yield from _by_mode(
            case.mode("eligible.age_window"),
            "dispatch.finding.age_window",
            age=age,
            least=order.age_min or least,
            most=order.age_max or "",
        )
    asked = terms.KIND_OF_FORM.get(order.employment_form, terms.SERVICE)
    right = terms.fitting(asked, worker.birth_date, worker.sex, day, rules=case.retirement)
    if right != asked:
        yield findings.warning(MISFITS[right], age=age)
    oldest = case.rules.number("insurance.age_max", day, case.region)
    if age > oldest:
        yield from _by_mode(
            case.mode("eligible.insurable"), "dispatch.finding.not_insurable", age=age, most=oldest
        )


def _person(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    if worker.state != "active":
        yield findings.error("dispatch.finding.not_active")
    for other in batches.clashes(case.stay, worker.busy):
        yield taken_by(other)
    if case.employer.is_banned(case.stay.start) and not case.employer.allowed:
        yield findings.error("dispatch.finding.employer_banned", reason=case.employer.flag_reason)
    if not worker.doc_no:
        yield from _by_mode(case.mode("eligible.document_number"), "dispatch.finding.no_document")
    elif dates.has_ended(worker.doc_valid_to, case.stay.end):
        yield from _by_mode(
            case.mode("eligible.document_validity"),
            "dispatch.finding.document_expires",
            day=worker.doc_valid_to,
        )
    if not worker.phone:
        yield from _by_mode(case.mode("eligible.phone"), "dispatch.finding.no_phone")
    if not worker.emergency_phone:
        mode = case.mode("eligible.emergency_contact")
        if mode == jobs.BLOCK and not case.sending:
            # A list may be planned while the contact is still asked for; nobody departs without.
            mode = jobs.WARN
        yield from _by_mode(mode, "dispatch.finding.no_emergency")


def taken_by(other: Stay) -> Finding:
    """Return that another batch, or a loan, takes somebody on these days."""
    return findings.error(
        "dispatch.finding.on_loan" if other.loan else "dispatch.finding.double_booking",
        batch=other.batch_number,
        start=other.start.isoformat(),
        end=other.end.isoformat(),
    )


def _wishes(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    order = case.order
    if case.places is not None:
        quota, used = {
            MAN: (order.men, case.places.men),
            WOMAN: (order.women, case.places.women),
        }.get(worker.sex, (None, 0))
        if quota is not None and used >= quota:
            yield from _by_mode(
                case.mode("eligible.sex_quota"), "dispatch.finding.sex_quota", places=quota
            )
        if case.places.listed >= order.people:
            yield from _by_mode(
                case.mode("eligible.places"), "dispatch.finding.order_full", people=order.people
            )
    if not (_knows(worker, order) or _wants(worker, order)):
        if worker.trade:
            yield findings.warning("dispatch.finding.other_trade", trade=worker.trade)
        else:
            yield findings.warning("dispatch.finding.no_trade")
    yield from _certificate(worker, case)


def _certificate(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    """Judge the certificate the order asks for: it must count on the first working day."""
    wanted = case.order.certificate_kind
    if not wanted:
        return
    held = [_lasting(one, case) for one in worker.certificates if one.proves(wanted)]
    said = codes.label("certificate_kind", wanted)
    if not any(one.counts_on(case.first_day) for one in held):
        code = "dispatch.finding.no_certificate"
        if held:
            code = "dispatch.finding.certificate_expired"
        yield from _by_mode(case.order.certificate_rule or jobs.WARN, code, kind=said)
    elif not any(one.counts_on(case.stay.end) for one in held):
        yield findings.warning("dispatch.finding.certificate_ends", kind=said)
    elif not any(one.valid_to or one.kind != HEALTH for one in held):
        code = "dispatch.finding.health_open"
        yield from _by_mode(case.order.certificate_rule or jobs.WARN, code, kind=said)


def _lasting(one: CertificateFact, case: Case) -> CertificateFact:
    """Return a health paper without an end as one that lasts as the rule says from its issue.

    Source: 食品安全法 art. 45, a check every year; the months are `certificate.health_months`.
    """
    issued = dates.to_day(one.issued_on)
    if one.kind != HEALTH or one.valid_to or issued is None:
        return one
    months = case.rules.number("certificate.health_months", case.first_day, case.region)
    last = dates.add_months(issued, months) - datetime.timedelta(days=1)
    return replace(one, valid_to=last.isoformat())


def _cover(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    """Judge whether somebody is insured from the day of departure on, as the order promises.

    Without cover somebody goes only by a decision of the head, which is remarked.
    """
    if case.leaves is None:
        return
    day = case.leaves.isoformat()
    last = covers.covered_to(worker.covers, day)
    if last >= case.stay.end.isoformat():
        return
    if last:
        yield findings.warning("dispatch.finding.cover_ends", day=last)
        return
    if worker.cover_waived:
        yield findings.warning("dispatch.finding.cover_waived", reason=worker.cover_waived)
        return
    mode, later = (
        case.mode("eligible.cover"),
        [c.from_day for c in worker.covers if c.from_day > day],
    )
    if later:
        yield from _by_mode(mode, "dispatch.finding.cover_later", day=min(later), leaves=day)
    elif worker.to_send:
        yield from _by_mode(mode, "dispatch.finding.cover_unsent")
    else:
        yield from _by_mode(mode, "dispatch.finding.no_cover")


def _departure(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    yield from _cover(worker, case)
    if not worker.consented:
        yield from _by_mode(case.mode("eligible.consent"), "dispatch.finding.no_consent")
    if worker.contract_state not in contracts.BINDING:
        yield from _by_mode(case.mode("eligible.contract"), "dispatch.finding.no_contract")
        return
    days = case.first_day.isoformat(), case.stay.end.isoformat()
    if not contracts.covers(worker.contract_from, worker.contract_to, *days):
        yield from _by_mode(
            case.mode("eligible.contract"),
            "dispatch.finding.contract_days",
            start=worker.contract_from,
            end=worker.contract_to or "-",
            first=days[0],
            last=days[1],
        )


def _knows(worker: WorkerFacts, order: JobOrder) -> bool:
    return bool(worker.trade) and (order.trade in worker.trade or worker.trade in order.trade)


def _wants(worker: WorkerFacts, order: JobOrder) -> bool:
    return order.trade in worker.wanted_trades


def _in_favour(worker: WorkerFacts, case: Case) -> Iterator[Finding]:
    order = case.order
    if _knows(worker, order):
        yield findings.information("dispatch.finding.knows_trade", trade=worker.trade)
    if _wants(worker, order):
        yield findings.information("dispatch.finding.wants_trade", trade=order.trade)
    for one in worker.certificates:
        fits = one.proves(order.certificate_kind) or one.trade == order.trade
        if fits and one.counts_on(case.first_day):
            said = codes.label("certificate_kind", one.kind)
            yield findings.information("dispatch.finding.has_certificate", kind=said)
            break
    if order.trade in worker.trained:
        yield findings.information("dispatch.finding.trained", trade=order.trade)
    if worker.times_with_employer:
        yield findings.information("dispatch.finding.went_before", times=worker.times_with_employer)
    if not worker.last_away:
        yield findings.information("dispatch.finding.never_away")
