"""Writing into a cell: an editor that loses no first letter and knows where to go next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk.gui import parts, theme
from gigdesk.gui.grid.model import MARK_ROLE
from gigdesk.gui.plain_keys import PlainKeys

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui.grid.model import GridModel
    from gigdesk.gui.table.model import Index

_Key = QtCore.Qt.Key

_LEAST_LETTER = 11
"""Smaller figures are hard to read; a column narrower than they need does not occur."""


class CellEditor(QtWidgets.QStyledItemDelegate):
    """Opens a plain line over a cell; `moved` is called with the key that ended the writing."""

    def __init__(
        self,
        view: QtWidgets.QAbstractItemView,
        moved: Callable[[int, bool], None],
        fill: Callable[[str], None],
    ) -> None:
        """`moved(key, shift)` moves the current cell after Enter, Tab or an arrow.

        `fill(words)` writes what was typed into all chosen cells.
        """
        super().__init__(view)
        self._view = view
        self._moved = moved
        self._fill = fill
        self._line: QtWidgets.QWidget | None = None

    def initStyleOption(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Write a mark in letters that fit where it is wider than its cell: never cut it."""
        super().initStyleOption(option, index)
        shown: Any = option
        if shown.displayAlignment != QtCore.Qt.AlignmentFlag.AlignCenter:
            return
        room = shown.rect.width() - 2 * theme.CELL_EDGE - 1
        wide = shown.fontMetrics.horizontalAdvance(shown.text)
        if shown.text and wide > room > 0:
            size = shown.font.pixelSize() * room // wide
            shown.font.setPixelSize(max(size, _LEAST_LETTER))
            shown.fontMetrics = QtGui.QFontMetrics(shown.font)
            shown.textElideMode = QtCore.Qt.TextElideMode.ElideNone

    def paint(
        self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index
    ) -> None:
        """Draw a cell; the current one has a frame, so that the eye finds it among the chosen.

        A marked one has a corner: in its colour alone it would look like a day not come to work.
        """
        super().paint(painter, option, index)
        mark = index.data(MARK_ROLE)
        if mark:
            self._draw_corner(painter, option.rect, mark)  # type: ignore[attr-defined]
        if index == self._view.currentIndex():
            painter.save()
            painter.setPen(QtGui.QPen(theme.colour("accent"), 2))
            painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))  # type: ignore[attr-defined]
            painter.restore()

    @staticmethod
    def _draw_corner(painter: QtGui.QPainter, cell: QtCore.QRect, tone: str) -> None:
        side = theme.measures().unit * 2
        corner = QtCore.QPoint(cell.right() + 1, cell.top())
        along, down = QtCore.QPoint(side, 0), QtCore.QPoint(0, side)
        painter.save()
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tone))
        painter.drawPolygon(QtGui.QPolygon([corner - along, corner, corner + down]))
        painter.restore()

    def createEditor(
        self,
        parent: QtWidgets.QWidget,
        _option: QtWidgets.QStyleOptionViewItem,
        index: Index,
    ) -> QtWidgets.QWidget:
        """Return the line to write in; the input method stays off where marks are typed."""
        model: GridModel = index.model()  # type: ignore[assignment]
        column = model.columns[index.column()]
        line = PlainKeys(parent)
        line.composes = not column.no_ime
        line.setAccessibleName(str(model.data(index, QtCore.Qt.ItemDataRole.AccessibleTextRole)))
        parts.role(line, "cell")
        self._line = line
        return line

    def take(self) -> bool:
        """Take what is being typed, a word half chosen as well; say whether it could stand."""
        wrong: list[str] = []

        def keep(_error: object, cell: str) -> None:
            wrong.append(cell)

        line = self.line
        if line is None:
            return True
        if line.hasFocus():
            QtGui.QGuiApplication.inputMethod().commit()
        model: GridModel = self._view.model()  # type: ignore[assignment]
        model.refused.connect(keep)
        self._end(line)
        model.refused.disconnect(keep)
        return not wrong

    @property
    def line(self) -> QtWidgets.QWidget | None:
        """Return the line that is being written in."""
        line = self._line
        is_there = line is not None and shiboken6.isValid(line) and line.isVisible()
        return line if is_there else None

    def eventFilter(self, editor: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Enter and Tab take the words and move on; Ctrl+Enter writes them into all chosen cells.

        Esc leaves the cell as it was.
        """
        if (
            event.type() == QtCore.QEvent.Type.KeyPress
            and isinstance(event, QtGui.QKeyEvent)
            and isinstance(editor, QtWidgets.QLineEdit)
        ):
            key = event.key()
            ctrl = event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier
            if ctrl and key in (_Key.Key_Return, _Key.Key_Enter):
                words = editor.text()
                self.closeEditor.emit(editor, self.EndEditHint.NoHint)
                self._fill(words)
                return True
            if key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Tab, _Key.Key_Backtab):
                held = event.modifiers()
                self._end(editor)
                self._moved(key, bool(held & QtCore.Qt.KeyboardModifier.ShiftModifier))
                return True
            if key in (_Key.Key_Up, _Key.Key_Down):
                self._end(editor)
                self._moved(key, False)
                return True
        return super().eventFilter(editor, event)

    def _end(self, editor: QtWidgets.QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, self.EndEditHint.NoHint)
