"""Commands about reserve pools: who is in them, who is called up, and who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import dispatch, office
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import WORKBOOK
from gigdesk.domain.dispatch import reserves

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session

_SHOWN = (
    "id",
    "number",
    "name",
    "village",
    "confirmed_on",
    "result",
    "reason_code",
    "note",
    "called_on",
    "called_by",
)


@click.command()
@click.argument("name")
@click.option("--trade")
@click.option("--note")
@click.option("--close", is_flag=True)
@click.pass_obj
def pool(session: Session, /, name: str, *, close: bool, **fields: Any) -> dict[str, Any]:
    """Make a reserve pool; with --close, close the one with this number."""
    desk = session.desk()
    if close:
        pool_id = dispatch.find_pool(desk, name)
        return {"number": dispatch.change_pool(desk, pool_id=pool_id, fields={}, close=True).number}
    _, number, _ = dispatch.add_pool(desk, fields={"name": name, **fields})
    return {"number": number}


@click.command()
@click.pass_obj
def pools(session: Session) -> dict[str, Any]:
    """List the reserve pools."""
    found = dispatch.list_pools(session.desk(write=False))
    names = ("number", "name", "trade", "people", "oldest", "newest", "note")
    return {"count": len(found), "pools": [{name: one[name] for name in names} for one in found]}


@click.command()
@click.argument("pool_number", metavar="POOL")
@click.argument("docnos", nargs=-1, required=True)
@click.option("--remove", is_flag=True)
@click.pass_obj
def reserve(
    session: Session, pool_number: str, docnos: Sequence[str], *, remove: bool
) -> dict[str, Any]:
    """Put people into a pool, or take them out with --remove."""
    desk = session.desk()
    pool_id = dispatch.find_pool(desk, pool_number)
    ids, unknown = telling.meant(desk, docnos)
    count, done = dispatch.reserve(desk, pool_id=pool_id, people=ids, out=remove)
    return {"number": done.number, "done": count, "people": unknown}


def _batch(desk: Desk, batch: str | None) -> bytes | None:
    return dispatch.find_batch(desk, batch) if batch else None


@click.command()
@click.argument("pool_number", metavar="POOL")
@click.option("--batch")
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def calls(
    session: Session, pool_number: str, batch: str | None, out: Path | None
) -> dict[str, Any]:
    """List who of a pool is to be called, with what the last call came to."""
    desk = session.desk(write=out is not None)
    pool_id, batch_id = dispatch.find_pool(desk, pool_number), _batch(desk, batch)
    found = dispatch.call_list(desk, pool_id=pool_id, batch_id=batch_id)
    people = [
        {name: one[name] for name in _SHOWN}
        | {"listed": one["listed"], "against": [telling.sentence(why) for why in one["against"]]}
        for one in found
    ]
    told: dict[str, Any] = {"count": len(found), "people": people}
    if out is not None:
        paper = dispatch.write_calls(desk, out, pool_id=pool_id, batch_id=batch_id)
        told |= {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}
    return told


@click.command()
@click.argument("pool_number", metavar="POOL")
@click.argument("docno")
@click.option("--result", type=click.Choice(reserves.RESULTS), required=True)
@click.option("--why", type=click.Choice(reserves.REASONS), default=None)
@click.option("--note", default="")
@click.option("--batch")
@click.pass_obj
def call(session: Session, /, pool_number: str, docno: str, **asked: Any) -> dict[str, Any]:
    """Note what a call to somebody of a pool came to."""
    desk = session.desk()
    done = dispatch.call(
        desk,
        pool_id=dispatch.find_pool(desk, pool_number),
        worker_id=office.history.find(desk, "worker", docno),
        result=asked["result"],
        batch_id=_batch(desk, asked["batch"]),
        reason_code=asked["why"] or "",
        note=asked["note"],
    )
    return {"number": done.number}


@click.command("take-comers")
@click.argument("pool_number", metavar="POOL")
@click.argument("batch")
@click.pass_obj
def take_comers(session: Session, pool_number: str, batch: str) -> dict[str, Any]:
    """Put those who said that they come on the list of a batch."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    pool_id = dispatch.find_pool(desk, pool_number)
    found, _ = dispatch.take_comers(desk, pool_id=pool_id, batch_id=batch_id)
    return telling.told(session, dispatch.get_batch(desk, batch_id)["number"], found)


COMMANDS = (pool, pools, reserve, calls, call, take_comers)
