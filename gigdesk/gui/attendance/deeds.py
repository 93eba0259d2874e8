"""What is done with a month: taken in from a sheet, written out, paid, confirmed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n, money, stamps
from gigdesk.actions import attendance
from gigdesk.gui import dialogs, folder, reach, record
from gigdesk.gui.attendance import counting, day_story, leaders, watching, ways
from gigdesk.gui.attendance import month as months
from gigdesk.gui.attendance.importing import ImportPage
from gigdesk.gui.attendance.left import LeftPage
from gigdesk.gui.fields import Field, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.attendance.month_page import MonthPage
    from gigdesk.gui.tasks import Progress

EXPORT, BY_HAND, WAGES = "export", "by_hand", "wages"
NAMED = 6
"""So many cells are named in one sentence."""
_DAY = len("2026-10-31")
SETTLING_MS = 100
"""How long a confirmation waits before it looks again whether the desk has answered."""
_PAPERS = {
    EXPORT: "attendance_page.export",
    BY_HAND: "attendance_page.by_hand",
    WAGES: "attendance_page.wages",
}


class Deeds:
    """Acts for the page of a month."""

    def __init__(self, page: MonthPage) -> None:
        """Act for `page`."""
        self._page = page
        self.frame = page.frame
        self._confirming = (b"", "")
        self._again = QtCore.QTimer(page, singleShot=True, interval=SETTLING_MS)
        self._again.timeout.connect(self._ask_when_settled)

    def entries(self) -> list[record.MenuEntry]:
        """Return the papers and sheets of a month."""
        text = i18n.text
        return [
            (text("attendance_page.import"), "file-import", self.open_import),
            (text("attendance_page.left_again"), "list-details", self.open_left),
            (text("attendance_page.export"), "file-spreadsheet", self._writer(EXPORT)),
            (text("attendance_page.by_hand"), "pencil", self._writer(BY_HAND)),
            (text("attendance_page.wages"), "coin", self._writer(WAGES)),
            (text("attendance_page.story"), "history", self.tell_day),
            *leaders.entries(self._page),
            *watching.entries(self._page),
        ]

    def _writer(self, what: str) -> Callable[[], object]:
        return reach.needs("attendance.export")(lambda: self.write(what))

    def fillings(self) -> list[record.MenuEntry]:
        """Return what can be entered for whole rows at once."""
        text = i18n.text
        return [
            (text("attendance_page.fill_work"), "calendar-check", self._fill_work),
            (text("attendance_page.fill_all"), "calendar", self._fill_all),
            *counting.entries(self._page),
        ]

    @reach.needs("attendance.enter")
    def _fill_work(self) -> None:
        self.fill_empty(free=False)

    @reach.needs("attendance.enter")
    def _fill_all(self) -> None:
        self.fill_empty(free=True)

    @reach.needs("attendance.enter")
    def fill_empty(self, *, free: bool) -> None:
        """Enter a whole day where nothing stands for the chosen people, and say how many."""
        sheet = self._page.sheet
        if sheet is None or self._page.shown is None or not self._page.shown.may_enter:
            return
        if not sheet.grid.editor.take():
            return
        count = sheet.fill_empty(free=free)
        sheet.grid.setFocus()
        key = "attendance_page.filled" if count else "attendance_page.filled_none"
        self.frame.say(i18n.text(key, count=count), "ok" if count else "info")

    @reach.needs("attendance.import")
    def open_import(self) -> None:
        """Open the page that takes in a sheet."""
        if self._page.batch is not None and self._page.shown is not None and self._page.flush():
            shown = self._page.shown
            batch = (shown.batch_id, shown.batch_number)
            made = ImportPage(self.frame, batch, shown.month, self._page.trail.back)
            made.done.connect(self._imported)
            self._page.trail.push(made)

    def _imported(self, done: attendance.Imported, file: str) -> None:
        """Go back to the month; what was not written comes in front of it, and stays in reach."""
        self._page.trail.back()
        shown = self._page.shown
        if done.left and shown is not None:
            said = i18n.text("attendance_page.left_some", file=file, days=done.written)
            self._show_left(shown, attendance.Kept(file, 0, done.left), said)
        else:
            self.frame.say(i18n.text("attendance_page.imported", count=done.written))

    @reach.needs("attendance.import")
    def open_left(self) -> None:
        """Show again what the last sheet taken in for this batch left out."""
        shown = self._page.shown
        if shown is None or not self._page.flush():
            return
        self.frame.tasks.ask(
            lambda desk: attendance.last_left(desk, shown.batch_id),
            lambda kept: self._found_left(shown, kept),
            owner=self._page,
        )

    def _found_left(self, shown: attendance.Grid, kept: attendance.Kept | None) -> None:
        if kept is None:
            self.frame.say(i18n.text("attendance_page.left_none"), "info")
            return
        day = stamps.local_text(kept.at_ms)[:_DAY]
        self._show_left(
            shown, kept, i18n.text("attendance_page.left_kept", file=kept.file, day=day)
        )

    def _show_left(self, shown: attendance.Grid, kept: attendance.Kept, said: str) -> None:
        trail, batch = self._page.trail, (shown.batch_id, shown.batch_number)
        trail.push(LeftPage(self.frame, batch, kept, said=said, back=trail.back))

    def tell_day(self) -> None:
        """Show what was ever entered for the day in which the keyboard stands."""
        shown, sheet = self._page.shown, self._page.sheet
        if shown is None or sheet is None or not self._page.flush():
            return
        person, day = sheet.here()
        found = next((each for each in shown.people if each.worker_id == person), None)
        if found is None or ways.day_of(day) not in shown.days:
            self.frame.say(i18n.text("attendance_page.story.choose"), "info")
            return
        title = i18n.text("attendance_page.cell", name=found.name, day=day)
        self.frame.tasks.ask(
            lambda desk: attendance.cell_history(desk, shown.batch_id, found.worker_id, day),
            lambda facts: day_story.show(self.frame, title, facts),
            owner=self._page,
        )

    @reach.needs("attendance.export")
    def write(self, what: str) -> None:
        """Write a workbook of the month as a job and say where it is."""
        if self._page.batch is None or self._page.shown is None:
            return
        if not self._page.flush():
            return
        batch, month = self._page.batch, self._page.shown.month
        title = i18n.text(
            "attendance_page.file",
            number=self._page.shown.batch_number,
            month=month,
            paper=i18n.text(_PAPERS[what]),
        )
        wanted = folder.place(self.frame, f"{title}.xlsx")

        def make(desk: Any, _progress: Progress) -> Any:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            if what == WAGES:
                return attendance.wages(desk, batch, out, month=month)
            return attendance.export_month(desk, batch, out, month=month, by_hand=what == BY_HAND)

        self.frame.tasks.do(
            make,
            lambda paper: self._written(what, paper),
            owner=self._page,
            title=title,
            slot=("paper", title),
        )

    def _written(self, what: str, paper: Any) -> None:
        said = i18n.text("attendance_page.written", paper=i18n.text(_PAPERS[what]))
        if what == WAGES:
            total = money.grouped(paper.total_fen)
            said = i18n.text("attendance_page.wages_written", count=paper.rows, total=total)
        if paper.to_come:
            said += i18n.text("attendance_page.to_come_in", days=paper.days_to_come)
        folder.tell(self.frame, said, paper.path)

    @reach.needs("attendance.confirm")
    def ask_name(self) -> None:
        """Ask who confirmed the month for the employer, and when."""
        shown = self._page.shown
        if self._page.batch is None or shown is None or not shown.may_enter:
            return
        if self._page.flush():
            self._confirming = (shown.batch_id, shown.month)
            self._ask_when_settled()

    def _ask_when_settled(self) -> None:
        """Go on when the desk has answered for what was typed, and all of it was taken.

        A second press waits no second time, and whoever turned to another month meant it no more.
        """
        self._again.stop()
        keeping, shown = self._page.keeping, self._page.shown
        if shown is None or (shown.batch_id, shown.month) != self._confirming:
            return
        if keeping.waits or any(each.is_asking for each in keeping.all):
            return
        if not all(each.is_settled for each in keeping.all):
            self._again.start()
        elif self._page.cells.standing:
            self._name_standing()
        elif shown.to_come:
            dialogs.ask(
                self.frame,
                i18n.text("attendance_page.confirm_month", month=months.words(shown.month)),
                i18n.text(
                    "attendance_page.confirm_early",
                    today=shown.today,
                    count=len(shown.to_come),
                    last=shown.to_come[-1],
                ),
                yes=i18n.text("attendance_page.confirm_anyway"),
                then=lambda: self._ask_name(shown),
                danger=True,
            )
        else:
            self._ask_name(shown)

    def _name_standing(self) -> None:
        """Name the cells that were not taken, and go to the first of them."""
        standing = self._page.cells.standing
        named = [
            i18n.text("attendance_page.cell", name=one.name, day=one.day) for _, one in standing
        ]
        cells = i18n.text("attendance_page.between").join(named[:NAMED])
        said = i18n.text("attendance_page.still_refused", count=len(standing), cells=cells)
        self.frame.say(said, "warning")
        if self._page.sheet is not None:
            self._page.sheet.go_to(*standing[0][0])

    def _ask_name(self, shown: attendance.Grid) -> None:
        batch, month = shown.batch_id, shown.month
        record.question(
            self.frame,
            i18n.text("attendance_page.confirm_month", month=months.words(month)),
            (
                Field("by", "attendance_page.confirmed_by", required=True),
                Field("on", "attendance_page.confirmed_on", Kind.DATE, required=True),
            ),
            lambda desk, values, _confirmed: attendance.confirm(
                desk,
                batch_id=batch,
                month=month,
                confirmed_by=values["by"],
                confirmed_on=datetime.date.fromisoformat(values["on"]),
            ),
            done=self._confirmed,
            values={"on": self.frame.clock.today().isoformat()},
        )

    def _confirmed(self, quarters: int) -> None:
        days = months.day_words(quarters)
        self.frame.say(i18n.text("attendance_page.now_confirmed", days=days))
        self._page.refresh()
