"""Columns of rosters are told by their header, or by what stands in them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk import money
from gigdesk.domain.workers import columns, headers, identity, worker


def field_of(text: str) -> str | None:
    match = columns.match_header(text)
    return match.field if match else None


def test_the_county_template_has_its_fifty_columns_in_order() -> None:
    assert len(columns.COUNTY_TEMPLATE) == 50
    assert len(dict(columns.COUNTY_TEMPLATE)) == 50
    assert columns.COUNTY_TEMPLATE[0] == ("序号", "serial")
    assert columns.COUNTY_TEMPLATE[-1] == ("新农合", "insured_rural_medical")


@pytest.mark.parametrize(
    ("header", "field"),
    [*columns.COUNTY_TEMPLATE, *columns.STAFF_ROSTER],
)
def test_headers_of_the_known_layouts_are_certain(header: str, field: str) -> None:
    assert columns.match_header(header) == columns.Match(field, columns.EXACT)


@pytest.mark.parametrize("one", worker.FIELDS, ids=lambda one: one.name)
def test_the_heading_of_every_field_is_known(one: worker.Field) -> None:
    expected = "village" if one.name == "village_id" else one.name
    assert field_of(one.header) == expected


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("身份证", "doc_no"),
        ("户籍地行政区划代码", "hukou_code"),
        ("现居住地行政区划代码", "address_code"),
        ("就业意向工种", "wanted_trades"),
        ("就业意向地区", "wanted_region"),
        ("家属电话", "emergency_phone"),
        ("身份证号", "doc_no"),
        ("证件号", "doc_no"),
        ("证号", "doc_no"),
        ("务工工种", "trade"),
        ("务工意向工种", "wanted_trades"),
        ("联系电话（可填子女）", "phone"),
        ("电话（本人或家属）", "phone"),
        ("家属姓名（紧急联系人）", "emergency_name"),
        ("干什么工种", "trade"),
        ("家庭住址（村）", "village"),
        ("性别代码", "sex"),
        ("行政村名称", "village"),
        ("社区名称", "village"),
        ("村居名称", "village"),
        ("户籍村组", "village"),
        ("所属镇街", "town"),
        ("村小组", "group"),
        ("自然村", "group"),
        ("目前就业状态", "employment_status"),
        ("务工岗位", "trade"),
        ("意向岗位", "wanted_trades"),
        ("务工企业（单位）名称", "employer_name"),
        ("外出务工地址", "employment_place"),
        ("务工起始年月", "employed_since"),
        ("就业起始日期", "employed_since"),
        ("到岗日期", "employed_since"),
        ("农户类型", "person_kind"),
        ("户口类型", "hukou_kind"),
        ("民族成份", "ethnic"),
        ("现务工地址", "employment_place"),
        ("干什么活", "trade"),
        ("受益人姓名", "name"),
        ("所在村委", "village"),
        ("身份证号码（必填）", "doc_no"),
        ("*身份证号码", "doc_no"),
        (" 身 份 证 号 码 ", "doc_no"),
        ("身份证号码：", "doc_no"),
        ("身份证\n号码", "doc_no"),
        ("联系方式", "phone"),
        ("手机", "phone"),
        ("电话", "phone"),
        ("手机/电话", "phone"),
        ("手机号码(本人)", "phone"),
        ("本人联系电话", "phone"),
        ("村", "village"),
        ("村委会", "village"),
        ("社区", "village"),
        ("村（社区）", "village"),
        ("姓 名", "name"),
        ("姓　名", "name"),
        ("员工姓名", "name"),
        ("务工人员姓名", "name"),
        ("出生年月", "birth_date"),
        ("文化程度", "education"),
        ("紧急联系人电话", "emergency_phone"),
        ("紧急联系人姓名", "emergency_name"),
        ("银行卡号", "bank_account"),
        ("开户行", "bank_name"),
        ("年收入", "annual_income_fen"),
        ("年收入（元）", "annual_income_fen"),
        ("工种", "trade"),
        ("意向工种", "wanted_trades"),
        ("备注", "notes"),
        ("No.", "serial"),
        ("手机、座机", "phone"),
        ("用工单位", "employer_name"),
    ],
)
def test_dirty_headers_are_known(header: str, field: str) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    "header",
    [
        "",
        "说明书",
        "配偶姓名",
        "户主姓名",
        "村干部电话",
        "电话（家长）",
        "法人电话",
        "姓名/民族",
        "司机电话/手机",
        "一月",
        "3",
    ],
)
def test_headers_of_nothing_or_of_somebody_else_are_left(header: str) -> None:
    assert columns.match_header(header) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("1、您的姓名：", "name"),
        ("2、您的身份证号码：", "doc_no"),
        ("3. 手机号码", "phone"),
        ("（4）您所在的乡镇", "town"),
        ("5、您所在的村", "village"),
        ("第6题：您的文化程度", "education"),
        ("请输入您的身份证号", "doc_no"),
        ("您的手机号", "phone"),
        ("姓名 Name", "name"),
        ("姓名/Name", "name"),
        ("身份证号码 ID No.", "doc_no"),
        ("联系电话 Tel", "phone"),
        ("Sex 性别", "sex"),
        ("您的紧急联系人", "emergency_name"),
    ],
)
def test_headers_of_forms_are_known_but_less_sure(header: str, field: str) -> None:
    assert columns.match_header(header) == (field, columns.PREFIXED)


@pytest.mark.parametrize(
    "header",
    ["您配偶的姓名", "1、您孩子的姓名", "2.户主姓名", "电话 QQ", "您的意见", "1、", "请您填写"],
)
def test_headers_of_forms_that_ask_for_others_are_left(header: str) -> None:
    assert columns.match_header(header) is None


def test_how_sure_a_header_is_stands_with_it() -> None:
    assert columns.match_header("身份证号") == ("doc_no", columns.SYNONYM)
    assert columns.match_header("身份证号（必填）") == ("doc_no", columns.BARE)
    assert columns.match_header("员工的姓名") == ("name", columns.PREFIXED)
    assert columns.match_header("手机号/固话") == ("phone", columns.PART)


@given(st.text(max_size=20))
def test_any_header_gives_a_known_field_or_none(text: str) -> None:
    match = columns.match_header(text)
    assert match is None or match.field in worker.BY_NAME or match.field in columns.EXTRAS


def test_every_synonym_means_one_field_that_exists() -> None:
    seen: dict[str, str] = {}
    for field, words in headers.SYNONYMS.items():
        assert field in worker.BY_NAME or field in columns.EXTRAS
        for word in words:
            assert seen.setdefault(columns._plain(word), field) == field, word
            assert field_of(word) == field, word
    expected = ({one.name for one in worker.FIELDS} | set(columns.EXTRAS)) - {"village_id"}
    assert set(headers.SYNONYMS) == expected


def test_the_unit_of_money_is_read_from_the_header_or_asked() -> None:
    assert columns.unit_fen("年收入（万元）") == money.TEN_THOUSAND_YUAN_FEN
    assert columns.unit_fen("年收入(元)") == money.YUAN_FEN
    assert columns.unit_fen("年收入（千元）") == 1000 * money.YUAN_FEN
    assert columns.unit_fen("年收入") is None


def test_every_field_and_extra_has_a_heading() -> None:
    assert columns.label("doc_no") == "身份证号码"
    assert columns.label("age") == "年龄"
    assert columns.label("signature") == "签名"
    assert columns.label("nothing") is None


def number(day: datetime.date, order: int) -> str:
    body = f"431127{day:%Y%m%d}{order:03d}"
    return body + identity.check_character(body)


NUMBERS = [number(datetime.date(1970 + i, 3, 1 + i), 10 + i) for i in range(10)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (NUMBERS, "doc_no"),
        ([*NUMBERS[:6], "错", "无", "-"], "doc_no"),
        (["431127700301011", "431127710302021"], "doc_no"),
        (["431127197003010000", "431127197103020000"], "doc_no"),
        (["13812345678", "0731-84512345", "13912345678 13712345678", ""], "phone"),
        (["6222021234567890123", "6222021234567890124"], "bank_account"),
        (["男", "女", "男"], "sex"),
        (["汉族", "瑶族", "汉族"], "ethnic"),
        (["大元村", "小江社区", "大元村"], "village"),
        (["初中", "小学", "高中毕业"], "education"),
        (["1970-05-01", "1985.6.2", "19900101"], "birth_date"),
        (["赵大山", "钱小河", "孙梅", "买买提·吐尔逊"], "name"),
        (["欧阳一山", "李 河"], "name"),
        (["赵大山"], "name"),
    ],
)
def test_a_column_is_told_by_its_values(values: list[str], field: str) -> None:
    assert columns.guess_by_values(values) == field


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["", " "],
        ["1", "2", "3"],
        ["2023-05-01", "2024-06-02"],
        ["1970-05-01"],
        ["张家", "张家", "张家", "张家", "张家"],
        ["焊工", "瓦工", "木匠"],
        ["12345678", "23456789"],
        ["已签字", "未签字"],
    ],
)
def test_values_that_may_be_anything_are_left(values: list[str]) -> None:
    assert columns.guess_by_values(values) is None


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("成员姓名", "name"),
        ("家庭成员身份证号码", "doc_no"),
        ("座机", "phone_more"),
        ("姓名电话", "name"),
        ("拟从事工种", "wanted_trades"),
        ("期望月工资（元）", "wanted_income_fen"),
        ("工作地点", "employment_place"),
        ("就业地区", "employment_place"),
        ("务工去向", "employment_place"),
        ("期望工作地点", "wanted_region"),
        ("手机及座机", "phone"),
        ("开户行及账号", "bank_account"),
        ("紧急联系人姓名及电话", "emergency_name"),
        ("单位", "employer_name"),
    ],
)
def test_columns_of_members_and_of_two_things_are_known(header: str, field: str) -> None:
    assert field_of(header) == field


def test_values_say_where_a_header_is_wrong() -> None:
    firms = ["东莞某鞋厂", "深圳某某电子有限公司", "长沙某工地"]
    assert columns.instead("employment_status", firms) == "employer_name"
    assert columns.instead("employment_status", ["已就业", "务工", "无"]) is None
    assert columns.instead("employment_status", ["在家带孩子"]) is None
    assert columns.instead("employer_name", firms) is None
    assert columns.instead("doc_no", ["43060219800512001"]) is None
    assert columns.instead("serial", ["44011320141005001X"]) == "doc_no"
    assert columns.likeness("name", ["甲"]) is None
    assert columns.likeness("birth_date", ["1990-01-01", "不详"]) == 0.5


def test_a_group_is_about_something() -> None:
    assert columns.stem("就业情况") == "就业"
    assert columns.stem("务工基本信息") == "务工"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("联系方式1", "phone"),
        ("电话号码1", "phone"),
        ("联系方式2", "phone_more"),
        ("电话号码2", "phone_more"),
        ("备用联系方式", "phone_more"),
    ],
)
def test_a_second_telephone_has_a_column_of_its_own(header: str, field: str) -> None:
    found = columns.match_header(header)
    assert found is not None
    assert found.field == field


def test_a_telephone_of_the_family_gives_way_to_that_of_the_one_to_be_called() -> None:
    family, called = (columns.match_header(one) for one in ("家属电话", "紧急联系电话"))
    assert family
    assert called
    assert family.field == called.field
    assert family.score < called.score


@pytest.mark.parametrize("header", ["ID卡号", "No号", "age组", "phone号"])
def test_letters_that_belong_to_a_word_are_not_taken_off_it(header: str) -> None:
    assert columns.match_header(header) is None
