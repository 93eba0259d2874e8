"""The fields of a job order in the order in which they are asked, group by group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk.actions import orders
from gigdesk.domain.orders import fees, jobs, terms
from gigdesk.domain.workers import codes
from gigdesk.gui import reach
from gigdesk.gui.fields import Candidate, Field, Kind, Option, Section
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN = 20
# Fields that are asked only where another one has one of these values.
ASKED_WITH: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "certificate_rule": ("certificate_kind", ()),
    "probation_days": ("employment_form", terms.LABOUR_CONTRACTS),
    "probation_fen": ("employment_form", terms.LABOUR_CONTRACTS),
    "hours_kind": ("employment_form", terms.LABOUR_CONTRACTS),
    "pay_unit": ("pay_kind", terms.PER_UNIT),
    "fee_fen": ("fee_model", (fees.FIXED, fees.PER_HEAD, fees.PER_DAY)),
    "fee_percent": ("fee_model", (fees.PERCENT,)),
    "fee_tiers": ("fee_model", (fees.RETENTION,)),
    "hours_approval": ("hours_kind", (terms.COMPREHENSIVE, terms.FLEXIBLE)),
    "meals_day_fen": ("meals", (terms.CHARGED,)),
    "lodging_month_fen": ("lodging", (terms.CHARGED,)),
    "insurance_payer": ("insurance_kinds", ()),
}


def find_employers(desk: Any, typed: str) -> list[Candidate]:
    """Return employers for the lookup, found by name, code, contact or initials, newest first."""
    _, found = orders.list_employers(desk, typed, limit=SHOWN)
    return [Candidate(row["id"], row["name"], row["contact_name"] or "") for row in found]


def declared() -> tuple[Field | Section, ...]:
    """Return all fields."""
    return (*_people(), *_work(), *_hours(), *_pay(), *_board(), *_safety(), *_rest())


def _choice(key: str, title: str, shown: Mapping[str, str], **more: Any) -> Field:
    return Field(key, title, Kind.CHOICE, options=words.options(shown), **more)


def _people() -> tuple[Field | Section, ...]:
    kinds = codes.CODES["certificate_kind"]
    return (
        Section("orders_page.section.people"),
        Field(
            "employer",
            "orders_page.employer",
            Kind.LOOKUP,
            required=True,
            find=find_employers,
            new="orders_page.new_employer" if reach.reaches("orders.add_employer") else "",
            wide=True,
            remember=True,
        ),
        Field("trade", "orders.field.trade", required=True),
        Field("people", "orders.field.people", Kind.NUMBER, required=True),
        Field("men", "orders_page.men", Kind.NUMBER, hint="orders_page.hint.quota"),
        Field("women", "orders_page.women", Kind.NUMBER, hint="orders_page.hint.quota"),
        Field("age_min", "orders.field.age_min", Kind.NUMBER),
        Field("age_max", "orders.field.age_max", Kind.NUMBER),
        Field("age_reason", "orders.field.age_reason", wide=True, hint="orders_page.hint.age"),
        Field(
            "certificate_kind",
            "orders.field.certificate_kind",
            Kind.CHOICE,
            options=tuple(Option(code, label) for code, label in kinds.items()),
            free=True,
        ),
        _choice("certificate_rule", "orders.field.certificate_rule", words.RULES, initial="warn"),
    )


def _work() -> tuple[Field | Section, ...]:
    return (
        Section("orders_page.section.work"),
        Field("from_day", "orders.field.from_day", Kind.DATE, required=True),
        Field("to_day", "orders.field.to_day", Kind.DATE, required=True),
        Field("place", "orders.field.place", required=True, wide=True, hint="matching.hint.place"),
        Field("content", "orders.field.content", wide=True, hint="orders_page.hint.content"),
    )


def _hours() -> tuple[Field | Section, ...]:
    return (
        Section("orders_page.section.hours"),
        _choice("employment_form", "orders.field.employment_form", words.FORMS),
        _choice("hours_kind", "orders.field.hours_kind", words.HOURS_KINDS),
        Field("hours", "orders_page.hours", hint="orders_page.hint.hours"),
        Field(
            "days_per_week", "orders.field.days_per_week", Kind.NUMBER, hint="orders_page.hint.week"
        ),
        Field("shift", "orders.field.shift", hint="orders_page.hint.shift"),
        Field("rest", "orders.field.rest", hint="orders_page.hint.rest"),
        Field(
            "probation_days",
            "orders.field.probation_days",
            Kind.NUMBER,
            hint="orders_page.hint.none",
        ),
        Field("probation_fen", "orders.field.probation_fen", Kind.MONEY),
        Field("hours_approval", "orders.field.hours_approval", wide=True),
    )


def _pay() -> tuple[Field | Section, ...]:
    return (
        Section("orders_page.section.pay"),
        _choice("pay_kind", "orders.field.pay_kind", words.PAY_KINDS, required=True, initial="day"),
        Field("pay_fen", "orders_page.pay_fen", Kind.MONEY, hint="orders_page.hint.pay"),
        _choice(
            "pay_unit",
            "orders.field.pay_unit",
            words.PAY_UNITS,
            free=True,
            hint="orders_page.hint.unit",
        ),
        _choice("pay_cycle", "orders.field.pay_cycle", words.CYCLES),
        Field(
            "pay_within_days",
            "orders.field.pay_within_days",
            Kind.NUMBER,
            hint="orders_page.hint.within",
        ),
        _choice("pay_method", "orders.field.pay_method", words.PAY_METHODS),
    )


def _board() -> tuple[Field | Section, ...]:
    return (
        Section("orders_page.section.board"),
        _choice("meals", "orders.field.meals", words.BOARD),
        Field("meals_day_fen", "orders.field.meals_day_fen", Kind.MONEY),
        _choice("lodging", "orders.field.lodging", words.BOARD),
        Field("lodging_month_fen", "orders.field.lodging_month_fen", Kind.MONEY),
        _choice("transport_payer", "orders.field.transport_payer", words.PAYERS),
        _choice("transport_advance", "orders.field.transport_advance", words.ADVANCES),
    )


def _safety() -> tuple[Field | Section, ...]:
    none = words.options({terms.NO_HAZARDS: "orders.no_hazards"})
    return (
        Section("orders_page.section.safety"),
        Field(
            "insurance_kinds",
            "orders.field.insurance_kinds",
            Kind.CHIPS,
            options=words.options(words.INSURANCES),
            wide=True,
        ),
        _choice("insurance_payer", "orders.field.insurance_payer", words.PAYERS),
        Field("hazardous", "orders.field.hazardous", Kind.CHECK),
        Field(
            "hazards",
            "orders.field.hazards",
            Kind.CHOICE,
            options=none,
            free=True,
            wide=True,
            hint="orders_page.hint.hazards",
        ),
        Field(
            "protection",
            "orders.field.protection",
            wide=True,
            hint="orders_page.hint.protection",
        ),
    )


def _rest() -> tuple[Field | Section, ...]:
    long = Kind.LONG
    return (
        Section("orders_page.section.rest"),
        Field("promise", "orders.field.promise", long, wide=True, hint="orders_page.hint.promise"),
        _choice("fee_model", "orders.field.fee_model", words.FEE_MODELS),
        Field("fee_fen", "orders.field.fee_fen", Kind.MONEY),
        Field("fee_percent", "orders_page.fee_percent", hint="orders_page.hint.percent"),
        Field("fee_tiers", "orders.field.fee_tiers", wide=True, hint="orders_page.hint.tiers"),
        Field("note", "orders.field.note", long, wide=True),
    )


def suggested() -> tuple[str, ...]:
    """Return the fields that an employer's last order can fill."""
    kept = {*jobs.REPEATED, *terms.FIELDS, "hours", "fee_percent"}
    return tuple(each.key for each in declared() if isinstance(each, Field) and each.key in kept)
