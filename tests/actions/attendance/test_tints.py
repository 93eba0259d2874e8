"""A printed month shows as free the days that the desk's own table calls free."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from gigdesk.actions import attendance
from gigdesk.domain.office import holidays
from tests.actions.attendance.test_attendance import sent

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def test_a_printed_october_is_tinted_by_the_table_of_holidays(desk: Desk, tmp_path: Path) -> None:
    batch, _ = sent(desk, tmp_path)
    attendance.export_month(desk, batch, tmp_path / "m.xlsx", month="2026-10", by_hand=True)
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx").worksheets[0]
    tinted = set()
    for row in range(1, sheet.max_row - 1):
        for column in range(1, sheet.max_column + 1):
            head = str(sheet.cell(row, column).value)
            fill = sheet.cell(row + 2, column).fill.fgColor.rgb
            if head.isdecimal() and fill not in {"00000000", None}:
                tinted.add(int(head))
    listed = {one.day.isoformat(): one.kind for one in holidays.published(2026)}
    assert tinted == holidays.rest_days("2026-10", listed)
    assert {1, 5, 6, 7} <= tinted
