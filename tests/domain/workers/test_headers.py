"""Headers that say nothing, and headers that say what their column is not."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import headers


@pytest.mark.parametrize(
    "header", ["字段1", "F2", "Column3", "B", " 列 12 ", "Unnamed: 4", "第3列", "ＡＢ", "col_a"]
)
def test_a_header_that_only_numbers_its_column_was_made_by_a_program(header: str) -> None:
    assert headers.is_generated(header)


@pytest.mark.parametrize("header", ["姓名", "电话1", "", "2026", "字段说明", "第一书记"])
def test_a_word_of_its_own_was_not(header: str) -> None:
    assert not headers.is_generated(header)


@pytest.mark.parametrize(
    ("field", "header", "possible"),
    [
        ("bank_account", "补贴发放", True),
        ("bank_account", "社保卡编号", True),  # a card, whatever else it is called
        ("bank_account", "合同编号", False),
        ("bank_account", "残疾证", False),
        ("birth_date", "出生", True),
        ("birth_date", "DOB", True),
        ("birth_date", "日", True),  # one sign decides nothing
        ("birth_date", "登记日期", False),
        ("phone", "合同编号", True),
    ],
)
def test_the_words_over_figures_may_speak_against_a_field(
    field: str, header: str, *, possible: bool
) -> None:
    assert headers.may_be(field, header) is possible


@pytest.mark.parametrize("header", ["外出日期", "上岗日期"])
def test_a_day_of_leaving_for_whatever_reason_begins_no_work(header: str) -> None:
    assert all(header not in words for words in headers.SYNONYMS.values())
