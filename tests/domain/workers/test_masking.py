from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain import tables
from gigdesk.domain.workers import masking, rows

NUMBER = "43060219850302001X"


def test_a_paper_of_special_operation_shows_no_resident_number() -> None:
    assert masking.masked_value("certificate_no", f"T{NUMBER}") == "T430***********001X"
    assert NUMBER[6:14] not in masking.mask_certificate(f"t{NUMBER.lower()}")


@pytest.mark.parametrize("number", ["1443003010400123", "S000043000001234567890", "湘教2021-17"])
def test_other_papers_keep_their_own_number(number: str) -> None:
    assert masking.mask_certificate(number) == number


@pytest.mark.parametrize("name", ["health_note", "disability_kind", "meal_need", "disability_no"])
def test_sensitive_words_are_hidden_whole_on_page_and_in_history(name: str) -> None:
    assert masking.masked_value(name, "4") == masking.HIDDEN
    assert masking.masked_column("worker", name, "4") == masking.HIDDEN


def test_the_history_masks_every_private_column_as_the_page_does() -> None:
    for column in tables.table("worker").columns:
        shown = masking.masked_column("worker", column.name, NUMBER)
        assert shown == masking.masked_value(column.name, NUMBER)
        private = column.privacy in ("I", "S") or column.name in masking.FREE
        assert (shown == NUMBER) == (not private)


def test_what_a_contract_says_is_hidden_in_its_history() -> None:
    assert masking.masked_column("contract", "fields", f'{{"id": "{NUMBER}"}}') == masking.HIDDEN
    assert masking.masked_column("contract", "state", "signed") == "signed"
    assert masking.masked_column("worker", "phone", None) is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("儿子电话13812345678，晚上打", "儿子电话138****5678，晚上打"),
        ("138 1234 5678或139-8765-4321", "138****5678或139****4321"),
        (f"身份证{NUMBER}丢了", "身份证430***********001X丢了"),
        ("旧号43060219850302001", "旧号430**********2001"),
        ("430602 19850302 001X", "430***********001X"),
        ("卡6222020200112233445，农行", "卡****3445，农行"),
        ("6222 0202 0011 2233 445", "****3445"),
        ("一折通 430602198503", "一折通 ****8503"),
        ("银行账号原文：62284804O2564890018；能吃苦", "银行账号原文：***************0018；能吃苦"),
        (
            "银行账号原文：农行 12345；卡 6222020200112233445",
            "银行账号原文：农行 *****；卡 ****3445",
        ),
        ("２０２４年１３８１２３４５６７８", "２０２４年１３８****５６７８"),
    ],
)
def test_numbers_of_people_in_remarks_are_masked(words: str, shown: str) -> None:
    assert masking.masked_value("notes", words) == shown
    assert masking.masked_column("batch_member", "reason", words) == shown
    assert masking.mask_words(shown) == shown
    assert masking.unmask_words(words, f"又：{shown}").startswith("又：")


@pytest.mark.parametrize(
    "words",
    ["", "2024-05-01 回乡 3 人", "合同 430602101-2026-00007", "年入 35000 元", "0731-84512345"],
)
def test_other_figures_in_remarks_stay(words: str) -> None:
    assert masking.masked_value("notes", words) == words


@given(
    st.lists(
        st.one_of(
            st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
            st.from_regex(r"[1-9][0-9]{11,20}", fullmatch=True),
            st.sampled_from(["打电话", " ", "，", "卡", "3 天"]),
        ),
        max_size=6,
    )
)
def test_a_remark_that_comes_back_as_shown_loses_no_number(parts: list[str]) -> None:
    words = "，".join(parts)
    assert masking.unmask_words(words, masking.mask_words(words)) == words


def test_a_number_masked_in_a_list_is_not_taken_for_the_number() -> None:
    cells = {"social_card": "432***********1126", "disability_no": "432***"}
    typed = {name: rows.TypedCell(text) for name, text in cells.items()}
    found = rows.read(5, typed, rows.Sheet(datetime.date(2025, 6, 1)))
    assert not cells.keys() & found.given.keys()
    assert [one.code for one in found.findings].count("findings.value.masked") == 2
    assert "432***********1126" in str(found.given["notes"])


def test_a_category_that_no_list_names_is_hidden_in_histories() -> None:
    shown = masking.masked_column
    assert shown("worker_category", "category", "11") == masking.HIDDEN
    assert shown("worker_category", "category", "01") == "01"
    assert shown("worker_category", "category", None) is None


@pytest.mark.parametrize(
    ("name", "value", "masked"),
    [
        ("doc_no", "430***********0014", True),
        ("disability_no", "432＊＊＊", True),
        ("doc_no", "430602198503020014", False),
        ("health_note", masking.HIDDEN, True),
        ("health_note", "*** 良好", False),
        ("bank_name", "农业银行3号 ****0123", True),
        ("bank_name", "农业银行3号 6217991234567890123", False),
        ("bank_name", "农业银行*", False),
        ("bank_name", "农业银行 尾号1234", True),
        ("bank_name", "农行xxxx1234", True),
        ("bank_name", "农业银行 ●●●●1234", True),
        ("bank_name", "XX支行2号", False),
        ("trade", masking.HIDDEN, False),  # no private column: somebody typed it
        ("doc_no", None, False),
        ("doc_no", 12, False),
    ],
)
def test_what_is_only_shown_of_a_value_is_not_the_value(
    name: str, value: object, *, masked: bool
) -> None:
    assert masking.is_masked(name, value) is masked
