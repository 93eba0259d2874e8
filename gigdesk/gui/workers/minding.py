"""Stops Enter once on a box that is not ticked: nobody is to go past a consent unawares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from gigdesk.gui.fields import Finding

if TYPE_CHECKING:
    from gigdesk.gui.form import FieldBox

_Event = QtCore.QEvent.Type
_ENTER = (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter)
_PLAIN = QtCore.Qt.KeyboardModifier.KeypadModifier


class Minding(QtCore.QObject):
    """Watches one box of a form; the second Enter goes on, and so does every key that saves."""

    def __init__(self, box: FieldBox, words: str) -> None:
        """Say `words` beside `box` where Enter would leave it without a tick."""
        super().__init__(box)
        self._box = box
        self._words = words
        self._was_said = False
        box.editor.target().installEventFilter(self)

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Take the first Enter; coming back to the box begins anew."""
        if event.type() == _Event.FocusIn:
            self._was_said = False
        elif event.type() == _Event.KeyPress and isinstance(event, QtGui.QKeyEvent):
            is_enter = event.key() in _ENTER and not event.modifiers() & ~_PLAIN
            if is_enter and not self._was_said and not self._box.editor.value():
                self._was_said = True
                self._box.say([Finding(self._box.field.key, self._words, "info")])
                return True
        return super().eventFilter(watched, event)
