"""Marks for the row above: what they may stand for, and what stays everybody's own."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import dittos
from gigdesk.domain.workers.together import TypedCell as Cell


@pytest.mark.parametrize(
    "text", ["同上", "同 上", " 同上 ", "〃", "″", "″″", '"', "”", "-〃-", "—〃—", "同上。"]
)
def test_marks_are_known_in_every_style(text: str) -> None:
    assert dittos.is_ditto(text)


@pytest.mark.parametrize("text", ["", "-", "——", "同", "上同村", "同上村", "无", "2"])
def test_other_texts_are_no_marks(text: str) -> None:
    assert not dittos.is_ditto(text)


def test_a_place_or_a_trade_is_taken_from_the_row_above_and_named() -> None:
    above = {"village": Cell("大元村"), "trade": Cell("电焊工"), "phone": Cell("13812345678")}
    marked = {"village": Cell("同上"), "trade": Cell("〃"), "phone": Cell("同上")}
    cells = {**marked, "name": Cell("甲")}
    taken, found = dittos.resolved(cells, above)
    assert {name: cell.text for name, cell in taken.items()} == {
        "village": "大元村",
        "trade": "电焊工",
        "name": "甲",
    }
    assert [(one.code.removeprefix("findings.value."), one.params["field"]) for one in found] == [
        ("ditto", "village"),
        ("ditto", "trade"),
        ("ditto_left", "phone"),
    ]
    assert (found[0].level, found[0].params["taken"]) == ("I", "大元村")


@pytest.mark.parametrize(
    "field", ["phone", "bank_account", "birth_date", "annual_income_fen", "skill_paper_no"]
)
def test_what_is_everybodys_own_is_never_taken(field: str) -> None:
    taken, found = dittos.resolved({field: Cell("同上")}, {field: Cell("1")})
    assert not taken
    assert [one.code for one in found] == ["findings.value.ditto_left"]


def test_a_mark_over_nothing_takes_nothing() -> None:
    for above in ({}, {"village": Cell(" ")}, {"village": Cell("〃")}):
        taken, found = dittos.resolved({"village": Cell("同上")}, above)
        assert not taken
        assert [one.code for one in found] == ["findings.value.ditto_left"]


def test_names_and_numbers_stay_for_their_own_checks() -> None:
    cells = {"name": Cell("同上"), "doc_no": Cell("同上")}
    assert dittos.resolved(cells, cells) == (cells, ())


class Merged(Cell):
    """A cell that a merged one above fills."""

    filled = True


def test_a_merged_cell_gives_nobody_the_telephone_of_the_row_above() -> None:
    cells = {"name": Cell("乙"), "phone": Merged("13812345678"), "village": Merged("大元村")}
    taken, found = dittos.resolved(cells, {}, merged=True)
    assert set(taken) == {"name", "village"}
    said = [(one.code, one.params["field"]) for one in found]
    assert said == [("findings.value.merged_left", "phone")]


def test_a_row_still_about_the_same_person_keeps_what_is_merged() -> None:
    cells = {"name": Merged("甲"), "phone": Merged("13812345678"), "trade": Cell("焊工")}
    assert dittos.resolved(cells, {}, merged=True) == (cells, ())
