"""The list that opens below a line: it never takes the keyboard away from what is being typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import parts, theme
from gigdesk.gui.fields.spec import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

_Key = QtCore.Qt.Key
_KEPT = QtCore.Qt.ItemDataRole.UserRole
MOST_ROWS = 8
_NEW = "new"


class Dropdown(QtWidgets.QListWidget):
    """Offers candidates below (or above) a line of the same window."""

    taken = QtCore.Signal(object)
    new_wanted = QtCore.Signal()

    def __init__(self, line: QtWidgets.QLineEdit) -> None:
        """Belong to `line`; hidden until there is something to offer."""
        super().__init__()
        self._line = line
        line.destroyed.connect(self.deleteLater)
        parts.role(self, "popup")
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(i18n.text("window.field.candidates"))
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.itemClicked.connect(self._clicked)
        self.hide()

    def offer(
        self, found: Sequence[Candidate], chosen: Candidate | None = None, *, new: str = ""
    ) -> None:
        """Show candidates, the one `chosen` marked, else the first; nothing to offer is said too.

        Where what is chosen is not among them nothing is marked: going on must not change it.
        Below them the words `new` offer to make what is looked for.
        """
        self.clear()
        for each in found:
            shown = f"{each.words}    {each.detail}" if each.detail else each.words
            item = QtWidgets.QListWidgetItem(shown, self)
            item.setData(_KEPT, each)
        if not found:
            item = QtWidgets.QListWidgetItem(i18n.text("window.field.no_candidates"), self)
            item.setFlags(QtCore.Qt.ItemFlag.NoItemFlags)
        if new:
            item = QtWidgets.QListWidgetItem(new, self)
            item.setData(_KEPT, _NEW)
        if chosen is None:
            self.setCurrentRow(0 if found or not new else self.count() - 1)
        else:
            values = [each.value for each in found]
            self.setCurrentRow(values.index(chosen.value) if chosen.value in values else -1)
        self._place()
        self.scrollToItem(self.currentItem())

    def answer(self, event: QtGui.QKeyEvent) -> bool:
        """Answer the keys of an open list; say whether the key was for the list."""
        key = event.key()
        step = {
            _Key.Key_Down: 1,
            _Key.Key_Up: -1,
            _Key.Key_PageDown: MOST_ROWS,
            _Key.Key_PageUp: -MOST_ROWS,
        }.get(_Key(key))
        if step is not None:
            self._walk(step)
            return True
        if key == _Key.Key_Escape:
            self.hide()
            return True
        if key in (_Key.Key_Return, _Key.Key_Enter):
            self.take_current()
        return False

    def take_current(self) -> None:
        """Take the marked candidate."""
        self._clicked(self.currentItem())

    def leave(self) -> None:
        """Take the marked candidate where Tab leaves the list; nothing new is made by that."""
        if self._is_candidate(self.currentItem()):
            self.take_current()
        self.hide()

    def take_single(self) -> None:
        """Take the marked candidate when the keyboard leaves and it is the only one."""
        only = [each for each in map(self.item, range(self.count())) if self._is_candidate(each)]
        if len(only) == 1:
            self._clicked(only[0])

    @staticmethod
    def _is_candidate(item: QtWidgets.QListWidgetItem | None) -> bool:
        return item is not None and isinstance(item.data(_KEPT), Candidate)

    def _walk(self, by: int) -> None:
        """Move the mark, past what cannot be taken."""
        row = min(max(self.currentRow() + by, 0), self.count() - 1)
        if self.item(row).flags() & QtCore.Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentRow(row)

    def _clicked(self, item: QtWidgets.QListWidgetItem | None) -> None:
        kept = item.data(_KEPT) if item is not None else None
        self.hide()
        if isinstance(kept, Candidate):
            self.taken.emit(kept)
        elif kept == _NEW:
            self.new_wanted.emit()

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        high = self.sizeHintForRow(0) * min(max(self.count(), 1), MOST_ROWS) + 4
        wide = max(self._line.width(), theme.measures().em(14))
        where = self._line.mapTo(window, QtCore.QPoint(0, self._line.height() + 1))
        below, above = window.height() - where.y(), where.y() - self._line.height()
        if high > below and above > below:
            high = min(high, above - 2)
            where.setY(where.y() - self._line.height() - high - 2)
        else:
            high = min(high, max(below - 2, self.sizeHintForRow(0)))
        left = max(0, min(where.x(), window.width() - wide))
        self.setGeometry(left, where.y(), wide, high)
        self.show()
        self.raise_()
