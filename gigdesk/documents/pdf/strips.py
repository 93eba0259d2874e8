"""Low, wide pictures, such as a name nobody can type: made small and grey, and put into a PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from gigdesk import errors
from gigdesk.documents.pdf import face

if TYPE_CHECKING:
    from types import ModuleType

_QUALITY = 90


def small(content: bytes, most: tuple[int, int]) -> bytes:
    """Return a JPEG or PNG upright, grey on white and of at most so many dots, as a JPEG.

    What the camera wrote into it is not kept. Raises errors.UnreadableFile for what cannot be read.
    """
    images, turning = _pillow()
    out = io.BytesIO()
    try:
        with images.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
            opened.draft("L", (most[0] * 2, most[1] * 2))
            found = turning.exif_transpose(opened)
            if found.mode in ("LA", "PA") or "transparency" in found.info:
                found = found.convert("RGBA")
            if found.mode == "RGBA":
                paper = images.new("RGBA", found.size, "white")
                paper.alpha_composite(found)
                found = paper
            grey = found.convert("L")
            grey.thumbnail(most)
            grey.save(out, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, SyntaxError, images.DecompressionBombError) as trouble:
        raise errors.UnreadableFile("people.photo.unreadable") from trouble
    return out.getvalue()


def reader(content: bytes) -> Any:
    """Return a kept picture as a document takes it; its `getSize` tells its dots."""
    return face.library().reader(io.BytesIO(content))


def _pillow() -> tuple[Any, ModuleType]:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- heavy

    return Image, ImageOps
