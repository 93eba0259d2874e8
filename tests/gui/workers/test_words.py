"""Fields and codes of people have words in both languages, and days and amounts read as they do."""

from __future__ import annotations

import pytest

from gigdesk import i18n
from gigdesk.actions.workers import people, story
from gigdesk.domain import workers
from gigdesk.gui.record import codes
from gigdesk.gui.workers import declared, recorded, timeline, words


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_code_of_a_set_has_a_label(language: str) -> None:
    i18n.use(language)
    for code_set in codes.SETS:
        for code in workers.codes.CODES[code_set]:
            assert words.label(code_set, code) != code


def test_chinese_labels_are_those_of_the_papers() -> None:
    for code_set in codes.SETS:
        for code, label in workers.codes.CODES[code_set].items():
            assert words.label(code_set, code) == label


def test_a_text_that_is_no_code_stands_for_itself() -> None:
    assert words.label("ethnic", "穿青人") == "穿青人"


def test_every_field_of_a_person_is_named_and_can_be_corrected() -> None:
    kept_by_acts = {"printed_name", "household_id", "relation_to_head"}
    kept_by_acts |= {"registered_by", "registered_on", "source_note"}
    shown = {each.key for each in declared.everything() if hasattr(each, "key")}
    assert {field.name for field in workers.worker.FIELDS} - kept_by_acts == shown - {
        declared.OWN_CONSENT
    }
    assert set(workers.worker.BY_NAME) <= set(words.FIELDS)


def test_states_purposes_and_bases_of_the_acts_have_words() -> None:
    assert set(people.STATES) <= set(words.STATES)
    assert set(workers.consents.PURPOSES) == set(words.PURPOSES)
    assert set(workers.consents.BASES) == set(words.BASES)


def test_a_stored_value_is_shown_in_words() -> None:
    assert words.value("education", "70") == "初中"
    assert words.value("service_needs", "1,2") == "职业介绍、职业培训"
    assert words.value("doc_valid_to", "9999-12-31") == "长期"
    assert words.value("annual_income_fen", 350_000) == "3,500"
    assert words.value("state", "moved") == "已迁出"
    assert words.value("phone", None) == ""


def test_the_long_term_day_is_typed_by_its_name() -> None:
    assert words.typed_day(" 长期 ") == "长期"
    i18n.use("en")
    assert words.typed_day("Long term") == "长期"
    assert words.typed_day("9999-12-31") == "长期"
    assert words.typed_day("20260315") == "20260315"
    assert words.typed_day("") is None


def test_values_go_to_a_form_and_come_back_the_same() -> None:
    row = {
        "doc_valid_to": "9999-12-31",
        "service_needs": "1,3",
        "education": "70",
        "wanted_income_fen": 500_000,
        "village_id": None,
    }
    shown = declared.shown(row, list(row))
    assert declared.given(shown) == {**row, "doc_valid_to": "长期"}


def test_codes_in_the_history_are_shown_in_words() -> None:
    assert recorded.value("worker_category", "category", "01") == "脱贫人口"
    assert recorded.value("batch_member", "state", "listed") == "在名单上"
    assert recorded.value("work_day", "quarters", 2) == "0.5"
    assert recorded.value("worker", "number", 12) == "W12"


def test_the_end_of_work_that_nobody_told_is_not_shown_as_a_day() -> None:
    told = {"since": "2025-03-01", "until": "2026-09-01", "until_assumed": 0}
    assert timeline.of_work(told) == "2025-03-01 – 2026-09-01"
    assumed = timeline.of_work({**told, "until_assumed": 1})
    assert "2025-03-01" in assumed
    assert i18n.text("people.period.by", day="2026-09-01") in assumed


@pytest.mark.parametrize(
    ("earned", "said"),
    [({"wage_fen": 28_096}, "2026-10  B4  1.75 天  应发 280.96 元"), ({}, "2026-10  B4  1.75 天")],
)
def test_a_month_of_days_says_what_it_earns(earned: dict[str, int], said: str) -> None:
    values = {"month": "2026-10", "number": 4, "quarters": 7, **earned}
    assert timeline.detail(story.Entry("2026-10-31", "work", values)) == said
