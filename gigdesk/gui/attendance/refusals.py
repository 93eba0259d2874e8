"""The line below the grid: what was saved, and what was refused and why, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.actions import attendance
from gigdesk.gui import icons, parts, record, table
from gigdesk.gui.attendance.lines import LinesPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk import errors
    from gigdesk.actions.attendance import Refusal
    from gigdesk.gui.attendance.sheet import Sheet
    from gigdesk.gui.window import Window


def named(refusal: Refusal) -> str:
    """Return whose cell was not taken and why."""
    return i18n.text(
        "attendance_page.cell_refused",
        name=refusal.name,
        day=refusal.day,
        why=words_of(refusal),
    )


def words_of(refusal: Refusal) -> str:
    """Return why a cell was not taken, in words."""
    return i18n.text(refusal.code, **refusal.params)


class RefusedCells(QtWidgets.QWidget):
    """Keeps the refusals of the month in sight; on a refused cell its own reason is said.

    A refusal stands, and its cell is marked, until the cell is written anew or emptied: what was
    saved meanwhile is said beside it, never in its place.
    """

    said = QtCore.Signal()

    def __init__(self, frame: Window, trail: record.Trail) -> None:
        """Say nothing yet."""
        super().__init__()
        self._frame = frame
        self._trail = trail
        self._sheet: Sheet | None = None
        self._month: tuple[bytes, str, str] | None = None
        self._why: dict[tuple[Any, str], Refusal] = {}
        self.is_low: Callable[[], bool] = lambda: False
        self._icon = icons.Picture("circle-check", "ok")
        self._words = parts.label("", wrap=True)
        self.all = parts.button(
            i18n.text("attendance_page.all_refused"), "list-details", "link", do=self.open_list
        )
        row = parts.across(self._icon, self._words, self.all, gap=0.5)
        row.setStretch(1, 1)
        self.setLayout(row)
        self._say("", "ok")

    @property
    def words(self) -> str:
        """Return what is said at the moment."""
        return self._words.text()

    @property
    def standing(self) -> list[tuple[tuple[Any, str], Refusal]]:
        """Return the cells that were not taken and are not settled, the oldest first."""
        return list(self._why.items())

    def begin(self, sheet: Sheet | None, month: tuple[bytes, str, str] | None = None) -> None:
        """Follow the cells of another month, or of the same one (batch, month, way) anew."""
        kept = self._why if sheet is not None and month == self._month else {}
        self._sheet, self._month = sheet, month
        self._why = {}
        self._say("", "ok")
        if sheet is not None:
            sheet.grid.selectionModel().currentChanged.connect(self._moved)
            sheet.grid.closed.connect(lambda why: self._say(why, "warning"))
            sheet.cells.changed.connect(self._typed)
            sheet.cells.judged.connect(self._judged)
        for cell, one in kept.items():
            self._keep(cell, one)
        if kept:
            self._say_refused(next(reversed(kept.values())), len(kept))

    def say_saved(self, words: str, beside: str = "") -> None:
        """Say what was saved, what is to be known `beside` it, and what is still refused."""
        if not self._why:
            self._say(f"{words} {beside}" if beside else words, "warning" if beside else "ok")
            return
        newest, count = next(reversed(self._why.values())), len(self._why)
        but = i18n.text("window.grid.saved_but", saved=words, count=count, why=named(newest))
        if self.is_low():
            # The reason is said again on the cell itself; the rows of the month need the room.
            cell = i18n.text("attendance_page.cell", name=newest.name, day=newest.day)
            self._say(i18n.text("attendance_page.saved_but", count=count, cell=cell), "error", but)
        else:
            self._say(but, "error")

    def say_unsaved(self, count: int) -> None:
        """Say that cells could not be saved yet."""
        self._say(i18n.text("attendance_page.unsaved", count=count), "error")

    def show_refused(self, refused: Sequence[Refusal]) -> None:
        """Mark the cells and say why."""
        for one in refused:
            self._keep((one.worker_id, one.column), one)
        self._say_refused(refused[0], len(refused))

    def open_list(self) -> None:
        """Show all refused cells with their reasons."""
        self._trail.push(RefusalList(self._frame, list(self._why.values()), self._trail.back))

    def _typed(self, changes: Sequence[Any]) -> None:
        """Take the marks away from cells that are written anew."""
        for each in changes:
            self._settle((each.row, each.column))

    def _judged(self, row: int, number: int, error: errors.Invalid | None) -> None:
        """Keep words that cannot stand in a cell, or take away what was kept of it."""
        if self._sheet is None:
            return
        cells = self._sheet.cells
        person: Any = cells.row_id(row)
        column = cells.columns[number]
        if error is None:
            self._settle((person, column.key))
            return
        name = cells.headerData(row, QtCore.Qt.Orientation.Vertical)
        one = attendance.Refusal(person, name, column.called, error.code, error.params)
        self._keep((person, column.key), one)
        self._say_refused(one, len(self._why))

    def _keep(self, cell: tuple[Any, str], one: Refusal) -> None:
        self._why.pop(cell, None)
        self._why[cell] = one
        if self._sheet is not None:
            self._sheet.cells.mark(*cell, "error")

    def _settle(self, cell: tuple[Any, str]) -> None:
        if self._why.pop(cell, None) is None or self._sheet is None:
            return
        self._sheet.cells.mark(*cell, "")
        if self._why:
            self._say_refused(next(reversed(self._why.values())), len(self._why))
        else:
            self._say("", "ok")

    def _say_refused(self, one: Refusal, count: int) -> None:
        said = named(one)
        if count > 1:
            said = f"{i18n.text('attendance_page.refused', count=count)} {said}"
        self._say(said, "error")

    def _moved(self, now: QtCore.QModelIndex, _before: QtCore.QModelIndex) -> None:
        if self._sheet is None or not now.isValid():
            return
        cells = self._sheet.cells
        one = self._why.get((cells.row_id(now.row()), cells.columns[now.column()].key))
        if one is not None:
            self._say(named(one), "error")

    def _say(self, words: str, tone: str, whole: str = "") -> None:
        """Say something; `whole` are the words of which there was no room for all."""
        self._icon.setVisible(bool(words))
        self._icon.show_icon(parts.TONES[tone], tone)
        self._words.setText(words)
        self._words.setToolTip(whole)
        parts.tone(self._words, tone)
        self.all.setVisible(len(self._why) > 1)
        self.said.emit()


class RefusalList(LinesPage):
    """Every refused cell: who, which day, why."""

    def __init__(
        self, frame: Window, refused: Sequence[Refusal], back: Callable[[], object]
    ) -> None:
        """Show `refused`."""
        column, text = table.Column, i18n.text
        super().__init__(
            frame,
            back,
            title=text("attendance_page.refused", count=len(refused)),
            rows=[
                {"id": number, "name": one.name, "day": one.day, "why": words_of(one)}
                for number, one in enumerate(refused)
            ],
            columns=(
                column("name", "record.name", width=6),
                column("day", "attendance_page.day", width=6),
                column("why", "attendance_page.why", width=30, tone=lambda _row: "error"),
            ),
            view="refused_cells",
            name=text("attendance_page.all_refused"),
        )
