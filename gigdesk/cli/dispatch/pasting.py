"""The command that puts the people of a list on a batch: a chat's text, or a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import FILE
from gigdesk.domain.dispatch import batches
from gigdesk.domain.workers import masking

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.cli.session import Session


@click.command()
@click.argument("batch")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True)
@click.pass_obj
def paste(session: Session, batch: str, file: Path, *, dry_run: bool) -> dict[str, Any]:
    """Put on the list whoever is the only one a line can mean; every other line is handed back.

    The counts add up to the lines that name somebody; nobody is guessed.
    """
    desk = session.desk(write=not dry_run)
    batch_id = dispatch.find_batch(desk, batch)
    read = dispatch.read_pasted(desk, dispatch.read_lines(file), batch_id=batch_id)
    sure = dict.fromkeys(one.people[0][0] for one in read if _is_sure(one))
    told: list[dispatch.Outcome] = []
    if sure and not dry_run:
        told, _ = dispatch.add_members(
            desk, batch_id=batch_id, people=list(sure), how=batches.PASTED
        )
        telling.settle(session, told)
    open_lines = [_line(one) for one in read if one.match != dispatch.HEADING and not _is_sure(one)]
    return {
        "number": dispatch.get_batch(desk, batch_id)["number"],
        "lines": sum(one.match != dispatch.HEADING for one in read),
        "matched": sum(map(_is_sure, read)),
        "repeated": sum(map(_is_sure, read)) - len(sure),
        "done": sum(one.done for one in told),
        "people": telling.people(told),
        "open": open_lines,
    }


def _is_sure(row: dispatch.PasteRow) -> bool:
    """Say whether a line means one person, who can be put on the list or is refused by a rule."""
    return row.match == dispatch.ONE and not row.beside


def _line(row: dispatch.PasteRow) -> dict[str, Any]:
    """Return a line that somebody has to look at: how it reads, and whom it could mean."""
    return {
        "line": row.line,
        "text": masking.mask_words(row.text),
        "match": row.match,
        "could_be": [{"number": each[1], "name": each[2]} for each in row.people],
    }


COMMANDS = (paste,)
