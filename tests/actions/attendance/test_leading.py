"""Sheets of group leaders: printed by group, read by a second program, keyed back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import openpyxl
import pypdfium2
import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office
from gigdesk.actions.attendance import Entry, Keyed, Span, Weighed
from gigdesk.domain.attendance import Quantity, Weight
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

FIRST, LAST = datetime.date(2026, 10, 12), datetime.date(2026, 10, 14)
WEEK = Span("days", FIRST, LAST)


def away(desk: Desk, folder: Path, count: int = 4) -> tuple[bytes, list[bytes]]:
    people = [add_person(desk, serial) for serial in range(1, count + 1)]
    batch = add_batch(desk, add_order(desk), people)
    dispatch.divide(desk, batch_id=batch, most=2)
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch, people


def test_each_group_has_a_blank_sheet_with_codes_and_room_to_sign(
    desk: Desk, tmp_path: Path
) -> None:
    batch, _ = away(desk, tmp_path)
    paper = attendance.print_leader_sheets(desk, batch, WEEK, tmp_path / "a.xlsx")
    assert paper.rows == 4
    book = openpyxl.load_workbook(paper.path)
    assert book.sheetnames == ["1", "2"]
    found = [[cell.value for cell in row] for row in book["1"].iter_rows()]
    head = next(row for row in found if row[0] == "行号")
    assert head[1:] == ["姓名", "12 一", "13 二", "14 三", "合计", "本人签字"]
    codes = [one.code for one in attendance.sheet_rows(desk, batch)]
    at = found.index(head)
    assert [row[0] for row in found[at + 1 : at + 3]] == codes[:2]
    assert found[at + 3][1] == "每日合计"
    assert not any(found[at + 1][2:])
    attendance.print_leader_sheets(desk, batch, WEEK, tmp_path / "a.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert len(pdf) == 2
    text = pdf[0].get_textpage().get_text_range()
    assert codes[0] in text
    assert "本人签字" in text
    assert "组长签字" in text


def test_a_filled_sheet_says_what_is_entered_with_its_totals(desk: Desk, tmp_path: Path) -> None:
    batch, people = away(desk, tmp_path)
    attendance.enter(
        desk,
        batch,
        [
            Entry(people[0], "2026-10-12", Quantity(4)),
            Entry(people[0], "2026-10-13", Quantity(2)),
            Entry(people[1], "2026-10-12", Quantity(0, "rest")),
            Entry(people[1], "2026-10-15", Quantity(4)),
        ],
    )
    crew = attendance.sheet_rows(desk, batch)[0].crew_id
    assert crew is not None
    span = Span("days", FIRST, LAST, crew)
    paper = attendance.print_leader_sheets(desk, batch, span, tmp_path / "b.xlsx", filled=True)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(paper.path)["1"].rows]
    inside = [row[2:6] for row in rows if row[1] in ("每日合计", "王小丁", "王小丂")]
    assert paper.rows == 2
    assert [each for each in inside if any(each)][-1] == ["1", "0.5", "0", "1.5"]
    weights = [Weighed(people[0], "2026-10-12", "evening", Weight(35_500, 500, disputed=True))]
    attendance.weigh(desk, batch_id=batch, entries=weights)
    kilos = Span("kilos", FIRST, LAST, crew)
    paper = attendance.print_leader_sheets(desk, batch, kilos, tmp_path / "c.xlsx", filled=True)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(paper.path)["1"].rows]
    assert any("35.5-0.5?" in row and "35" in row for row in rows)
    hours = Span("hours", FIRST, LAST, crew)
    paper = attendance.print_leader_sheets(desk, batch, hours, tmp_path / "d.xlsx", filled=True)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(paper.path)["1"].rows]
    assert any(row[2:6] == ["8", "4", "0", "12"] for row in rows)


def test_a_sheet_of_more_days_than_a_page_takes_is_refused(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    for span in (
        Span("kilos", FIRST, FIRST + datetime.timedelta(days=8)),
        Span("days", FIRST, FIRST + datetime.timedelta(days=31)),
        Span("days", LAST, FIRST),
    ):
        with pytest.raises(errors.Refused, match="sheet_days"):
            attendance.print_leader_sheets(desk, batch, span, tmp_path / "e.pdf")
    with pytest.raises(errors.Refused, match="nobody_on_sheet"):
        attendance.print_leader_sheets(
            desk, batch, Span("days", FIRST, LAST, b"?" * 16), tmp_path / "e.pdf"
        )


def test_a_sheet_is_kept_when_its_signed_totals_are_right_and_undone_as_one(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, two, *_) = away(desk, tmp_path)
    values = {(one, "2026-10-12"): Quantity(4), (two, "2026-10-13"): Quantity(2)}
    keyed = Keyed(values, {one: 4, two: 2}, {"2026-10-12": 4}, 6)
    done = attendance.key_back(
        desk, batch_id=batch, way="days", keyed=keyed, source="组长表 10-12 – 10-14"
    )
    assert done.entered is not None
    assert (done.differences, done.entered.written) == ((), 2)
    told = attendance.cell_history(desk, batch, one, "2026-10-12")
    assert told[0]["source"] == "组长表 10-12 – 10-14"
    assert office.history.acts(desk, limit=1)[0]["name"] == "attendance.key_back"
    office.undo.undo(desk)
    assert attendance.month_grid(desk, batch, "2026-10").quarters == 0


def test_a_total_that_differs_is_named_and_nothing_kept_without_a_reason(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, *_) = away(desk, tmp_path)
    values = {(one, "2026-10-12"): Quantity(4)}
    wrong = Keyed(values, {one: 6}, {}, 6)
    done = attendance.key_back(desk, batch_id=batch, way="days", keyed=wrong, source="x")
    assert done.entered is None
    assert [(each.kind, each.counted, each.stated) for each in done.differences] == [
        ("row", 4, 6),
        ("whole", 4, 6),
    ]
    assert attendance.month_grid(desk, batch, "2026-10").quarters == 0
    kept = attendance.key_back(
        desk, batch_id=batch, way="days", keyed=wrong, source="x", reason="组长算错，已当面改"
    )
    assert kept.entered is not None
    assert kept.entered.written == 1
    unsigned = Keyed(values)
    with pytest.raises(errors.Refused, match="no_signed_total"):
        attendance.key_back(desk, batch_id=batch, way="days", keyed=unsigned, source="x")


def test_lines_are_read_by_their_codes_also_of_weights(desk: Desk, tmp_path: Path) -> None:
    batch, people = away(desk, tmp_path)
    rows = attendance.sheet_rows(desk, batch)
    span = Span("kilos", FIRST, FIRST)
    lines = [f"{rows[0].code} 35.5 41-1? = 75.5", "", f"{rows[1].code} - 20 = 20", "= 95.5"]
    keyed = attendance.read_lines(desk, batch, span, lines)
    assert attendance.check_keyed(attendance.measure(desk, batch, "kilos"), keyed) == ()
    done = attendance.key_back(desk, batch_id=batch, way="kilos", keyed=keyed, source="x")
    assert done.entered is not None
    assert done.entered.written == 3
    told = attendance.month_grid(desk, batch, "2026-10").people
    assert sum(len(one.weights) for one in told) == 3
    assert len(people) == 4
    for wrong, code in (
        ([f"{rows[0].code} 1 = 1", "= 1"], "line_figures"),
        (["0019 1 1 = 2", "= 2"], "row_code"),
        ([f"{rows[0].code} 嗯 1 = 1", "= 1"], "weight"),
        ([f"{rows[0].code} 1 1 = x", "= 1"], "total"),
        (["9993 1 1 = 2", "= 2"], "row_"),
        ([f"{rows[0].code} 1 1 = 2", "1 = 2"], "line_figures"),
    ):
        with pytest.raises(errors.Invalid, match=code):
            attendance.read_lines(desk, batch, span, wrong)
