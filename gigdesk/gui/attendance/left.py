"""What a sheet said that was not written: the list of it, in sight and as a workbook."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6 import QtWidgets

from gigdesk import i18n
from gigdesk.actions import attendance
from gigdesk.gui import folder, parts, reach, record, table
from gigdesk.gui.attendance import ways

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.actions.attendance import Correction, Left
    from gigdesk.domain.attendance import Quantity
    from gigdesk.gui.table import Row
    from gigdesk.gui.tasks import Progress
    from gigdesk.gui.window import Window

_YEAR = len("2026-")


def listing(
    frame: Window, shown: Callable[[], Sequence[Row]], name: str = "attendance_page.left"
) -> table.Listing:
    """Return a table of what was left, which `shown` is asked for whenever it is shown anew.

    `name` is the key of what is read out for it.
    """
    column = table.Column
    made = table.Listing(
        frame.tasks,
        table.RowSource(lambda _desk, _query: shown()),
        (
            column("sheet", "attendance_page.sheet", width=5),
            column("row", "attendance_page.row", right=True, width=3),
            column("name", "record.name", width=5),
            column("day", "attendance_page.day", width=6),
            column("text", "attendance_page.said", width=5),
            column(
                "why",
                "attendance_page.why",
                kind="status",
                width=22,
                tone=lambda row: row["tone"],
            ),
        ),
        name=i18n.text(name),
        view="attendance_left",
        layouts=frame.layouts,
        searchable=False,
        nothing=table.Nothing(i18n.text("attendance_page.nothing_left"), "", "list-check"),
    )
    return record.plain(made)


def rows(left: Sequence[Left]) -> list[Row]:
    """Return a line for each row or cell; of a row of nobody, how many days it has."""
    return [
        {
            "id": number,
            "sheet": one.sheet,
            "row": one.row,
            "name": one.called,
            "day": _days(one),
            "text": one.text,
            "why": i18n.text(one.code, **one.params),
            "tone": "error" if one.is_nobodys else "warning",
        }
        for number, one in enumerate(left)
    ]


def corrected(found: Sequence[Correction]) -> list[Row]:
    """Return a line for each cell that would be corrected, with what stands there now."""
    return [
        {
            "id": (one.name, one.day, number),
            "sheet": one.sheet,
            "row": one.row,
            "name": one.name,
            "day": one.day,
            "text": one.text,
            "why": i18n.text(
                "attendance_page.becomes", before=_said(one.before), after=_said(one.after)
            ),
            "tone": "info",
        }
        for number, one in enumerate(found)
    ]


def _said(value: Quantity) -> str:
    return i18n.text("attendance_page.empty_cell") if value.is_clear else ways.tip(value)


def _days(one: Left) -> str:
    if not one.more:
        return one.day
    return i18n.text("attendance_page.left_cells", day=one.day[_YEAR:], count=1 + len(one.more))


class Saver:
    """Saves what a sheet left as a workbook, at the asking of a page."""

    def __init__(self, page: QtWidgets.QWidget, frame: Window, batch: tuple[bytes, int]) -> None:
        """Save for `page`; `batch` is the batch's id and number."""
        self._page = page
        self._frame = frame
        self._batch, self._number = batch
        self._left: tuple[Left, ...] = ()
        self._file = ""
        self.button = parts.button(
            i18n.text("attendance_page.left_save"), "file-spreadsheet", do=self.save
        )
        self.button.hide()

    def offer(self, left: Sequence[Left], file: str) -> None:
        """Offer to save this, which the file of that name left."""
        self._left, self._file = tuple(left), file
        self.button.setVisible(bool(left))

    @reach.needs("attendance.export")
    def save(self) -> None:
        """Write the workbook as a job and say where it is."""
        batch, left, file = self._batch, self._left, self._file
        title = i18n.text(
            "attendance_page.file",
            number=self._number,
            month=PurePath(file).stem,
            paper=i18n.text("attendance_page.left_paper"),
        )
        wanted = folder.place(self._frame, f"{title}.xlsx")

        def make(desk: Any, _progress: Progress) -> Any:
            out = folder.free(wanted)
            out.parent.mkdir(parents=True, exist_ok=True)
            return attendance.export_left(desk, batch_id=batch, left=left, out=out, file=file)

        self._frame.tasks.do(make, self._saved, owner=self._page, title=title)

    def _saved(self, paper: Any) -> None:
        said = i18n.text("attendance_page.left_saved", count=paper.rows)
        folder.tell(self._frame, said, paper.path)


class LeftPage(QtWidgets.QWidget):
    """Everything that an import did not write, to be looked at and saved."""

    def __init__(
        self,
        frame: Window,
        batch: tuple[bytes, int],
        kept: attendance.Kept,
        *,
        said: str,
        back: Callable[[], object],
    ) -> None:
        """Show what was kept of the import of a batch (id, number); `said` stands above it."""
        super().__init__()
        self.saver = Saver(self, frame, batch)
        self.head = record.Head(back, self.saver.button)
        self.head.show_record(i18n.text("attendance_page.left"))
        self.saver.offer(kept.left, kept.file)
        self.said = parts.Note(said, "warning")
        self.list = listing(frame, lambda: rows(kept.left))
        self.setLayout(record.body(self.head, self.said, self.list))
        parts.pad(self, 1, 0.75)
        record.on_escape(self, back)
        record.on_key(self, "Ctrl+S", self.saver.save)
        self.setFocusProxy(self.saver.button)
