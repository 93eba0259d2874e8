"""Limits against hostile and damaged packages, checked before anything inside is parsed.

The promises of an archive about its own sizes are not believed: every part that a reader will
touch is inflated once, in small pieces that are thrown away, while its bytes are counted, its
check sum is compared and its prolog is searched for a document type. Nothing is written anywhere.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from gigdesk import errors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gigdesk.documents.excel.marks import Marks

CHUNK_BYTES = 1 << 18
MOST_ENTRIES = 50_000
MOST_PART_BYTES = 800 * 1024 * 1024
MOST_STRINGS_BYTES = 300 * 1024 * 1024
MOST_OTHER_BYTES = 64 * 1024 * 1024
MOST_COLUMNS = 2_000
MOST_CELLS = 16_000_000
"""Cells of the rectangle that holds all values: 300,000 people times 50 columns, about 0.5 GB."""
NO_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What the archive library raises for a broken archive: RuntimeError for ways of packing and
locking that it does not know, ValueError for names and dates that cannot be."""
UNREADABLE = (OSError, *NO_ARCHIVE)
_SUSPECT_BYTES = 100 * 1024 * 1024
_SUSPECT_RATIO = 300


class Package:
    """A zip archive whose parts are only handed out in counted pieces."""

    def __init__(self, path: Path) -> None:
        """Open the archive and check what it says of itself.

        Raises UnreadableFile: damaged, bomb, paths.
        """
        self.name = path.name
        self._path = path
        try:
            with zipfile.ZipFile(path) as archive:
                entries = archive.infolist()
        except UNREADABLE as failure:
            raise self.refused("damaged") from failure
        self.entries = {_plain(entry.filename): entry for entry in entries}
        if len(entries) > MOST_ENTRIES:
            raise self.refused("bomb")
        if len(self.entries) != len(entries):
            raise self.refused("damaged")
        if any(_leaves_folder(entry.filename) for entry in entries):
            raise self.refused("paths")
        for entry in entries:
            ratio = entry.file_size / max(entry.compress_size, 1)
            if entry.file_size > _SUSPECT_BYTES and ratio > _SUSPECT_RATIO:
                raise self.refused("bomb")

    def refused(self, tail: str, **params: object) -> errors.UnreadableFile:
        """Make the error `intake.error.<tail>` for this file."""
        return errors.UnreadableFile(f"intake.error.{tail}", name=self.name, **params)

    def chunks(self, part: str, most_bytes: int = MOST_PART_BYTES) -> Iterator[bytes]:
        """Yield the inflated part in pieces; an absent part yields nothing.

        Raises UnreadableFile: bomb when it grows past the limit, damaged when it does not
        inflate or its check sum is wrong, entities when it opens with a document type.
        """
        entry = self.entries.get(_plain(part))
        if entry is None:
            return
        total = 0
        try:
            with zipfile.ZipFile(self._path) as archive, archive.open(entry) as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    if not total and (b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk):
                        raise self.refused("entities")
                    total += len(chunk)
                    if total > most_bytes or total > entry.file_size:
                        raise self.refused("bomb")
                    yield chunk
        except UNREADABLE as failure:
            raise self.refused("damaged") from failure

    def whole(self, part: str, most_bytes: int = MOST_OTHER_BYTES) -> bytes:
        """Return a small part as a whole."""
        return b"".join(self.chunks(part, most_bytes))

    def check(self, part: str, most_bytes: int) -> None:
        """Inflate a part once and throw it away, to see that it may be read."""
        for _ in self.chunks(part, most_bytes):
            pass


def check_sheet(name: str, marks: Marks, sheet: str) -> None:
    """Refuse a sheet that the reader of values could not hold, before it sees it.

    It makes a rectangle from the row of the first value to that of the last: values far apart
    would fill the memory, and rows out of order would end the whole program. Raises
    UnreadableFile: too_wide, too_long, damaged.
    """
    if not marks.in_order:
        raise errors.UnreadableFile("intake.error.damaged", name=name)
    rows, columns = marks.rows, marks.columns
    if columns > MOST_COLUMNS:
        raise errors.UnreadableFile(
            "intake.error.too_wide",
            name=name,
            sheet=sheet,
            columns=columns,
            limit=MOST_COLUMNS,
        )
    if rows * columns > MOST_CELLS:
        raise errors.UnreadableFile(
            "intake.error.too_long",
            name=name,
            sheet=sheet,
            rows=rows,
            columns=columns,
        )


def _plain(name: str) -> str:
    """Compare the names of parts without case and with one kind of slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _leaves_folder(name: str) -> bool:
    """Say whether an entry's name points outside the archive."""
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith("/") or ":" in parts[0]
