"""The folder of a sample county: made anew only where nothing but what a demo made would go."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.actions import office
from gigdesk.domain.office import backups

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARK = backups.SAMPLE
DESK, PAPERS, ROSTERS = "desk", "papers", "rosters"
_SHOWN = (PAPERS, ROSTERS)
WAIT_MS = 5_000


def clear(folder: Path) -> None:
    """Make an empty folder for the demo, in place of an earlier one.

    Raises errors.Refused where the folder holds anything that no demo made, or a paper that
    somebody changed since, and errors.Busy while a program has the sample desk open.
    """
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise errors.Refused("demo.error.not_ours", folder=str(folder))
        strange = next(_strangers(folder), None)
        if strange is not None:
            raise errors.Refused("demo.error.kept", folder=str(folder), file=strange)
        if (folder / DESK).is_dir():
            office.entry.wait_until_free(folder / DESK, wait_ms=WAIT_MS)
        shutil.rmtree(folder)
    for name in (DESK, PAPERS, ROSTERS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def seal(folder: Path) -> None:
    """Write down which papers and rosters the demo made, once all of them are there."""
    made = {name: _sum(folder / name) for name in _files(folder)}
    (folder / MARK).write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")


def is_whole(folder: Path) -> bool:
    """Say whether the folder holds a demo that was made to its end."""
    mark = folder / MARK
    return mark.is_file() and mark.stat().st_size > 0


def _strangers(folder: Path) -> Iterator[str]:
    """Yield what lies in the folder of a demo and was not made by it, as it was made.

    The desk's own folder is the demo's whole; a demo that was broken off has no seal, and of it
    everything in the folders of papers is taken for its own.
    """
    own = {MARK, DESK, *_SHOWN}
    yield from sorted(path.name for path in folder.iterdir() if path.name not in own)
    try:
        made = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except ValueError:
        return
    for name in _files(folder):
        if made.get(name) != _sum(folder / name):
            yield name


def _files(folder: Path) -> list[str]:
    """Return papers and rosters, named from the folder of the demo."""
    found = (path for name in _SHOWN for path in (folder / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _sum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
