"""Codes of employers, village collectives and private people among them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.orders import uscc
from gigdesk.domain.workers import identity

TODAY = datetime.date(2025, 6, 1)

heads = st.sampled_from(["91430602", "92430602", "93430602", "N2430602", "A1110000", "Y1110000"])
signs = st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=8, max_size=8)


def codes(check: uscc.CodeCheck) -> list[str]:
    return [f"{one.level} {one.code.removeprefix('findings.uscc.')}" for one in check.findings]


def look(text: str) -> uscc.CodeCheck:
    return uscc.check(text, today=TODAY)


def made(head: str, organisation: str) -> str:
    body = head + organisation + uscc.organisation_check(organisation)
    return body + uscc.check_character(body)


@pytest.mark.parametrize(
    "number",
    [
        "91110000600037341L",
        "121200004013590816",
        "92340602MA2PBMEM24",
        "911522010783710635",
        "9111 0000-6000 3734 1l",
    ],
)
def test_public_right_codes_pass_without_remark(number: str) -> None:
    check = look(number)
    assert check.ok
    assert check.kind == uscc.UNIFIED
    assert codes(check) == []
    assert uscc.is_unified(check.number)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("91110000600037341N", "E check"),
        ("9111000060003IOZSV", "E characters"),
        ("9111000060003734", "E length"),
        ("", "E missing"),
        ("91110000六000373411", "E characters"),
        ("１２３四５６７８９", "E length"),
    ],
)
def test_wrong_codes_are_errors(number: str, code: str) -> None:
    check = look(number)
    assert codes(check) == [code]
    assert not check.ok


def test_the_code_of_a_village_collective_is_right() -> None:
    check = look("N2430602MA4L1AB1XY")
    assert check.ok


@given(heads, signs)
def test_every_code_with_its_two_check_characters_is_accepted(head: str, body: str) -> None:
    number = made(head, body)
    assert uscc.is_unified(number)
    assert codes(look(number)) == []


@given(heads, signs, st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_is_always_found(head: str, body: str, place: int, other: str) -> None:
    number = made(head, body)
    wrong = number[:place] + other + number[place + 1 :]
    assert uscc.is_unified(wrong) == (wrong == number)


def with_check(body: str) -> str:
    return body + uscc.check_character(body)


def test_an_odd_inner_part_is_only_a_warning() -> None:
    assert codes(look(with_check("91110000600037340"))) == ["W organisation"]
    assert codes(look(with_check("94110000600037341"))) == ["W kind"]
    assert codes(look(with_check("C1110000600037341"))) == ["W kind"]
    assert codes(look(with_check("91990000600037341"))) == ["W division"]
    assert codes(look(with_check("91AB0000600037341"))) == ["W division"]
    assert codes(look(with_check("91100000600037341"))) == []


@pytest.mark.parametrize("number", ["60003734-1", "600037341", "D2143569-X"])
def test_an_old_organisation_code_is_kept_as_an_old_code(number: str) -> None:
    check = look(number)
    assert (check.kind, codes(check)) == (uscc.OLD_ORGANISATION, ["I old"])


def test_an_old_code_that_does_not_fit_is_a_warning() -> None:
    assert codes(look("600037342")) == ["I old", "W old_check"]
    assert codes(look("110108000000017")) == ["I old", "W old_check"]


def test_an_old_licence_is_kept_as_an_old_code() -> None:
    check = look("110108000000016")
    assert (check.kind, codes(check), check.ok) == (uscc.OLD_LICENCE, ["I old"], True)


def test_a_person_may_be_an_employer() -> None:
    check = look("36042619910101007 1")
    assert check.kind == uscc.PERSON
    assert codes(check) == ["I person"]
    assert identity.is_resident_number(check.number)


def test_a_numeric_cell_is_never_trusted() -> None:
    assert codes(uscc.check("121200004013590816", today=TODAY, from_number_cell=True)) == [
        "E number_cell"
    ]
    assert uscc.check("600037341", today=TODAY, from_number_cell=True).ok
