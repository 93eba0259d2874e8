"""The rules in words: what each is called, its value with the unit, and what holds today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money

if TYPE_CHECKING:
    from collections.abc import Sequence

AGE, MONTH, STEP, MONTHS, DAYS, PEOPLE, HOURS, MINUTES, PERCENT, KILOS, STRICT, CLOCK = (
    "settings.rules.age",
    "settings.rules.month",
    "settings.rules.step",
    "settings.rules.months",
    "settings.rules.days",
    "settings.rules.people",
    "settings.rules.hours",
    "settings.rules.minutes",
    "settings.rules.percent",
    "settings.rules.kilos",
    "settings.rules.strict",
    "settings.rules.clock",
)
YUAN, FEN, HUNDREDTHS = (
    "settings.rules.yuan",
    "settings.rules.fen",
    "settings.rules.hundredths",
)
RULES = {
    "age.employable": ("settings.rules.age_employable", AGE),
    "age.juvenile_until": ("settings.rules.age_juvenile_until", AGE),
    "age.aid_women": ("settings.rules.age_aid_women", AGE),
    "age.aid_men": ("settings.rules.age_aid_men", AGE),
    "contract.grace_days": ("settings.rules.contract_grace_days", DAYS),
    "contract.amber_days": ("settings.rules.contract_amber_days", DAYS),
    "contract.renewals": ("settings.rules.contract_renewals", ""),
    "contract.ending_days": ("settings.rules.contract_ending_days", DAYS),
    "probation.short_months": ("settings.rules.probation_short_months", MONTHS),
    "probation.short_days": ("settings.rules.probation_short_days", DAYS),
    "probation.middle_months": ("settings.rules.probation_middle_months", MONTHS),
    "probation.middle_days": ("settings.rules.probation_middle_days", DAYS),
    "probation.long_months": ("settings.rules.probation_long_months", MONTHS),
    "probation.long_days": ("settings.rules.probation_long_days", DAYS),
    "probation.percent": ("settings.rules.probation_percent", PERCENT),
    "parttime.hours_day": ("settings.rules.parttime_hours_day", HOURS),
    "parttime.cycle_days": ("settings.rules.parttime_cycle_days", DAYS),
    "wage.minimum_month": ("settings.rules.wage_minimum_month", YUAN),
    "wage.minimum_hour": ("settings.rules.wage_minimum_hour", FEN),
    "wage.month_days": ("settings.rules.wage_month_days", HUNDREDTHS),
    "phone.shared_by": ("settings.rules.phone_shared_by", PEOPLE),
    "intention.valid_days": ("settings.rules.intention_valid_days", DAYS),
    "certificate.warn_days": ("settings.rules.certificate_warn_days", DAYS),
    "certificate.health_months": ("settings.rules.certificate_health_months", MONTHS),
    "certificate.special_months": ("settings.rules.certificate_special_months", MONTHS),
    "certificate.review_months": ("settings.rules.certificate_review_months", MONTHS),
    "crew.most": ("settings.rules.crew_most", PEOPLE),
    "coach.rest_from": ("settings.rules.coach_rest_from", CLOCK),
    "coach.rest_until": ("settings.rules.coach_rest_until", CLOCK),
    "coach.drive_hours": ("settings.rules.coach_drive_hours", HOURS),
    "coach.break_minutes": ("settings.rules.coach_break_minutes", MINUTES),
    "departure.notice_days": ("settings.rules.departure_notice_days", DAYS),
    "hours.day_normal": ("settings.rules.hours_day_normal", HOURS),
    "hours.day_amber": ("settings.rules.hours_day_amber", HOURS),
    "hours.days_in_a_row": ("settings.rules.hours_days_in_a_row", DAYS),
    "hours.overtime_month": ("settings.rules.hours_overtime_month", HOURS),
    "hours.month_minutes": ("settings.rules.hours_month_minutes", MINUTES),
    "hours.part_amber": ("settings.rules.hours_part_amber", HOURS),
    "hours.part_red": ("settings.rules.hours_part_red", HOURS),
    "overtime.percent_work": ("settings.rules.overtime_percent_work", PERCENT),
    "overtime.percent_rest": ("settings.rules.overtime_percent_rest", PERCENT),
    "overtime.percent_statutory": ("settings.rules.overtime_percent_statutory", PERCENT),
    "overage.overtime": ("settings.rules.overage_overtime", STRICT),
    "weighing.most_kg": ("settings.rules.weighing_most_kg", KILOS),
    "licence.warn_days": ("settings.rules.licence_warn_days", DAYS),
    "pay.cycle_labour": ("settings.rules.pay_cycle_labour", DAYS),
    "checklist.terms": ("settings.rules.checklist_terms", DAYS),
    "checklist.visit": ("settings.rules.checklist_visit", DAYS),
    "checklist.agreement": ("settings.rules.checklist_agreement", DAYS),
    "checklist.problems": ("settings.rules.checklist_problems", DAYS),
    "checklist.recruited": ("settings.rules.checklist_recruited", DAYS),
    "checklist.papers": ("settings.rules.checklist_papers", DAYS),
    "checklist.promised": ("settings.rules.checklist_promised", DAYS),
    "checklist.contracts": ("settings.rules.checklist_contracts", DAYS),
    "checklist.groups": ("settings.rules.checklist_groups", DAYS),
    "checklist.signed": ("settings.rules.checklist_signed", DAYS),
    "checklist.list": ("settings.rules.checklist_list", DAYS),
    "checklist.receipt": ("settings.rules.checklist_receipt", DAYS),
    "checklist.vehicles": ("settings.rules.checklist_vehicles", DAYS),
    "checklist.told": ("settings.rules.checklist_told", DAYS),
    "checklist.seats": ("settings.rules.checklist_seats", DAYS),
    "checklist.boarding": ("settings.rules.checklist_boarding", DAYS),
    "departure.headcount": ("settings.rules.departure_headcount", STRICT),
    "advance.most_yuan": ("settings.rules.advance_most_yuan", YUAN),
    "insurance.age_max": ("settings.rules.insurance_age_max", AGE),
    "retirement.starts": ("settings.rules.retirement_starts", MONTH),
    "retirement.man_age": ("settings.rules.retirement_man_age", AGE),
    "retirement.man_to": ("settings.rules.retirement_man_to", AGE),
    "retirement.man_step": ("settings.rules.retirement_man_step", STEP),
    "retirement.woman_55_age": ("settings.rules.retirement_woman_55_age", AGE),
    "retirement.woman_55_to": ("settings.rules.retirement_woman_55_to", AGE),
    "retirement.woman_55_step": ("settings.rules.retirement_woman_55_step", STEP),
    "retirement.woman_50_age": ("settings.rules.retirement_woman_50_age", AGE),
    "retirement.woman_50_to": ("settings.rules.retirement_woman_50_to", AGE),
    "retirement.woman_50_step": ("settings.rules.retirement_woman_50_step", STEP),
    "eligible.consent": ("settings.rules.eligible_consent", STRICT),
    "eligible.contract": ("settings.rules.eligible_contract", STRICT),
    "eligible.age_window": ("settings.rules.eligible_age_window", STRICT),
    "eligible.sex_quota": ("settings.rules.eligible_sex_quota", STRICT),
    "eligible.places": ("settings.rules.eligible_places", STRICT),
    "eligible.document_number": ("settings.rules.eligible_document_number", STRICT),
    "eligible.document_validity": ("settings.rules.eligible_document_validity", STRICT),
    "eligible.phone": ("settings.rules.eligible_phone", STRICT),
    "eligible.emergency_contact": ("settings.rules.eligible_emergency_contact", STRICT),
    "eligible.review": ("settings.rules.eligible_review", STRICT),
    "eligible.dispatch_licence": ("settings.rules.eligible_dispatch_licence", STRICT),
    "eligible.cover": ("settings.rules.eligible_cover", STRICT),
    "eligible.insurable": ("settings.rules.eligible_insurable", STRICT),
}
"""The words of every rule and the unit of its value."""

NEW_VALUES = {
    AGE: "settings.rules.new_age",
    MONTH: "settings.rules.new_month",
    STEP: "settings.rules.new_step",
    MONTHS: "settings.rules.new_step",
    DAYS: "settings.rules.new_days",
    PEOPLE: "settings.rules.new_people",
    HOURS: "settings.rules.new_hours",
    MINUTES: "settings.rules.new_minutes",
    PERCENT: "settings.rules.new_percent",
    KILOS: "settings.rules.new_kilos",
    YUAN: "settings.rules.new_yuan",
    FEN: "settings.rules.new_fen",
    HUNDREDTHS: "settings.rules.new_hundredths",
}
"""What the field of a new value is called: with the unit it is counted in."""

STRICTNESS = {
    "block": ("settings.rules.block", "error"),
    "warn": ("settings.rules.warn", "warning"),
    "ignore": ("settings.rules.ignore", "muted"),
}


def name_of(rule_id: str) -> str:
    """Return a rule in words; one that a newer program brought keeps its id."""
    return i18n.text(RULES[rule_id][0]) if rule_id in RULES else rule_id


def value_words(rule_id: str, value: str) -> str:
    """Return the value of a rule with its unit, in words."""
    unit = RULES[rule_id][1] if rule_id in RULES else ""
    if unit == STRICT and value in STRICTNESS:
        return i18n.text(STRICTNESS[value][0])
    if unit in (YUAN, FEN) and value == "0":
        return i18n.text("settings.rules.not_entered")
    if unit in (FEN, HUNDREDTHS) and value.isdecimal():
        value = money.plain(int(value))
    return i18n.text(unit, value=value) if unit and unit != STRICT else value


def in_force(rows: Sequence[dict[str, Any]], today: str) -> list[dict[str, Any]]:
    """Return one row for each rule and region: what holds today, and what comes next."""
    kept: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        if row["active"]:
            kept.setdefault((row["rule_id"], row["region"] or ""), []).append(row)
    order = list(RULES)
    found = []
    for (rule_id, region), values in kept.items():
        past = [row for row in values if row["valid_from"] <= today]
        coming = [row for row in values if row["valid_from"] > today]
        now = max(past, key=lambda row: row["valid_from"]) if past else coming[-1]
        following = min(coming, key=lambda row: row["valid_from"]) if coming else None
        found.append(
            {
                **now,
                "words": name_of(rule_id),
                "said": value_words(rule_id, now["value"]),
                "region": region,
                "coming": _coming(following),
                "place": order.index(rule_id) if rule_id in order else len(order),
            }
        )
    return sorted(found, key=lambda row: (row["place"], row["region"]))


def _coming(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    said = value_words(row["rule_id"], row["value"])
    return i18n.text("settings.rules.from", day=row["valid_from"], value=said)
