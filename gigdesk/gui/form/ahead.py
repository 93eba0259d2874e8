"""What is typed into a form while its record is being saved: it waits, and is typed then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gigdesk.gui.form.box import FieldBox

_Event = QtCore.QEvent.Type
_HANDS = (
    _Event.MouseButtonPress,
    _Event.MouseButtonRelease,
    _Event.MouseButtonDblClick,
    _Event.ContextMenu,
    _Event.Drop,
)


class Ahead(QtCore.QObject):
    """Keeps the fields as they were handed over, and the keys for when the answer is there.

    Otherwise what is typed meanwhile would belong to no record: the one on its way does not have
    it, and the next one begins empty. Shortcuts work all the time.
    """

    def __init__(self, form: QtWidgets.QWidget) -> None:
        """Serve a form."""
        super().__init__(form)
        self._form = form
        self._fields: list[QtWidgets.QWidget] = []
        self._at: QtWidgets.QWidget | None = None
        self._typed: list[QtGui.QKeyEvent | str] = []
        self._later = False

    def begin(self, boxes: Iterable[FieldBox]) -> None:
        """Keep everything away from the fields of these boxes."""
        for box in boxes:
            self._fields += [box, *box.findChildren(QtWidgets.QWidget)]
        for field in self._fields:
            field.installEventFilter(self)

    def end(self) -> None:
        """Leave the fields to the keyboard again; what waits goes on waiting."""
        for field in self._fields:
            if shiboken6.isValid(field):
                field.removeEventFilter(self)
        self._fields = []

    def type_on(self, *, afresh: bool) -> None:
        """Type what waits: where it was meant for, or `afresh` where the next record begins."""
        if not self._typed:
            self._at = None
            return
        if not self._form.isVisible():
            # A form behind the lock screen comes back, one that was closed does not.
            self._later = afresh
            self._form.installEventFilter(self)
            return
        typed, self._typed = self._typed, []
        at, self._at = self._at, None
        if not afresh and at is not None and shiboken6.isValid(at):
            # For any other reason a field selects its words, and what is typed would replace them.
            at.setFocus(QtCore.Qt.FocusReason.ActiveWindowFocusReason)
        for each in typed:
            target = self._form.focusWidget()
            if target is None:
                return
            QtCore.QCoreApplication.sendEvent(target, _event(each))

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Let keys and words of an input method wait, and the mouse do nothing."""
        if watched is self._form:
            if event.type() == _Event.Show:
                watched.removeEventFilter(self)
                QtCore.QTimer.singleShot(0, self, lambda: self.type_on(afresh=self._later))
            return False
        if event.type() == _Event.KeyPress and isinstance(event, QtGui.QKeyEvent):
            self._wait(watched, event.clone())
        elif isinstance(event, QtGui.QInputMethodEvent):
            self._wait(watched, event.commitString())
        elif event.type() not in _HANDS:
            return super().eventFilter(watched, event)
        event.accept()
        return True

    def _wait(self, watched: QtCore.QObject, typed: QtGui.QKeyEvent | str) -> None:
        if self._at is None and isinstance(watched, QtWidgets.QWidget):
            self._at = watched
        if typed:
            self._typed.append(typed)


def _event(typed: QtGui.QKeyEvent | str) -> QtCore.QEvent:
    if not isinstance(typed, str):
        return typed
    event = QtGui.QInputMethodEvent()
    event.setCommitString(typed)
    return event
