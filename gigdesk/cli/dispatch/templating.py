"""Commands about contract templates and what the contracts of a batch lack before they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n
from gigdesk.actions import dispatch
from gigdesk.cli.dispatch import telling
from gigdesk.cli.session import FILE, OUT

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.cli.session import Session

_REFUSED = 3


@click.command()
@click.argument("batch")
@click.option("--template")
@click.pass_obj
def clauses(session: Session, batch: str, template: str | None) -> dict[str, Any]:
    """Say of everybody on a list what their contract would lack; makes nothing."""
    desk = session.desk(write=False)
    batch_id = dispatch.find_batch(desk, batch)
    found = dispatch.check_contracts(desk, batch_id, template=template)
    ready = sum(one.done for one in found)
    return {
        "number": dispatch.get_batch(desk, batch_id)["number"],
        "ready": ready,
        "lacking": len(found) - ready,
        "people": telling.people(found),
    }


@click.command("templates")
@click.option("--all", "every", is_flag=True)
@click.pass_obj
def shelf(session: Session, *, every: bool) -> dict[str, Any]:
    """List the templates of contracts that are in use, or all their versions."""
    found = dispatch.list_templates(session.desk(write=False), all_versions=every)
    names = ("id", "kind", "name", "version", "state")
    return {"templates": [{name: row[name] for name in names} for row in found]}


@click.command("template")
@click.argument("name", required=False)
@click.option("--check", type=FILE)
@click.option("--save", type=FILE)
@click.option("--out", type=OUT)
@click.pass_obj
def edit(
    session: Session,
    name: str | None,
    *,
    check: Path | None,
    save: Path | None,
    out: Path | None,
) -> dict[str, Any]:
    """Write the text of a template into a new file, check a text, or keep it as a new version."""
    if sum(map(bool, (check, save, out))) != 1 or bool(out) != bool(name):
        raise click.UsageError(i18n.text("cli.error.template_what"))
    if check is not None:
        found = dispatch.template_problems(_text(check))
        session.exit_code = _REFUSED if found else 0
        return {"problems": [{"line": one.line, "message": one.words} for one in found]}
    desk = session.desk(write=save is not None)
    if save is not None:
        body = _text(save)
        version = dispatch.save_template(desk, body=body)
        kind, title = dispatch.template_called(body)
        return {"kind": kind, "name": title, "version": version}
    used = dispatch.choose_template(desk, name or "")
    if out is not None:
        _write(out, used["body"])
    return {"name": used["name"], "version": used["version"], "file": out}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as trouble:
        raise errors.UnreadableFile("cli.error.no_text", file=path.name) from trouble


def _write(out: Path, words: str) -> None:
    """Write a text into a new file; one that is there is never written over."""
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(words)
    except FileExistsError as trouble:
        raise errors.Refused("people.scan.file_exists", file=str(out)) from trouble
    except OSError as trouble:
        raise errors.of_system(trouble) from trouble


COMMANDS = (clauses, shelf, edit)
