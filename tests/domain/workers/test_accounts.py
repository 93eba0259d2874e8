"""Bank accounts: passbooks and cards pass, damaged cells never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import accounts


def codes(reading: accounts.AccountReading) -> list[str]:
    return [f"{one.level} {one.code.removeprefix('findings.account.')}" for one in reading.findings]


@pytest.mark.parametrize(
    "text",
    [
        "6222021234567890128"[:18],
        " 8101 2345 6789 012 ",
        "'810123456789",
        "８１０１２３４５６７８９",
        "1" * 23,
    ],
)
def test_passbooks_of_twelve_to_twenty_three_digits_pass(text: str) -> None:
    assert accounts.read(text).ok


def test_a_card_with_its_check_digit_has_no_remark() -> None:
    assert accounts.read("4111 1111-1111 1111") == accounts.AccountReading("4111111111111111")


def test_a_card_without_its_check_digit_is_only_a_warning() -> None:
    reading = accounts.read("4111111111111112")
    assert codes(reading) == ["W luhn"]
    assert reading.ok


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12345678901", "E length"),
        ("1" * 24, "E length"),
        ("62220212345A", "E characters"),
        ("6.22202E+18", "E number_cell"),
    ],
)
def test_what_is_no_account_is_an_error(text: str, code: str) -> None:
    reading = accounts.read(text)
    assert codes(reading) == [code]
    assert not reading.ok


def test_an_account_from_a_numeric_cell_is_never_trusted() -> None:
    assert codes(accounts.read("4111111111111111", from_number_cell=True)) == ["E number_cell"]


def test_an_empty_cell_is_no_account_and_no_fault() -> None:
    reading = accounts.read(" ", from_number_cell=True)
    assert not reading.ok
    assert not reading.findings


@given(st.from_regex(r"[0-9]{11,22}", fullmatch=True))
def test_exactly_one_last_digit_fits(body: str) -> None:
    assert sum(accounts.luhn(body + digit) for digit in "0123456789") == 1


@given(st.text())
def test_taking_off_the_dressing_twice_changes_nothing_more(text: str) -> None:
    once = accounts.compact(text)
    assert accounts.compact(once) == once


def test_a_branch_has_twelve_digits() -> None:
    assert accounts.branch_code("1025 5100 0012").ok
    assert codes(accounts.branch_code("10255100001")) == ["W branch"]
    assert not accounts.branch_code("").findings


def test_only_the_last_four_digits_are_shown() -> None:
    assert accounts.mask("4111111111111234") == "****1234"
    assert accounts.mask("1234") == "****"


def test_a_card_that_ends_in_noughts_behind_fifteen_digits_was_in_a_numeric_cell() -> None:
    assert codes(accounts.read("6217991234567890000")) == ["E number_cell"]
    assert codes(accounts.read("621799123456789")) == []
    assert codes(accounts.read("6217991234567800000000")) == []


def test_noughts_at_the_end_of_a_typed_account_are_only_worth_a_look() -> None:
    assert codes(accounts.typed("621799123456789000")) == ["W zero_tail"]
    assert accounts.typed("621799123456789000").ok
    assert codes(accounts.typed("6.21799E+17")) == ["E number_cell"]
    assert codes(accounts.typed("62179912345678901")) == codes(accounts.read("62179912345678901"))


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("邮储银行 6217991234567890123", ("邮储银行", "6217991234567890123")),
        ("6217 9912 3456 7890 123（农业银行）", ("农业银行", "6217991234567890123")),
        ("银行卡号：6217991234567890123", ("", "6217991234567890123")),
        ("6217991234567890123", None),  # nothing beside it says what it is
        ("ABC 6217991234567890123", None),
        ("农业银行3号 6217991234567890123", None),  # digits beside it may be a part of it
        ("农行 6217991234567890123 建行 6217991234567890124", None),
        ("农业银行", None),
    ],
)
def test_a_bank_and_its_account_in_one_cell_are_parted(
    text: str, parted: tuple[str, str] | None
) -> None:
    assert accounts.parted(text) == parted
