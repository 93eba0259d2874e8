"""Photos and scans by their bytes, never by their names: which kinds are taken, and how large."""

from __future__ import annotations

import re
import struct
import zlib

from gigdesk import errors

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
SUFFIXES = {JPEG: (".jpg", ".jpeg"), PNG: (".png",), PDF: (".pdf",)}
"""What the names of such files end with, the usual one first."""

MOST_SCAN = 5 * 1024 * 1024
MOST_PHOTO = 1024 * 1024
PHOTO_SIDE = 800
"""So many dots the longest side of a photo has after the window has scaled it down."""
NAME_IMAGE = (600, 120)
"""So many dots a picture of a name has at most, wide and high."""
WIDE = 1.8
"""How many times wider than high a picture of a name has to be: a card or a camera picture is not.

A whole card tells much more than a name, and in a line of a paper nobody could read it.
"""
MOST_PIXELS = 60_000_000
"""A picture of more dots than a scan of A3 at 300 dpi has, many times over, is made to do harm."""

_MEGABYTE = 1024 * 1024
_PDF_SIGN, _PDF_END = b"%PDF-", b"%%EOF"
_NEAR_START, _NEAR_END = 1024, 4096
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
_HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_SCAN, _END = 0xDA, 0xD9
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""By colour type the bits of each channel that a PNG may have (ISO 15948, table 11.1)."""
_DEEP = 16
_MOST_SIDE = 1_000_000
"""A PNG with a longer side is opened by no reader that follows libpng."""
_PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
"""Of an interlaced PNG: first column and line of each pass, and the steps between them."""
_PIECE = 1 << 20
_PROFILE, _EXIF = b"ICC_PROFILE\0", b"Exif\0\0"
_JPEG_NOTES = frozenset((*range(0xE1, 0xF0), 0xFE)) - {0xEE}
"""Segments of applications and remarks, less those that say how colours are meant."""
_PNG_NOTES = frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"))
_TURNED = 0x0112
"""The Exif tag that says which way up a picture is."""
_ON_ITS_SIDE = 5
"""From this way on a picture lies on its side."""


def check_scan(content: bytes) -> str:
    """Return the media type of a scan: a whole JPEG, PNG or PDF of at most `MOST_SCAN` bytes.

    Raises errors.UnreadableFile for what is empty, cut or of another kind, errors.Refused for what
    is too large. Whether a PDF can be opened is for whoever opens it.
    """
    kind = _kind(content)
    _check_size(content, MOST_SCAN)
    _check_whole(kind, content)
    return kind


def check_photo(content: bytes) -> str:
    """Return the media type of a person's photo: a whole picture of at most `MOST_PHOTO` bytes.

    Raises as `check_scan`, and errors.Refused for a PDF.
    """
    kind = check_picture(content)
    _check_size(content, MOST_PHOTO)
    return kind


def check_picture(content: bytes) -> str:
    """Return the media type of a picture of whatever size in bytes; raises as `check_photo`."""
    kind = _kind(content)
    if kind == PDF:
        raise errors.Refused("office.error.content_no_picture")
    _check_whole(kind, content)
    return kind


def check_name_image(content: bytes) -> str:
    """Return the media type of a picture of a name alone; raises as `check_picture`.

    Raises errors.Refused for one that is no low, wide strip.
    """
    kind = check_picture(content)
    width, height = dots(content)
    if width < height * WIDE:
        raise errors.Refused("office.error.content_not_a_strip", width=width, height=height)
    return kind


def dots(content: bytes) -> tuple[int, int]:
    """Return how many dots a whole JPEG or PNG is wide and high, as it is looked at."""
    if content.startswith(_PNG_SIGN):
        width, height = struct.unpack_from(">II", content, len(_PNG_SIGN) + 8)
        return width, height
    at, turned = 2, 1
    while True:
        found = _MARKER.match(content, at)
        if found is None:
            raise errors.UnreadableFile("office.error.content_cut")
        marker, at = found[1][0], found.end()
        if marker in _ALONE:
            continue
        length = struct.unpack_from(">H", content, at)[0]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 3)
            return (width, height) if turned < _ON_ITS_SIDE else (height, width)
        body = content[at + 2 : at + length]
        if body.startswith(_EXIF):
            turned = _turned(body[len(_EXIF) :])
        at += length


def _check_size(content: bytes, most: int) -> None:
    if len(content) > most:
        size = f"{len(content) / _MEGABYTE:.1f}"
        raise errors.Refused("office.error.content_large", size=size, most=most // _MEGABYTE)


def _kind(content: bytes) -> str:
    """Return the media type by the first bytes."""
    if not content:
        raise errors.UnreadableFile("office.error.content_empty")
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(_PNG_SIGN):
        return PNG
    if _PDF_SIGN in content[:_NEAR_START]:
        return PDF
    other = _other_kind(content)
    if other:
        raise errors.UnreadableFile("office.error.content_kind", kind=other)
    raise errors.UnreadableFile("office.error.content_unknown")


def _other_kind(content: bytes) -> str:
    """Return the name of a kind of picture that is not taken; empty where it is none."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return "HEIC"
    for sign, name in (
        (b"BM", "BMP"),
        (b"II*\x00", "TIFF"),
        (b"MM\x00*", "TIFF"),
        (b"GIF8", "GIF"),
    ):
        if content.startswith(sign):
            return name
    return ""


def _check_whole(kind: str, content: bytes) -> None:
    """Raise errors.UnreadableFile for what ends before its end or is not made as its kind is."""
    whole = {JPEG: _is_whole_jpeg, PNG: _is_whole_png, PDF: _is_whole_pdf}[kind]
    try:
        is_whole = whole(content)
    except (struct.error, IndexError, zlib.error):
        is_whole = False
    if not is_whole:
        raise errors.UnreadableFile("office.error.content_cut")


def _check_pixels(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise errors.UnreadableFile("office.error.content_pixels", width=width, height=height)


def _is_whole_pdf(content: bytes) -> bool:
    return _PDF_END in content[-_NEAR_END:]


def _is_whole_jpeg(content: bytes) -> bool:
    """Say whether a JPEG (ITU T.81, annex B) has a frame, a scan and its end."""
    at, has_frame, has_scan = 2, False, False
    while True:
        found = _MARKER.match(content, at) if not has_scan else _MARKER.search(content, at)
        if found is None:
            return False
        marker, at = found[1][0], found.end()
        if marker == _END:
            return has_frame and has_scan
        if marker in _ALONE:
            continue
        length = struct.unpack_from(">H", content, at)[0]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 3)
            _check_pixels(width, height)
            has_frame = width > 0
        has_scan = has_scan or marker == _SCAN
        at += length


def _is_whole_png(content: bytes) -> bool:
    """Say whether a PNG (ISO 15948) has all its parts with their sums, and all its dots."""
    at, head, packed = len(_PNG_SIGN), b"", []
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        body = content[at + 8 : at + 8 + length]
        if struct.unpack_from(">I", content, at + 8 + length)[0] != zlib.crc32(name + body):
            return False
        if name == b"IHDR":
            head = body
        elif name == b"IDAT":
            packed.append(body)
        elif name == b"IEND":
            return bool(head) and _has_dots(head, b"".join(packed))
        at += length + 12


def _has_dots(head: bytes, packed: bytes) -> bool:
    """Say whether the packed lines of a PNG hold as many bytes as its size asks for."""
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack_from(
        ">IIBBBBB", head
    )
    _check_pixels(width, height)
    if depth == _DEEP and _CHANNELS.get(colour, 1) > 1:
        _check_pixels(width * 2, height)  # it takes twice the room to be shown
    if not 0 < width <= _MOST_SIDE or not 0 < height <= _MOST_SIDE:
        return False
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        return False
    whole = sum(
        lines * (1 + -(-dots * depth * _CHANNELS[colour] // 8))
        for dots, lines in _parts(width, height, is_interlaced=bool(interlaced))
    )
    unpacking, size, left = zlib.decompressobj(), 0, packed
    while left and not unpacking.eof:
        size += len(unpacking.decompress(left, _PIECE))
        left = unpacking.unconsumed_tail
        if size > whole + _PIECE:
            return False
    return unpacking.eof and size >= whole


def _parts(width: int, height: int, *, is_interlaced: bool) -> list[tuple[int, int]]:
    """Return dots of a line and lines of each part in which a PNG holds its dots."""
    if not is_interlaced:
        return [(width, height)]
    found = [
        (-(-(width - column) // across), -(-(height - line) // down))
        for column, line, across, down in _PASSES
    ]
    return [(dots, lines) for dots, lines in found if dots > 0 and lines > 0]


def without_notes(content: bytes) -> bytes:
    """Return a whole JPEG or PNG without what the camera wrote into it: place, time, device.

    Its dots stay as they are, and which way up it is.
    """
    return _plain_png(content) if content.startswith(_PNG_SIGN) else _plain_jpeg(content)


def _plain_jpeg(content: bytes) -> bytes:
    kept, at, has_scan = [content[:2]], 2, False
    while True:
        found = _MARKER.search(content, at) if has_scan else _MARKER.match(content, at)
        if found is None:
            return content
        marker, end = found[1][0], found.end()
        kept.append(content[at : found.start()])
        if marker == _END:
            return b"".join((*kept, content[found.start() : end]))
        if marker not in _ALONE:
            end += struct.unpack_from(">H", content, end)[0]
            has_scan = has_scan or marker == _SCAN
        segment = content[found.start() : end]
        if marker in _JPEG_NOTES:
            segment = _plain_segment(segment, content[found.end() + 2 : end])
        kept.append(segment)
        at = end


def _plain_segment(segment: bytes, body: bytes) -> bytes:
    """Return what is kept of a note: the meaning of the colours, and which way up it is."""
    if body.startswith(_PROFILE):
        return segment
    turned = _turned(body[len(_EXIF) :]) if body.startswith(_EXIF) else 1
    if turned == 1:
        return b""
    entry = struct.pack(">HHHIHHI", 1, _TURNED, 3, 1, turned, 0, 0)
    said = _EXIF + b"MM\0*\0\0\0\x08" + entry
    return b"\xff\xe1" + struct.pack(">H", len(said) + 2) + said


def _turned(notes: bytes) -> int:
    """Return which way up a picture is by its Exif notes; 1, upright, where they do not tell."""
    order = "<" if notes.startswith(b"II") else ">"
    try:
        start = struct.unpack_from(f"{order}I", notes, 4)[0]
        count = struct.unpack_from(f"{order}H", notes, start)[0]
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", notes, at)
            if tag == _TURNED:
                return int(value) if 1 <= value <= 8 else 1  # noqa: PLR2004 -- ways up there are
    except struct.error:
        pass
    return 1


def _plain_png(content: bytes) -> bytes:
    kept, at = [_PNG_SIGN], len(_PNG_SIGN)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        part = content[at : at + length + 12]
        at += len(part)
        kept.append(b"" if name in _PNG_NOTES else part)
        if name == b"IEND":
            return b"".join(kept)
