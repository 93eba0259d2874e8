"""Commands about workers that one employer lends to another, and about a person's days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import dispatch, office, orders
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import Month, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.cli.session import Session

_SHOWN = (
    "number",
    "worker_number",
    "name",
    "lender",
    "borrower",
    "order_number",
    "from_day",
    "to_day",
    "agreement",
    "state",
)


@click.command()
@click.argument("docnos", nargs=-1, required=True)
@click.option("--lender", required=True)
@click.option("--borrower", required=True)
@click.option("--order")
@click.option("--from", "from_day", required=True)
@click.option("--to", "to_day", required=True)
@click.option("--agreement")
@click.option("--note")
@click.pass_obj
def lend(session: Session, /, docnos: Sequence[str], **asked: Any) -> dict[str, Any]:
    """Note that an employer lends people to another for some days, each on their own."""
    desk = session.desk()
    ids, unknown = telling.meant(desk, docnos)
    fields = {name: asked[name] for name in ("agreement", "note")}
    if asked["order"]:
        fields["order_id"] = orders.find_order(desk, asked["order"])
    found, done = dispatch.lend(
        desk,
        people=ids,
        lender_id=orders.find_employer(desk, asked["lender"]),
        borrower_id=orders.find_employer(desk, asked["borrower"]),
        fields={**fields, **_days(asked)},
    )
    return telling.told(session, done.number, found, unknown)


def _days(asked: dict[str, Any]) -> dict[str, str]:
    names = ("from_day", "to_day")
    return {name: day(asked[name]).isoformat() for name in names if asked[name]}


@click.command()
@click.option("--person", "docno")
@click.pass_obj
def loans(session: Session, docno: str | None) -> dict[str, Any]:
    """List loans that are not over, or all of a person."""
    desk = session.desk(write=False)
    person = office.history.find(desk, "worker", docno) if docno else None
    found = dispatch.list_loans(desk, worker_id=person)
    shown = [{name: one[name] for name in _SHOWN} for one in found]
    return {"count": len(found), "loans": shown}


@click.command("change-loan")
@click.argument("loan")
@click.option("--from", "from_day")
@click.option("--to", "to_day")
@click.option("--agreement")
@click.option("--note")
@click.option("--cancel", is_flag=True)
@click.option("--reason", default="")
@click.pass_obj
def change_loan(session: Session, /, loan: str, **asked: Any) -> dict[str, Any]:
    """Change the days or the agreement of a loan, or cancel it with a reason."""
    desk = session.desk()
    texts = {name: asked[name] for name in ("agreement", "note") if asked[name] is not None}
    done = dispatch.change_loan(
        desk,
        loan_id=dispatch.find_loan(desk, loan),
        changes={**texts, **_days(asked)},
        cancel=asked["cancel"],
        reason=asked["reason"],
    )
    return {"number": done.number}


@click.command()
@click.argument("docno")
@click.option("--month", type=Month())
@click.pass_obj
def days(session: Session, docno: str, month: str | None) -> dict[str, Any]:
    """List for each day of a month which batch or loan takes a person."""
    desk = session.desk(write=False)
    person = office.history.find(desk, "worker", docno)
    wanted = month or f"{desk.clock.today():%Y-%m}"
    found = dispatch.days_of(desk, worker_id=person, month=wanted)
    return {
        "month": wanted,
        "days": [
            {"day": one.day, "batches": list(one.batches), "loans": list(one.loans)}
            for one in found
        ],
    }


COMMANDS = (lend, loans, change_loan, days)
