"""Lets Python clear away unreachable objects on the window's thread only.

The collector runs on whichever thread happens to allocate. On a working thread it would destroy
widgets there, which Qt answers with a crash; so it is switched off, and a timer of the window's
thread does its work by the same thresholds. What the start has loaded stays for good and is set
aside, and all that is old is looked through only now and then: a whole sweep of a full desk would
stop the window for a tenth of a second.
"""

from __future__ import annotations

import contextlib
import gc
from typing import TYPE_CHECKING

from PySide6 import QtCore

from gigdesk import stamps

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY_MS = 2000
_OLDEST_EVERY_MS = 30_000
_OLDEST = 2


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Keep the collector off meanwhile: it could destroy a widget of those that Qt walks over."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Sweeper(QtCore.QObject):
    """Collects in the collector's place while it lives."""

    def __init__(self, parent: QtCore.QObject) -> None:
        """Switch the collector off and begin; must be made on the window's thread."""
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._next_oldest_ms = 0
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(_EVERY_MS)

    @QtCore.Slot()
    def sweep(self) -> None:
        """Collect the oldest generation that is due, and the younger ones with it.

        The first sweep of everything also sets aside what is there to stay.
        """
        due = [
            generation
            for generation, (count, most) in enumerate(
                zip(gc.get_count(), self._thresholds, strict=True)
            )
            if most and count > most
        ]
        if not due:
            return
        if max(due) < _OLDEST:
            gc.collect(max(due))
        elif not self._next_oldest_ms:
            gc.collect()
            gc.freeze()
            self._next_oldest_ms = stamps.monotonic_ms() + _OLDEST_EVERY_MS
        elif stamps.monotonic_ms() < self._next_oldest_ms:
            gc.collect(_OLDEST - 1)
        else:
            gc.collect()
            self._next_oldest_ms = stamps.monotonic_ms() + _OLDEST_EVERY_MS

    def stop(self) -> None:
        """Give the work back to the collector."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
