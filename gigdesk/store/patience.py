"""Does what a disk or a share may never answer, and waits for it no longer than is sensible."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

from gigdesk import errors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LEAST_S = 20.0
"""So long even a small thing may take on a stick that has to wake up first."""
_BYTES_PER_S = 1 << 20
"""No stick that is worth keeping a backup on is slower."""
Answer = TypeVar("Answer")
_unanswered: dict[Path, threading.Thread] = {}


def wait_for(place: Path, do: Callable[[], Answer], *, size_bytes: int = 0) -> Answer:
    """Do something at a place and return its answer; what it raises is raised here.

    A share whose cable was pulled out may hold whoever asks it for ever, and nothing calls him
    back: so another thread asks. While one still hangs there nobody asks again. Raises
    errors.EnvironmentFailure with `errors.second_silent` where no answer comes in the time that
    `size_bytes` take.
    """
    before = _unanswered.get(place)
    if before is not None and before.is_alive():
        raise errors.EnvironmentFailure("errors.second_silent", folder=str(place))
    answers: list[Answer] = []
    failures: list[BaseException] = []

    def ask() -> None:
        try:
            answers.append(do())
        except BaseException as failure:  # noqa: BLE001 -- raised again by who waits
            failures.append(failure)

    asking = threading.Thread(target=ask, name="patience", daemon=True)
    asking.start()
    asking.join(LEAST_S + size_bytes / _BYTES_PER_S)
    if asking.is_alive():
        _unanswered[place] = asking
        raise errors.EnvironmentFailure("errors.second_silent", folder=str(place))
    if failures:
        raise failures[0]
    return answers[0]
