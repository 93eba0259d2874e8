"""Columns that only answer whether somebody belongs to a group: yes is kept, no says nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from gigdesk.domain.workers import answers, classing, columns, headers, rows
from gigdesk.domain.workers.fitting import Known
from gigdesk.domain.workers.together import TypedCell
from gigdesk.domain.workers.worker import WorkerId

TODAY = dt.date(2026, 9, 1)
NUMBER = "432927199104264417"


def read(**cells: str) -> rows.RowReading:
    typed = {name: TypedCell(text) for name, text in cells.items()}
    return rows.read(5, typed, rows.Sheet(TODAY))


@pytest.mark.parametrize("yes", ["是", "√", "有", "Y", "1", "TRUE", "v", "脱贫户", "属于"])
def test_yes_is_the_group(yes: str) -> None:
    assert read(category_01=yes).given == {"hardship": "脱贫人口"}


@pytest.mark.parametrize("no", ["否", "无", "×", "N", "0", "", "-", "/", "□", "不是"])
def test_no_and_nothing_say_nothing(no: str) -> None:
    found = read(category_01=no)
    assert (found.given, found.findings, found.adding) == ({}, (), ())


def test_several_answers_stand_beside_the_column_of_groups() -> None:
    found = read(category_01="是", category_03="√", category_08="有", hardship="低保户")
    assert found.given == {"hardship": "低保户、脱贫人口", "person_kind": "退役军人"}
    assert found.adding == ("person_kind",)


def test_other_words_are_kept_and_told_unless_they_tell_of_a_handicap() -> None:
    found = read(category_01="2014年脱贫", category_04="肢体二级")
    assert found.given == {"notes": "脱贫人口：2014年脱贫"}
    assert [(one.code, one.params["field"]) for one in found.findings] == [
        ("findings.value.unknown", "category_01"),
        ("findings.value.unknown_sensitive", "category_04"),
    ]


def known(**values: object) -> Known:
    of_all = {"name": "赵大山", "doc_no": NUMBER, "sex": "1", "birth_date": "1991-04-26"}
    return Known(WorkerId(b"1" * 16), {**of_all, **values})


def test_an_answer_adds_to_the_groups_that_are_known_and_takes_none_away() -> None:
    before = known(hardship="低保户")
    row = read(name="赵大山", doc_no=NUMBER, category_01="是", category_03="是", category_05="否")
    assert classing.differences(row.given, row, before.values) == (
        classing.Diff("hardship", "低保户", "低保户、脱贫人口"),
    )
    same = known(hardship="脱贫户、低保")
    assert classing.differences(row.given, row, same.values) == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("是否脱贫户", "category_01"),
        ("是否监测户", "category_02"),
        ("是否低保（是/否）", "category_03"),
        ("是否残疾", "category_04"),
        ("是否退役军人", "category_08"),
        ("大学生", "category_10"),
    ],
)
def test_such_headers_are_known(header: str, field: str) -> None:
    match = columns.match_header(header)
    assert match is not None
    assert match.field == field


def test_every_column_of_answers_has_a_heading() -> None:
    assert all(columns.label(field) for field in headers.CATEGORIES)


@pytest.mark.parametrize(
    ("header", "bare"), [("脱贫户", True), ("是否脱贫户", False), ("有无残疾", False)]
)
def test_a_header_that_asks_is_told_from_one_that_only_names_the_group(
    header: str, *, bare: bool
) -> None:
    assert answers.is_bare(header) is bare
