"""The buttons in the row of the search box: where there is no room, they move into a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts, theme

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
        row.installEventFilter(self)
        theme.follow(row, self.fit)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Follow the width of the row."""
        if event.type() == QtCore.QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Put the buttons away where the row is too narrow for all, or show them again."""
        for tool in self._away:
            tool.show()
        self._away = []
        self.hide()
        layout = self._row.layout()
        if layout is None or not self._tools or layout.sizeHint().width() <= self._row.width():
            return
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
