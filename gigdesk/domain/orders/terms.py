"""What an order states about hours, pay, board, the way, insurance and safety: codes and checks.

Nothing here has a value of its own accord: what nobody stated is missing, and a contract says so.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from gigdesk.domain.orders import fees
from gigdesk.domain.workers import findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.domain.workers.findings import Finding

LABOUR, PART_TIME, SERVICE, PIECE_OF_WORK, SHARED, OVERAGE, LABOUR_DISPATCH = (
    "labour",
    "part_time",
    "service",
    "contract_work",
    "shared",
    "overage",
    "dispatch",
)
EMPLOYMENT_FORMS = (
    LABOUR,
    PART_TIME,
    SERVICE,
    OVERAGE,
    PIECE_OF_WORK,
    SHARED,
    LABOUR_DISPATCH,
)
# Labour dispatch (派遣) is a labour contract as well, with the agency (劳动合同法 art. 58).
LABOUR_CONTRACTS = (LABOUR, LABOUR_DISPATCH)
STANDARD, COMPREHENSIVE, FLEXIBLE = "standard", "comprehensive", "flexible"
HOURS_KINDS = (STANDARD, COMPREHENSIVE, FLEXIBLE)
# Units of work paid by the piece; others may be written in words.
PAY_UNITS = ("kg", "mu", "piece")
_UNIT_WORDS = {"公斤": "kg", "千克": "kg", "亩": "mu", "件": "piece"}
PER_UNIT = ("piece", "package")
PAY_CYCLES = ("day", "week", "half_month", "month", "season", "end")
# Money only, to the worker: 保障农民工工资支付条例 art. 11.
PAY_METHODS = ("bank", "cash")
FREE, CHARGED, NOT_PROVIDED = "free", "charged", "none"
BOARD = (FREE, CHARGED, NOT_PROVIDED)
EMPLOYER, WORKER, HALF = "employer", "worker", "half"
PAYERS = (EMPLOYER, WORKER, HALF)
ADVANCES = ("employer", "station", "none")
INSURANCES = ("social", "injury", "accident", "liability")
NO_HAZARDS = "none"

# 劳动法 art. 36 with 国务院关于职工工作时间的规定 art. 3: eight hours a day, forty a week.
LONGEST_DAY, LONGEST_WEEK, DAYS_OF_A_WEEK = 480, 2400, 7
_MINUTES_OF_A_DAY = 24 * 60

# What is asked under which heading, in the order in which it is asked and told.
FIELDS = (
    "employment_form",
    "probation_days",
    "probation_fen",
    "minutes_per_day",
    "days_per_week",
    "hours_kind",
    "hours_approval",
    "shift",
    "rest",
    "pay_kind",
    "pay_fen",
    "pay_unit",
    "pay_cycle",
    "pay_within_days",
    "pay_method",
    "meals",
    "meals_day_fen",
    "lodging",
    "lodging_month_fen",
    "transport_payer",
    "transport_advance",
    "insurance_kinds",
    "insurance_payer",
    "hazards",
    "protection",
    *fees.FIELDS,
    "promise",
)

_CODES: dict[str, tuple[str, ...]] = {
    "employment_form": EMPLOYMENT_FORMS,
    "hours_kind": HOURS_KINDS,
    "pay_cycle": PAY_CYCLES,
    "pay_method": PAY_METHODS,
    "meals": BOARD,
    "lodging": BOARD,
    "transport_payer": PAYERS,
    "transport_advance": ADVANCES,
    "insurance_payer": PAYERS,
}
_RANGES = {
    "minutes_per_day": (1, _MINUTES_OF_A_DAY),
    "days_per_week": (1, DAYS_OF_A_WEEK),
    "pay_within_days": (0, 366),
    "probation_days": (0, 183),
}
# What a clerk should settle before the order is published; a contract asks for it in the end.
_STATED = (
    "employment_form",
    "minutes_per_day",
    "days_per_week",
    "pay_fen",
    "pay_cycle",
    "pay_within_days",
    "pay_method",
    "meals",
    "lodging",
    "transport_payer",
    "insurance_kinds",
    "insurance_payer",
    "hazards",
    "protection",
)


def is_stated(fields: Mapping[str, object], name: str) -> bool:
    """Say whether an order states this term; a nought (paid the same day) is a statement, too."""
    return fields.get(name) not in (None, "")


def missing(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the terms an order leaves open that its contracts will ask for, in the form's order.

    Whoever gives a paid meal or bed states its price; whoever insures nobody needs no payer.
    """
    wanted = list(_STATED)
    if fields.get("employment_form") in LABOUR_CONTRACTS:
        wanted.insert(wanted.index("pay_fen"), "hours_kind")
    for name, price in (("meals", "meals_day_fen"), ("lodging", "lodging_month_fen")):
        if fields.get(name) == CHARGED:
            wanted.insert(wanted.index(name) + 1, price)
    return tuple(name for name in wanted if not is_stated(fields, name))


def insurance_kinds(stored: object) -> tuple[str, ...]:
    """Return the kinds of insurance as codes; they are stored with commas between them."""
    return tuple(one for one in str(stored or "").split(",") if one)


def read_unit(words: str) -> str:
    """Return the unit of pay as its code (kg, mu, piece), or as it was written."""
    text = words.strip()
    return _UNIT_WORDS.get(text, text.lower() if text.lower() in PAY_UNITS else text)


def _unit(fields: Mapping[str, object]) -> list[Finding]:
    """Return what is wrong with the unit: pieces are counted in one, hours and days have theirs."""
    kind, unit = fields.get("pay_kind"), fields.get("pay_unit")
    if kind == "piece" and not unit:
        return [findings.warning("orders.finding.unit_missing", field="pay_unit")]
    if unit and kind and kind not in PER_UNIT and unit in PAY_UNITS:
        return [findings.error("orders.finding.unit_elsewhere", field="pay_unit")]
    return []


def check(fields: Mapping[str, object]) -> tuple[Finding, ...]:
    """Return what contradicts itself or cannot be among the terms of an order.

    Sources: 劳动法 art. 36 and 38 (standard hours, a day of rest), 劳动合同法 art. 19 (probation).
    How long and how little each form of employment may be stands in `limits`.
    """
    found = [
        findings.error("orders.finding.no_such_choice", field=name, words=fields[name])
        for name, codes in _CODES.items()
        if is_stated(fields, name) and fields[name] not in codes
    ]
    found += [
        findings.error("orders.finding.no_such_choice", field="insurance_kinds", words=one)
        for one in insurance_kinds(fields.get("insurance_kinds"))
        if one not in INSURANCES
    ]
    for name, (least, most) in _RANGES.items():
        value = fields.get(name)
        if isinstance(value, int) and not least <= value <= most:
            found.append(findings.error("orders.finding.out_of_range", field=name))
    if fields.get("hazardous") and fields.get("hazards") == NO_HAZARDS:
        found.append(findings.error("orders.finding.hazards_denied", field="hazards"))
    found += _unit(fields)
    return (*found, *_hours(fields), *_probation(fields), *fees.check(fields))


def _hours(fields: Mapping[str, object]) -> list[Finding]:
    minutes, days = fields.get("minutes_per_day"), fields.get("days_per_week")
    found = []
    if fields.get("hours_kind") == STANDARD and over_standard(fields):
        found.append(findings.error("orders.finding.over_standard", field="hours_kind"))
    elif isinstance(minutes, int) and minutes > LONGEST_DAY:
        found.append(findings.warning("orders.finding.long_day", field="minutes_per_day"))
    if days == DAYS_OF_A_WEEK:
        code = "orders.finding.no_rest_day"
        # Under a labour contract a day of rest is due (art. 38); elsewhere somebody has to look.
        labour = fields.get("employment_form") in LABOUR_CONTRACTS
        level = findings.error if labour else findings.warning
        found.append(level(code, field="days_per_week"))
    approved = fields.get("hours_kind") in (COMPREHENSIVE, FLEXIBLE)
    if approved and not fields.get("hours_approval"):
        found.append(findings.warning("orders.finding.approval_missing", field="hours_approval"))
    return found


def over_standard(fields: Mapping[str, object]) -> bool:
    """Say whether the hours stated go beyond eight a day or forty a week."""
    minutes, days = fields.get("minutes_per_day"), fields.get("days_per_week")
    if not isinstance(minutes, int):
        return False
    week = minutes * days if isinstance(days, int) else 0
    return minutes > LONGEST_DAY or week > LONGEST_WEEK


def _probation(fields: Mapping[str, object]) -> list[Finding]:
    days = fields.get("probation_days")
    if not isinstance(days, int) or days == 0:
        return []
    found = []
    if fields.get("employment_form") not in LABOUR_CONTRACTS:
        found.append(findings.error("orders.finding.probation_elsewhere", field="probation_days"))
    if not fields.get("probation_fen"):
        found.append(findings.warning("orders.finding.probation_pay", field="probation_fen"))
    return found


def last_of(first: str, days: int) -> str:
    """Return the last of so many days that begin with the day `first`, as ISO text."""
    start = datetime.date.fromisoformat(first)
    return (start + datetime.timedelta(days=max(1, days) - 1)).isoformat()
