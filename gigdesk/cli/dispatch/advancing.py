"""Commands about money handed out before the wage: entered, corrected, listed, written to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import money
from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import COUNT, WORKBOOK, day
from gigdesk.domain.dispatch import advances

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session


@click.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1, required=True)
@click.option("--amount", required=True)
@click.option("--kind", type=click.Choice(advances.KINDS), default=advances.CASH)
@click.option("--on")
@click.option("--signed", is_flag=True)
@click.option("--note", default="")
@click.pass_obj
def advance(session: Session, /, batch: str, docnos: Sequence[str], **given: Any) -> dict[str, Any]:
    """Note money handed to people of a batch, the same amount in yuan to each."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = telling.meant(desk, docnos)
    handed = dispatch.Advanced(
        money.parse(given["amount"]),
        given["kind"],
        day(given["on"]) if given["on"] else desk.clock.today(),
        signed=given["signed"],
        note=given["note"],
    )
    numbers, _ = dispatch.hand_out(desk, batch_id=batch_id, people=ids, handed=handed)
    return {**_listed(desk, batch_id), "numbers": numbers, "unknown": unknown}


@click.command("correct-advance")
@click.argument("batch")
@click.argument("number", type=COUNT)
@click.option("--reason", required=True)
@click.option("--amount")
@click.option("--kind", type=click.Choice(advances.KINDS))
@click.option("--on")
@click.option("--signed", type=bool)
@click.option("--note")
@click.pass_obj
def correct(session: Session, /, batch: str, number: int, **given: Any) -> dict[str, Any]:
    """Correct an advance with a reason; with nothing else it is taken back."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    changes: dict[str, Any] = {
        name: given[name] for name in ("kind", "signed", "note") if given[name] is not None
    }
    if given["amount"] is not None:
        changes["amount_fen"] = money.parse(given["amount"])
    if given["on"]:
        changes["day"] = day(given["on"]).isoformat()
    dispatch.correct_advance(
        desk, batch_id=batch_id, number=number, reason=given["reason"], changes=changes
    )
    return _listed(desk, batch_id)


@click.command("advances")
@click.argument("batch")
@click.argument("out", type=WORKBOOK, required=False)
@click.pass_obj
def list_(session: Session, batch: str, out: Path | None) -> dict[str, Any]:
    """List the advances of a batch with the sums; with a file, as a workbook to sign."""
    desk = session.desk(write=out is not None)
    batch_id = dispatch.find_batch(desk, batch)
    told = _listed(desk, batch_id)
    if out is None:
        return told
    paper = dispatch.advance_list(desk, batch_id, out)
    return {**told, "rows": paper.rows, "file": paper.path, "sha256": paper.sha256}


def _listed(desk: Desk, batch_id: bytes) -> dict[str, Any]:
    found, sums = dispatch.list_advances(desk, batch_id=batch_id)
    names = {row["worker_id"]: (row["name"], row["worker_number"]) for row in found}
    keys = ("number", "worker_number", "name", "day", "amount_fen", "kind", "note", "corrected")
    return {
        "advances": [
            {**{key: row[key] for key in keys}, "signed": bool(row["signed"])} for row in found
        ],
        "people": [
            {"name": names[who][0], "number": names[who][1], "total_fen": fen}
            for who, fen in sums.items()
        ],
        "total_fen": sum(sums.values()),
    }


COMMANDS = (advance, correct, list_)
