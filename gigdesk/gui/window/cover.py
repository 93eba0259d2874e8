"""Leaves nothing of the program in sight or in reach but one widget, and brings the rest back."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import shiboken6
from PySide6 import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Sequence

_Event = QtCore.QEvent.Type
_KEYS = (_Event.KeyPress, _Event.KeyRelease, _Event.InputMethod, _Event.ShortcutOverride)
_PASSING = (QtCore.Qt.WindowType.Popup, QtCore.Qt.WindowType.ToolTip)


class Cover(QtCore.QObject):
    """Hides everything but `screen`, a child of `owner`, until it is lifted.

    What comes up meanwhile is kept back, and comes up then; what was closed meanwhile stays away.
    Only what belongs to `screen` gets keys, and no shortcut works. It listens to the whole program,
    which is why nobody does so while people work.
    """

    def __init__(self, owner: QtWidgets.QWidget, screen: QtWidgets.QWidget) -> None:
        """Hide everything else; the keyboard goes to `screen`."""
        super().__init__(owner)
        self._owner, self._screen = owner, screen
        self._kept: list[QtWidgets.QWidget] = []
        self._come: list[QtWidgets.QWidget] = []
        self._had_keys = _with_parents(QtWidgets.QApplication.focusWidget())
        self._below = _with_parents(owner.focusWidget())
        was_active = QtWidgets.QApplication.activeWindow() is not None
        while (popup := QtWidgets.QApplication.activePopupWidget()) is not None:
            popup.close()
            popup.hide()
        screen.setGeometry(owner.rect())
        screen.show()
        screen.raise_()
        screen.setFocus()
        windows = [each for each in QtWidgets.QApplication.topLevelWidgets() if each is not owner]
        parts = owner.findChildren(
            QtWidgets.QWidget, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly
        )
        parts = [each for each in parts if each is not screen and not each.isWindow()]
        # A dialog comes back before the question above it, and goes after it.
        windows.sort(key=lambda each: len(_with_parents(each)))
        for widget in reversed([*parts, *windows]):
            if widget.isVisible():
                self._hide(widget, at=0)
        if was_active:
            owner.activateWindow()
        screen.setFocus()
        app = QtWidgets.QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def lift(self) -> None:
        """Bring back what was hidden or came meanwhile, and give the keyboard back."""
        self._put_away()
        kept = self._end()
        for widget in kept:
            if shiboken6.isValid(widget):
                widget.show()
        # Below a dialog the window keeps its place for when the dialog is gone.
        _give_keys(self._below)
        top = QtWidgets.QApplication.activeModalWidget()
        _give_keys([each for each in self._had_keys if top is None or _is_in(each, top)])

    def drop(self) -> None:
        """Let the windows that do not belong to `owner` come back, where `owner` goes for good."""
        self._put_away()
        for widget in self._end():
            if shiboken6.isValid(widget) and widget.isWindow() and widget.parent() is None:
                widget.show()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Keep keys from everything else, and keep back what comes up."""
        kind = event.type()
        if kind == _Event.Shortcut:
            return True
        if not isinstance(watched, QtWidgets.QWidget):
            return False
        if kind == _Event.Show and self._is_foreign(watched):
            self._keep_back(watched)
        elif kind == _Event.Close and watched in self._kept:
            self._kept.remove(watched)
        elif kind in _KEYS and not self._is_mine(watched):
            if not self._is_mine(QtWidgets.QApplication.focusWidget()):
                self._screen.setFocus()
            return True
        return False

    def _is_mine(self, widget: QtWidgets.QWidget | None) -> bool:
        return self._screen in _with_parents(widget)

    def _is_foreign(self, widget: QtWidgets.QWidget) -> bool:
        if widget is self._owner or widget is self._screen:
            return False
        return widget.isWindow() or widget.parent() is self._owner

    def _keep_back(self, widget: QtWidgets.QWidget) -> None:
        # Hiding a widget that is just being shown confuses Qt, so it only stays off the screen yet.
        if widget.isWindow():
            widget.setAttribute(QtCore.Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._come.append(widget)
        QtCore.QTimer.singleShot(0, self, self._put_away)

    def _put_away(self) -> None:
        come, self._come = self._come, []
        for widget in come:
            if shiboken6.isValid(widget):
                self._hide(widget, at=len(self._kept))
                widget.setAttribute(QtCore.Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
                self._screen.raise_()

    def _hide(self, widget: QtWidgets.QWidget, *, at: int) -> None:
        """Hide a widget and note when it comes back; lists that drop down do not."""
        if widget.isWindow() and widget.windowType() in _PASSING:
            widget.close()
            return
        widget.hide()
        if widget in self._kept:
            return
        self._kept.insert(at, widget)
        if isinstance(widget, QtWidgets.QDialog):
            widget.finished.connect(functools.partial(self._forget, widget))

    def _forget(self, widget: QtWidgets.QWidget, _result: int) -> None:
        if widget in self._kept:
            self._kept.remove(widget)

    def _end(self) -> list[QtWidgets.QWidget]:
        app = QtWidgets.QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        kept, self._kept = self._kept, []
        self.deleteLater()
        return kept


def _with_parents(widget: QtWidgets.QWidget | None) -> list[QtWidgets.QWidget]:
    found = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def _is_in(widget: QtWidgets.QWidget, window: QtWidgets.QWidget) -> bool:
    return shiboken6.isValid(widget) and widget.window() is window


def _give_keys(widgets: Sequence[QtWidgets.QWidget]) -> None:
    """Give the keyboard to the first of these that takes it, as if its window had come forward.

    For any other reason a field selects its words, and the next key would wipe them out.
    """
    for widget in widgets:
        if _takes_keys(widget):
            widget.setFocus(QtCore.Qt.FocusReason.ActiveWindowFocusReason)
            return


def _takes_keys(widget: QtWidgets.QWidget) -> bool:
    if not shiboken6.isValid(widget) or widget.isWindow():
        return False
    return widget.isVisible() and widget.focusPolicy() != QtCore.Qt.FocusPolicy.NoFocus
