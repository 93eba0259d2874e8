"""Small real pictures and papers of the kinds that are kept, and cut or strange ones."""

from __future__ import annotations

import base64
import struct
import zlib

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEAZABkAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNi"
    "UFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/wAALCAAIAAYBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAEC"
    "AwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk"
    "M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJ"
    "ipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3"
    "+Pn6/9oACAEBAAA/AGV//9k="
)
"""A grey picture of 6 by 8 dots."""


def png(width: int = 6, height: int = 8, *, shade: int = 120) -> bytes:
    """Return a grey PNG."""
    lines = (b"\0" + bytes([shade]) * width) * height
    return png_of(struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0), lines)


def png_of(head: bytes, lines: bytes) -> bytes:
    """Return a PNG of this head and these lines, whatever they say."""
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(part(name, body) for name, body in parts)


def part(name: bytes, body: bytes) -> bytes:
    """Return one part of a PNG with its length and sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def pdf(pages: int = 1, *, gone: int = 0) -> bytes:
    """Return a PDF of empty pages of 200 by 100 points; `gone` more are named and not there."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages + gone))
    things = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages + gone} >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>"] * pages,
    ]
    made, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(things, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{thing}\nendobj\n".encode()
    start, count = len(made), len(things) + 1
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made += f"xref\n0 {count}\n0000000000 65535 f \n{table}".encode()
    made += f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return made
