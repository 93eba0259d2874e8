"""Consent, recovery sheet and printed lists say what they must and break where they should."""

from __future__ import annotations

import re

import pytest

from gigdesk import i18n
from gigdesk.documents.forms import consent, recovery, roster
from gigdesk.documents.pdf import preview

FORM = consent.Consent("禾亭镇便民服务中心", "0746-5550100", "张䶮", "431126196805120025", "2026-1")


def joined(data: bytes) -> str:
    return re.sub(r"\s", "", "".join(preview.page_texts(data)))


def test_each_purpose_has_its_own_answer_and_signature() -> None:
    words = joined(consent.consent_forms([FORM]))
    assert words.count("□同意") == len(consent.PURPOSES)
    assert words.count("签名：") == len(consent.PURPOSES)
    assert "张䶮您好" in words
    assert words.count("0746-5550100") == 2


def test_only_the_purposes_asked_for_are_printed() -> None:
    words = joined(consent.consent_forms([FORM], ["insurer", "bank"]))
    assert words.count("签名：") == 2
    assert "保险公司" in words
    assert "公示名单" not in words


def test_a_purpose_is_not_torn_from_its_signature() -> None:
    for page in preview.page_texts(consent.consent_forms([FORM])):
        words = re.sub(r"\s", "", page)
        assert words.count("签名：") == len(re.findall(r"（\d）", words))


def test_the_recovery_sheet_is_one_page_with_every_group_in_order() -> None:
    groups = ["K7QF", "92MX", "PD4T", "8WHC", "R3JN", "6ZLB", "V5GS", "E2YA"]
    data = recovery.recovery_sheet(
        recovery.Recovery("禾亭镇", "王㛃", "heting.gigdesk", "2026-03-01", groups)
    )
    found = preview.page_texts(data)
    assert len(found) == 1
    places = [found[0].index(group) for group in groups]
    assert places == sorted(places)
    assert "王㛃" in found[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_papers_speak_the_language_in_use(language: str) -> None:
    i18n.use(language)
    try:
        words = joined(consent.consent_forms([FORM]))
        title = re.sub(r"\s", "", i18n.text("forms.consent.title"))
    finally:
        i18n.use("zh")
    assert title in words


def listed(rows: list[dict[str, str]]) -> bytes:
    return roster.signing_list(
        "花名册", rows, unit="第三批", filled_by="王㛃", filled_on="2026-03-01"
    )


def test_a_list_shows_each_row_once_with_its_head_on_each_page() -> None:
    common = {"sex": "女", "doc_no": "430***********0025", "phone": "138****5678", "town": ""}
    rows = [{"name": f"员{at:03}", "village": "长" * (at % 40), **common} for at in range(120)]
    data = listed(rows)
    found = preview.page_texts(data)
    assert all("姓名" in words and "签字" in words for words in found)
    whole = "".join(found)
    assert [whole.count(f"员{at:03}") for at in range(120)] == [1] * 120
    assert "第三批" in found[0]
    assert "共 120 人" in found[0]
    assert "制表人：王㛃" in found[-1]
    assert data == listed(rows)


def test_an_empty_list_is_still_a_page_with_its_head() -> None:
    found = preview.page_texts(listed([]))
    assert len(found) == 1
    assert "姓名" in found[0]


def test_the_forms_of_several_people_are_counted_for_each_by_itself() -> None:
    told: list[tuple[int, int]] = []
    one = len(preview.page_texts(consent.consent_forms([FORM])))
    other = consent.Consent("禾亭镇", "", "王㛃", "", "1")
    both = preview.page_texts(
        consent.consent_forms([FORM, other], progress=lambda done, of: told.append((done, of)))
    )
    assert told == [(1, 2), (2, 2)]
    first = [f"第1页共{one}页" in re.sub(r"\s", "", words) for words in both]
    assert first == [True, *[False] * (one - 1)] * 2
    assert all("张䶮" in words for words in both[:one])
    assert all("王㛃" in words and "张䶮" not in words for words in both[one:])
