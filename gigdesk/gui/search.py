"""The global search: one box, finds in groups, Enter opens the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table.columns import Asks
    from gigdesk.gui.window.spec import HitGroup

DEBOUNCE_MS = 150
_HIT = QtCore.Qt.ItemDataRole.UserRole
_Key = QtCore.Qt.Key
MOST_ROWS = 12


class Search(QtWidgets.QListWidget):
    """The finds below the search box; the keyboard stays in the box."""

    opened = QtCore.Signal(str, object)

    def __init__(
        self,
        line: QtWidgets.QLineEdit,
        find: Callable[[Any, str], Sequence[HitGroup]],
        tasks: Asks,
    ) -> None:
        """Answer what is typed into `line` with what `find(desk, words)` brings."""
        super().__init__()
        self._line = line
        self._find = find
        self._tasks = tasks
        self._shown_for = ""
        self._enter_waits = False
        parts.role(self, "popup")
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(i18n.text("window.search.finds"))
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._open)
        self._soon = QtCore.QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._soon.timeout.connect(self._ask)
        line.textChanged.connect(self._typed)
        line.installEventFilter(self)
        line.destroyed.connect(self.deleteLater)  # a window of its own, which nobody else holds
        self.hide()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let the arrows walk through the finds while the box keeps the keyboard."""
        if event.type() == QtCore.QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QtCore.QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent):
            key = event.key()
            if key in (_Key.Key_Down, _Key.Key_Up):
                self._walk(1 if key == _Key.Key_Down else -1)
                return True
            if key in (_Key.Key_Return, _Key.Key_Enter):
                self._enter()
                return True
            if key == _Key.Key_Escape:
                self._escape()
                return True
        return super().eventFilter(watched, event)

    def show_groups(self, groups: Sequence[HitGroup]) -> None:
        """Show the finds under their headings."""
        self.clear()
        bold = QtGui.QFont(self.font())
        bold.setBold(True)
        for group in groups:
            if not group.hits:
                continue
            head = QtWidgets.QListWidgetItem(group.title, self)
            head.setFlags(QtCore.Qt.ItemFlag.NoItemFlags)
            head.setFont(bold)
            for hit in group.hits:
                words = f"{hit.words}    {hit.detail}" if hit.detail else hit.words
                item = QtWidgets.QListWidgetItem(icons.icon(group.icon), words, self)
                item.setData(_HIT, (hit.page, hit.id))
        if not self.count():
            words = i18n.text("window.search.nothing", words=self._line.text().strip())
            QtWidgets.QListWidgetItem(words, self).setFlags(QtCore.Qt.ItemFlag.NoItemFlags)
        self._walk(1)
        self._shown_for = self._line.text().strip()
        self._place()
        if self._enter_waits:
            self._enter_waits = False
            self._open(self.currentItem())

    def _typed(self, words: str) -> None:
        self._enter_waits = False
        if words.strip():
            self._soon.start()
        else:
            self._soon.stop()
            self.hide()

    def _ask(self) -> None:
        words = self._line.text().strip()
        if words:
            self._tasks.ask(
                lambda desk: list(self._find(desk, words)),
                self.show_groups,
                owner=self,
                slot="search",
            )

    def _enter(self) -> None:
        """Open the marked find; where the finds are still on their way, open the first then."""
        words = self._line.text().strip()
        if not words:
            return
        if self._shown_for == words and self.isVisible():
            self._open(self.currentItem())
        else:
            self._enter_waits = True
            self._soon.stop()
            self._ask()

    def _escape(self) -> None:
        """Give the search up: what was typed would stand above every page that is opened next."""
        self.hide()
        self._line.clear()

    def _walk(self, by: int) -> None:
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.item(row).data(_HIT) is not None:
                self.setCurrentRow(row)
                return
            row += by

    def _open(self, item: QtWidgets.QListWidgetItem | None) -> None:
        hit = item.data(_HIT) if item is not None else None
        if hit is not None:
            self.hide()
            # A name or number left standing would be in sight beside everybody else's records.
            self._line.clear()
            self.opened.emit(hit[0], hit[1])

    def _place(self) -> None:
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        measures = theme.measures()
        self.setIconSize(QtCore.QSize(measures.icon, measures.icon))
        row = self.sizeHintForRow(0)
        where = self._line.mapTo(window, QtCore.QPoint(0, self._line.height() + 2))
        # As wide as the longest find: its end is often the very number that was typed.
        needed = self.sizeHintForColumn(0) + self.frameWidth() * 2 + measures.pad
        wide = max(self._line.width(), measures.em(26), needed)
        wide = min(wide, window.width() - measures.gap * 2)
        rows = sum(self.sizeHintForRow(n) for n in range(min(self.count(), MOST_ROWS)))
        high = min(rows + 6, window.height() - where.y() - row)
        left = min(where.x(), window.width() - wide - measures.gap)
        self.setGeometry(left, where.y(), wide, max(high, row + 4))
        self.show()
        self.raise_()
