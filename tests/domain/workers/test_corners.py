"""What a corner over a list says that its amounts count."""

from __future__ import annotations

import pytest

from gigdesk import money
from gigdesk.domain.workers import corners

TEN_THOUSAND, THOUSAND, YUAN = money.TEN_THOUSAND_YUAN_FEN, 1000 * money.YUAN_FEN, money.YUAN_FEN


def told(*rows: list[str]) -> list[tuple[int, bool]]:
    return [(one.fen, one.of_amounts) for one in corners.over(rows)]


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("单位：万元", TEN_THOUSAND),
        ("单 位：元", YUAN),
        ("（单位：千元）", THOUSAND),
        ("单位：人、万元", TEN_THOUSAND),
        ("单位：元 2026年9月", YUAN),
    ],
)
def test_a_corner_names_the_unit_of_the_amounts_below(cell: str, fen: int) -> None:
    assert told(["石桥村务工花名册"], ["", cell]) == [(fen, False)]


@pytest.mark.parametrize("cell", ["金额单位：万元", "以万元为单位", "按万元计"])
def test_a_corner_may_speak_of_amounts_alone(cell: str) -> None:
    assert told([cell]) == [(TEN_THOUSAND, True)]


@pytest.mark.parametrize(
    "cell",
    [
        "填报单位：元",  # an office, of which no more is left
        "填报单位：元江县人社局",
        "单位：元、万元",  # two units tell none
        "单位：元江县",
        "单位：人",
        "工作单位",
        "",
    ],
)
def test_an_office_and_two_units_are_no_unit(cell: str) -> None:
    assert told([cell]) == []


def test_the_word_for_a_unit_may_stand_in_the_cell_before_it() -> None:
    assert told(["单位：", "", "万元"]) == [(TEN_THOUSAND, False)]
    assert told(["单位："], ["万元"]) == []  # a row of its own is no cell beside it


@pytest.mark.parametrize(
    ("header", "amount"),
    [
        ("年收入", True),
        ("补助金额", True),
        ("实发金", True),
        ("备注", False),
    ],
)
def test_a_column_that_no_field_takes_may_hold_amounts_by_its_words(
    header: str, *, amount: bool
) -> None:
    assert corners.may_be_amount(header) is amount
