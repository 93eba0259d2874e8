from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gigdesk import errors
from gigdesk.actions import attendance, dispatch, office
from gigdesk.actions.attendance import Entry
from gigdesk.domain.attendance import CLEAR, Quantity
from gigdesk.store import attendance as rows
from gigdesk.store import oplog
from gigdesk.store.attendance import totals
from tests.making import MORNING, SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def sent(desk: Desk, folder: Path, *serials: int) -> tuple[bytes, list[bytes]]:
    people = [add_person(desk, serial) for serial in serials or (1, 2)]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch, people


def quarters(desk: Desk, batch: bytes) -> list[int]:
    return [row.quarters for row in attendance.month_grid(desk, batch, "2026-10").people]


def test_days_are_entered_corrected_and_cleared_by_new_facts(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two) = sent(desk, tmp_path)
    first = attendance.enter(
        desk, batch, [Entry(one, "2026-10-01", Quantity(4)), Entry(two, "2026-10-01", Quantity(2))]
    )
    assert (first.written, first.corrected, first.unchanged) == (2, 0, 0)
    again = attendance.enter(
        desk, batch, [Entry(one, "2026-10-01", Quantity(4)), Entry(two, "2026-10-01", Quantity(3))]
    )
    assert (again.written, again.corrected, again.unchanged) == (1, 1, 1)
    assert quarters(desk, batch) == [4, 3]
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", CLEAR)])
    attendance.enter(desk, batch, [Entry(two, "2026-10-02", Quantity(0, "rest"))])
    grid = attendance.month_grid(desk, batch, "2026-10")
    assert grid.people[0].cells["2026-10-01"].shown == ""
    assert grid.people[1].cells["2026-10-02"].shown == "休"
    chain = attendance.cell_history(desk, batch, two, "2026-10-01")
    assert [row["quarters"] for row in chain] == [2, 3]
    assert all(row["staff_name"] == "李站长" for row in chain)
    assert oplog.verify(desk.store).sound


def test_nothing_to_change_makes_no_act(desk: Desk, tmp_path: Path) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    before = office.history.acts(desk, limit=1)[0]["number"]
    told = attendance.enter(desk, batch, [Entry(one, "2026-10-01", CLEAR)])
    assert (told.written, told.unchanged, told.act) == (0, 1, None)
    assert office.history.acts(desk, limit=1)[0]["number"] == before


def test_refused_cells_name_their_rule_and_the_others_stand(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two) = sent(desk, tmp_path)
    told = attendance.enter(
        desk,
        batch,
        [
            Entry(one, "2026-09-30", Quantity(4)),
            Entry(one, "2026-12-01", Quantity(4)),
            Entry(two, "2026-10-01", Quantity(5)),
            Entry(b"?" * 16, "2026-10-01", Quantity(4)),
            Entry(one, "2026-10-01", Quantity(4)),
        ],
    )
    assert told.written == 1
    assert [one.code.rsplit(".", 1)[-1] for one in told.refused] == [
        "outside_batch",
        "outside_batch",
        "quarters",
        "not_listed",
    ]


def test_nobody_works_more_than_one_day_on_a_day_over_all_batches(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    move_clock(desk, MORNING)
    other, _ = sent(desk, tmp_path, 3)
    with desk.doing("workers.merge"):  # two records turn out to be one person
        double = dispatch.list_members(desk, batch_id=other)[0]["worker_id"]
        desk.store.change("worker", double, {"merged_into": one, "state": "merged"})
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(3))])
    told = attendance.enter(desk, other, [Entry(double, "2026-10-01", Quantity(2))])
    assert [each.code for each in told.refused] == ["attendance.error.more_than_a_day"]
    assert told.refused[0].params["elsewhere"] == "0.75"
    assert attendance.enter(desk, other, [Entry(double, "2026-10-01", Quantity(1))]).written == 1


def test_days_before_departure_are_refused(desk: Desk) -> None:
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk), [person])
    with pytest.raises(errors.Refused, match="not_sent"):
        attendance.enter(desk, batch, [Entry(person, "2026-10-01", Quantity(4))])


def test_undo_brings_back_what_was_corrected_and_then_takes_all_away(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(4))])
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(2))])
    office.undo.undo(desk)
    assert quarters(desk, batch)[0] == 4
    office.undo.undo(desk)
    assert quarters(desk, batch)[0] == 0
    assert totals.prove(desk.store) == []
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(3))])
    assert quarters(desk, batch)[0] == 3
    assert oplog.verify(desk.store).sound


def test_a_confirmed_month_is_corrected_only_with_a_reason(desk: Desk, tmp_path: Path) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    with pytest.raises(errors.Refused, match="nothing_entered"):
        attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵经理")
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(4))])
    with pytest.raises(errors.Invalid, match="confirmed_by"):
        attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by=" ")
    assert attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵经理") == 4
    told = attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(2))])
    assert [each.code for each in told.refused] == ["attendance.error.confirmed"]
    entry = Entry(one, "2026-10-01", Quantity(2))
    assert attendance.enter(desk, batch, [entry], reason="双方核对").corrected == 1
    assert attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵经理") == 2
    confirmation = attendance.month_grid(desk, batch, "2026-10").confirmation
    assert confirmation is not None
    assert confirmation["quarters_total"] == 2


def test_what_was_written_last_holds_though_the_clock_was_set_back(
    desk: Desk, tmp_path: Path
) -> None:
    """Two desks' facts meet like this: both stand side by side, with ids of different clocks."""
    batch, (one, _) = sent(desk, tmp_path)
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(4))])
    attendance.confirm(desk, batch_id=batch, month="2026-10", confirmed_by="赵经理")
    wrong = replace(desk.clock, offset_ms=desk.clock.offset_ms - 9 * 365 * 86_400_000)
    fact = {"worker_id": one, "batch_id": batch, "day": "2026-10-01", "quarters": 2}
    told = {"batch_id": batch, "month": "2026-10", "confirmed_by": "孙组长", "quarters_total": 2}
    with desk.doing("attendance.enter", reason="x"):
        own = {"id": wrong.new_id(), "station_id": desk.station.id}
        desk.store.add("work_day", {**own, **fact})
        rows.totals.refresh(desk.store, [(batch, one, "2026-10-01")])
        desk.store.add("day_confirmation", {**own, **told, "confirmed_on": "2026-11-01"})
    grid = attendance.month_grid(desk, batch, "2026-10")
    assert grid.people[0].quarters == 2
    assert grid.confirmation is not None
    assert grid.confirmation["confirmed_by"] == "孙组长"
    assert totals.prove(desk.store) == []
    chain = attendance.cell_history(desk, batch, one, "2026-10-01")
    assert [row["quarters"] for row in chain] == [4, 2]


def test_totals_are_rebuilt_from_the_facts(desk: Desk, tmp_path: Path) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(4))])
    with desk.store.atomic():
        desk.store.execute("UPDATE day_total SET quarters = 1")
    assert len(totals.prove(desk.store)) == 1
    assert [code for code, _ in office.safety.verify(desk).findings] == ["verify.totals_differ"]
    assert office.safety.rebuild(desk).days == 1
    assert totals.prove(desk.store) == []
    assert office.safety.verify(desk).sound
    assert quarters(desk, batch)[0] == 4


def test_the_exported_month_comes_back_unchanged(desk: Desk, tmp_path: Path) -> None:
    batch, (one, two) = sent(desk, tmp_path)
    days = [f"2026-10-{day:02d}" for day in range(1, 32)]
    attendance.enter(
        desk,
        batch,
        [Entry(one, day, Quantity(at % 5)) for at, day in enumerate(days)]
        + [Entry(two, day, Quantity(0, "rest")) for day in days[::7]]
        + [Entry(two, days[1], Quantity(4, overtime_minutes=120))],
    )
    out = tmp_path / "month.xlsx"
    assert attendance.export_month(desk, batch, out).rows == 2
    read = attendance.import_sheet(desk, batch, out, dry_run=True)
    assert (read.rows, read.matched, read.unmatched) == (2, 2, ())
    assert read.month == "2026-10"
    assert read.corrected == 1  # overtime stands in a total only, so the cell reads as a plain day


def write_matrix(
    path: Path, people: list[tuple[str, str, list[object]]], title: str = "2026年10月考勤表"
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(["序号", "姓名", "身份证号", *range(1, 32)])
    for at, (name, number, marks) in enumerate(people, start=1):
        sheet.append([at, name, number, *marks])
    book.save(path)


def test_a_matrix_is_taken_in_and_every_row_is_accounted_for(desk: Desk, tmp_path: Path) -> None:
    people = [
        add_person(desk, 1, name="林秀英"),
        add_person(desk, 2, name="陈桂兰"),
        add_person(desk, 3, name="陈桂兰"),
    ]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    full: list[object] = ["√"] * 31
    path = tmp_path / "考勤.xlsx"
    write_matrix(
        path,
        [
            ("林秀英", "", [*full[:10], "○", *full[11:]]),
            ("陈桂兰", doc_no("1985-03-02", 2), [0.5] * 31),
            ("陈桂兰", "", full),
            ("外乡人", "", full),
        ],
    )
    tried = attendance.import_sheet(desk, batch, path, dry_run=True)
    assert (tried.rows, tried.matched, len(tried.unmatched)) == (4, 2, 2)
    assert quarters(desk, batch) == [0, 0, 0]
    done = attendance.import_sheet(desk, batch, path)
    assert {one.code for one in done.unmatched} == {
        "attendance.error.name_many",
        "attendance.error.not_in_batch",
    }
    assert [(one.day, one.text) for one in done.problems] == [("2026-10-11", "○")]
    assert (done.days, done.written) == (61, 61)
    assert quarters(desk, batch) == [120, 62, 0]
    again = attendance.import_sheet(desk, batch, path)
    assert (again.written, again.unchanged, again.act) == (0, 61, None)
    assert desk.store.value("SELECT count(*) FROM original") == 1
    office.undo.undo(desk)
    assert quarters(desk, batch) == [0, 0, 0]


def test_a_month_outside_the_batch_is_refused_cell_by_cell(desk: Desk, tmp_path: Path) -> None:
    batch, _ = sent(desk, tmp_path, 1)
    name = dispatch.list_members(desk, batch_id=batch)[0]["name"]
    path = tmp_path / "k.xlsx"
    write_matrix(path, [(name, "", ["√"] * 31)], "考勤表")
    told = attendance.import_sheet(desk, batch, path, month="2026-12")
    assert told.written == 0
    assert {one.code for one in told.problems} == {"attendance.error.outside_batch"}
    assert {one.sheet for one in told.problems} == {"Sheet"}


def test_day_wages_are_rounded_once_per_person(desk: Desk, tmp_path: Path) -> None:
    person, idle = add_person(desk, 1), add_person(desk, 2)
    batch = add_batch(desk, add_order(desk, pay="day:100.03"), [person, idle])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    out = tmp_path / "wages.xlsx"
    with pytest.raises(errors.Refused, match="nothing_entered"):
        attendance.wages(desk, batch, out)
    days = [Entry(person, f"2026-10-{day:02d}", Quantity(1)) for day in (1, 2)]
    attendance.enter(desk, batch, [*days, Entry(idle, "2026-10-01", Quantity(0, "sick"))])
    made = attendance.wages(desk, batch, out)
    assert (made.rows, made.total_fen) == (1, 5002)  # 10003 x 2 / 4 = 5001.5
    shown = [
        str(cell)
        for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    assert any("伍拾元零贰分" in value for value in shown)
    assert attendance.wages(desk, batch, out, month="2026-10").total_fen == 5002


def test_who_has_only_overtime_is_on_the_wage_sheet_with_hours_and_no_money(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, two) = sent(desk, tmp_path)
    attendance.enter(desk, batch, [Entry(one, "2026-10-01", Quantity(4))])
    attendance.enter(desk, batch, [Entry(two, "2026-10-02", Quantity(0, "", 150))])
    out = tmp_path / "wages.xlsx"
    made = attendance.wages(desk, batch, out)
    assert (made.rows, made.total_fen) == (2, 16000)
    table = list(openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True))
    (head,) = [row for row in table if "姓名" in row]
    (line,) = [row for row in table if row[0] == 2]
    assert line[head.index("加班小时（未计入应发）")] == 2.5
    assert line[head.index("应发工资（元）")] in (None, 0)


def test_piece_work_has_no_day_wage(desk: Desk, tmp_path: Path) -> None:
    batch = add_batch(desk, add_order(desk, pay="piece:1.8"), [add_person(desk, 1)])
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    with pytest.raises(errors.Refused, match="no_day_rate"):
        attendance.wages(desk, batch, tmp_path / "w.xlsx")


def test_a_sheet_for_the_pen_has_everybody_and_no_marks(desk: Desk, tmp_path: Path) -> None:
    batch, _ = sent(desk, tmp_path)
    made = attendance.export_month(desk, batch, tmp_path / "pen.xlsx", by_hand=True)
    assert made.rows == 2
    assert attendance.months(desk, batch) == ["2026-10", "2026-11"]


def test_days_to_come_and_days_before_departure_are_told_apart_and_all_cells_add_up(
    desk: Desk, tmp_path: Path
) -> None:
    people = [
        add_person(desk, serial, name=name) for serial, name in ((1, "林秀英"), (2, "陈桂兰"))
    ]
    batch = add_batch(desk, add_order(desk), people)
    move_clock(desk, datetime.datetime(2026, 10, 4, 9, 0, tzinfo=datetime.UTC))
    send_batch(desk, batch, tmp_path)
    move_clock(desk, datetime.datetime(2026, 10, 20, 9, 0, tzinfo=datetime.UTC))
    full: list[object] = ["√"] * 31
    path = tmp_path / "考勤.xlsx"
    write_matrix(
        path,
        [
            ("林秀英", "", [*full[:10], "○", *full[11:]]),
            ("外乡人", "", full),
        ],
    )
    made = openpyxl.load_workbook(path)
    second = made.create_sheet("第二页")
    for row in (["2026年10月考勤表"], ["姓名", *range(1, 32)], ["林秀英", *full[:5]]):
        second.append(row)
    made.save(path)
    told = attendance.import_sheet(desk, batch, path, dry_run=True)
    assert told.cells == 31 + 5 + 31
    assert told.cells == told.days + told.rejected + told.repeated + told.of_unmatched
    codes = [one.code.rpartition(".")[2] for one in told.problems]
    assert (codes.count("future"), codes.count("before_departure")) == (11, 3)
    assert (told.days, told.rejected, told.repeated, told.of_unmatched) == (16, 15, 5, 31)
    assert (told.ahead, told.to_come) == (0, 11)
    tried = attendance.import_sheet(desk, batch, path, dry_run=True, ahead=True)
    assert (tried.ahead, tried.to_come, tried.days, tried.rejected) == (11, 0, 27, 4)
    assert tried.cells == tried.days + tried.rejected + tried.repeated + tried.of_unmatched
    done = attendance.import_sheet(desk, batch, path, reason="提前三天自行到岗")
    assert (done.written, done.rejected) == (19, 12)
    assert done.cells == done.days + done.rejected + done.repeated + done.of_unmatched
    grid = attendance.month_grid(desk, batch, "2026-10")
    assert {row.last for row in grid.people} == {"2026-10-20"}
    for written in (11, 0):  # days to come stand as the sheet says, and are counted again
        more = attendance.import_sheet(desk, batch, path, reason="提前到岗", ahead=True)
        assert (more.ahead, more.to_come, more.written) == (11, 0, written)
    refused = attendance.enter(desk, batch, [Entry(people[0], "2026-10-25", Quantity(2))])
    assert [one.code for one in refused.refused] == ["attendance.error.future"]


def test_facts_of_a_cell_stand_in_the_order_of_writing_when_the_clock_was_corrected(
    desk: Desk, tmp_path: Path
) -> None:
    batch, (one, _) = sent(desk, tmp_path)
    move_clock(desk, SEASON_OVER.replace(year=2027))
    attendance.enter(desk, batch, [Entry(one, "2026-10-02", Quantity(4))])
    move_clock(desk, SEASON_OVER)
    attendance.enter(desk, batch, [Entry(one, "2026-10-02", Quantity(2))])
    chain = attendance.cell_history(desk, batch, one, "2026-10-02")
    assert [row["quarters"] for row in chain] == [4, 2]


def test_the_original_of_a_sheet_is_kept_by_the_act_itself_or_not_at_all(
    desk: Desk, tmp_path: Path
) -> None:
    batch, _ = sent(desk, tmp_path)
    name = dispatch.list_members(desk, batch_id=batch)[0]["name"]
    path = tmp_path / "kept.xlsx"
    write_matrix(path, [(name, "", ["√"] * 31)])
    with desk.store.atomic():
        desk.store.execute(
            "CREATE TEMP TRIGGER no_room BEFORE INSERT ON original "
            "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    with pytest.raises(errors.GigDeskError):
        attendance.import_sheet(desk, batch, path)
    assert desk.store.value("SELECT count(*) FROM work_day") == 0
    with desk.store.atomic():
        desk.store.execute("DROP TRIGGER no_room")
    told = attendance.import_sheet(desk, batch, path)
    assert told.written == 31
    kept = desk.store.value("SELECT content FROM original")
    assert kept == path.read_bytes()
