"""The unit that a corner over a list names for its amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.actions.workers import imports
from tests.actions.workers.imports import rosters

if TYPE_CHECKING:
    from pathlib import Path

    from gigdesk.actions.desk import Desk

LIU = rosters.number(1)
PLAIN = "年收入"
UNIT = "findings.value.unit"
INCOME = (3_600_000, set[str](), False)


def listed(
    folder: Path, corner: tuple[str, ...], head: str, *figures: Any, sheet: str = "花名册"
) -> Path:
    """Write a list of one person below a title and a corner."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    page.append(["石桥村务工人员花名册"])
    page.append(["", *corner])
    page.append(["姓名", "身份证号码", *head.split()])
    page.append(["刘桂花", LIU, *figures])
    made.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def read(desk: Desk, path: Path) -> tuple[int | None, set[str], bool]:
    """Take a list in; return the income, what is said of units, and whether one is asked for."""
    opened = imports.open_file(desk, path)
    known = imports.amounts_of(opened)
    asked = any(known.ask(one.sheet, one.index, one.field) for one in opened.columns)
    seen = rosters.look(desk, path)
    said = {one.code for line in seen.shown for one in line.classed.warnings if "value" in one.code}
    rosters.take(desk, path)
    return rosters.person(desk, LIU)["annual_income_fen"], said, asked


@pytest.mark.parametrize(
    "corner",
    [
        ("单位：万元",),
        ("金额单位：万元",),
        ("单位:万元",),
        ("（单位：万元）",),
        ("单  位 ： 万 元",),
        ("单位：人；万元",),
        ("单位：人（万元）",),
        ("单位：人、万元",),
        ("以万元为单位",),
        ("金额以万元计",),
        ("单位：", "万元"),
        ("填报单位：石桥村委会", "单位：万元"),
        ("填报单位：石桥村委会   单位：万元   填表日期：2026年",),
    ],
)
def test_a_corner_in_ten_thousands_is_the_unit_of_the_only_amount(
    desk: Desk, tmp_path: Path, corner: tuple[str, ...]
) -> None:
    assert read(desk, listed(tmp_path, corner, PLAIN, "3.6")) == INCOME


@pytest.mark.parametrize(
    ("corner", "head", "figures"),
    [
        ("单位：元", PLAIN, ["36000"]),
        ("金额单位：元", "务工情况 年收入", ["", "36000"]),
        # What the header or the cell says goes before the corner.
        ("单位：万元", "年收入（元）", ["36000"]),
        ("单位：元", "年收入(万元)", ["3.6"]),
        ("单位：万元", PLAIN, ["36000元"]),
        ("单位：万元", "年收入 补贴（元）", ["3.6", "500"]),
        # Of several amounts it tells only where it speaks of them.
        ("金额单位：万元", "年收入 期望工资", ["3.6", "0.5"]),
        ("金额单位：万元", "年收入 务工补贴", ["3.6", "0.05"]),
    ],
)
def test_the_nearest_word_for_a_unit_counts(
    desk: Desk, tmp_path: Path, corner: str, head: str, figures: list[str]
) -> None:
    assert read(desk, listed(tmp_path, (corner,), head, *figures)) == INCOME


@pytest.mark.parametrize(
    ("corner", "head", "figures"),
    [
        ("", PLAIN, ["3.6"]),
        ("单位：人", PLAIN, ["3.6"]),
        ("填报单位：万元", PLAIN, ["3.6"]),
        ("单位：元、万元", PLAIN, ["3.6"]),
        ("务工单位：万元厂", PLAIN, ["3.6"]),
        ("单位：万元", "年收入 期望工资", ["3.6", ""]),
        ("单位：万元", "年收入 务工补贴", ["3.6", "300"]),
    ],
)
def test_where_no_corner_tells_the_unit_of_an_amount_it_is_asked_for(
    desk: Desk, tmp_path: Path, corner: str, head: str, figures: list[str]
) -> None:
    assert read(desk, listed(tmp_path, (corner,), head, *figures)) == (None, {UNIT}, True)


def test_figures_in_yuan_under_a_corner_in_ten_thousands_are_kept_as_words(
    desk: Desk, tmp_path: Path
) -> None:
    path = listed(tmp_path, ("单位：万元",), PLAIN, "36000")
    assert read(desk, path) == (None, {"findings.value.large_unit"}, False)
    assert "36000" in rosters.person(desk, LIU)["notes"]
