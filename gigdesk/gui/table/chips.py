"""The filters in force, always in sight, each with its way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts
from gigdesk.gui.flow import Flow

if TYPE_CHECKING:
    from gigdesk.gui.table.columns import Query


class Chips(QtWidgets.QWidget):
    """One chip per filter; a click, Space or Delete takes the filter away."""

    removed = QtCore.Signal(str)
    cleared = QtCore.Signal()

    def __init__(self) -> None:
        """Show nothing until there is a filter."""
        super().__init__()
        self._flow = Flow()
        self.setLayout(self._flow)
        self.hide()

    def show_query(self, query: Query) -> None:
        """Show the filters of a query."""
        parts.empty(self._flow)
        for kept in query.filters:
            self._add(kept.words, kept.key)
        if query.text:
            self._add(i18n.text("window.table.words", words=query.text), "")
        if query.is_narrowed:
            clear = parts.button(
                i18n.text("window.table.clear"), "filter-off", "link", do=self.cleared.emit
            )
            self._flow.addWidget(clear)
        self.setVisible(query.is_narrowed)

    def _add(self, words: str, key: str) -> None:
        chip = parts.button(words, "x", "chip", do=lambda: self.removed.emit(key))
        chip.setAccessibleName(i18n.text("window.table.remove", words=words))
        chip.setToolTip(chip.accessibleName())
        self._flow.addWidget(chip)
