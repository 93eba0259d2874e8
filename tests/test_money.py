"""Amounts: what is read, what is refused, what is shared out and what stands on paper."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import errors, money


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.50", 123450),
        ("1234.5", 123450),
        ("0", 0),
        (".5", 50),
        ("12.", 1200),
        ("¥ 1,234,567.89", 123456789),
        ("￥100", 10000),
        ("-¥3.20", -320),
        ("160元", 16000),
        ("１２３．４５", 12345),
        ("−5", -500),
        ("+7.10", 710),
        ("2.500", 250),
        ("rmb 8", 800),
    ],
)
def test_an_amount_is_read_as_clerks_write_it(text: str, fen: int) -> None:
    assert money.parse(text) == fen


@pytest.mark.parametrize("text", ["", ".", "-", "元", "1,23", "12,34.5", "1.2.3", "abc", "1e5"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(errors.Invalid) as refused:
        money.parse(text)
    assert refused.value.code == "findings.money.unreadable"


def test_a_third_decimal_is_refused_and_never_rounded() -> None:
    with pytest.raises(errors.Invalid) as refused:
        money.parse("12.345")
    assert refused.value.code == "findings.money.finer_than_fen"


def test_an_amount_that_is_too_large_only_in_its_unit_is_refused() -> None:
    largest = "9" * len(str(money._LARGEST_FEN))
    with pytest.raises(errors.Invalid) as refused:
        money.parse(largest, unit_fen=money.TEN_THOUSAND_YUAN_FEN)
    assert refused.value.code == "findings.money.too_large"


def test_an_amount_beyond_any_wage_list_is_refused() -> None:
    with pytest.raises(errors.Invalid) as refused:
        money.parse("9" * 20)
    assert refused.value.code == "findings.money.too_large"


def test_the_unit_of_a_column_is_given_and_not_guessed() -> None:
    assert money.parse("3.6", unit_fen=money.TEN_THOUSAND_YUAN_FEN) == 3_600_000
    assert money.parse("3.6") == 360
    assert money.parse("0.000001", unit_fen=money.TEN_THOUSAND_YUAN_FEN) == 1


def test_amounts_are_written_with_two_decimals() -> None:
    assert money.plain(-123450) == "-1234.50"
    assert money.plain(5) == "0.05"
    assert money.grouped(123456789) == "1,234,567.89"
    assert money.grouped(-100000) == "-1,000.00"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_written_can_be_read_again(fen: int) -> None:
    assert money.parse(money.plain(fen)) == fen
    assert money.parse(money.grouped(fen)) == fen


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [(5, 2, 3), (-5, 2, -3), (5, -2, -3), (4, 3, 1), (5, 3, 2), (7, 1, 7), (0, 9, 0)],
)
def test_a_half_goes_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert money.round_half_up(numerator, denominator) == rounded


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(errors.Invalid):
        money.round_half_up(1, 0)


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_rounding_is_never_off_by_more_than_a_half(numerator: int, denominator: int) -> None:
    gap = abs(Fraction(numerator, denominator) - money.round_half_up(numerator, denominator))
    assert gap <= Fraction(1, 2)


def test_a_factor_is_exact_and_rounded_once() -> None:
    assert money.times(1001, Fraction(3, 2)) == 1502
    assert money.times(100, Fraction(1, 3)) == 33


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (1008610, "壹万零捌拾陆元壹角"),
        (5, "伍分"),
        (0, "零元整"),
        (32504, "叁佰贰拾伍元零肆分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (140950, "壹仟肆佰零玖元伍角"),
        (600714, "陆仟零柒元壹角肆分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (10000, "壹佰元整"),
        (10, "壹角"),
        (10_000_000_000, "壹亿元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (10_050_000_000, "壹亿零伍拾万元整"),
        (100_000_000_000_000, "壹万亿元整"),
        (1_234_567_890_123_456, "壹拾贰万叁仟肆佰伍拾陆亿柒仟捌佰玖拾万壹仟贰佰叁拾肆元伍角陆分"),
    ],
)
def test_capitals_follow_the_rules_for_bank_papers(fen: int, words: str) -> None:
    assert money.in_capitals(fen) == words


@pytest.mark.parametrize("fen", [-1, 10**18])
def test_amounts_that_no_paper_can_carry_have_no_capitals(fen: int) -> None:
    with pytest.raises(errors.Invalid):
        money.in_capitals(fen)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("9" * 5000, "findings.money.too_large"),
        ("0." + "1" * 5000, "findings.money.finer_than_fen"),
        ("0" * 5000 + "1", None),
        ("1." + "0" * 5000, None),
    ],
)
def test_an_amount_of_thousands_of_digits_is_answered(text: str, code: str | None) -> None:
    if code is None:
        assert money.parse(text) == money.YUAN_FEN
        return
    with pytest.raises(errors.Invalid) as told:
        money.parse(text)
    assert told.value.code == code
