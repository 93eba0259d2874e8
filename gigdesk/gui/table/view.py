"""The view of a table: rows as high as its letters, copying, sums, frozen columns, keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n, money
from gigdesk.gui import parts, theme
from gigdesk.gui.table import blocks
from gigdesk.gui.table.columns import Query, Row, cell
from gigdesk.gui.table.frozen import FrozenView
from gigdesk.gui.table.head import Head

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.table.layouts import Layouts
    from gigdesk.gui.table.model import PagedModel

SUMMED_ROWS = 20_000
_Key = QtCore.Qt.Key
_CTRL = QtCore.Qt.KeyboardModifier.ControlModifier
_SHIFT = QtCore.Qt.KeyboardModifier.ShiftModifier


class TableView(QtWidgets.QTableView):
    """Shows a `PagedModel`: whole rows are chosen, Enter opens, Ctrl+C copies."""

    opened = QtCore.Signal(object)
    current_changed = QtCore.Signal(object)
    selection_said = QtCore.Signal(str)
    menu_wanted = QtCore.Signal(QtCore.QPoint)

    def __init__(self, model: PagedModel, name: str, view: str, layouts: Layouts) -> None:
        """`name` is read out; `view` names the layout that is remembered."""
        super().__init__()
        self.rows = model
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_up()
        self.head = Head(self, view, layouts)
        self._frozen = FrozenView(self)
        self.head.changed.connect(self._frozen.arrange)
        self._kept_id: Any = None
        self._asking = False
        self._saying = QtCore.QTimer(self, singleShot=True, interval=60)
        self._saying.timeout.connect(self._say_selection)
        model.loaded.connect(self._take_up)
        model.dataChanged.connect(self._saying.start)
        self.selectionModel().selectionChanged.connect(self._saying.start)
        self.selectionModel().currentRowChanged.connect(self._current)
        self.activated.connect(self._open)
        theme.follow(self, self._fit)

    def _set_up(self) -> None:
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerItem)
        self.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.menu_wanted)
        head = self.verticalHeader()
        head.setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        head.hide()

    def ask_for(self, query: Query) -> None:
        """Show the rows of a query, from the top."""
        self._kept_id, self._asking = self.current_id(), True
        self.rows.ask_for(query)

    def refresh(self) -> None:
        """Ask again; the current record stays current where it is still there."""
        self._kept_id, self._asking = self.current_id(), True
        self.rows.near = max(0, self.rowAt(0))
        self.rows.refresh()

    def current_id(self) -> Any:
        """Return the id of the current row; None where there is none."""
        index = self.currentIndex()
        return self.rows.row_id(index.row()) if index.isValid() else None

    def selected_rows(self) -> list[Row]:
        """Return the chosen rows that are already here, from top to bottom."""
        numbers = self._selected_numbers()
        found = (self.rows.row(number) for number in numbers[:SUMMED_ROWS])
        return [row for row in found if row is not None]

    def selected_ids(self) -> list[Any]:
        """Return the ids of the chosen rows that are already here."""
        return [cell(row, "id") for row in self.selected_rows()]

    def select_row(self, number: int) -> None:
        """Make a row current, in sight, and the only one chosen."""
        if 0 <= number < self.rows.rowCount():
            index = self.rows.index(number, self.head.first_column())
            # Qt itself would look at the keys held down: with Ctrl a chosen row is let go.
            flags = QtCore.QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    def copy(self, *, with_head: bool = False) -> None:
        """Put the chosen rows on the clipboard as columns that WPS and Excel take in."""
        columns = [self.rows.columns[number] for number in self.head.shown()]
        lines = [[column.words(row) for column in columns] for row in self.selected_rows()]
        if with_head:
            lines.insert(0, [i18n.text(column.title) for column in columns])
        if lines:
            QtGui.QGuiApplication.clipboard().setText(blocks.write(lines))

    def copy_cell(self) -> None:
        """Put the current cell on the clipboard."""
        index = self.currentIndex()
        row = self.rows.row(index.row()) if index.isValid() else None
        if row is not None:
            words = self.rows.columns[index.column()].words(row)
            QtGui.QGuiApplication.clipboard().setText(words)

    # what Qt asks

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Copy, open, and leave every letter to whoever wants to search."""
        key, held = event.key(), event.modifiers()
        if key == _Key.Key_C and held == _CTRL:
            self.copy()
        elif key == _Key.Key_C and held == (_CTRL | _SHIFT):
            self.copy(with_head=True)
        elif key in (_Key.Key_Return, _Key.Key_Enter) and not held & _CTRL:
            self._open(self.currentIndex())
        elif (
            event.text().isprintable()
            and event.text()
            and not held & _CTRL
            and key != _Key.Key_Space
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QtGui.QFocusEvent) -> None:
        """Make the first row current when the keyboard arrives."""
        # Qt makes the first row current by itself, but does not choose it.
        chosen = _is_chosen(self)
        super().focusInEvent(event)
        if not chosen:
            self.select_row(0)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Share the room anew; keep the frozen columns in their place."""
        super().resizeEvent(event)
        self.head.share()
        self._frozen.place()

    def scrollTo(
        self,
        index: QtCore.QModelIndex | QtCore.QPersistentModelIndex,
        hint: QtWidgets.QAbstractItemView.ScrollHint = (
            QtWidgets.QAbstractItemView.ScrollHint.EnsureVisible
        ),
    ) -> None:
        """Scroll so that no cell hides behind the frozen columns."""
        super().scrollTo(index, hint)
        over = self._frozen.covered()
        left = self.visualRect(index).left()
        if over and left < over and not self._frozen.holds(index.column()):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (over - left))

    def _selected_numbers(self) -> list[int]:
        numbers: set[int] = set()
        for part in list(self.selectionModel().selection()):  # type: ignore[call-overload]
            numbers.update(range(part.top(), part.bottom() + 1))
        return sorted(numbers)

    def _open(self, index: QtCore.QModelIndex) -> None:
        row_id = self.rows.row_id(index.row()) if index.isValid() else None
        if row_id is not None:
            self.opened.emit(row_id)

    def _current(self, now: QtCore.QModelIndex, _before: QtCore.QModelIndex) -> None:
        """Tell which record is current; rows on their way follow the last choice."""
        row_id = self.rows.row_id(now.row()) if now.isValid() else None
        if row_id is not None and self._asking:
            self._kept_id = row_id
        self.current_changed.emit(row_id)

    def _take_up(self) -> None:
        """Find the record again that was current before the rows came anew."""
        self.head.grow()
        kept, self._kept_id, self._asking = self._kept_id, None, False
        if kept is None and self.hasFocus() and not _is_chosen(self):
            self.select_row(0)  # the keyboard was here before the rows
            return
        if kept is None or kept == self.current_id():
            self.current_changed.emit(self.current_id())
            return
        number = self.rows.find(kept)
        if number is None:
            self.clearSelection()
            self.setCurrentIndex(QtCore.QModelIndex())
        else:
            self.select_row(number)

    def _say_selection(self) -> None:
        numbers = self._selected_numbers()
        self.selection_said.emit(said(self, len(numbers)) if len(numbers) > 1 else "")

    def _fit(self) -> None:
        measures = theme.measures()
        high = max(measures.row, self.fontMetrics().height() + 4)
        self.verticalHeader().setMinimumSectionSize(high)
        self.verticalHeader().setDefaultSectionSize(high)
        self.horizontalHeader().setFixedHeight(high + measures.unit)
        self.setIconSize(QtCore.QSize(measures.icon, measures.icon))
        self.head.fit()
        self._frozen.arrange()


def _is_chosen(view: TableView) -> bool:
    return view.currentIndex().isValid() or view.selectionModel().hasSelection()


def said(view: TableView, count: int) -> str:
    """Return the sentence about the chosen rows: how many, and the sums of what can be added."""
    words = [i18n.text("window.table.chosen", count=f"{count:,}")]
    rows = view.selected_rows()
    if len(rows) == count:
        for number in view.head.shown():
            column = view.rows.columns[number]
            total = _total(rows, column.key) if column.kind in ("money", "number") else None
            if total is not None:
                written = money.grouped(total) if column.kind == "money" else f"{total:,}"
                title = i18n.text(column.title)
                words.append(i18n.text("window.table.sum", title=title, total=written))
    return "  ·  ".join(words)


def _total(rows: Sequence[Row], key: str) -> int | None:
    values = [value for row in rows if isinstance(value := cell(row, key), int)]
    return sum(values) if values else None


def make(model: PagedModel, name: str, view: str, layouts: Layouts) -> TableView:
    """Return a view with the role the style sheet knows."""
    made = TableView(model, name, view, layouts)
    parts.role(made, "table")
    return made
