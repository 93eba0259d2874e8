"""The menu of acts that can be undone; it says what will be undone before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from gigdesk import i18n
from gigdesk.gui import dialogs, icons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gigdesk.gui.tasks import Tasks
    from gigdesk.gui.window.spec import Hooks, Undoable


class UndoMenu(QtCore.QObject):
    """Asks for the acts each time it opens, so that it never offers a stale one."""

    def __init__(
        self,
        button: QtWidgets.QAbstractButton,
        tasks: Tasks[Any],
        hooks: Hooks,
        told: Callable[[str], object],
    ) -> None:
        """Open from `button`; `told(words)` shows a notice afterwards."""
        super().__init__(button)
        self._button = button
        self._tasks = tasks
        self._hooks = hooks
        self._told = told
        button.clicked.connect(self.open)

    def open(self) -> None:
        """Ask what can be undone and show it."""
        find = self._hooks.undoables
        if find is not None:
            self._tasks.ask(lambda desk: list(find(desk)), self._show, owner=self)

    def confirm(self, entry: Undoable) -> None:
        """Say what will be undone and ask."""
        dialogs.ask(
            self._button.window(),
            i18n.text("window.undo.ask"),
            i18n.text("window.undo.ask_words", act=entry.words, when=entry.when),
            yes=i18n.text("window.undo.yes"),
            then=lambda: self._undo(entry),
        )

    def _show(self, entries: Sequence[Undoable]) -> None:
        menu = QtWidgets.QMenu(self._button)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in entries:
            words = f"{entry.words}    {entry.when}" if entry.when else entry.words
            menu.addAction(
                icons.icon("arrow-back-up"), words, lambda entry=entry: self.confirm(entry)
            )
        if not entries:
            menu.addAction(i18n.text("window.undo.nothing")).setEnabled(False)
        menu.popup(self._button.mapToGlobal(QtCore.QPoint(0, self._button.height())))

    def _undo(self, entry: Undoable) -> None:
        undo = self._hooks.undo
        if undo is not None:
            self._tasks.do(
                lambda desk, _progress: undo(desk, entry.id),
                lambda _answer: self._told(i18n.text("window.undo.done", act=entry.words)),
                owner=self,
            )
