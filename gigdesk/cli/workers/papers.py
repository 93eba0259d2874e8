"""Commands for lists and papers of people: workbooks, a list to sign, consent forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import dispatch, workers
from gigdesk.cli.session import AMOUNT, FILE, PDF, WORKBOOK, WORKBOOK_OR_PDF

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session

_LEDGER, _STAFF = "ledger", "staff"


@click.command()
@click.argument("out", type=WORKBOOK_OR_PDF)
@click.option("--layout", type=click.Choice([_LEDGER, _STAFF, workers.prints.SIGNING]))
@click.option("--form", type=FILE)
@click.option("--filter", "filter_name")
@click.option("--where", "text", default="")
@click.option("--title", default="")
@click.option("--masked", is_flag=True)
@click.option("--recipient")
@click.option("--reason")
@click.pass_obj
def export(
    session: Session,
    out: Path,
    *,
    layout: str | None,
    form: Path | None,
    filter_name: str | None,
    text: str,
    title: str,
    masked: bool,
    recipient: str | None,
    reason: str | None,
) -> dict[str, Any]:
    """Write people into a workbook (built-in layout or own form), or a PDF list to sign.

    Numbers are masked where `--masked` says so or the role may not reveal them.
    """
    signing = _is_signing(out, layout, form)
    desk = session.desk()
    noted: dict[str, Any] = {
        "text": text,
        "wanted": workers.search.saved_by_name(desk, filter_name) if filter_name else None,
        "full": not masked and desk.may("workers.reveal"),
        "recipient": recipient or i18n.text("cli.export.recipient"),
        "reason": reason or i18n.text("cli.export.reason"),
    }
    if signing:
        return _signing_list(desk, out, title, noted)
    if form is not None:
        filled, _ = workers.papers.fill_form(desk, form, out, **noted)
        return {
            "rows": filled.rows,
            "file": out,
            "sha256": filled.sha256,
            "masked": not noted["full"],
            "losses": filled.losses,
            "remarks": filled.remarks,
        }
    written, _ = workers.papers.export(desk, out, layout=layout or _LEDGER, title=title, **noted)
    return {
        "rows": written.rows,
        "masked": not noted["full"],
        "file": out,
        "sha256": written.sha256,
    }


def _is_signing(out: Path, layout: str | None, form: Path | None) -> bool:
    """Say whether a list to sign is wanted: it is the one layout on paper, and on paper only.

    Raises click.UsageError for a layout of another kind of file, or beside a form.
    """
    if form is not None and layout is not None:
        raise click.UsageError(i18n.text("cli.error.layout_or_form"))
    on_paper = out.suffix.lower() == ".pdf"
    if on_paper and (form is not None or layout in (_LEDGER, _STAFF)):
        raise click.UsageError(i18n.text("cli.error.suffix", name=out.name, suffix=".xlsx"))
    if layout == workers.prints.SIGNING and not on_paper:
        raise click.UsageError(i18n.text("cli.error.suffix", name=out.name, suffix=".pdf"))
    return on_paper


def _signing_list(desk: Desk, out: Path, title: str, noted: Mapping[str, Any]) -> dict[str, Any]:
    """Note the list, then write it."""
    listed = {"text": noted["text"], "wanted": noted["wanted"]}
    people = workers.search.count(desk, noted["text"], wanted=noted["wanted"])
    workers.prints.check_lines(people)
    kept = {name: noted[name] for name in ("full", "recipient", "reason")}
    done = workers.papers.note(desk, paper=workers.prints.SIGNING, people=people, **kept)
    printed = workers.prints.signing_list(
        desk,
        out,
        title=title or i18n.text("people.export.signing_title"),
        full=noted["full"],
        noted=done.number,
        **listed,
    )
    return {
        "rows": printed.rows,
        "masked": not noted["full"],
        "file": out,
        "sha256": printed.sha256,
    }


@click.command("consent-form")
@click.argument("out", type=PDF)
@click.argument("docnos", nargs=-1)
@click.option("--batch")
@click.option("--filter", "filter_name")
@click.option("--where", "text", default="")
@click.pass_obj
def consent_form(
    session: Session,
    out: Path,
    docnos: tuple[str, ...],
    *,
    batch: str | None,
    filter_name: str | None,
    text: str,
) -> dict[str, Any]:
    """Write the notice and consent form of people as PDF, for them to sign.

    Whose: document numbers, everybody on the list of a batch, or whom a search finds.
    """
    if sum(map(bool, (docnos, batch, filter_name or text))) != 1:
        raise click.UsageError(i18n.text("cli.error.whose_forms"))
    desk = session.desk()
    if batch is not None:
        listed = dispatch.list_members(desk, batch_id=dispatch.find_batch(desk, batch))
        people = [row["worker_id"] for row in listed]
    elif docnos:
        people = [workers.search.find_one(desk, one) for one in docnos]
    else:
        wanted = workers.search.saved_by_name(desk, filter_name) if filter_name else None
        people = list(workers.search.ids(desk, text, wanted=wanted, order="village"))
    found, done = workers.prints.note_consents(
        desk,
        people,
        recipient=i18n.text("people.paper.consent_to"),
        reason=i18n.text("people.paper.consent"),
    )
    printed = workers.prints.consent_forms(desk, out, found, noted=done.number)
    return {
        "rows": printed.rows,
        "number": done.number,
        "masked": not desk.may("workers.reveal"),
        "file": printed.path,
        "sha256": printed.sha256,
    }


@click.command()
@click.argument("out", type=WORKBOOK)
@click.option("--days", type=AMOUNT)
@click.option("--masked", is_flag=True)
@click.option("--recipient")
@click.option("--reason")
@click.pass_obj
def certificates(
    session: Session,
    out: Path,
    *,
    days: int | None,
    masked: bool,
    recipient: str | None,
    reason: str | None,
) -> dict[str, Any]:
    """Write certificates that end soon, have ended or are to be reviewed into a workbook.

    Numbers are masked where `--masked` says so or the role may not reveal them.
    """
    desk = session.desk()
    full = not masked and desk.may("workers.reveal")
    written, done = workers.expiring.export(
        desk,
        out,
        days=days,
        full=full,
        recipient=recipient or i18n.text("cli.export.recipient"),
        reason=reason or i18n.text("cli.export.reason"),
    )
    return {
        "rows": written.rows,
        "number": done.number,
        "masked": not full,
        "file": out,
        "sha256": written.sha256,
    }


COMMANDS = (export, consent_form, certificates)
