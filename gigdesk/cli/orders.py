"""Commands about employers and job orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import orders
from gigdesk.cli.session import day

if TYPE_CHECKING:
    from gigdesk.cli.session import Session


@click.group("employers")
def employers() -> None:
    """Work with employers."""


@employers.command("add")
@click.option("--name", required=True)
@click.option("--uscc")
@click.option("--contact-name")
@click.option("--contact-phone")
@click.option("--legal-representative")
@click.option("--address")
@click.option("--industry")
@click.pass_obj
def add_employer(session: Session, /, **given: str | None) -> dict[str, Any]:
    """Take in an employer."""
    made = orders.add_employer(session.desk(), {k: v for k, v in given.items() if v})
    return {"number": made.number, "id": made.id}


@employers.command("list")
@click.option("--limit", type=int, default=200)
@click.pass_obj
def list_employers(session: Session, limit: int) -> dict[str, Any]:
    """List employers, newest first."""
    count, rows = orders.list_employers(session.desk(write=False), limit=limit)
    shown = ("id", "number", "name", "uscc", "contact_name", "orders", "open_orders", "flag")
    return {"count": count, "employers": [{name: row[name] for name in shown} for row in rows]}


@click.group("orders")
def group() -> None:
    """Work with job orders."""


@group.command("add")
@click.option("--employer", required=True)
@click.option("--trade", required=True)
@click.option("--people", type=click.IntRange(min=1), required=True)
@click.option("--from", "from_day", required=True)
@click.option("--to", "to_day", required=True)
@click.option("--place", required=True)
@click.option("--pay", required=True, metavar="KIND:YUAN")
@click.option("--age-min", type=int)
@click.option("--age-max", type=int)
@click.option("--age-reason")
@click.option("--men", type=int)
@click.option("--women", type=int)
@click.option("--certificate-kind")
@click.option("--certificate-rule")
@click.option("--hazardous", is_flag=True, default=None)
@click.option("--employment-form")
@click.option("--content")
@click.pass_obj
def add(session: Session, /, *, employer: str, pay: str, **given: Any) -> dict[str, Any]:
    """Take in a job order; it is open for dispatch at once."""
    desk = session.desk()
    fields = {name: value for name, value in given.items() if value is not None}
    for name in ("from_day", "to_day"):
        fields[name] = day(fields[name]).isoformat()
    if "hazardous" in fields:
        fields["hazardous"] = int(fields["hazardous"])
    made = orders.take(desk, orders.find_employer(desk, employer), fields, pay=pay)
    return {"number": made.number, "id": made.id}


@group.command("list")
@click.option("--limit", type=int, default=200)
@click.pass_obj
def list_orders(session: Session, limit: int) -> dict[str, Any]:
    """List job orders with people needed, listed and on site."""
    count, rows = orders.list_orders(session.desk(write=False), limit=limit)
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
    made = orders.set_state(desk, orders.find_order(desk, order), state, reason=reason)
    return {"number": made.number, "state": state}
