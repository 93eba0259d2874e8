"""The page of open orders whose certificate people lack, and the page with everybody behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import papers
from gigdesk.gui.dispatch.told import ToldPage

if TYPE_CHECKING:
    from gigdesk.gui.table import Row
    from gigdesk.gui.window import Window


def entry(frame: Window, trail: record.Trail) -> record.MenuEntry:
    """Return the entry of a menu that opens the gaps of all open orders."""
    return i18n.text("matching.gaps"), "file-text", lambda: trail.push(page(frame, trail))


def page(frame: Window, trail: record.Trail) -> ToldPage:
    """Return the page of all gaps; Enter opens the people behind one."""
    column, text = table.Column, i18n.text

    @reach.needs("dispatch.export")
    def write() -> None:
        papers.write(frame, text("sheets.gaps.title"), dispatch.write_gaps)

    sheet = parts.button(text("matching.as_workbook"), "file-spreadsheet", do=write)
    made = ToldPage(
        frame,
        text("matching.gaps"),
        (
            column("number", "sheets.gaps.order", right=True, width=3, frozen=True),
            column("trade", "batches_page.trade", width=6),
            column("employer", "batches_page.employer", width=10),
            column("first_day", "sheets.gaps.first_day", width=6),
            column("certificate", "sheets.gaps.certificate", width=9),
            column("needed", "matching.gap_needed", right=True, width=4),
            column("holders", "matching.gap_holders", right=True, width=4),
            column(
                "lacking",
                "matching.gap_lacking",
                right=True,
                width=4,
                tone=lambda row: "warning" if row["lacking"] else "ok",
            ),
        ),
        lambda desk: [_row(one) for one in dispatch.gaps(desk)],
        trail.back,
        view="gaps",
        said=_said,
        nothing=table.Nothing(text("matching.no_gaps"), text("matching.no_gaps_words"), "check"),
        buttons=(sheet,),
        write=write,
    )
    made.list.opened.connect(lambda _id: _open(frame, trail, made.current()))
    return made


def _row(one: dispatch.Gap) -> dict[str, Any]:
    names = ("number", "trade", "employer", "first_day", "certificate", "needed", "holders")
    row = {name: getattr(one, name) for name in names}
    return {**row, "id": one.order_id, "lacking": len(one.people), "people": one.people}


def _said(rows: list[Row] | Any) -> str:
    worst = max(rows, key=lambda row: row["lacking"])
    return i18n.text(
        "matching.gap_said",
        number=worst["number"],
        certificate=worst["certificate"],
        count=worst["lacking"],
    )


def _open(frame: Window, trail: record.Trail, gap: Row | None) -> None:
    """Show who fits an order but for the certificate; Enter opens the person."""
    if gap is None:
        return
    column, text = table.Column, i18n.text
    names = ("id", "number", "name", "village", "trade", "phone", "expired")
    rows = [{name: getattr(one, name) for name in names} for one in gap["people"]]
    made = ToldPage(
        frame,
        text("matching.gap_of", number=gap["number"], certificate=gap["certificate"]),
        (
            column("name", "record.name", width=5, frozen=True),
            column("number", "record.number", right=True, width=4),
            column("village", "record.village", width=7),
            column("trade", "record.trade", width=6),
            column("phone", "record.phone", width=7),
            column(
                "expired",
                "sheets.gaps.expired",
                width=6,
                show=lambda row: text("sheets.gaps.over" if row["expired"] else "sheets.gaps.none"),
            ),
        ),
        lambda _desk: rows,
        trail.back,
        view="gap",
        said=lambda found: text("matching.gap_people", count=len(found)),
        nothing=table.Nothing(text("matching.nobody_lacks"), "", "check"),
    )
    made.list.opened.connect(lambda worker_id: frame.open("workers", worker_id))
    trail.push(made)
