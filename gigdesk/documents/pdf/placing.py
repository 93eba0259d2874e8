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
        self._placed: list[
            tuple[Path, Path | None]
        ] = []  # what was put where, and what stood there
        self._folders: list[Path] = []

    def put_in_place(self) -> None:
        """Move every file to its place, where it takes the place of an older one.

        Raises errors.Busy where one is open elsewhere, else errors.EnvironmentFailure; `aside`
        then puts everything back.
        """
        for at, place in enumerate(self._places):
            with saving.naming_trouble(place.name):
                self._make_folder(place.parent)
                older = self._waiting / f"{at}.older" if place.is_file() else None
                if older is not None:
                    place.replace(older)
                    self._placed.append((place, older))
                (self._waiting / str(at)).replace(place)
                if older is None:
                    self._placed.append((place, None))

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            self._folders.append(folder)

    def put_back(self) -> bool:
        """Take away what was put in place and bring the older files back; say whether all are."""
        whole = True
        for place, older in reversed(self._placed):
            try:
                if older is None:
                    place.unlink(missing_ok=True)
                else:
                    older.replace(place)
            except OSError:
                whole = False
        for folder in reversed(self._folders):
            with contextlib.suppress(OSError):
                folder.rmdir()
        return whole


@contextlib.contextmanager
def aside(files: Sequence[tuple[Path, bytes]]) -> Iterator[Aside]:
    """Write files beside the folder they belong to, safely on disk; what is not placed goes again.

    Whatever is raised inside, also after the files were put in place, leaves every place as it
    was: a paper counts only when all that belongs to it has succeeded. Raises errors.Refused
    where a place holds something else than a PDF, errors.DiskFull, errors.Busy or
    errors.EnvironmentFailure.
    """
    for place, _ in files:
        saving.refuse_other_kind(place, saving.is_pdf)
    home = files[0][0].parent
    while not home.exists():
        home = home.parent
    waiting = _fresh_folder(home, files[0][0].name)
    saving.sweep(waiting, ".gigdesk-*.parts")
    papers, whole = Aside(waiting, [place for place, _ in files]), True
    try:
        with saving.naming_trouble(files[0][0].name):
            for at, (_, data) in enumerate(files):
                with (waiting / str(at)).open("wb") as part:
                    part.write(data)
                    part.flush()
                    os.fsync(part.fileno())
        yield papers
    except BaseException:
        whole = papers.put_back()
        raise
    finally:
        if whole:  # else the only copy of an older paper may be in there
            shutil.rmtree(waiting, ignore_errors=True)


def _fresh_folder(home: Path, name: str) -> Path:
    """Make an empty folder for waiting files; one that still holds older papers is left alone."""
    turn = 0
    with saving.naming_trouble(name):
        while True:
            parts = f".gigdesk-{os.getpid()}-{threading.get_ident()}-{turn}.parts"
            try:
                (home / parts).mkdir()
            except FileExistsError:
                turn += 1
            else:
                return home / parts
