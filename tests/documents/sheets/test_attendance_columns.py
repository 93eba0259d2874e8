"""Several columns of one day: blocks side by side or columns below it, read by words or waiting."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.utils import get_column_letter

from tests.documents.sheets.test_attendance_rows import shown
from tests.documents.sheets.written_sheets import read

if TYPE_CHECKING:
    from pathlib import Path

LAST = 6
DAYS = range(1, LAST + 1)
TITLE = ["2026年10月考勤表"]


def marks(text: str) -> list[str | float | None]:
    """Return the cells of marks divided by spaces; `.` is an empty one."""
    cells: list[str | float | None] = []
    for mark in text.split():
        is_number = mark.replace(".", "", 1).isdigit()
        cells.append(None if mark == "." else float(mark) if is_number else mark)
    return cells + [None] * (LAST - len(cells))


def area(row: int, left: int, count: int) -> str:
    """Return cells of one row from a column, counted from 1, as they are merged."""
    return f"{get_column_letter(left)}{row}:{get_column_letter(left + count - 1)}{row}"


WORDS = [
    (["上午", "下午"], ["√ √ . 休", "√ . √ 休"], "1 0.5 0.5 0rest"),
    (["上 午", "下 午"], ["4 4 .", "4 . 4"], "1 0.5 0.5"),
    (["上午（√）", "下午（√）"], ["√ √ .", "√ . √"], "1 0.5 0.5"),
    (["上午", "下午", "晚上"], ["√ √ .", "√ . √", "2 . ."], "1+2 0.5 0.5"),
    (["上午", "下午", "加班"], ["√ √ .", "√ . √", "2 . 3"], "1+2 0.5 0.5+3"),
    (["出勤", "加班"], ["√ √ . 半", "2 . 3 ."], "1+2 1 0+3 0.5"),
    (["出勤", "加班"], ["8 8 4", "2 . 8"], "1+2 1 0.5+8"),
    (["正常出勤", "加班小时"], ["√ √ .", "0.5 . 1"], "1+0.5 1 0+1"),
    (["出勤", "加班时间（小时）"], ["√ √ .", "0.5 . 1"], "1+0.5 1 0+1"),
    (["出勤", "加班"], ["√ √ √", "0.5 . 0.5"], "? 1 ?"),
    (["出勤", "公斤"], ["√ √ 半", "52 8 10"], "1 1 0.5"),
    (["白班", "夜班"], ["√ √ .", ". . √"], "1 1 1"),
    (["早班", "中班", "晚班"], ["√ . .", ". √ .", ". . √"], "1 1 1"),
    (["白班", "夜班"], ["√ √ .", "√ . √"], "? ? ?"),
    (["早班", "晚班"], ["√ √ .", "√ . √"], "? ? ?"),
    (["早", "晚"], ["√ √ .", "√ . √"], "? ? ?"),
    (["早", "中", "晚"], ["√ √ .", ". . √", "√ . ."], "? ? ?"),
    (["上午", "晚上"], ["√ √ .", "2 . ."], "0.5+2 0.5"),
    (["计划", "实际"], ["√ √ √", "√ . √"], "? ? ?"),
    (["出勤", "出勤"], ["√ √ √", "√ . √"], "? ? ?"),
    (["出勤", "请假"], ["√ √ .", ". . √"], "1 1 ?"),
]


@pytest.mark.parametrize("place", ["over names", "over days", "not merged", "in the middle"])
@pytest.mark.parametrize(("words", "rows", "expected"), WORDS)
def test_blocks_of_the_same_days_are_read_by_the_words_over_them(
    tmp_path: Path, words: list[str], rows: list[str], expected: str, place: str
) -> None:
    at = LAST // 2 if place == "in the middle" else 0
    over = [[word if each == at else None for each in range(LAST)] for word in words]
    labels = ["姓名" if place == "over names" else None, *itertools.chain(*over)]
    heads = [None if place == "over names" else "姓名", *[*DAYS] * len(words)]
    merged = ["A2:A3"] if place == "over names" else []
    if place in {"over names", "over days"}:
        merged += [area(2, 2 + LAST * each, LAST) for each in range(len(words))]
    second = [*marks(""), *marks(rows[1]), *[None] * LAST * (len(words) - 2)]
    lines = [
        TITLE,
        labels,
        heads,
        ["陈强", *itertools.chain(*map(marks, rows))],
        ["刘丽", *second],
    ]
    assert shown(read(tmp_path, lines, merged)) == expected


@pytest.mark.parametrize("place", ["", "between", "below"])
@pytest.mark.parametrize(("words", "rows", "expected"), WORDS)
def test_columns_below_each_day_are_read_by_their_words(
    tmp_path: Path, words: list[str], rows: list[str], expected: str, place: str
) -> None:
    wide = len(words)
    heads = ["姓名", *itertools.chain(*([day, *[None] * (wide - 1)] for day in DAYS))]
    signs = [
        None,
        *itertools.chain(*(["四五六日一二"[at], *[None] * (wide - 1)] for at in range(6))),
    ]
    labels = [None, *words * LAST]
    lines = [TITLE, heads, *([signs] if place == "between" else []), labels]
    lines += [signs] if place == "below" else []
    cells = [marks(row) for row in rows]
    lines.append(["陈强", *(cell for day in zip(*cells, strict=True) for cell in day)])
    merged = [area(2, 2 + wide * day, wide) for day in range(LAST)]
    assert shown(read(tmp_path, lines, merged)) == expected


def test_a_block_without_a_word_is_whole_days_only_beside_one_of_overtime(tmp_path: Path) -> None:
    heads = ["姓名", *DAYS, *DAYS]
    body = ["陈强", *marks("√ √ √"), *marks("2 . 3")]
    for word, expected in (
        ("加班", "1+2 1 1+3"),
        ("下午", "? ? ?"),
        ("备注", "? ? ?"),
        (None, "? ? ?"),
    ):
        labels = [None, *[None] * LAST, word]
        assert shown(read(tmp_path, [TITLE, labels, heads, body])) == expected


def test_days_over_two_columns_without_words_wait_where_both_are_used(tmp_path: Path) -> None:
    heads = ["姓名", *itertools.chain(*([day, None] for day in DAYS))]
    merged = [area(2, 2 + 2 * day, 2) for day in range(LAST)]
    both = [TITLE, heads, ["陈强", "√", "√", "√", None, None, "√"]]
    sheet = read(tmp_path, both, merged)
    assert sheet.records == ()
    assert len(sheet.problems) == 4
    first = [TITLE, heads, ["陈强", "√", None, "√", None, "√", None]]
    assert shown(read(tmp_path, first, merged)) == "1 1 1"
    wide = [*merged, *(area(3, 2 + 2 * day, 2) for day in range(3))]
    assert shown(read(tmp_path, first, wide)) == "1 1 1"


@pytest.mark.parametrize(
    ("words", "read_days"), [(["上午", "下午"], []), (["出勤", "加班"], [1, 2])]
)
def test_blocks_with_names_of_their_own_wait(
    tmp_path: Path, words: list[str], read_days: list[int]
) -> None:
    labels = [None, words[0], *[None] * (LAST - 1), None, words[1]]
    heads = ["姓名", *DAYS, "姓名", *DAYS]
    lines = [TITLE, labels, heads, ["陈强", *marks("√ √ ."), "陈强", *marks("8 . √")]]
    sheet = read(tmp_path, lines)
    assert [int(one.day[-2:]) for one in sheet.records] == read_days
    assert len(sheet.problems) == 4 - len(read_days)


@pytest.mark.parametrize(
    "above",
    [
        [None, "出勤情况"],
        [None, "日期"],
        [None, *"四五六日一二"],
        [None, None, None, "国庆", "加班"],
        [None, "10月"],
        [None, "10月考勤表（上午8点上班）"],
    ],
)
def test_what_else_stands_over_the_days_changes_nothing(
    tmp_path: Path, above: list[str | None]
) -> None:
    lines = [TITLE, above, ["姓名", *DAYS, "合计"], ["陈强", *marks("√ √ 半"), 2.5]]
    sheet = read(tmp_path, lines)
    assert (shown(sheet), sheet.problems) == ("1 1 0.5", ())


@pytest.mark.parametrize("named", [True, False])
def test_words_below_the_days_stand_on_every_page(tmp_path: Path, *, named: bool) -> None:
    def page(first: int) -> list[list[Any]]:
        heads = itertools.chain(*([day, None] for day in range(first, first + 6)))
        return [["姓名" if named or first == 1 else None, *heads], [None, *["出勤", "加班"] * 6]]

    lines = [TITLE, *page(1), ["陈强", "√", 2], *page(1), ["刘丽", "√", 3, "半"]]
    lines += [*page(7), ["陈强", "√", None, None, 2]]
    sheet = read(tmp_path, lines)
    assert sheet.problems == ()
    assert [
        (one.name, one.day[-2:], one.quarters, one.overtime_minutes) for one in sheet.records
    ] == [
        ("陈强", "01", 4, 120),
        ("刘丽", "01", 4, 180),
        ("刘丽", "02", 2, 0),
        ("陈强", "07", 4, 0),
        ("陈强", "08", 0, 120),
    ]
