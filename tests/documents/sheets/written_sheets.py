"""Rows written into a workbook and read back as one sheet of attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import attendance_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def read(
    folder: Path, rows: Iterable[Any], merged: Sequence[str] = (), month: str | None = None
) -> attendance_in.AttendanceSheet:
    """Write rows into a workbook, merge some cells and read it as attendance."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    book.save(folder / "attendance.xlsx")
    (sheet,) = attendance_in.read(reading.read(folder / "attendance.xlsx"), month=month)
    return sheet
