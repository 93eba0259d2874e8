"""A sheet that says otherwise than what stands there is shown before it corrects anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gigdesk import i18n
from gigdesk.actions import attendance
from gigdesk.domain.attendance import Quantity
from tests.gui.attendance.month import MONTH, entered
from tests.gui.rooms import rows

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from gigdesk.actions.desk import Desk
    from gigdesk.gui.attendance.month_page import MonthPage


@pytest.mark.parametrize("confirmed", [False, True])
def test_the_page_of_an_import_says_what_each_corrected_cell_was_and_becomes(
    qtbot: QtBot,
    desk: Desk,
    batch: bytes,
    page: MonthPage,
    tmp_path: Path,
    *,
    confirmed: bool,
) -> None:
    first, other = attendance.month_grid(desk, batch, MONTH).people[:2]
    known = [
        attendance.Entry(first.worker_id, "2026-10-01", Quantity(4)),
        attendance.Entry(first.worker_id, "2026-10-02", Quantity(4)),
        attendance.Entry(other.worker_id, "2026-10-01", Quantity(0, "absent")),
    ]
    attendance.enter(desk, batch, known)
    if confirmed:
        attendance.confirm(desk, batch_id=batch, month=MONTH, confirmed_by="赵青禾")
    before = entered(desk, batch)
    lines = ["姓名," + ",".join(str(day) for day in range(1, 32))]
    lines += [f"{first.name},0.5,1" + "," * 29, f"{other.name},1,1" + "," * 29]
    sheet = tmp_path / "十月考勤.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8-sig")
    page.deeds.open_import()
    taking: Any = page.trail.top
    taking.look(sheet)
    qtbot.waitUntil(lambda: taking.seen is not None)
    day, half = (i18n.text("attendance_page.days", days=each) for each in ("1", "0.5"))
    wanted = [
        (first.name, "2026-10-01", "0.5", day, half),
        (other.name, "2026-10-01", "1", i18n.text("attendance.mark.absent"), day),
    ]

    def told() -> list[tuple[str, str, str, str]]:
        info = [row for row in rows(taking.list) if row["tone"] == "info"]
        return [(row["name"], row["day"], row["text"], row["why"]) for row in info]

    qtbot.waitUntil(
        lambda: (
            told()
            == [
                (*where, i18n.text("attendance_page.becomes", before=was, after=becomes))
                for *where, was, becomes in wanted
            ]
        )
    )
    assert entered(desk, batch) == before
