"""Codes of orders and employers in words, with the tones that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, money
from gigdesk.domain import orders, workers
from gigdesk.gui.fields import Finding, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gigdesk.domain.workers import findings

STATES = {
    "draft": ("orders.state.draft", "muted"),
    "review": ("orders.state.review", "warning"),
    "recruiting": ("orders.state.recruiting", "info"),
    "full": ("orders.state.full", "ok"),
    "on_site": ("orders.state.on_site", "ok"),
    "finished": ("orders.state.finished", "muted"),
    "settled": ("orders.state.settled", "muted"),
    "archived": ("orders.state.archived", "muted"),
}
STEPS = {
    "draft": "orders_page.to.draft",
    "review": "orders_page.to.review",
    "recruiting": "orders_page.to.recruiting",
    "full": "orders_page.to.full",
    "on_site": "orders_page.to.on_site",
    "finished": "orders_page.to.finished",
    "settled": "orders_page.to.settled",
    "archived": "orders_page.to.archived",
}
BATCH_STATES = {
    "planned": ("dispatch.state.planned", "muted"),
    "ready": ("dispatch.state.ready", "info"),
    "sent": ("dispatch.state.sent", "ok"),
    "returned": ("dispatch.state.returned", "muted"),
    "cancelled": ("dispatch.state.cancelled", "muted"),
}
HOW_CHOSEN = {
    "proposed": "dispatch.how_chosen.proposed",
    "searched": "dispatch.how_chosen.searched",
    "pasted": "dispatch.how_chosen.pasted",
    "invited": "dispatch.how_chosen.invited",
    "drawn": "dispatch.how_chosen.drawn",
    "allocated": "dispatch.how_chosen.allocated",
    "called": "dispatch.how_chosen.called",
}
PAY_KINDS = {
    "day": "orders.pay_kind.day",
    "hour": "orders.pay_kind.hour",
    "month": "orders.pay_kind.month",
    "piece": "orders.pay_kind.piece",
    "package": "orders.pay_kind.package",
}
PAY = {
    "day": "orders_page.pay.day",
    "hour": "orders_page.pay.hour",
    "month": "orders_page.pay.month",
    "piece": "orders_page.pay.piece",
    "package": "orders_page.pay.package",
}
CYCLES = {
    "day": "orders_page.cycle.day",
    "week": "orders_page.cycle.week",
    "half_month": "orders_page.cycle.half_month",
    "month": "orders_page.cycle.month",
    "season": "orders_page.cycle.season",
    "end": "orders_page.cycle.end",
}
FORMS = {
    "labour": "orders.employment_form.labour",
    "service": "orders.employment_form.service",
    "overage": "orders.employment_form.overage",
    "part_time": "orders.employment_form.part_time",
    "contract_work": "orders.employment_form.contract_work",
    "shared": "orders.employment_form.shared",
    "dispatch": "orders.employment_form.dispatch",
}
PAY_UNITS = {
    "kg": "orders.pay_unit.kg",
    "mu": "orders.pay_unit.mu",
    "piece": "orders.pay_unit.piece",
}
FEE_MODELS = {
    "free": "orders.fee_model.free",
    "fixed": "orders.fee_model.fixed",
    "per_head": "orders.fee_model.per_head",
    "per_day": "orders.fee_model.per_day",
    "percent": "orders.fee_model.percent",
    "retention": "orders.fee_model.retention",
}
HOURS_KINDS = {
    "standard": "orders.hours_kind.standard",
    "comprehensive": "orders.hours_kind.comprehensive",
    "flexible": "orders.hours_kind.flexible",
}
PAY_METHODS = {"bank": "orders.pay_method.bank", "cash": "orders.pay_method.cash"}
BOARD = {
    "free": "orders.board.free",
    "charged": "orders.board.charged",
    "none": "orders.board.none",
}
PAYERS = {
    "employer": "orders.payer.employer",
    "worker": "orders.payer.worker",
    "half": "orders.payer.half",
}
ADVANCES = {
    "employer": "orders.advance.employer",
    "station": "orders.advance.station",
    "none": "orders.advance.none",
}
INSURANCES = {
    "social": "orders.insurance.social",
    "injury": "orders.insurance.injury",
    "accident": "orders.insurance.accident",
    "liability": "orders.insurance.liability",
}
RULES = {
    "warn": "orders.certificate_rule.warn",
    "block": "orders.certificate_rule.block",
    "ignore": "orders.certificate_rule.ignore",
}
FLAGS = {"watched": "orders.flag.watched", "banned": "orders.flag.banned"}
UNIT_KINDS = {
    "enterprise": "orders_page.unit_kind.enterprise",
    "sole_trader": "orders_page.unit_kind.sole_trader",
    "cooperative": "orders_page.unit_kind.cooperative",
    "institution": "orders_page.unit_kind.institution",
    "village": "orders_page.unit_kind.village",
    "person": "orders_page.unit_kind.person",
}


def said(words: Mapping[str, str], code: object) -> str:
    """Return the words of a code; nothing for nothing, the code itself where it is unknown."""
    text = str(code or "")
    return i18n.text(words[text]) if text in words else text


def state(code: object) -> str:
    """Return the state of an order in words."""
    return said({name: key for name, (key, _) in STATES.items()}, code)


def standing(row: Mapping[str, Any]) -> str:
    """Return the state of an order in words; nobody is at work where everybody is back."""
    return i18n.text("orders_page.all_back") if _all_back(row) else state(row["state"])


def standing_tone(row: Mapping[str, Any]) -> str:
    """Return the tone of what `standing` says."""
    return "muted" if _all_back(row) else tone(row["state"])


def _all_back(row: Mapping[str, Any]) -> bool:
    return row["state"] == orders.jobs.ON_SITE and not row["on_site"]


def batch_state(code: object) -> str:
    """Return the state of a batch in words."""
    return said({name: key for name, (key, _) in BATCH_STATES.items()}, code)


def tone(code: object) -> str:
    """Return the tone of an order's state."""
    return STATES.get(str(code), ("", "muted"))[1]


def options(words: Mapping[str, str]) -> tuple[Option, ...]:
    """Return codes as the choices of a field, found by words, code or pinyin initials."""
    return tuple(
        Option(code, text, (code, *workers.pinyin.initials(text)))
        for code, text in ((code, i18n.text(key)) for code, key in words.items())
    )


def pay(row: Mapping[str, Any]) -> str:
    """Return the pay of an order in words; nothing where no figure is agreed."""
    if row["pay_fen"] is None:
        return said(PAY_KINDS, row["pay_kind"])
    amount = money.grouped(row["pay_fen"]).removesuffix(".00")
    if row["pay_unit"]:
        return i18n.text(
            "orders_page.pay.unit", amount=amount, unit=said(PAY_UNITS, row["pay_unit"])
        )
    key = PAY.get(row["pay_kind"], "")
    return i18n.text(key, amount=amount) if key else amount


def terms(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what an order states about hours, pay, board, the way, insurance and safety."""
    text = i18n.text
    minutes, week, within = (
        row[name] for name in ("minutes_per_day", "days_per_week", "pay_within_days")
    )
    hours = [
        text("orders_page.said.hours", hours=f"{minutes / 60:g}") if minutes else "",
        text("orders_page.said.week", days=week) if week else "",
    ]
    paid = [
        pay(row) if row["pay_fen"] is not None else "",
        said(CYCLES, row["pay_cycle"]),
        text("orders_page.said.within", days=within) if within is not None else "",
        said(PAY_METHODS, row["pay_method"]),
    ]
    board = [
        _board(row, "meals", row["meals_day_fen"]),
        _board(row, "lodging", row["lodging_month_fen"]),
    ]
    kinds = orders.terms.insurance_kinds(row["insurance_kinds"])
    covered = [*(said(INSURANCES, one) for one in kinds), said(PAYERS, row["insurance_payer"])]
    hazards = row["hazards"] or ""
    if hazards == orders.terms.NO_HAZARDS:
        hazards = text("orders.no_hazards")
    return [
        (text("orders.field.employment_form"), said(FORMS, row["employment_form"])),
        (text("orders_page.hours"), _joined(hours)),
        (text("orders_page.section.pay"), _joined(paid)),
        (text("orders_page.section.board"), _joined(board)),
        (text("orders.field.transport_payer"), said(PAYERS, row["transport_payer"])),
        (text("orders.field.insurance_kinds"), _joined(covered)),
        (text("orders.field.hazards"), hazards),
        (text("orders.field.protection"), row["protection"] or ""),
        (text("orders.field.content"), row["content"] or ""),
        (text("orders.field.shift"), row["shift"] or ""),
        (text("orders.field.rest"), row["rest"] or ""),
        (text("orders.field.promise"), (row["promise"] or "").replace("\n", " · ")),
        (text("orders.field.fee_model"), fee(row)),
        (text("orders.field.note"), row["note"] or ""),
    ]


def fee(row: Mapping[str, Any]) -> str:
    """Return the service fee of an order in words; the employer pays it, whatever the model."""
    model = row["fee_model"] or ""
    figure = row[orders.fees.FIGURE[model]] if model in orders.fees.FIGURE else None
    if figure is None:
        return said(FEE_MODELS, model)
    if model == orders.fees.PERCENT:
        told = i18n.text("orders_page.said.percent", share=f"{figure / 100:g}")
    elif model == orders.fees.RETENTION:
        told = str(figure)
    else:
        told = i18n.text("orders_page.said.yuan", amount=money.grouped(figure).removesuffix(".00"))
    return f"{said(FEE_MODELS, model)} {told}"


def expected(fee_: orders.fees.Expected | None) -> str:
    """Return what the service fee of an order comes to by now, in words."""
    if fee_ is None:
        return ""
    amount = money.grouped(fee_.fen).removesuffix(".00")
    return i18n.text("orders_page.said.yuan", amount=amount)


_BOARDED = {
    "meals": ("orders_page.said.meals", "orders_page.said.meals_charged"),
    "lodging": ("orders_page.said.lodging", "orders_page.said.lodging_charged"),
}


def _board(row: Mapping[str, Any], name: str, price: int | None) -> str:
    plain, charged = _BOARDED[name]
    if row[name] == orders.terms.CHARGED and price is not None:
        return i18n.text(charged, amount=money.grouped(price).removesuffix(".00"))
    return i18n.text(plain, said=said(BOARD, row[name])) if row[name] else ""


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def days(quarters: int) -> str:
    """Return quarters of a day as days: `0.75`."""
    return f"{quarters / 4:g}"


def span(first: object, last: object) -> str:
    """Return two days as one span; the year of the second is left out where it is the same."""
    start, end = str(first or ""), str(last or "")
    return f"{start} – {end[5:] if end[:4] == start[:4] else end}" if end else start


def shown(found: Iterable[findings.Finding], fields: Mapping[str, str]) -> list[Finding]:
    """Return findings as a form shows them; `fields` tells which field a code speaks of."""
    tones = {"E": "error", "W": "warning", "I": "info"}
    told = []
    for one in found:
        at = str(one.params.get("field", "")) or _field(one.code, fields)
        told.append(Finding(at, i18n.text(one.code, **one.params), tones[one.level], one.code))
    return told


def _field(code: str, fields: Mapping[str, str]) -> str:
    return next((name for start, name in fields.items() if code.startswith(start)), "")
