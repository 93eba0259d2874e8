from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk.actions import attendance, dispatch, office
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import CLEAR, Quantity
from gigdesk.store.attendance import totals
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

DAY = "2026-10-02"


@pytest.fixture
def pair(desk: Desk, tmp_path: Path) -> tuple[bytes, bytes, bytes]:
    """Return a batch on the road and two records on its list; see `join`."""
    keep = add_person(desk, 1, bank_account="6222020200112233")
    other = add_person(desk, 2, bank_account="6222020200445566")
    batch = add_batch(desk, add_order(desk, pay="day:100.03"), [other, keep])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    return batch, keep, other


def join(desk: Desk, keep: bytes, other: bytes) -> None:
    """Join two records as a desk may have it that did so before both were on one list."""
    with desk.doing("workers.merge"):
        desk.store.change("worker", other, {"state": "merged", "merged_into": keep})


def enter(desk: Desk, batch: bytes, *entries: tuple[bytes, int]) -> attendance.Entered:
    some = [Entry(person, DAY, Quantity(quarters)) for person, quarters in entries]
    return attendance.enter(desk, batch, some)


def written(path: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [[str(cell) for cell in row if cell is not None] for row in sheet.values]


def test_wages_are_one_line_for_one_living_person(
    desk: Desk, pair: tuple[bytes, bytes, bytes], tmp_path: Path
) -> None:
    batch, keep, other = pair
    enter(desk, batch, (keep, 1), (other, 1))
    join(desk, keep, other)
    out = tmp_path / "w.xlsx"
    made = attendance.wages(desk, batch, out)
    assert (made.rows, made.total_fen) == (1, 5002)  # 10003 x 2 / 4, rounded once
    lines = [line for line in written(out) if any("62220202" in cell for cell in line)]
    assert len(lines) == 1
    assert "6222020200112233" in lines[0]


def test_the_month_and_its_sheet_have_one_line_for_one_living_person(
    desk: Desk, pair: tuple[bytes, bytes, bytes], tmp_path: Path
) -> None:
    batch, keep, other = pair
    enter(desk, batch, (keep, 1), (other, 2))
    join(desk, keep, other)
    (line,) = attendance.month_grid(desk, batch, "2026-10").people
    assert (line.worker_id, line.quarters, line.cells[DAY].shown) == (keep, 3, "0.75")
    made = attendance.export_month(desk, batch, tmp_path / "m.xlsx", month="2026-10")
    assert made.rows == 1
    facts = attendance.cell_history(desk, batch, keep, DAY)
    assert [fact["quarters"] for fact in facts] == [1, 2]


def test_a_cell_of_two_records_is_corrected_as_one_and_comes_apart_by_undo(
    desk: Desk, pair: tuple[bytes, bytes, bytes]
) -> None:
    batch, keep, other = pair
    enter(desk, batch, (keep, 1), (other, 2))
    join(desk, keep, other)
    told = enter(desk, batch, (other, 4))
    assert (told.written, told.corrected, told.refused) == (1, 1, ())
    assert attendance.month_grid(desk, batch, "2026-10").quarters == 4
    assert (enter(desk, batch, (keep, 4)).unchanged, totals.prove(desk.store)) == (1, [])
    office.undo.undo(desk)
    assert attendance.month_grid(desk, batch, "2026-10").quarters == 3
    attendance.enter(desk, batch, [Entry(keep, DAY, CLEAR)])
    assert attendance.month_grid(desk, batch, "2026-10").quarters == 0
    assert totals.prove(desk.store) == []


def test_two_entries_for_one_person_in_one_act_are_not_guessed_about(
    desk: Desk, pair: tuple[bytes, bytes, bytes]
) -> None:
    batch, keep, other = pair
    join(desk, keep, other)
    told = enter(desk, batch, (keep, 2), (other, 2))
    assert (told.written, [one.code for one in told.refused]) == (
        1,
        ["attendance.error.two_records"],
    )
    assert told.refused[0].worker_id == other


def test_who_left_with_one_record_and_stayed_with_the_other_has_not_left(
    desk: Desk, tmp_path: Path
) -> None:
    keep, other = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk), [keep, other])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    gone = SEASON_OVER.date().replace(month=10, day=1)
    dispatch.leave_early(desk, batch_id=batch, worker_id=keep, until_day=gone, reason="x")
    assert [one.code for one in enter(desk, batch, (keep, 4)).refused] == [
        "attendance.error.outside_batch"
    ]
    join(desk, keep, other)
    assert enter(desk, batch, (keep, 4)).written == 1


def test_a_person_listed_only_by_the_joined_record_is_shown_as_of_today(
    desk: Desk, tmp_path: Path
) -> None:
    keep, other = add_person(desk, 1, name="林秀英"), add_person(desk, 2, name="林秀莺")
    batch = add_batch(desk, add_order(desk), [other])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    join(desk, keep, other)
    (line,) = attendance.month_grid(desk, batch, "2026-10").people
    assert (line.worker_id, line.name, line.number) == (other, "林秀英", 1)
    assert enter(desk, batch, (keep, 2)).written == 1
    assert attendance.month_grid(desk, batch, "2026-10").quarters == 2


def test_a_sheet_may_name_somebody_by_either_record(
    desk: Desk, pair: tuple[bytes, bytes, bytes], tmp_path: Path
) -> None:
    batch, keep, other = pair
    join(desk, keep, other)
    old = desk.store.get("worker", other)
    assert old is not None
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2026年10月考勤表"])
    sheet.append(["姓名", "身份证号", *range(1, 32)])
    sheet.append([old["name"], doc_no("1985-03-02", 2), *["√"] * 31])
    book.save(tmp_path / "k.xlsx")
    told = attendance.import_sheet(desk, batch, tmp_path / "k.xlsx")
    assert (told.matched, told.unmatched, told.written) == (1, (), 31)
