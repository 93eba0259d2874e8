"""Whose the rows of a sheet are: by number, by name with what is added to it, and struck rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import openpyxl.styles
import pytest

from gigdesk import i18n
from gigdesk.actions import attendance
from tests.making import SEASON_OVER, move_clock
from tests.workforce import add_batch, add_order, add_person, send_batch

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk


def book(path: Path, *rows: list[Any]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    made.save(path)
    return path


def crew(desk: Desk, folder: Path, *names: str) -> bytes:
    """Return a batch on the road of people with these names, numbered from 1."""
    people = [add_person(desk, at, name=name) for at, name in enumerate(names, 1)]
    batch = add_batch(desk, add_order(desk), people)
    send_batch(desk, batch, folder)
    move_clock(desk, SEASON_OVER)
    return batch


def days_of(desk: Desk, batch: bytes) -> dict[str, int]:
    """Return by number and name how many days the desk holds."""
    grid = attendance.month_grid(desk, batch, "2026-10").people
    return {f"{row.number} {row.name}": len(row.cells) for row in grid if row.cells}


HEAD = ["工号", "姓名", *range(1, 32)]


@pytest.mark.parametrize(
    ("rows", "held", "left"),
    [
        pytest.param(
            [[1, "陈强", 1, 1], [2, "刘丽", 1, 1], [3, "", 1, 1]],
            {"1 陈强": 2, "2 刘丽": 2, "3 王芳": 2},
            [],
            id="numbers of the station, one without a name",
        ),
        pytest.param(
            [[11, "陈强", 1, 1], [12, "刘丽", 1, 1], [3, "", 1, 1]],
            {"1 陈强": 2, "2 刘丽": 2},
            ["attendance.error.nameless"],
            id="numbers of the employer, one without a name",
        ),
        pytest.param(
            [[1, "", 1, 1], [2, "", 1, 1], [3, "", 1, 1]],
            {},
            ["attendance.error.nameless"] * 3,
            id="numbers alone",
        ),
        pytest.param(
            [[1, "陈强", 1, 1], [2, "刘丽", 1, 1], [4, "张伟", 1], [5, "张伟", None, 1]],
            {"1 陈强": 2, "2 刘丽": 2, "4 张伟": 1, "5 张伟": 1},
            [],
            id="numbers of the station tell two of one name apart",
        ),
        pytest.param(
            [[9, "陈强", 1, 1], [2, "刘丽", 1, 1], [4, "张伟", 1], [5, "张伟", None, 1]],
            {"1 陈强": 2, "2 刘丽": 2},
            ["attendance.error.several_rows"] * 2,
            id="numbers of the employer say nothing of two of one name",
        ),
        pytest.param(
            [["A01", "陈强", 1, 1], ["A02", "刘丽", 1], ["A07", "陈强", None, None, 1, 1]],
            {"2 刘丽": 1},
            ["attendance.error.several_rows"] * 2,
            id="two numbers beside the name of one in the batch",
        ),
        pytest.param(
            [["A01", "陈强", 1, 1], ["A01", "陈强", None, None, 1, 1]],
            {"1 陈强": 4},
            [],
            id="one number twice is one person",
        ),
    ],
)
def test_a_number_says_who_somebody_is_only_where_it_is_the_stations(
    desk: Desk, tmp_path: Path, rows: list[list[Any]], held: dict[str, int], left: list[str]
) -> None:
    batch = crew(desk, tmp_path, "陈强", "刘丽", "王芳", "张伟", "张伟")
    path = book(tmp_path / "m.xlsx", ["2026年10月考勤表"], HEAD, *rows)
    taken = attendance.import_sheet(desk, batch, path)
    assert [one.code for one in taken.unmatched] == left
    assert days_of(desk, batch) == held
    assert taken.cells == taken.days + taken.rejected + taken.repeated + taken.of_unmatched


@pytest.mark.parametrize(
    ("written", "held", "left"),
    [
        (["王芳（组长）", "3.孙梅", "赵军★", "周涛(带班)"], [1, 1, 1, 1], 0),
        (["王芳（大）", "王芳（小）", "孙梅"], [0, 1, 0, 0], 2),
        (["王芳", "王芳（小）"], [1, 0, 0, 0], 1),
        (["王芳（孙梅代）"], [0, 0, 0, 0], 1),
        (["王芳（妻）"], [0, 0, 0, 0], 1),
        (["王芳（儿子代）"], [0, 0, 0, 0], 1),
        (["王芳（替）"], [0, 0, 0, 0], 1),
        (["王芳（邻居）", "孙梅（不是本批）"], [0, 0, 0, 0], 2),
        (["王芳（木工）", "孙梅(女)", "赵军（石桥村）"], [1, 1, 1, 0], 0),
        (["王芳（2组）"], [1, 0, 0, 0], 0),
        (["小王芳"], [0, 0, 0, 0], 1),
    ],
)
def test_what_is_added_to_a_name_hides_nobody_and_makes_two_of_one_name_no_one(
    desk: Desk, tmp_path: Path, written: list[str], held: list[int], left: int
) -> None:
    batch = crew(desk, tmp_path, "王芳", "孙梅", "赵军", "周涛")
    rows = [[name, "√"] for name in written]
    head = ["姓名", *range(1, 32)]
    taken = attendance.import_sheet(
        desk, batch, book(tmp_path / "m.xlsx", ["2026年10月考勤表"], head, *rows)
    )
    grid = attendance.month_grid(desk, batch, "2026-10").people
    assert [len(row.cells) for row in grid] == held
    assert len(taken.unmatched) == left


@pytest.mark.parametrize(
    ("pages", "held", "left"),
    [
        # Two people of one name, told apart by what is added or by a number, on two sheets.
        ([["", "王芳（大）", "√"], ["", "王芳（小）", "√"]], {}, 2),
        ([["A01", "王芳", "√"], ["A07", "王芳", "", "√"]], {}, 2),
        ([["", "王芳", "√"], ["", "王芳（小）", "", "√"]], {"1 王芳": 1}, 1),
        ([["", "王芳（男）", "√"], ["", "王芳（女）", "", "√"]], {}, 2),
        ([["", "王芳（1组）", "√"], ["", "王芳（2组）", "", "√"]], {}, 2),
        # The same person on two sheets.
        ([["", "王芳", "√"], ["", "王芳", "", "√"]], {"1 王芳": 2}, 0),
        ([["", "王芳（组长）", "√"], ["", "王芳（组长）", "", "√"]], {"1 王芳": 2}, 0),
        ([["A01", "王芳", "√"], ["A01", "王芳", "", "√"]], {"1 王芳": 2}, 0),
        ([["A01", "王芳", "√"], ["", "王芳", "", "√"]], {"1 王芳": 2}, 0),
        # Others beside.
        ([["A01", "王芳（大）", "√"], ["A07", "孙梅", "√"]], {"2 孙梅": 1}, 1),
        ([["A01", "王芳", "√"], ["A01", "孙梅", "√"]], {"1 王芳": 1, "2 孙梅": 1}, 0),
    ],
)
def test_two_of_one_name_are_told_apart_over_all_sheets(
    desk: Desk, tmp_path: Path, pages: list[list[Any]], held: dict[str, int], left: int
) -> None:
    batch = crew(desk, tmp_path, "王芳", "孙梅")
    made = openpyxl.Workbook()
    for title, row in zip(("一组", "二组"), pages, strict=True):
        page = made.create_sheet(title)
        for each in (["2026年10月考勤表"], HEAD, row):
            page.append(each)
    made.remove(made.worksheets[0])
    made.save(tmp_path / "m.xlsx")
    taken = attendance.import_sheet(desk, batch, tmp_path / "m.xlsx")
    assert days_of(desk, batch) == held
    assert len(taken.unmatched) == left


def pages(path: Path, *sheets: list[str]) -> Path:
    """Write a book with a sheet for each part of the month; everybody named works on its day."""
    made = openpyxl.Workbook()
    for at, names in enumerate(sheets):
        page = made.create_sheet(f"第{at + 1}页")
        page.append(["2026年10月考勤表"])
        page.append(["姓名", *range(1, 32)])
        for name in names:
            page.append([name, *[None] * at, "√"])
    made.remove(made.worksheets[0])
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("sheets", "held", "left"),
    [
        # Each sheet counts its people anew, and need not repeat what it adds to a name.
        ([["1.陈强", "2.刘丽", "3.王芳"], ["1.陈强", "2.王芳", "3.孙梅"]], [2, 1, 2, 1], 0),
        ([["1.王芳"], ["王芳"]], [0, 0, 2, 0], 0),
        ([["王芳"], ["王芳（组长）"]], [0, 0, 2, 0], 0),
        ([["2.王芳（组长）"], ["王芳"], ["1、王芳"]], [0, 0, 3, 0], 0),
        ([["王芳（组长）"], ["3.王芳(组长)"]], [0, 0, 2, 0], 0),
        ([["王芳★"], ["王芳"]], [0, 0, 2, 0], 0),
        ([["王 芳"], ["2.王芳"]], [0, 0, 2, 0], 0),
        # Two remarks are two people's, and so are two ways of one sheet.
        ([["王芳（大）"], ["王芳（小）"]], [0, 0, 0, 0], 2),
        ([["王芳（男）"], ["王芳（女）"]], [0, 0, 0, 0], 2),
        ([["1.王芳（1组）"], ["1.王芳（2组）"]], [0, 0, 0, 0], 2),
        ([["王芳（木工）"], ["王芳"], ["王芳（瓦工）"]], [0, 0, 1, 0], 2),
        ([["1.王芳", "7.王芳"]], [0, 0, 0, 0], 2),
        ([["1.王芳", "7.王芳"], ["3.王芳"]], [0, 0, 0, 0], 3),
        ([["王芳", "王芳（组长）"]], [0, 0, 1, 0], 1),
        ([["王芳", "王芳（组长）"], ["王芳（组长）"]], [0, 0, 1, 0], 2),
    ],
)
def test_counts_before_a_name_tell_nobody_apart_over_sheets(
    desk: Desk, tmp_path: Path, sheets: list[list[str]], held: list[int], left: int
) -> None:
    batch = crew(desk, tmp_path, "陈强", "刘丽", "王芳", "孙梅")
    taken = attendance.import_sheet(desk, batch, pages(tmp_path / "m.xlsx", *sheets))
    grid = attendance.month_grid(desk, batch, "2026-10").people
    assert [len(row.cells) for row in grid] == held
    assert len(taken.unmatched) == left


@pytest.mark.parametrize(
    ("sheets", "held", "left"),
    [
        # Written otherwise and with a day in common they may be two people: all of them wait.
        ([["王芳 12"], ["王芳（2组） 123"]], [0, 0, 0, 0], 2),
        ([["王芳 12"], ["王芳（2组） 12"]], [0, 0, 0, 0], 2),
        ([["王芳 12"], ["王芳（男） 123"]], [0, 0, 0, 0], 2),
        ([["王芳 12"], ["王芳（木工） 23"]], [0, 0, 0, 0], 2),
        ([["王芳 12"], ["王芳（李家村） 123"]], [0, 0, 0, 0], 2),
        ([["王芳（男） 123"], ["王芳 1234"]], [0, 0, 0, 0], 2),
        ([["2.王芳 123"], ["5.王芳 1234"]], [0, 0, 0, 0], 2),
        ([["2.王芳 12"], ["5.王芳 23"], ["1.王芳 4"]], [0, 0, 0, 0], 3),
        ([["王芳 12", "孙梅 12"], ["王芳（2组） 12", "3.孙梅 3"]], [0, 0, 0, 3], 2),
        # Parts of a month have no day in common; two who are written alike are one.
        ([["王芳 12"], ["王芳（组长） 34"]], [0, 0, 4, 0], 0),
        ([["2.王芳 12"], ["5.王芳 34"]], [0, 0, 4, 0], 0),
        ([["1.陈强 12", "2.刘丽 12"], ["1.刘丽 34", "2.陈强 34"]], [4, 4, 0, 0], 0),
        ([["王芳（组长） 12"], ["王芳(组长) 12"]], [0, 0, 2, 0], 0),
        ([["2.王芳 12"], ["2.王芳 12"]], [0, 0, 2, 0], 0),
        ([["王 芳 12"], ["王芳 12"]], [0, 0, 2, 0], 0),
        ([["王芳（组长） 12", "孙梅 1"], ["陈强 12"]], [2, 0, 2, 1], 0),
        # What nobody can read on one sheet was said of somebody too.
        ([["王芳（大） ?12"], ["王芳（男） 12"]], [0, 0, 0, 0], 1),
        ([["王芳（组长） ?12"], ["王芳（组长） 34"]], [0, 0, 2, 0], 0),
    ],
)
def test_two_ways_of_a_name_with_a_day_in_common_are_not_merged(
    desk: Desk, tmp_path: Path, sheets: list[list[str]], held: list[int], left: int
) -> None:
    batch = crew(desk, tmp_path, "陈强", "刘丽", "王芳", "孙梅")
    made = openpyxl.Workbook()
    for at, people in enumerate(sheets):
        page = made.create_sheet(f"第{at + 1}页")
        page.append(["2026年10月考勤表"])
        page.append(["姓名", *range(1, 32)])
        for each in people:
            name, _, days = each.rpartition(" ")
            mark = "☆" if days.startswith("?") else "√"
            page.append([name, *(mark if str(day) in days else None for day in range(1, 6))])
    made.remove(made.worksheets[0])
    made.save(tmp_path / "m.xlsx")
    taken = attendance.import_sheet(desk, batch, tmp_path / "m.xlsx")
    grid = attendance.month_grid(desk, batch, "2026-10").people
    assert [len(row.cells) for row in grid] == held
    assert len(taken.unmatched) == left


def test_what_is_struck_through_waits(desk: Desk, tmp_path: Path) -> None:
    batch = crew(desk, tmp_path, "陈强", "刘丽", "王芳")
    ticks = ["√"] * 10
    rows = [[1, "陈强", *ticks], [2, "刘丽", *ticks], [3, "王芳", *ticks]]
    path = book(tmp_path / "m.xlsx", ["2026年10月考勤表"], ["序号", *HEAD[1:]], *rows)
    made = openpyxl.load_workbook(path)
    sheet = made.worksheets[0]
    for cell in [*sheet[4], sheet["E5"]]:
        cell.font = openpyxl.styles.Font(strike=True)
    made.save(path)
    taken = attendance.import_sheet(desk, batch, path)
    assert days_of(desk, batch) == {"1 陈强": 10, "3 王芳": 9}
    assert {one.code for one in taken.problems} == {"intake.attendance.struck"}
    assert [one.name for one in taken.problems] == ["刘丽"] * 10 + ["王芳"]
    assert all("删除线" in i18n.text(one.code, **one.params) for one in taken.problems)
