"""The values of a grid: every change is one undoable step and is told to the page."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui

from gigdesk import errors, i18n
from gigdesk.gui import theme
from gigdesk.gui.grid.cells import Change, GridColumn
from gigdesk.gui.grid.side import EDGE_ROLE

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from gigdesk.gui.table.model import Index

MARK_ROLE = int(QtCore.Qt.ItemDataRole.UserRole) + 8
"""The tone in which a cell was marked, apart from what its own value says."""

_NOWHERE = QtCore.QModelIndex()
_Role = QtCore.Qt.ItemDataRole
_CENTRE = int(QtCore.Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter)


class _Step(QtGui.QUndoCommand):
    """Some cells changed together."""

    def __init__(
        self, words: str, changes: Sequence[Change], write: Callable[[Sequence[Change]], None]
    ) -> None:
        super().__init__(words)
        self._changes = tuple(changes)
        self._write = write

    def redo(self) -> None:
        """Write the new values."""
        self._write(self._changes)

    def undo(self) -> None:
        """Write the values before."""
        self._write(
            [
                dataclasses.replace(each, before=each.after, after=each.before, takes_back=True)
                for each in self._changes
            ]
        )


def _spoken(label: str, column: GridColumn, shown: str, mark: str) -> str:
    """Return what is read out: whose cell it is, what stands in it, and that words were refused."""
    refused = i18n.text("window.grid.refused") if mark == "error" else ""
    return " ".join(each for each in (label, column.called, shown, refused) if each)


class GridModel(QtCore.QAbstractTableModel):
    """Cells by row id and column key.

    `changed(list[Change])` fires after every step, undo and redo included; the page stores them
    by `tasks.do`. `refused(error, cell)` fires when typed words cannot stand in a cell; the cell is
    named in words. `judged(row, column, error)` tells the same of every way in, and with
    None that what stands in a cell was left standing on purpose. `edge(row id)` says what stands
    beside the label of a row.
    """

    changed = QtCore.Signal(list)
    refused = QtCore.Signal(object, str)
    judged = QtCore.Signal(int, int, object)

    def __init__(self, columns: Sequence[GridColumn], parent: QtCore.QObject | None = None) -> None:
        """Hold no rows yet."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.undo_stack = QtGui.QUndoStack(self)
        self._ids: list[Hashable] = []
        self._labels: list[str] = []
        self._places: dict[Hashable, int] = {}
        self._numbers = {column.key: number for number, column in enumerate(self.columns)}
        self._values: dict[tuple[Hashable, str], Any] = {}
        self._tones: dict[tuple[Hashable, str], str] = {}
        self.locked = False
        self.edge: Callable[[Any], str] | None = None

    def set_rows(
        self,
        rows: Sequence[tuple[Any, str]],
        values: Mapping[tuple[Any, str], Any] | None = None,
    ) -> None:
        """Show rows as (id, label) with the values of cells by (id, column key)."""
        self.beginResetModel()
        self._ids = [row for row, _ in rows]
        self._labels = [label for _, label in rows]
        self._places = {row: place for place, row in enumerate(self._ids)}
        self._values = dict(values or {})
        self._tones = {}
        self.undo_stack.clear()
        self.endResetModel()

    def value(self, row: Hashable, column: str) -> Any:
        """Return the value of a cell; None while it is empty."""
        return self._values.get((row, column))

    def put(self, values: Mapping[tuple[Any, str], Any]) -> None:
        """Show values that came from elsewhere or were not taken: no step, nothing told."""
        self._values.update(values)
        self._touch(list(values))

    def row_id(self, place: int) -> Hashable:
        """Return the id of the row at a place."""
        return self._ids[place]

    def cell_name(self, place: int, number: int) -> str:
        """Return whose and which cell it is, in words."""
        row, column = self._labels[place], self.columns[number].called
        return i18n.text("window.grid.cell", row=row, column=column)

    def edge_changed(self, row: Hashable) -> None:
        """Tell that something else stands at the edge of a row now."""
        place = self._places.get(row)
        if place is not None:
            self.headerDataChanged.emit(QtCore.Qt.Orientation.Vertical, place, place)

    def mark(self, row: Hashable, column: str, tone: str) -> None:
        """Colour a cell by a tone (`error`, `warning` …); an empty tone takes it away."""
        self._tones[row, column] = tone
        self._touch([(row, column)])

    def write(self, words: str, changes: Sequence[Change]) -> bool:
        """Make these changes one undoable step called `words`; say whether there were any."""
        real = [
            each
            for each in changes
            if each.before != each.after and not self.columns[self._numbers[each.column]].read_only
        ]
        if self.locked:
            return False
        for each in changes:
            if each.before == each.after:
                self.judged.emit(self._places[each.row], self._numbers[each.column], None)
        if not real:
            return False
        self.undo_stack.push(_Step(words, real, self._store))
        return True

    def change(self, place: int, number: int, after: Any) -> Change:
        """Return the change that would put a value into a cell."""
        row, column = self._ids[place], self.columns[number].key
        return Change(row, column, self._values.get((row, column)), after)

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> QtCore.Qt.ItemFlag:
        """Say which cells can be written into."""
        flags = QtCore.Qt.ItemFlag.ItemIsEnabled | QtCore.Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return QtCore.Qt.ItemFlag.NoItemFlags
        if not self.columns[index.column()].read_only and not self.locked:
            flags |= QtCore.Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Return words, tone and alignment of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        place = (self._ids[index.row()], column.key)
        value, mark = self._values.get(place), self._tones.get(place, "")
        if role in (_Role.DisplayRole, _Role.EditRole):
            return column.show(value)
        if role == _Role.TextAlignmentRole:
            return _CENTRE if column.centre else _RIGHT if column.right else _LEFT
        if role == _Role.ToolTipRole:
            return column.tip(value) if column.tip is not None else None
        if role == _Role.AccessibleTextRole:
            return _spoken(self._labels[index.row()], column, column.show(value), mark)
        if role in (_Role.ForegroundRole, _Role.BackgroundRole):
            return self._colour(column, value, role, mark)
        return mark if role == MARK_ROLE else None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """Write typed words into a cell as one step; words that cannot stand there are refused."""
        if role != _Role.EditRole or not index.isValid():
            return False
        column = self.columns[index.column()]
        try:
            after = column.parse(str(value))
        except errors.Invalid as error:
            self.refused.emit(error, self.cell_name(index.row(), index.column()))
            self.judged.emit(index.row(), index.column(), error)
            return False
        made = self.change(index.row(), index.column(), after)
        return self.write(column.title, [made])

    def headerData(
        self, section: int, orientation: QtCore.Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Return the title of a column or the label of a row."""
        vertical = orientation == QtCore.Qt.Orientation.Vertical
        if not 0 <= section < len(self._labels if vertical else self.columns):
            return None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._labels[section] if vertical else self._title(section, role)
        if role == _Role.TextAlignmentRole:
            return _LEFT if vertical else _CENTRE
        if role == EDGE_ROLE and vertical and self.edge is not None:
            return self.edge(self._ids[section])
        return None

    def _title(self, section: int, role: int) -> str:
        column = self.columns[section]
        if role == _Role.ToolTipRole:
            return column.called
        return f"{column.title}\n{column.under}" if column.under else column.title

    def _colour(self, column: GridColumn, value: Any, role: int, mark: str) -> Any:
        tone = mark
        if not tone and column.tone is not None and value is not None:
            tone = column.tone(value)
        if role == _Role.ForegroundRole:
            return theme.colour(tone) if tone else None
        if tone:
            return theme.colour(f"{tone}_soft") if tone != "muted" else None
        if column.shaded:
            return theme.colour("sunken")
        return theme.colour("canvas") if column.read_only else None

    def _store(self, changes: Sequence[Change]) -> None:
        for each in changes:
            self._values[each.row, each.column] = each.after
        self._touch([(each.row, each.column) for each in changes])
        self.changed.emit(list(changes))

    def _touch(self, cells: Sequence[tuple[Hashable, str]]) -> None:
        rows = [self._places[row] for row, _ in cells if row in self._places]
        numbers = [self._numbers[column] for _, column in cells]
        if rows:
            first = self.index(min(rows), min(numbers))
            self.dataChanged.emit(first, self.index(max(rows), max(numbers)))
