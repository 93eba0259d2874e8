"""A superior's own form, filled in: every mark, and everything around the marks kept."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from gigdesk import errors
from gigdesk.documents.excel import filling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FIELDS = {
    "姓名": "name",
    "身份证号码": "doc_no",
    "性别": "sex",
    "出生日期": "birth_date",
    "电话": "phone",
    "天数": "days",
    "工资": "amount_fen",
    "单位": "unit",
    "日期": "date",
}
HEAD = {"unit": "毛俊镇便民服务中心", "date": "2026-11-21"}
PEOPLE: list[dict[str, Any]] = [
    {
        "name": "李𬭎",
        "doc_no": "431127198001010018",
        "sex": "男",
        "birth_date": "1980-01-01",
        "phone": "13800000001",
        "days": Decimal("24.5"),
        "amount_fen": 392_005,
    },
    {
        "name": "=王五",
        "doc_no": "43112719750505002X",
        "sex": "女",
        "birth_date": "1975-05",
        "phone": "13800000002",
        "days": 10,
        "amount_fen": 160_000,
    },
    {
        "name": "赵六",
        "doc_no": "431127199912310034",
        "sex": "男",
        "birth_date": None,
        "phone": "",
        "days": 0,
        "amount_fen": None,
    },
]


def _saved(path: Path, cells: Mapping[str, Any]) -> Path:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    for where, value in cells.items():
        sheet[where] = value
    book.save(path)
    return path


def _filled(
    tmp_path: Path,
    cells: Mapping[str, Any],
    records: Sequence[Mapping[str, Any]] = tuple(PEOPLE),
    head: Mapping[str, Any] | None = None,
) -> Any:
    form = _saved(tmp_path / "form.xlsx", cells)
    out = tmp_path / "out.xlsx"
    filling.fill_form(form, out, records, HEAD if head is None else head, fields=FIELDS)
    return openpyxl.load_workbook(out)["Sheet"]


def _column(sheet: Any, column: str, first: int, count: int) -> list[Any]:
    return [sheet[f"{column}{row}"].value for row in range(first, first + count)]


@pytest.mark.parametrize("word", ["脱敏", "打码", "掩码"])
def test_numbers_are_masked_by_whichever_word_an_office_has_for_it(
    tmp_path: Path, word: str
) -> None:
    marks = {"A3": "{{姓名}}", "B3": f"{{{{电话:{word}}}}}"}
    assert _filled(tmp_path, marks, records=PEOPLE[:1])["B3"].value == "138****0001"


def test_each_kind_of_mark_writes_its_value(tmp_path: Path) -> None:
    sheet = _filled(
        tmp_path,
        {
            "A1": "单位：{{单位}}　日期：{{日期:yyyy年m月d日}}　共{{人数}}人",
            "A3": "{{序号}}",
            "B3": "{{姓名}}",
            "C3": "{{身份证号码}}",
            "D3": "{{身份证号码:脱敏}}",
            "E3": "{{电话:脱敏}}",
            "F3": "{{出生日期:yyyy年m月d日}}",
            "G3": "{{性别:男=√}}",
            "H3": "男{{性别:男=☑|☐}} 女{{性别:女=☑|☐}}",
            "I3": "{{天数}}",
            "J3": "{{工资}}",
            "K3": "{{工资:大写}}",
            "A4": "合计{{合计:天数}}天",
            "B4": "{{合计:工资}}",
            "C4": "{{合计:工资:大写}}",
        },
        records=PEOPLE[:2],
    )
    assert sheet["A1"].value == "单位：毛俊镇便民服务中心　日期：2026年11月21日　共2人"
    first = [sheet.cell(3, column).value for column in range(1, 12)]
    assert first == [
        1,
        "李𬭎",
        "431127198001010018",
        "431***********0018",
        "138****0001",
        "1980年1月1日",
        "√",
        "男☑ 女☐",
        24.5,
        3920.05,
        "叁仟玖佰贰拾元零伍分",
    ]
    assert sheet["F4"].value == "1975年5月"
    assert sheet["G4"].value is None
    assert sheet["A5"].value == "合计34.5天"
    assert sheet["B5"].value == 5520.05
    assert sheet["C5"].value == "伍仟伍佰贰拾元零伍分"
    assert (sheet["C3"].data_type, sheet["C3"].number_format) == ("s", "@")
    assert (sheet["B4"].data_type, sheet["B4"].value) == ("s", "=王五")


def test_a_number_is_split_one_sign_per_cell_over_merged_cells_too(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet["A2"], sheet["B2"] = "{{姓名}}", "{{身份证号码:拆分}}"
    sheet.merge_cells("B2:C2")
    book.save(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    filling.fill_form(tmp_path / "form.xlsx", out, PEOPLE, HEAD, fields=FIELDS)
    found = openpyxl.load_workbook(out)["Sheet"]
    for row, person in enumerate(PEOPLE, start=2):
        signs = [str(found.cell(row, column).value) for column in (2, *range(4, 21))]
        assert "".join(signs) == person["doc_no"]
    assert {str(one) for one in found.merged_cells.ranges} == {"B2:C2", "B3:C3", "B4:C4"}


def test_a_split_never_runs_over_what_is_written(tmp_path: Path) -> None:
    with pytest.raises(errors.Invalid) as refused:
        _filled(tmp_path, {"A2": "{{身份证号码:拆分}}", "F2": "{{姓名}}"})
    assert refused.value.params["blocked"] == "F2"
    assert not (tmp_path / "out.xlsx").exists()


def test_unknown_marks_are_listed_together_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(errors.Invalid) as refused:
        _filled(
            tmp_path, {"A1": "{{天气}}", "B2": "{{姓名}}", "C2": "{{姓名:倒写}}", "D9": "{{ x }}"}
        )
    listed = str(refused.value.params["marks"])
    assert "Sheet!A1 {{天气}}" in listed
    assert "Sheet!C2 {{姓名:倒写}}" in listed
    assert "Sheet!D9" in listed
    assert "B2" not in listed
    assert not (tmp_path / "out.xlsx").exists()


def test_labels_are_read_without_regard_to_width_blanks_and_language(tmp_path: Path) -> None:
    cells = {
        "A2": "｛｛ 姓 名 ｝｝",
        "B2": "{{Name}}",
        "C2": "{{doc_no：masked}}",
        "D2": "{{SEQUENCE}}",
    }
    sheet = _filled(tmp_path, cells, records=PEOPLE[:1])
    assert [sheet[f"{one}2"].value for one in "ABCD"] == [
        "李𬭎",
        "李𬭎",
        "431***********0018",
        1,
    ]


def test_formulas_below_move_and_totals_grow(tmp_path: Path) -> None:
    sheet = _filled(
        tmp_path,
        {
            "A3": "{{姓名}}",
            "B3": "{{天数}}",
            "C3": "=B3*$B$9",
            "D3": "=SUM(B$3:B3)",
            "E3": "=B3/SUM($B$3:$B$3)",
            "F3": "=SUM(B3:C3)",
            "A4": "合计",
            "B4": "=SUM(B3:B3)",
            "C4": "=SUM(C3)",
            "D4": "=B4+B1",
            "E4": "=COUNTA(A2:A4)",
            "F4": "=B3",
            "G4": "=SUM(B:B)",
            "B9": 160,
            "B1": "=B4",
        },
    )
    assert _column(sheet, "C", 3, 3) == ["=B3*$B$11", "=B4*$B$11", "=B5*$B$11"]
    assert _column(sheet, "D", 3, 3) == ["=SUM(B$3:B3)", "=SUM(B$3:B4)", "=SUM(B$3:B5)"]
    assert _column(sheet, "E", 3, 2) == ["=B3/SUM($B$3:$B$5)", "=B4/SUM($B$3:$B$5)"]
    assert _column(sheet, "F", 3, 2) == ["=SUM(B3:C3)", "=SUM(B4:C4)"]
    last = [sheet[f"{one}6"].value for one in "ABCDEFG"]
    assert last == [
        "合计",
        "=SUM(B3:B5)",
        "=SUM(C3:C5)",
        "=B6+B1",
        "=COUNTA(A2:A6)",
        "=B3",
        "=SUM(B:B)",
    ]
    assert sheet["B1"].value == "=B6"
    assert sheet["B11"].value == 160


def test_rich_text_keeps_its_formats(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    bold = InlineFont(b=True)
    book["Sheet"]["A2"] = CellRichText("姓名：", TextBlock(bold, "{{姓名}}"), " 女士/先生")
    book["Sheet"]["B2"] = CellRichText("{{", TextBlock(bold, "姓名}}"))
    book.save(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    filling.fill_form(tmp_path / "form.xlsx", out, PEOPLE, {}, fields=FIELDS)
    sheet = openpyxl.load_workbook(out, rich_text=True)["Sheet"]
    for row, person in enumerate(PEOPLE, start=2):
        kept: Any = sheet.cell(row, 1).value
        assert str(kept) == f"姓名：{person['name']} 女士/先生"
        assert kept[1].font.b
        assert sheet.cell(row, 2).value == person["name"]


def test_two_rows_per_person_are_repeated_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    sheet["A2"], sheet["B2"], sheet["B3"], sheet["A4"] = (
        "{{姓名}}",
        "{{电话}}",
        "{{身份证号码}}",
        "完",
    )
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    filling.fill_form(tmp_path / "form.xlsx", out, PEOPLE[:2], {}, fields=FIELDS)
    found = openpyxl.load_workbook(out)["Sheet"]
    assert _column(found, "B", 2, 4) == [
        "13800000001",
        "431127198001010018",
        "13800000002",
        "43112719750505002X",
    ]
    assert found["A4"].value == "=王五"
    assert found["A6"].value == "完"
    assert {str(one) for one in found.merged_cells.ranges} == {"A2:A3", "A4:A5"}


def test_a_form_for_one_person_takes_one_record_only(tmp_path: Path) -> None:
    cells = {"B1": "{{姓名}}", "B2": "{{身份证号码}}", "B3": "{{单位}}"}
    sheet = _filled(tmp_path, cells, records=PEOPLE[:1])
    assert _column(sheet, "B", 1, 3) == ["李𬭎", "431127198001010018", HEAD["unit"]]
    with pytest.raises(errors.Invalid) as refused:
        _filled(tmp_path, cells)
    assert refused.value.code == "sheets.error.form_several_rows"


def test_an_empty_list_leaves_one_empty_row(tmp_path: Path) -> None:
    sheet = _filled(tmp_path, {"A2": "{{姓名}}", "B2": "{{天数}}", "B3": "=SUM(B2:B2)"}, records=[])
    assert sheet["A2"].value is None
    assert sheet["B3"].value == "=SUM(B2:B2)"


def test_dates_go_into_cells_of_dates_as_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A2"] = "{{出生日期}}"
    book["Sheet"]["A2"].number_format = "yyyy/m/d"
    book.save(tmp_path / "form.xlsx")
    out = tmp_path / "out.xlsx"
    filling.fill_form(tmp_path / "form.xlsx", out, PEOPLE, {}, fields=FIELDS)
    sheet = openpyxl.load_workbook(out)["Sheet"]
    assert sheet["A2"].value == datetime.datetime(1980, 1, 1)  # noqa: DTZ001 -- as openpyxl reads
    assert sheet["A3"].value == "1975-05"
    assert sheet["A4"].value is None


def test_a_sum_over_what_is_no_number_is_refused(tmp_path: Path) -> None:
    records = [{"name": "甲", "days": "半"}]
    with pytest.raises(errors.Invalid):
        _filled(tmp_path, {"A2": "{{姓名}}", "A3": "{{合计:天数}}"}, records=records)


def test_a_stray_cell_at_the_end_of_the_sheet_costs_nothing(tmp_path: Path) -> None:
    sheet = _filled(tmp_path, {"A2": "{{姓名}}", "XFD1048000": "远"})
    assert _column(sheet, "A", 2, 3) == [one["name"] for one in PEOPLE]
    assert sheet["XFD1048002"].value == "远"


def test_other_kinds_of_file_get_one_clear_error(tmp_path: Path) -> None:
    def code(path: Path) -> str:
        with pytest.raises(errors.UnreadableFile) as refused:
            filling.fill_form(path, tmp_path / "out.xlsx", PEOPLE, {}, fields=FIELDS)
        return refused.value.code

    good = _saved(tmp_path / "form.xlsx", {"A1": "{{姓名}}"})
    macro = tmp_path / "macro.xlsx"
    macro.write_bytes(good.read_bytes())
    with zipfile.ZipFile(macro, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    assert code(macro) == "sheets.error.form_macro"
    text = tmp_path / "form.csv"
    text.write_text("{{姓名}}\n", encoding="utf-8")
    assert code(text) == "sheets.error.form_kind"
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(good) as packed, zipfile.ZipFile(broken, "w") as made:
        for name in packed.namelist():
            content = packed.read(name)
            made.writestr(name, b"<a" if name.endswith("sheet1.xml") else content)
    assert code(broken) == "sheets.error.form_damaged"


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    form = _saved(tmp_path / "form.xlsx", {"A2": "{{姓名}}"})
    with pytest.raises(errors.Refused):
        filling.fill_form(
            form, tmp_path / "out.xlsx", PEOPLE, {}, fields=FIELDS, cancelled=lambda: True
        )
    assert [one.name for one in tmp_path.iterdir()] == ["form.xlsx"]


def test_control_characters_do_not_break_the_form(tmp_path: Path) -> None:
    sheet = _filled(
        tmp_path, {"A2": "姓名 {{姓名}}", "B2": "{{姓名}}"}, records=[{"name": "a\x01b"}]
    )
    assert sheet["B2"].value == "a_x0001_b"
