"""Commands about days of work: taking in a sheet, writing the month, the wages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import i18n, money
from gigdesk.actions import attendance, dispatch
from gigdesk.cli.session import FILE, WORKBOOK, Month, check_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gigdesk.cli.session import Session


@click.group("attendance")
def group() -> None:
    """Work with days of work."""


@group.command("import")
@click.argument("batch")
@click.argument("file", type=FILE)
@click.option("--month", type=Month(), metavar="YYYY-MM")
@click.option("--sheet")
@click.option("--reason", default="")
@click.option("--dry-run", is_flag=True)
@click.option("--only-past", is_flag=True)
@click.option("--rejects", type=WORKBOOK)
@click.pass_obj
def import_(
    session: Session,
    batch: str,
    file: Path,
    *,
    month: str | None,
    sheet: str | None,
    reason: str,
    dry_run: bool,
    only_past: bool,
    rejects: Path | None,
) -> dict[str, Any]:
    """Take in an attendance sheet of any of the known shapes.

    A script's days to come are taken as stated; --only-past leaves them out, as the window does.
    """
    if rejects is not None:
        check_out(rejects, file)
    desk = session.desk(write=not dry_run)
    batch_id = dispatch.find_batch(desk, batch)
    found = attendance.import_sheet(
        desk,
        batch_id,
        file,
        month=month,
        sheet=sheet,
        dry_run=dry_run,
        reason=reason,
        ahead=not only_past,
    )
    if rejects is not None and dry_run:
        attendance.write_left(found.left, rejects, file=file.name)
    elif rejects is not None:
        attendance.export_left(
            desk, batch_id=batch_id, left=found.left, out=rejects, file=file.name
        )
    return _answer(found, desk.clock.today().isoformat()) | (
        {"rejects": rejects} if rejects is not None else {}
    )


def _answer(found: attendance.Imported, today: str) -> dict[str, Any]:
    """Return what became of a sheet as an answer shows it."""
    remarks = [i18n.text("cli.attendance.ahead", count=found.ahead, today=today)]
    remarks = remarks if found.ahead else []
    remarks += [i18n.text(one.code, **one.params) for one in found.totals]
    return {
        "rows": found.rows,
        "matched": found.matched,
        "unmatched": _left(found.unmatched),
        "days": found.days,
        "written": found.written,
        "corrected": found.corrected,
        "unchanged": found.unchanged,
        "cells": found.cells,
        "rejected": found.rejected,
        "undecided": found.undecided,
        "repeated": found.repeated,
        "of_unmatched": found.of_unmatched,
        "ahead": found.ahead,
        "remarks": remarks,
        "problems": _left(found.problems),
        "skipped": dict(found.skipped),
        "month": found.month or None,
        "months": list(found.months),
        "number": found.act,
    }


def _left(found: Iterable[attendance.Left]) -> list[dict[str, Any]]:
    return [
        {
            "sheet": one.sheet,
            "row": one.row,
            "name": one.called,
            "day": one.day,
            "text": one.text,
            "reason": i18n.text(one.code, **one.params),
        }
        for one in found
    ]


@group.command()
@click.argument("batch")
@click.argument("out", type=WORKBOOK)
@click.option("--month", type=Month(), metavar="YYYY-MM")
@click.pass_obj
def export(session: Session, batch: str, out: Path, month: str | None) -> dict[str, Any]:
    """Write the days of a batch as a workbook."""
    desk = session.desk()
    paper = attendance.export_month(desk, dispatch.find_batch(desk, batch), out, month=month)
    told = {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}
    return told | {"remarks": _to_come(paper, desk.clock.today().isoformat())}


@group.command()
@click.argument("batch")
@click.argument("out", type=WORKBOOK)
@click.option("--month", type=Month(), metavar="YYYY-MM")
@click.pass_obj
def wages(session: Session, batch: str, out: Path, month: str | None) -> dict[str, Any]:
    """Write the day wages of a batch as a workbook."""
    desk = session.desk()
    paper = attendance.wages(desk, dispatch.find_batch(desk, batch), out, month=month)
    total = money.plain(paper.total_fen)
    told = {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256, "total": total}
    return told | {"remarks": _to_come(paper, desk.clock.today().isoformat())}


def _to_come(paper: attendance.Paper, today: str) -> list[str]:
    """Return the remark about days in a workbook that lie after today, if there are some."""
    if not paper.to_come:
        return []
    said = {"days": paper.days_to_come, "today": today}
    return [i18n.text("cli.attendance.counted_ahead", **said)]
