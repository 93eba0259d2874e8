"""The workbook library, loaded when the first workbook is made or filled in and not before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from gigdesk.documents.excel import saving

_SHEET = "gigdesk-sheet-"
_replaced: list[Any] = []


def openpyxl() -> Any:
    """Return the package openpyxl with all its parts (0.2 s the first time).

    It writes every sheet in clear to a file of its own first. What a power cut leaves of these is
    known by our name, and goes with the first workbook a day later.
    """
    import openpyxl as loaded  # noqa: PLC0415 -- heavy

    if not _replaced:
        package: Any = loaded
        writer = package.worksheet._writer  # noqa: SLF001 -- it has no setting for this
        _replaced.append(writer)
        writer.create_temporary_file = _sheet_file
        fresh = Path(_sheet_file())
        saving.sweep(fresh, f"{_SHEET}*")
        fresh.unlink()
    return loaded


def _sheet_file(suffix: str = "") -> str:
    """Return the path of a new empty file; openpyxl takes it away when the sheet is in its book."""
    opened, name = tempfile.mkstemp(prefix=_SHEET, suffix=suffix)
    os.close(opened)
    _replaced[0].ALL_TEMP_FILES.append(name)
    return name
