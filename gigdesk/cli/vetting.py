"""Commands about what is known of employers, the review of orders, and the bands of pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n, stamps
from gigdesk.actions import dispatch, office, orders
from gigdesk.cli.dispatch import telling
from gigdesk.cli.orders import Yuan, employer_options, stated
from gigdesk.cli.session import AMOUNT, COUNT, WORKBOOK, day
from gigdesk.domain.dispatch import batches
from gigdesk.domain.orders import diligence, jobs, review, season

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gigdesk.cli.session import Session
    from gigdesk.domain.orders.review import Point
    from gigdesk.domain.workers.findings import Finding


def said(found: Iterable[Finding]) -> list[str]:
    """Return findings in the user's words."""
    return [i18n.text(one.code, **one.params) for one in found]


@click.command("show")
@click.argument("employer")
@click.pass_obj
def show_employer(session: Session, employer: str) -> dict[str, Any]:
    """Show all that is known of an employer: code, licences, deposit, flag, records."""
    desk = session.desk(write=False)
    found = orders.card(desk, orders.find_employer(desk, employer))
    row = found.employer
    shown = ("id", "number", "name", "uscc", "flag", "flag_reason", "flag_until")
    kept = ("number", "kind", "day", "what", "source", "amount_fen", "closed_on", "closed_how")
    return {
        **{name: row[name] for name in shown},
        **{name: row[name] for name in ("deposit_fen", "deposit_where", "deposit_to")},
        "code_check": said(found.code),
        "licences": [
            {
                "licence": one.kind,
                "licence_no": one.number,
                "to": one.to,
                "licence_state": one.state,
            }
            for one in found.licences
        ],
        "open_records": dict(found.open_records),
        "past_records": dict(found.past_records),
        "concerns": said(found.concerns),
        "records": [{name: each[name] for name in kept} for each in found.records],
    }


@click.command("change")
@click.argument("employer")
@employer_options
@click.pass_obj
def change_employer(session: Session, /, employer: str, **given: Any) -> dict[str, Any]:
    """Change what is given of an employer, also to flag or ban it with reason and term."""
    desk = session.desk()
    made = orders.change_employer(
        desk, employer_id=orders.find_employer(desk, employer), changes=stated(given)
    )
    return {"number": made.number, "id": made.id}


@click.command("record")
@click.argument("employer")
@click.option("--kind", type=click.Choice(diligence.KINDS), required=True)
@click.option("--what", required=True)
@click.option("--on", "day")
@click.option("--source")
@click.option("--amount", "amount_fen", type=Yuan())
@click.option("--people", type=AMOUNT)
@click.pass_obj
def record(session: Session, /, employer: str, **given: Any) -> dict[str, Any]:
    """Write down what happened with an employer: a complaint, unpaid wages, an injury, a visit."""
    desk = session.desk()
    made = orders.add_record(
        desk, employer_id=orders.find_employer(desk, employer), fields=stated(given)
    )
    return {"number": made.number, "id": made.id}


@click.command("settle")
@click.argument("record")
@click.option("--how", required=True)
@click.option("--on")
@click.pass_obj
def settle(session: Session, record: str, *, how: str, on: str | None) -> dict[str, Any]:
    """Note that a matter with an employer is settled, and how."""
    desk = session.desk()
    made = orders.close_record(
        desk, record_id=orders.find_record(desk, record), how=how, on=day(on) if on else None
    )
    return {"number": made.number}


@click.command("drop")
@click.argument("record")
@click.option("--reason", required=True)
@click.pass_obj
def drop(session: Session, record: str, *, reason: str) -> dict[str, Any]:
    """Take a record of an employer away that was a mistake."""
    desk = session.desk()
    made = orders.drop_record(desk, record_id=orders.find_record(desk, record), reason=reason)
    return {"number": made.number}


def _points(found: Sequence[Point]) -> list[dict[str, Any]]:
    return [
        {
            "point": one.name,
            "review_state": one.state,
            "reasons": said(one.why),
            "said_by": one.said.by if one.said else None,
            "said_on": one.said.on if one.said else None,
            "note": one.said.note if one.said else None,
        }
        for one in found
    ]


@click.command("review")
@click.argument("order")
@click.pass_obj
def show_review(session: Session, order: str) -> dict[str, Any]:
    """Show the review of an order point by point, and every state it has been in."""
    desk = session.desk(write=False)
    order_id = orders.find_order(desk, order)
    found = orders.review(desk, order_id)
    return {
        "number": orders.get_order(desk, order_id)["number"],
        "ready": not review.missing(found),
        "points": _points(found),
        "steps": [
            {
                "before": one["before"],
                "after": one["after"],
                "who": one["staff_name"],
                "when": stamps.local_text(one["at_ms"]),
                "reason": one["reason"],
            }
            for one in orders.steps(desk, order_id)
        ],
    }


@click.command("confirm")
@click.argument("order")
@click.argument("points", nargs=-1, type=click.Choice(review.POINTS), required=True)
@click.option("--by", default="")
@click.option("--note", default="")
@click.pass_obj
def confirm(
    session: Session, order: str, *, points: Sequence[str], by: str, note: str
) -> dict[str, Any]:
    """Confirm points of the review of an order by name; a ban only the head sets aside."""
    desk = session.desk()
    order_id = orders.find_order(desk, order)
    orders.confirm(desk, order_id=order_id, points=points, by=by, note=note)
    found = orders.review(desk, order_id)
    return {
        "number": orders.get_order(desk, order_id)["number"],
        "ready": not review.missing(found),
        "points": _points(found),
    }


@click.command("withdraw")
@click.argument("order")
@click.argument("point", type=click.Choice(review.POINTS))
@click.option("--reason", required=True)
@click.pass_obj
def withdraw(session: Session, order: str, point: str, *, reason: str) -> dict[str, Any]:
    """Take back a confirmation of the review of an order."""
    desk = session.desk()
    order_id = orders.find_order(desk, order)
    orders.withdraw(desk, order_id=order_id, point=point, reason=reason)
    return {"number": orders.get_order(desk, order_id)["number"]}


@click.group("bands")
def bands() -> None:
    """Work with the bands of pay that orders are measured by."""


@bands.command("list")
@click.pass_obj
def list_bands(session: Session) -> dict[str, Any]:
    """List the bands of pay in use."""
    found = orders.list_bands(session.desk(write=False))
    shown = ("number", "trade", "region", "pay_kind", "pay_unit", "low_fen", "high_fen")
    more = ("valid_from", "source")
    return {"bands": [{name: row[name] for name in (*shown, *more)} for row in found]}


@bands.command("set")
@click.option("--trade")
@click.option("--region")
@click.option("--kind", "pay_kind", type=click.Choice(jobs.PAY_KINDS), required=True)
@click.option("--unit", "pay_unit")
@click.option("--low", "low_fen", type=Yuan())
@click.option("--high", "high_fen", type=Yuan())
@click.option("--from", "valid_from", required=True)
@click.option("--source")
@click.pass_obj
def set_band(session: Session, /, **given: Any) -> dict[str, Any]:
    """Enter what is usually paid for a trade from a day on."""
    made = orders.set_band(session.desk(), fields=stated(given))
    return {"number": made.number, "id": made.id}


@bands.command("drop")
@click.argument("band")
@click.pass_obj
def drop_band(session: Session, band: str) -> dict[str, Any]:
    """Use a band of pay no more."""
    desk = session.desk()
    return {"number": orders.drop_band(desk, band_id=orders.find_band(desk, band)).number}


@click.command("season")
@click.option("--from", "first")
@click.option("--count", type=COUNT, default=12)
@click.option("--by", type=click.Choice(season.KINDS), default=season.MONTH)
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def show_season(
    session: Session, *, first: str | None, count: int, by: str, out: Path | None
) -> dict[str, Any]:
    """Show people needed and placed over all orders, by month or week, also as a workbook."""
    desk = session.desk(write=out is not None)
    found = orders.calendar(desk, first=day(first) if first else None, count=count, by=by)
    labels = [one.start.isoformat()[: 7 if by == season.MONTH else None] for one in found.periods]
    top = found.peak
    told: dict[str, Any] = {
        "peak_day": top.day if top else None,
        "peak_needed": top.needed if top else 0,
        "peak_placed": top.placed if top else 0,
        "periods": [
            {"period": label, "needed": one.needed, "placed": one.placed}
            for label, one in zip(labels, found.totals, strict=True)
        ],
        "orders": [
            {
                **{name: row[name] for name in ("number", "employer_name", "trade", "people")},
                "needed_by_period": [one.needed for one in row["cells"]],
                "placed_by_period": [one.placed for one in row["cells"]],
            }
            for row in found.orders
        ],
    }
    if out is not None:
        said = i18n.text("orders_page.no_peak")
        if top is not None:
            said = i18n.text("orders_page.peak", day=top.day, needed=top.needed, placed=top.placed)
        total = i18n.text("orders_page.all_orders")
        orders.write_calendar(desk, out, labels, found, total=total, said=said)
        told["file"] = out
    return told


_WENT = ("id", "number", "name", "village", "order_number", "employer_name", "batch_number")
_RESULT = ("quarters", "until_day", "reason", "wage_fen", "listed")


@click.command("last-year")
@click.argument("order")
@click.pass_obj
def show_last_year(session: Session, order: str) -> dict[str, Any]:
    """List who went to this employer or for this trade last season, with the result."""
    desk = session.desk(write=False)
    found = orders.last_year(desk, orders.find_order(desk, order))
    names = (*_WENT, *_RESULT)
    return {"count": len(found), "went": [{name: row[name] for name in names} for row in found]}


@click.command("invite")
@click.argument("batch")
@click.argument("docnos", nargs=-1)
@click.option("--all", "everybody", is_flag=True)
@click.pass_obj
def invite(
    session: Session, batch: str, docnos: Sequence[str], *, everybody: bool
) -> dict[str, Any]:
    """Put people of last season on the list of a batch: these, or all who stayed to the end."""
    if everybody == bool(docnos):
        raise click.UsageError(i18n.text("cli.error.invite_whom"))
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    row = dispatch.get_batch(desk, batch_id)
    went = orders.last_year(desk, row["order_id"])
    wanted = [one["id"] for one in went if one["member_state"] != "left" and not one["listed"]]
    if docnos:
        wanted = [office.history.find(desk, "worker", one) for one in docnos]
        strange = len(set(wanted) - {one["id"] for one in went})
        if strange:
            raise errors.Refused("orders.error.not_there_before", count=strange)
    told, _ = dispatch.add_members(desk, batch_id=batch_id, people=wanted, how=batches.INVITED)
    done = sum(one.done for one in told)
    shown = telling.people(told)
    return {"number": row["number"], "done": done, "refused": len(told) - done, "people": shown}


@click.command("show")
@click.argument("order")
@click.pass_obj
def show_order(session: Session, order: str) -> dict[str, Any]:
    """Show an order: its state, the four numbers, and the service fee it comes to."""
    desk = session.desk(write=False)
    order_id = orders.find_order(desk, order)
    row, board = orders.get_order(desk, order_id), orders.dashboard(desk, order_id)
    fee = orders.expected_fee(desk, order_id)
    shown = ("id", "number", "employer_name", "trade", "place", "from_day", "to_day", "state")
    return {
        **{name: row[name] for name in shown},
        "suggested_state": row["suggested_state"] or None,
        "needed": board.needed,
        "listed": board.listed,
        "on_site": board.on_site,
        "quarters": board.quarters,
        "worked_people": board.worked_people,
        "left_early": board.left_early,
        "sources": board.sources,
        "fee_model": row["fee_model"],
        "fee_expected_fen": fee.fen if fee else None,
    }


OF_EMPLOYERS = (show_employer, change_employer, record, settle, drop)
OF_ORDERS = (show_review, confirm, withdraw, show_season, show_last_year, invite, show_order)
