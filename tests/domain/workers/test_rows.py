"""Cells of a row become values, or a remark that keeps their text; nothing is made up."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import money
from gigdesk.domain.workers import rows, single
from gigdesk.domain.workers.rows import TypedCell as Cell
from gigdesk.domain.workers.worker import FIELDS

SHEET = rows.Sheet(datetime.date(2025, 6, 1), {"annual_income_fen": money.TEN_THOUSAND_YUAN_FEN})
NUMBER = "360426199101010071"


def read(sheet: rows.Sheet = SHEET, /, **cells: str | Cell) -> rows.RowReading:
    typed = {name: cell if isinstance(cell, Cell) else Cell(cell) for name, cell in cells.items()}
    return rows.read(5, typed, sheet)


def codes(reading: rows.RowReading) -> list[str]:
    return [one.code.removeprefix("findings.") for one in reading.findings]


def test_a_clean_row_is_read_without_remark() -> None:
    reading = read(
        name="赵大山",
        doc_no=NUMBER,
        sex="男",
        birth_date="1991-01-01",
        ethnic="汉",
        education="初中毕业",
        phone="138 1234 5678",
        annual_income_fen="3.6",
        service_needs="职业介绍、职业培训",
        skilled_training="√",
        doc_valid_to="长期",
        bank_account="4111111111111111",
        village="大元村",
        town="青山镇",
        notes=" 能吃苦 ",
        age="34",
        emergency_phone="13912345678",
        emergency_relation="儿媳",
        household_id="12",
    )
    assert dict(reading.given) == {
        "name": "赵大山",
        "doc_no": NUMBER,
        "sex": "1",
        "birth_date": "1991-01-01",
        "ethnic": "01",
        "education": "70",
        "phone": "13812345678",
        "annual_income_fen": 3_600_000,
        "service_needs": "1,2",
        "skilled_training": "1",
        "doc_valid_to": "9999-12-31",
        "bank_account": "4111111111111111",
        "notes": "能吃苦",
        "emergency_phone": "13912345678",
        "emergency_relation": "儿媳",
    }
    assert codes(reading) == ["value.own_words"]
    assert (reading.village, reading.town, reading.place) == ("大元村", "青山镇", 5)
    assert reading.doc_no == NUMBER
    assert reading.name == "赵大山"


def test_what_the_number_tells_is_kept_apart_from_what_the_cells_say() -> None:
    reading = read(name="赵大山", doc_no=NUMBER)
    assert dict(reading.derived) == {"doc_kind": "01", "sex": "1", "birth_date": "1991-01-01"}
    assert reading.values == {**reading.derived, "name": "赵大山", "doc_no": NUMBER}
    assert reading.birth == "1991-01-01"


def test_an_unknown_sex_leaves_the_word_to_the_number() -> None:
    assert read(doc_no=NUMBER, sex="未知").values["sex"] == "1"
    assert read(sex="未知").values["sex"] == "0"
    assert read(doc_no=NUMBER, sex="女").values["sex"] == "2"


def test_a_birth_that_contradicts_the_number_is_reported_and_the_number_stands() -> None:
    reading = read(doc_no=NUMBER, birth_date="1992-02-02")
    assert codes(reading) == ["row.birth"]
    assert reading.given["birth_date"] == "1992-02-02"
    assert reading.values["birth_date"] == "1991-01-01"
    assert not read(doc_no=NUMBER, birth_date="1991年1月").findings


def test_a_wrong_number_is_no_value() -> None:
    reading = read(name="赵大山", doc_no=NUMBER[:-1] + "2")
    assert reading.doc_no is None
    assert "doc_no" not in reading.values
    assert reading.birth == "1991-01-01"
    assert reading.values["birth_date"] == "1991-01-01"


def test_a_numeric_number_is_damaged_but_keeps_its_birth() -> None:
    reading = read(name="赵大山", doc_no=Cell("360426199101010000", "number"))
    assert reading.doc_no is None
    assert [one.code for one in reading.paper.findings] == ["findings.id.number_cell"]
    assert reading.birth == "1991-01-01"


@pytest.mark.parametrize("text", ["", "无", "/", "-", "暂无"])
def test_no_number_is_a_missing_number(text: str) -> None:
    reading = read(name="赵大山", doc_no=text)
    assert [one.code for one in reading.paper.findings] == ["findings.id.missing"]
    assert read(name="赵大山").paper.findings == reading.paper.findings
    assert reading.birth is None


def test_a_stated_kind_of_paper_is_heeded() -> None:
    reading = read(doc_no="E12345678", doc_kind="护照")
    assert reading.values["doc_kind"] == "08"
    assert not reading.paper.findings


def test_the_printed_form_of_a_name_is_kept_where_it_is_another() -> None:
    assert read(name="赵 大山").given["printed_name"] == "赵 大山"
    assert codes(read(name="赵大山（亡）")) == ["name.died"]
    assert "name" not in read(name="阿" * 51).given
    assert codes(read(name="阿" * 51)) == ["name.too_long"]


def test_a_name_on_paper_of_its_own_column_is_kept_and_another_one_told() -> None:
    assert read(printed_name="刘家").given["name"] == "刘家"
    same = read(name="刘甲", printed_name="刘 甲")
    assert (same.given["printed_name"], codes(same)) == ("刘 甲", [])
    other = read(name="刘甲", printed_name="刘家")
    assert (other.given["name"], other.given["printed_name"]) == ("刘甲", "刘家")
    assert codes(other) == ["row.printed_name"]


def test_a_kind_of_paper_that_is_none_stays_as_a_remark() -> None:
    reading = read(doc_kind="军官证", name="刘甲")
    assert "value.unknown" in codes(reading)
    assert "证件类型原文：军官证" in str(reading.given["notes"])


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("ethnic", Cell("#N/A", "error"), "value.cell_error"),
        ("education", Cell("自学成才"), "value.unknown"),
        ("service_needs", Cell("讨薪"), "value.unknown"),
        ("employed_since", Cell("24.5.1"), "date.two_digit_year"),
        ("employed_since", Cell("长期"), "date.unreadable"),
        ("doc_valid_to", Cell("至今"), "date.unreadable"),
        ("employed_since", Cell("昨天"), "date.unreadable"),
        ("annual_income_fen", Cell("很多"), "value.amount"),
        ("wanted_income_fen", Cell("5000"), "value.unit"),
        ("bank_account", Cell("4111111111111111", "number"), "account.number_cell"),
        ("social_card", Cell("4301020000000000", "number"), "value.digits_lost"),
        ("phone", Cell("12345"), "phone.unreadable"),
        ("emergency_phone", Cell("12345"), "phone.unreadable"),
    ],
)
def test_what_cannot_be_read_for_sure_is_left_out_and_reported(
    field: str, cell: Cell, code: str
) -> None:
    reading = read(**{field: cell})
    assert field not in reading.given
    assert codes(reading) == [code]


@pytest.mark.parametrize(
    ("field", "cell", "value", "code"),
    [
        ("notes", Cell("好" * 1001), "好" * 1001, "value.long"),
        ("address", Cell("大元\ufffd"), "大元\ufffd", "value.broken"),
        ("bank_branch_code", Cell("123"), "123", "account.branch"),
        ("bank_account", Cell("4111111111111112"), "4111111111111112", "account.luhn"),
        ("employed_since", Cell("45413"), "2024-05-01", "date.serial"),
        ("ethnic", Cell("穿青人"), "穿青人", "value.own_words"),
        (
            "emergency_phone",
            Cell("13812345678/13912345678"),
            "13812345678",
            "value.more_phones",
        ),
    ],
)
def test_what_is_odd_is_kept_and_reported(field: str, cell: Cell, value: str, code: str) -> None:
    reading = read(**{field: cell})
    assert reading.given[field] == value
    assert codes(reading) == [code]


def test_remarks_name_their_field() -> None:
    assert read(employed_since="24.5.1").findings[0].params["field"] == "employed_since"
    assert read(education="自学成才").findings[0].params == {
        "field": "education",
        "text": "自学成才",
    }


@pytest.mark.parametrize(
    "field",
    ["ethnic", "education", "employed_since", "annual_income_fen", "phone", "bank_account"],
)
@pytest.mark.parametrize("text", ["无", "-", "/", "  ", "暂无"])
def test_nothing_written_is_nothing_read(field: str, text: str) -> None:
    reading = read(**{field: text})
    assert not reading.given
    assert not reading.findings


def test_nothing_written_in_the_other_fields_is_nothing_read() -> None:
    reading = read(emergency_phone="无", service_needs="无", notes="—", village="/")
    assert not reading.given
    assert not reading.findings
    assert reading.village == ""
    assert read(notes=Cell("", "empty"), name=Cell("x", "error")).given == {}


def test_dates_of_cells_with_numbers_follow_the_workbook() -> None:
    cell = Cell("43951", "number")
    sheet = rows.Sheet(SHEET.today, epoch_1904=True)
    assert read(sheet, employed_since=cell).given["employed_since"] == "2024-05-01"
    assert read(employed_since=Cell("2024-05", "date")).given["employed_since"] == "2024-05"


@pytest.mark.parametrize(
    ("text", "fen"),
    [("3.6", 3_600_000), ("3.6万", 3_600_000), ("36000元", 3_600_000), ("3.6 万元", 3_600_000)],
)
def test_an_amount_may_carry_its_own_unit(text: str, fen: int) -> None:
    assert read(annual_income_fen=text).given["annual_income_fen"] == fen
    if text != "3.6":
        assert read(wanted_income_fen=text).given["wanted_income_fen"] == fen


def test_several_telephones_are_all_handed_on() -> None:
    reading = read(phone="13812345678/13912345678（女儿）")
    assert reading.given["phone"] == "13812345678"
    assert [one.number for one in reading.telephones] == ["13812345678", "13912345678"]


@given(
    st.sampled_from([one.name for one in FIELDS]),
    st.text(max_size=30),
    st.sampled_from(["text", "bool", "error", "empty"]),
)
def test_any_cell_is_read_without_a_fall(field: str, text: str, kind: str) -> None:
    reading = read(**{field: Cell(text, kind)})
    assert kind != "empty" or not reading.given
    assert set(reading.given) <= {one.name for one in FIELDS}


def test_memory_of_a_long_sheet_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "_MOST_REMEMBERED", 3)
    sheet = rows.Sheet(SHEET.today)
    for place in range(10):
        assert read(sheet, notes=f"第{place}人").given["notes"] == f"第{place}人"
        assert len(sheet.remembered) <= 3


def test_what_stands_behind_a_name_is_kept_as_a_remark() -> None:
    found = read(name="赵大山（外出）", notes="在广东")
    assert (found.name, found.given["notes"]) == ("赵大山", "在广东；外出")
    assert read(name="赵大山（外出）", notes="外出打工").given["notes"] == "外出打工"
    assert read(name="赵大山*").given["notes"] == "赵大山*"


def test_remarks_that_tell_of_a_death_are_reported() -> None:
    assert codes(read(name="赵大山", notes="已故")) == ["row.died"]
    assert codes(read(name="赵大山", notes="户口已迁出")) == ["row.moved_away"]


def test_a_mark_for_the_row_above_is_nobodys_name() -> None:
    for text in ("同上", "同 上", "〃", "″″", '"', "-〃-"):
        assert codes(read(name=text, doc_no=NUMBER)) == ["name.ditto"]
        assert read(name=text).name == ""


def test_own_words_are_a_warning_where_no_register_has_them() -> None:
    assert [one.level for one in read(ethnic="穿青人").findings] == ["I"]
    assert [one.level for one in read(emergency_relation="儿媳").findings] == ["I"]
    strange = read(ethnic="火星族")
    assert strange.given["ethnic"] == "火星族"
    assert [one.level for one in strange.findings] == ["W"]


def test_words_about_a_telephone_stay_with_the_person() -> None:
    assert read(phone="1381234567").given["notes"] == "电话原文：1381234567"
    assert read(phone="13812345678（儿子）").given["notes"] == "电话是：儿子"
    assert read(phone="13812345678（微信同号）").given["notes"] == "电话13812345678：微信同号"
    assert "notes" not in read(phone="13812345678（本人）").given
    assert read(phone="12；34", notes="能吃苦").given["notes"] == "能吃苦；电话原文：12，34"
    assert read(emergency_phone="12345").given["notes"] == "紧急联系电话原文：12345"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Cell("6228480402564890000", "number"), "6228480402564890000"),
        (Cell("6.22848E+18"), "6.22848E+18"),
        (Cell("62284804O2564890018"), "62284804O2564890018"),
        (Cell("622848"), "622848"),
        (
            Cell("6228480402564890018；6217001234567890128"),
            "6228480402564890018，6217001234567890128",
        ),
    ],
)
def test_words_in_place_of_an_account_stay_with_the_person(cell: Cell, words: str) -> None:
    found = read(bank_account=cell, notes="能吃苦")
    assert "bank_account" not in found.given
    assert found.given["notes"] == f"能吃苦；银行账号原文：{words}"
    for nothing in ("无", "", "6217001234567890128"):
        assert "notes" not in read(bank_account=nothing).given


def test_an_age_is_held_against_the_number() -> None:
    assert codes(read(doc_no=NUMBER, age="12")) == ["row.age"]
    assert codes(read(doc_no=NUMBER, age="60岁")) == ["row.age"]
    for fits in ("34", "36周岁", "30", "不详"):
        assert not read(doc_no=NUMBER, age=fits).findings
    assert not read(age="12").findings


def test_a_right_number_settles_which_day_of_birth_is_meant() -> None:
    for fits in ("91.1.1", "1991", "1991年", "1月1日"):
        (one,) = read(doc_no=NUMBER, birth_date=fits).findings
        assert (one.code, one.level) == ("findings.date.settled", "I")
    for code, other in (
        ("two_digit_year", "91.1.2"),
        ("no_year", "5月12日"),
        ("year_only", "1985"),
    ):
        assert codes(read(doc_no=NUMBER, birth_date=other)) == [f"date.{code}", "row.birth"]
    assert codes(read(birth_date="91.1.1")) == ["date.two_digit_year"]


def test_words_that_no_field_can_take_stay_as_remarks_on_the_person() -> None:
    found = read(
        rows.Sheet(datetime.date(2025, 6, 1)),
        name="赵大山",
        education="博士后",
        marital="离异中",
        hukou_kind="农转非",
        annual_income_fen="35000",
        employed_since="2015",
        service_needs="职业介绍、看戏",
        notes="能吃苦",
    )
    assert found.given["notes"] == (
        "能吃苦；学历原文：博士后；婚姻状况原文：离异中；户口性质原文：农转非；"
        "年收入原文：35000；就业时间原文：2015；就业服务需求原文：看戏"
    )
    assert found.given["service_needs"] == "1"
    assert codes(found).count("value.unknown") == 4


def test_unread_words_are_kept_once_however_often_their_column_repeats_them() -> None:
    sheet = rows.Sheet(datetime.date(2025, 6, 1))
    for _ in range(2):
        found = read(sheet, name="赵大山", education="博士后", notes="学历原文：博士后")
        assert found.given["notes"] == "学历原文：博士后"


def test_what_the_number_tells_needs_no_remark_and_sensitive_words_get_none() -> None:
    found = read(doc_no=NUMBER, birth_date="属羊的", sex="壮丁", disability_kind="说不清")
    assert "notes" not in found.given
    assert "value.unknown_sensitive" in codes(found)


@pytest.mark.parametrize("text", ["约3万", "3.6万左右", "-5", "-3万", "面议元"])
def test_an_amount_that_is_not_taken_stays_word_for_word_with_its_unit(text: str) -> None:
    reading = read(name="赵大山", doc_no=NUMBER, annual_income_fen=text)
    assert ("annual_income_fen" in reading.given, codes(reading)) == (False, ["value.amount"])
    assert str(reading.given["notes"]).endswith(f"原文：{text}")


def test_days_before_the_birth_are_not_offered() -> None:
    known = read(doc_no="360426199101010071", employed_since="24.5.1")
    assert known.given["employed_since"] == "2024-05-01"
    assert [one.code for one in known.findings] == ["findings.date.after_birth"]
    assert "notes" not in known.given
    several = read(doc_no="360426199101010071", employed_since="94.5.1")
    assert several.findings[0].params["choices"] == "1994-05-01 / 2094-05-01 / 2005-05-01"
    assert "employed_since" not in read(employed_since="24.5.1").given
    ahead = read(doc_no="360426199101010071", employed_since="900501")
    assert "employed_since" not in ahead.given
    assert ahead.findings[0].params["choices"] == "1990-05-01 / 2090-05-01"
