"""The grid's view: typing starts writing, Enter moves on, blocks are pasted and filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors, i18n, stamps
from gigdesk.gui import dialogs, folding, parts, theme
from gigdesk.gui.grid import filling
from gigdesk.gui.grid.asking import Pasting
from gigdesk.gui.grid.editing import CellEditor
from gigdesk.gui.grid.pasting import Place
from gigdesk.gui.grid.side import Side
from gigdesk.gui.table import blocks

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.grid.cells import Change
    from gigdesk.gui.grid.model import GridModel

_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_SHIFT = QtCore.Qt.KeyboardModifier.ShiftModifier
LOW_EM = 16
"""A grid lower than this (in Chinese characters) has smaller titles."""
LOW_SHARE = 0.9
"""How high the letters of such titles are beside the small ones."""
_ENTER = (_Key.Key_Return, _Key.Key_Enter)


class Grid(QtWidgets.QTableView):
    """Writes into a `GridModel` with the keys of a spreadsheet.

    F2 edits · Enter down (or right, by `enter_moves`) · Tab right · Delete clears · Shift+Space
    chooses the row · Ctrl+D fills down, Ctrl+R to the right · Ctrl+Enter fills the chosen cells,
    also with what is just being typed · Ctrl+; today · Ctrl+C, V, X, Z, Y · Ctrl+Tab leaves.
    `closed(why)` tells of writing where nothing can be written.
    """

    said = QtCore.Signal(str)
    closed = QtCore.Signal(str)

    def __init__(
        self, model: GridModel, name: str, *, enter_moves: str = "down", clock: stamps.Clock
    ) -> None:
        """`name` is read out; `enter_moves` is `down` or `right`; `clock` knows today."""
        super().__init__()
        self.cells = model
        self.enter_moves = enter_moves
        self._clock = clock
        self._pasting = Pasting(self)
        self.setModel(model)
        self.setAccessibleName(name)
        self.editor = CellEditor(self, self._move_on, self.fill_words)
        self.setItemDelegate(self.editor)
        self.setEditTriggers(
            self.EditTrigger.AnyKeyPressed
            | self.EditTrigger.EditKeyPressed
            | self.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(self.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalHeader(Side(self))
        self.horizontalHeader().setHighlightSections(True)
        self.verticalHeader().setHighlightSections(True)
        model.refused.connect(self.say_refused)
        model.modelReset.connect(self._fit)
        theme.follow(self, self._fit)
        folding.Later(self, self._fit_titles, high=True)

    # what the keys do

    def copy(self) -> None:
        """Put the chosen cells on the clipboard as WPS and Excel take them in."""
        place = self.chosen()
        if place is None:
            return
        lines = [
            [
                str(self.cells.index(row, number).data() or "")
                for number in range(place.left, place.right + 1)
            ]
            for row in range(place.top, place.bottom + 1)
        ]
        QtGui.QGuiApplication.clipboard().setText(blocks.write(lines))

    def paste(self) -> None:
        """Say what the clipboard would write; write it as one step after a yes."""
        self._pasting.begin()

    @property
    def is_busy(self) -> bool:
        """Say whether something is being typed or asked that is to be written into this grid.

        Until that is over no other grid may take its place.
        """
        return self._pasting.is_asking or self.editor.line is not None

    def clear(self) -> None:
        """Empty the chosen cells; the rows stay."""
        place = self.chosen()
        if place is not None:
            self._fill(place, None, i18n.text("window.grid.clear"))

    def fill_words(self, words: str) -> None:
        """Write typed words into all chosen cells as one step, or say why they cannot stand."""
        place, index = self.chosen(), self.currentIndex()
        if place is None or not index.isValid():
            return
        try:
            value = self.cells.columns[index.column()].parse(words)
        except errors.Invalid as error:
            row, number = index.row(), index.column()
            self.say_refused(error, self.cells.cell_name(row, number))
            self.cells.judged.emit(row, number, error)
            return
        self._fill(place, value, i18n.text("window.grid.fill"))
        self.setFocus()

    def choose_rows(self) -> None:
        """Choose the whole rows of what is chosen, without the cells that take nothing."""
        place = self.chosen()
        writable = filling.writable(self.cells)
        if place is None or not writable:
            return
        first = self.cells.index(place.top, writable[0])
        last = self.cells.index(place.bottom, writable[-1])
        flag = QtCore.QItemSelectionModel.SelectionFlag
        # The view goes on from the first cell with Shift, and from the last one to the rows below.
        self.setCurrentIndex(first)
        self.selectionModel().setCurrentIndex(last, flag.NoUpdate)
        self.selectionModel().select(QtCore.QItemSelection(first, last), flag.ClearAndSelect)

    def today(self) -> None:
        """Write today into the chosen date cells."""
        place = self.chosen()
        if place is not None and self.cells.columns[place.left].is_date:
            self._fill(place, self._clock.today().isoformat(), i18n.text("window.grid.today"))

    def chosen(self) -> Place | None:
        """Return the rectangle of chosen cells; None where there is none."""
        found = [
            index
            for index in self.selectionModel().selectedIndexes()
            if not self.isColumnHidden(index.column())
        ]
        if not found:
            index = self.currentIndex()
            found = [index] if index.isValid() else []
        if not found:
            return None
        rows, numbers = [each.row() for each in found], [each.column() for each in found]
        return Place(min(rows), min(numbers), max(rows), max(numbers))

    def select_cell(self, row: int, number: int) -> None:
        """Make a cell current and the only one chosen."""
        self.setCurrentIndex(self.cells.index(row, number))

    # what Qt asks

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Answer the spreadsheet's keys; every other letter starts writing."""
        key, held = event.key(), event.modifiers()
        ctrl = bool(held & _CTRL)
        letter = event.text().isprintable() and event.text().strip() and not ctrl
        if letter or key in (_Key.Key_F2, _Key.Key_Delete, _Key.Key_Backspace):
            why = filling.why_closed(self.currentIndex(), self.cells)
            if why:
                self.closed.emit(why)
        simple = {
            _Key.Key_C: self.copy,
            _Key.Key_V: self.paste,
            _Key.Key_D: lambda: self._repeat(filling.down),
            _Key.Key_R: lambda: self._repeat(filling.right),
            _Key.Key_Semicolon: self.today,
            _Key.Key_Z: self.cells.undo_stack.undo,
            _Key.Key_Y: self.cells.undo_stack.redo,
        }
        if ctrl and key in simple:
            simple[_Key(key)]()
        elif ctrl and key == _Key.Key_X:
            self.copy()
            self.clear()
        elif ctrl and key in _ENTER:
            self._fill_with_current()
        elif ctrl and key in (_Key.Key_Tab, _Key.Key_Backtab):
            super().focusNextPrevChild(key == _Key.Key_Tab and not held & _SHIFT)
        elif key == _Key.Key_Space and held == _SHIFT:
            self.choose_rows()
        elif key in _ENTER or key in (_Key.Key_Tab, _Key.Key_Backtab):
            self._move_on(key, bool(held & _SHIFT))
        elif key in (_Key.Key_Delete, _Key.Key_Backspace):
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Let Tab move inside the grid; Ctrl+Tab leaves it."""
        return False

    def _move_on(self, key: int, shift: bool) -> None:  # noqa: FBT001 -- called by the editor
        index = self.currentIndex()
        row, number = index.row(), index.column()
        back = -1 if shift or key in (_Key.Key_Backtab, _Key.Key_Up) else 1
        down = key in (_Key.Key_Up, _Key.Key_Down) or (key in _ENTER and self.enter_moves == "down")
        if down:
            row += back
        else:
            row, number = filling.beside(self.cells, row, number, back)
        if 0 <= row < self.cells.rowCount():
            self.select_cell(row, number)
        self.setFocus()

    def _fill(self, place: Place, value: object, words: str) -> None:
        self.cells.write(words, filling.block(self.cells, place, value))

    def _repeat(self, changes: Callable[[GridModel, Place], list[Change]]) -> None:
        place = self.chosen()
        if place is not None:
            self.cells.write(i18n.text("window.grid.fill"), changes(self.cells, place))

    def _fill_with_current(self) -> None:
        place, index = self.chosen(), self.currentIndex()
        if place is not None and index.isValid():
            value = filling.value(self.cells, index.row(), index.column())
            self._fill(place, value, i18n.text("window.grid.fill"))

    def say_refused(self, error: errors.Invalid, cell: str, count: str = "") -> None:
        """Say why words cannot stand in a cell, and before it in how many they cannot."""
        why = i18n.text("window.grid.because", cell=cell, why=dialogs.words_of(error))
        self.said.emit(f"{count} {why}".strip())

    def _fit_titles(self) -> None:
        """Write the titles smaller where the height is needed for rows."""
        measures = theme.measures()
        head, two = self.horizontalHeader(), any(each.under for each in self.cells.columns)
        low = two and self.height() < measures.em(LOW_EM)
        if head.property("low") != low:
            head.setProperty("low", low)
            parts.restyle(head)
        line = QtGui.QFontMetrics(self.font())
        if low:
            letters = QtGui.QFont(self.font())
            letters.setPixelSize(round(measures.small * LOW_SHARE))
            line = QtGui.QFontMetrics(letters)
        free = measures.unit // 2 if low else measures.unit * 2
        high = line.height() * (2 if two else 1) + free
        if high != head.minimumHeight():
            head.setFixedHeight(high)
            # Qt begins the rows below the height that the titles had when it last laid them out.
            self.updateGeometries()

    def _fit(self) -> None:
        measures = theme.measures()
        high = max(measures.row, self.fontMetrics().height() + 4)
        head = self.verticalHeader()
        head.setMinimumSectionSize(high)
        head.setDefaultSectionSize(high)
        self._fit_titles()
        self.horizontalHeader().setMinimumSectionSize(measures.em(1.6))
        for number, column in enumerate(self.cells.columns):
            self.setColumnWidth(number, measures.em(column.width) + measures.unit)
