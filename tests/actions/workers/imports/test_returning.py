"""Every row that goes back is read again, from whatever shape of list it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

HEAD = ("序号", "姓名", "身份证号", "电话")
CHAIN = """接龙报名
1. 刘强 {0} 13712345678
2、陈丽 16665727524 石桥村
3. 王芳 43060219 13812345678/15900003333
4. 赵军 {1} 13812345670
"""


def sheet(path: Path, rows: list[list[Any]]) -> Path:
    """Write a workbook of these rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def side_by_side(folder: Path) -> Path:
    """Write two tables beside each other; of each, one row is wrong."""
    (one, two, three), wrong = rosters.crowd(3), "4306022000"
    rows = [[*HEAD, *HEAD], [1, *one[:3], 4, "陈丽", wrong, "13712345670"]]
    rows += [
        [2, *two[:3], 5, *three[:3]],
        [3, "刘强", wrong, "13712345671", None, None, None, None],
    ]
    return sheet(folder / "two.xlsx", rows)


def turned(folder: Path) -> Path:
    """Write a list with a second header of another order, and a column only that one has."""
    (one, two, _), wrong = rosters.crowd(3), "4306022000"
    rows: list[list[Any]] = [list(HEAD), [1, *one[:3]], [2, "刘强", wrong, "13712345671"]]
    rows += [[], ["序号", "身份证号", "姓名", "民族", "电话"], [1, two[1], two[0], "汉族", two[2]]]
    rows += [[2, wrong, "陈丽", "苗族", "13712345670"]]
    return sheet(folder / "turned.xlsx", rows)


def chain(folder: Path) -> Path:
    """Write the list of a chat group; two lines have no right number."""
    path = folder / "chain.txt"
    path.write_text(CHAIN.format(rosters.number(1), rosters.number(3)), encoding="utf-8")
    return path


def strange_headers(folder: Path) -> Path:
    """Write two sheets that call the same columns by other words."""
    people = [["刘强", "4306022000", "13712345671", "石桥村"]]
    other = [["陈丽", "4306022000", "13712345670", "石桥村"]]
    head = ("名字", "证件号", "手机号", "所在村")
    return rosters.book(folder / "s.xlsx", people, 又=(head, other))


@pytest.mark.parametrize("made", [side_by_side, turned, chain, strange_headers])
def test_every_row_that_goes_back_is_read_again(desk: Desk, tmp_path: Path, made: Any) -> None:
    path = made(tmp_path)
    seen = rosters.look(desk, path)
    dry = imports.return_previewed(seen.reading.opened, seen, tmp_path / "dry.xlsx")
    taken = rosters.take(desk, path)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    assert dry.rows == back.rows == 2
    before = {one.name: one.number for one in imports.waiting_lines(desk, number=taken.number)}
    for returned in (dry, back):
        again = rosters.look(desk, returned.file)
        assert rosters.counts(again) == {"rejected": 2}
        lines = imports.lines_of(desk, again, "rejected", 0, 10)
        assert {one.name: one.number for one in lines} == before


def test_a_corrected_row_of_a_chat_list_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    taken = rosters.take(desk, chain(tmp_path))
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(back.file)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    rows = {page.cell(at, heads.index("姓名") + 1).value: at for at in (2, 3)}
    assert page.cell(rows["王芳"], heads.index("联系电话") + 1).value == "13812345678/15900003333"
    page.cell(rows["陈丽"], heads.index("身份证号码") + 1).value = rosters.number(5)
    book.save(back.file)
    assert rosters.counts(rosters.take(desk, back.file)) == {"new": 1, "rejected": 1}
    person = rosters.person(desk, rosters.number(5))
    assert (person["name"], person["phone"]) == ("陈丽", "16665727524")
    assert len(imports.waiting_lines(desk)) == 1


def test_a_row_below_another_header_goes_back_under_the_right_words(
    desk: Desk, tmp_path: Path
) -> None:
    taken = rosters.take(desk, turned(tmp_path))
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    page = openpyxl.load_workbook(back.file).worksheets[0]
    heads, *rows = page.iter_rows(values_only=True)
    found = [dict(zip(heads, row, strict=True)) for row in rows]
    assert [(one["姓名"], one["身份证号"], one["民族"]) for one in found] == [
        ("刘强", "4306022000", None),
        ("陈丽", "4306022000", "苗族"),
    ]
