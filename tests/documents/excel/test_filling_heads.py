"""The head and foot of a superior's form: its own words, told from those of a person's row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gigdesk import errors, i18n
from gigdesk.documents.excel import filling

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIELDS = {
    "姓名": "name",
    "联系电话": "phone",
    "单位": "employer_name",
    "填报人": "registered_by",
    "填报日期": "registered_on",
    "单位名称": "employer_name",
}
HEAD = {"unit": "毛俊镇", "filled_by": "黄某", "filled_on": "2026-11-02"}
ONE = {
    "name": "王五",
    "phone": "13800000001",
    "employer_name": "绿源基地",
    "registered_by": "别人",
    "registered_on": "2020-01-01",
}
LIST = {"A4": "{{序号}}", "B4": "{{姓名}}", "C4": "{{联系电话}}", "D4": "{{单位}}"}


def filled(tmp_path: Path, cells: Mapping[str, str], count: int) -> Any:
    book = openpyxl.Workbook()
    for where, value in cells.items():
        book.worksheets[0][where] = value
    book.save(tmp_path / "form.xlsx")
    out = tmp_path / f"out {count}.xlsx"
    filling.fill_form(tmp_path / "form.xlsx", out, [ONE] * count, HEAD, fields=FIELDS)
    return openpyxl.load_workbook(out).worksheets[0]


@pytest.mark.parametrize("count", [1, 3])
def test_head_and_foot_have_chinese_words_whatever_the_number_of_rows(
    tmp_path: Path, count: int
) -> None:
    sheet = filled(
        tmp_path,
        {
            "A1": "{{填报单位}}劳务输出名单（{{单位}}）",
            "A2": "填报日期：{{填报日期}}　{{年月日}}　{{年}}-{{月}}-{{日}}",
            **LIST,
            "A5": "填报人：{{填报人}}　制表人：{{制表人}}　共{{人数}}人，合计{{合计人数}}人",
            "A6": "{{制表日期:yyyy年mm月}}",
        },
        count,
    )
    assert sheet["A1"].value == "毛俊镇劳务输出名单（毛俊镇）"
    assert sheet["A2"].value == "填报日期：2026-11-02　2026年11月2日　2026-11-2"
    foot = sheet.cell(4 + count, 1).value
    assert foot == f"填报人：黄某　制表人：黄某　共{count}人，合计{count}人"
    assert sheet.cell(5 + count, 1).value == "2026年11月"
    assert [sheet.cell(4, column).value for column in range(1, 5)] == [
        1,
        "王五",
        "13800000001",
        "绿源基地",
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_persons_mark_in_the_head_of_a_list_is_refused_alone(tmp_path: Path, count: int) -> None:
    cells = {"A1": "{{填报单位}}名单", **LIST, "A5": "电话：{{联系电话}}", "A6": "{{填报人}}"}
    with pytest.raises(errors.Invalid) as refused:
        filled(tmp_path, cells, count)
    said = i18n.text(refused.value.code, **refused.value.params)
    assert "Sheet!A5 {{联系电话}}" in said
    assert not any(place in said for place in ("A1", "B4", "C4", "D4", "A6"))
    assert "填报单位" in said
    assert not (tmp_path / f"out {count}.xlsx").exists()


def test_an_unknown_mark_names_the_one_it_is_near_to_and_no_other(tmp_path: Path) -> None:
    cells = {"A1": "{{填报单未}}", **LIST, "A5": "{{乱}}"}
    with pytest.raises(errors.Invalid) as refused:
        filled(tmp_path, cells, 2)
    said = i18n.text(refused.value.code, **refused.value.params)
    assert "Sheet!A1 {{填报单未}}（是不是 {{填报单位}}？）" in said
    assert said.endswith("Sheet!A5 {{乱}}")


@pytest.mark.parametrize("option", ["|遮盖", "｜脱敏", ":逐格", "：遮盖:拆分"])
def test_a_wrong_option_is_answered_with_the_options_and_never_with_less_of_them(
    tmp_path: Path, option: str
) -> None:
    cells = {"A1": "{{填报单位}}", **LIST, "D4": f"{{{{身份证号码{option}}}}}"}
    with pytest.raises(errors.Invalid) as refused:
        filled(tmp_path, cells, 2)
    said = i18n.text(refused.value.code, **refused.value.params)
    assert "{{身份证号码}}" not in said
    assert all(word in said for word in ("拆分", "脱敏", "大写"))


def test_a_misspelt_word_keeps_the_options_it_was_written_with(tmp_path: Path) -> None:
    cells = {"A1": "{{填报单位}}", **LIST, "D4": "{{联系电活:脱敏}}"}
    with pytest.raises(errors.Invalid) as refused:
        filled(tmp_path, cells, 2)
    said = i18n.text(refused.value.code, **refused.value.params)
    assert "是不是 {{联系电话:脱敏}}" in said


def test_a_list_without_numbers_is_known_by_marks_side_by_side(tmp_path: Path) -> None:
    cells = {"A1": "{{填报单位}}", "A3": "{{姓名}}", "B3": "{{联系电话}}", "B5": "{{姓名}}"}
    with pytest.raises(errors.Invalid) as refused:
        filled(tmp_path, cells, 1)
    assert refused.value.code == "sheets.error.form_misplaced"
    assert "B5" in str(refused.value.params["marks"])


def test_on_a_card_every_mark_is_the_persons(tmp_path: Path) -> None:
    cells = {"B1": "{{姓名}}", "D1": "{{联系电话}}", "B2": "{{单位}}", "B3": "{{填报单位}}"}
    cells |= {"B4": "{{联系电话}}", "A1": "姓名", "C1": "电话"}
    sheet = filled(tmp_path, cells, 1)
    assert [sheet[f"B{row}"].value for row in range(1, 5)] == [
        "王五",
        "绿源基地",
        "毛俊镇",
        "13800000001",
    ]


def test_labels_of_both_languages_are_known_whatever_the_window_speaks(tmp_path: Path) -> None:
    sheet = filled(tmp_path, {"A1": "{{Reporting unit}}", "A3": "{{Name}}", "B3": "{{姓名}}"}, 2)
    assert sheet["A1"].value == "毛俊镇"
    assert [sheet["A4"].value, sheet["B4"].value] == ["王五", "王五"]
