"""The page with what has to be done before a batch leaves: each line, its day, how far it is."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import dispatch
from gigdesk.domain.dispatch import batches, checklist
from gigdesk.gui import parts, reach, record, table
from gigdesk.gui.dispatch import coaches, covering, grouping, members, replacing
from gigdesk.gui.dispatch.refusals import Refusals
from gigdesk.gui.dispatch.versions import VersionsPage
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.desk import Done
    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row

STATES = {
    checklist.DONE: ("cover.state.done", "ok"),
    checklist.OPEN: ("cover.state.open", "info"),
    checklist.LATE: ("cover.state.late", "error"),
    checklist.NOT_NEEDED: ("cover.state.not_needed", "muted"),
}


def checking(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the checklist of a batch."""
    return i18n.text("cover.checks"), "list-check", lambda: page.trail.push(ChecksPage(page))


def entries(page: BatchPage) -> list[record.MenuEntry]:
    """Return what prepares a departure: people replaced, seated and grouped, insured, checked."""
    found = [covering.covering(page), checking(page)]
    if page.row["state"] in (*batches.ON_PAPER, batches.SENT):
        return [replacing.entry(page), coaches.seating(page), grouping.dividing(page), *found]
    return found


class ChecksPage(QtWidgets.QWidget):
    """The lines by their day; Enter opens what a line counts, or ticks what is ticked by hand."""

    def __init__(self, page: BatchPage) -> None:
        """Show the checklist of the batch of `page`."""
        super().__init__()
        self.page = page
        self.frame = page.frame
        self.lines: Sequence[checklist.Line] = ()
        back, text = page.trail.back, i18n.text
        self.mark = parts.button(text("cover.tick"), "check", "primary", do=self.tick)
        more = [(text("cover.untick"), "x", self.untick)]
        self.head = record.Head(back, record.MenuButton(text("batches_page.more"), more), self.mark)
        self.head.show_record(text("cover.checks_of", number=page.row["number"]))
        self.said = parts.label("", wrap=True)
        self.list = self._listing()
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+Return", self.tick)
        record.on_key(self.list.table, "Delete", self.untick)
        self.list.loaded.connect(self._say)
        self.list.opened.connect(self.open)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("words", "cover.line", width=14, frozen=True, sortable=False),
                column(
                    "state",
                    "cover.how_far",
                    kind="status",
                    width=8,
                    show=_state,
                    tone=lambda row: STATES[row["state"]][1],
                ),
                column("due_on", "cover.due_on", width=6),
                column("days", "cover.days_before", right=True, width=5),
                column("done_by", "cover.done_by", width=11, sortable=False, show=_by),
            ),
            name=i18n.text("cover.checks"),
            view="checks",
            layouts=self.frame.layouts,
            searchable=False,
        )
        return record.plain(made)

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        self.lines = dispatch.list_checks(desk, self.page.id)
        return [
            {
                "id": one.code,
                "words": i18n.text(f"dispatch.line.{one.code}"),
                "state": one.state,
                "done": one.done,
                "of": one.of,
                "by_hand": one.by_hand,
                "due_on": one.due_on.isoformat(),
                "days": one.days,
                "done_by": one.done_by,
                "done_on": one.done_on,
                "note": one.note,
            }
            for one in self.lines
        ]

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def _say(self) -> None:
        late = sum(one.state == checklist.LATE for one in self.lines)
        open_ = sum(one.state == checklist.OPEN for one in self.lines)
        key = "cover.checks_late" if late else "cover.checks_open" if open_ else "cover.checks_done"
        day = self.page.row["depart_on"]
        self.said.setText(i18n.text(key, day=day, late=late, open=open_))
        parts.tone(self.said, "warning" if late else "ok")

    def _line(self, code: object) -> checklist.Line | None:
        return next((one for one in self.lines if one.code == code), None)

    def open(self, code: object) -> None:
        """Open what a line counts; a line that is ticked by hand is ticked."""
        line = self._line(code)
        if line is None:
            return
        if line.by_hand:
            self._ask(line)
            return
        page, trail = self.page, self.page.trail
        pages: dict[str, Callable[[], QtWidgets.QWidget]] = {
            checklist.LIST: lambda: covering.CoverPage(page),
            checklist.RECEIPT: lambda: VersionsPage(page),
            checklist.VEHICLES: lambda: coaches.CoachesPage(self.frame, page.row, trail.back),
            checklist.SEATS: lambda: coaches.CoachesPage(self.frame, page.row, trail.back),
        }
        if line.code in pages:
            trail.push(pages[line.code]())
        elif line.code == checklist.TERMS:
            self.frame.open("orders", page.row["order_id"])
        elif line.code == checklist.PROBLEMS:
            self._problems()
        else:
            self._people(line.code)

    def _problems(self) -> None:
        """Show who cannot go, with every reason."""

        def show(told: Sequence[dispatch.Outcome]) -> None:
            if not told:
                self.frame.say(i18n.text("cover.no_problems"), "ok")
                return
            title, back = i18n.text("dispatch.line.problems"), self.page.trail.back
            self.page.trail.push(Refusals(self.frame, title, told, back))

        self.frame.tasks.ask(lambda desk: dispatch.stopped(desk, self.page.id), show, owner=self)

    def _people(self, code: str) -> None:
        """Show the list of the batch, those first of all that lack what the line counts."""
        self.page.trail.back()
        lacking = code in (checklist.CONTRACTS, checklist.SIGNED)
        self.page.strip.choose(members.CONTRACT if lacking else members.PEOPLE)

    @reach.needs("dispatch.tick")
    def tick(self) -> None:
        """Ask for day and note of the current line, and tick it."""
        line = self._line(self.list.table.current_id())
        if line is None or not line.by_hand:
            self.frame.say(i18n.text("cover.computed"), "info")
            return
        self._ask(line)

    @reach.needs("dispatch.tick")
    def _ask(self, line: checklist.Line) -> None:
        """Ask for day and note of a line."""

        def act(desk: Any, values: dict[str, Any], _confirmed: object) -> Done:
            return dispatch.tick(
                desk,
                batch_id=self.page.id,
                line=line.code,
                on=datetime.date.fromisoformat(values["done_on"]),
                note=values["note"] or "",
            )

        today = self.frame.clock.today().isoformat()
        record.question(
            self.frame,
            i18n.text(f"dispatch.line.{line.code}"),
            (
                Field("done_on", "cover.done_on", Kind.DATE, required=True),
                Field("note", "cover.note", wide=True),
            ),
            act,
            done=self._done,
            values={"done_on": line.done_on or today, "note": line.note or None},
        )

    @reach.needs("dispatch.untick")
    def untick(self) -> None:
        """Take the tick of the current line away."""
        line = self._line(self.list.table.current_id())
        if line is None or not line.done_by:
            return
        self.frame.tasks.do(
            lambda desk, _progress: dispatch.untick(desk, batch_id=self.page.id, line=line.code),
            self._done,
            owner=self,
            slot=("untick", line.code),
        )

    def _done(self, done: Done) -> None:
        self.refresh()
        said = i18n.text("cover.ticked")
        self.frame.say(said, undo=lambda: self.frame.undo.take_back(done.number))


def _state(row: Row) -> str:
    said = i18n.text(STATES[row["state"]][0])
    if row["by_hand"] or row["of"] <= 1:
        return said
    return i18n.text("cover.state_of", state=said, done=row["done"], of=row["of"])


def _by(row: Row) -> str:
    return " ".join(each for each in (row["done_on"], row["done_by"], row["note"]) if each)
