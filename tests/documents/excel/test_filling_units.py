"""Amounts in a superior's form: in the unit that the form itself counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk.documents.excel import filling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FIELDS = {"姓名": "name", "年收入": "annual_income_fen", "年收入(万元)": "annual_income_fen"}
PEOPLE: list[dict[str, Any]] = [
    {"name": "王五", "annual_income_fen": 3_500_000},
    {"name": "赵六", "annual_income_fen": 10_000_000},
    {"name": "孙七", "annual_income_fen": None},
]


def filled(tmp_path: Path, rows: Sequence[Sequence[str | None]], *merged: str) -> Any:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append([*row])
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(tmp_path / "form.xlsx")
    filling.fill_form(tmp_path / "form.xlsx", tmp_path / "out.xlsx", PEOPLE, {}, fields=FIELDS)
    return openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]


def column(sheet: Any, letter: str, first: int) -> list[Any]:
    return [sheet[f"{letter}{row}"].value for row in range(first, first + len(PEOPLE))]


@pytest.mark.parametrize("mark", ["{{年收入（万元）}}", "{{年收入(万元)}}", "{{年收入:万元}}"])
def test_a_mark_in_ten_thousands_is_filled_in_ten_thousands(tmp_path: Path, mark: str) -> None:
    sheet = filled(tmp_path, [["姓名", "收入"], ["{{姓名}}", mark]])
    assert column(sheet, "B", 2) == [3.5, 10, None]


@pytest.mark.parametrize("head", ["年收入（万元）", "年收入\n(万元)", "务工年收入/万元"])
def test_the_head_over_a_column_says_the_unit(tmp_path: Path, head: str) -> None:
    sheet = filled(tmp_path, [["姓名", head], ["{{姓名}}", "{{年收入}}"]])
    assert column(sheet, "B", 2) == [3.5, 10, None]


def test_a_head_over_several_columns_and_rows_says_it_as_well(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["姓名", "收入情况（万元）", None],
        [None, None, None],
        ["{{姓名}}", "x", "{{年收入}}"],
    ]
    sheet = filled(tmp_path, rows, "B1:C2")
    assert column(sheet, "C", 3) == [3.5, 10, None]


@pytest.mark.parametrize(
    "corner",
    [
        "单位：万元的表",
        "单位：元、万元",
        "单位：元；万元",
        "金额以元计",
        "单位：人、万元/元",
        "填报单位：江村镇、万元",
        "（单位：元）",
        "本表单位：元",
        "填报单位：万元",
        "填 报 单 位：万元",
        "填表单位：万元",
        "制表单位：万元",
        "编制单位：万元",
        "上报单位（万元）",
        "报送单位：万元村委会",
        "填报单位：万元镇    单位：元",
    ],
)
def test_without_a_word_of_it_amounts_stay_in_yuan(tmp_path: Path, corner: str) -> None:
    rows: list[list[str | None]] = [
        [corner, None],
        ["姓名", "年收入"],
        ["{{姓名}}", "{{年收入}}"],
    ]
    assert column(filled(tmp_path, rows), "B", 3) == [35000, 100_000, None]


@pytest.mark.parametrize(
    "corner",
    [
        "单  位 ： 万 元",
        "单位：人；万元",
        "单位：人（万元）",
        "以万元为单位",
        "金额以万元计",
        "（金额按人民币万元计）",
    ],
)
def test_a_corner_names_ten_thousands_however_it_is_written(tmp_path: Path, corner: str) -> None:
    rows: list[list[str | None]] = [
        [corner, None],
        ["姓名", "年收入"],
        ["{{姓名}}", "{{年收入}}"],
    ]
    assert column(filled(tmp_path, rows), "B", 3) == [3.5, 10, None]


def test_sums_and_sentences_count_as_their_marks_say(tmp_path: Path) -> None:
    foot = "共{{合计:年收入（万元）}}万元，即{{合计:年收入}}元"
    rows = [["姓名", "年收入"], ["{{姓名}}", "年{{年收入:万元}}万"], [foot, "{{合计:年收入:万元}}"]]
    sheet = filled(tmp_path, rows)
    assert column(sheet, "B", 2) == ["年3.5万", "年10万", "年万"]
    assert (sheet["A5"].value, sheet["B5"].value) == ("共13.5万元，即135000.00元", 13.5)


def test_a_sum_below_a_column_counts_as_its_head_says(tmp_path: Path) -> None:
    rows = [["姓名", "年收入（万元）"], ["{{姓名}}", "{{年收入}}"], ["合计", "{{合计:年收入}}"]]
    assert filled(tmp_path, rows)["B5"].value == 13.5


@pytest.mark.parametrize(
    "corner",
    [
        "单位：万元",
        "（金额单位：人民币万元）",
        "制表：张三 单位:万元",
        "单位：万元    填报日期：2026年11月",
        "单位：人、万元",
        "单 位： 万元",
        "单位：户、人、万元",
        "单位：人次/万元",
        "单位：万元/年",
        "单位（万元）",
        "计量单位为：人、%、万元",
        "本表单位：万元",
        "报表单位：万元",
        "统计表 单位：万元",
        "年报单位：万元",
        "填报单位：江村镇    金额单位：万元",
        "制表单位：万元镇政府 本表单位：万元",
    ],
)
def test_the_corner_of_a_form_says_the_unit_of_all_its_amounts(tmp_path: Path, corner: str) -> None:
    rows: list[list[str | None]] = [
        ["收入表", None, corner],
        ["姓名", "年收入", "年收入（元）"],
        ["{{姓名}}", "{{年收入}}", "{{年收入}}"],
    ]
    sheet = filled(tmp_path, rows)
    assert column(sheet, "B", 3) == [3.5, 10, None]
    assert column(sheet, "C", 3) == [35000, 100_000, None]


def test_the_unit_stands_over_a_row_of_numbers_of_columns_as_well(tmp_path: Path) -> None:
    rows = [["姓名", "年收入（万元）"], ["甲", "1"], ["{{姓名}}", "{{年收入}}"]]
    assert column(filled(tmp_path, rows), "B", 3) == [3.5, 10, None]


def test_the_nearer_head_decides(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["姓名", "收入（万元）", None],
        [None, "去年", "其中务工（元）"],
        ["{{姓名}}", "{{年收入}}", "{{年收入}}"],
    ]
    sheet = filled(tmp_path, rows, "B1:C1")
    assert column(sheet, "B", 3) == [3.5, 10, None]
    assert column(sheet, "C", 3) == [35000, 100_000, None]


@pytest.mark.parametrize(
    ("head", "said"), [("年收入（千元）", 35), ("年收入(万)", 3.5), ("年收入", 35000)]
)
def test_every_unit_of_a_head_is_kept_to(tmp_path: Path, head: str, said: float) -> None:
    sheet = filled(tmp_path, [["姓名", head], ["{{姓名}}", "{{年收入}}"]])
    assert sheet["B2"].value == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{年收入}}万元", "3.5万元"),
        ("{{年收入}} 千元", "35 千元"),
        ("共{{年收入}}元", "共35000.00元"),
        ("{{年收入}}（万元）", "3.5（万元）"),
    ],
)
def test_a_unit_right_behind_a_mark_beats_the_head(tmp_path: Path, text: str, said: str) -> None:
    sheet = filled(tmp_path, [["姓名", "说明（万元）"], ["{{姓名}}", text]])
    assert sheet["B2"].value == said


def test_people_who_earn_ten_thousand_are_no_unit(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["年收入万元以上的人员", None],
        ["姓名", "年收入"],
        ["{{姓名}}", "{{年收入}}"],
    ]
    sheet = filled(tmp_path, rows, "A1:B1")
    assert column(sheet, "B", 3) == [35000, 100_000, None]


def test_a_sum_in_capitals_stays_whole_below_a_column_in_ten_thousands(tmp_path: Path) -> None:
    rows = [["姓名", "年收入（万元）"], ["{{姓名}}", "{{年收入}}"], ["", "{{合计:年收入:大写}}"]]
    assert filled(tmp_path, rows)["B5"].value == "壹拾叁万伍仟元整"


def test_the_head_that_is_read_beats_the_unit_in_the_name_of_the_field(tmp_path: Path) -> None:
    rows = [["姓名", "年收入（元）", "年收入（元）"]]
    rows.append(["{{姓名}}", "{{年收入（万元）}}", "{{年收入:万元}}"])
    sheet = filled(tmp_path, rows)
    assert (sheet["B2"].value, sheet["C2"].value) == (35000, 3.5)


def test_the_unit_may_stand_in_the_cell_beside_its_word(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["收入表", "金额单位：", "万元"],
        ["姓名", "年收入", None],
        ["{{姓名}}", "{{年收入}}", None],
    ]
    assert column(filled(tmp_path, rows), "B", 3) == [3.5, 10, None]


@pytest.mark.parametrize("corner", ["填报单位：元宝村、万元户社", "填报单位：大元村", "单位：元"])
def test_who_reports_is_no_unit(tmp_path: Path, corner: str) -> None:
    rows: list[list[str | None]] = [[corner, None], ["姓名", "年收入"], ["{{姓名}}", "{{年收入}}"]]
    assert column(filled(tmp_path, rows), "B", 3) == [35000, 100_000, None]
