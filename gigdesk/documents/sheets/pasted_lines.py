"""A list that lies in a file, as the lines that copying it would paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigdesk.documents.excel import decoding, reading, sniffing

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path, *, encoding: str | None = None) -> str:
    """Return a text file as it stands, or every row of a workbook as a line of cells between tabs.

    Hidden rows are rows of the list as well. Raises UnreadableFile with a code `intake.error.*`,
    Invalid for an `encoding` that does not exist.
    """
    book = reading.read(path, encoding=encoding)
    if book.kind is sniffing.FileKind.TEXT:
        found = decoding.encoding_of(path, encoding)
        return path.read_bytes().decode(found.encoding, errors=found.broken)
    lines = []
    for sheet in book.sheets:
        for row in sheet.rows():
            cells = [row.cell(at).text.strip() for at in range(len(row.values))]
            lines.append("\t".join(" ".join(cell.split()) for cell in cells).strip())
    return "\n".join(lines)
