"""The buttons in the row of the search box: where there is no room, they move into a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import folding, parts

if TYPE_CHECKING:
    from collections.abc import Sequence


class Folded(parts.IconButton):
    """Holds the plain buttons of a narrow row; the chief one and those with a menu stay out."""

    def __init__(self, row: QtWidgets.QWidget, tools: Sequence[QtWidgets.QWidget]) -> None:
        """Watch the width of `row`, in which this button and `tools` stand."""
        super().__init__("dots", i18n.text("window.table.more"))
        self._row = row
        self._tools = [
            tool
            for tool in tools
            if isinstance(tool, parts.Button)
            and tool.menu() is None
            and tool.property("role") != "primary"
        ]
        self._away: list[parts.Button] = []
        self._menu = QtWidgets.QMenu(self)
        self._menu.aboutToShow.connect(self._offer)
        self.setMenu(self._menu)
        self.setPopupMode(self.ToolButtonPopupMode.InstantPopup)
        self.hide()
        folding.Later(row, self._share)

    def _share(self) -> None:
        """Put the buttons away where the row is too narrow for all, or show them again."""
        layout = self._row.layout()
        if layout is None:
            return
        needed = layout.sizeHint().width()
        if self._away:
            # Counted, not shown and hidden again: every row would be laid out for each try.
            gap = layout.spacing()
            needed += sum(tool.sizeHint().width() + gap for tool in self._away)
            needed -= 0 if self.isHidden() else self.sizeHint().width() + gap
        if (needed > self._row.width()) == bool(self._away):
            return
        before, self._away = self._away, []
        for tool in before:
            tool.show()
        if not before:
            self._away = [tool for tool in self._tools if not tool.isHidden()]
        for tool in self._away:
            tool.hide()
        self.setVisible(bool(self._away))

    def _offer(self) -> None:
        self._menu.clear()
        for tool in self._away:
            action = QtGui.QAction(tool.icon(), tool.accessibleName(), self._menu)
            action.setEnabled(tool.isEnabled())
            action.triggered.connect(tool.click)
            self._menu.addAction(action)
