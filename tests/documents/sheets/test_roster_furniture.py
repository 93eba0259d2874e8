"""Rows below and between the headers of rosters that are no people, and people who look like it."""

from __future__ import annotations

import pytest

from gigdesk.documents.excel import reading
from gigdesk.documents.sheets import roster_in
from tests.actions.workers.imports import rosters

NUMBER, OTHER = "44011320141005001X", "360426199101010071"
HEAD = ["序号", "姓名", "身份证号", "电话", "备注"]
PERSON = ["1", "刘强", OTHER, "13712345678", ""]


def reasons(rows: list[list[str]]) -> list[str | None]:
    """Return what becomes of each row of a pasted list."""
    text = "\n".join("\t".join(row) for row in rows)
    (plan,) = roster_in.plans(reading.read_pasted(text, "粘贴"))
    return [row.skip_reason for row in roster_in.rows(plan)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["1", "2", "3", "4", "5"], "header"),
        (["", "（1）", "（2）", "（3）", "（4）"], "header"),
        (["必填", "必填", "必填，18位", "选填", "选填"], "note"),
        (["填写说明", "必填", "必填，18位", "选填", "选填"], "note"),
    ],
)
def test_what_stands_below_the_header_is_nobody(row: list[str], reason: str) -> None:
    assert reasons([HEAD, row, PERSON]) == ["header", reason, None]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Below the header, in whatever column: a person who lacks the rest, never a note.
        ([HEAD, ["富河村"], ["王五"], ["李四花"], PERSON], ["header", "title", None, None, None]),
        ([HEAD, ["富河村"], ["", "", "李四花"], PERSON], ["header", "title", None, None]),
        ([HEAD, ["欧阳小明"], PERSON], ["header", None, None]),
        # Above it only under a village: otherwise it is who made the list, or its heading.
        ([["富河村"], ["王五"], ["李四花"], HEAD, PERSON], ["title", None, None, "header", None]),
        ([["务工名单"], ["李四花"], HEAD, PERSON], ["title", "title", "header", None]),
        # What is like a hamlet, a sort of people or a heading stays what it was.
        ([HEAD, ["王家湾"], PERSON], ["header", "note", None]),
        ([HEAD, ["石桥"], PERSON], ["header", "note", None]),
        ([HEAD, ["高中"], PERSON], ["header", "note", None]),
        ([HEAD, ["江西"], PERSON], ["header", "note", None]),
        ([HEAD, ["白水村"], ["女性"], PERSON], ["header", "title", "note", None]),
        ([HEAD, PERSON, ["以上属实"]], ["header", None, "note"]),
        ([["李四花"], HEAD, PERSON, ["李四花"], PERSON], ["title", "header", None, "title", None]),
    ],
)
def test_a_name_by_itself_is_a_person_who_lacks_the_rest(
    rows: list[list[str]], expected: list[str | None]
) -> None:
    assert reasons(rows) == expected


@pytest.mark.parametrize(
    "mark",
    [
        "例：王五",
        "例:陈一",
        "样例",
        "示例：王五",
        "（例）王五",
        "例 王五",
        "如：王五",
        "模板：王五",
    ],
)
def test_a_row_that_calls_itself_an_example_is_nobody_even_with_a_right_number(mark: str) -> None:
    assert reasons([HEAD, ["", mark, OTHER, "", ""], PERSON]) == ["header", "sample", None]


@pytest.mark.parametrize("name", ["例文秀", "如 意", "如意", "李 明", "姓名：李明", "模板 王"])
def test_a_name_that_only_begins_like_an_example_is_somebody(name: str) -> None:
    assert reasons([HEAD, ["1", name, OTHER, "", ""], PERSON]) == ["header", None, None]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["村支书（签字）：", "", "", "", "村秘书："], "signature"),
        (["培训机构（印章）：蓝山县职业学校", "", "", "培训专业：月嫂", ""], "signature"),
        (["培训时间：九月", "", "", "培训专业：月嫂", ""], "note"),
    ],
)
def test_a_line_of_a_form_between_people_is_nobody(row: list[str], reason: str) -> None:
    again = ["2", "陈丽", NUMBER, "13712345679", ""]
    assert reasons([HEAD, PERSON, row, again]) == ["header", None, reason, None]


@pytest.mark.parametrize(
    "row",
    [
        ["2", "陈丽", "", "13712345679", "本人签字：陈丽"],
        ["2", "陈丽", "3", "4", "5"],
        ["2", "必胜", "没有", "13712345679", ""],
    ],
)
def test_a_person_who_looks_like_it_stays_one(row: list[str]) -> None:
    assert reasons([HEAD, PERSON, row]) == ["header", None, None]


def test_a_first_person_beside_an_empty_half_is_no_second_line_of_the_header() -> None:
    head = ["序号", "姓名", "身份证号", "电话"]
    first = ["1", "刘强", OTHER, "13712345678", "", "", "", ""]
    both = ["2", "陈丽", NUMBER, "13712345679", "3", "王芳", OTHER, "13712345670"]
    assert reasons([[*head, *head], first, both]) == ["header", None, None, None]


def test_a_signature_over_two_tables_side_by_side_is_nobody_in_either() -> None:
    head = ["序号", "姓名", "身份证号", "电话"]
    both = ["1", "刘强", OTHER, "13712345678", "2", "王芳", NUMBER, "13712345670"]
    signed = ["填表人：李某", "审核：", "", "日期：", "", "2026.9.1", "", ""]
    assert reasons([[*head, *head], both, signed]) == ["header", None, None, "signature"]
    # Who stands there with a name or a number is looked at all the same.
    for half in (["3", "陈丽", "", ""], ["3", "", OTHER, ""], ["3", "2026", "", "13712345670"]):
        beside = ["填表人：李某", "", "", "", *half]
        assert reasons([[*head, *head], both, beside])[-1] is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "村支书（签字）："], "signature"),
        (["", "富河村民委员会"], "title"),
        (["", "脱贫户", "1户"], "subtotal"),
        (["", "其中：女", "", "7"], "subtotal"),
        (["合计（大写）", "肆万贰仟元整", "", "88320"], "subtotal"),
        (["合计（大写）", "刘万元", "", "88320"], None),
        (["第二批"], "note"),
        (["", "（二）女性"], "title"),
        (["", "（二）王丽"], None),
        (["", "王丽", "3人"], None),
    ],
)
def test_lines_at_the_foot_are_nobody_and_a_lonely_name_is(
    row: list[str], reason: str | None
) -> None:
    head = ["序号", "姓名", "身份证号", "电话"]
    people = [["1", "刘强", OTHER, ""], ["2", "陈丽", NUMBER, ""]]
    assert reasons([head, *people, row]) == ["header", None, None, reason]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["", "", "", "第 1/1 页", ""], "note"),
        (["", "", "", "第1页 共3页", ""], "note"),
        (["合计户数", "11", "", "合计人口", "38"], "subtotal"),
        (["", "", "", "20人", "石桥"], "subtotal"),
        # A person who lacks nearly everything, and one whose telephone is a mark.
        (["", "合计花", "", "", "石桥"], None),
        (["2", "王五", "", "/", "石桥"], None),
    ],
)
def test_pages_and_sums_are_nobody(row: list[str], reason: str | None) -> None:
    head = ["序号", "姓名", "身份证号", "电话", "社区（村）"]
    assert reasons([head, PERSON, PERSON, row]) == ["header", None, None, reason]


def test_a_lone_label_of_who_asked_people_is_a_signature() -> None:
    rows = [["序号", "姓名", "身份证号"], ["1", "陈丽", rosters.number(2)], ["", "调查员：", ""]]
    text = "\n".join("\t".join(row) for row in rows)
    (plan,) = roster_in.plans(reading.read_pasted(text, "块"))
    assert [row.skip_reason for row in roster_in.rows(plan)][-2:] == [None, "signature"]
