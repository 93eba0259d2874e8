"""Leaders' sheets from the window: which group and days, printed blank or filled, keyed back."""

from __future__ import annotations

import datetime
import functools
from typing import TYPE_CHECKING, Any

from gigdesk import i18n
from gigdesk.actions import attendance, dispatch
from gigdesk.domain.attendance import leader_sheet
from gigdesk.gui import folder, reach, record
from gigdesk.gui.attendance.keying import KeyingPage
from gigdesk.gui.fields import Candidate, Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.actions.attendance import Span
    from gigdesk.gui.attendance.month_page import MonthPage

_WEEK = datetime.timedelta(days=6)


def entries(page: MonthPage) -> list[record.MenuEntry]:
    """Return what can be done with leaders' sheets as entries of a menu."""
    text, printing = i18n.text, reach.needs("attendance.export")
    return [
        (
            text("attendance_page.leader_blank"),
            "printer",
            printing(functools.partial(print_sheets, page, filled=False)),
        ),
        (
            text("attendance_page.leader_filled"),
            "printer",
            printing(functools.partial(print_sheets, page, filled=True)),
        ),
        (
            text("attendance_page.key_back"),
            "pencil",
            reach.needs("attendance.key_back")(functools.partial(key_back, page)),
        ),
    ]


def print_sheets(page: MonthPage, *, filled: bool) -> None:
    """Ask for group and days, and write the sheets as a PDF and as a workbook."""
    key = "attendance_page.leader_filled" if filled else "attendance_page.leader_blank"
    _ask(page, key, functools.partial(_print, page, filled=filled))


def _print(page: MonthPage, span: Span, *, filled: bool) -> None:
    shown = page.shown
    if shown is None:
        return
    batch = shown.batch_id
    named = {"number": shown.batch_number, "first": span.first, "last": span.last}
    title = i18n.text("attendance_page.leader_file", **named)
    places = [folder.place(page.frame, f"{title}{suffix}") for suffix in (".xlsx", ".pdf")]

    def make(desk: Any, _progress: object) -> Any:
        for wanted in places:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            paper = attendance.print_leader_sheets(desk, batch, span, out, filled=filled)
        return paper

    def told(paper: Any) -> None:
        said = i18n.text("attendance_page.leader_written", count=paper.rows)
        folder.tell(page.frame, said, paper.path)

    page.frame.tasks.do(make, told, owner=page, title=title, slot=("paper", title))


def key_back(page: MonthPage) -> None:
    """Ask for group and days, and show their rows to be typed from the paper."""
    _ask(page, "attendance_page.key_back", functools.partial(_open, page))


def _open(page: MonthPage, span: Span) -> None:
    shown = page.shown
    if shown is None:
        return
    batch = shown.batch_id
    days = span.days()

    def look(desk: Any) -> Any:
        listed = attendance.sheet_rows(desk, batch, span.crew_id)
        return listed, attendance.measure(desk, batch, span.way)

    def found(answer: Any) -> None:
        listed, how = answer
        made = KeyingPage(page.frame, (batch, span.way), listed, days=days, how=how)
        made.left.connect(page.trail.back)
        made.kept.connect(lambda said: _kept(page, said))
        page.trail.push(made)

    page.frame.tasks.ask(look, found, owner=page)


def _kept(page: MonthPage, said: str) -> None:
    page.trail.back()
    page.refresh()
    page.frame.say(said)


def _ask(page: MonthPage, title: str, go_on: Callable[[Span], None]) -> None:
    """Ask for the group and the days of a sheet; the week of the cell in which she stands."""
    shown, sheet = page.shown, page.sheet
    if shown is None or sheet is None or not page.flush():
        return
    way, batch = page.way.key, shown.batch_id
    _, here = sheet.here()
    first = datetime.date.fromisoformat(here[:10] if here[:7] == shown.month else shown.days[0])
    first -= datetime.timedelta(days=first.weekday())

    def find(desk: Any, typed: str) -> list[Candidate]:
        crews = dispatch.list_crews(desk, batch_id=batch)
        named = [(one, str(one["name"] or one["number"])) for one in crews]
        return [
            Candidate(one["id"], said, one["leader"] or "") for one, said in named if typed in said
        ]

    def act(_desk: Any, values: dict[str, Any], _confirmed: object) -> Span:
        first, last = (datetime.date.fromisoformat(values[name]) for name in ("first", "last"))
        span = attendance.Span(way, first, last, values["crew"])
        span.days()
        return span

    most = leader_sheet.LONGEST[way]
    record.question(
        page.frame,
        i18n.text(title),
        (
            Field(
                "crew",
                "batches_page.group",
                Kind.LOOKUP,
                find=find,
                hint="attendance_page.leader_all",
            ),
            Field("first", "attendance_page.leader_first", Kind.DATE, required=True),
            Field("last", "attendance_page.leader_last", Kind.DATE, required=True),
        ),
        act,
        done=go_on,
        values={
            "first": first.isoformat(),
            "last": (first + min(_WEEK, datetime.timedelta(days=most - 1))).isoformat(),
        },
    )
