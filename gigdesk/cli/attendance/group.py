"""Commands about days of work: taking in a sheet, writing the month, the wages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n, money
from gigdesk.actions import attendance, dispatch, office
from gigdesk.cli.attendance import leading
from gigdesk.cli.session import FILE, WORKBOOK, Month, check_out
from gigdesk.cli.session import day as parse_day
from gigdesk.domain import attendance as domain
from gigdesk.domain.attendance import overtime

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gigdesk.cli.session import Session
    from gigdesk.domain.attendance.meter import Alert


PARTS = {
    domain.MORNING: "attendance.part.morning",
    domain.EVENING: "attendance.part.evening",
}


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


@group.command()
@click.argument("batch")
@click.argument("docno")
@click.argument("day")
@click.argument("value")
@click.option("--hours", "as_hours", is_flag=True)
@click.option("--kind", type=click.Choice((*overtime.KINDS, "day")))
@click.option("--reason", default="")
@click.pass_obj
def enter(
    session: Session,
    batch: str,
    docno: str,
    *,
    day: str,
    value: str,
    as_hours: bool,
    kind: str | None,
    reason: str,
) -> dict[str, Any]:
    """Enter one day of one person: a mark, days, or hours; a dash empties it."""
    desk = session.desk()
    entered = attendance.enter_typed(
        desk,
        dispatch.find_batch(desk, batch),
        office.history.find(desk, "worker", docno),
        day=parse_day(day).isoformat(),
        words="" if value == "-" else value,
        as_hours=as_hours,
        kind="" if kind == "day" else kind,
        reason=reason,
    )
    for refusal in entered.refused:
        raise errors.Refused(refusal.code, **refusal.params)
    return {
        "number": entered.act,
        "written": entered.written,
        "corrected": entered.corrected,
        "unchanged": entered.unchanged,
        "remarks": [i18n.text(one.code, **one.params) for one in entered.overlaps],
    }


@group.command()
@click.argument("batch")
@click.argument("docno")
@click.argument("day")
@click.argument("value")
@click.option("--part", type=click.Choice(domain.PARTS), required=True)
@click.option("--reason", default="")
@click.pass_obj
def weigh(
    session: Session, batch: str, docno: str, *, day: str, value: str, part: str, reason: str
) -> dict[str, Any]:
    """Enter what was weighed of one person in the morning or evening; a dash empties it."""
    desk = session.desk()
    entered = attendance.weigh_typed(
        desk,
        dispatch.find_batch(desk, batch),
        office.history.find(desk, "worker", docno),
        day=parse_day(day).isoformat(),
        part=part,
        words="" if value == "-" else value,
        reason=reason,
    )
    for refusal in entered.refused:
        raise errors.Refused(refusal.code, **refusal.params)
    return {
        "part": i18n.text(PARTS[part]),
        "number": entered.act,
        "written": entered.written,
        "corrected": entered.corrected,
        "unchanged": entered.unchanged,
    }


@group.command()
@click.argument("batch")
@click.argument("month", type=Month())
@click.option("--by", required=True)
@click.option("--on")
@click.pass_obj
def confirm(session: Session, batch: str, month: str, *, by: str, on: str | None) -> dict[str, Any]:
    """Note that the employer confirmed the days, hours and kilograms of a month."""
    desk = session.desk()
    quarters = attendance.confirm(
        desk,
        batch_id=dispatch.find_batch(desk, batch),
        month=month,
        confirmed_by=by,
        confirmed_on=parse_day(on) if on else None,
    )
    return {"days": format(domain.days(quarters), "f")}


@group.command()
@click.option("--batch")
@click.option("--person")
@click.option("--month", type=Month(), metavar="YYYY-MM")
@click.pass_obj
def hours(
    session: Session, batch: str | None, person: str | None, month: str | None
) -> dict[str, Any]:
    """Show what people worked in a month over all orders, and which limits they come to."""
    if (batch is None) == (person is None):
        raise click.UsageError(i18n.text("cli.error.batch_or_person"))
    desk = session.desk(write=False)
    wanted = month or desk.clock.today().isoformat()[:7]
    if batch is not None:
        found = attendance.batch_hours(desk, dispatch.find_batch(desk, batch), wanted)
    else:
        who = office.history.find(desk, "worker", str(person))
        found = [attendance.person_hours(desk, who, wanted)]
    return {"month": wanted, "people": [_measured(one) for one in found]}


def _measured(one: attendance.PersonHours) -> dict[str, Any]:
    meter = one.meter
    return {
        "number": one.number,
        "name": one.name,
        "days": meter.days,
        "hours": domain.shown_hours(meter.minutes),
        "overtime": {kind: domain.shown_hours(each) for kind, each in meter.overtime.items()},
        "weighted": domain.shown_hours(meter.weighted),
        "alerts": [
            {"day": each.day, "serious": each.tone == "error", "message": alert_words(each)}
            for each in meter.alerts
        ],
    }


def alert_words(alert: Alert) -> str:
    """Return an alert of the meter in words."""
    return i18n.text(alert.code, **attendance.alert_params(alert))


@group.command("overlaps")
@click.argument("batch")
@click.option("--month", type=Month(), metavar="YYYY-MM")
@click.pass_obj
def overlaps_(session: Session, batch: str, month: str | None) -> dict[str, Any]:
    """List days of a batch on which somebody is in another batch or a class too."""
    desk = session.desk(write=False)
    found = attendance.find_overlaps(desk, dispatch.find_batch(desk, batch), month=month)
    listed = [
        {"name": one.name, "day": one.day, "words": i18n.text(one.code, **one.params)}
        for one in found
    ]
    return {"count": len(listed), "overlaps": listed}


def _to_come(paper: attendance.Paper, today: str) -> list[str]:
    """Return the remark about days in a workbook that lie after today, if there are some."""
    if not paper.to_come:
        return []
    said = {"days": paper.days_to_come, "today": today}
    return [i18n.text("cli.attendance.counted_ahead", **said)]


for _command in leading.COMMANDS:
    group.add_command(_command)
