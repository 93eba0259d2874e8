"""Headers over each other's values, and names in halves or with their number in one cell."""

from __future__ import annotations

import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in

NUMBER = "44011320141005001X"
OTHER = "360426199101010071"
CARD, OTHER_CARD = "6228480012345678", "6217001234567890128"


def planned(table: list[list[str]]) -> roster_in.RosterPlan:
    """Return the plan of a block of cells."""
    text = "\n".join("\t".join(row) for row in table)
    return roster_in.plans(reading.read_pasted(text, "粘贴"))[0]


def fields(plan: roster_in.RosterPlan) -> list[str | None]:
    return [column.field for column in plan.columns]


@pytest.mark.parametrize(
    ("head", "one", "two", "expected"),
    [
        (
            ["姓名", "电话", "身份证号"],
            ["刘强", NUMBER, "13812345678"],
            ["陈丽", OTHER, "13812345679"],
            ["name", "doc_no", "phone"],
        ),
        (
            ["姓名", "身份证号", "开户银行", "银行卡号"],
            ["刘强", NUMBER, CARD, "农行"],
            ["陈丽", OTHER, OTHER_CARD, "邮储银行"],
            ["name", "doc_no", "bank_account", "bank_name"],
        ),
        (
            ["身份证号", "姓名", "电话"],
            ["刘强", NUMBER, "13812345678"],
            ["陈丽", OTHER, "13812345679"],
            ["name", "doc_no", "phone"],
        ),
    ],
)
def test_headers_over_each_others_values_give_way_to_them_and_it_is_said(
    head: list[str], one: list[str], two: list[str], expected: list[str]
) -> None:
    plan = planned([head, one, two])
    assert fields(plan) == expected
    moved = [column.why == "exchanged" for column in plan.columns]
    assert sum(moved) == 2
    assert all(column.confidence < 0.9 for column in plan.columns if column.why == "exchanged")
    assert not plan.unclear


def test_sums_and_signatures_below_the_people_say_nothing_of_the_columns() -> None:
    head = ["序号", "姓名", "电话", "身份证号"]
    rows = [["1", "刘强", NUMBER, "13812345678"], ["2", "陈丽", OTHER, "13812345679"]]
    foot = [["合计", "", "2", ""], ["填表人：王五", "", "", "审核："]]
    assert fields(planned([head, *rows, *foot])) == ["serial", "name", "doc_no", "phone"]


@pytest.mark.parametrize(
    "rows",
    [
        # Only one of the two columns is wrong: nobody knows where the telephones are.
        [["刘强", NUMBER, "电焊"], ["陈丽", OTHER, "木工"]],
        # Half of the values speak for the header.
        [["刘强", NUMBER, "13812345678"], ["陈丽", "13812345679", OTHER]],
    ],
)
def test_what_is_not_plainly_exchanged_stays_as_the_header_says(rows: list[list[str]]) -> None:
    plan = planned([["姓名", "电话", "身份证号"], *rows])
    assert fields(plan) == ["name", "phone", "doc_no"]


def test_the_halves_of_a_name_beside_each_other_are_its_columns() -> None:
    plan = planned([["姓", "名", "证件号码", "手机"], ["诸葛", "亮", OTHER, "13812345678"]])
    assert fields(plan) == ["name", "given_name", "doc_no", "phone"]
    named = planned([["姓", "名字", "证件号码"], ["诸葛", "亮", OTHER]])
    assert fields(named) == ["name", "given_name", "doc_no"]


@pytest.mark.parametrize(
    "head",
    [
        ["姓", "名次", "姓名", "身份证号"],
        ["姓", "名", "姓名", "身份证号"],
        ["姓", "性别", "姓名", "身份证号"],
    ],
)
def test_halves_say_nothing_where_a_column_has_the_whole_name(head: list[str]) -> None:
    plan = planned([head, ["刘", "一", "刘强", OTHER]])
    assert [one.field for one in plan.columns if one.header == "姓名"] == ["name"]
    assert "given_name" not in fields(plan)


@pytest.mark.parametrize(
    "head",
    [
        ["姓名及身份证号"],
        ["姓名/身份证号码", "工种"],
        ["姓名+身份证", "联系电话"],
        ["姓名身份证号", "地址"],
        ["序号", "姓名、身份证号码、电话"],
    ],
)
def test_a_list_whose_names_and_numbers_share_a_column_is_one_of_people(head: list[str]) -> None:
    row = [f"刘强 {OTHER}" if "姓名" in text else "1" for text in head]
    if len(head) == 1:
        head, row = [*head, "备注"], [*row, "好"]
    plan = planned([head, row])
    assert [one.field for one in plan.columns if "姓名" in one.header] == ["name"]


@pytest.mark.parametrize("header", ["身份证号码联系电话", "身份证号/手机号码", "手机身份证号"])
def test_a_list_whose_numbers_and_telephones_share_a_column_is_one_of_people(header: str) -> None:
    plan = planned([["姓名", header], ["刘强", f"{OTHER} 13812345678"]])
    assert fields(plan) == ["name", "doc_no"]
