"""Keeps from the terminal what the compiled reader of values says when it dies of a file.

Its runtime writes to the process's own error stream before Python hears of anything; a script that
reads that stream is promised one sentence and never a trace.
"""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDERR = 2
_turn = threading.Lock()
_kept: list[int] = []
"""The real stream, once for each reader at work; the last of them brings it back."""


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Send the error stream of the process nowhere meanwhile; several threads may ask at once."""
    with _turn:
        is_away = _turn_away() if not _kept else _repeat()
    try:
        yield
    finally:
        if is_away:
            with _turn:
                _bring_back()


def _turn_away() -> bool:
    try:
        _kept.append(os.dup(_STDERR))
    except OSError:  # a program without a terminal has no such stream
        return False
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    return True


def _repeat() -> bool:
    _kept.append(_kept[0])
    return True


def _bring_back() -> None:
    stream = _kept.pop()
    if not _kept:
        os.dup2(stream, _STDERR)
        os.close(stream)
