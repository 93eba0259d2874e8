"""How far the terms of an order may go by its form of employment; every figure is a dated rule."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import money
from gigdesk.domain.orders import terms
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.office.rules import RuleBook
    from gigdesk.domain.workers.findings import Finding

_HOURS = "minutes_per_day"
_HUNDRED = 100
_MINUTES = 60
# For how many days a cycle of pay runs; what is settled at the end runs as long as the work.
_CYCLE_DAYS = {"day": 1, "week": 7, "half_month": 15, "month": 31, "season": 92}


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of the law in force on a day; minimum wages are 0 where nobody entered them.

    `probation` are pairs: from so many whole months on, at most so many days, the longest first.
    Minutes of part-time work are those for one employer; `month_wage_fen` and `hour_wage_fen` are
    the local minimum; `month_days` are the paid days of a month in hundredths.
    """

    probation: tuple[tuple[int, int], ...]
    probation_percent: int
    part_time_day_minutes: int
    part_time_week_minutes: int
    part_time_warn_minutes: int
    part_time_cycle_days: int
    month_wage_fen: int
    hour_wage_fen: int
    month_days: int


def limits(rules: RuleBook, on: datetime.date, region: str = "") -> Limits:
    """Return the limits in force on a day in a region.

    Sources: 劳动合同法 art. 19 and 20 (probation), art. 68 and 72 (part-time work), 最低工资规定
    art. 5 and 劳社部发〔2008〕3号 (21.75 paid days). Raises errors.NotFound for a day before them.
    """

    def figure(rule_id: str) -> int:
        return rules.number(rule_id, on, region)

    return Limits(
        (
            (figure("probation.long_months"), figure("probation.long_days")),
            (figure("probation.middle_months"), figure("probation.middle_days")),
            (figure("probation.short_months"), figure("probation.short_days")),
        ),
        figure("probation.percent"),
        figure("parttime.hours_day") * _MINUTES,
        figure("hours.part_red") * _MINUTES,
        figure("hours.part_amber") * _MINUTES,
        figure("parttime.cycle_days"),
        figure("wage.minimum_month") * _HUNDRED,
        figure("wage.minimum_hour"),
        figure("wage.month_days"),
    )


def check(fields: Mapping[str, object], law: Limits) -> tuple[Finding, ...]:
    """Return what of an order's terms its form of employment does not allow.

    Errors where the law leaves no choice; pay below the local minimum is an error in probation and
    a warning else, as hours and piece rates may make up for it (domain 4.1, 4.2, 4.4).
    """
    form = fields.get("employment_form")
    if form in terms.LABOUR_CONTRACTS:
        return (*_probation(fields, law), *_minimum(fields, law))
    if form == terms.PART_TIME:
        return (*_part_time(fields, law), *_minimum(fields, law))
    return _minimum(fields, law) if form in (terms.OVERAGE, terms.SHARED) else ()


def longest_probation(first: object, last: object, law: Limits) -> int:
    """Return the most days of probation for a term of these days, as ISO text; 0 for none.

    Source: 劳动合同法 art. 19. Months are counted by the calendar, a month of probation as thirty
    days.
    """
    start, end = str(first or ""), str(last or "")
    if not start or not end:
        return 0
    months = _whole_months(start, end)
    return next((most for least, most in law.probation if months >= least), 0)


def _whole_months(start: str, end: str) -> int:
    """Return the whole months between two days; the last day counts as worked."""
    first = datetime.date.fromisoformat(start)
    after = datetime.date.fromisoformat(end) + datetime.timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    return months if after.day >= first.day else months - 1


def _probation(fields: Mapping[str, object], law: Limits) -> tuple[Finding, ...]:
    """Judge the length of probation (art. 19) and what is paid in it (art. 20)."""
    days, fen, whole = (
        _number(fields, name) for name in ("probation_days", "probation_fen", "pay_fen")
    )
    if not days:
        return ()
    found = []
    most = longest_probation(fields.get("from_day"), fields.get("to_day"), law)
    if days > most:
        code = "orders.finding.probation_long" if most else "orders.finding.probation_none"
        found.append(findings.error(code, field="probation_days", days=days, most=most))
    if fen and whole and fen * _HUNDRED < whole * law.probation_percent:
        least = -(-whole * law.probation_percent // _HUNDRED)
        told = {"percent": law.probation_percent, "least": money.plain(least)}
        code = "orders.finding.probation_share"
        found.append(findings.error(code, field="probation_fen", **told))
    floor = _floor(fields, law)
    if fen and floor and fen < floor:
        code = "orders.finding.probation_minimum"
        found.append(findings.error(code, field="probation_fen", least=money.plain(floor)))
    return tuple(found)


def _part_time(fields: Mapping[str, object], law: Limits) -> tuple[Finding, ...]:
    """Judge hours (art. 68) and the cycle of pay (art. 72) of part-time work."""
    minutes, days = _number(fields, "minutes_per_day"), _number(fields, "days_per_week")
    found = []
    if minutes > law.part_time_day_minutes:
        most = f"{law.part_time_day_minutes / _MINUTES:g}"
        found.append(findings.error("orders.finding.part_time_day", field=_HOURS, most=most))
    if minutes * days > law.part_time_week_minutes:
        most = f"{law.part_time_week_minutes / _MINUTES:g}"
        found.append(findings.error("orders.finding.part_time_week", field=_HOURS, most=most))
    if cycle_days(fields) > law.part_time_cycle_days:
        told = {"field": "pay_cycle", "most": law.part_time_cycle_days}
        found.append(findings.error("orders.finding.part_time_cycle", **told))
    return tuple(found)


def cycle_days(fields: Mapping[str, object]) -> int:
    """Return for how many days at most pay is left open; 0 where nobody stated that."""
    cycle = str(fields.get("pay_cycle") or "")
    first, last = str(fields.get("from_day") or ""), str(fields.get("to_day") or "")
    if cycle == "end" and first and last:
        start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        return (end - start).days + 1
    return _CYCLE_DAYS.get(cycle, 0)


def _minimum(fields: Mapping[str, object], law: Limits) -> tuple[Finding, ...]:
    fen, floor = _number(fields, "pay_fen"), _floor(fields, law)
    if not fen or not floor or fen >= floor:
        return ()
    least = money.plain(floor)
    return (findings.warning("orders.finding.below_minimum", field="pay_fen", least=least),)


def not_entered(fields: Mapping[str, object], law: Limits) -> tuple[Finding, ...]:
    """Return the remark that pay could not be held against the local minimum: nobody entered it.

    Source: 最低工资规定 art. 5; the province publishes the figures, so the table begins without.
    """
    form, kind = fields.get("employment_form"), fields.get("pay_kind")
    if form not in (*terms.LABOUR_CONTRACTS, terms.PART_TIME, terms.OVERAGE, terms.SHARED):
        return ()
    by_hour = form == terms.PART_TIME
    asked = {"hour": by_hour, "day": True, "month": not by_hour}.get(str(kind), False)
    figure = law.hour_wage_fen if by_hour else law.month_wage_fen
    if not asked or figure or not _number(fields, "pay_fen"):
        return ()
    return (findings.information("orders.finding.minimum_not_entered", field="pay_fen"),)


def _floor(fields: Mapping[str, object], law: Limits) -> int:
    """Return the least pay in fen for the unit of an order; 0 where it cannot be said.

    A day is worth a month's minimum over the paid days of a month, of part-time work its hours;
    for pieces only what was earned in the hours can tell.
    """
    kind, minutes = fields.get("pay_kind"), _number(fields, "minutes_per_day")
    by_hour = fields.get("employment_form") == terms.PART_TIME
    if kind == "hour":
        return law.hour_wage_fen if by_hour else 0
    if kind == "day" and by_hour:
        return -(-law.hour_wage_fen * minutes // _MINUTES)
    if kind == "day":
        normal = min(minutes or terms.LONGEST_DAY, terms.LONGEST_DAY)
        share = law.month_wage_fen * _HUNDRED * normal
        return -(-share // (law.month_days * terms.LONGEST_DAY))
    return law.month_wage_fen if kind == "month" and not by_hour else 0


def _number(fields: Mapping[str, object], name: str) -> int:
    value = fields.get(name)
    return value if isinstance(value, int) else 0
