"""Sees in every window of the program when nobody touches it, and the key that locks it."""

from __future__ import annotations

import shiboken6
from PySide6 import QtCore, QtGui

LOCK_KEYS = "Ctrl+L"
_ALT = QtCore.Qt.KeyboardModifier.AltModifier
_PAD = QtCore.Qt.KeyboardModifier.KeypadModifier
_DIGITS = range(QtCore.Qt.Key.Key_0, QtCore.Qt.Key.Key_9 + 1)
_TOUCHES = (
    QtCore.QEvent.Type.KeyPress,
    QtCore.QEvent.Type.MouseButtonPress,
    QtCore.QEvent.Type.MouseMove,
    QtCore.QEvent.Type.Wheel,
    QtCore.QEvent.Type.InputMethod,
)


class Idle(QtCore.QObject):
    """Tells when nobody has touched keyboard or mouse for some minutes, or wants to lock at once.

    The key is heard in every window: a shortcut would not be while a dialog is open. For the same
    reason the keys of the pages end here where a dialog is open: a field would take Alt+8 as 8.
    It listens to native windows and to what has the keyboard only, so that painting never waits
    for it: an input method sends its words to the latter and no key to the former.
    """

    idled = QtCore.Signal()
    lock_wanted = QtCore.Signal()

    def __init__(self, app: QtGui.QGuiApplication, minutes: int, parent: QtCore.QObject) -> None:
        """Begin to count; 0 minutes never lock."""
        super().__init__(parent)
        self._timer = QtCore.QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.idled)
        self._typing: QtCore.QObject | None = None
        self._half = ""
        self._took = False
        app.focusWindowChanged.connect(self._follow)
        app.focusObjectChanged.connect(self._follow_typing)
        self.set_minutes(minutes)
        self._follow(app.focusWindow())
        self._follow_typing(app.focusObject())

    def set_minutes(self, minutes: int) -> None:
        """Change the time; 0 never locks."""
        self._timer.setInterval(minutes * 60_000)
        if minutes > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def take_half_word(self) -> None:
        """Put the word that an input method has only half got into its field, as it stands.

        Input methods differ in which of the two ways of being told takes the word and which drops
        it; where neither did, it is put there from here.
        """
        words, self._took = self._half, False
        method = QtGui.QGuiApplication.inputMethod()
        target = QtGui.QGuiApplication.focusObject()
        if not words or target is None:
            return
        for tell in (method.commit, method.reset):
            if not self._took:
                tell()
        if not self._took and shiboken6.isValid(target):
            event = QtGui.QInputMethodEvent()
            event.setCommitString(words)
            QtCore.QCoreApplication.sendEvent(target, event)
        self._half = ""

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Begin to count anew at every touch; end what no field is to take as text."""
        if event.type() in _TOUCHES and self._timer.interval() > 0:
            self._timer.start()
        if isinstance(event, QtGui.QInputMethodEvent):
            self._half = event.preeditString()
            self._took = self._took or bool(event.commitString())
        elif isinstance(event, QtGui.QKeyEvent) and event.type() == QtCore.QEvent.Type.KeyPress:
            keys = QtGui.QKeySequence(event.keyCombination())
            if keys == QtGui.QKeySequence(LOCK_KEYS):
                self.lock_wanted.emit()
                return True
            return _is_of_a_page(event)
        return super().eventFilter(watched, event)

    def _follow(self, window: QtGui.QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _follow_typing(self, target: QtCore.QObject | None) -> None:
        before, self._typing = self._typing, target
        if before is not None and shiboken6.isValid(before):
            before.removeEventFilter(self)
        # A sheet hands the first letter on to the field that it opens for the cell.
        if target is None or before is None or not _holds(before, target):
            self._half = ""
        if target is not None:
            target.installEventFilter(self)


def _is_of_a_page(event: QtGui.QKeyEvent) -> bool:
    """Say whether keys call for a page; they come this far only where no page may be opened.

    What is typed by its code on the block of digits arrives as the letter, not as its digits.
    """
    return event.modifiers() & ~_PAD == _ALT and event.key() in _DIGITS


def _holds(one: QtCore.QObject, other: QtCore.QObject) -> bool:
    above: QtCore.QObject | None = other
    while above is not None and above is not one:
        above = above.parent()
    return above is one
