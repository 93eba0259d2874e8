"""Headers of two levels: the group decides what the word below it means."""

from __future__ import annotations

import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in

NUMBER = "44011320141005001X"
OTHER = "360426199101010071"


def fields(*table: list[str]) -> list[str | None]:
    text = "\n".join("\t".join(row) for row in table)
    plan = roster_in.plans(reading.read_pasted(text, "粘贴"))[0]
    assert plan.header_end == 2
    return [column.field for column in plan.columns]


def test_present_and_wanted_trade_stand_apart() -> None:
    assert fields(
        ["姓名", "身份证号", "电话", "就业情况", "", "", "就业意向", "", ""],
        ["", "", "", "工种", "地点", "月收入（元）", "工种", "区域", "期望月薪（元）"],
        ["刘强", OTHER, "13812345678", "瓦工", "县内", "3500", "电焊工", "省外", "6000"],
    ) == [
        "name",
        "doc_no",
        "phone",
        "trade",
        "employment_place",
        None,
        "wanted_trades",
        "wanted_region",
        "wanted_income_fen",
    ]


@pytest.mark.parametrize("group", ["务工意向", "求职意向", "就业意向"])
def test_a_wish_alone_is_never_the_present_trade(group: str) -> None:
    assert fields(
        ["姓名", "身份证号", "电话", group, "", "目前从事工种"],
        ["", "", "", "工种", "地区", ""],
        ["刘强", OTHER, "13812345678", "缝纫工", "广东", "木工"],
    ) == ["name", "doc_no", "phone", "wanted_trades", "wanted_region", "trade"]


def test_the_trade_of_a_wished_training_is_not_read() -> None:
    assert fields(
        ["姓名", "身份证号", "电话", "培训意愿", ""],
        ["", "", "", "工种", "等级"],
        ["刘强", OTHER, "13812345678", "叉车", "中级"],
    ) == ["name", "doc_no", "phone", None, None]


FAMILY = ["姓名", "关系", "电话"]


def test_the_names_below_groups_are_no_header_of_their_own() -> None:
    assert fields(
        ["姓名", "身份证号", "联系方式", "", "家庭成员", "", ""],
        ["", "", "手机", "微信", *FAMILY],
        ["刘强", OTHER, "13812345678", "wx1", "陈丽", "妻", "13812345679"],
    ) == ["name", "doc_no", "phone", None, None, None, None]


def test_the_telephone_of_the_family_is_not_that_of_the_person() -> None:
    assert fields(
        ["姓名", "身份证号", "家庭成员", "", ""],
        ["", "", *FAMILY],
        ["刘强", OTHER, "陈丽", "妻", "13812345679"],
    ) == ["name", "doc_no", None, None, None]


def test_where_only_the_family_has_numbers_its_members_are_the_people() -> None:
    assert fields(
        ["户主", "家庭成员", "", ""],
        ["", "姓名", "身份证号", "电话"],
        ["刘强", "陈丽", NUMBER, "13812345679"],
    ) == [None, "name", "doc_no", "phone"]


def test_a_column_called_after_a_group_is_one_where_its_cells_answer() -> None:
    head = ["姓名", "身份证号", "电话", "人员类别", "", "残疾"]
    under = ["", "", "", "脱贫户", "低保户", ""]
    answered = fields(head, under, ["刘强", OTHER, "13812345678", "√", "", "是"])
    assert answered[3:] == ["category_01", "category_03", "category_04"]
    told = fields(head, under, ["刘强", OTHER, "13812345678", "√", "否", "肢体二级"])
    assert told[3:] == ["category_01", "category_03", None]
