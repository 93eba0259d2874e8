"""The command that builds the sample county and does the main job over it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n, money
from gigdesk.demo import build

if TYPE_CHECKING:
    from gigdesk.cli.session import Session

_LEAST = 200


@click.command()
@click.option("--workers", "people", type=click.IntRange(min=_LEAST), default=2000)
@click.option("--seed", type=int, default=7)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default="gigdesk-demo")
@click.pass_obj
def demo(session: Session, people: int, seed: int, out: Path) -> dict[str, Any]:
    """Build the sample county, do the main job, and write its papers."""

    def tell(key: str) -> None:
        if not session.options.json:
            click.echo(i18n.text(key))

    made = build.build(out, people=people, seed=seed, tell=tell)
    counts = dict(made.counts)
    return {
        "folder": made.folder,
        "desk": made.desk,
        "user": made.user,
        "password": made.password,
        "people": counts["people"],
        "orders": counts["orders"],
        "batches": counts["batches"],
        "days": counts["days"],
        "unmatched": counts["unmatched"],
        "wages": money.plain(counts["wages_fen"]),
        "sound": counts["sound"],
        "imports": [
            {
                "number": one.number,
                "file": one.file.name,
                "rows": one.rows,
                **one.counts,
                "skipped": sum(one.skipped.values()),
            }
            for one in made.imports
        ],
        "papers": [{"file": path, "bytes": path.stat().st_size} for path in made.papers],
    }
