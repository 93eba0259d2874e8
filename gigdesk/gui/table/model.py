"""The one table model: rows of a source, brought page by page when the view asks for them."""

from __future__ import annotations

import enum
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme
from gigdesk.gui.table.columns import Column, Query, Row, cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gigdesk.gui.table.columns import Asks, Source

PAGE = 128
PAGES_KEPT = 96
WAITING = "…"
Index = QtCore.QModelIndex | QtCore.QPersistentModelIndex
ROW_ROLE = QtCore.Qt.ItemDataRole.UserRole + 1
_NOWHERE = QtCore.QModelIndex()
_Role = QtCore.Qt.ItemDataRole


class State(enum.Enum):
    """What the model knows."""

    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


class PagedModel(QtCore.QAbstractTableModel):
    """Rows of a source by page; what is not there yet shows as `…` until it arrives."""

    loaded = QtCore.Signal()

    def __init__(
        self,
        tasks: Asks,
        source: Source[Any],
        columns: Sequence[Column],
        parent: QtCore.QObject | None = None,
    ) -> None:
        """Show `source` in `columns`; nothing is asked before `refresh` or `ask_for`."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.query = Query()
        self.state = State.LOADING
        self.near = 0
        self._tasks = tasks
        self._source = source
        self._count = 0
        self._round = 0
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fetch_wanted)

    def ask_for(self, query: Query) -> None:
        """Show the rows of another query; the old rows stay until the new ones are there."""
        self.query = query
        self.near = 0
        self.refresh()

    def refresh(self) -> None:
        """Ask again for what is shown, beginning with the rows in sight (`near`)."""
        self._round += 1
        query, source, number = self.query, self._source, self._round
        wanted = sorted({0, self.near // PAGE})

        def look(desk: Any) -> tuple[int, int, dict[int, Sequence[Row]]]:
            count = source.count(desk, query)
            pages = [page for page in wanted if page == 0 or page * PAGE < count]
            return (
                number,
                count,
                {page: source.page(desk, query, page * PAGE, PAGE) for page in pages},
            )

        self._tasks.ask(look, self._arrived, failed=self._failed, owner=self, slot="count")

    def row(self, number: int) -> Any:
        """Return a row if it is already here; asks for it otherwise."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        return rows[place] if place < len(rows) else None

    def row_id(self, number: int) -> Any:
        """Return the id of a row; None while it is not here."""
        found = self.row(number)
        return None if found is None else cell(found, "id")

    def seen(self, most: int) -> Sequence[Row]:
        """Return the first rows of a page that is already here; asks for nothing."""
        return next(iter(self._pages.values()), ())[:most]

    def find(self, row_id: Any) -> int | None:
        """Return the number of a row among those already here."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if cell(row, "id") == row_id:
                    return page * PAGE + place
        return None

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows the query has."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns were declared, hidden ones included."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """Return words, alignment, colour or icon of a cell."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == _Role.TextAlignmentRole:
            return _ALIGN_RIGHT if column.is_right else _ALIGN_LEFT
        if role not in _ASKED:
            return None
        row = self.row(index.row())
        if row is None:
            return WAITING if role == _Role.DisplayRole else None
        if role == ROW_ROLE:
            return row
        if column.kind == "check":
            return _check(row, column, role)
        if role in (_Role.DisplayRole, _Role.AccessibleTextRole):
            return column.words(row)
        if role == _Role.ToolTipRole:
            return column.words(row) or None
        return _toned(row, column, role)

    def headerData(
        self, section: int, orientation: QtCore.Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        """Return the title of a column or the number of a row."""
        if orientation == QtCore.Qt.Orientation.Vertical:
            return str(section + 1) if role == _Role.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return i18n.text(self.columns[section].title)
        if role == _Role.TextAlignmentRole:
            return _ALIGN_RIGHT if self.columns[section].is_right else _ALIGN_LEFT
        return None

    def sort(
        self, column: int, order: QtCore.Qt.SortOrder = QtCore.Qt.SortOrder.AscendingOrder
    ) -> None:
        """Hand the order on to the source."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            down = order == QtCore.Qt.SortOrder.DescendingOrder
            text, filters, extra = self.query.text, self.query.filters, self.query.extra
            self.ask_for(Query(text, filters, ((self.columns[column].key, down),), extra))

    # pages

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        self._soon.start()

    def _fetch_wanted(self) -> None:
        """Ask for the pages painted last; what was scrolled past long ago is not asked for."""
        wanted, self._wanted = self._wanted[-4:], []
        query, source, number = self.query, self._source, self._round
        for page in reversed(wanted):
            self._asked.add(page)

            def look(desk: Any, page: int = page) -> tuple[int, int, Sequence[Row]]:
                return number, page, source.page(desk, query, page * PAGE, PAGE)

            self._tasks.ask(
                look, self._page_arrived, failed=self._failed, owner=self, slot=("page", page)
            )

    def _arrived(self, answer: tuple[int, int, dict[int, Sequence[Row]]]) -> None:
        number, count, pages = answer
        if number != self._round:
            return
        self.state = State.READY
        self._pages = OrderedDict(pages)
        self._asked = set(pages)
        self._wanted = []
        self._set_count(count)
        if count:
            last = self.index(count - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.loaded.emit()

    def _set_count(self, count: int) -> None:
        if count > self._count:
            self.beginInsertRows(QtCore.QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QtCore.QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def _page_arrived(self, answer: tuple[int, int, Sequence[Row]]) -> None:
        number, page, rows = answer
        if number != self._round or page * PAGE >= self._count:
            return
        self._pages[page] = rows
        while len(self._pages) > PAGES_KEPT:
            gone, _ = self._pages.popitem(last=False)
            self._asked.discard(gone)
        last = min(self._count, (page + 1) * PAGE) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))

    def _failed(self, _error: BaseException) -> None:
        self.state = State.FAILED
        self._asked = set(self._pages)
        self.loaded.emit()


_ASKED = (
    _Role.DisplayRole,
    _Role.AccessibleTextRole,
    _Role.ToolTipRole,
    _Role.ForegroundRole,
    _Role.DecorationRole,
    _Role.CheckStateRole,
    ROW_ROLE,
)
_ALIGN_LEFT = int(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter)
_ALIGN_RIGHT = int(QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter)


def _check(row: Row, column: Column, role: int) -> Any:
    value = bool(cell(row, column.key))
    if role == _Role.DecorationRole:
        return icons.icon("check", "ok") if value else None
    if role == _Role.AccessibleTextRole:
        return i18n.text("window.table.yes") if value else i18n.text("window.table.no")
    return None


def _toned(row: Row, column: Column, role: int) -> Any:
    tone = column.tone(row) if column.tone is not None else ""
    if not tone:
        return None
    if role == _Role.ForegroundRole:
        return theme.colour(tone)
    if role == _Role.DecorationRole and column.kind == "status":
        return icons.icon(parts.TONES.get(tone, "info-circle"), tone)
    return None
