"""Files written aside first, then put in their place at one moment."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from typing import TYPE_CHECKING

from gigdesk.documents.excel import saving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Aside:
    """Written files that wait for their place; see `aside`."""

    def __init__(self, waiting: Path, places: Sequence[Path]) -> None:
        """`places` are where the files numbered from 0 in `waiting` belong."""
        self._waiting = waiting
        self._places = places

    def put_in_place(self) -> None:
        """Move every file to its place, where it takes the place of an older one.

        Raises errors.Busy where one is open elsewhere, else errors.EnvironmentFailure.
        """
        for at, place in enumerate(self._places):
            with saving.naming_trouble(place.name):
                place.parent.mkdir(parents=True, exist_ok=True)
                (self._waiting / str(at)).replace(place)


@contextlib.contextmanager
def aside(files: Sequence[tuple[Path, bytes]]) -> Iterator[Aside]:
    """Write files beside the folder they belong to, safely on disk; what is not placed goes again.

    Raises errors.Refused where a place holds something else than a PDF, errors.DiskFull,
    errors.Busy or errors.EnvironmentFailure.
    """
    for place, _ in files:
        saving.refuse_other_kind(place, saving.is_pdf)
    home = files[0][0].parent
    while not home.exists():
        home = home.parent
    waiting = home / f".gigdesk-{os.getpid()}-{threading.get_ident()}.parts"
    try:
        with saving.naming_trouble(files[0][0].name):
            waiting.mkdir(exist_ok=True)
            for at, (_, data) in enumerate(files):
                with (waiting / str(at)).open("wb") as part:
                    part.write(data)
                    part.flush()
                    os.fsync(part.fileno())
        yield Aside(waiting, [place for place, _ in files])
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
