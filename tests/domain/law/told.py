"""Questions of the law's table: each makes a case and says whether it is refused or told."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from gigdesk.domain import dispatch, orders
from gigdesk.domain.attendance import meter, overtime
from gigdesk.domain.attendance.meter import Stint
from gigdesk.domain.dispatch import contracts, eligibility, terms
from gigdesk.domain.dispatch import limits as together
from gigdesk.domain.office.rules import RuleBook
from gigdesk.domain.orders import limits, review
from gigdesk.domain.workers import ages
from tests.domain.sound import EMPLOYER, SOUND

Told = Callable[[RuleBook, datetime.date], bool]

LAST = datetime.date(2026, 11, 30)
_PROBATION = ("probation_long", "probation_none")


def born(day: str) -> dict[str, Any]:
    """Return somebody born on a day, whose card nobody saw."""
    return {"birth_date": day, "doc_no": ""}


def sent(
    *names: str,
    worker: Mapping[str, Any] | None = None,
    order: Mapping[str, Any] | None = None,
    sending: bool = False,
) -> Told:
    """Return whether somebody is refused, or warned of, by findings of these names."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        asked = orders.JobOrder(
            orders.OrderId(b"o"), 1, EMPLOYER.id, "采棉", 10, "阿克苏", day, LAST, "day", 16000
        )
        stay = dispatch.Stay(b"b", 1, day, max(LAST, day))
        case = eligibility.Case(
            replace(asked, **(order or {})),
            EMPLOYER,
            stay,
            day,
            book,
            sending=sending,
        )
        found = eligibility.reasons(replace(SOUND, **(worker or {})), case)
        said = {eligibility.rule_of(one) for one in (*found.hard, *found.soft)}
        return bool(said & set(names))

    return told


def blocked(name: str, worker: Mapping[str, Any]) -> Told:
    """Return whether somebody may not leave by the finding of this name."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        asked = orders.JobOrder(
            orders.OrderId(b"o"), 1, EMPLOYER.id, "采棉", 10, "阿克苏", day, LAST, "day", 16000
        )
        stay = dispatch.Stay(b"b", 1, day, max(LAST, day))
        case = eligibility.Case(asked, EMPLOYER, stay, day, book, sending=True)
        found = eligibility.reasons(replace(SOUND, **worker), case)
        return name in {eligibility.rule_of(one) for one in found.hard}

    return told


def urgent(days: int, *colours: str) -> Told:
    """Return whether so many days of work without a contract have one of these colours."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        first = day - datetime.timedelta(days=days - 1)
        return contracts.colour(first, day, book) in colours

    return told


def retired(birth: str, sex: str, category: str) -> Told:
    """Return whether somebody of this group has reached the statutory retirement age."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        found = ages.retirement_dates(
            datetime.date.fromisoformat(birth),
            sex,
            category,
            rules=ages.retirement_rules(book, day),
        )
        return found[0][1] <= day

    return told


def over_age_paper(birth: str, sex: str) -> Told:
    """Return whether somebody under a labour contract gets the agreement for people over age."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        found = ages.retirement_rules(book, day)
        return terms.fitting(terms.LABOUR, birth, sex, day, rules=found) == terms.OVERAGE

    return told


def aided(birth: str, sex: str) -> Told:
    """Return whether somebody belongs to those whom help for 4050 people is for."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        limits = ages.limits(book, day)
        born = datetime.date.fromisoformat(birth)
        return limits.is_4050(born, sex, day)

    return told


def worked(code: str, *stints: tuple[int, float, str], part_time: bool = False) -> Told:
    """Return whether a month of (day, hours, kind of the day) comes to this limit."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        listed = [
            Stint(
                f"{day:%Y-%m}-{at:02}",
                int(hours * 60),
                kind,
                "standard",
                1,
                "青禾",
                part_time=part_time,
            )
            for at, hours, kind in stints
        ]
        found = meter.measure(listed, f"{day:%Y-%m}", meter.limits(book, day))
        return code in {one.code for one in found.alerts}

    return told


def paid_less(kind: str, minutes: int, least: int) -> Told:
    """Return whether overtime of a kind of day counts for fewer than `least` minutes of pay."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        listed = [Stint(f"{day:%Y-%m}-01", minutes, kind, "standard", 1, "青禾")]
        found = meter.measure(listed, f"{day:%Y-%m}", meter.limits(book, day))
        return found.weighted < least

    return told


def extra_hours(birth: str, sex: str) -> Told:
    """Return whether overtime of somebody has to be confirmed."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        return overtime.asks_of_age(birth, sex, day, rules=book)

    return told


def week(hours: float) -> tuple[tuple[int, float, str], ...]:
    """Return five days of one week with these hours in all."""
    return tuple((day, hours / 5, "work") for day in range(5, 10))


def overtime_of(hours: float) -> tuple[tuple[int, float, str], ...]:
    """Return days with three hours of overtime each, and one with the rest of these hours."""
    full, rest = divmod(hours, 3)
    days = [*range(1, int(full) + 1)]
    return (*((day, 11.0, "work") for day in days), (len(days) + 1, 8 + rest, "work"))


def agreed(code: str, **terms_: object) -> Told:
    """Return whether terms of an order go beyond what its form of employment allows."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        found = limits.check(terms_, limits.limits(book, day))
        return code in {one.code.rsplit(".", 1)[-1] for one in found}

    return told


def tried(first: str, last: str, days: int) -> Told:
    """Return whether so many days of probation are too many for a term, or none is allowed."""
    asked = {"employment_form": "labour", "from_day": first, "to_day": last}
    return either(*(agreed(code, **asked, probation_days=days) for code in _PROBATION))


def either(*asked: Told) -> Told:
    """Return whether one of several says so."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        return any(one(book, day) for one in asked)

    return told


def renewed(times: int) -> Told:
    """Return whether a further labour contract after so many for a term is told."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        before = [
            together.Earlier(
                f"N{at}", "labour", "ended", f"{2020 + at}-01-01", f"{2020 + at}-12-31"
            )
            for at in range(times)
        ]
        asked = together.Asked("labour", {}, day.isoformat(), LAST.isoformat())
        law = limits.limits(book, day)
        found = together.judge(asked, before, law, renewals=book.number("contract.renewals", day))
        return any(one.code.endswith("third_term") for one in found)

    return told


def settled(cycle: str, **more: object) -> Told:
    """Return whether the wages of a labour contract are left open for too long."""

    def told(book: RuleBook, day: datetime.date) -> bool:
        asked = {"employment_form": "labour", "pay_cycle": cycle, **more}
        return bool(review.long_cycle(asked, book.number("pay.cycle_labour", day)))

    return told
