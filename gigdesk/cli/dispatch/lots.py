"""The command that draws lots for a batch, and draws a sheet again to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import COUNT, FILE, WORKBOOK_OR_PDF
from gigdesk.domain.dispatch import batches

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.cli.session import Session

_DIFFERS = 3


@click.command()
@click.argument("batch", required=False)
@click.option("--seed", default="")
@click.option("--wanted", type=COUNT)
@click.option("--wishing", is_flag=True)
@click.option("--take", is_flag=True)
@click.option("--reason", default="")
@click.option("--out", type=WORKBOOK_OR_PDF)
@click.option("--check", type=FILE)
@click.pass_obj
def draw(session: Session, /, batch: str | None, **asked: Any) -> dict[str, Any]:
    """Draw lots for a batch; with --check, draw a sheet again and answer 3 where it differs."""
    if (batch is None) == (asked["check"] is None):
        raise click.UsageError(i18n.text("cli.error.draw_what"))
    if asked["check"] is not None:
        return _check(session, asked["check"], asked["seed"])
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, str(batch))
    names = ("seed", "wanted", "wishing", "reason")
    found = dispatch.draw(desk, batch_id=batch_id, **{name: asked[name] for name in names})
    told = _told(found)
    if found.number > 1:
        said = {"count": found.number - 1, "number": found.number}
        told["remarks"] = [i18n.text("cli.dispatch.drawn_again", **said)]
    if asked["take"]:
        people = [one.person for one in found.lots if one.taken]
        put, _ = dispatch.add_members(desk, batch_id=batch_id, people=people, how=batches.DRAWN)
        told |= {"done": sum(one.done for one in put), "people": telling.people(put)}
    if asked["out"] is not None:
        paper = dispatch.write_draw(desk, found, asked["out"])
        told |= {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}
    return told


def _told(found: dispatch.Draw) -> dict[str, Any]:
    return {
        "batch": found.batch,
        "draw": found.number,
        "method": found.method,
        "seed": found.seed,
        "wanted": found.wanted,
        "pool_sha256": found.pool_sha256,
        "lots": [
            {
                "place": one.place,
                "number": one.number,
                "name": one.name,
                "village": one.village,
                "lot": one.lot,
                "drawn": one.taken,
            }
            for one in found.lots
        ],
    }


def _check(session: Session, path: Path, seed: str) -> dict[str, Any]:
    found = dispatch.check_draw(session.desk(write=False), path, seed=seed)
    if found.wrong:
        session.exit_code = _DIFFERS
    return {
        "same": not found.wrong,
        "seed": found.seed,
        "count": found.people,
        "pool_sha256": found.pool_sha256,
        "batch": found.batch,
        "draw": found.number,
        "wrong": [{"place": one.place, "number": one.number} for one in found.wrong],
    }


COMMANDS = (draw,)
