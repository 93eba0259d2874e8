"""Commands about employers and job orders."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n, money
from gigdesk.actions import orders
from gigdesk.cli.session import AMOUNT, COUNT, day
from gigdesk.domain.orders import employers as unit_kinds
from gigdesk.domain.orders import fees, jobs, relation, terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.cli.session import Session

_MINUTES = 60


class _Hours(click.ParamType[int]):
    """Hours a day as `8` or `7.5`, kept in minutes."""

    name = "hours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return whole minutes."""
        try:
            minutes = Decimal(str(value)) * _MINUTES
        except InvalidOperation:
            self.fail(str(value), param, ctx)
        if minutes != minutes.to_integral_value() or not 0 < minutes <= 24 * _MINUTES:
            self.fail(str(value), param, ctx)
        return int(minutes)


class Yuan(click.ParamType[int]):
    """An amount in yuan as `15` or `12.50`, kept in whole fen."""

    name = "yuan"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return whole fen."""
        try:
            return money.parse(str(value))
        except errors.Invalid:
            self.fail(str(value), param, ctx)


class _Percent(click.ParamType[int]):
    """A share of wages as `3` or `2.5` percent, kept in ten-thousandths."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return whole ten-thousandths."""
        try:
            share = Decimal(str(value)) * 100
        except InvalidOperation:
            self.fail(str(value), param, ctx)
        if share != share.to_integral_value() or not 0 < share <= 100 * 100:
            self.fail(str(value), param, ctx)
        return int(share)


class _Pay(click.ParamType[str]):
    """What is paid for what, as `day:160`; kept as it was written."""

    name = "pay"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text once it can be read."""
        try:
            jobs.read_pay(str(value))
        except errors.Invalid as wrong:
            self.fail(i18n.text(wrong.code, **wrong.params), param, ctx)
        return str(value)


@click.group("employers")
def employers() -> None:
    """Work with employers."""


_OF_EMPLOYERS: tuple[Callable[[Any], Any], ...] = (
    click.option("--uscc"),
    click.option("--unit-kind", type=click.Choice(unit_kinds.UNIT_KINDS)),
    click.option("--contact-name"),
    click.option("--contact-phone"),
    click.option("--legal-representative"),
    click.option("--address"),
    click.option("--industry"),
    click.option("--agency-licence-no"),
    click.option("--agency-licence-to"),
    click.option("--dispatch-licence-no"),
    click.option("--dispatch-licence-to"),
    click.option("--deposit", "deposit_fen", type=Yuan()),
    click.option("--deposit-where"),
    click.option("--deposit-to"),
    click.option("--flag", type=click.Choice((*unit_kinds.FLAGS, "none"))),
    click.option("--flag-reason"),
    click.option("--flag-until"),
)
_DAYS = (
    "day",
    "valid_from",
    "agency_licence_to",
    "dispatch_licence_to",
    "deposit_to",
    "flag_until",
)


def employer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of an employer."""
    for option in reversed(_OF_EMPLOYERS):
        command = option(command)
    return command


def stated(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given, days as ISO text; the flag `none` takes flag, reason and term away."""
    fields = {name: value for name, value in given.items() if value not in (None, "", ())}
    for name in _DAYS:
        if name in fields:
            fields[name] = day(fields[name]).isoformat()
    if fields.get("flag") == "none":
        fields |= dict.fromkeys(("flag", "flag_reason", "flag_until"))
    return fields


@employers.command("add")
@click.option("--name", required=True)
@employer_options
@click.pass_obj
def add_employer(session: Session, /, **given: Any) -> dict[str, Any]:
    """Take in an employer."""
    desk = session.desk()
    made = orders.add_employer(desk, fields=stated(given))
    name = str(given["name"]).strip()
    _, listed = orders.list_employers(desk, name)
    same = [str(row["number"]) for row in listed if row["name"] == name and row["id"] != made.id]
    joined = i18n.text("people.joint").join(same)
    remarks = [i18n.text("cli.employers.namesake", name=name, numbers=joined)] if same else []
    return {"number": made.number, "id": made.id, "remarks": remarks}


@employers.command("list")
@click.option("--limit", type=COUNT, default=200)
@click.pass_obj
def list_employers(session: Session, limit: int) -> dict[str, Any]:
    """List employers, newest first."""
    count, rows = orders.list_employers(session.desk(write=False), limit=limit)
    shown = ("id", "number", "name", "uscc", "contact_name", "orders", "open_orders", "flag")
    return {"count": count, "employers": [{name: row[name] for name in shown} for row in rows]}


@click.group("orders")
def group() -> None:
    """Work with job orders."""


# The words a script writes for each term; what is not given stays open, and contracts say so.
_TERMS: tuple[Callable[[Any], Any], ...] = (
    click.option("--age-min", type=AMOUNT),
    click.option("--age-max", type=AMOUNT),
    click.option("--age-reason"),
    click.option("--men", type=AMOUNT),
    click.option("--women", type=AMOUNT),
    click.option("--certificate-kind"),
    click.option("--certificate-rule", type=click.Choice(jobs.CERTIFICATE_RULES)),
    click.option("--hazardous/--not-hazardous", default=None),
    click.option("--place-code"),
    click.option("--content"),
    click.option("--employment-form", type=click.Choice(terms.EMPLOYMENT_FORMS)),
    click.option("--probation-days", type=AMOUNT),
    click.option("--probation-pay", "probation_fen", type=Yuan()),
    click.option("--hours", "minutes_per_day", type=_Hours()),
    click.option("--days-per-week", type=click.IntRange(1, 7)),
    click.option("--hours-kind", type=click.Choice(terms.HOURS_KINDS)),
    click.option("--hours-approval"),
    click.option("--shift"),
    click.option("--rest"),
    click.option("--pay-unit"),
    click.option("--pay-cycle", type=click.Choice(terms.PAY_CYCLES)),
    click.option("--pay-within", "pay_within_days", type=AMOUNT, metavar="DAYS"),
    click.option("--pay-method", type=click.Choice(terms.PAY_METHODS)),
    click.option("--meals", type=click.Choice(terms.BOARD)),
    click.option("--meals-price", "meals_day_fen", type=Yuan(), metavar="YUAN-A-DAY"),
    click.option("--lodging", type=click.Choice(terms.BOARD)),
    click.option("--lodging-price", "lodging_month_fen", type=Yuan(), metavar="YUAN-A-MONTH"),
    click.option("--transport-payer", type=click.Choice(terms.PAYERS)),
    click.option("--transport-advance", type=click.Choice(terms.ADVANCES)),
    click.option(
        "--insurance", "insurance_kinds", type=click.Choice(terms.INSURANCES), multiple=True
    ),
    click.option("--insurance-payer", type=click.Choice(terms.PAYERS)),
    click.option("--hazards", metavar="none|TEXT"),
    click.option("--protection"),
    click.option("--fee-model", type=click.Choice(fees.MODELS)),
    click.option("--fee", "fee_fen", type=Yuan()),
    click.option("--fee-percent", "fee_permyriad", type=_Percent()),
    click.option("--fee-tiers", metavar="DAYS:YUAN ..."),
    click.option("--promise", multiple=True),
    click.option("--note"),
)


def _with_terms(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of all terms."""
    for option in reversed(_TERMS):
        command = option(command)
    return command


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """Return what was given as the act knows it; what was not given is left out."""
    fields = {name: value for name, value in given.items() if value not in (None, ())}
    for name in ("from_day", "to_day"):
        if name in fields:
            fields[name] = day(fields[name]).isoformat()
    if "promise" in fields:
        fields["promise"] = "\n".join(fields["promise"])
    return fields


@group.command("add")
@click.option("--employer", required=True)
@click.option("--trade", required=True)
@click.option("--people", type=COUNT, required=True)
@click.option("--from", "from_day", required=True)
@click.option("--to", "to_day", required=True)
@click.option("--place", required=True)
@click.option("--pay", type=_Pay(), required=True, metavar="KIND:YUAN")
@_with_terms
@click.pass_obj
def add(session: Session, /, *, employer: str, pay: str, **given: Any) -> dict[str, Any]:
    """Take in a job order; it is open for dispatch at once. What contracts will lack is told."""
    desk = session.desk()
    made = orders.take(
        desk, employer_id=orders.find_employer(desk, employer), fields=_fields(given), pay=pay
    )
    missing = orders.get_order(desk, made.id)["missing_terms"]
    return {"number": made.number, "id": made.id, "missing_terms": list(missing)}


@group.command("change")
@click.argument("order")
@click.option("--trade")
@click.option("--people", type=COUNT)
@click.option("--from", "from_day")
@click.option("--to", "to_day")
@click.option("--place")
@click.option("--pay", type=_Pay(), metavar="KIND:YUAN")
@click.option("--despite-contracts", is_flag=True)
@_with_terms
@click.pass_obj
def change(
    session: Session, /, *, order: str, pay: str | None, despite_contracts: bool, **given: Any
) -> dict[str, Any]:
    """Change what is given of a job order, or state what it left open."""
    desk = session.desk()
    made = orders.change(
        desk,
        order_id=orders.find_order(desk, order),
        changes=_fields(given),
        pay=pay,
        confirmed=(jobs.AGREED,) if despite_contracts else (),
    )
    missing = orders.get_order(desk, made.id)["missing_terms"]
    return {"number": made.number, "id": made.id, "missing_terms": list(missing)}


@group.command("list")
@click.option("--limit", type=COUNT, default=200)
@click.pass_obj
def list_orders(session: Session, limit: int) -> dict[str, Any]:
    """List job orders with people needed, listed and on site."""
    count, rows = orders.list_orders(session.desk(write=False), limit=limit)
    for row in rows:
        if not session.options.json and row["state"] == jobs.ON_SITE and not row["on_site"]:
            row["state"] = i18n.text("orders_page.all_back")
    shown = (
        "id",
        "number",
        "employer_name",
        "trade",
        "people",
        "listed",
        "on_site",
        "from_day",
        "to_day",
        "place",
        "state",
    )
    return {"count": count, "orders": [{name: row[name] for name in shown} for row in rows]}


@group.command("state")
@click.argument("order")
@click.argument("state")
@click.option("--reason", default="")
@click.pass_obj
def set_state(session: Session, order: str, state: str, reason: str) -> dict[str, Any]:
    """Move an order to another state."""
    desk = session.desk()
    made = orders.set_state(
        desk, order_id=orders.find_order(desk, order), state=state, reason=reason
    )
    return {"number": made.number, "state": state}


@group.command("relation")
@click.argument("order")
@click.argument("answers", required=False)
@click.pass_obj
def relate(session: Session, order: str, answers: str | None) -> dict[str, Any]:
    """Answer the six questions about the relationship, or show what the kept answers suggest.

    A digit for each: who says when, who says where, whose tools, every day, by time or by result,
    may others do it. 1 speaks for work under control, 2 for one's own account, 3 is unsure. The
    form of employment stays what it is.
    """
    desk = session.desk(write=answers is not None)
    order_id = orders.find_order(desk, order)
    if answers is not None:
        orders.answer(desk, order_id=order_id, answers=relation.read(answers))
    row, found = orders.get_order(desk, order_id), orders.suggestion(desk, order_id)
    told = {
        "number": row["number"],
        "answers": relation.kept(row["answers"]),
        "employment_form": row["employment_form"],
    }
    if found is None:
        return told | {"suggested": None, "why": None, "reasons": [], "differs": False}
    return told | {
        "suggested": found.form or None,
        "why": i18n.text(found.why.code),
        "reasons": [i18n.text(one.code) for one in found.reasons],
        "differs": relation.differs(row["employment_form"], found),
    }
