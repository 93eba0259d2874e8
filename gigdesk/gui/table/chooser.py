"""The dialog in which columns are shown, hidden, ordered and frozen, by mouse or keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, parts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = QtCore.Qt.ItemDataRole.UserRole
_ON = QtCore.Qt.CheckState.Checked
_OFF = QtCore.Qt.CheckState.Unchecked


class Chooser(dialogs.Dialog):
    """Space shows or hides a column, Alt+Up and Alt+Down move it."""

    chosen = QtCore.Signal(list, list, int)
    restored = QtCore.Signal()

    def __init__(
        self, parent: QtWidgets.QWidget, entries: Sequence[tuple[str, str, bool]], frozen: int
    ) -> None:
        """Entries are (key, title, shown) from left to right."""
        super().__init__(parent, i18n.text("window.table.choose"), wide=24)
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QtWidgets.QListWidget()
        self.list.setAccessibleName(i18n.text("window.table.columns"))
        self.list.setDragDropMode(QtWidgets.QAbstractItemView.DragDropMode.InternalMove)
        for key, title, shown in entries:
            item = QtWidgets.QListWidgetItem(title, self.list)
            item.setData(_KEY, key)
            item.setFlags(item.flags() | QtCore.Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if shown else _OFF)
        self.list.setCurrentRow(0)
        # Without a height of their own all lines would become taller when the first one is moved.
        theme.follow(self.list, self._measure)
        self.list.setSizeAdjustPolicy(self.list.SizeAdjustPolicy.AdjustToContents)
        self.list.currentRowChanged.connect(self._keep_in_sight)
        self.frozen = QtWidgets.QSpinBox()
        self.frozen.setRange(0, min(4, len(entries)))
        self.frozen.setValue(frozen)
        caption = parts.label(i18n.text("window.table.frozen"))
        caption.setBuddy(self.frozen)
        self.frozen.setAccessibleName(caption.text())
        self.body.addWidget(parts.label(i18n.text("window.table.choose_hint"), "hint", wrap=True))
        self.body.addWidget(self.list, 1)
        self.body.addLayout(parts.across(caption, self.frozen, None))
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            action = QtGui.QAction(self, shortcut=QtGui.QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, by=by: self.move_current(by))
            self.addAction(action)
        self.add_button(i18n.text("window.table.restore"), self._restore)
        self.add_button(i18n.text("window.button.cancel"), self.reject)
        self.add_button(i18n.text("window.button.apply"), self._take, kind="primary")
        self.list.setFocus()

    def _measure(self) -> None:
        row = theme.measures().row
        for at in range(self.list.count()):
            self.list.item(at).setSizeHint(QtCore.QSize(1, row))
        self.list.setMinimumHeight(row * min(5, self.list.count()))

    def _keep_in_sight(self, row: int) -> None:
        """Scroll to the current column: the list is whole, it is the dialog that scrolls."""
        item = self.list.item(row)
        if item is not None:
            line = self.list.visualItemRect(item)
            at = self.list.viewport().mapTo(self._inner, line.center())
            self._area.ensureVisible(0, at.y(), 0, line.height())

    def move_current(self, by: int) -> None:
        """Move the current column up (-1) or down (1)."""
        row = self.list.currentRow()
        if 0 <= row + by < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + by, item)
            self.list.setCurrentRow(row + by)

    def _take(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        order = [item.data(_KEY) for item in items]
        hidden = [item.data(_KEY) for item in items if item.checkState() == _OFF]
        self.chosen.emit(order, hidden, self.frozen.value())
        self.accept()

    def _restore(self) -> None:
        self.restored.emit()
        self.accept()
