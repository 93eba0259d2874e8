"""Photos and scans of papers of all rooms: read from a file, kept, found again, written out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gigdesk import errors
from gigdesk.documents.pdf import preview
from gigdesk.domain import office
from gigdesk.store import office as office_rows

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

MOST_READ = 32 * 1024 * 1024
"""A file of more bytes is not read at all, not even to be scaled down."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A photo or scan: its media type, its bytes, and how many pages it has."""

    media_type: str
    content: bytes
    pages: int = 1

    @property
    def is_picture(self) -> bool:
        """Say whether it is one picture and no paper of pages."""
        return self.media_type != office.contents.PDF

    def drawn(self, page: int, longest: int) -> tuple[int, int, bytes]:
        """Return a page (from 0) of a PDF: width, height and three bytes per dot."""
        found = preview.fitted(self.content, page, longest)
        return found.width, found.height, found.rgb


def read(path: Path) -> bytes:
    """Return the bytes of a chosen file.

    Raises errors.EnvironmentFailure where it cannot be read, errors.Refused where it is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_READ + 1)
    except OSError as trouble:
        raise errors.of_system(trouble) from trouble
    if len(content) > MOST_READ:
        raise errors.Refused("office.error.content_far_too_large", most=MOST_READ >> 20)
    return content


def keep(desk: Desk, content: bytes, kind: str) -> str:
    """Keep the bytes of a photo or scan and return their SHA-256; inside a running act."""
    return office_rows.contents.keep(
        desk.store, content, media_type=kind, at_ms=desk.clock.now_ms()
    )


def find(desk: Desk, sha256: str) -> Scan:
    """Return what is kept under a SHA-256; raises errors.Damaged where it is not any more."""
    found = office_rows.contents.get(desk.store, sha256)
    if found is None:
        raise errors.Damaged("office.error.content_gone")
    kind, content = found
    return Scan(kind, content, pages(kind, content))


def pages(kind: str, content: bytes) -> int:
    """Return how many pages there are; raises errors.UnreadableFile for a PDF nobody can open."""
    pages = preview.sound_pages(content) if kind == office.contents.PDF else 1
    if not pages:
        raise errors.UnreadableFile("office.error.content_pdf")
    return pages


def write_out(found: Scan, out: Path) -> None:
    """Write a photo or scan into a new file; one that is there is never written over.

    Raises errors.Refused where the name does not end as such files do or is taken,
    errors.EnvironmentFailure.
    """
    endings = office.contents.SUFFIXES[found.media_type]
    if out.suffix.lower() not in endings:
        raise errors.Refused("office.error.content_suffix", name=out.name, suffix=endings[0])
    try:
        with out.open("xb") as file:
            file.write(found.content)
    except FileExistsError as trouble:
        raise errors.Refused("people.scan.file_exists", file=str(out)) from trouble
    except OSError as trouble:
        raise errors.of_system(trouble) from trouble
