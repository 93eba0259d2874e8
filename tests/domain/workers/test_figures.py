from __future__ import annotations

import re

import pytest

from gigdesk.domain.workers import figures


@pytest.mark.parametrize(
    ("text", "unit"),
    [("年收入（万元）", "万元"), ("月工资(元)", "元"), ("产值 千元", "千元"), ("人数", None)],
)
def test_the_longest_unit_is_meant(text: str, unit: str | None) -> None:
    found = re.search(figures.UNIT, text)
    assert (found and found[0]) == unit


@pytest.mark.parametrize(
    ("word", "ends"),
    [("年收入(万元)", True), ("年收入万元", True), ("万元户", False), ("年收入(元)", False)],
)
def test_a_word_ends_in_ten_thousands(word: str, *, ends: bool) -> None:
    assert bool(figures.IN_TEN_THOUSANDS.search(word)) is ends


@pytest.mark.parametrize(
    ("cell", "is_day"),
    [
        *((one, True) for one in ("2026-9-1", "9/1", "9月", "2026年9月", "8:30", "5日")),
        *((one, False) for one in ("13800001111", "3组", "3500元", "-1")),
    ],
)
def test_a_day_or_a_time_is_known_by_what_parts_its_figures(cell: str, *, is_day: bool) -> None:
    assert bool(figures.DAY.search(cell)) is is_day


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("2026年9月花名册", "2026年9月"),
        ("9月", "9"),
        ("12月名单", "12"),
        ("3组", None),
        ("1234", None),
    ],
)
def test_a_moment_in_the_name_of_a_sheet(name: str, moment: str | None) -> None:
    found = figures.MOMENT.search(name)
    assert (found and found[0]) == moment


@pytest.mark.parametrize(
    ("line", "is_page"),
    [
        *((one, True) for one in ("第1页", "第1页,共3页", "共3页", "-第2页-", "第1/3页")),
        *((one, False) for one in ("1", "第1组", "页", "共3人", "第1页刘桂花")),
    ],
)
def test_a_line_that_only_numbers_its_page(line: str, *, is_page: bool) -> None:
    assert bool(figures.PAGE.fullmatch(line)) is is_page


@pytest.mark.parametrize(
    ("cell", "counts"),
    [
        *((one, True) for one in ("12人", "共30户", "(共12名)", "计5口")),
        *((one, False) for one in ("12", "3组", "刘12人", "12人工")),
    ],
)
def test_a_cell_that_counts_people(cell: str, *, counts: bool) -> None:
    assert bool(figures.PEOPLE.fullmatch(cell)) is counts


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("新建村（6人）", "新建村"),
        ("新建村(6人)", "新建村"),
        ("石桥村 12 人", "石桥村"),
        ("石桥村：12人", "石桥村"),
        ("石桥村3", "石桥村"),
        ("石桥村3组", "石桥村3组"),
        ("石桥村 2队", "石桥村 2队"),
    ],
)
def test_what_counts_behind_a_village_is_cut_off(title: str, village: str) -> None:
    assert figures.COUNTED.sub("", title) == village
