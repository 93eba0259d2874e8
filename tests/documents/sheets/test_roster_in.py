"""Rosters found and taken apart: the right sheet and columns, every row once, nobody invented."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors, i18n
from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.campaigns.corpus import people, shapes, writers
from tests.campaigns.corpus.model import Page, Value

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "44011320141005001X"
OTHER = "360426199101010071"


def pasted(table: list[list[str]]) -> roster_in.RosterPlan:
    """Return the plan of a block of cells."""
    text = "\n".join("\t".join(row) for row in table)
    return roster_in.plans(reading.read_pasted(text, "粘贴"))[0]


def reasons(table: list[list[str]]) -> list[str | None]:
    """Return the reason of every row, None for people."""
    return [row.skip_reason for row in roster_in.rows(pasted(table))]


def written(path: Path, *pages: Page) -> tuple[roster_in.RosterPlan, ...]:
    """Write sheets and plan them."""
    writers.openpyxl_book(path, list(pages))
    return roster_in.plans(reading.read(path))


HEAD = ["序号", "姓名", "身份证号", "电话", "村"]


def test_columns_are_known_by_their_headers_with_the_reason() -> None:
    plan = pasted([HEAD, ["1", "陈丽", NUMBER, "13812345678", "新建村"]])
    assert [c.field for c in plan.columns] == ["serial", "name", "doc_no", "phone", "village"]
    assert {c.why for c in plan.columns} == {"header"}
    assert all(c.confidence > 0.4 for c in plan.columns)


def test_a_list_without_header_is_read_by_its_values() -> None:
    plan = pasted([["陈丽", NUMBER, "13812345678"], ["刘强", OTHER, "13912345678"]])
    assert plan.header_rows == ()
    assert [c.field for c in plan.columns] == ["name", "doc_no", "phone"]
    assert [r.cell("name").text for r in roster_in.rows(plan)] == ["陈丽", "刘强"]


def test_what_is_no_list_of_people_is_refused_with_a_sentence() -> None:
    for table in (
        [["姓名", "年纪"], ["甲", "20"]],
        [["姓名", "数字", "姓名", "数字"], ["甲", "1", "乙", "2"]],
        [["产品", "数量", "单价"], ["竹篮", "3", "15"]],
    ):
        with pytest.raises(errors.UnreadableFile) as caught:
            pasted(table)
        assert caught.value.code == "intake.error.no_roster"


def test_titles_subtotals_signatures_notes_and_blanks_are_no_people() -> None:
    table = [
        ["青山镇外出务工人员花名册"],
        ["填报单位：青山镇", "", "填报日期：2024.5.1"],
        HEAD,
        ["1", "陈丽", NUMBER, "13812345678", "新建村"],
        ["", "", "", "", ""],
        ["2", "", "", "", ""],
        ["", "新建村小计", "1人", "", ""],
        ["合计", "", "1", "", ""],
        ["填表人：周会计", "", "审核：", "", ""],
        ["备注：本表一式三份", "", "", "", ""],
    ]
    assert reasons(table) == [
        "title",
        "title",
        "header",
        None,
        "blank",
        "blank",
        "subtotal",
        "subtotal",
        "signature",
        "note",
    ]


def test_a_serial_with_a_village_is_prepared_and_not_blank() -> None:
    people = ["1", "陈丽", NUMBER, "13812345678", "新建村"]
    assert reasons([HEAD, people, ["2", "", "", "", "新建村"]]) == ["header", None, "prepared"]


def test_a_line_that_holds_a_right_number_is_never_skipped_as_a_note() -> None:
    line = f"3. 陈丽，{NUMBER}，13812345678，请大家看清楚自己的号码"
    people = ["1", "陈丽", NUMBER, "13812345678", "新建村"]
    assert reasons([HEAD, people, [line, "", "", "", ""]]) == ["header", None, None]
    assert reasons([[line], HEAD, people]) == [None, "header", None]


def test_every_reason_has_its_words() -> None:
    for language in i18n.LANGUAGES:
        known = i18n.words(language)
        assert set(roster_in.SKIP_WORDS.values()) <= set(known)
        assert set(roster_in.WHY_WORDS.values()) <= set(known)


def test_a_template_s_sample_is_no_person_and_a_real_one_of_that_name_is() -> None:
    sample = ["例", "张三", "110101199001011234", "13800138000", "某村"]
    person = ["1", "张三", NUMBER, "13712345678", "新建村"]
    assert reasons([HEAD, sample, ["1", "陈丽", OTHER, "13812345678", "石桥村"]])[1] == "sample"
    assert reasons([HEAD, person, ["2", "陈丽", OTHER, "13812345678", "石桥村"]])[1] is None
    marked = ["", "导入样板数据", "", "", ""]
    assert reasons([HEAD, marked, person])[1:] == ["sample", None]


@pytest.mark.parametrize(
    ("name", "number", "phone"),
    [
        ("张三", NUMBER[:17], ""),
        ("李四", "43060219900101123", "13800138000"),
        ("王五", "430602199001010000", ""),
        ("赵六", "430602********1126", ""),
        ("测试", "4.30602E+17", ""),
        ("张三", "4306021990010112S4", ""),
        ("李四", "430602900101123", ""),
        ("王五", "", "13712340987"),
        ("赵六", "", ""),
        ("张三", "110101199003070000", "13712340987"),
        ("张三", "430602199001018", "138****0987"),
    ],
)
def test_who_is_called_like_a_sample_stays_a_person_without_a_right_number(
    name: str, number: str, phone: str
) -> None:
    others = [["2", "陈丽", OTHER, "13812340987", "石桥村"], ["3", "刘强", "", "", "新建村"]]
    for before in ([], others[:1], others):
        table = [HEAD, *before, ["1", name, number, phone, "新建村"], *others]
        assert reasons(table)[1:] == [None] * (len(table) - 1)
    # A missing serial says nothing while there is anything of a person, and nothing alone.
    if number or phone:
        assert reasons([HEAD, ["", name, number, phone, "新建村"], *others])[1] is None


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "张三", "110101199003070000", "", "某村"],
        ["1", "张三", "110101199001011234", "13800138000", "某村"],
        ["1", "李四", "11010119900307XXXX", "13800000001", "某村"],
        ["1", "王五", "XXXXXXXXXXXXXXXXXX", "", "某村"],
        ["1", "赵六", "123456789012345678", "", "某村"],
        ["1", "测试", "", "13800138000", "某村"],
        ["1", "张三", "", "1XXXXXXXXXX", "某村"],
        ["1", "张三", "430602YYYYMMDDXXXX", "", "某村"],
        ["", "张三", "", "", "某村"],
        ["例", "陈丽", "", "", "新建村"],
        ["1", "陈丽（样例）", OTHER, "13712340987", "新建村"],
    ],
)
def test_a_sample_shows_itself_by_a_word_a_placeholder_or_by_having_no_serial(
    cells: list[str],
) -> None:
    person = ["1", "刘强", NUMBER, "13712340987", "新建村"]
    assert reasons([HEAD, cells, person]) == ["header", "sample", None]


def test_a_sample_without_serial_is_only_known_where_all_others_have_one() -> None:
    bare = ["", "张三", "", "", "新建村"]
    numbered = ["1", "刘强", NUMBER, "13712340987", "新建村"]
    unnumbered = ["", "陈丽", OTHER, "13812340987", "新建村"]
    assert reasons([HEAD, bare, numbered])[1] == "sample"
    assert reasons([HEAD, bare, numbered, unnumbered])[1] is None
    assert reasons([HEAD, bare])[1] is None


def test_a_number_in_a_cell_of_numbers_is_somebody_s(tmp_path: Path) -> None:
    page = Page()
    page.add(list(HEAD), "header")
    page.add([1, "张三", 110101199003070000, "", "新建村"], "")
    page.add([2, "李四", 430602199001010000, 13800138000, "新建村"], "")
    (plan,) = written(tmp_path / "n.xlsx", page)
    found = [row.skip_reason for row in roster_in.rows(plan)]
    assert found == ["header", None, None]


def test_people_with_missing_fields_stay_people() -> None:
    table = [
        HEAD,
        ["1", "陈丽", "", "", ""],
        ["2", "", NUMBER, "", ""],
        ["3", "", "", "13812345678", ""],
        ["4", "何总", "", "13812345679", "负责人"],
    ]
    assert reasons(table)[1:] == [None] * 4


def test_a_remark_in_a_person_s_row_does_not_make_it_a_signature() -> None:
    head = [*HEAD, "备注"]
    row = ["1", "陈丽", "", "13812345678", "新建村", "村委会负责人"]
    assert reasons([head, row])[1] is None


def test_the_village_of_merged_cells_reaches_every_row_and_is_marked(tmp_path: Path) -> None:
    page = shapes.merged_villages(random.Random(2))
    (plan,) = written(tmp_path / "m.xlsx", page)
    found = [row for row in roster_in.rows(plan) if row.skip_reason is None]
    assert all(row.cell("village").text for row in found)
    assert Counter(row.cell("village").filled for row in found) == {True: 15, False: 3}


def test_hidden_rows_are_people_and_say_that_they_were_hidden(tmp_path: Path) -> None:
    page = shapes.with_hidden_rows(random.Random(3))
    (plan,) = written(tmp_path / "h.xlsx", page)
    hidden = {row.row_number - 1 for row in roster_in.rows(plan) if row.hidden}
    assert hidden == page.hidden_rows


def test_the_data_sheet_is_found_behind_instructions_and_hidden_lists(tmp_path: Path) -> None:
    rng = random.Random(4)
    about = Page("填写说明", rows=[["填表要求"], ["姓名须与身份证一致"]])
    old, data = shapes.plain(rng), shapes.with_title_and_signature(rng)
    old.name, old.hidden = "旧名单", True
    found = written(tmp_path / "s.xlsx", about, old, data)
    assert [(plan.sheet.name, plan.chosen) for plan in found] == [
        ("花名册", True),
        ("旧名单", False),
    ]


def test_one_sheet_per_village_means_all_of_them(tmp_path: Path) -> None:
    rng = random.Random(5)
    pages = [shapes.plain(rng) for _ in range(3)]
    for page, name in zip(pages, ("新建村", "石桥村", "大坪村"), strict=True):
        page.name = name
    assert all(plan.chosen for plan in written(tmp_path / "v.xlsx", *pages))


def test_a_sheet_can_be_asked_for_by_name(tmp_path: Path) -> None:
    rng = random.Random(6)
    pages = [shapes.plain(rng), shapes.plain(rng)]
    pages[1].name, pages[1].hidden = "旧名单", True
    writers.openpyxl_book(tmp_path / "n.xlsx", pages)
    book = reading.read(tmp_path / "n.xlsx")
    (plan,) = roster_in.plans(book, "旧名单")
    assert plan.chosen
    with pytest.raises(errors.UnreadableFile) as caught:
        roster_in.plans(book, "没有")
    assert caught.value.code == "intake.error.sheet_missing"


def test_columns_about_a_spouse_are_not_read_as_the_person(tmp_path: Path) -> None:
    (plan,) = written(tmp_path / "c.xlsx", shapes.spouse_group(random.Random(7)))
    assert [(c.field, c.why) for c in plan.columns[3:]] == [(None, "other_person")] * 2


def test_a_field_that_comes_twice_is_taken_once() -> None:
    plan = pasted([["姓名", "身份证号", "身份证号码"], ["陈丽", NUMBER, OTHER]])
    assert [c.why for c in plan.columns] == ["header", "repeated", "header"]


def test_a_second_header_in_another_order_is_followed(tmp_path: Path) -> None:
    (plan,) = written(tmp_path / "o.xlsx", shapes.changed_order(random.Random(8)))
    found = [row for row in roster_in.rows(plan) if row.skip_reason is None]
    assert all(len(row.cell("doc_no").text) == 18 for row in found)
    assert len(found) == 12


def test_a_mapping_by_hand_comes_before_the_guess() -> None:
    plan = pasted([["姓名", "身份证号", "上级编码"], ["陈丽", NUMBER, "13812345678"]])
    (row,) = [r for r in roster_in.rows(plan, {2: "phone", 0: None}) if r.skip_reason is None]
    assert row.cell("phone").text == "13812345678"
    assert row.cell("name").kind == "empty"


def test_section_titles_are_told_with_the_people_below_them(tmp_path: Path) -> None:
    (plan,) = written(tmp_path / "t.xlsx", shapes.sections(random.Random(9)))
    found = Counter(row.section for row in roster_in.rows(plan) if row.skip_reason is None)
    assert found == {"新建村": 6, "石桥村": 6}


def test_the_layout_is_known_again_wherever_the_header_stands() -> None:
    row = ["1", "陈丽", NUMBER, "13812345678", "新建村"]
    key = roster_in.layout_key(pasted([HEAD, row]))
    assert key == roster_in.layout_key(pasted([["花名册"], [""], HEAD, row, row]))
    assert key != roster_in.layout_key(pasted([HEAD[::-1], row[::-1]]))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_remarks_of_a_returned_workbook_are_not_read(language: str) -> None:
    i18n.use(language)
    remarks = i18n.text("intake.remarks").split("|")[-1]
    i18n.use("zh")
    plan = pasted([[*HEAD, remarks], ["1", "陈丽", NUMBER, "", "", "校验位不对"]])
    assert plan.columns[-1].why == "remarks"
    back = pasted([HEAD, ["1", "陈丽", NUMBER, "", ""]])
    assert roster_in.layout_key(plan) == roster_in.layout_key(back)


def test_the_original_cells_are_kept_for_sending_a_row_back(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["姓名", "身份证号", "附注", "电话"], ["陈丽", 4.306e17, "x", ""]]
    (plan,) = written(tmp_path / "b.xlsx", Page(rows=rows))
    row = list(roster_in.rows(plan))[1]
    kinds = [(cell.text, cell.kind) for cell in row.original()]
    assert kinds[:3] == [("陈丽", "text"), ("430600000000000000", "number"), ("x", "text")]


def test_a_formula_without_result_is_seen_by_the_importer(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "身份证号", "性别"])
    sheet.append(["陈丽", NUMBER, '=IF(MOD(MID(B2,17,1),2),"男","女")'])
    book.save(tmp_path / "f.xlsx")
    (plan,) = roster_in.plans(reading.read(tmp_path / "f.xlsx"))
    assert list(roster_in.rows(plan))[1].cells["sex"].kind == "error"


@given(st.integers(0, 10_000), st.lists(st.integers(0, 3), max_size=30))
def test_every_row_comes_out_exactly_once(seed: int, plan_of_rows: list[int]) -> None:
    crowd = iter(people.crowd(random.Random(seed), 40))
    table: list[list[str]] = [HEAD]
    for kind in plan_of_rows:
        if kind == 0:
            table.append(["", "", "", "", ""])
        elif kind == 1:
            table.append(["", "小计", "", "3人", ""])
        elif kind == 2:
            table.append(HEAD)
        else:
            who = next(crowd)
            table.append(["", who.name, who.doc_no, who.phone, who.village])
    found = list(roster_in.rows(pasted(table)))
    while table and not any(table[-1]):
        table.pop()
    assert [row.row_number for row in found][: len(table)] == list(range(1, len(table) + 1))
    meant = {0: "blank", 1: "subtotal", 2: "header", 3: None}
    wanted = ["header", *(meant[kind] for kind in plan_of_rows)][: len(table)]
    assert [row.skip_reason for row in found][: len(table)] == wanted


def test_three_levels_of_header_are_one_header_even_without_merged_cells() -> None:
    plan = pasted(
        [
            ["青山镇农村劳动力登记表"],
            ["序号", "基本情况", "", "", "联系方式", ""],
            ["", "姓名", "证件", "", "本人", "家属"],
            ["", "", "类型", "号码", "电话", "电话"],
            ["1", "陈丽", "身份证", NUMBER, "13812345678", "13900000000"],
        ],
    )
    assert plan.header_rows == (2, 3, 4)
    fields = [c.field for c in plan.columns]
    assert fields[:5] == ["serial", "name", "doc_kind", "doc_no", "phone"]
    assert [r.skip_reason for r in roster_in.rows(plan)] == ["title", *["header"] * 3, None]


def test_sums_of_money_are_not_read_as_what_their_columns_are_called() -> None:
    plan = pasted(
        [
            ["姓名", "身份证号", "应发工资", ""],
            ["", "", "基本", "岗位"],
            ["陈丽", NUMBER, "3000", "200"],
        ],
    )
    assert [c.field for c in plan.columns] == ["name", "doc_no", None, None]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["总计：1人"], "subtotal"),
        (["人数", "1"], "subtotal"),
        (["新建村合计", "", "3"], "subtotal"),
        (["制表：周会计", "", "复核："], "signature"),
        (["村委会（盖章）"], "signature"),
        (["经手人签字：", "", "年  月  日"], "signature"),
        (["联系电话：0731-84512345"], "signature"),
        (["注：以上人员均已核实。"], "note"),
        (["第1页 共3页"], "note"),
        (["以下空白"], "note"),
        (["此页无正文"], "note"),
        (["姓名", "身份证号", "电话"], "header"),
        (["新建村"], "title"),
        (["陈丽"], None),
        (["", "", "13812345678"], None),
    ],
)
def test_rows_below_the_people(row: list[str], reason: str | None) -> None:
    table = [["姓名", "身份证号", "电话"], ["刘强", OTHER, "13712345678"], row]
    assert reasons(table)[2] == reason
