"""Commands that put somebody in the place of another and tell which papers to make anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch, office
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session


def _pair(desk: Desk, said: str) -> tuple[bytes, bytes | None]:
    """Return whom `OUT=NEW` means; nothing behind the sign where nobody comes in."""
    out, sign, new = said.partition("=")
    if not sign:
        raise click.UsageError(i18n.text("cli.error.pair", said=said))
    gone = office.history.find(desk, "worker", out)
    return gone, office.history.find(desk, "worker", new) if new else None


def _listed(
    desk: Desk, batch_id: bytes, file: Path
) -> tuple[list[tuple[bytes, bytes | None]], list[dict[str, Any]]]:
    """Return the pairs of a text file, and the lines that mean nobody or more than one."""
    pairs, unread = list[tuple[bytes, bytes | None]](), list[dict[str, Any]]()
    for row in dispatch.read_swaps(desk, dispatch.read_lines(file), batch_id=batch_id):
        if len(row.out) == 1 and (row.line.nobody or len(row.new) == 1):
            pairs.append((row.out[0][0], None if row.line.nobody else row.new[0][0]))
        else:
            told = {"line": row.line.line, "text": row.line.text}
            unread.append({**told, "out": len(row.out), "new": len(row.new)})
    return pairs, unread


@click.command()
@click.argument("batch")
@click.argument("pairs", nargs=-1)
@click.option("--list", "file", type=FILE)
@click.option("--reason", required=True)
@click.option("--leads", is_flag=True)
@click.pass_obj
def replace(
    session: Session,
    batch: str,
    pairs: Sequence[str],
    *,
    file: Path | None,
    reason: str,
    leads: bool,
) -> dict[str, Any]:
    """Put people in the places of others: OUT=NEW each, or OUT= where nobody comes in."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    wanted = [_pair(desk, one) for one in pairs]
    listed, unread = _listed(desk, batch_id, file) if file is not None else ([], [])
    wanted += listed
    if not wanted and not unread:
        raise click.UsageError(i18n.text("cli.error.no_pairs"))
    told, _ = dispatch.replace_members(
        desk, batch_id=batch_id, pairs=wanted, reason=reason, leads=leads
    )
    done = sum(one.done for one in told)
    if not done:
        telling.refuse(session, [who for one in told for who in one.told])
    return {
        "number": dispatch.get_batch(desk, batch_id)["number"],
        "done": done,
        "refused": len(told) - done + len(unread),
        "pairs": [
            {
                "done": one.done,
                "out": telling.people([one.out])[0],
                "new": telling.people([one.new])[0] if one.new else None,
            }
            for one in told
        ],
        "unread": unread,
        "reissues": _due(desk, batch_id),
    }


@click.command()
@click.argument("batch")
@click.pass_obj
def reissues(session: Session, batch: str) -> dict[str, Any]:
    """Tell who came in somebody's place and which papers are to be made for them."""
    desk = session.desk(write=False)
    batch_id = dispatch.find_batch(desk, batch)
    number = dispatch.get_batch(desk, batch_id)["number"]
    return {"number": number, "reissues": _due(desk, batch_id)}


def _due(desk: Desk, batch_id: bytes) -> list[dict[str, Any]]:
    return [
        {
            "number": row["worker_number"],
            "name": row["name"],
            "replaced": row["replaced"],
            "due": [i18n.text(f"dispatch.reissue.{each}") for each in row["due"]],
        }
        for row in dispatch.reissues(desk, batch_id=batch_id)
        if row["due"]
    ]


COMMANDS = (replace, reissues)
