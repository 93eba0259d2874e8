"""A file that is either there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import threading
import zipfile
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.excel import guarding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NO_ROOM = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
)
_EVERY_WORKBOOK = "[Content_Types].xml"
_PDF = b"%PDF-"
_LEFT_BEHIND_S = 24 * 3600


def refuse_other_kind(out: Path, is_same: Callable[[Path], bool]) -> None:
    """Refuse to take the place of a file of another kind: a desk, its keys, a backup, a picture.

    Raises Refused where `out` is there, not empty, and `is_same` does not know it as its own kind.
    """
    with naming_trouble(out.name):
        if out.is_dir() or (out.is_file() and out.stat().st_size and not is_same(out)):
            raise errors.Refused("sheets.error.other_kind", file=out.name)


def is_workbook(path: Path) -> bool:
    """Say whether a file is an Open XML workbook (or another office file of that family)."""
    try:
        with zipfile.ZipFile(path) as parts:
            return _EVERY_WORKBOOK in parts.namelist()
    except guarding.NO_ARCHIVE:
        return False


def is_pdf(path: Path) -> bool:
    """Say whether a file begins as a PDF does."""
    with path.open("rb") as file:
        return file.read(len(_PDF)) == _PDF


@contextlib.contextmanager
def fresh_file(out: Path, is_same: Callable[[Path], bool] = is_workbook) -> Iterator[Path]:
    """Give a path in the folder of `out` to write to; it takes the place of `out` at the end.

    Whatever goes wrong, nothing is left behind and an older `out` stays as it was. Raises
    Refused where `out` is something else than what `is_same` knows, DiskFull, Busy (the file is
    open elsewhere) or EnvironmentFailure.
    """
    with naming_trouble(out.name):
        if not out.parent.exists():
            # The file is yet to be made; what is missing is where it was to go.
            raise errors.EnvironmentFailure("errors.no_such_file", file=str(out.parent))
    refuse_other_kind(out, is_same)
    part = out.parent / f".gigdesk-{os.getpid()}-{threading.get_ident()}.part"
    try:
        with naming_trouble(out.name):
            yield part
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(out)
        sweep(out, ".gigdesk-*.part")
    except errors.EnvironmentFailure as failure:
        failure.params["file"] = out.name  # nobody knows of the part
        raise
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def sweep(newest: Path, pattern: str) -> None:
    """Remove what lies beside a file and fits the pattern if it is a day older: its writer is gone.

    People's numbers stand in it, and nobody knows of it. A folder stays where it holds the older
    papers that were to be replaced.
    """
    with contextlib.suppress(OSError):
        now = newest.stat().st_mtime
        for one in newest.parent.glob(pattern):
            if one.is_symlink() or now - one.stat().st_mtime < _LEFT_BEHIND_S:
                continue
            if not one.is_dir():
                one.unlink()
            elif not any(one.glob("*.older")):
                shutil.rmtree(one, ignore_errors=True)


@contextlib.contextmanager
def naming_trouble(name: str) -> Iterator[None]:
    """Turn the system's refusals while writing the file `name` into failures with a name."""
    try:
        yield
    except PermissionError as trouble:
        raise errors.Busy("sheets.error.file_open", file=name) from trouble
    except OSError as trouble:
        if trouble.errno in _NO_ROOM:
            raise errors.DiskFull("sheets.error.disk_full", file=name) from trouble
        failure = errors.of_system(trouble)
        failure.params["file"] = name
        raise failure from trouble
