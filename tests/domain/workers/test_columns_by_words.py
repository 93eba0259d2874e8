"""Headers of householders, of two things and of halves; columns below each other's headers."""

from __future__ import annotations

import pytest

from gigdesk import money
from gigdesk.domain.workers import columns

NUMBER, OTHER = "431127197003010116", "431127198504010224"


@pytest.mark.parametrize(
    ("header", "field"),
    [("户主", "name"), ("户主姓名", "name"), ("户主的电话", "phone"), ("户主身份证号", "doc_no")],
)
def test_a_list_of_householders_is_one_of_people_though_less_surely(
    header: str, field: str
) -> None:
    assert columns.householder(header) == (field, columns.PART)


@pytest.mark.parametrize("header", ["姓名", "与户主关系", "户主三轮车"])
def test_other_headers_are_none_of_a_householder(header: str) -> None:
    assert columns.householder(header) is None


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("姓名及身份证号", {"name", "doc_no"}),
        ("姓名电话", {"name", "phone"}),
        ("身份证号码联系电话", {"doc_no", "phone"}),  # two lines of one cell
        ("联系电话", set()),
        ("姓名/民意", set()),
    ],
)
def test_fields_side_by_side_in_one_header_are_told(header: str, fields: set[str]) -> None:
    assert columns.beside(header) == fields


def test_several_words_for_one_thing_are_that_thing() -> None:
    assert columns.match_header("身份证号/护照号") == ("doc_no", columns.PART)
    assert columns.match_header("手机/微信") == ("phone", columns.PART)


def test_the_halves_of_a_name_stand_beside_each_other_in_that_order() -> None:
    assert columns.are_halves("姓", "名")
    assert columns.are_halves("姓氏", "名字")
    assert not columns.are_halves("名", "姓")
    assert not columns.are_halves("姓名", "名")


def test_a_unit_of_money_is_said_as_it_is_read() -> None:
    for word in ("元", "千元", "万元"):
        unit = columns.unit_fen(f"年收入（{word}）")
        assert unit is not None
        assert columns.unit_word(unit) == word
    assert columns.unit_word(money.YUAN_FEN * 7) == ""


def test_every_word_of_rosters_leads_back_to_the_field_it_is_the_heading_of() -> None:
    words = columns.synonyms()
    headings = columns.headings(["doc_no", "phone", "of_a_newer_program"])
    assert headings == {
        "doc_no": "身份证号码",
        "phone": columns.label("phone"),
        "of_a_newer_program": "of_a_newer_program",
    }
    assert words[headings["doc_no"]] == "doc_no"
    assert words["手机"] == "phone"
    assert words["姓名"] == "name"


@pytest.mark.parametrize(
    ("field", "values", "share"),
    [
        ("serial", ["1", "2", "2026010101"], 2 / 3),
        ("sex", ["男", "女", "张三"], 2 / 3),
        ("education", ["初中", "石桥村"], 0.5),
        ("trade", ["焊工"], None),  # any text can be a trade
        ("of_a_newer_program", ["1"], None),
        ("sex", ["", " "], None),
    ],
)
def test_how_many_values_can_be_a_field_s_is_told_where_not_any_text_can(
    field: str, values: list[str], share: float | None
) -> None:
    assert columns.likeness(field, values) == share


def test_columns_that_stand_below_each_other_s_headers_are_told() -> None:
    fields = {0: "name", 1: "phone", 2: "doc_no", 3: "village"}
    values = {
        0: ["李小丁", "王建国"],
        1: [NUMBER, OTHER],
        2: ["13800000001", "13900000002"],
        3: ["石桥村", "大坪村"],
    }
    assert columns.exchanged(fields, values) == {1: "doc_no", 2: "phone"}
    assert columns.exchanged(fields, {**values, 1: values[2], 2: values[1]}) == {}


def test_a_column_is_left_where_the_other_place_is_not_free() -> None:
    fields = {0: "phone", 1: "doc_no"}
    assert columns.exchanged(fields, {0: [NUMBER], 1: [OTHER]}) == {}
    assert columns.exchanged(fields, {0: [NUMBER], 1: [""]}) == {}
    bank = {0: "bank_account", 1: "bank_name"}
    swapped = {0: ["邮储银行", "农行"], 1: ["6222021234567890123", "6222021234567890124"]}
    assert columns.exchanged(bank, swapped) == {0: "bank_name", 1: "bank_account"}


@pytest.mark.parametrize(
    ("values", "answers"),
    [
        (["愿意外出", "不愿意", "-"], True),
        (["是", "否", ""], True),
        (["电工", "焊工"], False),
        (["", "-"], False),
    ],
)
def test_values_that_only_answer_whether_are_told(values: list[str], *, answers: bool) -> None:
    assert columns.are_answers(values) is answers
