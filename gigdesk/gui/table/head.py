"""The head of a table: order by click, its menu, and the look that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, theme
from gigdesk.gui.table import fitting
from gigdesk.gui.table.chooser import Chooser
from gigdesk.gui.table.layouts import Layout

if TYPE_CHECKING:
    from gigdesk.gui.table.layouts import Layouts
    from gigdesk.gui.table.view import TableView

_UP = QtCore.Qt.SortOrder.AscendingOrder
_DOWN = QtCore.Qt.SortOrder.DescendingOrder
_LEAST_EM = 2.5


class Head(QtCore.QObject):
    """Lays out the columns of one view and remembers what its user changed."""

    changed = QtCore.Signal()
    chosen = QtCore.Signal()
    """Other columns are in sight than before."""

    def __init__(self, owner: TableView, view: str, layouts: Layouts) -> None:
        """Lay out `owner` as `view` was left last."""
        super().__init__(owner)
        self._owner = owner
        self._view = view
        self._layouts = layouts
        self._columns = owner.rows.columns
        self._keys = [column.key for column in self._columns]
        self._number = {key: number for number, key in enumerate(self._keys)}
        self._laying = False
        self._wants: dict[int, int] = {}
        self._names: dict[int, int] = {}
        head = owner.horizontalHeader()
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setSortIndicatorShown(False)
        head.setStretchLastSection(True)
        head.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self.show_menu)
        head.sectionClicked.connect(self.clicked)
        self.layout = layouts.get(view)
        self.fit()
        self._saving = QtCore.QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self._save)
        head.sectionResized.connect(self._widened)
        head.sectionMoved.connect(lambda *_places: self._touched())

    def fit(self) -> None:
        """Lay out all columns for the letters of the moment."""
        self._laying = True
        head, measures = self._owner.horizontalHeader(), theme.measures()
        head.setMinimumSectionSize(measures.em(_LEAST_EM))
        for place, key in enumerate(self._order()):
            head.moveSection(head.visualIndex(self._number[key]), place)
        for number, column in enumerate(self._columns):
            self._owner.setColumnHidden(number, self.is_hidden(column.key))
        self._laying = False
        self._wants = fitting.wants(self._owner, self.shown())
        self._names = fitting.names_whole(self._owner, self.frozen_columns())
        self.share()

    def grow(self) -> None:
        """Take in what the rows need that came; a column that was widened stays so."""
        found = fitting.wants(self._owner, self.shown())
        self._wants = {
            number: max(wide, self._wants.get(number, 0)) for number, wide in found.items()
        }
        named = fitting.names_whole(self._owner, self.frozen_columns())
        self._names = {n: max(wide, self._names.get(n, 0)) for n, wide in named.items()}
        self.share()

    def share(self) -> None:
        """Give every column its width: the one its user chose, else what it needs."""
        self._laying = True
        measures, shown = theme.measures(), self.shown()
        declared = {}
        for number, column in enumerate(self._columns):
            wide = self.layout.widths.get(column.key, column.width)
            declared[number] = measures.em(wide) + measures.gap
        titles = fitting.titles(self._owner, shown)
        for number, least in titles.items():
            if self._keys[number] not in self.layout.widths:
                state = self._columns[number].kind == "status"
                # How it stands is said whole in any case: half of it may say something else.
                wide = self._wants.get(number, 0) if state else 0
                declared[number] = max(declared[number], least, wide)
        wide_names = {
            number: least
            for number, least in self._names.items()
            if self._keys[number] not in self.layout.widths and least > declared[number]
        }
        declared |= wide_names
        wanted = {
            number: max(wide, titles.get(number, 0))
            for number, wide in self._wants.items()
            if self._keys[number] not in self.layout.widths and number not in wide_names
        }
        in_sight = {number: declared[number] for number in shown}
        room = self._owner.viewport().width()
        widths = declared | fitting.share(in_sight, wanted, room)
        # Most columns of people are hidden: they get their width when they are shown.
        for number, wide in widths.items():
            if not self._owner.isColumnHidden(number) and wide != self._owner.columnWidth(number):
                self._owner.setColumnWidth(number, wide)
        self._laying = False
        self.changed.emit()

    def is_hidden(self, key: str) -> bool:
        """Say whether a column is not shown."""
        if key in self.layout.order:
            return key in self.layout.hidden
        return self._columns[self._number[key]].hidden

    def shown(self) -> list[int]:
        """Return the numbers of the shown columns from left to right."""
        told, hidden = set(self.layout.order), set(self.layout.hidden)
        numbers = (self._number[key] for key in self._order())
        return [
            number
            for number in numbers
            if not (
                self._keys[number] in hidden
                if self._keys[number] in told
                else self._columns[number].hidden
            )
        ]

    def first_column(self) -> int:
        """Return the number of the leftmost shown column."""
        return next(iter(self.shown()), 0)

    def frozen_columns(self) -> list[int]:
        """Return the numbers of the columns that stay."""
        shown = self.shown()
        if self.layout.frozen >= 0:
            return shown[: self.layout.frozen]
        count = 0
        while count < len(shown) and self._columns[shown[count]].frozen:
            count += 1
        return shown[:count]

    def set_columns(self, order: list[str], hidden: list[str]) -> None:
        """Show columns in an order; every key of the table stands in `order`."""
        self.layout.order = order
        self.layout.hidden = hidden if len(hidden) < len(order) else hidden[1:]
        self.fit()
        self._save()
        self.chosen.emit()

    def freeze(self, count: int) -> None:
        """Keep the first `count` shown columns in place; 0 frees all."""
        self.layout.frozen = count
        self.changed.emit()
        self._save()

    def restore(self) -> None:
        """Return to the declared look."""
        self.layout = Layout()
        self._layouts.forget(self._view)
        self.fit()
        self.chosen.emit()

    def choose(self) -> None:
        """Open the column chooser."""
        entries = [
            (key, i18n.text(self._columns[self._number[key]].title), not self.is_hidden(key))
            for key in self._order()
        ]
        chooser = Chooser(self._owner, entries, len(self.frozen_columns()))
        chooser.chosen.connect(self._take)
        chooser.restored.connect(self.restore)
        chooser.open()

    def clicked(self, column: int) -> None:
        """Order by a column: first upwards, then downwards."""
        if not self._columns[column].sortable:
            return
        head = self._owner.horizontalHeader()
        again = head.isSortIndicatorShown() and head.sortIndicatorSection() == column
        down = again and head.sortIndicatorOrder() == _UP
        self.order_by(column, _DOWN if down else _UP)

    def order_by(self, column: int, order: QtCore.Qt.SortOrder) -> None:
        """Order by a column and show it in the head."""
        head = self._owner.horizontalHeader()
        head.setSortIndicatorShown(True)
        head.setSortIndicator(column, order)
        self._owner.rows.sort(column, order)
        self.share()

    def show_menu(self, where: QtCore.QPoint) -> None:
        """Open the menu of the column under the mouse."""
        head = self._owner.horizontalHeader()
        column = head.logicalIndexAt(where)
        menu = QtWidgets.QMenu(self._owner)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        text = i18n.text
        if column >= 0 and self._columns[column].sortable:
            up, down = icons.icon("sort-ascending"), icons.icon("sort-descending")
            menu.addAction(up, text("window.table.up"), lambda: self.order_by(column, _UP))
            menu.addAction(down, text("window.table.down"), lambda: self.order_by(column, _DOWN))
            menu.addSeparator()
        if column >= 0:
            place = self.shown().index(column) + 1 if column in self.shown() else 0
            pin = icons.icon("pin")
            menu.addAction(pin, text("window.table.freeze"), lambda: self.freeze(place))
            menu.addAction(text("window.table.unfreeze"), lambda: self.freeze(0))
            hide = [key for key in self._keys if self.is_hidden(key)] + [self._keys[column]]
            menu.addAction(
                icons.icon("eye-off"),
                text("window.table.hide"),
                lambda: self.set_columns(self._order(), hide),
            )
            menu.addSeparator()
        menu.addAction(icons.icon("columns-3"), text("window.table.choose"), self.choose)
        menu.addAction(icons.icon("refresh"), text("window.table.restore"), self.restore)
        menu.popup(head.mapToGlobal(where))

    def _order(self) -> list[str]:
        kept = [key for key in self.layout.order if key in self._number]
        told = set(kept)
        return kept + [key for key in self._keys if key not in told]

    def _take(self, order: list[str], hidden: list[str], frozen: int) -> None:
        self.layout.frozen = frozen
        self.set_columns(order, hidden)

    def _touched(self) -> None:
        if not self._laying:
            self._saving.start()
            self.changed.emit()

    def _widened(self, number: int, _before: int, now: int) -> None:
        """Remember the width its user gave a column; the last one only takes what is left."""
        if not self._laying and number != self.shown()[-1]:
            measures = theme.measures()
            wide = (now - measures.gap) / measures.letter
            self.layout.widths[self._keys[number]] = round(wide, 2)
            self._touched()

    def _save(self) -> None:
        head = self._owner.horizontalHeader()
        hidden = [key for key in self._keys if self.is_hidden(key)]
        self.layout.order = [self._keys[head.logicalIndex(n)] for n in range(len(self._keys))]
        self.layout.hidden = hidden
        self._layouts.put(self._view, self.layout)
