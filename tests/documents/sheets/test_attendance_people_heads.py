"""Words over the names: those for people are heads only where the days stand beside them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.documents.sheets.test_attendance_in import read

TITLE, DAYS = ["2026年10月考勤表"], [str(day) for day in range(1, 11)]
TICKS = ["√"] * 10
LOOSE = ["人员", "员工", "工人", "务工人员", "民工", "职工"]
OWN = ["民工姓名", "姓名（签字）", "姓名(签名)", "农民工姓名"]


def found(table: list[list[str]]) -> dict[str, list[tuple[int, int]]]:
    """Return the days of everybody as day and quarters; nothing may be left over."""
    sheet = read(table)
    assert sheet.problems == ()
    said: dict[str, list[tuple[int, int]]] = {one.person.name: [] for one in sheet.people}
    for one in sheet.records:
        said[one.name].append((int(one.day[-2:]), one.quarters or 0))
    return said


ALL: dict[str, Any] = {name: [(day, 4) for day in range(1, 11)] for name in ("陈强", "刘丽")}


@pytest.mark.parametrize("head", [*LOOSE, *OWN])
@pytest.mark.parametrize(
    ("left", "below"),
    [
        ([], False),  # a word alone beside a date heads nothing
        *(
            (left, below)
            for left in (["序号"], ["序号", "班组"], ["编号"])
            for below in (False, True)
        ),
    ],
)
def test_people_may_be_headed_by_another_word(head: str, left: list[str], *, below: bool) -> None:
    days = [[*left, head, *DAYS, "合计"]]
    if below:
        days = [[*left, head, "日期", *[""] * 9, "合计"], ["", *[""] * len(left), *DAYS]]
    own = ["1", "一组"][: len(left)]
    people = [[*own, name, *TICKS, "10"] for name in ("陈强", "刘丽")]
    for at, row in enumerate(people):
        row[:1] = [str(at + 1)] if left else row[:1]
    assert found([TITLE, *days, *people]) == ALL
    # The head of the second page is nobody, with or without its title.
    assert found([TITLE, *days, people[0], *days, people[1]]) == ALL
    assert found([TITLE, *days, people[0], TITLE, *days, people[1]]) == ALL


@pytest.mark.parametrize("head", [*LOOSE, *OWN])
def test_a_second_head_with_a_column_more_has_its_own_days(head: str) -> None:
    crews = [
        TITLE,
        ["序号", "姓名", *DAYS],
        ["1", "陈强", *TICKS],
        ["二组"],
        ["序号", head, "性别", *DAYS],
        ["1", "刘丽", "男", *["√", ""] * 5],
    ]
    wanted = {"陈强": ALL["陈强"], "刘丽": [(day, 4) for day in range(1, 11, 2)]}
    assert found(crews) == wanted


@pytest.mark.parametrize("word", LOOSE)
def test_the_same_words_elsewhere_are_no_heads(word: str) -> None:
    crews = [
        TITLE,
        ["序号", "姓名", *DAYS],
        ["管理"],
        ["1", "陈强", *TICKS],
        [word],
        ["2", "刘丽", *TICKS],
    ]
    assert found(crews) == ALL
    again = [*crews[:-1], ["", "", *DAYS], crews[-1]]
    assert found(again) == ALL
    kinds = [
        TITLE,
        ["姓名", "人员类别", *DAYS],
        ["陈强", word, *TICKS],
        ["刘丽", word, "4", "5", "6", "7", "8", "", "", "", "", ""],
    ]
    sheet = read(kinds)
    assert {one.person.name for one in sheet.people} == {"陈强", "刘丽"}
    assert [one.quarters for one in sheet.records if one.name == "陈强"] == [4] * 10
    beside = [TITLE, ["姓名", word, *DAYS], ["陈强", "甲", *TICKS], ["刘丽", "乙", *TICKS]]
    assert found(beside) == ALL
