"""Codes become the words of Chinese papers; what is no code stays as it is."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import labels


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("sex", "2", "女"),
        ("doc_kind", "01", "居民身份证"),
        ("doc_valid_to", "9999-12-31", "长期"),
        ("doc_valid_to", "2030-05-01", "2030-05-01"),
        ("name", "李小丁", "李小丁"),
        ("state", "moved", "已迁出"),
        ("state", "of_a_newer_program", "of_a_newer_program"),
        ("contract_kind", "overage", "超龄用工协议"),
        ("contract_term", "2026-10-01/2026-11-30", "2026-10-01至2026-11-30"),
        ("contract_term", "2026-10-01/", "2026-10-01起"),
        ("batch", "B7", "B7"),
        ("age", 41, 41),
        ("sex", None, None),
        ("sex", "", ""),
    ],
)
def test_a_value_is_said_in_the_words_of_papers(name: str, value: object, words: object) -> None:
    assert labels.of_value(name, value) == words


def test_a_person_is_said_in_words_and_on_the_county_s_ledger_with_its_kinds_of_schooling() -> None:
    row = {"name": "李小丁", "sex": "1", "education": "20"}
    assert labels.of_row(row) == {"name": "李小丁", "sex": "男", "education": "大学本科"}
    said = labels.of_county_form(row)
    assert (said["name"], said["sex"]) == ("李小丁", "男")
    assert said["education"] == "本科及以上"
    assert labels.of_county_form({"education": None})["education"] is None


def test_the_source_of_somebody_is_a_row_of_a_list() -> None:
    assert labels.source("石桥村.xlsx", "名单", 12) == "石桥村.xlsx 名单 第 12 行"
    assert labels.source("石桥村.csv", None, 3) == "石桥村.csv 第 3 行"


def test_several_codes_of_one_field_are_said_each_in_words() -> None:
    assert labels.of_value("service_needs", "1,6") == "职业介绍、小额担保贷款"
