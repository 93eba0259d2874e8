"""Pages of a PDF as pictures for the window, and as text, through pdfium."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from gigdesk import errors

# pdfium may be entered by one thread at a time.
_lock = threading.Lock()
_POINTS_PER_INCH = 72
_MM_PER_POINT = 25.4 / _POINTS_PER_INCH


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as pixels: three bytes each (red, green, blue), rows without padding."""

    width: int
    height: int
    rgb: bytes


def _pdfium() -> Any:
    import pypdfium2  # noqa: PLC0415 -- heavy

    return pypdfium2


def _open(pdf: bytes) -> Any:
    return _pdfium().PdfDocument(pdf)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _lock, _open(pdf) as document:
        return len(document)


def page_size_mm(pdf: bytes) -> tuple[float, float]:
    """Return how wide and how high the first page is, in millimetres."""
    with _lock, _open(pdf) as document:
        wide, high = document[0].get_size()
    return wide * _MM_PER_POINT, high * _MM_PER_POINT


def picture(pdf: bytes, page: int = 0, *, dpi: float = 96.0) -> Picture:
    """Return one page (from 0) as pixels; about 40 ms at screen resolution."""
    with _lock, _open(pdf) as document:
        bitmap = document[page].render(scale=dpi / _POINTS_PER_INCH, rev_byteorder=True)
        raw, width, step = bytes(bitmap.buffer), bitmap.width, bitmap.stride
        if bitmap.n_channels == 4:  # noqa: PLR2004 -- red, green, blue and one unused
            pixels = bytearray(width * bitmap.height * 3)
            for channel in range(3):
                pixels[channel::3] = raw[channel::4]
            return Picture(width, bitmap.height, bytes(pixels))
        rows = (raw[at : at + width * 3] for at in range(0, step * bitmap.height, step))
        return Picture(width, bitmap.height, b"".join(rows))


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as a reader would copy it."""
    with _lock, _open(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def sound_pages(pdf: bytes) -> int:
    """Return how many pages somebody else's PDF has.

    It is 0 where it is damaged, where one of its pages is not there, and where it asks a password.
    """
    try:
        with _lock, _open(pdf) as document:
            for number in range(len(document)):
                document[number].get_size()
            return len(document)
    except _pdfium().PdfiumError:
        return 0


def fitted(pdf: bytes, page: int, longest: int) -> Picture:
    """Return one page (from 0) as pixels, `longest` of them on its longer side.

    Raises errors.UnreadableFile where the page cannot be shown.
    """
    try:
        with _lock, _open(pdf) as document:
            points = max(document[page].get_size())
        return picture(pdf, page, dpi=longest * _POINTS_PER_INCH / max(points, 1.0))
    except _pdfium().PdfiumError as trouble:
        raise errors.UnreadableFile("office.error.content_page", page=page + 1) from trouble
