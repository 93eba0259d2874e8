"""The way through a room: its lists at the bottom, what was opened from them on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import errors
from gigdesk.gui import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gigdesk.gui import form


class Trail(QtWidgets.QStackedWidget):
    """A room's page: its lists at the bottom, and what was opened from them on top.

    Whatever lies on top may have `refresh()` and `may_leave()`; Esc on a record goes back.
    """

    def __init__(self) -> None:
        """Hold nothing yet; the first widget pushed is the bottom."""
        super().__init__()
        self._before: list[QtWidgets.QWidget | None] = []
        self._return: Callable[[], object] | None = None

    @property
    def top(self) -> QtWidgets.QWidget:
        """Return what is in front."""
        return self.widget(self.count() - 1)

    def push(self, widget: QtWidgets.QWidget) -> None:
        """Put something in front and give it the keyboard."""
        focus = QtWidgets.QApplication.focusWidget()
        mine = focus if focus is not None and self.isAncestorOf(focus) else None
        self._before.append(mine)
        self.addWidget(widget)
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        widget.setFocus()

    def return_by(self, go: Callable[[], object]) -> None:
        """Let the way back from the record just opened lead where it was opened from."""
        self._return = go

    def back(self) -> None:
        """Take away what is in front; what lay below is asked anew and gets the keyboard back."""
        if self.count() < 2:  # noqa: PLR2004 -- the bottom stays
            return
        gone, before = self.top, self._before.pop()
        self.removeWidget(gone)
        gone.deleteLater()
        self.setCurrentWidget(self.top)
        self.setFocusProxy(self.top)
        self.refresh()
        # What had the keyboard may be gone, or out of sight: an empty list has rows now.
        if before is not None and shiboken6.isValid(before) and before.isVisibleTo(self.top):
            before.setFocus()
        else:
            self.top.setFocus()
        if self.count() == 1 and self._return is not None:
            go, self._return = self._return, None
            go()

    def to_bottom(self) -> None:
        """Go back to the lists."""
        self._return = None
        while self.count() > 1:
            self.back()

    def replace(self, widget: QtWidgets.QWidget) -> None:
        """Put something in the place of everything above the lists."""
        self.to_bottom()
        self.push(widget)

    def refresh(self) -> None:
        """Let what is in front ask anew."""
        call = getattr(self.top, "refresh", None)
        if call is not None:
            call()

    def may_leave(self) -> bool:
        """Say whether what is in front may be left; it asks the user itself."""
        may = getattr(self.top, "may_leave", None)
        return may is None or bool(may())


class FormPage(QtWidgets.QWidget):
    """A form that takes the whole page and asks before it is left."""

    def __init__(self, made: form.Form) -> None:
        """Show a form."""
        super().__init__()
        self.form = made
        self.setLayout(parts.down(made))
        self.setFocusProxy(made)

    def may_leave(self) -> bool:
        """Say whether nothing would be lost; else the form asks."""
        if self.form.is_changed:
            self.form.leave()
            return False
        return True


def leave_gone(page: QtWidgets.QWidget, error: BaseException, *, seen: bool) -> bool:
    """Leave a page in front whose record is no more: an undo, for instance, took it away.

    Returns whether nothing more is to be told; of a record that was never `seen` the failure is.
    """
    trail = page.parentWidget()
    if not (isinstance(error, errors.NotFound) and isinstance(trail, Trail) and trail.top is page):
        return False
    trail.back()
    return seen


def on_escape(widget: QtWidgets.QWidget, back: Callable[[], object]) -> None:
    """Let Esc anywhere in a widget go back."""
    on_key(widget, "Esc", back)


def on_key(widget: QtWidgets.QWidget, keys: str, do: Callable[[], object]) -> None:
    """Let keys anywhere in a widget do something."""
    shortcut = QtGui.QShortcut(QtGui.QKeySequence(keys), widget)
    shortcut.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(do)


def body(*things: QtWidgets.QWidget) -> QtWidgets.QVBoxLayout:
    """Return the column of a record's page; the last thing takes the height that is left."""
    column = parts.down(*things, gap=0.75)
    column.setStretch(len(things) - 1, 1)
    return column
