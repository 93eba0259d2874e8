"""A whole list: search box, filters in force, table, empty states and the count below."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import i18n
from gigdesk.gui import icons, parts, reach
from gigdesk.gui.table import view as views
from gigdesk.gui.table.box import SearchBox
from gigdesk.gui.table.chips import Chips
from gigdesk.gui.table.columns import Column, Filter, Query, Source
from gigdesk.gui.table.layouts import Layouts
from gigdesk.gui.table.model import PagedModel, State
from gigdesk.gui.table.tools import Folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.table.columns import Asks

DEBOUNCE_MS = 150


@dataclasses.dataclass(frozen=True, slots=True)
class Nothing:
    """What an empty list says before there is anything: icon, heading, sentence, actions.

    Actions are (words, icon, what it does); all words are already in the user's language.
    """

    title: str
    words: str = ""
    icon: str = "list-details"
    actions: tuple[tuple[str, str, Callable[[], object]], ...] = ()


class Listing(QtWidgets.QWidget):
    """A list page's main part; give it columns and a source, connect `opened`.

    `tools` are further buttons for the row of the search box. `opened(id)` fires on Enter or
    double click, `current_changed(id)` on moving, `selection_said(words)` goes to the status bar.
    """

    opened = QtCore.Signal(object)
    current_changed = QtCore.Signal(object)
    selection_said = QtCore.Signal(str)
    loaded = QtCore.Signal()

    def __init__(
        self,
        tasks: Asks,
        source: Source[Any],
        columns: Sequence[Column],
        *,
        name: str,
        view: str,
        layouts: Layouts | None = None,
        nothing: Nothing | None = None,
        tools: Sequence[QtWidgets.QWidget] = (),
        query: Query | None = None,
        searchable: bool = True,
        folding: bool = False,
    ) -> None:
        """`name` is read out for the table; `view` names its remembered look.

        With `folding` the plain `tools` move into a menu where the row is too narrow for them.
        """
        super().__init__()
        self.model = PagedModel(tasks, source, columns, self)
        self.table = views.make(self.model, name, view, layouts or Layouts())
        self._nothing = nothing or Nothing(i18n.text("window.table.nothing"))
        self.query = query or Query()
        self.search = SearchBox(name)
        if not searchable:
            # A widget without a parent that is shown would flash up as a window of its own.
            self.search.hide()
        self.chips = Chips()
        self.count = parts.label("", "small")
        self._tools = list(tools)
        self._menu: list[tuple[str, str, Callable[[], object]]] = []
        self._lay_out(folding=folding)
        self._wire()
        self.show_query(self.query)

    def _lay_out(self, *, folding: bool) -> None:
        columns = parts.icon_button(
            "columns-3", i18n.text("window.table.choose"), do=self.table.head.choose
        )
        row = QtWidgets.QWidget()
        if folding:
            self._tools.insert(0, Folded(row, self._tools))
        top = parts.across(self.search, None, *self._tools, columns)
        top.setStretch(0, 3)
        top.setStretch(1, 1)
        row.setLayout(top)
        if folding:
            row.setSizePolicy(
                QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Preferred
            )
        self._stack = QtWidgets.QStackedWidget()
        self._stack.addWidget(self.table)
        self._empty = QtWidgets.QWidget()
        self._stack.addWidget(self._empty)
        column = parts.down(gap=0.75)
        column.addWidget(row)
        column.addWidget(self.chips)
        column.addWidget(self._stack, 1)
        column.addLayout(parts.across(self.count, None))
        self.setLayout(column)

    def _wire(self) -> None:
        self._typing = QtCore.QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._typing.timeout.connect(self._typed)
        self.search.textChanged.connect(lambda _words: self._typing.start())
        self.search.returnPressed.connect(self._enter)
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(self.clear)
        self.model.loaded.connect(self._show_state)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(self.current_changed)
        self.table.selection_said.connect(self.selection_said)
        self.table.menu_wanted.connect(self._show_menu)
        self.search.installEventFilter(self)
        self.table.installEventFilter(self)

    def show_query(self, query: Query) -> None:
        """Show the rows of a query; its words and filters appear where they can be taken away.

        The order that the head of the table shows stays, unless the query names another.
        """
        query = dataclasses.replace(query, sort=query.sort or self.model.query.sort)
        self.query = query
        if self.search.text().strip() != query.text:
            with QtCore.QSignalBlocker(self.search):
                self.search.setText(query.text)
        self.chips.show_query(dataclasses.replace(query, text=""))
        self.table.ask_for(query)

    def set_filter(self, new: Filter | None, key: str = "") -> None:
        """Put a filter in force; None takes `key` away."""
        query = self.query.without(key) if new is None else self.query.with_filter(new)
        self.show_query(dataclasses.replace(query, sort=()))

    def clear(self) -> None:
        """Take the filters away and keep words and order; where there are none, the words."""
        text = self.query.text if self.query.filters else ""
        self.show_query(dataclasses.replace(self.query, text=text, filters=(), sort=()))
        self.search.setFocus()

    def refresh(self) -> None:
        """Ask again for what is shown; the current record stays current."""
        self.table.refresh()

    def offer(self, nothing: Nothing) -> None:
        """Say and offer something else where the list is empty."""
        if nothing != self._nothing:
            self._nothing = nothing
            if self._stack.currentWidget() is self._empty:
                self._show_state()

    def add_action(self, words: str, icon: str, do: Callable[[], object]) -> None:
        """Add an entry to the menu of the rows (right click or menu key)."""
        if reach.allows(do):
            self._menu.append((words, icon, do))

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Down leaves the search box for the rows; letters typed over the rows go to the search."""
        if event.type() == QtCore.QEvent.Type.KeyPress and isinstance(event, QtGui.QKeyEvent):
            if watched is self.search and event.key() == QtCore.Qt.Key.Key_Down:
                self.table.setFocus()
                return True
            words = event.text()
            plain = not event.modifiers() & ~QtCore.Qt.KeyboardModifier.ShiftModifier
            if watched is self.table and plain and words.isprintable() and words.strip():
                self.search.setFocus()
                self.search.insert(words)
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self._typing.stop()
        words = self.search.text().strip()
        if words != self.query.text:
            self.query = dataclasses.replace(self.query, text=words)
            self.table.ask_for(dataclasses.replace(self.query, sort=self.model.query.sort))

    def _enter(self) -> None:
        self._typed()
        if self.model.rowCount():
            self.table.setFocus()
            self.table.select_row(0)

    def _remove(self, key: str) -> None:
        if key:
            self.set_filter(None, key)
        else:
            self.search.clear()

    def _show_state(self) -> None:
        count = self.model.rowCount()
        self.count.setText(i18n.text("window.table.rows", count=f"{count:,}"))
        empty = count == 0 and self.model.state is not State.LOADING
        # What goes out of sight would leave the keyboard to whatever comes next in the window.
        focus = QtWidgets.QApplication.focusWidget()
        had = focus is not None and self._stack.isAncestorOf(focus)
        if empty:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = self._make_empty()
            self._stack.addWidget(self._empty)
        shown = self._empty if empty else self.table
        self._stack.setCurrentWidget(shown)
        if had and (focus is None or not shown.isAncestorOf(focus)) and focus is not shown:
            self._take_keys(shown)
        self.loaded.emit()

    def _take_keys(self, shown: QtWidgets.QWidget) -> None:
        """Give the keyboard to the rows, or to the first thing that an empty list offers."""
        if shown is self.table:
            self.table.setFocus()
            return
        offered = self._empty.findChild(QtWidgets.QPushButton)
        (self.search if offered is None else offered).setFocus()

    def _make_empty(self) -> QtWidgets.QWidget:
        offered = [each for each in self._nothing.actions if reach.allows(each[2])]
        actions = [
            parts.button(words, icon, "primary" if number == 0 else "", do=do)
            for number, (words, icon, do) in enumerate(offered)
        ]
        if self.model.state is State.FAILED:
            again = parts.button(i18n.text("window.table.again"), "refresh", do=self.refresh)
            return parts.Empty("alert-circle", i18n.text("window.table.failed"), "", again)
        if self.model.query.is_narrowed:
            words = self.model.query.text
            clear = parts.button(i18n.text("window.table.clear"), "filter-off", do=self.clear)
            title = i18n.text("window.table.none_filtered")
            if words:
                title = i18n.text("window.table.not_found", words=words)
            return parts.Empty("search", title, "", clear, *actions)
        kept = self._nothing
        return parts.Empty(kept.icon, kept.title, kept.words, *actions)

    def _show_menu(self, where: QtCore.QPoint) -> None:
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, icon, do in self._menu:
            menu.addAction(icons.icon(icon), words, do)
        if self._menu:
            menu.addSeparator()
        text = i18n.text
        menu.addAction(icons.icon("copy"), text("window.table.copy"), self.table.copy)
        menu.addAction(text("window.table.copy_head"), lambda: self.table.copy(with_head=True))
        menu.addAction(text("window.table.copy_cell"), self.table.copy_cell)
        menu.addSeparator()
        menu.addAction(icons.icon("columns-3"), text("window.table.choose"), self.table.head.choose)
        menu.popup(self.table.viewport().mapToGlobal(where))
