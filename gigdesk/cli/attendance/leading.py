"""Commands about the sheets of group leaders: written blank or filled, and keyed back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gigdesk import errors, i18n
from gigdesk.actions import attendance, dispatch
from gigdesk.cli.session import COUNT, FILE, WORKBOOK_OR_PDF, day
from gigdesk.domain.attendance import leader_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.actions.desk import Desk
    from gigdesk.cli.session import Session
    from gigdesk.domain.attendance.leader_sheet import Difference

SAID = {
    leader_sheet.ROW: "attendance.difference.row",
    leader_sheet.COLUMN: "attendance.difference.column",
    leader_sheet.WHOLE: "attendance.difference.whole",
}


def _span_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the days, the group and the way of a sheet."""
    for option in (
        click.option("--way", type=click.Choice(leader_sheet.WAYS), default=leader_sheet.DAYS),
        click.option("--group", type=COUNT),
        click.option("--to", "last", required=True),
        click.option("--from", "first", required=True),
    ):
        command = option(command)
    return command


def _span(
    desk: Desk, batch_id: bytes, *, first: str, last: str, group: int | None, way: str
) -> attendance.Span:
    crew = None
    if group is not None:
        crews = dispatch.list_crews(desk, batch_id=batch_id)
        crew = next((one["id"] for one in crews if one["number"] == group), None)
        if crew is None:
            raise errors.NotFound("dispatch.error.no_such_crew")
    return attendance.Span(way, day(first), day(last), crew)


@click.command("leader-sheet")
@click.argument("batch")
@click.argument("out", type=WORKBOOK_OR_PDF)
@_span_options
@click.option("--filled", is_flag=True)
@click.pass_obj
def leader_sheets(
    session: Session, /, batch: str, out: Path, *, filled: bool, **about: Any
) -> dict[str, Any]:
    """Write a sheet for each group with row codes and room to sign, as a workbook or PDF."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    span = _span(desk, batch_id, **about)
    paper = attendance.print_leader_sheets(desk, batch_id, span, out, filled=filled)
    return {"rows": paper.rows, "file": paper.path, "sha256": paper.sha256}


@click.command("key-back")
@click.argument("batch")
@click.argument("file", type=FILE)
@_span_options
@click.option("--reason", default="")
@click.pass_obj
def key_back(
    session: Session, /, batch: str, file: Path, *, reason: str, **about: Any
) -> dict[str, Any]:
    """Key back a leader's sheet from lines `code figures = total`, the signed total last."""
    desk = session.desk()
    batch_id = dispatch.find_batch(desk, batch)
    span = _span(desk, batch_id, **about)
    lines = file.read_text(encoding="utf-8").splitlines()
    keyed = attendance.read_lines(desk, batch_id, span, lines)
    source = i18n.text("cli.attendance.leader_source", first=span.first, last=span.last)
    done = attendance.key_back(
        desk, batch_id=batch_id, way=span.way, keyed=keyed, source=source, reason=reason
    )
    said = told(desk, batch_id, span.way, done.differences)
    if done.entered is None:
        raise errors.Refused(
            "cli.attendance.differs", said=i18n.text("attendance_page.alerts_between").join(said)
        )
    return {
        "number": done.entered.act,
        "written": done.entered.written,
        "corrected": done.entered.corrected,
        "unchanged": done.entered.unchanged,
        "differences": said,
        "refused": [i18n.text(one.code, **one.params) for one in done.entered.refused],
    }


def told(desk: Desk, batch_id: bytes, way: str, differences: tuple[Difference, ...]) -> list[str]:
    """Return the totals that differ in words, each with its row or column."""
    how = attendance.measure(desk, batch_id, way)
    names = {one.worker_id: one.name for one in attendance.sheet_rows(desk, batch_id)}
    return [
        i18n.text(
            SAID[one.kind],
            name=names.get(one.key, one.key),
            counted=how.words(one.counted),
            stated=how.words(one.stated),
        )
        for one in differences
    ]


COMMANDS = (leader_sheets, key_back)
