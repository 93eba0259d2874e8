"""The workbook library, loaded when the first workbook is made or filled in and not before."""

from __future__ import annotations

from typing import Any


def openpyxl() -> Any:
    """Return the package openpyxl with all its parts (0.2 s the first time)."""
    import openpyxl as loaded  # noqa: PLC0415 -- heavy

    return loaded
