"""Rows of sums below people who have a row for each part of the day: nobody's, or they wait."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.sheets.test_attendance_captions import days
from tests.documents.sheets.written_sheets import read

if TYPE_CHECKING:
    from pathlib import Path

TITLE = ["2026年10月考勤表"]
HEAD = ["序号", "姓名", "类别", *range(1, 7), "合计"]
DAYS = [1, 1, 1, 0.5, None, 1]
CHEN: list[list[Any]] = [
    [1, "陈强", "出勤", *DAYS, 4.5],
    ["", "", "加班", 2, None, 2, None, None, 1, 5],
]
LIU: list[list[Any]] = [
    [2, "刘丽", "出勤", *DAYS, 4.5],
    ["", "", "加班", 1, None, None, None, None, 3, 4],
]
WANG: list[list[Any]] = [[3, "王芳", "出勤", *DAYS, 4.5]]
OVER: list[Any] = ["加班", 2, 2, None, None, None, 2, 6]
SUM = [3, 3, 3, 1.5, None, 3, 13.5]
SUM_OVER = [3, None, 2, None, None, 4, 9]
OWN = ["1", "2", "3", "4/2", "6"]


def taken(folder: Path, people: list[list[Any]], sums: list[list[Any]]) -> tuple[list[str], int]:
    """Return the days of the last of the people, and how many cells wait or name nobody."""
    sheet = read(folder, [TITLE, HEAD, *people, *sums])
    nameless = [one for one in sheet.records if not one.name]
    return days(sheet, "王芳"), len(sheet.problems) + len(nameless)


SUMS: list[list[list[Any]]] = [
    [["", "合计", "出勤", *SUM], ["", "", "加班", *SUM_OVER]],
    [["合计", "", "出勤", *SUM], ["", "", "加班", *SUM_OVER]],
    [["合计", "", "出勤", *SUM], ["合计", "", "加班", *SUM_OVER]],
    [["", "", "出勤", *SUM], ["", "", "加班", *SUM_OVER]],
    [["合计", "", "", *SUM]],
    [["", "合计", "", *SUM], ["", "", "加班", *SUM_OVER]],
    [["", "出勤合计", "", *SUM], ["", "加班合计", "", *SUM_OVER]],
    # Sums of a part that nobody added rightly stand below a word for sums.
    [["", "合计", "出勤", *SUM], ["", "", "加班", 9, 9, 9]],
    [["合计", "", "出勤", 9, 9, 9], ["", "", "加班", 9, 9, 9]],
]


@pytest.mark.parametrize("sums", SUMS)
def test_sums_of_each_part_of_the_day_are_nobodys(tmp_path: Path, sums: list[list[Any]]) -> None:
    assert taken(tmp_path, [*CHEN, *LIU, *WANG], sums) == (OWN, 0)


@pytest.mark.parametrize("sums", SUMS[:7])
def test_sums_of_each_part_are_nobodys_below_somebody_with_all_parts(
    tmp_path: Path, sums: list[list[Any]]
) -> None:
    own = [*WANG, ["", "", *OVER]]
    both = [5, 2, 2, None, None, 6, 15]
    rows = [
        [both[at - 3] if row[2:3] == ["加班"] and at > 2 else cell for at, cell in enumerate(row)]
        for row in sums
    ]
    assert taken(tmp_path, [*CHEN, *LIU, *own], rows) == (["1+2", "2+2", "3", "4/2", "6+2"], 0)


@pytest.mark.parametrize(
    ("sums", "waiting"),
    [
        # What may be the overtime of the last person or all overtime is neither without asking.
        ([["", "", "加班", *SUM_OVER]], 3),
        ([["", "合计", "", *SUM], ["", "", "加班", 9, 9, 9]], 3),
        # Behind the sum of a page the further row of somebody is not known to be theirs.
        ([["", "本页小计", "", *SUM], HEAD, ["", "", "加班", 2, None, 2]], 2),
    ],
)
def test_overtime_below_somebody_without_any_waits_where_it_may_be_a_sum(
    tmp_path: Path, sums: list[list[Any]], waiting: int
) -> None:
    assert taken(tmp_path, [*CHEN, *LIU, *WANG], sums) == (OWN, waiting)


@pytest.mark.parametrize(
    ("further", "expected"),
    [
        # Somebody's own rows stay theirs.
        ([["", "", *OVER]], ["1+2", "2+2", "3", "4/2", "6+2"]),
        ([["", "", "加班", 2, None, 2]], ["1+2", "2", "3+2", "4/2", "6"]),
        ([["", "", "合计", 3, 1, 3], ["", "", *OVER]], ["1+2", "2+2", "3", "4/2", "6+2"]),
    ],
)
def test_the_overtime_of_the_last_person_is_theirs(
    tmp_path: Path, further: list[list[Any]], expected: list[str]
) -> None:
    assert taken(tmp_path, [*CHEN, *LIU, *WANG, *further], []) == (expected, 0)


@pytest.mark.parametrize("label", ["出勤", "工日", "", "合计"])
def test_a_row_of_sums_may_be_called_by_the_word_for_days(tmp_path: Path, label: str) -> None:
    head = ["序号", "姓名", *range(1, 7), "合计"]
    people = [[1, "刘丽", *"√√√√", "休", "√"], [2, "王芳", "√", "√", "√", "半", "", "√"]]
    sheet = read(tmp_path, [TITLE, head, *people, [label, "", 2, 2, 2, 1.5, None, 2, 9.5]])
    assert (days(sheet, "王芳"), sheet.problems) == (OWN, ())
    even = [[1, "刘丽", *"√√√√"], [2, "王芳", *"√√√√"], [label, "", 2, 2, 2, 2]]
    sheet = read(tmp_path, [TITLE, head, *even])
    assert (days(sheet, "王芳") == ["1", "2", "3", "4"]) is (label != "")
    assert (sheet.problems == ()) is (label != "")
    own = [*even[:2], [label, "", 8, 8, 4, 8]]
    sheet = read(tmp_path, [TITLE, head, *own])
    assert (sheet.problems == ()) is (label == "合计")


@pytest.mark.parametrize("head", [[], [HEAD], [["第2页"], HEAD]])
@pytest.mark.parametrize(
    ("sums", "further", "expected"),
    [
        ([["", "本页小计", "", 2, 1, 1]], ["", "", "下午", "√", "√"], (["1", "2", "3/2"], 0)),
        ([["本页小计", "", "", 2, 1, 1]], ["", "", "下午", "√", "休"], (["1", "2/2", "3/2"], 0)),
        # Numbers may be sums, and the further morning is somebody else's.
        ([["", "本页小计", "", 2, 1, 1]], ["", "", "下午", 1, 1], (["1/2", "2/2", "3/2"], 2)),
        ([["", "本页小计", "", 2, 1, 1]], ["", "", "上午", "√", "√"], (["1/2", "2/2", "3/2"], 2)),
        ([["", "本页小计", "", 2, 1, 1]], ["", "", "加班", 2, 1], (["1/2", "2/2", "3/2"], 2)),
    ],
)
def test_an_afternoon_behind_the_sum_of_a_page_is_the_last_persons(
    tmp_path: Path,
    head: list[list[Any]],
    sums: list[list[Any]],
    further: list[Any],
    expected: tuple[list[str], int],
) -> None:
    people: list[list[Any]] = [
        [1, "陈强", "上午", "√", "√"],
        ["", "", "下午", "√"],
        [2, "王芳", "上午", "√", "√", "√"],
    ]
    sheet = taken(tmp_path, people, [*sums, *head, further, [3, "赵军", "上午", "√"]])
    assert sheet == expected


MORNING: list[list[Any]] = [
    [1, "陈强", "上午", "√", "√"],
    ["", "", "下午", "√"],
    [2, "王芳", "上午", "√", "√", "√"],
]
PAGE: list[Any] = ["本页小计", "", "", 2, 1, 1]
HALVES, WHOLE = ["1/2", "2/2", "3/2"], ["1", "2", "3/2"]
FURTHER: list[Any] = ["", "", "下午", "√", "√"]


@pytest.mark.parametrize(
    ("between", "row", "expected"),
    [
        # What stands before the days is no part of the day: the row is somebody else's.
        ([PAGE], ["核对", "", "下午", "√", "√"], (HALVES, 2)),
        ([["合计", *PAGE[1:]]], ["班长", "", "下午", "√", "√"], (HALVES, 2)),
        ([PAGE, ["第2页"], HEAD], [3, "", "下午", "√", "√"], (HALVES, 2)),
        ([PAGE, HEAD], [3, "", "下午", "√", "√"], (HALVES, 2)),
        # So is one below the caption of others.
        ([PAGE, ["二组"]], FURTHER, (HALVES, 2)),
        ([PAGE, ["二组"], HEAD], FURTHER, (HALVES, 2)),
        ([PAGE, ["第2页"], ["", "二组"], HEAD], FURTHER, (HALVES, 2)),
        ([PAGE, [], ["签到情况抽查"]], FURTHER, (HALVES, 2)),
        ([PAGE, ["班组：二组"]], FURTHER, (HALVES, 2)),
        # The page goes on.
        ([PAGE], FURTHER, (WHOLE, 0)),
        ([PAGE, []], FURTHER, (WHOLE, 0)),
        ([PAGE, ["制表人：李四", "", "", "审核人："], ["第2页"], HEAD], FURTHER, (WHOLE, 0)),
        ([PAGE, ["备注：√为出勤"], HEAD], FURTHER, (WHOLE, 0)),
        ([["合计", "", "上午", 2, 2, 1], ["", "", "下午", 1, 1, 1], HEAD], FURTHER, (WHOLE, 0)),
        ([["", *PAGE[:2], *PAGE[3:]], HEAD], FURTHER, (WHOLE, 0)),
    ],
)
def test_an_afternoon_behind_a_sum_may_be_somebody_elses(
    tmp_path: Path, between: list[list[Any]], row: list[Any], expected: tuple[list[str], int]
) -> None:
    more = [*between, row, [3, "赵军", "上午", "√"], ["", "", "下午", "√"]]
    sheet = read(tmp_path, [TITLE, HEAD, *MORNING, *more])
    nameless = [one for one in sheet.records if not one.name]
    assert (days(sheet, "王芳"), len(sheet.problems) + len(nameless)) == expected
    assert days(sheet, "赵军") == ["1"]
