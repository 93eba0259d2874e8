"""Pasting into a grid: what the clipboard would do is said, and written after a yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs
from gigdesk.gui.grid import filling
from gigdesk.gui.grid.pasting import Plan, plan
from gigdesk.gui.table import blocks

if TYPE_CHECKING:
    from gigdesk.gui.grid.view import Grid


class Pasting:
    """Pastes into one grid, which has to stay where it is until the question is answered."""

    def __init__(self, grid: Grid) -> None:
        """Paste into `grid`."""
        self._grid = grid
        self._question: QtWidgets.QDialog | None = None

    @property
    def is_asking(self) -> bool:
        """Say whether the question stands there."""
        asked = self._question
        return asked is not None and shiboken6.isValid(asked) and asked.isVisible()

    def begin(self) -> None:
        """Say what the clipboard would write; write it as one step after a yes."""
        grid = self._grid
        place = grid.chosen()
        block = blocks.read(QtGui.QGuiApplication.clipboard().text())
        if place is None or not block or self._is_locked():
            return
        made = plan(grid.cells, block, place)
        if made.rows * made.columns == 1 and not made.refused:
            self._write(made)
            return
        self._question = dialogs.ask(
            grid.window(),
            i18n.text("window.grid.paste"),
            made.words,
            yes=i18n.text("window.grid.write"),
            then=lambda: self._write(made),
        )

    def _is_locked(self) -> bool:
        """Say whether nothing can be written just now, and tell so."""
        cells = self._grid.cells
        if cells.locked:
            why = filling.why_closed(self._grid.currentIndex(), cells)
            self._grid.closed.emit(why or i18n.text("window.grid.locked"))
        return cells.locked

    def _write(self, made: Plan) -> None:
        if self._is_locked():
            return
        grid, cells = self._grid, self._grid.cells
        cells.write(i18n.text("window.grid.paste"), made.changes)
        for row, number, error in made.refused:
            cells.mark(cells.row_id(row), cells.columns[number].key, "error")
            cells.judged.emit(row, number, error)
        if made.refused:
            row, number, error = made.refused[0]
            count = i18n.text("window.grid.left_out", count=len(made.refused))
            grid.say_refused(error, cells.cell_name(row, number), count)
