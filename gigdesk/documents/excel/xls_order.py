"""Puts the rows of an .xls sheet into order, for the reader of values, which needs them so.

Some programs write a title after the rows below it. The reader takes the first cell for the top of
the sheet and the last for its end; Excel and WPS do not mind.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gigdesk.documents.excel.xls_marks import Record

_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD})
_CELLS |= {0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_BEHIND_FORMULA = frozenset({0x003C, 0x0207, 0x0221, 0x0236, 0x04BC})
"""What belongs to the cell before it: results that are texts, shared formulas, continuations."""


def in_order(body: bytes, records: Iterable[Record]) -> bytes:
    """Return the records of a sheet with its cells from above to below and from left to right.

    What stands between the cells comes before them; nothing is left out or made longer.
    """
    others: list[bytes] = []
    cells: list[tuple[int, int, list[bytes]]] = []
    for kind, start, size in records:
        whole = body[start - 4 : start + size]
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", body, start)
            cells.append((row, column, [whole]))
        elif kind in _BEHIND_FORMULA and cells:
            cells[-1][2].append(whole)
        else:
            others.append(whole)
    cells.sort(key=_place)
    return b"".join([*others, *(piece for _, _, pieces in cells for piece in pieces)])


def _place(cell: tuple[int, int, list[bytes]]) -> tuple[int, int]:
    return cell[0], cell[1]


def with_stream(path: Path, stream: str, body: bytes) -> io.BytesIO:
    """Return a file with another stream of the same length in it; the file itself stays."""
    import olefile  # noqa: PLC0415 -- heavy

    copy = io.BytesIO(path.read_bytes())
    # The container would close what it was given.
    container = olefile.OleFileIO(copy)
    container.write_stream(stream, body)
    copy.seek(0)
    return copy
