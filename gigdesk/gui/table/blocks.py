"""Blocks of cells as the clipboard carries them between WPS, Excel and this window."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class _Pasted(csv.Dialect):
    """Columns by tab, quotes doubled, as spreadsheets copy them."""

    delimiter = "\t"
    quotechar = '"'
    doublequote = True
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


def read(words: str) -> list[list[str]]:
    """Return the cells of a copied block, all rows equally long; one trailing line end is none."""
    if not words:
        return []
    plain = words.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").replace("\0", "")
    try:
        rows = [list(row) or [""] for row in csv.reader(io.StringIO(plain), dialect=_Pasted)]
    except csv.Error:
        rows = [line.split("\t") for line in plain.split("\n")]
    rows = rows or [[""]]
    wide = max(len(row) for row in rows)
    return [row + [""] * (wide - len(row)) for row in rows]


def write(rows: Sequence[Sequence[str]]) -> str:
    """Return a block as text that WPS and Excel take in cell by cell."""
    out = io.StringIO()
    csv.writer(out, dialect=_Pasted).writerows(rows)
    return out.getvalue()
