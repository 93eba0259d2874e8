"""A superior's own form, filled in: every mark, and everything around the marks kept."""

from __future__ import annotations

import datetime
import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import python_calamine
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from PIL import Image as Picture

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


def _rich_form(path: Path) -> None:
    """Make a form with everything that has to stay."""
    book = openpyxl.Workbook()
    sheet = book["Sheet"]
    other = book.create_sheet("汇总 表")
    other["A1"] = "=SUM(Sheet!B4:B4)"
    side = Side(style="medium", color="FF0000")
    sheet["A1"] = "{{单位}}花名册"
    sheet["A1"].font = Font(name="黑体", size=20)
    sheet.merge_cells("A1:F1")
    for column, words in enumerate(("姓名", "天数", "性别", "住址", "", "照片"), start=1):
        sheet.cell(3, column, words)
    sheet.merge_cells("D3:E3")
    sheet["A4"], sheet["B4"], sheet["C4"], sheet["D4"] = (
        "{{姓名}}",
        "{{天数}}",
        "{{性别}}",
        "{{身份证号码}}",
    )
    sheet.merge_cells("D4:E4")
    for column in range(1, 7):
        cell = sheet.cell(4, column)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.fill = PatternFill("solid", fgColor="DDEEFF")
        cell.alignment = Alignment(horizontal="right", wrap_text=True)
    sheet["B4"].number_format = "0.0"
    sheet.row_dimensions[4].height = 33
    sheet["A5"], sheet["B5"] = "合计", "=SUM(B4:B4)"
    sheet.row_dimensions[5].height = 44
    sheet["A6"] = "填表人：　　日期：{{日期}}"
    sheet.merge_cells("A6:F6")
    sheet["A6"].hyperlink = "https://example.org/"
    sheet["A5"].comment = Comment("核对", "局")
    sheet.merge_cells("F4:F5")
    _rules_and_print(book, sheet)
    _drawn(sheet)
    book.save(path)


def _rules_and_print(book: Any, sheet: Any) -> None:
    sheet.column_dimensions["D"].width = 31.5
    sex = DataValidation(type="list", formula1='"男,女"', sqref="C4")
    days = DataValidation(type="decimal", operator="lessThan", formula1="$B$9", sqref="B5:B5")
    sheet.add_data_validation(sex)
    sheet.add_data_validation(days)
    red = DifferentialStyle(fill=PatternFill(bgColor="FF0000"))
    sheet.conditional_formatting.add(
        "B4", Rule("cellIs", operator="lessThan", formula=["1"], dxf=red)
    )
    sheet.conditional_formatting.add("A5:F5", Rule("expression", formula=["$B$5>100"], dxf=red))
    sheet.print_area = "A1:F6"
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.scale = 77
    sheet.row_breaks.append(Break(id=5))
    sheet.freeze_panes = "B4"
    sheet.oddHeader.center.text = "{{单位}}"
    sheet.oddFooter.center.text = "第 &P 页"
    sheet.protection.sheet = True
    book.defined_names["total"] = DefinedName("total", attr_text="Sheet!$B$5")
    book.defined_names["all"] = DefinedName("all", attr_text="Sheet!$B$4:$B$4")


def _drawn(sheet: Any) -> None:
    kept = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(kept, "PNG")
    sheet.add_image(Image(kept), "A8")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=4, max_row=4))
    sheet.add_chart(chart, "C12")


def test_everything_around_the_marks_stays_or_moves(tmp_path: Path) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
    _rich_form(form)
    unit = {"unit": "A&B 中心", "date": datetime.date(2026, 11, 21)}
    done = filling.fill_form(form, out, PEOPLE, unit, fields=FIELDS)
    assert done.rows == 3
    assert len(done.losses) == 1
    book = openpyxl.load_workbook(out)
    sheet = book["Sheet"]
    assert sheet["A1"].value == "A&B 中心花名册"
    assert (sheet["A1"].font.name, sheet["A1"].font.size) == ("黑体", 20)
    assert {str(one) for one in sheet.merged_cells.ranges} == {
        "A1:F1",
        "D3:E3",
        "D4:E4",
        "D5:E5",
        "D6:E6",
        "A8:F8",
        "F4:F7",
    }
    for row in (4, 5, 6):
        assert sheet.cell(row, 4).fill.fgColor.rgb == "00DDEEFF"
        assert sheet.cell(row, 5).border.right.style == "medium"
        assert sheet.cell(row, 2).number_format == "0.0"
        assert sheet.row_dimensions[row].height == 33
    assert sheet.row_dimensions[7].height == 44
    assert sheet["B7"].value == "=SUM(B4:B6)"
    assert sheet["A7"].comment.text == "核对"
    assert sheet["A8"].value == "填表人：　　日期：2026-11-21"
    assert sheet["A8"].hyperlink.ref == "A8"
    assert book["汇总 表"]["A1"].value == "=SUM(Sheet!B4:B6)"
    assert book.defined_names["total"].attr_text == "Sheet!$B$7"
    assert book.defined_names["all"].attr_text == "Sheet!$B$4:$B$6"


def test_rules_print_settings_and_drawings_follow(tmp_path: Path) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
    _rich_form(form)
    filling.fill_form(form, out, PEOPLE, {"unit": "A&B", "date": None}, fields=FIELDS)
    sheet: Any = openpyxl.load_workbook(out)["Sheet"]
    rules = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert rules == {"C4:C6": '"男,女"', "B7": "$B$11"}
    formats = {str(one.sqref): one.rules[0].formula for one in sheet.conditional_formatting}
    assert formats == {"B4:B6": ["1"], "A7:F7": ["$B$7>100"]}
    assert sheet.print_area == "'Sheet'!$A$1:$F$8"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.scale) == ("landscape", 77)
    assert [one.id for one in sheet.row_breaks.brk] == [7]
    assert sheet.freeze_panes == "B4"
    assert sheet.protection.sheet
    assert sheet.column_dimensions["D"].width == 31.5
    assert sheet.oddHeader.center.text == "A&&B"
    assert sheet.oddFooter.center.text == "第 &P 页"
    assert sheet._images[0].anchor._from.row == 9
    assert sheet._charts[0].anchor._from.row == 13
    assert sheet._charts[0].series[0].val.numRef.f == "'Sheet'!$B$4:$B$6"


def test_a_second_reader_finds_the_filled_list(tmp_path: Path) -> None:
    form, out = tmp_path / "form.xlsx", tmp_path / "out.xlsx"
    _rich_form(form)
    filling.fill_form(form, out, PEOPLE, HEAD, fields=FIELDS)
    rows = python_calamine.CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3:6]] == ["李𬭎", "=王五", "赵六"]
    assert [row[3] for row in rows[3:6]] == [one["doc_no"] for one in PEOPLE]


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
            filling.inspect_form(path, fields=FIELDS)
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


def test_inspecting_tells_marks_rows_and_unknown_ones(tmp_path: Path) -> None:
    form = _saved(tmp_path / "form.xlsx", {"A1": "{{单位}}", "A4": "{{姓名}}", "B4": "{{x}}"})
    found = filling.inspect_form(form, fields=FIELDS, head=HEAD)
    assert found.list_rows == {"Sheet": 4}
    assert [mark.place for mark in found.unknown] == ["Sheet!B4"]
    assert [mark.key for mark in found.marks] == ["unit", "name", ""]
    assert found.losses == ()


def test_drop_downs_that_newer_programs_keep_apart_are_rescued(tmp_path: Path) -> None:
    form = _saved(tmp_path / "form.xlsx", {"A2": "{{姓名}}"})
    extension = (
        '<extLst><ext uri="{CCE6A557-97bc-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
        'count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1>'
        "<xm:f>Sheet2!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>B2</xm:sqref>"
        "</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    changed = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(form) as packed, zipfile.ZipFile(changed, "w") as made:
        for name in packed.namelist():
            content = packed.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</worksheet>", extension.encode())
            made.writestr(name, content)
    done = filling.fill_form(changed, tmp_path / "out.xlsx", PEOPLE, {}, fields=FIELDS)
    assert done.losses == ()
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Sheet"]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B2:B4", "Sheet2!$A$1:$A$3")


def test_shapes_that_would_be_dropped_are_told(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    _rich_form(form)
    changed = tmp_path / "changed.xlsx"
    shape = b'<xdr:sp xmlns:xdr="http://x"><xdr:nvSpPr/></xdr:sp>'
    with zipfile.ZipFile(form) as packed, zipfile.ZipFile(changed, "w") as made:
        for name in packed.namelist():
            made.writestr(name, packed.read(name))
        made.writestr("xl/drawings/drawing9.xml", b"<x>" + shape + b"<xdr:pic /></x>")
    assert len(filling.inspect_form(changed, fields=FIELDS).losses) == 3


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
