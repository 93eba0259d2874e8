"""Asking why somebody goes before others that could go as well, and the list of all who do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n, stamps
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import papers
from gigdesk.gui.dispatch.told import ToldPage
from gigdesk.gui.fields import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Row

ASKED = (batches.SEARCHED, batches.PROPOSED)
"""How somebody was chosen by hand; lots and the lists of villages are no choice of the desk."""


def put_on(
    page: BatchPage, people: Sequence[bytes], how: str, then: Callable[[Any], object]
) -> None:
    """Put people on the list of a page, asking before why somebody goes before others."""

    def go(over: Mapping[bytes, int], why: str) -> None:
        page.frame.tasks.do(
            lambda desk, _progress: dispatch.add_members(
                desk, batch_id=page.id, people=people, how=how, jumped=over, why=why
            ),
            then,
            owner=page,
            slot=("put", *people),
        )

    ask(page, people, how, go)


def ask(
    page: BatchPage,
    people: Sequence[bytes],
    how: str,
    go: Callable[[Mapping[bytes, int], str], object],
) -> None:
    """Go on with who goes before how many others, and with the reason, asked for where needed."""
    if how not in ASKED:
        go({}, "")
        return

    def known(over: Mapping[bytes, int]) -> None:
        if not over:
            go(over, "")
            return
        text = i18n.text
        told = text("matching.jumped", count=len(over), over=max(over.values()))
        record.question(
            page.frame,
            text("matching.jump"),
            (Field("why", "matching.jump_why", required=True, wide=True),),
            None,
            done=lambda values: go(over, values["why"]),
            said=told,
        )

    page.frame.tasks.ask(
        lambda desk: dispatch.jumps(desk, batch_id=page.id, people=people), known, owner=page
    )


def listing(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that lists who was put on a batch before others."""

    def write() -> None:
        name = i18n.text("matching.jumps_file", number=page.row["number"])
        papers.write(page.frame, name, lambda desk, out: dispatch.write_jumps(desk, page.id, out))

    def go() -> None:
        column, text = table.Column, i18n.text
        sheet = parts.button(text("matching.as_workbook"), "file-spreadsheet", do=write)
        made = ToldPage(
            page.frame,
            text("matching.jumps_of", number=page.row["number"]),
            (
                column("name", "record.name", width=5, frozen=True),
                column("village", "record.village", width=7),
                column("passed_over", "sheets.jumps.passed_over", right=True, width=5),
                column("chosen_why", "sheets.jumps.chosen_why", width=18),
                column("staff_name", "sheets.jumps.staff_name", width=5),
                column("at_ms", "sheets.jumps.at", width=8, show=_when),
            ),
            lambda desk: dispatch.list_jumps(desk, batch_id=page.id),
            page.trail.back,
            view="jumps",
            said=lambda rows: text("matching.jumps_said", count=len(rows)),
            nothing=table.Nothing(text("matching.no_jumps"), "", "users"),
            buttons=(sheet,),
            write=reach.needs("dispatch.export")(write),
        )
        page.trail.push(made)

    return i18n.text("matching.jumps"), "list-check", go


def _when(row: Row) -> Any:
    return stamps.local_text(row["at_ms"])[:16]
