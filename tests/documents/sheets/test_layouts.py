"""The built-in lists: their columns, their totals, and what a second reader finds in them."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import python_calamine

from gigdesk import errors, i18n
from gigdesk.documents.excel import writing
from gigdesk.documents.forms import promise
from gigdesk.documents.sheets import (
    attendance_out,
    card_list,
    chosen_columns,
    dispatch_roster,
    insurance_list,
    ledger,
    meal_list,
    promise_list,
    returned_rows,
    sheet_words,
    staff_list,
    vehicle_sheet,
    wages,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gigdesk.documents.excel.layout import SheetLayout

PROMISED = promise.Sheet("青禾合作社", "青山镇", "0738", "7", "2026-09-01", {"pay": "160.00元/天"})
FIFTY = [
    "序号",
    "行政区划代码",
    "县（市）",
    "街道（乡镇）",
    "社区（村）",
    "姓名",
    "身份证号码",
    "就业失业登记证号",
    "性别",
    "年龄",
    "出生日期",
    "民族",
    "政治面貌",
    "学历",
    "户口性质",
    "婚姻状况",
    "联系电话",
    "是否参加技能培训",
    "培训类型",
    "培训项目",
    "是否获得国家职业资格证书",
    "职业资格等级",
    "已享受就业服务",
    "就业单位",
    "主要从事工种",
    "从事产业类型",
    "就业时间",
    "就业地点",
    "外出省份",
    "年收入（万元）",
    "就业形式",
    "人员身份",
    "失业时间",
    "失业原因",
    "困难群体情况",
    "就业工种意向",
    "就业产业意向",
    "工资收入意向",
    "就业区域意向",
    "就业形式意向",
    "就业服务需求",
    "培训意向需求",
    "城镇职工养老保险",
    "城镇居民养老保险",
    "新农保",
    "城镇职工医疗保险",
    "城镇居民医疗保险",
    "失业保险",
    "工伤保险",
    "新农合",
]
PERSON = {
    "name": "李𬭎",
    "sex": "男",
    "age": 46,
    "doc_no": "431127198001010018",
    "masked_doc_no": "431***********0018",
    "phone": "13800000000",
    "village": "大塘村",
    "birth_date": "1980-01-01",
    "annual_income_fen": 3_512_345,
    "wanted_income_fen": 450_000,
    "insured_rural_medical": "参保",
    "seat": "01",
    "days": Decimal("24.5"),
    "day_rate_fen": 16_000,
    "amount_fen": 392_000,
}


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    before = i18n.language()
    i18n.use("zh")
    yield
    i18n.use(before)


def _saved(path: Path, layout: SheetLayout, rows: Iterable[Sequence[Any]]) -> list[list[Any]]:
    writing.write_list(path, layout, rows)
    return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_ledger_has_the_fifty_headers_of_the_county_in_order(
    tmp_path: Path, language: str
) -> None:
    i18n.use(language)
    found = _saved(tmp_path / "a.xlsx", ledger.layout(), ledger.rows([PERSON]))
    assert found[2] == FIFTY
    row = dict(zip(FIFTY, found[3], strict=True))
    assert row["身份证号码"] == "431127198001010018"
    assert row["年收入（万元）"] == 3.512345
    assert row["出生日期"] == datetime.date(1980, 1, 1)
    assert row["新农合"] == "参保"


def test_incomes_become_ten_thousands_exactly() -> None:
    assert ledger.ten_thousands(3_500_000) == Decimal("3.5")
    assert f"{ledger.ten_thousands(100_000_000):f}" == "100"
    assert f"{ledger.ten_thousands(1):f}" == "0.000001"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_staff_list_has_the_items_of_the_law(tmp_path: Path, language: str) -> None:
    i18n.use(language)
    found = _saved(tmp_path / "a.xlsx", staff_list.layout(), staff_list.rows([PERSON]))
    assert found[2] == [
        "序号",
        "姓名",
        "性别",
        "公民身份号码",
        "户籍地址",
        "现住址",
        "联系方式",
        "用工形式",
        "用工起始时间",
        "劳动合同期限",
    ]


@pytest.mark.parametrize("variant", dispatch_roster.VARIANTS)
def test_only_the_roster_for_filing_carries_whole_numbers(tmp_path: Path, variant: str) -> None:
    layout = dispatch_roster.layout(variant, dispatch_roster.Heading(people=1, batch="12"))
    found = _saved(tmp_path / "a.xlsx", layout, dispatch_roster.rows(variant, [PERSON]))
    cells = [cell for row in found for cell in row]
    assert ("431127198001010018" in cells) is (variant == "filing")
    assert ("431***********0018" in cells) is (variant == "employer")
    assert ("01" in cells) is (variant == "coach")


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(errors.Refused):
        dispatch_roster.layout("boss")


def test_the_insurance_list_keeps_numbers_as_text(tmp_path: Path) -> None:
    found = _saved(tmp_path / "a.xlsx", insurance_list.layout(), insurance_list.rows([PERSON]))
    row = dict(zip(found[3], found[4], strict=True))
    assert row["证件号码"] == "431127198001010018"
    assert row["手机号"] == "13800000000"


def test_day_wages_end_in_a_live_total_and_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    layout = wages.layout(total_fen=784_000)
    found = _saved(path, layout, wages.rows([PERSON, PERSON]))
    header = found[3]
    total = dict(zip(header, found[6], strict=True))
    assert total["序号"] == "合计"
    assert total["应发工资（元）"] == 7840.0
    assert total["出勤天数"] == 49.0
    assert found[7][0] == "合计金额（大写）：柒仟捌佰肆拾元整"
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert sheet["J7"].value == "=SUM(J5:J6)"


def test_the_month_shows_marks_and_numbers_by_their_kind(tmp_path: Path) -> None:
    heading = attendance_out.Heading(month="2026-02", group="一组")
    people = [
        attendance_out.PersonMonth(
            "李𬭎",
            "431***********0018",
            "一组",
            {1: 1, 2: Decimal("0.5"), 28: "休"},
            Decimal("1.5"),
            Decimal(3),
        )
    ]
    layout = attendance_out.matrix(heading, {1, 8})
    found = _saved(tmp_path / "a.xlsx", layout, attendance_out.matrix_rows(heading, people))
    assert found[2][4] == "日"
    assert found[3][4:32] == [str(day) for day in range(1, 29)]
    assert found[4][4:6] == [1.0, 0.5]
    assert found[4][31:34] == ["休", 1.5, 3.0]
    assert found[5][:1] + found[5][32:34] == ["合计", 1.5, 3.0]


def test_group_sheets_are_empty_and_one_per_group(tmp_path: Path) -> None:
    headings = [attendance_out.Heading(month="2026-02", group=group) for group in ("一组", "二组")]
    person = attendance_out.PersonMonth("李𬭎", marks={1: 1})
    sheets = [
        (attendance_out.group_sheet(one, set()), attendance_out.group_rows(one, [person]))
        for one in headings
    ]
    writing.write_sheets(tmp_path / "a.xlsx", sheets)
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["一组", "二组"]
    assert book.get_sheet_by_name("二组").to_python()[4][4:] == [""] * 31


def test_the_sheet_of_a_month_is_named_by_its_month(tmp_path: Path) -> None:
    headings = [attendance_out.Heading(month=month) for month in ("2026-10", "2026-11")]
    sheets = [
        (attendance_out.matrix(one, set()), attendance_out.matrix_rows(one, [])) for one in headings
    ]
    writing.write_sheets(tmp_path / "a.xlsx", sheets)
    book = python_calamine.CalamineWorkbook.from_path(tmp_path / "a.xlsx")
    assert book.sheet_names == ["2026年10月考勤", "2026年11月考勤"]


def test_months_know_their_days() -> None:
    assert attendance_out.days_in("2024-02") == 29


def test_returned_rows_keep_each_cell_and_its_kind(tmp_path: Path) -> None:
    cells = ["张三", 4.31127198001011e17, "431127198001010018", 12.5, True, "=1+1"]
    day, moment = datetime.date(1980, 2, 3), datetime.datetime(2026, 1, 2, 12)  # noqa: DTZ001
    headers = ["姓名", "证", "号", "数", "真", "文", "日", "时"]
    path = tmp_path / "a.xlsx"
    found = _saved(
        path,
        returned_rows.layout(headers),
        returned_rows.rows(
            8,
            [
                returned_rows.ReturnedRow(
                    [*cells, day, moment],
                    "第18位不符",
                    kind="需要决定",
                    person="张三  W12",
                    reference="R7-0a1b2c3d",
                ),
                returned_rows.ReturnedRow(["李四"], "缺身份证号"),
            ],
        ),
    )
    assert found[0] == [*headers, *returned_rows.said_headers()]
    assert found[1] == [*cells, day, moment, "需要决定", "张三  W12", "第18位不符", "R7-0a1b2c3d"]
    assert found[2] == ["李四", *[""] * 9, "缺身份证号", ""]
    assert all(sheet_words.is_remarks(header) for header in returned_rows.said_headers())
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert {sheet.cell(2, column).number_format for column in range(1, 7)} == {"@"}


def test_chosen_columns_keep_their_order_and_kinds(tmp_path: Path) -> None:
    chosen = [
        ("sequence", "序号"),
        ("doc_no", "证件"),
        ("birth_date", "生日"),
        ("amount_fen", "元"),
    ]
    layout = chosen_columns.layout("名单", chosen)
    found = _saved(tmp_path / "a.xlsx", layout, chosen_columns.rows(layout, [PERSON, {}]))
    assert found[2] == ["序号", "证件", "生日", "元"]
    assert found[3] == [1.0, "431127198001010018", datetime.date(1980, 1, 1), 3920.0]
    assert found[4] == [2.0, "", "", ""]


def test_every_word_of_the_layouts_exists_in_both_languages() -> None:
    for language in i18n.LANGUAGES:
        i18n.use(language)
        heading = attendance_out.Heading(month="2026-02")
        layouts = [
            ledger.layout(),
            staff_list.layout(),
            insurance_list.layout(),
            wages.layout(),
            attendance_out.matrix(heading, set()),
            attendance_out.group_sheet(heading, set()),
            *(dispatch_roster.layout(variant) for variant in dispatch_roster.VARIANTS),
            dispatch_roster.totals_layout(dispatch_roster.Heading()),
            card_list.layout("7", 1),
            meal_list.counts_layout(dispatch_roster.Heading()),
            meal_list.names_layout(dispatch_roster.Heading(), 1),
            vehicle_sheet.layout(
                vehicle_sheet.Coach(1), vehicle_sheet.Way(), vehicle_sheet.Rest(2, 5, 4, 20)
            ),
            promise_list.terms_layout(PROMISED),
            promise_list.signed_layout(PROMISED, 1),
        ]
        for layout in layouts:
            words = [layout.title, layout.name, *(column.header for column in layout.columns)]
            words += [part for line in (*layout.head, *layout.foot) for part in line.parts]
            assert not [word for word in words if "sheets." in word or "forms." in word]
            assert all(words)
