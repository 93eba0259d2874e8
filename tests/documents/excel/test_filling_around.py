"""What stands around the marks of a form: it stays as it looks, or moves with the rows."""

from __future__ import annotations

import base64
import datetime
import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import python_calamine
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break

from gigdesk.documents.excel import filling

if TYPE_CHECKING:
    from pathlib import Path

# A picture of one red dot.
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
FIELDS = {
    "姓名": "name",
    "身份证号码": "doc_no",
    "性别": "sex",
    "天数": "days",
    "单位": "unit",
    "日期": "date",
}
HEAD = {"unit": "毛俊镇便民服务中心", "date": "2026-11-21"}
PEOPLE: list[dict[str, Any]] = [
    {"name": "李𬭎", "doc_no": "431127198001010018", "sex": "男", "days": Decimal("24.5")},
    {"name": "=王五", "doc_no": "43112719750505002X", "sex": "女", "days": 10},
    {"name": "赵六", "doc_no": "431127199912310034", "sex": "男", "days": 0},
]


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
    sheet.add_image(Image(io.BytesIO(base64.b64decode(DOT))), "A8")
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


def test_drop_downs_that_newer_programs_keep_apart_are_rescued(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A2"] = "{{姓名}}"
    form = tmp_path / "form.xlsx"
    book.save(form)
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
    done = filling.fill_form(changed, tmp_path / "out.xlsx", PEOPLE, HEAD, fields=FIELDS)
    assert len(done.losses) == 3
