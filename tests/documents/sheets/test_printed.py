"""Sheets that only show another sheet again are left out, and only those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from gigdesk.domain.workers import identity

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ["序号", "姓名", "身份证号", "电话"]


def number(order: int) -> str:
    """Return a right number."""
    body = f"430602199001{order + 10}101"
    return body + identity.check_character(body)


PEOPLE: list[list[Any]] = [
    [at + 1, name, number(at), f"1381234567{at}"]
    for at, name in enumerate(("刘强", "陈丽", "王芳", "赵军"))
]


def plans(path: Path, rows: list[list[Any]]) -> dict[str, roster_in.RosterPlan]:
    """Plan a workbook of a roster and a second sheet with these rows."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "录入表"
    for row in [HEAD, *PEOPLE]:
        page.append(row)
    further = book.create_sheet("打印表")
    for row in rows:
        further.append(row)
    book.save(path)
    return {plan.sheet.name: plan for plan in roster_in.plans(reading.read(path))}


FORMULAS = [[f"=录入表!{letter}{row}" for letter in "ABC"] for row in range(2, 6)]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (FORMULAS, "unsaved"),
        ([[at, name, number, ""] for at, (_, name, number, _) in enumerate(PEOPLE, 7)], "repeats"),
        (PEOPLE[1:], "repeats"),
    ],
)
def test_a_sheet_that_prints_another_is_left_out(
    tmp_path: Path, rows: list[list[Any]], why: str
) -> None:
    found = plans(tmp_path / "p.xlsx", [["打印"], HEAD[:3], *rows])
    assert found["录入表"].chosen
    assert (found["打印表"].chosen, found["打印表"].aside) == (False, why)
    (asked,) = roster_in.plans(reading.read(tmp_path / "p.xlsx"), "打印表")
    assert asked.chosen


@pytest.mark.parametrize(
    "rows",
    [
        # somebody else, another telephone, something more about the same people
        [*PEOPLE, [5, "孙梅", number(9), "13812345690"]],
        [[at, name, number, "13999999999"] for at, name, number, _ in PEOPLE],
        [[*row, "缝纫工"] for row in PEOPLE],
        [*FORMULAS, [5, "孙梅", number(9), "13812345690"]],
    ],
)
def test_a_sheet_that_says_more_is_read(tmp_path: Path, rows: list[list[Any]]) -> None:
    assert plans(tmp_path / "m.xlsx", [[*HEAD, "工种"], *rows])["打印表"].chosen
