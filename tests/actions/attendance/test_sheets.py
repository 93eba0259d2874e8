"""Sheets that others kept: the same hours are the same days, and no number is shown whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import i18n
from gigdesk.actions import attendance, office, workers
from gigdesk.domain.attendance import Quantity
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, doc_no, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def away(desk: Desk, folder: Path, **fields: Any) -> tuple[bytes, bytes]:
    """Return a batch on the road for an order with these fields, and the one person of it."""
    person = add_person(desk, 1)
    batch = add_batch(desk, add_order(desk, **fields), [person])
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch, person


def book(path: Path, *rows: list[Any]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def test_the_same_hours_are_the_same_days_in_a_matrix_and_in_a_punch_log(
    desk: Desk, tmp_path: Path
) -> None:
    batch, person = away(desk, tmp_path, minutes_per_day=600)
    number = doc_no("1985-03-02", 1)
    hours = [10, 5, 12, 8]
    matrix = book(
        tmp_path / "m.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", number, *hours],
    )
    taken = attendance.import_sheet(desk, batch, matrix)
    assert (taken.written, [one.text for one in taken.problems]) == (3, ["8"])
    (problem,) = taken.problems
    said = i18n.text(problem.code, **problem.params)
    assert all(words in said for words in ("“8”小时", "10 小时", "2.5 小时"))
    punches = book(
        tmp_path / "p.xlsx",
        ["姓名", "身份证号", "日期", "上班时间", "下班时间"],
        ["", number, "2026-10-11", "08:00", "18:00"],
        ["", number, "2026-10-12", "08:00", "13:00"],
    )
    assert attendance.import_sheet(desk, batch, punches).written == 2
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    assert row.worker_id == person
    shown = {day[-2:]: (cell.quarters, cell.overtime_minutes) for day, cell in row.cells.items()}
    assert shown == {"01": (4, 0), "02": (2, 0), "03": (4, 120), "11": (4, 0), "12": (2, 0)}


def test_a_two_in_our_own_sheet_is_named_and_not_written(desk: Desk, tmp_path: Path) -> None:
    batch, person = away(desk, tmp_path)
    days = book(
        tmp_path / "d.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", doc_no("1985-03-02", 1), 1, 0.5, 1],
    )
    assert attendance.import_sheet(desk, batch, days).written == 3
    out = tmp_path / "月.xlsx"
    attendance.export_month(desk, batch, out, month="2026-10")
    made = openpyxl.load_workbook(out)
    sheet = made.worksheets[0]
    (cell,) = [each for row in sheet.iter_rows() for each in row if each.value == 0.5]
    cell.value = 2
    made.save(out)
    told = attendance.import_sheet(desk, batch, out)
    (problem,) = told.problems
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    assert (problem.name, problem.day, problem.text) == (row.name, "2026-10-02", "2")
    assert "“2”超过一天" in i18n.text(problem.code, **problem.params)
    assert (told.written, told.unchanged, told.rejected) == (0, 2, 1)
    assert (row.worker_id, row.cells["2026-10-02"].quarters) == (person, 2)


def test_what_a_file_says_differently_of_one_day_is_left_open(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    number = doc_no("1985-03-02", 1)
    sheet = book(
        tmp_path / "twice.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", number, 1, 1, 1],
        ["", number, 0.5, 1],
        ["", number, 1, 1],
    )
    for dry_run in (True, False, False):
        told = attendance.import_sheet(desk, batch, sheet, dry_run=dry_run)
        assert [(one.row, one.day, one.text) for one in told.problems] == [
            (3, "2026-10-01", "1"),
            (4, "2026-10-01", "0.5"),
            (5, "2026-10-01", "1"),
        ]
        assert (told.undecided, told.days, told.repeated) == (1, 2, 2)
        assert told.cells == told.days + told.rejected + told.repeated
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    assert {day[-2:]: cell.quarters for day, cell in row.cells.items()} == {"02": 4, "03": 4}
    assert {one.name for one in told.problems} == {row.name}
    said = i18n.text(told.problems[0].code, **told.problems[0].params)
    assert "第 4 行" in said
    assert "都没有记入" in said


def test_two_equal_parts_of_one_day_are_no_repetition(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    number = doc_no("1985-03-02", 1)
    rows = [["姓名", "身份证号", *range(1, 32)], ["", number, 0.5, 1, "√"]]
    below = book(tmp_path / "below.xlsx", ["2026年10月考勤表"], *rows, *rows)
    told = attendance.import_sheet(desk, batch, below)
    assert (told.days, told.repeated, told.undecided) == (2, 2, 1)
    assert [one.day for one in told.problems] == ["2026-10-01"] * 2


def test_a_morning_and_an_afternoon_row_are_one_day_and_no_contradiction(
    desk: Desk, tmp_path: Path
) -> None:
    batch, _ = away(desk, tmp_path)
    number = doc_no("1985-03-02", 1)
    sheet = book(
        tmp_path / "halves.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", "时段", *range(1, 32)],
        ["", number, "上午", 0.5, "√", "√"],
        ["", number, "下午", 0.5, "√", "休"],
    )
    told = attendance.import_sheet(desk, batch, sheet)
    assert (told.written, told.problems, told.undecided) == (3, (), 0)
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    shown = {day[-2:]: cell.quarters for day, cell in row.cells.items()}
    assert shown == {"01": 4, "02": 4, "03": 2}


def test_a_file_of_two_months_names_both(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    path = tmp_path / "two.xlsx"
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for month in (10, 9):
        sheet = made.create_sheet(f"{month}月")
        sheet.append([f"2026年{month}月考勤表"])
        sheet.append(["姓名", "身份证号", *range(1, 31)])
        sheet.append(["", doc_no("1985-03-02", 1), *[None] * 14, 1])
    made.save(path)
    told = attendance.import_sheet(desk, batch, path, dry_run=True)
    assert (told.months, told.month) == (("2026-09", "2026-10"), "")
    one = attendance.import_sheet(desk, batch, path, sheet="9月", dry_run=True)
    assert (one.months, one.month) == (("2026-09",), "2026-09")


def test_who_is_not_in_the_batch_is_named_by_a_masked_number(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    number = doc_no("1985-05-05", 777)
    sheet = book(
        tmp_path / "m.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", number, 1],
    )
    (left,) = attendance.import_sheet(desk, batch, sheet).unmatched
    said = i18n.text(left.code, **left.params)
    assert number not in said
    assert number[-4:] in said


@pytest.mark.parametrize("masked", [False, True])
def test_a_number_beside_the_name_of_somebody_else_waits(
    desk: Desk, tmp_path: Path, *, masked: bool
) -> None:
    batch, person = away(desk, tmp_path)
    number = doc_no("1985-03-02", 1)
    number = f"{number[:3]}{'*' * 11}{number[-4:]}" if masked else number
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    sheet = book(
        tmp_path / "m.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["张三丰", number, 1],
        [f"{row.name}（组长）", number, None, 1],
    )
    told = attendance.import_sheet(desk, batch, sheet)
    (left,) = told.unmatched
    assert (left.row, left.is_nobodys) == (3, True)
    assert "张三丰" in i18n.text(left.code, **left.params)
    (row,) = attendance.month_grid(desk, batch, "2026-10").people
    assert (row.worker_id, set(row.cells)) == (person, {"2026-10-02"})


@pytest.mark.parametrize("both", [True, False])
def test_a_number_beside_the_shorter_name_of_another_in_the_batch_waits(
    desk: Desk, tmp_path: Path, *, both: bool
) -> None:
    owner = add_person(desk, 1, name="王伟明")
    people = [owner, *([add_person(desk, 2, name="王伟")] if both else [])]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, tmp_path)
    move_clock(desk, SEASON_OVER)
    sheet = book(
        tmp_path / "m.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["王伟", doc_no("1985-03-02", 1), 1],
    )
    told = attendance.import_sheet(desk, batch, sheet)
    assert (told.matched, len(told.unmatched)) == ((0, 1) if both else (1, 0))
    days = {
        row.worker_id: len(row.cells)
        for row in attendance.month_grid(desk, batch, "2026-10").people
    }
    assert days[owner] == (0 if both else 1)


def month_sheet(path: Path, heads: list[Any], *figures: Any) -> Path:
    """Write the month of one person with a tick, a half day and a rest, and what comes behind."""
    marks = ["√", 0.5, "休", *[None] * 28]
    return book(
        path,
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32), *heads],
        ["", doc_no("1985-03-02", 1), *marks, *figures],
    )


def test_a_sum_of_the_sheet_that_its_marks_do_not_come_to_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    batch, _ = away(desk, tmp_path)
    wrong = month_sheet(tmp_path / "w.xlsx", ["合计"], 99)
    taken = attendance.import_sheet(desk, batch, wrong, dry_run=True)
    (told,) = taken.totals
    assert told.row == 3
    assert all(words in i18n.text(told.code, **told.params) for words in ("99", "1.5"))
    assert (taken.written, taken.problems) == (3, ())


def test_sums_that_agree_and_sums_of_money_are_not_told(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    sums: list[tuple[list[str], list[Any]]] = [
        (["合计"], [1.5]),
        (["合计（小时）", "合计"], [12, "12"]),
        (["出勤天数", "合计"], ["1.5天", 3]),
        (["日工资", "合计"], [160, 240]),
        (["合计"], [None]),
    ]
    for number, (heads, figures) in enumerate(sums):
        path = month_sheet(tmp_path / f"{number}.xlsx", heads, *figures)
        assert attendance.import_sheet(desk, batch, path, dry_run=True).totals == (), heads


def test_every_day_of_a_sheet_says_which_file_sheet_and_row_it_came_from(
    desk: Desk, tmp_path: Path
) -> None:
    batch, person = away(desk, tmp_path)
    path = book(
        tmp_path / "十月.xlsx",
        ["2026年10月考勤表"],
        ["姓名", "身份证号", *range(1, 32)],
        ["", doc_no("1985-03-02", 1), 1, 1],
    )
    attendance.import_sheet(desk, batch, path)
    attendance.enter(desk, batch, [attendance.Entry(person, "2026-10-03", Quantity(4))])
    came = ("十月.xlsx", "Sheet", 3)
    for table, row_id in (("worker", person), ("batch", batch)):
        told = [
            (each["cell"], (each["source"], each["sheet"], each["row"]))
            for each in office.history.of_row(desk, table, row_id)
            if each["tbl"] == "work_day"
        ]
        days = [("2026-10-01 B1", came), ("2026-10-02 B1", came)]
        assert told == [*days, ("2026-10-03 B1", (None, None, None))], table
    (first, *_) = [
        each.values["rows"]
        for each in workers.story.changes(desk, person)
        if each.values["table"] == "work_day"
    ]
    assert [(one["file_name"], one["sheet"], one["row"]) for one in first] == [came]


def test_marks_of_a_row_without_a_name_are_listed(desk: Desk, tmp_path: Path) -> None:
    batch, _ = away(desk, tmp_path)
    sheet = book(
        tmp_path / "nameless.xlsx",
        ["2026年10月考勤表"],
        ["序号", "姓名", "身份证号", *range(1, 32)],
        [1, "", doc_no("1985-03-02", 1), 1, 1],
        [2, "", "", 1, 0.5],
    )
    told = attendance.import_sheet(desk, batch, sheet)
    (left,) = told.unmatched
    assert (left.row, left.text, left.more) == (4, "1", (("2026-10-02", "0.5"),))
    assert "没有姓名" in i18n.text(left.code, **left.params)
    assert (told.rows, told.matched, told.written, told.of_unmatched) == (2, 1, 2, 2)
