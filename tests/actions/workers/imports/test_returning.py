"""Every row that goes back is read again, from whatever shape of list it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gigdesk.actions.workers import imports
from gigdesk.actions.workers.imports import returning
from gigdesk.domain import workers
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
    dry = imports.return_previewed(seen, tmp_path / "dry.xlsx")
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


def words_of_columns() -> list[tuple[str, str]]:
    """Return every word for a column with its field, as one header and below a group."""
    known = workers.columns.synonyms()
    return [(word, field) for word, field in known.items() if field in FIELDS_TOLD]


FIELDS_TOLD = set(workers.worker.BY_NAME) | {"village", "town", "serial", "age", "phone_more"}


def go_and_come(desk: Desk, folder: Path, columns: list[tuple[str, str | None]]) -> imports.Opened:
    """Send one row back under these columns, and open the workbook."""
    told = [
        {"sheet": "表", "index": at, "header": header, "field": field, "block": 0}
        for at, (header, field) in enumerate(columns)
    ]
    cells = [[at, "text", f"值{at}"] for at in range(len(columns))]
    row = returning.Waiting("表", cells, (), reference="R2-0123abcd")
    out = folder / "back.xlsx"
    out.unlink(missing_ok=True)
    returning.write_rows(told, [row], out)
    return imports.open_file(desk, out)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_every_column_that_went_back_is_read_as_the_first_time(
    desk: Desk, tmp_path: Path, data: st.DataObject
) -> None:
    known = words_of_columns()
    chosen = data.draw(st.lists(st.sampled_from(known), min_size=3, max_size=40, unique=True))
    groups = st.sampled_from(["", "联系方式 ", "家属 ", "户主 ", "基本情况 ", "工资 "])
    fields = st.sampled_from([None, *sorted(FIELDS_TOLD)])
    taken: set[str | None] = {None}
    columns: list[tuple[str, str | None]] = []
    for word, field in chosen:
        by_hand = data.draw(st.booleans())
        read_as = data.draw(fields) if by_hand else field
        columns.append((data.draw(groups) + word, None if read_as in taken else read_as))
        taken.add(read_as)
    opened = go_and_come(desk, tmp_path, columns)
    back = [one.field for one in opened.columns if one.why != "remarks"]
    assert back == [field for _, field in columns]


TWO_LEVELS: list[list[Any]] = [
    ["姓名", "身份证号码", "联系方式", None, "村"],
    [None, None, "本人电话", "家属电话", None],
    ["刘强", "4306022000", "13712345671", "13812345670", "石桥村"],
]
BY_HAND: list[list[Any]] = [
    ["姓名", "身份证号码", "联系电话", "子女电话"],
    ["刘强", "4306022000", "13712345671", "13812345670"],
]


@pytest.mark.parametrize("stripped", [False, True])
@pytest.mark.parametrize(
    ("rows", "by_hand", "phones"),
    [
        (TWO_LEVELS, {}, ("13712345671", "13812345670")),
        (BY_HAND, {3: "phone"}, ("13812345670", None)),
    ],
)
def test_a_corrected_row_has_every_cell_that_was_read_before(
    desk: Desk, tmp_path: Path, *, rows: Any, by_hand: Any, phones: Any, stripped: bool
) -> None:
    path = sheet(tmp_path / "first.xlsx", rows)
    opened = imports.open_file(desk, path)
    read = imports.read(opened, today=desk.clock.today(), mapping=by_hand)
    taken = imports.take_in(desk, read)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(back.file)
    page = book.worksheets[0]
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden"]
    if stripped:
        del book[book.worksheets[1].title]
    page.cell(2, 2).value = rosters.number(5)
    book.save(back.file)
    again = rosters.take(desk, back.file)
    assert rosters.counts(again) == {"new": 1}
    person = rosters.person(desk, rosters.number(5))
    assert (person["phone"], person["emergency_phone"]) == phones
    assert (again.still_waiting, len(imports.waiting_lines(desk))) == (0, 0)


def test_a_row_goes_on_waiting_while_a_cell_of_it_is_not_read(desk: Desk, tmp_path: Path) -> None:
    taken = rosters.take(desk, sheet(tmp_path / "first.xlsx", TWO_LEVELS))
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(back.file)
    page = book.worksheets[0]
    del book[book.worksheets[1].title]
    page.cell(1, 4).value = "老家那边的"
    page.cell(2, 2).value = rosters.number(5)
    book.save(back.file)
    again = rosters.take(desk, back.file)
    assert rosters.counts(again) == {"new": 1}
    assert (again.still_waiting, len(imports.waiting_lines(desk))) == (1, 1)


def test_a_name_like_those_of_examples_is_a_person_again(desk: Desk, tmp_path: Path) -> None:
    people = [*rosters.crowd(12), ["张三", "4306022000", "13712345671", "样例村"]]
    taken = rosters.take(desk, rosters.book(tmp_path / "first.xlsx", people))
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    assert back.rows == 1
    assert rosters.counts(rosters.look(desk, back.file)) == {"rejected": 1}


def test_amounts_keep_their_unit_when_sheets_of_two_units_go_back_together(
    desk: Desk, tmp_path: Path
) -> None:
    head = ("姓名", "身份证号", "电话")
    one, two = ["刘强", "4306022000", "13712345671"], ["陈丽", "4306022000", "13712345670"]
    path = rosters.book(
        tmp_path / "first.xlsx",
        [[*one, 3.5]],
        (*head, "年收入（万元）"),
        又=((*head, "年收入（元）"), [[*two, 36000]]),
    )
    taken = rosters.take(desk, path)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    found = rosters.look(desk, back.file).reading
    amounts = [found.entry(at).reading.given["annual_income_fen"] for at in range(2)]
    assert sorted(map(int, amounts)) == [3_500_000, 3_600_000]


def test_a_mark_for_the_row_above_goes_back_as_what_it_stood_for(
    desk: Desk, tmp_path: Path
) -> None:
    one, two = rosters.crowd(2)
    wrong = ["刘强", "4306022000", "13712345671", "〃"]
    other = ["陈丽", "4306022000", "13712345670", "石桥村"]
    path = rosters.book(tmp_path / "first.xlsx", [one, wrong, two, other])
    taken = rosters.take(desk, path)
    back = imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    found = rosters.look(desk, back.file).reading
    assert [found.entry(at).reading.village for at in range(2)] == ["新建村", "石桥村"]


def test_a_village_that_only_stands_over_the_people_goes_back_with_them(
    desk: Desk, tmp_path: Path
) -> None:
    rows: list[list[Any]] = [list(HEAD), ["白水村"], [1, "刘强", "4306022000", ""]]
    taken = rosters.take(desk, sheet(tmp_path / "a.xlsx", rows))
    imports.return_rows(desk, taken.number, tmp_path / "back.xlsx")
    page = openpyxl.load_workbook(tmp_path / "back.xlsx").worksheets[0]
    assert any("白水村" in row for row in page.iter_rows(values_only=True))
