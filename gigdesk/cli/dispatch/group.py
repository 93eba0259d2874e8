"""The group that all commands about batches belong to."""

from __future__ import annotations

import click

from gigdesk.cli.dispatch import (
    advancing,
    batches,
    boarding,
    consenting,
    contracting,
    handing,
    insuring,
    lending,
    looking,
    lots,
    matching,
    pasting,
    replacing,
    reserving,
    seating,
    sharing,
    templating,
)


@click.group("dispatch")
def group() -> None:
    """Work with batches."""


for _command in (
    *batches.COMMANDS,
    *consenting.COMMANDS,
    *contracting.COMMANDS,
    *handing.COMMANDS,
    *insuring.COMMANDS,
    *lending.COMMANDS,
    *looking.COMMANDS,
    *lots.COMMANDS,
    *matching.COMMANDS,
    *pasting.COMMANDS,
    *advancing.COMMANDS,
    *boarding.COMMANDS,
    *replacing.COMMANDS,
    *reserving.COMMANDS,
    *seating.COMMANDS,
    *templating.COMMANDS,
    *sharing.COMMANDS,
):
    group.add_command(_command)
