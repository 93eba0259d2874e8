"""Commands about the papers of a batch: rosters, cards, vehicle sheets, promises, meals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import WORKBOOK_OR_PDF, day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.cli.session import Session

_RECIPIENT = click.option("--recipient", default="")
_OUT = click.argument("out", type=WORKBOOK_OR_PDF)
_BATCH = click.argument("batch")


def _made(session: Session, batch: str, paper: str, out: Path, recipient: str) -> dict[str, Any]:
    desk = session.desk()
    found = dispatch.find_batch(desk, batch)
    handed = dispatch.make_paper(desk, found, paper, out, recipient=recipient)
    told = {"rows": handed.rows, "file": handed.path, "sha256": handed.sha256}
    if handed.pages:
        told |= {"pages": handed.pages, "missing_characters": list(handed.missing_characters)}
    return told


@click.command()
@_BATCH
@_OUT
@click.option("--layout", "--variant", "layout", type=click.Choice(dispatch.ROSTERS), required=True)
@_RECIPIENT
@click.pass_obj
def roster(
    session: Session, /, batch: str, out: Path, *, layout: str, recipient: str
) -> dict[str, Any]:
    """Write the roster of a batch as a workbook or to be printed, by the name of the file."""
    return _made(session, batch, f"roster-{layout}", out, recipient)


@click.command()
@_BATCH
@_OUT
@_RECIPIENT
@click.pass_obj
def cards(session: Session, /, batch: str, out: Path, *, recipient: str) -> dict[str, Any]:
    """Make an emergency card for everybody: sheets to cut, or the list of them."""
    return _made(session, batch, dispatch.CARDS, out, recipient)


@click.command("vehicle-sheet")
@_BATCH
@_OUT
@_RECIPIENT
@click.pass_obj
def vehicle_sheet(session: Session, /, batch: str, out: Path, *, recipient: str) -> dict[str, Any]:
    """Make the sheet that each coach carries."""
    return _made(session, batch, dispatch.VEHICLES, out, recipient)


@click.command()
@_BATCH
@_OUT
@click.option("--together", is_flag=True)
@_RECIPIENT
@click.pass_obj
def promise(
    session: Session, /, batch: str, out: Path, *, together: bool, recipient: str
) -> dict[str, Any]:
    """Make the promise sheets of a batch: one for each person, or one for all to sign."""
    paper = dispatch.PROMISE_BATCH if together else dispatch.PROMISE
    return _made(session, batch, paper, out, recipient)


@click.command()
@_BATCH
@_OUT
@_RECIPIENT
@click.pass_obj
def meals(session: Session, /, batch: str, out: Path, *, recipient: str) -> dict[str, Any]:
    """Write how many eat what, and the names of those who agreed to that."""
    return _made(session, batch, dispatch.MEALS, out, recipient)


@click.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1)
@click.option("--all", "everybody", is_flag=True)
@click.option("--seen-by", required=True)
@click.option("--on")
@click.pass_obj
def promised(
    session: Session,
    /,
    batch: str,
    docnos: Sequence[str],
    *,
    everybody: bool,
    seen_by: str,
    on: str | None,
) -> dict[str, Any]:
    """Note that promise sheets are signed, and who saw it: by these people, or by all."""
    if everybody == bool(docnos):
        raise click.UsageError(i18n.text("cli.error.sign_whom"))
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = telling.meant(desk, docnos)
    found, _ = dispatch.promise(
        desk,
        batch_id=batch_id,
        seen_by=seen_by,
        people=ids or None,
        signed_on=day(on) if on else None,
    )
    return telling.told(session, dispatch.get_batch(desk, batch_id)["number"], found, unknown)


COMMANDS = (roster, cards, vehicle_sheet, promise, promised, meals)
