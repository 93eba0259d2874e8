"""The review of an order before it is made public: each point known by the program or confirmed.

Sources: 劳动合同法 art. 9 (no deposit, no papers kept), 就业促进法 art. 41 and 人力资源市场暂行条例
(no fee of workers, no false or unlawful terms), 劳动合同法 art. 57 and 72, 最低工资规定.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gigdesk import errors, money
from gigdesk.domain.orders import diligence, limits, terms
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gigdesk.domain.orders.bands import Band
    from gigdesk.domain.orders.diligence import Asked
    from gigdesk.domain.orders.employers import Employer
    from gigdesk.domain.orders.limits import Limits
    from gigdesk.domain.workers.findings import Finding

NO_DEPOSIT, NO_PAPERS_KEPT, NO_WORKER_FEE = "no_deposit", "no_papers_kept", "no_worker_fee"
PAY_IN_BAND, TERMS_COMPLETE = "pay_in_band", "terms_complete"
DISPATCH_LICENCE, NOT_BANNED = "dispatch_licence", "not_banned"
POINTS = (
    NO_DEPOSIT,
    NO_PAPERS_KEPT,
    NO_WORKER_FEE,
    PAY_IN_BAND,
    TERMS_COMPLETE,
    DISPATCH_LICENCE,
    NOT_BANNED,
)
ACTIVE, VOID = "active", "void"

KNOWN, CONFIRMED, TO_ASK, TO_MEND, OF_HEAD = "known", "confirmed", "to_ask", "to_mend", "of_head"
DONE = (KNOWN, CONFIRMED)

# Without these nobody can say what an order promises (保障农民工工资支付条例 art. 6).
NEEDED = ("employment_form", "minutes_per_day", "pay_fen", "pay_cycle")
_BELOW = "orders.finding.below_minimum"
_TOLD_IN = ("content", "shift", "rest", "promise", "note", "protection")
_WORDS = {
    NO_DEPOSIT: re.compile(r"押金|保证金|风险金|抵押|质保金|服装费"),
    NO_PAPERS_KEPT: re.compile(
        r"扣押?(?:身份)?证|(?:身份)?证件?(?:原件)?(?:由|交).{0,6}保管|收身份证"
    ),
    NO_WORKER_FEE: re.compile(r"中介费|介绍费|报名费|登记费|管理费|服务费|培训费|体检费"),
}
_DOUBTS = {
    NO_DEPOSIT: "orders.review.no_deposit_words",
    NO_PAPERS_KEPT: "orders.review.no_papers_kept_words",
    NO_WORKER_FEE: "orders.review.no_worker_fee_words",
}
_CLAUSES = re.compile(r"[，。；、！\s,;.!]+")
_DENIED = re.compile(r"[不没无免]|禁止|未")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody confirmed: who, on which day, by which facts, in which words."""

    by: str
    on: str
    facts: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a review.

    `state` is `known` (the program can tell that it is well), `confirmed` (by the person in
    `said`), `to_ask` (somebody has to confirm it), `of_head` (only the head can, with a reason) or
    `to_mend` (the order itself has to be put right). `facts` are what a confirmation rests on: when
    they change it counts no more.
    """

    name: str
    state: str
    facts: str = ""
    said: Said | None = None
    why: tuple[Finding, ...] = ()

    @property
    def is_done(self) -> bool:
        """Say whether nothing is left to do about it."""
        return self.state in DONE


@dataclass(frozen=True, slots=True)
class Known:
    """What a review looks at beside the order: employer, bands, floor of wages, answers by point.

    `law` are the limits in force, None before there were any; `most_days` is the longest pay cycle
    of a labour contract.
    """

    employer: Employer
    asked: Asked
    band: Band | None = None
    law: Limits | None = None
    most_days: int = 31
    answers: Mapping[str, Said] = field(default_factory=dict)


def points(order: Mapping[str, object], known: Known) -> tuple[Point, ...]:
    """Return every point of the review of an order, in the order in which they are asked."""
    found = [
        *(_of_person(order, name, known) for name in _WORDS),
        _pay(order, known),
        _complete(order, known),
        _licence(known),
        _ban(known),
    ]
    return tuple(found)


def missing(found: Sequence[Point]) -> tuple[str, ...]:
    """Return the points that keep an order from being made public."""
    return tuple(one.name for one in found if not one.is_done)


def may_confirm(point: Point, *, is_head: bool, note: str) -> str:
    """Return the code of why a point cannot be confirmed so; empty where it can."""
    if point.state == TO_MEND:
        return "orders.error.review_mend"
    if point.state == OF_HEAD and not is_head:
        return "orders.error.review_head"
    doubted = point.state == OF_HEAD or any(one.level != findings.INFORMATION for one in point.why)
    if doubted and not note.strip():
        return "orders.error.review_reason"
    return "orders.error.review_known" if point.state == KNOWN else ""


def ban_facts(employer: Employer) -> str:
    """Return what a decision of the head about a ban rests on: its reason and term."""
    return f"{employer.flag_reason}|{employer.flag_until or ''}"


def _settled(name: str, known: Known, facts: str, why: tuple[Finding, ...], open_: str) -> Point:
    """Return a point that a person settles: confirmed by the same facts, else still open."""
    said = known.answers.get(name)
    if said is not None and said.facts == facts:
        return Point(name, CONFIRMED, facts, said, why)
    return Point(name, open_, facts, None, why)


def _of_person(order: Mapping[str, object], name: str, known: Known) -> Point:
    """Return a point only a person can tell; words of the order that speak against it are shown."""
    clauses = [clause for told in _TOLD_IN for clause in _CLAUSES.split(str(order.get(told) or ""))]
    found = {
        hit[0]
        for clause in clauses
        for hit in _WORDS[name].finditer(clause)
        if not _DENIED.search(clause[: hit.start()])
    }
    facts = ",".join(sorted(found))
    why = (findings.warning(_DOUBTS[name], words=facts),) if found else ()
    return _settled(name, known, facts, why, TO_ASK)


def _pay(order: Mapping[str, object], known: Known) -> Point:
    fen = order.get("pay_fen")
    if not isinstance(fen, int) or fen <= 0:
        why = findings.error("orders.finding.pay_missing", field="pay_fen")
        return Point(PAY_IN_BAND, TO_MEND, why=(why,))
    below = tuple(one for one in _limits(order, known) if one.code == _BELOW)
    if below:
        return Point(PAY_IN_BAND, TO_MEND, why=below)
    unknown = limits.not_entered(order, known.law) if known.law is not None else ()
    band = known.band
    facts = f"{order.get('pay_kind')}:{order.get('pay_unit') or ''}:{fen}"
    if band is None:
        why = findings.information("orders.review.no_band", pay=_yuan(fen))
        return _settled(PAY_IN_BAND, known, facts, (why, *unknown), TO_ASK)
    told = {"pay": _yuan(fen), "low": _yuan(band.low_fen), "high": _yuan(band.high_fen)}
    if band.holds(fen):
        why = findings.information("orders.review.in_band", **told)
        return Point(PAY_IN_BAND, KNOWN, why=(why, *unknown))
    facts += f" {told['low']}-{told['high']}"
    why = findings.warning("orders.review.out_of_band", **told)
    return _settled(PAY_IN_BAND, known, facts, (why, *unknown), TO_ASK)


def _yuan(fen: object) -> str:
    return money.grouped(fen).removesuffix(".00") if isinstance(fen, int) else "-"


def _complete(order: Mapping[str, object], known: Known) -> Point:
    why = [
        findings.error(
            "orders.review.term_missing", field=name, term=errors.Code(f"orders.field.{name}")
        )
        for name in NEEDED
        if not terms.is_stated(order, name)
    ]
    why += [one for one in _limits(order, known) if one.level == findings.ERROR]
    why += long_cycle(order, known.most_days)
    return Point(TERMS_COMPLETE, TO_MEND if why else KNOWN, why=tuple(why))


def _limits(order: Mapping[str, object], known: Known) -> tuple[Finding, ...]:
    return limits.check(order, known.law) if known.law is not None else ()


def long_cycle(order: Mapping[str, object], most: int) -> tuple[Finding, ...]:
    """Return what is wrong with a labour contract whose pay is left open for more than `most` days.

    Wages are due every month at least (工资支付暂行规定 art. 7).
    """
    days = limits.cycle_days(order)
    if order.get("employment_form") not in terms.LABOUR_CONTRACTS or days <= most:
        return ()
    form = errors.Code(f"orders.employment_form.{order['employment_form']}")
    told = {"field": "pay_cycle", "days": days, "most": most, "form": form}
    return (findings.error("orders.finding.cycle_long", **told),)


def _licence(known: Known) -> Point:
    why = tuple(diligence.dispatch_concern(known.employer, known.asked))
    grave = any(one.level == findings.ERROR for one in why)
    if grave:
        return Point(DISPATCH_LICENCE, TO_MEND, why=why)
    facts = known.employer.dispatch_licence_to
    return (
        _settled(DISPATCH_LICENCE, known, facts, why, TO_ASK)
        if why
        else Point(DISPATCH_LICENCE, KNOWN)
    )


def _ban(known: Known) -> Point:
    employer, day = known.employer, known.asked.day
    told = {"reason": employer.flag_reason, "until": employer.flag_term}
    if employer.is_banned(day):
        why = (findings.error("orders.concern.banned", **told),)
        return _settled(NOT_BANNED, known, ban_facts(employer), why, OF_HEAD)
    if employer.is_watched(day):
        return Point(NOT_BANNED, KNOWN, why=(findings.warning("orders.concern.watched", **told),))
    return Point(NOT_BANNED, KNOWN)
