"""Lets Python clear away unreachable objects on the window's thread only.

The collector runs on whichever thread happens to allocate. On a working thread it would destroy
widgets there, which Qt answers with a crash; so it is switched off, and a timer of the window's
thread does its work by the same thresholds.
"""

from __future__ import annotations

import gc

from PySide6 import QtCore

_EVERY_MS = 2000


class Sweeper(QtCore.QObject):
    """Collects in the collector's place while it lives."""

    def __init__(self, parent: QtCore.QObject) -> None:
        """Switch the collector off and begin; must be made on the window's thread."""
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(_EVERY_MS)

    @QtCore.Slot()
    def sweep(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it."""
        due = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), self._thresholds, strict=True)
            )
            if most and count > most
        ]
        if due:
            gc.collect(max(due))

    def stop(self) -> None:
        """Give the work back to the collector."""
        self._timer.stop()
        gc.enable()
