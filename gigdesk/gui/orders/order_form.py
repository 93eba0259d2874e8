"""The form of a job order: whom the employer looks for, where and when, on which terms."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import jobs
from gigdesk.domain.workers import codes
from gigdesk.gui import form, record
from gigdesk.gui.fields import Candidate, Field, Finding, Kind, Option, Section
from gigdesk.gui.form.page import Doing
from gigdesk.gui.orders import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.window import Window

_MINUTES = 60
MOST, SHOWN = 2_000, 20
_FIELD_OF = {
    "orders.finding.people_missing": "people",
    "orders.finding.quota_over_people": "women",
    "orders.finding.asks_for_children": "age_min",
    "orders.finding.ages_reversed": "age_max",
    "orders.finding.age_without_reason": "age_reason",
    "orders.finding.days_reversed": "to_day",
    "orders.finding.pay_kind_unknown": "pay_kind",
    "orders.finding.pay_missing": "pay_fen",
    "orders.finding.certificate_rule_unknown": "certificate_rule",
}
_PAY_MISSING = "orders.finding.pay_missing"


def find_employers(desk: Any, typed: str) -> list[Candidate]:
    """Return employers for the lookup, found by name, code, contact or initials, newest first."""
    _, found = orders.list_employers(desk, limit=MOST)
    return [
        Candidate(row["id"], row["name"], row["contact_name"] or "")
        for row in found
        if record.fits(typed, row["name"], row["contact_name"], row["uscc"])
    ][:SHOWN]


def declared() -> tuple[Field | Section, ...]:
    """Return the fields in the order in which they are asked."""
    return (*_people(), *_work(), *_terms())


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
        Field(
            "certificate_rule",
            "orders.field.certificate_rule",
            Kind.CHOICE,
            options=words.options(words.RULES),
            initial=jobs.WARN,
        ),
        Field("hazardous", "orders.field.hazardous", Kind.CHECK),
    )


def _work() -> tuple[Field | Section, ...]:
    return (
        Section("orders_page.section.work"),
        Field("place", "orders.field.place", required=True, wide=True),
        Field("from_day", "orders.field.from_day", Kind.DATE, required=True),
        Field("to_day", "orders.field.to_day", Kind.DATE, required=True),
        Field("hours", "orders_page.hours", hint="orders_page.hint.hours"),
        Field("shift", "orders.field.shift", hint="orders_page.hint.shift"),
        Field("content", "orders.field.content", Kind.LONG, wide=True),
    )


def _terms() -> tuple[Field | Section, ...]:
    choice = Kind.CHOICE
    return (
        Section("orders_page.section.terms"),
        Field(
            "pay_kind",
            "orders.field.pay_kind",
            choice,
            required=True,
            options=words.options(words.PAY_KINDS),
            initial="day",
        ),
        Field("pay_fen", "orders_page.pay_fen", Kind.MONEY, hint="orders_page.hint.pay"),
        Field("pay_unit", "orders.field.pay_unit", hint="orders_page.hint.unit"),
        Field("pay_cycle", "orders.field.pay_cycle", choice, options=words.options(words.CYCLES)),
        Field("meals", "orders.field.meals", hint="orders_page.hint.meals"),
        Field("lodging", "orders.field.lodging", hint="orders_page.hint.lodging"),
        Field("transport_payer", "orders.field.transport_payer", hint="orders_page.hint.payer"),
        Field("insurance_payer", "orders.field.insurance_payer", hint="orders_page.hint.payer"),
        Field(
            "employment_form",
            "orders.field.employment_form",
            choice,
            options=words.options(words.FORMS),
        ),
        Field("fee_model", "orders.field.fee_model"),
        Field("note", "orders.field.note", Kind.LONG, wide=True),
    )


def minutes(typed: object) -> int | None:
    """Return hours as typed (`8`, `7.5`) in minutes; None where nothing or no hours stand."""
    try:
        found = Decimal(str(typed)) * _MINUTES
    except InvalidOperation:
        return None
    whole = found == found.to_integral_value() and 0 < found <= 24 * _MINUTES
    return int(found) if whole else None


def stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the form by the names the act knows."""
    kept = {name: value for name, value in values.items() if name not in ("employer", "hours")}
    return {**kept, "minutes_per_day": minutes(values["hours"])}


def check(values: dict[str, Any]) -> list[Finding]:
    """Say what is wrong with an order as typed."""
    # What must be filled in is said by the form itself once everything has been judged.
    found = [
        one
        for one in jobs.check(stored(values))
        if one.code == _PAY_MISSING or not one.code.endswith("_missing")
    ]
    told = words.shown(found, _FIELD_OF)
    if values["hours"] and minutes(values["hours"]) is None:
        told.append(Finding("hours", i18n.text("orders_page.hours_unread")))
    begun = any(values[name] for name in ("pay_kind", "pay_fen")) and values["to_day"]
    return [one for one in told if begun or one.field != "pay_fen"]


def make(
    frame: Window,
    row: Mapping[str, Any] | None = None,
    employer: Candidate | None = None,
) -> form.Form:
    """Return the form: empty, for one employer, or with an order."""

    def act(desk: Any, values: dict[str, Any], _confirmed: tuple[str, ...]) -> Any:
        if row is None:
            return orders.take(desk, values["employer"], stored(values))
        return orders.change(desk, row["id"], stored(values))

    made = form.Form(
        declared() if row is None else declared()[:1] + declared()[2:],
        Doing(act=act, check=check),
        name=i18n.text("orders_page.edit_order" if row else "orders_page.add_order"),
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=row is None,
    )
    if row is not None:
        made.show_values({**row, "hours": hours(row["minutes_per_day"])})
    elif employer is not None:
        made.show_values({**_initial(), "employer": employer})
    return made


def hours(minutes_per_day: int | None) -> str | None:
    """Return minutes as hours, `7.5`."""
    return None if minutes_per_day is None else f"{minutes_per_day / _MINUTES:g}"


def _initial() -> dict[str, Any]:
    return {each.key: each.initial for each in declared() if isinstance(each, Field)}
