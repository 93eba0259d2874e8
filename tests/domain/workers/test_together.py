"""Cells that hold two things are taken apart, and nothing in them is lost."""

from __future__ import annotations

import datetime

import pytest

from gigdesk.domain.workers import classing, rows, together

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
    alone = read(phone_more="0735-2234567")
    assert "phone" not in alone.given
    assert alone.values["phone"] == "0735-2234567"


NUMBER = "360426199101010071"


@pytest.mark.parametrize(
    "text",
    [
        f"刘强 {NUMBER}",
        f"刘强{NUMBER}",
        f"{NUMBER}刘强",
        f"刘 强（{NUMBER}）",
        f"姓名：刘强\n身份证号：{NUMBER}",
        "刘强 360426 19910101 0071",
    ],
)
def test_a_name_and_its_number_are_taken_apart(text: str) -> None:
    found = read(name=text)
    assert (found.name, found.doc_no) == ("刘强", NUMBER)
    assert codes(found) == []


def test_a_telephone_beside_name_and_number_is_the_persons() -> None:
    found = read(name=f"刘强 {NUMBER} 13812345678")
    assert (found.name, found.doc_no, found.given["phone"]) == ("刘强", NUMBER, "13812345678")
    assert read(name=f"刘强 {NUMBER}", doc_no=NUMBER).doc_no == NUMBER
    other = read(name="刘强 13812345678", phone="13912345678")
    assert other.given["phone"] == "13912345678"
    assert (codes(other), other.given["notes"]) == (
        ["findings.value.second"],
        "联系电话原文：13812345678",
    )


@pytest.mark.parametrize(
    "text",
    [f"刘强妻子陈丽的 {NUMBER}", f"刘强 {NUMBER} 陈丽 44011320141005001X", f"刘强 A{NUMBER}"],
)
def test_what_is_not_plainly_one_name_and_one_number_stays_to_be_looked_at(text: str) -> None:
    found = read(name=text)
    assert found.doc_no == (NUMBER if "妻子" in text else None)
    assert "findings.row.name_astray" in codes(found)


def test_a_note_beside_name_and_number_stays_a_note() -> None:
    found = read(name=f"陈丽（妻）{NUMBER}")
    assert (found.name, found.doc_no, found.given["notes"]) == ("陈丽", NUMBER, "妻")


@pytest.mark.parametrize(
    "text",
    [
        f"{NUMBER}\n13812345678",
        f"身份证：{NUMBER} 电话：13812345678",
        f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}/13812345678",
        "３６０４２６１９９１０１０１００７１\n１３８１２３４５６７８",
    ],
)
def test_a_number_and_a_telephone_in_one_cell_are_taken_apart(text: str) -> None:
    found = read(name="刘强", doc_no=text)
    assert (found.doc_no, found.given["phone"], codes(found)) == (NUMBER, "13812345678", [])


def test_the_telephone_of_its_own_column_stays_beside_one_below_the_number() -> None:
    found = read(name="刘强", doc_no=f"{NUMBER}\n13812345678", phone="13912345678")
    assert (found.doc_no, found.given["phone"]) == (NUMBER, "13912345678")
    assert codes(found) == ["findings.value.second"]


@pytest.mark.parametrize(
    "text", [f"{NUMBER} 妻 13812345678", f"{NUMBER}/360426199101010071", f"{NUMBER}{NUMBER}"]
)
def test_other_words_or_numbers_beside_a_number_are_not_taken_apart(text: str) -> None:
    found = read(name="刘强", doc_no=text)
    assert found.doc_no != NUMBER
    assert "phone" not in found.given


@pytest.mark.parametrize(
    ("first", "rest", "name"),
    [
        ("诸葛", "亮", "诸葛亮"),
        ("刘", "备", "刘备"),
        ("", "刘备", "刘备"),
        ("王", "王小明", "王小明"),
    ],
)
def test_the_halves_of_a_name_are_put_together(first: str, rest: str, name: str) -> None:
    found = read(name=first, given_name=rest, doc_no=NUMBER)
    assert (found.name, codes(found)) == (name, [])


@pytest.mark.parametrize(
    ("first", "rest"), [("王", ""), ("欧阳", ""), ("", "小明"), ("", "亮"), ("Zhang", "")]
)
def test_half_of_a_name_waits_for_the_other(first: str, rest: str) -> None:
    found = read(name=first, given_name=rest, doc_no=NUMBER)
    assert together.HALF_NAME in codes(found)
    limits = classing.Limits(16, 4)
    told = classing.class_row(found, today=SHEET.today, limits=limits)
    assert told.kind == "undecided"
    assert together.HALF_NAME in [one.code for one in told.reasons]


@pytest.mark.parametrize(("first", "rest"), [("刘备", ""), ("阿依·古丽", ""), ("Zhang San", "")])
def test_a_whole_name_in_one_of_its_two_columns_is_one(first: str, rest: str) -> None:
    found = read(name=first, given_name=rest, doc_no=NUMBER)
    assert together.HALF_NAME not in codes(found)


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("2015.03.01-2035.03.01", "2015-03-01", "2035-03-01"),
        ("2015-03-01-2035-03-01", "2015-03-01", "2035-03-01"),
        ("20150301-20350301", "2015-03-01", "2035-03-01"),
        ("2015/3/1 ~ 2035/3/1", "2015-03-01", "2035-03-01"),
        ("2015年3月1日至2035年3月1日", "2015-03-01", "2035-03-01"),
        ("2015-03-01至长期", "2015-03-01", "9999-12-31"),
        ("2015.03.01—长期有效", "2015-03-01", "9999-12-31"),
    ],
)
@pytest.mark.parametrize("column", ["doc_valid_to", "doc_valid_from"])
def test_a_span_of_validity_is_its_two_days(column: str, text: str, begin: str, end: str) -> None:
    found = read(**{column: text})
    assert found.given["doc_valid_from"] == begin
    assert found.given["doc_valid_to"] == end
    assert codes(found) == []


@pytest.mark.parametrize("text", ["2035.03.01-2015.03.01", "2015.13.01-2035.03.01", "20年"])
def test_a_span_that_is_none_is_told_and_kept_as_words(text: str) -> None:
    found = read(doc_valid_to=text)
    assert not {"doc_valid_from", "doc_valid_to"} & set(found.given)
    assert text in str(found.given["notes"])


def test_a_beginning_of_its_own_column_stands_before_that_of_a_span() -> None:
    found = read(doc_valid_from="2015-03-01", doc_valid_to="20150301-20350301")
    assert found.given["doc_valid_from"] == "2015-03-01"
    assert found.given["doc_valid_to"] == "2035-03-01"
    assert codes(found) == []
    other = read(doc_valid_from="2016-03-01", doc_valid_to="20150301-20350301")
    assert other.given["doc_valid_from"] == "2016-03-01"
    assert codes(other) == ["findings.value.second"]


@pytest.mark.parametrize("text", ["同户籍", "同户籍地址", "与户籍地址一致", "同户口所在地"])
def test_an_address_that_only_names_the_other_is_that_one(text: str) -> None:
    reading = read(hukou_address="柳溪镇石桥村3组", address=text)
    assert reading.given["address"] == "柳溪镇石桥村3组"
    assert read(hukou_address="同现住址", address="石桥村").given["hukou_address"] == "石桥村"
    assert read(address=text).given["address"] == text
    coded = read(hukou_address="柳溪镇石桥村3组", hukou_code="430602001001", address=text)
    assert coded.given["address_code"] == "430602001001"
    own = read(hukou_address="石桥村", hukou_code="430602", address=text, address_code="441900")
    assert own.given["address_code"] == "441900"


@pytest.mark.parametrize("text", ["王小二（3组）", "王小二2"])
def test_figures_that_are_no_telephone_stay_with_whom_to_call(text: str) -> None:
    found = read(emergency_name=text)
    assert found.given == {"emergency_name": text}
    called = read(emergency_name="王小二（妻子）13500001111")
    assert called.given["emergency_name"] == "王小二"
    assert called.given["emergency_phone"] == "13500001111"


def test_a_label_without_a_bank_leaves_the_bank_open() -> None:
    found = read(bank_account="银行卡号：6222021234567890128")
    assert found.given["bank_account"] == "6222021234567890128"
    assert "bank_name" not in found.given


def test_what_is_no_bank_with_one_account_stays_as_it_is() -> None:
    text = "农业银行3号 6217991234567890123"
    assert read(bank_name=text).given == {"bank_name": text}


def test_a_place_without_a_province_tells_none() -> None:
    assert "employment_province" not in read(employment_place="隔壁村").given
    assert read(employment_place="广东省东莞市").given["employment_province"] == "44"


def test_a_telephone_beside_several_names_is_nobody_s_for_sure() -> None:
    found = read(name="张三和李四一起来 13800000001")
    assert not {"phone", "doc_no"} & set(found.given)
