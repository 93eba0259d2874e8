"""The group that all commands about people belong to."""

from __future__ import annotations

import click

from gigdesk.cli.workers import importing, papers, people, scans


@click.group("workers")
def group() -> None:
    """Work with the registry of people."""


for _command in (
    *importing.COMMANDS,
    *people.COMMANDS,
    *papers.COMMANDS,
    *scans.COMMANDS,
):
    group.add_command(_command)
