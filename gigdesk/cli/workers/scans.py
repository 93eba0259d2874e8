"""Commands about photo, picture of the name, and the scans of certificates and consents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.cli.session import FILE, OUT
from gigdesk.domain.workers import consents

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.cli.session import Session


@click.command()
@click.argument("docno")
@click.argument("file", type=FILE, required=False)
@click.option("--remove", is_flag=True)
@click.option("--out", type=OUT)
@click.pass_obj
def photo(
    session: Session, docno: str, *, file: Path | None, remove: bool, out: Path | None
) -> dict[str, Any]:
    """Keep a photo (JPEG or PNG of at most 1 MB), remove it, or write it out, which is noted."""
    _one_of(file, remove, out)
    desk = session.desk()
    who = workers.search.find_one(desk, docno)
    if file is not None:
        content = workers.scans.read(file)
        return {"number": workers.scans.attach_photo(desk, worker_id=who, content=content).number}
    if remove:
        return {"number": workers.scans.remove_photo(desk, worker_id=who).number}
    return _written(workers.scans.see_photo(desk, worker_id=who), out)


@click.command()
@click.argument("docno")
@click.argument("file", type=FILE, required=False)
@click.option("--remove", is_flag=True)
@click.option("--out", type=OUT)
@click.pass_obj
def name_image(
    session: Session, docno: str, *, file: Path | None, remove: bool, out: Path | None
) -> dict[str, Any]:
    """Keep a picture of the name (JPEG or PNG, low and wide), remove it, or write it out."""
    _one_of(file, remove, out)
    desk = session.desk()
    who = workers.search.find_one(desk, docno)
    if file is not None:
        content = workers.scans.read(file)
        done = workers.scans.attach_name_image(desk, worker_id=who, content=content)
        return {"number": done.number}
    if remove:
        return {"number": workers.scans.remove_name_image(desk, worker_id=who).number}
    return _written(workers.scans.name_image(desk, worker_id=who), out)


@click.command()
@click.argument("docno")
@click.argument("file", type=FILE, required=False)
@click.option("--certificate")
@click.option("--consent", type=click.Choice(consents.PURPOSES))
@click.option("--remove", is_flag=True)
@click.option("--out", type=OUT)
@click.pass_obj
def scan(
    session: Session,
    docno: str,
    *,
    file: Path | None,
    certificate: str | None,
    consent: str | None,
    remove: bool,
    out: Path | None,
) -> dict[str, Any]:
    """Keep the scan of a certificate or consent, remove it, or write it out, which is noted."""
    _one_of(file, remove, out)
    if (certificate is None) == (consent is None):
        raise click.UsageError(i18n.text("cli.error.scan_of"))
    desk = session.desk()
    who = workers.search.find_one(desk, docno)
    if certificate is not None:
        table = workers.scans.CERTIFICATE
        row_id = workers.scans.find_certificate(desk, who, certificate)
    else:
        table = workers.scans.CONSENT
        row_id = workers.scans.find_consent(desk, who, str(consent))
    if file is not None:
        content = workers.scans.read(file)
        done = workers.scans.attach(desk, table=table, row_id=row_id, content=content)
        return {"number": done.number}
    if remove:
        return {"number": workers.scans.remove(desk, table=table, row_id=row_id).number}
    return _written(workers.scans.see(desk, table=table, row_id=row_id), out)


def _one_of(file: Path | None, remove: bool, out: Path | None) -> None:  # noqa: FBT001 -- a flag
    """Refuse where not exactly one thing is to be done."""
    if sum((file is not None, remove, out is not None)) != 1:
        raise click.UsageError(i18n.text("cli.error.scan_deed"))


def _written(found: workers.scans.Scan, out: Path | None) -> dict[str, Any]:
    """Write what was looked at into a new file."""
    if out is not None:
        workers.scans.write_out(found, out)
    return {"file": out, "bytes": len(found.content), "pages": found.pages}


COMMANDS = (photo, name_image, scan)
