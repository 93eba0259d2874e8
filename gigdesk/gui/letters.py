"""Larger and smaller letters by key, in the window and in whatever is asked before it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from gigdesk import config
from gigdesk.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

SOON_MS = 150
"""Letters change this long after the last press: each change lays out all that is built."""


class Keys(QtCore.QObject):
    """Takes quick presses together: only where the last one leads to is laid out and kept."""

    def __init__(self, owner: QtWidgets.QWidget, use: Callable[[int], object]) -> None:
        """Hear the keys wherever the keyboard is within `owner`; `use(step)` changes and keeps."""
        super().__init__(owner)
        self._use = use
        self._wanted = theme.step()
        self._soon = QtCore.QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._arrive)
        for keys in ("Ctrl++", "Ctrl+="):
            self._on(keys, lambda: self.go(self.wanted + 1))
        self._on("Ctrl+-", lambda: self.go(self.wanted - 1))
        self._on("Ctrl+0", lambda: self.go(theme.STANDARD))

    def _on(self, keys: str, do: Callable[[], object]) -> None:
        QtGui.QShortcut(QtGui.QKeySequence(keys), self.parent()).activated.connect(do)

    @property
    def wanted(self) -> int:
        """Return the step the presses lead to; another way may have changed it meanwhile."""
        return self._wanted if self._soon.isActive() else theme.step()

    def go(self, step: int) -> None:
        """Wait for the last press."""
        self._wanted = min(max(step, 0), len(theme.STEPS) - 1)
        self._soon.start()

    def _arrive(self) -> None:
        if self._wanted != theme.step():
            self._use(self._wanted)


def keep(settings: config.Settings, step: int) -> None:
    """Show all letters in this size from now on; raises OSError where it cannot be remembered."""
    settings.font_step = min(max(step, 0), len(theme.STEPS) - 1)
    show(settings)
    config.save_settings(settings)


def lead(owner: QtWidgets.QWidget, settings: config.Settings) -> Keys:
    """Let the keys work before there is a window; unremembered letters change for this run."""

    def use(step: int) -> None:
        with contextlib.suppress(OSError):
            keep(settings, step)

    return Keys(owner, use)


def show(settings: config.Settings) -> None:
    """Let the program look as the settings say."""
    app = QtWidgets.QApplication.instance()
    if isinstance(app, QtWidgets.QApplication):
        theme.use(app, step=settings.font_step, dark=settings.dark)
