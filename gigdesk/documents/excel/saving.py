"""A file that is either there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from typing import TYPE_CHECKING

from gigdesk import errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_ROOM = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name)
)


@contextlib.contextmanager
def fresh_file(out: Path) -> Iterator[Path]:
    """Give a path in the folder of `out` to write to; it takes the place of `out` at the end.

    Whatever goes wrong, nothing is left behind and an older `out` stays as it was. Raises
    DiskFull, Busy (the file is open elsewhere) or EnvironmentFailure.
    """
    part = out.parent / f".gigdesk-{os.getpid()}-{threading.get_ident()}.part"
    try:
        with naming_trouble(out.name):
            yield part
            with part.open("rb+") as written:
                os.fsync(written.fileno())
            part.replace(out)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


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
        raise errors.EnvironmentFailure(
            "sheets.error.cannot_write", file=name, why=trouble.strerror or type(trouble).__name__
        ) from trouble
