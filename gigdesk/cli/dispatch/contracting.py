"""Commands about the register of contracts: list, signed pages, copies, and who has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch, office, orders, scanned
from gigdesk.cli.session import COUNT, FILE, OUT, WORKBOOK, day
from gigdesk.domain.dispatch import contracts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.cli.session import Session

_STATES = (
    contracts.DRAFT,
    contracts.FINAL,
    contracts.SIGNED,
    contracts.ENDED,
    contracts.VOID,
)


@click.command()
@click.argument("words", required=False, default="")
@click.option("--state", type=click.Choice(_STATES))
@click.option("--ending", is_flag=True)
@click.option("--limit", type=COUNT, default=200)
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def register(
    session: Session, words: str, *, state: str | None, ending: bool, limit: int, out: Path | None
) -> dict[str, Any]:
    """List contracts, those that end soon, or write the register as a workbook."""
    desk = session.desk(write=out is not None)
    states = (state,) if state else ()
    if out is not None:
        written = dispatch.export_register(desk, out, states=states, words=words)
        return {"rows": written.rows, "file": out, "sha256": written.sha256}
    if ending:
        found = dispatch.ending(desk)
        return {"count": len(found), "contracts": found[:limit]}
    count, found = dispatch.register(desk, states=states, words=words, limit=limit)
    return {"count": count, "contracts": found}


@click.command()
@click.argument("contract")
@click.argument("file", type=FILE, required=False)
@click.option("--remove", is_flag=True)
@click.option("--out", type=OUT)
@click.pass_obj
def scan(
    session: Session, contract: str, *, file: Path | None, remove: bool, out: Path | None
) -> dict[str, Any]:
    """Keep the signed page of a contract, take it away, or write it out, which is noted."""
    if sum(map(bool, (file, remove, out))) != 1:
        raise click.UsageError(i18n.text("cli.error.scan_what"))
    desk = session.desk()
    contract_id = office.history.find(desk, "contract", contract)
    if out is not None:
        found = dispatch.see_scan(desk, contract_id=contract_id)
        scanned.write_out(found, out)
        return {"file": out, "pages": found.pages}
    if file is not None:
        content = scanned.read(file)
        done = dispatch.attach_scan(desk, contract_id=contract_id, content=content)
    else:
        done = dispatch.remove_scan(desk, contract_id=contract_id)
    kept = dispatch.get_contract(desk, contract_id)
    told = {"contract_no": kept["contract_no"], "scan_sha256": kept["scan_sha256"]}
    return {"number": done.number, **told}


@click.command("copy")
@click.argument("numbers", nargs=-1, required=True)
@click.option("--on")
@click.pass_obj
def give(session: Session, numbers: Sequence[str], on: str | None) -> dict[str, Any]:
    """Note that people got their copy of these contracts; unsigned ones are left out."""
    desk = session.desk()
    ids = [office.history.find(desk, "contract", one) for one in numbers]
    noted, done = dispatch.give_copies(desk, contract_ids=ids, on=day(on) if on else None)
    return {"number": done.number, "done": len(noted), "contracts": noted}


@click.command("unsigned")
@click.option("--order")
@click.option("--on")
@click.option("--out", type=WORKBOOK)
@click.pass_obj
def lacking(
    session: Session, *, order: str | None, on: str | None, out: Path | None
) -> dict[str, Any]:
    """List who is at work without a signed contract, today or on a day gone by."""
    desk = session.desk(write=out is not None)
    when = day(on) if on else None
    order_id = orders.find_order(desk, order) if order else None
    if out is not None:
        written = dispatch.export_without(desk, out, on=when, order_id=order_id)
        return {"rows": written.rows, "file": out, "sha256": written.sha256}
    found = dispatch.without_contract(desk, on=when, order_id=order_id)
    return {
        "count": len(found),
        "red": sum(one["colour"] == contracts.RED for one in found),
        "amber": sum(one["colour"] == contracts.AMBER for one in found),
        "people": found,
    }


COMMANDS = (register, scan, give, lacking)
