"""What a sheet said that was not written: kept after the import, whole, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl

from gigdesk import i18n
from gigdesk.actions import attendance, office
from tests.actions.attendance.test_sheets import away, book
from tests.workforce import doc_no

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ["姓名", "身份证号", *range(1, 32)]


def told(path: Path) -> list[list[Any]]:
    """Return the lines of a list that was written, without title and headers."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if "原文" in row)
    return [row[1:] for row in rows[head + 1 :]]


def messy(path: Path) -> Path:
    number = doc_no("1985-03-02", 1)
    return book(
        path,
        ["2026年9月考勤表"],
        HEAD,
        ["", number, "√", *[None] * 13, "√", "??"],
        ["无此人", "", *[None] * 14, "√", 0.5],
    )


def test_a_refused_cell_tells_what_stood_in_it(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    found = attendance.import_sheet(desk, batch, messy(tmp_path / "m.xlsx"), dry_run=True)
    said = {(one.day, one.text) for one in found.problems}
    assert ("2026-09-01", "√") in said
    assert ("2026-09-16", "??") in said


def test_every_cell_that_was_not_written_is_kept_and_given_out(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    path = messy(tmp_path / "m.xlsx")
    assert attendance.last_left(desk, batch) is None
    attendance.import_sheet(desk, batch, path, dry_run=True)
    assert attendance.last_left(desk, batch) is None
    found = attendance.import_sheet(desk, batch, path)
    kept = attendance.last_left(desk, batch)
    assert kept is not None
    assert (kept.file, kept.left) == ("m.xlsx", found.left)
    out = tmp_path / "left.xlsx"
    paper = attendance.export_left(desk, batch_id=batch, left=kept.left, out=out, file=kept.file)
    assert office.history.acts(desk, limit=1)[0]["name"] == "attendance.export_left"
    lines = told(out)
    assert paper.rows == len(lines) == found.cells - found.days - found.repeated
    assert [line[2:5] for line in lines if line[2] == "无此人"] == [
        ["无此人", "2026-09-15", "√"],
        ["无此人", "2026-09-16", "0.5"],
    ]
    (nobody, *_) = found.unmatched
    assert lines[0][-1] == i18n.text(nobody.code, **nobody.params)
    assert all(line[-1] for line in lines)


def test_an_import_that_leaves_nothing_takes_the_list_of_the_last_away(
    desk: Desk, tmp_path: Path
) -> None:
    batch, _ = away(desk, tmp_path)
    attendance.import_sheet(desk, batch, messy(tmp_path / "m.xlsx"))
    whole = book(
        tmp_path / "w.xlsx",
        ["2026年10月考勤表"],
        HEAD,
        ["", doc_no("1985-03-02", 1), "√"],
    )
    assert attendance.import_sheet(desk, batch, whole).left == ()
    assert attendance.last_left(desk, batch) is None


def test_two_tables_side_by_side_lose_nobody_of_a_row(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    days = list(range(1, 16))
    sheet = book(
        tmp_path / "side.xlsx",
        ["2026年10月考勤表"],
        ["姓名", *days, "姓名", *days],
        ["无此人", *["√"] * 15, "也没有", *["休"] * 15],
    )
    found = attendance.import_sheet(desk, batch, sheet, dry_run=True)
    assert [one.name for one in found.unmatched] == ["无此人", "也没有"]
    assert (found.rows, found.matched, found.of_unmatched) == (1, 0, 30)
    assert sum(1 + len(one.more) for one in found.unmatched) == 30
