"""Codes of the office, of orders, batches and classes are told in words, in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk import i18n
from gigdesk.actions.office import places
from gigdesk.domain import dispatch, office, orders, training, workers
from gigdesk.store.workers import filters

if TYPE_CHECKING:
    from collections.abc import Iterable

CODED: dict[tuple[str, str], Iterable[str]] = {
    ("staff", "role"): office.Role,
    ("staff", "state"): ("active", "left"),
    ("station", "state"): ("active",),
    ("station", "level"): ("station",),
    ("division", "level"): places.LEVELS,
    ("rule", "rule_id"): {rule.rule_id for rule in office.rules.DEFAULTS},
    ("rule", "value"): ("block", "warn", "ignore"),
    ("holiday", "day_kind"): office.holidays.KINDS,
    ("contract_template", "kind"): dispatch.terms.KIND_OF_FORM.values(),
    ("contract_template", "state"): ("active", "replaced"),
    ("saved_filter", "page"): ("workers",),
    ("employer", "flag"): ("watched", "banned"),
    ("employer", "state"): ("active",),
    ("job_order", "state"): orders.jobs.STATES.names(),
    ("job_order", "hazards"): (orders.terms.NO_HAZARDS,),
    ("batch", "state"): dispatch.batches.STATES.names(),
    ("training_class", "state"): training.STATES.names(),
    ("training_class", "kind"): training.KINDS,
    ("intake", "state"): ("running", "done", "undone"),
    ("filter", "lacking"): filters.LACKING,
    ("word_map", "field"): ("ethnic", "sex"),
}


def said(place: tuple[str, str], code: str) -> set[str]:
    """Return how a code is told in each language."""
    found = set()
    for language in i18n.LANGUAGES:
        i18n.use(language)
        found.add(workers.telling.value(i18n, *place, code))
    return found


@pytest.mark.parametrize("place", CODED, ids=".".join)
def test_no_code_is_told_raw(place: tuple[str, str]) -> None:
    codes = list(CODED[place])
    assert codes
    for code in codes:
        # A code would stand there the same in every language.
        assert len(said(place, code)) == len(i18n.LANGUAGES), (place, code)


def test_remembered_columns_words_and_filters_are_told_as_people_chose_them() -> None:
    i18n.use("zh")
    value = workers.telling.value
    mapped = value(i18n, "column_map", "columns", '{"#0": "name", "称呼": null}')
    assert mapped == "第 1 列 → 姓名、“称呼”列 → 不导入"
    assert value(i18n, "word_map", "code", "1", row="sex 男性") == "男"
    assert workers.telling.title(i18n, "word_map", "sex 男性") == "“男性”（性别）"
    query = '{"sex": "2", "age_from": 18, "villages": ["石桥村"], "categories": ["01"]}'
    asked = value(i18n, "saved_filter", "query", query)
    assert asked == "性别：女、年龄从：18、村（社区）：石桥村、人员类别：脱贫人口"


def test_a_long_text_is_told_by_its_beginning() -> None:
    shown = workers.telling.value(i18n, "contract_template", "body", "条" * 5_000)
    assert len(shown) < 200
    assert shown.endswith("…")
    assert workers.telling.value(i18n, "job_order", "promise", "包住\n包吃") == "包住 包吃"


@pytest.mark.parametrize(
    ("table", "column", "stored", "told"),
    [
        ("worker", "number", 12, "W12"),
        ("worker", "sex", "2", "女"),
        ("worker", "state", "moved", "已迁出"),
        ("worker", "annual_income_fen", 3_600_000, "36,000"),
        ("worker", "wanted_income_fen", 500_050, "5,000.50"),
        ("worker", "doc_valid_to", "9999-12-31", "长期"),
        ("worker", "name", "李小丁", "李小丁"),
        ("worker", "phone", None, ""),
        ("worker", "merged_into", b"1", "已合并"),
        ("worker", "household_id", b"1", "已归户"),
        ("job_order", "minutes_per_day", 450, "每天 7.5 小时"),
        ("job_order", "pay_fen", 16_000, "160"),
        ("job_order", "hazardous", 1, "是"),
        ("job_order", "hazardous", 0, "否"),
        ("job_order", "insurance_kinds", "injury,accident", "工伤保险、人身意外险"),
        ("job_order", "hazards", "粉尘", "粉尘"),
        ("work_day", "quarters", 3, "0.75"),
        ("contract", "to_day", "9999-12-31", "长期"),
        ("rule", "value", "30", "30"),
        ("word_map", "code", "喜欢", "喜欢"),
    ],
)
def test_a_stored_value_is_told_in_words_and_units(
    table: str, column: str, stored: object, told: str
) -> None:
    assert workers.telling.value(i18n, table, column, stored) == told


def test_records_are_called_as_people_know_them() -> None:
    telling = workers.telling
    assert telling.table(i18n, "job_order") == "用工单"
    assert telling.title(i18n, "employer", "青禾合作社") == "青禾合作社"
    assert telling.title(i18n, "rule", "of.a_newer_program") == "of.a_newer_program"
    assert telling.title(i18n, "rule", "age.employable") != "age.employable"
    assert telling.column(i18n, "worker", "of_a_newer_program") == "of_a_newer_program"
