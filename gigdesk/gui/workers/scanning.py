"""What a list on a person's page does with the scan of its current row: choose, look, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.actions import workers
from gigdesk.gui import dialogs, folder, pictures, reach, record

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.gui.table import Row
    from gigdesk.gui.workers.section import Section


def is_kept(row: Row) -> str:
    """Return what the column of scans says of a row."""
    return i18n.text("people.scan.kept") if row[workers.scans.SCAN] else ""


class Scanning:
    """The deeds of one list; `table` is that of its rows."""

    def __init__(self, held: Section, table: str) -> None:
        """Work on the list that holds the button."""
        self._held, self._table = held, table

    def menu(self) -> record.MenuButton:
        """Return the button that offers what can be done with the scan of the current row."""
        return record.MenuButton(
            i18n.text("people.scan.menu"),
            (
                (i18n.text("people.scan.see"), "eye", self.see),
                (i18n.text("people.scan.choose"), "upload", self.choose),
                (i18n.text("people.scan.remove"), "x", self.remove),
            ),
        )

    @reach.needs("workers.attach_scan")
    def choose(self) -> None:
        """Choose the file of the current row's scan and keep it."""
        row = self._row()
        if row is not None:
            self.choose_for(row["id"])

    @reach.needs("workers.attach_scan")
    def choose_for(self, row_id: bytes) -> None:
        """Choose the file of the scan of a row and keep it."""
        folder.choose_file(
            self._held.frame,
            i18n.text("people.scan.choose"),
            i18n.text("people.scan.files"),
            "scan",
            lambda path: self.take(row_id, path),
        )

    def take(self, row_id: bytes, path: Path) -> None:
        """Keep a file as the scan of a row."""
        self._held.do(
            lambda desk: workers.scans.attach(
                desk, table=self._table, row_id=row_id, content=workers.scans.read(path)
            )
        )

    @reach.needs("workers.reveal")
    def see(self) -> None:
        """Show the scan of the current row, which is noted."""
        row = self._row(scanned=True)
        if row is None or self._held.person is None:
            return
        name = i18n.text("people.scan.view", name=self._held.person.worker["name"])
        frame = self._held.frame
        frame.tasks.do(
            lambda desk, _progress: workers.scans.see(desk, table=self._table, row_id=row["id"]),
            lambda found: pictures.Viewer(frame, found, name).open(),
            owner=self._held,
            slot="scan",
        )

    @reach.needs("workers.remove_scan")
    def remove(self) -> None:
        """Take the scan of the current row away after a question."""
        row = self._row(scanned=True)
        if row is not None:
            dialogs.ask(
                self._held.frame,
                i18n.text("people.scan.remove_ask"),
                i18n.text("people.scan.remove_words"),
                yes=i18n.text("people.scan.remove"),
                then=lambda: self._held.do(
                    lambda desk: workers.scans.remove(desk, table=self._table, row_id=row["id"])
                ),
                danger=True,
            )

    def _row(self, *, scanned: bool = False) -> Row | None:
        """Return the current row, or the only one; say what is missing, be it a row or a scan."""
        row: Row | None = self._held.current()
        if row is None and len(self._held.rows) == 1:
            row = self._held.rows[0]
        if row is None:
            self._held.frame.say(i18n.text("people.scan.first"), "info")
        elif scanned and not row[workers.scans.SCAN]:
            self._held.frame.say(i18n.text("people.scan.none"), "info")
            return None
        return row
