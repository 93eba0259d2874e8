"""Limits of age that decide what a person may do: sixteen, retirement, and help for 4050 people.

All figures stand in the dated rule table; callers hand in what it says for the day they look at.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk.domain.workers import dates, identity
from gigdesk.domain.workers.findings import Finding, warning

if TYPE_CHECKING:
    from gigdesk.domain.office.rules import RuleBook

MAN, WOMAN = "1", "2"
_AGE = re.compile(r"(\d{1,3})(?:\.0)?\s*(?:周岁|岁)?")
# Lists grow old before they come, and many count a year or two more than are full.
_YEARS_MORE, _YEARS_LESS = 2, 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What the rule table says of ages for a day.

    That is from when people may work and count as 4050, and how the age of retirement rises.
    """

    employable: int
    aid_women: int
    aid_men: int
    retiring: tuple[RetirementRule, ...] = ()

    def is_4050(self, birth: datetime.date | None, sex: str | None, day: datetime.date) -> bool:
        """Say whether a person counts as 4050: women and men from different ages.

        Who is past the retirement age gets no aid as 4050 any more.
        """
        limit = {MAN: self.aid_men, WOMAN: self.aid_women}.get(sex or "")
        if birth is None or limit is None or dates.age_on(birth, day) < limit:
            return False
        return not is_retired(birth.isoformat(), sex, day, rules=self.retiring)


def against(text: str, birth: str, today: datetime.date) -> tuple[Finding, ...]:
    """Say where a stated age is not that of a birth, beyond what counting and time explain."""
    stated = _AGE.fullmatch(text)
    born = dates.to_day(birth)
    if stated is None or born is None:
        return ()
    years = dates.age_on(born, today)
    if years - _YEARS_LESS <= int(stated[1]) <= years + _YEARS_MORE:
        return ()
    return (warning("findings.row.age", stated=int(stated[1]), age=years),)


def limits(book: RuleBook, on: datetime.date, region: str = "") -> Limits:
    """Return the limits of age that the rule table gives for a day and a region."""
    names = ("age.employable", "age.aid_women", "age.aid_men")
    employable, women, men = (book.number(name, on, region) for name in names)
    return Limits(employable, women, men, retirement_rules(book, on, region))


@dataclass(frozen=True, slots=True)
class RetirementRule:
    """How the retirement age of one group rises.

    `born_from` is the first month of birth concerned; from there one month is added for every
    `step_months` months of later birth, up to `most_months`. `base_age` holds for those before.
    """

    category: str
    sex: str
    base_age: int
    born_from: datetime.date
    step_months: int
    most_months: int


# Groups of the decision of the Standing Committee of 2024-09-13, annexes 1-3.
_GROUPS = (("man", MAN), ("woman_55", WOMAN), ("woman_50", WOMAN))
_IN_FORCE = datetime.date(2025, 1, 1)  # for those before, these rules give the ages of before


def retirement_rules(
    book: RuleBook, on: datetime.date, region: str = ""
) -> tuple[RetirementRule, ...]:
    """Return how the retirement age of each group rises, as the rule table says for a day."""
    day = max(on, _IN_FORCE)
    starts = book.month("retirement.starts", day, region)
    found = []
    for category, sex in _GROUPS:
        age, most, step = (
            book.number(f"retirement.{category}_{name}", day, region)
            for name in ("age", "to", "step")
        )
        born_from = dates.add_months(starts, -age * 12)
        found.append(RetirementRule(category, sex, age, born_from, step, max(0, most - age) * 12))
    return tuple(found)


def youngest_birth(stored: str | None, doc_no: str | None = None) -> datetime.date | None:
    """Return the latest day somebody may be born on, so that nobody is taken too young.

    Of a stored month it is the last day; where a right resident number says another birth than
    the one stored, the later of the two. None where no birth is stored.
    """
    day = dates.to_day(stored)
    if day is None and stored is not None and len(stored) == len("YYYY-MM"):
        year, month = int(stored[:4]), int(stored[5:])
        day = datetime.date(year, month, calendar.monthrange(year, month)[1])
    told = _birth_of_number(doc_no)
    if day is None or told is None:
        return day
    return told if dates.agree(told.isoformat(), stored or "") else max(day, told)


def birth_against(stored: str | None, doc_no: str | None) -> str | None:
    """Return the birth that a right resident number says where the stored one says otherwise."""
    told = _birth_of_number(doc_no)
    if not stored or told is None or dates.agree(told.isoformat(), stored):
        return None
    return told.isoformat()


def _birth_of_number(doc_no: str | None) -> datetime.date | None:
    if doc_no is None or not identity.is_resident_number(doc_no):
        return None
    return identity.birth_date(doc_no)


def employable_from(birth: datetime.date, age: int) -> datetime.date:
    """Return the first day on which a person may be given work: the birthday of that age.

    Source: 禁止使用童工规定, which also bars introducing somebody younger to a job.
    """
    return dates.birthday(birth, age)


def is_under_age(birth: datetime.date, day: datetime.date, age: int) -> bool:
    """Say whether a person may not yet work on that day."""
    return day < employable_from(birth, age)


def is_juvenile(birth: datetime.date, day: datetime.date, *, least: int, until: int) -> bool:
    """Say whether a person may work and is protected as a juvenile (劳动法 art. 64-65).

    `least` is the age from which people may work, `until` the first age without protection.
    """
    return least <= dates.age_on(birth, day) < until


def retirement_dates(
    birth: datetime.date,
    sex: str | None,
    category: str | None = None,
    *,
    rules: tuple[RetirementRule, ...],
) -> tuple[tuple[str, datetime.date], ...]:
    """Return (category, day of reaching retirement age) for each group the person may belong to.

    For a woman whose category is unknown both dates come back, the earlier first; for an unknown
    sex nothing does.
    """
    fitting = [one for one in rules if one.sex == sex and category in {None, one.category}]
    found = [(one.category, retirement_date(birth, one)) for one in fitting]
    return tuple(sorted(found, key=lambda pair: pair[1]))


def retirement_date(birth: datetime.date, rule: RetirementRule) -> datetime.date:
    """Return the day on which one rule's retirement age is reached."""
    later = (birth.year - rule.born_from.year) * 12 + birth.month - rule.born_from.month
    added = min(later // rule.step_months + 1, rule.most_months) if later >= 0 else 0
    return dates.add_months(birth, rule.base_age * 12 + added)


def is_retired(
    birth: str,
    sex: str | None,
    day: datetime.date,
    *,
    rules: tuple[RetirementRule, ...],
) -> bool | None:
    """Say whether somebody has reached the statutory retirement age on that day.

    `birth` is as stored, a day or a month. None means that it cannot be said: a rural woman
    belongs to one of two groups, and sex or birth may be unknown.
    """
    days = (f"{birth}-01", f"{birth}-28") if len(birth) == len("YYYY-MM") else (birth, birth)
    born = [one for one in map(dates.to_day, days) if one is not None]
    sexes = [sex] if sex in (MAN, WOMAN) else [MAN, WOMAN]
    reached = {
        on <= day
        for one in born
        for each in sexes
        for _, on in retirement_dates(one, each, rules=rules)
    }
    return reached.pop() if len(reached) == 1 else None
