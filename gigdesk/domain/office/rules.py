"""The dated rule table: every number of law or local policy, looked up for a day and a region."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.domain.office import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Rule:
    """One value of one rule from a day on; an empty region means everywhere."""

    rule_id: str
    value: str
    valid_from: datetime.date
    region: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules a desk knows, in the order in which they were entered."""

    rules: tuple[Rule, ...]

    def text(self, rule_id: str, on: datetime.date, region: str = "") -> str:
        """Return the value in force on a day: the narrowest region first, then the latest date.

        `region` is a division code; a rule for `4306` applies to `430602`. Raises errors.NotFound
        where no rule is in force.
        """
        fitting = [
            rule
            for rule in self.rules
            if rule.rule_id == rule_id and rule.valid_from <= on and region.startswith(rule.region)
        ]
        if not fitting:
            raise errors.NotFound("errors.no_rule", rule=rule_id, day=on.isoformat())
        # Of two for one region and day the later entry corrects the other; max takes the first.
        return max(reversed(fitting), key=lambda rule: (len(rule.region), rule.valid_from)).value

    def number(self, rule_id: str, on: datetime.date, region: str = "") -> int:
        """Return the value in force as a whole number."""
        return int(self.text(rule_id, on, region))

    def month(self, rule_id: str, on: datetime.date, region: str = "") -> datetime.date:
        """Return the value in force as the first day of a month."""
        return datetime.date.fromisoformat(f"{self.text(rule_id, on, region)}-01")


# Numbers of the law that protect somebody, and which way they become laxer.
_LAXER_BELOW = (
    "age.employable",
    "age.juvenile_until",
    "overtime.percent_work",
    "overtime.percent_rest",
    "overtime.percent_statutory",
    "probation.percent",
    "probation.short_months",
    "probation.middle_months",
    "probation.long_months",
    "wage.minimum_month",
    "wage.minimum_hour",
)
_LAXER_ABOVE = (
    "contract.grace_days",
    "contract.renewals",
    "probation.short_days",
    "probation.middle_days",
    "probation.long_days",
    "parttime.hours_day",
    "parttime.cycle_days",
    "hours.day_normal",
    "hours.day_amber",
    "hours.days_in_a_row",
    "hours.overtime_month",
    "hours.month_minutes",
    "hours.part_amber",
    "hours.part_red",
)
_STRICTNESS = ("ignore", "warn", "block")


def is_laxer(rule_id: str, before: str, after: str) -> bool:
    """Say whether a new value of a rule lets pass what the value before it stopped."""
    if before in _STRICTNESS and after in _STRICTNESS:
        return _STRICTNESS.index(after) < _STRICTNESS.index(before)
    if not (before.isdecimal() and after.isdecimal()):
        return False
    if rule_id in _LAXER_BELOW:
        return int(after) < int(before)
    return rule_id in _LAXER_ABOVE and int(after) > int(before)


def _since(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


def _retirement(name: str, value: str) -> Rule:
    """Return one figure of the gradual change of the retirement age, annexes 1-3."""
    source = "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024-09-13）"
    return Rule(f"retirement.{name}", value, _since("2025-01-01"), "", source)


def _of_law(rule_id: str, value: str, article: str) -> Rule:
    """Return one figure of the Labour Contract Law, in force since 2008."""
    return Rule(rule_id, value, _since("2008-01-01"), "", f"劳动合同法 {article}")


_OVER_AGE = "超龄劳动者基本权益保障暂行规定（征求意见稿，2025-07-31）"
_NIGHT = "国务院关于加强道路交通安全工作的意见（国发〔2012〕30号）"
_DRIVING = "道路交通安全法实施条例 第六十二条"


def _before_departure(line: str, days: str) -> Rule:
    """Return how many days before departure a line of the checklist is due."""
    return Rule(f"checklist.{line}", days, _since("2020-01-01"), "", "本站惯例")


_SPECIAL = "特种作业人员安全技术培训考核管理规定 "

DEFAULTS: tuple[Rule, ...] = (
    Rule("age.employable", "16", _since("1991-04-15"), "", "禁止使用童工规定 第二条"),
    Rule("age.juvenile_until", "18", _since("1995-01-01"), "", "劳动法 第五十八条"),
    Rule("age.aid_women", "40", _since("2002-01-01"), "", "就业援助政策"),
    Rule("age.aid_men", "50", _since("2002-01-01"), "", "就业援助政策"),
    Rule("contract.grace_days", "30", _since("2008-01-01"), "", "劳动合同法 第十条"),
    Rule("contract.amber_days", "21", _since("2008-01-01"), "", "劳动合同法 第十条"),
    _of_law("contract.renewals", "2", "第十四条"),
    Rule("contract.ending_days", "30", _since("2008-01-01"), "", "本站惯例"),
    # From so many whole months on, so many days: below the shortest there is none.
    _of_law("probation.short_months", "3", "第十九条"),
    _of_law("probation.short_days", "30", "第十九条"),
    _of_law("probation.middle_months", "12", "第十九条"),
    _of_law("probation.middle_days", "60", "第十九条"),
    _of_law("probation.long_months", "36", "第十九条"),
    _of_law("probation.long_days", "180", "第十九条"),
    _of_law("probation.percent", "80", "第二十条"),
    _of_law("parttime.hours_day", "4", "第六十八条"),
    _of_law("parttime.cycle_days", "15", "第七十二条"),
    # Yuan for a month, fen for an hour; 0 until somebody enters what the province has published.
    Rule("wage.minimum_month", "0", _since("2004-03-01"), "", "最低工资规定，金额由省里公布"),
    Rule("wage.minimum_hour", "0", _since("2004-03-01"), "", "最低工资规定，金额由省里公布"),
    Rule("wage.month_days", "2175", _since("2008-01-03"), "", "劳社部发〔2008〕3号"),
    Rule("phone.shared_by", "3", _since("2020-01-01"), "", "本站惯例"),
    Rule("intention.valid_days", "180", _since("2020-01-01"), "", "本站惯例"),
    Rule("certificate.warn_days", "60", _since("2020-01-01"), "", "本站惯例"),
    Rule("certificate.health_months", "12", _since("2009-06-01"), "", "食品安全法 第四十五条"),
    Rule("certificate.special_months", "72", _since("2010-07-01"), "", _SPECIAL + "第十九条"),
    Rule("certificate.review_months", "36", _since("2010-07-01"), "", _SPECIAL + "第二十一条"),
    Rule("eligible.consent", "block", _since("2021-11-01"), "", "个人信息保护法 第二十三条"),
    Rule("eligible.contract", "block", _since("2008-01-01"), "", "劳动合同法 第十条"),
    Rule(
        "eligible.age_window", "warn", _since("2018-10-01"), "", "人力资源市场暂行条例 第二十四条"
    ),
    Rule("eligible.sex_quota", "warn", _since("2018-10-01"), "", "人力资源市场暂行条例 第二十四条"),
    Rule("eligible.places", "warn", _since("2020-01-01"), "", "本站惯例"),
    Rule("eligible.document_number", "warn", _since("2020-01-01"), "", "本站惯例"),
    Rule("eligible.document_validity", "warn", _since("2020-01-01"), "", "本站惯例"),
    Rule("eligible.phone", "warn", _since("2020-01-01"), "", "本站惯例"),
    Rule("eligible.emergency_contact", "warn", _since("2020-01-01"), "", "本站惯例"),
    Rule("eligible.insurable", "warn", _since("2020-01-01"), "", "团体意外险通常限额"),
    Rule("eligible.cover", "block", _since("2020-01-01"), "", "本站惯例"),
    Rule("crew.most", "25", _since("2020-01-01"), "", "本站惯例"),
    Rule("coach.rest_from", "2", _since("2012-07-22"), "", _NIGHT),
    Rule("coach.rest_until", "5", _since("2012-07-22"), "", _NIGHT),
    Rule("coach.drive_hours", "4", _since("2004-05-01"), "", _DRIVING),
    Rule("coach.break_minutes", "20", _since("2004-05-01"), "", _DRIVING),
    Rule("departure.notice_days", "7", _since("2020-01-01"), "", "本站惯例"),
    Rule("hours.day_normal", "8", _since("1995-01-01"), "", "劳动法 第三十六条"),
    Rule("hours.day_amber", "11", _since("1995-01-01"), "", "劳动法 第三十六条、第四十一条"),
    Rule("hours.days_in_a_row", "6", _since("1995-01-01"), "", "劳动法 第三十八条"),
    Rule("hours.overtime_month", "36", _since("1995-01-01"), "", "劳动法 第四十一条"),
    # 20.83 and 20.67 days of a month at eight hours each, in minutes.
    Rule("hours.month_minutes", "9998", _since("1995-01-01"), "", "劳社部发〔2008〕3号"),
    Rule("hours.month_minutes", "9922", _since("2025-01-01"), "", "人社部发〔2025〕2号"),
    Rule("hours.part_amber", "20", _since("2008-01-01"), "", "劳动合同法 第六十八条"),
    Rule("hours.part_red", "24", _since("2008-01-01"), "", "劳动合同法 第六十八条"),
    Rule("overtime.percent_work", "150", _since("1995-01-01"), "", "劳动法 第四十四条"),
    Rule("overtime.percent_rest", "200", _since("1995-01-01"), "", "劳动法 第四十四条"),
    Rule("overtime.percent_statutory", "300", _since("1995-01-01"), "", "劳动法 第四十四条"),
    Rule("overage.overtime", "ignore", _since("1995-01-01"), "", _OVER_AGE),
    Rule("overage.overtime", "warn", _since("2025-01-01"), "", _OVER_AGE),
    Rule("weighing.most_kg", "300", _since("2020-01-01"), "", "本站惯例"),
    Rule("eligible.review", "warn", _since("2018-10-01"), "", "人力资源市场暂行条例 第二十四条"),
    Rule("eligible.dispatch_licence", "block", _since("2013-07-01"), "", "劳动合同法 第五十七条"),
    Rule("licence.warn_days", "60", _since("2020-01-01"), "", "本站惯例"),
    Rule("pay.cycle_labour", "31", _since("1995-01-01"), "", "工资支付暂行规定 第七条"),
    _before_departure("terms", "60"),
    _before_departure("visit", "60"),
    _before_departure("agreement", "45"),
    _before_departure("problems", "20"),
    _before_departure("recruited", "15"),
    _before_departure("papers", "10"),
    _before_departure("promised", "10"),
    _before_departure("contracts", "10"),
    _before_departure("groups", "10"),
    _before_departure("signed", "3"),
    _before_departure("list", "3"),
    _before_departure("receipt", "1"),
    _before_departure("vehicles", "3"),
    _before_departure("told", "3"),
    _before_departure("seats", "1"),
    _before_departure("boarding", "0"),
    Rule("departure.headcount", "block", _since("2020-01-01"), "", "道路交通安全法 第四十九条"),
    Rule("advance.most_yuan", "3000", _since("2020-01-01"), "", "本站惯例"),
    Rule("insurance.age_max", "65", _since("2020-01-01"), "", "团体意外险通常限额"),
    _retirement("starts", "2025-01"),
    # The age before the change, the age it rises to, and for how many months of later birth it
    # rises by one month.
    _retirement("man_age", "60"),
    _retirement("man_to", "63"),
    _retirement("man_step", "4"),
    _retirement("woman_55_age", "55"),
    _retirement("woman_55_to", "58"),
    _retirement("woman_55_step", "4"),
    _retirement("woman_50_age", "50"),
    _retirement("woman_50_to", "55"),
    _retirement("woman_50_step", "2"),
)


_MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")
_NUMBER, _MONTHLY, _MODE = "number", "month", "mode"
_MODES = ("block", "warn", "ignore")
_MOST = 9999
_MOST_AGE = 120  # an age is added to days of birth, which no calendar holds for much more
_AGES = ("age.", "insurance.age", "retirement.")
_LEAST = {"age.employable": 16}
"""Below these the law lets no place go: Labour Law art. 15, ban on child labour (2002) art. 2."""


def _kind_of(value: str) -> str:
    """Return what a default value is: `number`, `month` or `mode` (how strict a rule is)."""
    if value.isdecimal():
        return _NUMBER
    return _MONTHLY if _MONTH.fullmatch(value) else _MODE


_KIND = {rule.rule_id: _kind_of(rule.value) for rule in DEFAULTS}


def accepted(rule_id: str, value: str) -> str:
    """Return the value of a rule as it is kept: a whole number, a month, or how strict it is.

    Numbers go up to 9999, of ages up to 120, and of months for each of which something rises from
    1; nobody may be employed under 16. Raises errors.Invalid for anything else; of a rule that only
    a newer program knows the value is taken as it stands.
    """
    text = value.strip()
    kind = _KIND.get(rule_id)
    if kind == _NUMBER:
        return _number(rule_id, text)
    if kind == _MODE and text not in _MODES:
        raise errors.Invalid("office.error.rule_mode", field="value", value=text)
    if kind == _MONTHLY and not _MONTH.fullmatch(text):
        raise errors.Invalid("office.error.rule_month", field="value", value=text)
    return text


def _number(rule_id: str, text: str) -> str:
    number = numbers.read(text)
    most = _MOST_AGE if rule_id.startswith(_AGES) else _MOST
    if number is None or number > most:
        raise errors.Invalid("office.error.rule_number", field="value", value=text, most=most)
    if number == 0 and rule_id.endswith("_step"):
        raise errors.Invalid("office.error.rule_step", field="value", value=text)
    if number < _LEAST.get(rule_id, 0):
        least = _LEAST[rule_id]
        raise errors.Invalid("office.error.rule_least", field="value", value=text, least=least)
    return str(number)


def book(rules: Iterable[Rule]) -> RuleBook:
    """Return a rule book of these rules."""
    return RuleBook(tuple(rules))
