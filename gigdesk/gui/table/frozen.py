"""The columns that stay while the others scroll: a second view over the left edge of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import parts
from gigdesk.gui.table.names import Names

if TYPE_CHECKING:
    from gigdesk.gui.table.view import TableView


class FrozenView(QtWidgets.QTableView):
    """Shows the first columns of its owner with the same rows, choice and scroll position."""

    def __init__(self, owner: TableView) -> None:
        """Lie over the left edge of `owner`."""
        super().__init__(owner)
        self._owner = owner
        self._names = Names(self)
        self._named: set[int] = set()
        parts.role(self, "frozen")
        self.setModel(owner.model())
        self.setSelectionModel(owner.selectionModel())
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(owner)
        self.setSelectionBehavior(owner.selectionBehavior())
        self.setSelectionMode(owner.selectionMode())
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(owner.verticalScrollMode())
        self.horizontalHeader().setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(owner.head.clicked)
        self.setAccessibleName(owner.accessibleName())
        self.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(owner.customContextMenuRequested)
        self.horizontalHeader().setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(owner.head.show_menu)
        owner.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(owner.verticalScrollBar().setValue)
        self.activated.connect(owner.activated)

    def arrange(self) -> None:
        """Take over order, widths, heights and which columns are frozen."""
        head, mine = self._owner.horizontalHeader(), self.horizontalHeader()
        for place in range(head.count()):
            mine.moveSection(mine.visualIndex(head.logicalIndex(place)), place)
        held = set(self._owner.head.frozen_columns())
        # Each of these lays the whole view out anew, so only what differs is said.
        for column in range(head.count()):
            hidden = column not in held
            if hidden != self.isColumnHidden(column):
                self.setColumnHidden(column, hidden)
            wide = self._owner.columnWidth(column)
            if not hidden and wide != self.columnWidth(column):
                self.setColumnWidth(column, wide)
        self._name()
        high = self._owner.verticalHeader().defaultSectionSize()
        self.verticalHeader().setMinimumSectionSize(high)
        self.verticalHeader().setDefaultSectionSize(high)
        self.verticalHeader().setSectionResizeMode(QtWidgets.QHeaderView.ResizeMode.Fixed)
        mine.setFixedHeight(head.height() or head.sizeHint().height())
        mine.setSortIndicatorShown(head.isSortIndicatorShown())
        mine.setSortIndicator(head.sortIndicatorSection(), head.sortIndicatorOrder())
        self.setIconSize(self._owner.iconSize())
        self.place()

    def _name(self) -> None:
        """Let the words of frozen columns, which say whose a row is, never be cut."""
        columns = self._owner.rows.columns
        held = {
            column
            for column in self._owner.head.frozen_columns()
            if columns[column].kind == "text" and not columns[column].is_right
        }
        for view in (self, self._owner):
            for column in held - self._named:
                view.setItemDelegateForColumn(column, self._names)
            for column in self._named - held:
                view.setItemDelegateForColumn(column, view.itemDelegate())
        self._named = held

    def place(self) -> None:
        """Lie exactly over the first columns of the owner."""
        wide = self.covered()
        self.setVisible(wide > 0)
        edge = self._owner.frameWidth()
        head = self._owner.horizontalHeader()
        high = self._owner.viewport().height() + head.height()
        self.setGeometry(edge, edge, wide + 1, high)

    def covered(self) -> int:
        """Return the width of the frozen columns; 0 where none are, or too little would be left."""
        wide = sum(self._owner.columnWidth(column) for column in self._owner.head.frozen_columns())
        return wide if wide < self._owner.viewport().width() * 0.6 else 0

    def holds(self, column: int) -> bool:
        """Say whether a column is frozen."""
        return column in self._owner.head.frozen_columns()

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Let the owner scroll."""
        QtWidgets.QApplication.sendEvent(self._owner.viewport(), event)
