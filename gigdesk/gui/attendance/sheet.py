"""The grid of a month with the sums of each day below it, scrolling as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, grid, parts, theme
from gigdesk.gui.attendance import month
from gigdesk.gui.grid import side
from gigdesk.gui.window.notices import KEEPS_CLEAR

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from gigdesk.actions.attendance import Grid
    from gigdesk.gui.attendance.ways import Way
    from gigdesk.gui.grid import Change, GridModel
    from gigdesk.gui.window import Window

_RIGHT = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter
_ALONE = QtCore.QItemSelectionModel.SelectionFlag.ClearAndSelect
_CENTRE = QtCore.Qt.AlignmentFlag.AlignCenter


class Sheet(QtWidgets.QWidget):
    """One month: the cells, each person's total on the left, each day's total at the foot."""

    def __init__(self, frame: Window, cells: GridModel, shown: Grid, way: Way) -> None:
        """Show the `cells` of a month, whose name is read out, in one `way`."""
        super().__init__()
        self.cells = cells
        self.way = way
        self.month = (shown.batch_id, shown.month, way.key)
        self.name = i18n.text(
            "attendance_page.month_of", month=month.words(shown.month), number=shown.batch_number
        )
        self._away: QtCore.QModelIndex | None = None
        self._small = 0
        moves = "right" if frame.settings.enter_moves == "right" else "down"
        self.grid = grid.Grid(cells, self.name, enter_moves=moves, clock=frame.clock)
        self.sums = QtWidgets.QTableWidget(1, len(cells.columns))
        self._set_up()
        self.grid.setColumnHidden(0, True)
        self.sums.setColumnHidden(0, True)
        side.title_corner(self.grid, i18n.text("attendance_page.total"))
        column = parts.down(self.grid, self.sums, gap=0)
        column.setStretch(0, 1)
        self.setLayout(column)
        self.setFocusProxy(self.grid)
        cells.changed.connect(self._changed)
        self.grid.horizontalScrollBar().valueChanged.connect(
            self.sums.horizontalScrollBar().setValue
        )
        self.grid.horizontalHeader().sectionResized.connect(
            lambda number, _before, wide: self.sums.setColumnWidth(number, wide)
        )
        fitting = folding.Later(self, self._settle, high=True)
        self.grid.verticalHeader().geometriesChanged.connect(fitting.again)
        self.add_up()

    def _set_up(self) -> None:
        sums = self.sums
        sums.setObjectName(KEEPS_CLEAR)
        sums.setAccessibleName(i18n.text("attendance_page.day_sums"))
        sums.setVerticalHeader(side.Side(sums))
        sums.setVerticalHeaderItem(
            0, QtWidgets.QTableWidgetItem(i18n.text("attendance_page.day_sum"))
        )
        sums.horizontalHeader().hide()
        sums.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        sums.setSelectionMode(sums.SelectionMode.NoSelection)
        sums.setEditTriggers(sums.EditTrigger.NoEditTriggers)
        sums.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sums.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sums.setTextElideMode(QtCore.Qt.TextElideMode.ElideNone)
        sums.setHorizontalScrollMode(sums.ScrollMode.ScrollPerPixel)
        for number in range(sums.columnCount()):
            item = QtWidgets.QTableWidgetItem("")
            item.setTextAlignment(_CENTRE if number else _RIGHT)
            sums.setItem(0, number, item)

    def add_up(self) -> None:
        """Show the sums of all people and days anew."""
        for row in range(self.cells.rowCount()):
            self._add_person(self.cells.row_id(row))
        for column in self.cells.columns:
            self._add_day(column.key)

    def total(self) -> int:
        """Return what the whole month comes to as it stands on the screen."""
        people = range(self.cells.rowCount())
        return sum(self.cells.value(self.cells.row_id(place), month.TOTAL) or 0 for place in people)

    def go_to(self, row: Hashable, column: str) -> None:
        """Give the keyboard to a cell by the id of its row and the key of its column."""
        place = self._find(row, column)
        if place.isValid():
            self.grid.setCurrentIndex(place)
        self.grid.setFocus()

    def here(self) -> tuple[Hashable, str]:
        """Return the id of the row and the key of the column in which the keyboard stands.

        Both are empty where it stands in no cell.
        """
        place = self.grid.currentIndex()
        if not place.isValid():
            return "", ""
        return self.cells.row_id(place.row()), self.cells.columns[place.column()].key

    def ids(self) -> list[Hashable]:
        """Return the people in the order of their rows."""
        return [self.cells.row_id(place) for place in range(self.cells.rowCount())]

    def stand_like(self, before: QtWidgets.QWidget) -> bool:
        """Stand where the same month stood before: its cell, its choice, its place on the screen.

        Returns whether it was the same month. Whoever clicked or typed before it was read anew
        goes on with the same person and day, wherever that row is now; where the person is gone
        no cell is current, rather than somebody else's.
        """
        if not isinstance(before, Sheet) or before.month != self.month or not before.ids():
            return False
        self._lay_like(before)
        old, place = before.grid, before.grid.currentIndex()
        at = self._find(*before.here())
        across, down = old.horizontalScrollBar().value(), old.verticalScrollBar().value()
        is_seen = old.viewport().rect().intersects(old.visualRect(place))
        # Not the view's own: that one would choose a range while Shift is held.
        self.grid.selectionModel().setCurrentIndex(at, _ALONE)
        if at.isValid() and self.ids() == before.ids():
            self._choose_like(old)
        elif at.isValid() and is_seen:
            down += at.row() - place.row()
        self.grid.horizontalScrollBar().setValue(across)
        self.grid.verticalScrollBar().setValue(down)
        self._away = None if is_seen else at
        return True

    def fill_empty(self, *, free: bool) -> int:
        """Enter a whole day where nothing stands in the chosen rows; return how many cells."""
        place = self.grid.chosen()
        if place is None:
            return 0
        whole = self.way.whole()
        rows = range(place.top, place.bottom + 1)
        changes = month.empty_days(self.cells, rows, whole, free=free) if whole else []
        self.cells.write(i18n.text("window.grid.fill"), changes)
        return len(changes)

    def count_as(self, kind: str, words: str) -> int:
        """Count the overtime of the chosen cells as a kind; return how many cells changed."""
        place = self.grid.chosen()
        if place is None:
            return 0
        chosen = (range(place.top, place.bottom + 1), range(place.left, place.right + 1))
        changes = month.other_kind(self.cells, chosen, kind)
        changes = [each for each in changes if each.before != each.after]
        self.cells.write(words, changes)
        return len(changes)

    def _find(self, row: Hashable, column: str) -> QtCore.QModelIndex:
        """Return where a person's day stands; an index that is not valid where it does not."""
        keys, ids = [each.key for each in self.cells.columns], self.ids()
        if row not in ids or column not in keys:
            return QtCore.QModelIndex()
        return self.cells.index(ids.index(row), keys.index(column))

    def _lay_like(self, before: Sheet) -> None:
        """Have every cell at once where it was, not only when the layout has come to rest."""
        self.setGeometry(before.geometry())
        layout = self.layout()
        if layout is not None:
            layout.activate()
        head = before.grid.horizontalHeader()
        self.grid.horizontalHeader().setFixedHeight(head.height())
        self._fit()
        self.grid.updateGeometries()

    def _choose_like(self, old: grid.Grid) -> None:
        """Choose the cells that were chosen, around the one that is current."""
        place = old.chosen()
        if place is not None:
            first = self.cells.index(place.top, place.left)
            last = self.cells.index(place.bottom, place.right)
            self.grid.selectionModel().select(QtCore.QItemSelection(first, last), _ALONE)

    def _changed(self, changes: Sequence[Change]) -> None:
        for row in {each.row for each in changes}:
            self._add_person(row)
        for day in {each.column for each in changes} | {month.TOTAL}:
            self._add_day(day)

    def _add_person(self, row: object) -> None:
        total = month.person_total(self.cells, row, self.way)
        if self.cells.value(row, month.TOTAL) != total:
            self.cells.put({(row, month.TOTAL): total})
            self.cells.edge_changed(row)

    def _add_day(self, day: str) -> None:
        number = next(place for place, column in enumerate(self.cells.columns) if column.key == day)
        total = self.total() if day == month.TOTAL else month.day_total(self.cells, day, self.way)
        item = self.sums.item(0, number)
        if day == month.TOTAL:
            self.sums.verticalHeaderItem(0).setData(side.EDGE_ROLE, self.way.words(total))
        elif item is not None:
            item.setText(self.way.words(total) if total else "")

    def _settle(self) -> None:
        """Keep the sums under their columns, and the row in sight in which somebody types."""
        self._fit()
        # Words of two lines at the foot may have taken its room.
        place = self.grid.currentIndex()
        if place.isValid() and place != self._away:
            self.grid.scrollTo(place)

    def _fit(self) -> None:
        high = self.grid.verticalHeader().defaultSectionSize()
        letters = self.grid.font()
        letters.setPixelSize(theme.measures().small)
        for number in range(self.sums.columnCount()):
            item = self.sums.item(0, number)
            if item is not None and number:
                item.setFont(letters)
        tables: tuple[QtWidgets.QTableView, ...] = (self.grid, self.sums)
        wide = max(table.verticalHeader().sizeHint().width() for table in tables)
        # A sum may need less room than the one before: the whole table is not laid out for that.
        if self._small == theme.measures().small:
            wide = max(wide, self.grid.verticalHeader().minimumWidth())
        self._small = theme.measures().small
        for table in tables:
            if wide != table.verticalHeader().minimumWidth():
                table.verticalHeader().setFixedWidth(wide)
                table.updateGeometries()
        self.sums.verticalHeader().setDefaultSectionSize(high)
        self.sums.setFixedHeight(high + 2)
        self._share()
        for number in range(len(self.cells.columns)):
            self.sums.setColumnWidth(number, self.grid.columnWidth(number))

    def _share(self) -> None:
        """Let the days take the whole width where there is more than they need."""
        days, measures = len(self.cells.columns) - 1, theme.measures()
        room = self.grid.viewport().width() // max(1, days)
        for number, column in enumerate(self.cells.columns[1:], start=1):
            wide = max(room, measures.em(column.width) + measures.unit)
            self.grid.setColumnWidth(number, wide)
