"""The page with all lists, cards and sheets of a batch: printed or kept as a workbook by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6 import QtWidgets

from gigdesk import i18n, stamps
from gigdesk.actions import dispatch
from gigdesk.gui import dialogs, folder, handing, parts, reach, record, table
from gigdesk.gui.fields import Field

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gigdesk.gui.dispatch.batch import BatchPage
    from gigdesk.gui.table import Query, Row
    from gigdesk.gui.tasks import Progress

PDF, WORKBOOK = "pdf", "xlsx"
FILING = "roster-filing"
NAMES = {
    "roster-coach": ("batches_page.paper.coach", "batches_page.paper.coach_words"),
    "roster-employer": ("batches_page.paper.employer", "batches_page.paper.employer_words"),
    FILING: ("batches_page.paper.filing", "batches_page.paper.filing_words"),
    dispatch.CARDS: ("batches_page.paper.cards", "batches_page.paper.cards_words"),
    dispatch.VEHICLES: ("batches_page.paper.vehicles", "batches_page.paper.vehicles_words"),
    dispatch.PROMISE: ("batches_page.paper.promise", "batches_page.paper.promise_words"),
    dispatch.PROMISE_BATCH: ("batches_page.paper.together", "batches_page.paper.together_words"),
    dispatch.MEALS: ("batches_page.paper.meals", "batches_page.paper.meals_words"),
}
"""What each paper is called, and who gets it with what on it."""


def entry(page: BatchPage) -> record.MenuEntry:
    """Return the entry of a menu that opens the papers of a batch."""
    go = reach.needs("dispatch.export")(lambda: page.trail.push(HandoutsPage(page)))
    return i18n.text("batches_page.handouts"), "printer", go


class HandoutsPage(QtWidgets.QWidget):
    """Every paper in a line: what it is, who gets it, when it was made last."""

    def __init__(self, page: BatchPage) -> None:
        """Show the papers of the batch that `page` shows."""
        super().__init__()
        self.page, self.frame, self.row = page, page.frame, page.row
        self.pages: dispatch.Pages | None = None
        text = i18n.text
        self.print = parts.button(
            text("batches_page.handout_print"), "printer", "primary", do=self.print_current
        )
        self.keep = parts.button(
            text("batches_page.handout_keep"), "file-spreadsheet", do=self.keep_current
        )
        self.head = record.Head(page.trail.back, self.keep, self.print)
        self.head.show_record(text("batches_page.handouts_of", number=self.row["number"]))
        self.said = parts.label(text("batches_page.handouts_words"), "hint", wrap=True)
        self.trouble = parts.Note("", "error")
        self.trouble.hide()
        self.list = self._listing()
        whole = record.body(self.head, self.said, self.trouble, self.list)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.Folding(self, self.list.count)
        record.on_escape(self, page.trail.back)
        record.on_key(self, "Ctrl+P", self.print_current)
        record.on_key(self, "Ctrl+E", self.keep_current)
        self.setFocusProxy(self.list.table)

    def _listing(self) -> table.Listing:
        column = table.Column
        made = table.Listing(
            self.frame.tasks,
            table.RowSource(self._rows),
            (
                column("name", "batches_page.paper", width=11, frozen=True, sortable=False),
                column("made", "batches_page.paper_made", width=13, sortable=False),
                column("words", "batches_page.paper_for", width=30, sortable=False),
            ),
            name=i18n.text("batches_page.handouts"),
            view="handouts",
            layouts=self.frame.layouts,
            searchable=False,
        )
        record.plain(made)
        made.opened.connect(lambda paper: self.make(str(paper), PDF))
        made.add_action(i18n.text("batches_page.handout_keep"), "", self.keep_current)
        return made

    def _rows(self, desk: Any, _query: Query) -> Sequence[Row]:
        made = dispatch.last_exports(desk, self.page.id)
        return [
            {
                "id": paper,
                "name": i18n.text(NAMES[paper][0]),
                "words": i18n.text(NAMES[paper][1]),
                "made": _made(made.get(paper)),
            }
            for paper in dispatch.PAPERS
        ]

    def refresh(self) -> None:
        """Ask anew."""
        self.list.refresh()

    def print_current(self) -> None:
        """Make the current paper to be printed."""
        self._current(PDF)

    def keep_current(self) -> None:
        """Keep the current paper as a workbook."""
        self._current(WORKBOOK)

    def _current(self, form: str) -> None:
        paper = self.list.table.current_id()
        if paper is not None:
            self.make(str(paper), form)

    @reach.needs("dispatch.export")
    def make(self, paper: str, form: str) -> None:
        """Make a paper; where whole numbers leave the house, ask first who gets them."""
        if paper != FILING:
            self._set(paper, form, "")
            return
        record.question(
            self.frame,
            i18n.text(NAMES[paper][0]),
            (Field("recipient", "people.export.recipient", required=True, wide=True),),
            None,
            done=lambda values: self._set(paper, form, values["recipient"]),
            values={"recipient": i18n.text("batches_page.paper.filing_to")},
        )

    def _set(self, paper: str, form: str, recipient: str) -> None:
        """Set the paper where only reading is done; progress and cancel stand among the jobs."""
        name = i18n.text(NAMES[paper][0])
        title = i18n.text("batches_page.file", number=self.row["number"], paper=name)
        self.trouble.hide()
        wanted = folder.place(self.frame, f"{title}.{form}")
        batch_id = self.page.id

        def draw(desk: Any, progress: Progress) -> dispatch.Handout:
            return dispatch.set_paper(desk, batch_id, paper, form, progress=progress.step)

        self.frame.tasks.prepare(
            draw,
            lambda handout: self._keep(handout, wanted, (name, recipient)),
            failed=self._failed,
            owner=self.frame,
            title=title,
        )

    def _failed(self, error: BaseException) -> bool:
        """Say on the page why there is no paper; who has left it hears of it as of any failure."""
        if not shiboken6.isValid(self):
            return False
        self.trouble.say(dialogs.words_of(error), "error")
        self.trouble.show()
        return True

    def _keep(self, handout: dispatch.Handout, wanted: Path, named: tuple[str, str]) -> None:
        """Note the paper and write it beside what was made before, never over it."""
        name, recipient = named

        def keep(desk: Any, _progress: Progress) -> dispatch.Handed:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            return dispatch.keep_paper(desk, handout=handout, out=out, recipient=recipient)

        self.frame.tasks.do(
            keep,
            lambda handed: self._kept(name, handout.form, handed),
            failed=self._failed,
            owner=self.frame,
        )

    def _kept(self, name: str, form: str, handed: dispatch.Handed) -> None:
        """Say where it is, also to somebody who has left the page, and show what is printed."""
        said = i18n.text("batches_page.written", paper=name, count=handed.rows)
        folder.tell(self.frame, said, handed.path)
        if handed.missing_characters:
            strange = "  ".join(f"{one} (U+{ord(one):04X})" for one in handed.missing_characters)
            self.frame.say(i18n.text("batches_page.strange", characters=strange), "warning")
        if shiboken6.isValid(self):
            self.refresh()
            if form == PDF:
                handing.show(self.frame, name, handed.path)


def _made(last: dispatch.Exported | None) -> str:
    if last is None:
        return i18n.text("batches_page.paper_never")
    when = stamps.local_text(last.at_ms)[5:16]
    return i18n.text("batches_page.paper_last", when=when, who=last.staff_name, count=last.rows)
