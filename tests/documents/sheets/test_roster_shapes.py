"""Households, strange headers, titles among the rows: read rightly, or asked about."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.campaigns.corpus import further, writers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.campaigns.corpus.model import Page

NUMBER = "44011320141005001X"
OTHER = "360426199101010071"


def pasted(table: list[list[str]]) -> roster_in.RosterPlan:
    """Return the plan of a block of cells."""
    text = "\n".join("\t".join(row) for row in table)
    return roster_in.plans(reading.read_pasted(text, "粘贴"))[0]


def written(path: Path, *pages: Page) -> tuple[roster_in.RosterPlan, ...]:
    """Write sheets and plan them."""
    writers.openpyxl_book(path, list(pages))
    return roster_in.plans(reading.read(path))


MEMBER = ["户主", "户主身份证号码", "与户主关系", "成员姓名", "成员身份证号码", "联系电话"]


def test_in_a_list_of_households_the_member_is_the_person() -> None:
    plan = pasted([MEMBER, ["刘强", OTHER, "妻", "陈丽", NUMBER, "13812345678"]])
    fields = [c.field for c in plan.columns]
    assert fields == [None, None, "relation_to_head", "name", "doc_no", "phone"]
    assert not plan.unclear


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (["户主", "身份证号码", "联系电话"], ["name", "doc_no", "phone"]),
        (["户主姓名", "户主身份证号码", "户主电话"], ["name", "doc_no", "phone"]),
        (["户主", "证件", "联系电话"], ["name", "doc_no", "phone"]),
    ],
)
def test_in_a_list_of_householders_alone_they_are_the_people(
    head: list[str], fields: list[str]
) -> None:
    plan = pasted([head, ["刘强", OTHER, "13812345679"], ["陈丽", NUMBER, "13812345678"]])
    assert [c.field for c in plan.columns] == fields
    # Nobody has said that they are meant, so the column is asked for.
    assert plan.columns[0].confidence < 0.9
    assert not plan.unclear
    people = [row.cell("name").text for row in roster_in.rows(plan) if not row.skip_reason]
    assert people == ["刘强", "陈丽"]


@pytest.mark.parametrize(
    ("head", "rows", "fields"),
    [
        (
            ["户主", "家庭成员", "身份证号码", "联系电话"],
            [["刘强", "陈丽", NUMBER, "13812345678"], ["王芳", "赵军", OTHER, "13812345679"]],
            [None, "name", "doc_no", "phone"],
        ),
        (
            ["户主", "与户主关系", "身份证号码", "联系电话"],
            [["刘强", "妻", NUMBER, "13812345678"], ["刘强", "本人", OTHER, "13812345679"]],
            [None, "relation_to_head", "doc_no", "phone"],
        ),
        (
            ["户主", "身份证号码", "联系电话"],
            [["刘强", NUMBER, "13812345678"], ["刘强", OTHER, "13812345679"]],
            [None, "doc_no", "phone"],
        ),
    ],
)
def test_a_householder_beside_others_of_the_household_is_not_the_person(
    head: list[str], rows: list[list[str]], fields: list[str | None]
) -> None:
    assert [c.field for c in pasted([head, *rows]).columns] == fields


@pytest.mark.parametrize(
    "table",
    [
        # words over the people that nobody knows
        [["谁", "谁的证"], ["陈丽", NUMBER], ["刘强", OTHER]],
        # two columns could be the number, with and without words over them
        [["甲", "甲证", "乙", "乙证"], ["陈丽", NUMBER, "刘强", OTHER]],
        [["陈丽", NUMBER, "13812345678", OTHER], ["刘强", OTHER, "13812345679", NUMBER]],
        [["姓名", "证甲", "证乙", "电话"], ["陈丽", NUMBER, OTHER, "13812345678"]],
    ],
)
def test_where_it_cannot_be_told_who_is_meant_nothing_is_guessed(table: list[list[str]]) -> None:
    plan = pasted(table)
    assert plan.unclear
    assert plan.columns
    assert "doc_no" not in {c.field for c in plan.columns} or len(table[0]) == 2


@pytest.mark.parametrize(
    "head",
    [
        ["字段1", "字段2", "字段3"],
        ["列1", "列2", "列3"],
        ["A", "B", "C"],
        ["F1", "F2", "F3"],
        ["字段A", "字段B", "字段C"],
        ["Column1", "Column 2", "column_3"],
        ["Unnamed: 0", "Unnamed: 1", "Unnamed: 2"],
    ],
)
@pytest.mark.parametrize("many", [1, 2])
def test_headings_that_only_number_the_columns_leave_it_to_the_values(
    head: list[str], many: int
) -> None:
    people = [["陈丽", NUMBER, "13812345678"], ["刘强", OTHER, "13812345679"]]
    plan = pasted([head, *people[:many]])
    assert [(c.field, c.why) for c in plan.columns] == [
        (field, "values") for field in ("name", "doc_no", "phone")
    ]
    assert not plan.unclear
    found = [row.cell("name").text for row in roster_in.rows(plan) if not row.skip_reason]
    assert found == ["陈丽", "刘强"][:many]


def test_the_words_of_programs_for_name_and_number_are_known() -> None:
    plan = pasted([["user_name", "id_card", "mobile_phone"], ["陈丽", NUMBER, "13812345678"]])
    assert [c.field for c in plan.columns] == ["name", "doc_no", "phone"]
    assert {c.why for c in plan.columns} == {"header"}


def test_a_known_word_beside_headings_that_only_number_asks_nothing() -> None:
    plan = pasted([["序号", "字段1", "字段2"], ["1", "陈丽", NUMBER], ["2", "刘强", OTHER]])
    assert [c.field for c in plan.columns] == ["serial", "name", "doc_no"]
    assert not plan.unclear


def test_a_word_with_a_figure_over_the_people_is_asked_about_as_any_other() -> None:
    plan = pasted([["谁1", "谁的证2"], ["陈丽", NUMBER], ["刘强", OTHER]])
    assert plan.unclear
    assert plan.header_rows == (1,)


@pytest.mark.parametrize(
    ("head", "values", "field"),
    [
        ("证书编号", ("2018004300412345", "2018004300412346"), "skill_paper_no"),
        ("准考证编号", ("2018004300412345", "2018004300412346"), None),
        ("保单号", ("2018004300412345", "2018004300412346"), None),
        ("合同编号", ("2018004300412345", "2018004300412346"), None),
        ("打钱的卡", ("6217004300412345", "6217004300412346"), "bank_account"),
        ("F4", ("6217004300412345", "6217004300412346"), "bank_account"),
        ("发证日期", ("1998-05-01", "1979-07-01"), "skill_paper_date"),
        ("入党时间", ("1998-05-01", "1979-07-01"), None),
        ("农历生辰", ("1998-05-01", "1979-07-01"), "birth_date"),
        ("F4", ("1998-05-01", "1979-07-01"), "birth_date"),
    ],
)
def test_values_tell_nothing_against_what_a_header_says_of_them(
    head: str, values: tuple[str, str], field: str | None
) -> None:
    people = [["陈丽", NUMBER, values[0]], ["刘强", OTHER, values[1]]]
    plan = pasted([["姓名", "身份证号", head], *people])
    assert [c.field for c in plan.columns] == ["name", "doc_no", field]


def test_columns_told_by_hand_make_an_unclear_list_readable() -> None:
    plan = pasted([["谁", "谁的证"], ["陈丽", NUMBER], ["刘强", OTHER]])
    found = [row for row in roster_in.rows(plan, {0: "name", 1: "doc_no"}) if not row.skip_reason]
    assert [row.cell("name").text for row in found] == ["陈丽", "刘强"]
    assert [c.header for c in plan.columns] == ["谁", "谁的证"]


def test_a_known_name_lets_the_values_tell_the_number() -> None:
    plan = pasted([["姓名", "号"], ["陈丽", NUMBER], ["刘强", OTHER]])
    assert [c.field for c in plan.columns] == ["name", "doc_no"]
    assert not plan.unclear


@pytest.mark.parametrize(
    ("row", "reason", "section"),
    [
        (["石桥村 2人"], "title", "石桥村"),
        (["石桥村："], "title", "石桥村"),
        (["【石桥村】"], "title", "石桥村"),
        (["（石桥村）"], "title", "石桥村"),
        (["一、石桥村"], "title", "石桥村"),
        (["一、", "石桥村"], "title", "石桥村"),
        (["石桥村", "", "2人"], "title", "石桥村"),
        (["村名：石桥村"], "title", "石桥村"),
        (["", "承上页", "10"], "carried", ""),
        (["转下页"], "carried", ""),
        (["过次页", "", "20"], "carried", ""),
        (["12", "王镇"], None, ""),
    ],
)
def test_rows_that_name_a_place_or_carry_a_page_over(
    row: list[str], reason: str | None, section: str
) -> None:
    head = ["序号", "姓名", "身份证号", "电话"]
    first, last = ["1", "刘强", OTHER, "13712345678"], ["2", "陈丽", NUMBER, "13712345679"]
    found = list(roster_in.rows(pasted([head, first, row, last])))
    assert found[2].skip_reason == reason
    assert found[3].section == section


def test_a_title_is_no_part_of_the_headers_and_the_layout_outlasts_the_month(
    tmp_path: Path,
) -> None:
    keys = set()
    for seed in range(4):
        (plan,) = written(tmp_path / f"{seed}.xlsx", further.month_in_title(random.Random(seed)))
        assert {c.group for c in plan.columns} == {""}
        keys.add(roster_in.layout_key(plan))
    assert len(keys) == 1
    dated = [
        pasted([["姓名", "身份证号", f"2026年{month}月工资"], ["陈丽", NUMBER, "30"]])
        for month in (3, 4)
    ]
    assert roster_in.layout_key(dated[0]) == roster_in.layout_key(dated[1])


def test_what_a_group_calls_by_a_code_is_told_by_its_columns_and_values(tmp_path: Path) -> None:
    (plan,) = written(tmp_path / "w.xlsx", further.where_they_work(random.Random(1)))
    fields = [c.field for c in plan.columns]
    assert fields[2:] == ["phone", "phone_more", "employer_name", "employment_place", None]
    (plan,) = written(tmp_path / "f.xlsx", further.firms_under_a_code(random.Random(1)))
    assert [c.field for c in plan.columns][-1] == "employer_name"
    assert plan.columns[-1].why == "values"


def test_a_column_without_a_header_is_listed_and_told_by_its_values() -> None:
    table = [["姓名", "", "电话"], ["陈丽", NUMBER, "13812345678", "x"], ["刘强", OTHER, "", "y"]]
    plan = pasted(table)
    assert [c.field for c in plan.columns] == ["name", "doc_no", "phone", None]
    assert plan.columns[-1].why == "unknown"


def test_a_sheet_called_like_a_village_names_the_village_of_its_people(tmp_path: Path) -> None:
    pages = [further.two_in_one(random.Random(seed)) for seed in (1, 2)]
    pages[0].name, pages[1].name = "石桥村", "Sheet2"
    plans = written(tmp_path / "v.xlsx", *pages)
    found = {plan.sheet.name: {row.section for row in roster_in.rows(plan)} for plan in plans}
    assert found == {"石桥村": {"石桥村"}, "Sheet2": {""}}


HEAD = ["序号", "姓名", "身份证号", "电话"]


def sections(*between: list[str], above: tuple[list[str], ...] = ()) -> list[tuple[str, str]]:
    """Return name and section of the people of a list."""
    table = [*above, HEAD, *between]
    return [
        (row.cell("name").text, row.section)
        for row in roster_in.rows(pasted(table))
        if row.skip_reason is None
    ]


def test_a_group_under_a_village_is_one_of_it() -> None:
    first, last = ["1", "刘强", OTHER, ""], ["2", "陈丽", NUMBER, ""]
    found = sections(["白水村"], first, ["三组"], last)
    assert found == [("刘强", "白水村"), ("陈丽", "白水村三组")]
    found = sections(["白水村"], ["一组"], first, ["二组"], last)
    assert found == [("刘强", "白水村一组"), ("陈丽", "白水村二组")]


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("白水村务工人员名单", "白水村"),
        ("2026年度白水村外出务工人员花名册", "白水村"),
        ("江村镇白水村村民委员会务工人员花名册", "江村镇白水村"),
        ("填报单位：白水村委会", "白水村委会"),
        ("农村劳动力转移就业花名册", ""),
        ("江村镇务工人员花名册", ""),
        ("各村外出务工人员名单", ""),
    ],
)
def test_the_title_of_a_list_names_its_village(title: str, village: str) -> None:
    row = ["1", "刘强", OTHER, ""]
    assert sections(row, above=([title],)) == [("刘强", village)]
    assert sections(row, above=([title], ["填表说明：请如实填写"])) == [("刘强", village)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["第二批"], "note"),
        (["", "第二批"], "note"),
        (["", "村支书（签字）："], "signature"),
        (["", "富河村民委员会"], "title"),
        (["", "脱贫户", "1户"], "subtotal"),
        (["", "王伟", "1"], None),
    ],
)
def test_what_stands_between_people_is_none_of_them(row: list[str], reason: str | None) -> None:
    found = list(roster_in.rows(pasted([HEAD, ["1", "刘强", OTHER, ""], row])))
    assert found[2].skip_reason == reason


def test_answers_under_a_wish_are_no_trades_and_leave_the_field_to_the_next() -> None:
    head = ["姓名", "身份证号", "就业意向", "意向岗位"]
    plan = pasted([head, ["刘强", OTHER, "愿意外出", "焊工"], ["陈丽", NUMBER, "不愿意", ""]])
    assert [c.field for c in plan.columns] == ["name", "doc_no", None, "wanted_trades"]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        *((one, "employed_since") for one in ("务工开始时间", "开始务工时间", "外出年月")),
        *((one, "employed_since") for one in ("就业起始时间", "务工起始时间", "外出开始时间")),
        *((one, "trade") for one in ("从事岗位", "岗位名称")),
        *((one, "employment_place") for one in ("外出地", "外出务工所在地")),
        ("所属村组", "village"),
        ("常住地", "address"),
    ],
)
def test_a_usual_header_is_found_without_being_asked_about(head: str, field: str) -> None:
    people = [["陈丽", NUMBER, "甲乙丙"], ["刘强", OTHER, "丁戊己"]]
    plan = pasted([["姓名", "身份证号码", head], *people])
    assert [c.field for c in plan.columns] == ["name", "doc_no", field]
