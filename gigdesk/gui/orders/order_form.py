"""The form of a job order: whom the employer looks for, where and when, on which terms."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from gigdesk import errors, i18n
from gigdesk.actions import orders
from gigdesk.domain.orders import fees, jobs, terms
from gigdesk.gui import form
from gigdesk.gui.fields import Candidate, Field, Finding
from gigdesk.gui.form.page import Doing
from gigdesk.gui.orders import groups, order_fields, words
from gigdesk.gui.orders.suggesting import Suggesting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gigdesk.gui.window import Window

_MINUTES, _PERCENT = 60, 100
_TYPED = ("employer", "hours", "fee_percent")
_FIELD_OF = {
    "orders.finding.people_missing": "people",
    "orders.finding.quota_over_people": "women",
    "orders.finding.ages_reversed": "age_max",
    "orders.finding.age_without_reason": "age_reason",
    "orders.finding.days_reversed": "to_day",
    "orders.finding.day_too_far": "to_day",
    "orders.finding.pay_kind_unknown": "pay_kind",
    "orders.finding.pay_missing": "pay_fen",
    "orders.finding.certificate_rule_unknown": "certificate_rule",
    jobs.AGREED: "pay_fen",
}
_PAY_MISSING = "orders.finding.pay_missing"


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
    kept = {name: value for name, value in values.items() if name not in _TYPED}
    kinds = ",".join(values["insurance_kinds"]) or None
    return {
        **kept,
        "minutes_per_day": minutes(values["hours"]),
        "insurance_kinds": kinds,
        "fee_permyriad": permyriad(values["fee_percent"]),
    }


def permyriad(typed: object) -> int | None:
    """Return percent as typed (`3`, `2.5`) in ten-thousandths; None where nothing can be read."""
    try:
        found = Decimal(str(typed or "").removesuffix("%")) * _PERCENT
    except InvalidOperation:
        return None
    whole = found == found.to_integral_value() and 0 < found <= _PERCENT * _PERCENT
    return int(found) if whole else None


def percent(ten_thousandths: int | None) -> str | None:
    """Return ten-thousandths as percent, `2.5`."""
    return None if ten_thousandths is None else f"{ten_thousandths / _PERCENT:g}"


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as values of the form."""
    kinds = terms.insurance_kinds(row["insurance_kinds"])
    typed = {"hours": hours(row["minutes_per_day"]), "fee_percent": percent(row["fee_permyriad"])}
    return {**row, **typed, "insurance_kinds": kinds}


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
    if values["fee_percent"] and permyriad(values["fee_percent"]) is None:
        told.append(Finding("fee_percent", i18n.text("orders_page.percent_unread")))
    told += _tiers(values["fee_tiers"])
    begun = any(values[name] for name in ("pay_kind", "pay_fen")) and values["to_day"]
    return [one for one in told if begun or one.field != "pay_fen"]


def _tiers(typed: object) -> list[Finding]:
    """Say what cannot be read of the tiers of a fee."""
    try:
        fees.read_tiers(str(typed)) if typed else ()
    except errors.Invalid as wrong:
        return [Finding("fee_tiers", i18n.text(wrong.code, **wrong.params))]
    return []


def make(
    frame: Window,
    row: Mapping[str, Any] | None = None,
    employer: Candidate | None = None,
) -> form.Form:
    """Return the form: empty, for one employer, or with an order.

    A new order begins from the terms of the employer's last one, each marked as a suggestion.
    """
    declared = order_fields.declared()
    if row is not None:
        declared = tuple(one for one in declared if getattr(one, "key", "") != "employer")

    def act(desk: Any, values: dict[str, Any], confirmed: tuple[str, ...]) -> Any:
        kept = stored(grouped.asked_values(values))
        if row is None:
            return orders.take(desk, employer_id=values["employer"], fields=kept)
        return orders.change(desk, order_id=row["id"], changes=kept, confirmed=confirmed)

    def look(desk: Any, values: dict[str, Any]) -> list[Finding]:
        kept = stored(values)
        found = orders.change_doubts(desk, row["id"], kept) if row is not None else ()
        law = (
            *orders.ages_asked(desk, kept),
            *orders.limits_asked(desk, kept),
            *orders.cycles_asked(desk, kept),
        )
        return words.shown((*found, *law), _FIELD_OF)

    made = form.Form(
        declared,
        Doing(
            act=act,
            check=lambda values: check(grouped.asked_values(values)),
            look=look,
            draft=form.name_of("orders.take", row["id"] if row else None),
        ),
        name=i18n.text("orders_page.edit_order" if row else "orders_page.add_order"),
        tasks=frame.tasks,
        clock=frame.clock,
        can_repeat=row is None,
    )
    grouped = groups.Groups(made, declared, order_fields.ASKED_WITH)
    made.drafts.restored.connect(grouped.show_fields)
    if row is not None:
        made.show_values(shown(row))
        grouped.show_fields()
        return made
    suggesting = Suggesting(made, frame.tasks, shown, grouped.suggest)
    if employer is not None:
        made.show_values({**_initial(), "employer": employer}, is_new=True)
        suggesting.look()
    return made


def hours(minutes_per_day: int | None) -> str | None:
    """Return minutes as hours, `7.5`."""
    return None if minutes_per_day is None else f"{minutes_per_day / _MINUTES:g}"


def _initial() -> dict[str, Any]:
    return {each.key: each.initial for each in order_fields.declared() if isinstance(each, Field)}
