"""Ctrl+C during a long act: the first asks it to take itself back, the second breaks it off."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING

from gigdesk import i18n
from gigdesk.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType


@contextlib.contextmanager
def asked() -> Iterator[Callable[[], bool]]:
    """Yield what says whether the user asked the act to stop; outside the main thread nobody can.

    The second Ctrl+C is a KeyboardInterrupt, as it always is; whoever ends the program (SIGTERM)
    asks the same.
    """
    stop = threading.Event()

    def hear(_signal: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        streams.say(i18n.text("cli.stopping"))

    if threading.current_thread() is not threading.main_thread():
        yield stop.is_set
        return
    before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop.is_set
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
