"""Commands that look at batches: which there are, who is on a list, who could not leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import COUNT

if TYPE_CHECKING:
    from gigdesk.cli.session import Session

_BATCH = (
    "id",
    "number",
    "employer_name",
    "trade",
    "depart_on",
    "last_day",
    "people",
    "listed",
    "contracts",
    "signed",
    "promised",
    "state",
)
_MEMBER = (
    "position",
    "worker_number",
    "name",
    "sex",
    "age",
    "phone",
    "town",
    "village",
    "group_name",
    "vehicle_number",
    "vehicle",
    "seat",
    "pickup",
    "contract_no",
    "contract_state",
    "promised_on",
    "promise_seen_by",
    "promise_state",
    "until_day",
    "reason",
    "state",
)


@click.command("list")
@click.option("--limit", type=COUNT, default=200)
@click.pass_obj
def list_batches(session: Session, limit: int) -> dict[str, Any]:
    """List batches, the latest departure first."""
    count, rows = dispatch.list_batches(session.desk(write=False), limit=limit)
    return {"count": count, "batches": [{name: row[name] for name in _BATCH} for row in rows]}


@click.command()
@click.argument("batch")
@click.option("--removed", is_flag=True)
@click.pass_obj
def show(session: Session, batch: str, *, removed: bool) -> dict[str, Any]:
    """Show a batch and its list; with --removed also who was taken off it."""
    reveal = session.options.reveal
    desk = session.desk(write=reveal)
    batch_id = dispatch.find_batch(desk, batch)
    row = dispatch.get_batch(desk, batch_id)
    listed = dispatch.list_members(desk, batch_id=batch_id, removed=removed, reveal=reveal)
    return {
        **{name: row[name] for name in _BATCH},
        "members": [
            {"docno": each["doc_no"], **{name: each[name] for name in _MEMBER}} for each in listed
        ],
    }


@click.command()
@click.argument("batch")
@click.pass_obj
def check(session: Session, batch: str) -> dict[str, Any]:
    """Tell for everybody on the list what blocks departure and what to look at; changes nothing."""
    desk = session.desk(write=False)
    batch_id = dispatch.find_batch(desk, batch)
    found = dispatch.check(desk, batch_id)
    ready = sum(one.done for one in found)
    return {
        "number": dispatch.get_batch(desk, batch_id)["number"],
        "ready": ready,
        "refused": len(found) - ready,
        "people": telling.people(found),
    }


COMMANDS = (list_batches, show, check)
