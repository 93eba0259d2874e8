"""The page on which a sheet kept by others is taken in: a dry run first, then the days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import errors, i18n
from gigdesk.actions import attendance
from gigdesk.gui import dialogs, folder, jobs, parts, record
from gigdesk.gui.attendance import left, saving
from gigdesk.gui.attendance.left import Saver

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gigdesk.gui.table import Row
    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

NO_MONTH = "intake.error.no_month"
DOUBTED_MONTH = ("intake.error.two_months", "intake.error.weekdays_differ")
"""What stands on the sheet speaks of different months: whoever imports it says which it is."""
KINDS = "(*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.xlsm *.et)"


class ImportPage(QtWidgets.QWidget):
    """Choose a file, see what would happen to every row, then write; `done()` fires afterwards.

    It tells what became of the rows and the name of the file.
    """

    done = QtCore.Signal(object, str)

    def __init__(
        self,
        frame: Window,
        batch: tuple[bytes, int],
        month: str,
        back: Callable[[], object],
    ) -> None:
        """Take in for one batch (id, number); `month` serves sheets that do not name theirs."""
        super().__init__()
        self.frame = frame
        self._batch = batch[0]
        self.saver = Saver(self, frame, batch)
        self._month = month
        self.path: Path | None = None
        self.seen: attendance.Imported | None = None
        self._asked: str | None = None
        self._make(back)

    def _make(self, back: Callable[[], object]) -> None:
        text = i18n.text
        self.head = record.Head(back, self.saver.button)
        self.head.show_record(text("attendance_page.import_title"))
        self.choose = parts.button(
            text("attendance_page.choose_file"), "folder-open", "primary", do=self.ask_file
        )
        self.said = parts.Note(text("attendance_page.import_words"), "info", self.choose)
        self.reason = QtWidgets.QLineEdit()
        self.reason.setPlaceholderText(text("attendance_page.reason_hint"))
        self.reason.setAccessibleName(text("attendance_page.reason"))
        self.reason.hide()
        self.ahead = QtWidgets.QCheckBox(text("attendance_page.take_ahead", count=0))
        self.ahead.toggled.connect(lambda: self._look_again(self._asked))
        self.ahead.hide()
        self.place = QtWidgets.QStackedWidget()
        self.list = left.listing(self.frame, self._rows, "attendance_page.to_look_at")
        self.none = parts.Empty(
            "file-spreadsheet",
            text("attendance_page.no_file"),
            text("attendance_page.no_file_words"),
        )
        self.place.addWidget(self.none)
        self.place.addWidget(self.list)
        self.write = parts.button(
            text("attendance_page.write_none"), "device-floppy", "primary", do=self.keep
        )
        self.write.setEnabled(False)
        foot = parts.across(self.reason, self.ahead, None, self.write)
        whole = record.body(self.head, self.said, self.place)
        whole.addLayout(foot)
        self.setLayout(whole)
        parts.pad(self, 1, 0.75)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+S", self.keep)
        self.setFocusProxy(self.choose)

    def ask_file(self) -> None:
        """Ask for a file in the system's own window."""
        title = i18n.text("attendance_page.choose_file")
        sheets = i18n.text("attendance_page.sheets")
        folder.choose_file(self.frame, title, f"{sheets} {KINDS}", "attendance", self.look)

    def look(self, path: Path) -> None:
        """Say what a file would do, without doing it; days to come only when they are ticked."""
        self.path = path
        quiet = QtCore.QSignalBlocker(self.ahead)
        self.ahead.setChecked(False)
        quiet.unblock()
        self._look_again()

    def _look_again(self, chosen: str | None = None) -> None:
        """Look at the file; `chosen` is the month that was said where the sheet is in doubt."""
        path = self.path
        if path is None:
            return
        batch, month, ahead = self._batch, self._month, self.ahead.isChecked()
        self.write.setEnabled(False)

        def seen(desk: Any, month: str | None) -> attendance.Imported:
            return attendance.import_sheet(
                desk, batch, path, month=month, dry_run=True, ahead=ahead
            )

        def query(desk: Any, _progress: Progress) -> tuple[str | None, attendance.Imported]:
            try:
                return chosen, seen(desk, chosen)
            except errors.UnreadableFile as failure:
                if failure.code != NO_MONTH:
                    raise
                return month, seen(desk, month)

        job = self.frame.tasks.prepare(
            query,
            self._show,
            failed=self._failed,
            owner=self,
            title=i18n.text("attendance_page.looking", file=path.name),
        )
        self._waiting = parts.panel(parts.down(jobs.JobRow(job), None), 0)
        self.place.addWidget(self._waiting)
        self.place.setCurrentWidget(self._waiting)

    def _show(self, found: tuple[str | None, attendance.Imported]) -> None:
        # Written is what was looked at: by the month that the sheets needed, or by their own.
        self._asked, self.seen = found
        seen = self.seen
        text = i18n.text
        self._show_list()
        file = self.path.name if self.path else ""
        self.saver.offer(seen.left, file)
        said = text(
            "attendance_page.seen",
            file=file,
            month=text("attendance_page.between").join(seen.months),
            rows=seen.rows,
            matched=seen.matched,
            unmatched=len(seen.unmatched),
            problems=len(seen.problems),
        )
        self.said.say(said, "warning" if seen.unmatched or seen.problems or seen.totals else "ok")
        self._offer_ahead(seen)
        asks = any(one.code in saving.ASKS for one in seen.problems)
        self.reason.setVisible(asks)
        label = text("attendance_page.write_days", written=seen.written, corrected=seen.corrected)
        self.write.setText(f"{parts.AIR}{label}")
        self.write.setAccessibleName(label)
        self.write.setEnabled(bool(seen.written) or asks)
        (self.reason if asks else self.write).setFocus()

    def _offer_ahead(self, seen: attendance.Imported) -> None:
        """Say how many days lie ahead and offer to take them too."""
        count = seen.to_come + seen.ahead
        self.ahead.setText(i18n.text("attendance_page.take_ahead", count=count))
        self.ahead.setVisible(bool(count))

    def _rows(self) -> list[Row]:
        """Return what will not be written, then what will be written over something else."""
        seen = self.seen
        return left.rows(seen.left) + left.corrected(seen.corrections) if seen is not None else []

    def _show_list(self) -> None:
        self.place.setCurrentWidget(self.list)
        self.list.refresh()

    def _failed(self, error: BaseException) -> bool:
        self.seen = None
        self.saver.offer((), "")
        for each in (self.ahead, self.reason):
            each.hide()
        self.place.setCurrentWidget(self.none)
        label = i18n.text("attendance_page.write_none")
        self.write.setText(f"{parts.AIR}{label}")
        self.write.setAccessibleName(label)
        self.write.setEnabled(False)
        self.said.say(dialogs.words_of(error), "error")
        self.choose.setFocus()
        if isinstance(error, errors.UnreadableFile) and error.code in DOUBTED_MONTH:
            self._ask_month(error)
        return True

    def _ask_month(self, doubt: errors.UnreadableFile) -> None:
        """Ask whether the doubted sheet is about the month in which the page was opened."""
        month = self._month
        dialogs.ask(
            self.frame,
            i18n.text("attendance_page.month_ask", month=month),
            dialogs.words_of(doubt),
            yes=i18n.text("attendance_page.month_yes", month=month),
            then=lambda: self._look_again(month),
            danger=True,
        )

    def keep(self) -> None:
        """Write the days as one act."""
        path, batch = self.path, self._batch
        if path is None or self.seen is None or not self.write.isEnabled():
            return
        month = self._asked
        reason, ahead = self.reason.text().strip(), self.ahead.isChecked()
        self.write.setEnabled(False)
        self.frame.tasks.do(
            lambda desk, _progress: attendance.import_sheet(
                desk, batch, path, month=month, reason=reason, ahead=ahead
            ),
            lambda told: self.done.emit(told, path.name),
            failed=self._failed,
            owner=self,
            title=i18n.text("attendance_page.importing", file=path.name),
        )
