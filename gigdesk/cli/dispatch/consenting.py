"""The command that notes for a whole batch that people agreed to where their data may go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import day
from gigdesk.domain.dispatch import eligibility

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.cli.session import Session

_PURPOSES = (*eligibility.CONSENT_PURPOSES, *eligibility.INSURER_PURPOSES)


@click.command()
@click.argument("batch")
@click.argument("docnos", nargs=-1)
@click.option("--all", "everybody", is_flag=True)
@click.option("--purpose", type=click.Choice(_PURPOSES), default=_PURPOSES[0])
@click.option("--on")
@click.pass_obj
def consent(
    session: Session,
    batch: str,
    docnos: Sequence[str],
    *,
    everybody: bool,
    purpose: str,
    on: str | None,
) -> dict[str, Any]:
    """Note that people of a batch signed the consent: these, or all; once a day for a purpose."""
    if everybody == bool(docnos):
        raise click.UsageError(i18n.text("cli.error.consent_whom"))
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    ids, unknown = telling.meant(desk, docnos)
    if everybody:
        ids = [each["worker_id"] for each in dispatch.list_members(desk, batch_id=batch_id)]
    done = dispatch.record_consents(
        desk,
        batch_id=batch_id,
        people=ids,
        given_on=day(on) if on else None,
        purpose=purpose,
    )
    return {
        "number": dispatch.get_batch(desk, batch_id)["number"],
        "done": done,
        "as_before": len(ids) - done,
        "people": unknown,
    }


COMMANDS = (consent,)
