"""Telephone numbers: every style is read, nothing is lost, nothing is an error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import phones
from tests.domain.workers.classed_rows import NUMBER, classed, diffs, person, row


def codes(reading: phones.PhoneReading) -> list[str]:
    assert all(one.level == "W" for one in reading.findings)
    return [one.code.removeprefix("findings.phone.") for one in reading.findings]


@pytest.mark.parametrize(
    "text",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "138.1234.5678",
        "+86 13812345678",
        "+8613812345678",
        "008613812345678",
        "8613812345678",
        "１３８１２３４５６７８",
        "13812345678.0",
        "电话:13812345678",
        "联系电话：138 1234 5678",
        "手机号码 13812345678",
        "Tel.13812345678",
        "'13812345678",
        "\u200b13812345678\ufeff",
        "1.3812345678E10",
        "1.3812345678E+10",
        "13812345678/13812345678",
    ],
)
def test_a_mobile_number_is_read_in_every_style(text: str) -> None:
    reading = phones.read(text)
    assert reading == phones.PhoneReading((phones.Phone("13812345678", "mobile"),))
    assert reading.first == "13812345678"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0731-84512345", "0731-84512345"),
        ("073184512345", "0731-84512345"),
        ("(0731)84512345", "0731-84512345"),
        ("（0731）8451 2345", "0731-84512345"),
        ("010-62345678", "010-62345678"),
        ("02162345678", "021-62345678"),
        ("0746-2345678", "0746-2345678"),
        ("0731-84512345-801", "0731-84512345-801"),
        ("0731-84512345转801", "0731-84512345-801"),
        ("0731–84512345", "0731-84512345"),
        ("+86 0731-84512345", "0731-84512345"),
    ],
)
def test_a_landline_keeps_area_line_and_extension_apart(text: str, number: str) -> None:
    assert phones.read(text) == phones.PhoneReading((phones.Phone(number, "landline"),))


@pytest.mark.parametrize(
    "text",
    [
        "13812345678/13987654321",
        "13812345678、13987654321",
        "13812345678，13987654321",
        "13812345678 13987654321",
        "13812345678\n13987654321",
        "13812345678；13987654321",
        "13812345678或13987654321",
        "手机1:13812345678 手机2:13987654321",
    ],
)
def test_several_numbers_of_one_cell_are_all_kept(text: str) -> None:
    reading = phones.read(text)
    assert [one.number for one in reading.numbers] == ["13812345678", "13987654321"]
    assert not reading.findings


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("13812345678（女儿）", ["女儿"]),
        ("女儿：13812345678", ["女儿"]),
        ("13812345678(本人)/13987654321(儿子)", ["本人", "儿子"]),
        ("本人13812345678 儿子13987654321", ["本人", "儿子"]),
        ("13812345678 13987654321（儿子）", ["", "儿子"]),
        ("13812345678 老婆13987654321", ["", "老婆"]),
        ("13812345678，老婆：13987654321", ["", "老婆"]),
        ("13812345678 老婆电话13987654321", ["", "老婆"]),
        ("13812345678和老婆13987654321", ["", "老婆"]),
        ("13812345678（本人） 13987654321", ["本人", ""]),
        ("13812345678本人 老婆13987654321", ["本人", "老婆"]),
        ("13812345678本人/13987654321/儿子13712345678", ["本人", "", "儿子"]),
        ("13812345678 老婆13987654321（已停机）", ["", "老婆"]),
    ],
)
def test_the_owner_beside_a_number_is_kept(text: str, notes: list[str]) -> None:
    reading = phones.read(text)
    assert [one.note for one in reading.numbers] == notes
    assert not reading.findings


@pytest.mark.parametrize("text", ["13812345678 老婆 13987654321", "13812345678老婆13987654321"])
def test_an_owner_between_two_numbers_that_may_be_of_either_is_given_to_none(text: str) -> None:
    reading = phones.read(text)
    assert [one.note for one in reading.numbers] == ["", ""]
    assert reading.findings[0].params == {"text": "老婆"}


@pytest.mark.parametrize(
    ("text", "note", "state"),
    [
        ("13812345678（微信同号）", "", "微信同号"),
        ("微信13812345678", "", "微信"),
        ("13812345678(已停机)", "", "已停机"),
        ("13812345678 儿子 微信同号", "儿子", "微信同号"),
        ("新号码13812345678", "", "新号码"),
    ],
)
def test_words_of_the_number_itself_make_nobody_its_owner(text: str, note: str, state: str) -> None:
    reading = phones.read(text)
    assert reading == phones.PhoneReading((phones.Phone("13812345678", "mobile", note, state),))


def test_a_local_number_lacks_its_area() -> None:
    reading = phones.read("84512345")
    assert reading.numbers == (phones.Phone("84512345", "local"),)
    assert codes(reading) == ["no_area"]
    assert phones.read("2345678").numbers[0].kind == "local"


@pytest.mark.parametrize("text", ["1381234567", "138123456789", "12345", "没有", "13812345678 12"])
def test_what_is_no_number_is_reported(text: str) -> None:
    assert codes(phones.read(text)) == ["unreadable"]


def test_words_on_both_sides_are_not_lost() -> None:
    reading = phones.read("张三 13812345678 女儿")
    assert reading.numbers[0].note == "女儿"
    assert reading.findings[0].params == {"text": "张三"}
    assert codes(phones.read("13812345678 房号12")) == ["unreadable"]


def test_a_numeric_cell_has_lost_the_leading_nought_of_a_landline() -> None:
    assert codes(phones.read("73184512345", from_number_cell=True)) == ["nought_lost"]
    assert codes(phones.read("7462345678.0", from_number_cell=True)) == ["nought_lost"]
    assert codes(phones.read("73184512345")) == ["unreadable"]
    assert not phones.read("13812345678.0", from_number_cell=True).findings


def test_scientific_notation_that_lost_digits_gives_no_number() -> None:
    reading = phones.read("1.38123E+10")
    assert reading.first is None
    assert codes(reading) == ["digits_lost"]


def test_an_empty_cell_holds_no_number_and_no_remark() -> None:
    assert phones.read("  ") == phones.PhoneReading()


@given(st.text())
def test_any_text_is_read_without_a_fall(text: str) -> None:
    reading = phones.read(text)
    for one in reading.numbers:
        assert one.kind != "mobile" or phones.is_mobile(one.number)


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_read_number_reads_the_same_again(number: str) -> None:
    assert phones.read(number).first == number
    assert phones.read(f"{number[:3]} {number[3:7]} {number[7:]}").first == number


def test_mobiles_are_told_from_others() -> None:
    assert phones.is_mobile("13812345678")
    assert not phones.is_mobile("12812345678")
    assert not phones.is_mobile("138123456780")
    assert not phones.is_mobile("1381234567８")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13812345678", "138****5678"),
        ("0731-84512345", "0731-****2345"),
        ("0731-84512345-801", "0731-****2345"),
        ("84512345", "******45"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_numbers_are_masked(number: str, shown: str) -> None:
    assert phones.mask(number) == shown


def test_a_number_shared_by_more_than_three_people_is_a_warning() -> None:
    assert not phones.shared(3, 3)
    assert [one.code for one in phones.shared(4, 3)] == ["findings.phone.shared"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("138  0000  0000", ["13800000000"]),
        ("138-000-00000", ["13800000000"]),
        ("013800000000", ["13800000000"]),
        ("手机13800000000", ["13800000000"]),
        ("电话1:13800000000 电话2:13900000000", ["13800000000", "13900000000"]),
        ("座机0855-1234567 手机13800000000", ["0855-1234567", "13800000000"]),
        ("13812345676,13812345677", ["13812345676", "13812345677"]),
    ],
)
def test_odd_groups_and_labels_lose_no_digit(text: str, numbers: list[str]) -> None:
    found = phones.read(text)
    assert [one.number for one in found.numbers] == numbers
    assert not found.findings


def test_a_further_telephone_alone_never_takes_the_place_of_the_registered_one() -> None:
    stated = row(name="赵大山", doc_no=NUMBER, phone="", phone_more="17712340020（儿子）")
    found = classed(stated, person(phone="13507315308", notes="备用电话是：儿子"))
    assert (found.kind, diffs(found)) == ("updated", {"phone_more": (None, "17712340020")})
    known = person(phone="13507315308", notes="备用电话是：儿子")
    assert classed(stated, replace(known, phones=frozenset({"17712340020"}))).kind == "unchanged"
    assert (
        classed(stated, person(phone="17712340020", notes="备用电话是：儿子")).kind == "unchanged"
    )


def test_a_further_telephone_alone_is_the_one_to_call_of_who_has_none() -> None:
    stated = row(name="赵大山", doc_no=NUMBER, phone="1771234", phone_more="17712340020")
    assert classed(stated).values["phone"] == "17712340020"
    bare = row(name="赵大山", doc_no=NUMBER, phone_more="17712340020")
    assert diffs(classed(bare, person())) == {"phone": (None, "17712340020")}
    other = row(7, name="赵大山", doc_no=NUMBER, phone_more="17712340021")
    found = classed(other, person(), same_number=[bare])
    assert diffs(found) == {"phone_more": (None, "17712340021")}
    assert classed(replace(bare, place=7), person(), same_number=[bare]).kind == "unchanged"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("（用我妈的号）13812345678", "母亲"),
        ("13812345678 我妈的", "母亲"),
        ("老公手机：13812345678", "丈夫"),
        ("儿子13812345678", "儿子"),
        ("13812345678（村支书）", "村支书"),
    ],
)
def test_whose_a_telephone_is_is_told_in_a_word(text: str, owner: str) -> None:
    assert [one.note for one in row(phone=text).telephones] == [owner]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("旧号13812345678 新号13912345678", "旧号", "新号"),
        ("旧号：13812345678，新号：13912345678", "旧号", "新号"),
        ("移动 13812345678 联通 13912345678", "移动", "联通"),
        ("13812345678旧号 13912345678新号", "旧号", "新号"),
        ("13812345678（停机）13912345678（微信同号）", "停机", "微信同号"),
        ("新号13812345678，旧号13912345678停机", "新号", "旧号\u3001停机"),
        ("旧号13812345678停机 新号13912345678", "旧号\u3001停机", "新号"),
        ("13812345678停机 新号13912345678", "停机", "新号"),
        ("13812345678 微信同号 13912345678", "微信同号", ""),
    ],
)
def test_what_is_said_of_a_number_goes_to_that_number(text: str, first: str, second: str) -> None:
    assert [one.state for one in phones.read(text).numbers] == [first, second]
