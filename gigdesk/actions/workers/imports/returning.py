"""Sends undecided and rejected rows back as a workbook that can be corrected and imported again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gigdesk.documents.excel import writing
from gigdesk.documents.sheets import remarks, returned_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Returned:
    """The workbook that was written and how many rows it holds."""

    file: Path
    rows: int
    sha256: str


def write_returned(
    intake: Mapping[str, Any], waiting: Iterable[Mapping[str, Any]], out: Path
) -> Returned:
    """Write waiting rows with their original cells and, beside them, why they are back.

    Rows of several sheets with different headers stand under the headers of all of them.
    """
    columns: list[dict[str, Any]] = json.loads(intake["columns"] or "[]")
    places, headers = _places(columns)
    found = [
        returned_rows.ReturnedRow(
            _cells(row, places, len(headers)), remarks.remark(json.loads(row["reasons"] or "[]"))
        )
        for row in waiting
    ]
    width = max([len(headers), *(len(one.cells) for one in found)])
    headers += [""] * (width - len(headers))
    written = writing.write_list(
        out, returned_rows.layout(headers), returned_rows.rows(width, found)
    )
    return Returned(out, len(found), written.sha256)


def _places(columns: Sequence[Mapping[str, Any]]) -> tuple[dict[tuple[str, int], int], list[str]]:
    """Return where each (sheet, column) goes, and the headers of all places.

    The same header of another sheet shares the place; a header that stands twice in one sheet
    keeps two places.
    """
    places: dict[tuple[str, int], int] = {}
    headers: list[str] = []
    for sheet in dict.fromkeys(column["sheet"] for column in columns):
        used: set[int] = set()
        for column in (one for one in columns if one["sheet"] == sheet):
            same = (at for at, text in enumerate(headers) if text == column["header"])
            at = next((one for one in same if one not in used), None)
            if at is None:
                at = len(headers)
                headers.append(column["header"])
            used.add(at)
            places[sheet, column["index"]] = at
    return places, headers


def _cells(row: Mapping[str, Any], places: Mapping[tuple[str, int], int], width: int) -> list[Any]:
    """Return the cells of a row at their places; what no header covers stands behind the rest.

    A number stays a number: what it has lost must be seen again when the row comes back.
    """
    cells: list[Any] = [None] * width
    for index, kind, text in json.loads(row["cells"] or "[]"):
        at = places.get((row["sheet"], index))
        value = _as_found(kind, text)
        if at is None:
            cells.append(value)
        else:
            cells[at] = value
    return cells


def _as_found(kind: str, text: str) -> Any:
    if kind != "number":
        return text
    return int(text) if text.lstrip("-").isdigit() else float(text)
