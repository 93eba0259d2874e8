"""Cells that hold two things are taken apart, and nothing in them is lost."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.workers import rows, together

SHEET = rows.Sheet(datetime.date(2026, 11, 22))
CARD = "6217991234567890123"


def read(**cells: str) -> rows.RowReading:
    """Read a row of text cells."""
    return rows.read(1, {name: rows.TypedCell(text) for name, text in cells.items()}, SHEET)


def codes(reading: rows.RowReading) -> list[str]:
    """Return the codes of what is said about a row, without the check digit of made-up cards."""
    return [one.code for one in reading.findings if one.code != "findings.account.luhn"]


@pytest.mark.parametrize(
    ("text", "bank"),
    [
        (f"邮储银行 {CARD}", "邮储银行"),
        (f"{CARD}（邮储）", "邮储"),
        ("农行6217 9912 3456 7890 123", "农行"),
        (f"开户行：农业银行 账号：{CARD}", "农业银行"),
    ],
)
@pytest.mark.parametrize("column", ["bank_account", "bank_name"])
def test_a_bank_and_its_account_are_taken_apart(column: str, text: str, bank: str) -> None:
    found = read(**{column: text})
    assert (found.given["bank_name"], found.given["bank_account"]) == (bank, CARD)
    assert codes(found) == []


def test_the_bank_of_its_own_column_stays_and_the_other_is_told() -> None:
    found = read(bank_account=f"邮储银行 {CARD}", bank_name="农业银行")
    assert found.given["bank_name"] == "农业银行"
    assert codes(found) == ["findings.value.second"]


def test_two_accounts_in_a_cell_are_no_account() -> None:
    found = read(bank_account=f"邮储 {CARD}/{CARD[:-1]}4")
    assert "bank_account" not in found.given
    assert codes(found) == ["findings.account.characters"]


@pytest.mark.parametrize("column", ["emergency_name", "emergency_phone"])
@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("王小二13500001111", "王小二", None),
        ("13500001111 王小二", "王小二", None),
        ("王小二、13500001111", "王小二", None),
        ("王小二（妻子）135 0000 1111", "王小二", "1"),
        ("妻子13500001111", None, "1"),
        ("13500001111", None, None),
    ],
)
def test_whom_to_call_and_the_telephone_are_taken_apart(
    column: str, text: str, name: str | None, relation: str | None
) -> None:
    given = read(**{column: text}).given
    assert given["emergency_phone"] == "13500001111"
    assert (given.get("emergency_name"), given.get("emergency_relation")) == (name, relation)


def test_a_place_written_out_gives_its_province_and_says_that_no_more_was_taken() -> None:
    found = read(employment_place="广东省东莞市厚街镇")
    assert found.given == {
        "employment_province": "44",
        "notes": "就业地点原文：广东省东莞市厚街镇",
    }
    assert codes(found) == ["findings.value.province_only"]
    assert read(employment_place="县内").given == {"employment_place": "1"}
    assert together.province_of("44") is None


def test_further_telephones_stand_behind_the_first() -> None:
    both = read(phone="13500001111", phone_more="0735-2234567")
    assert [one.number for one in both.telephones] == ["13500001111", "0735-2234567"]
    assert both.given["phone"] == "13500001111"
    assert read(phone_more="0735-2234567").given["phone"] == "0735-2234567"
