"""Small code sets: labels, codes and the variants people write are read; the rest is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import codes
from tests.domain.workers.classed_rows import NUMBER, classed, diffs, person, row


@pytest.mark.parametrize(
    ("code_set", "text", "code"),
    [
        ("sex", "男", "1"),
        ("sex", "女性", "2"),
        ("sex", "M", "1"),
        ("sex", "female", "2"),
        ("sex", "１", "1"),
        ("sex", "2.0", "2"),
        ("sex", "男 ", "1"),
        ("sex", "9", "9"),
        ("ethnic", "汉", "01"),
        ("ethnic", "汉族", "01"),
        ("ethnic", "01", "01"),
        ("ethnic", "1", "01"),
        ("ethnic", "1.0", "01"),
        ("ethnic", "土家", "15"),
        ("ethnic", "土", "30"),
        ("ethnic", "维族", "05"),
        ("ethnic", "乌孜别克", "43"),
        ("ethnic", "其他", "97"),
        ("education", "初中", "70"),
        ("education", "初中毕业", "70"),
        ("education", "初中文化", "70"),
        ("education", "7", "70"),
        ("education", "70", "70"),
        ("education", "小学及以下", "80"),
        ("education", "中专中技", "40"),
        ("education", "本科及以上", "20"),
        ("education", "大专", "30"),
        ("education", "高中学历", "60"),
        ("education", "文盲", "90"),
        ("education", "研究生教育", "10"),
        ("marital", "1", "10"),
        ("marital", "离异", "40"),
        ("marital", "23", "23"),
        ("political", "党员", "01"),
        ("political", "群众", "13"),
        ("political", "3", "03"),
        ("health", "良好", "1"),
        ("health", "健康", "1"),
        ("health", "身体一般", "2"),
        ("health", "患有慢性病", "3"),
        ("relation", "户主", "0"),
        ("relation", "妻子", "1"),
        ("relation", "长女", "3"),
        ("skill_level", "四级/中级工", "4"),
        ("skill_level", "高级技师", "1"),
        ("skill_level", "特级技师", "T"),
        ("skill_level", "a", "A"),
        ("disability_grade", "二级残疾", "2"),
        ("disability_kind", "肢残", "4"),
        ("doc_kind", "身份证", "01"),
        ("doc_kind", "l1", "L1"),
        ("doc_kind", "护照", "08"),
        ("hukou_kind", "非农", "2"),
        ("employment_place", "省外", "4"),
        ("insured", "√", "1"),
        ("insured", "未参保", "0"),
        ("insured", "否", "0"),
        ("yes_no", "TRUE", "1"),
        ("yes_no", "0", "0"),
        ("province", "湖南", "43"),
        ("province", "新疆", "65"),
        ("province", "内蒙古自治区", "15"),
        ("province", "广西壮族自治区", "45"),
        ("person_category", "4050", "06"),
        ("person_category", "建档立卡贫困户", "01"),
        ("disability_grade", "02", "2"),
    ],
)
def test_what_people_write_is_read_as_a_code(code_set: str, text: str, code: str) -> None:
    assert codes.read_code(code_set, text) == code


@pytest.mark.parametrize(
    ("code_set", "text"),
    [
        ("sex", "人"),
        ("sex", "3"),
        ("sex", ""),
        ("ethnic", "穿青人"),
        ("ethnic", "57"),
        ("education", "大专及以上"),
        ("employment_place", "省内县外"),
        ("education", "5"),
        ("political", "99"),
        ("political", "无"),
        ("relation", "父子"),
    ],
)
def test_what_has_no_code_or_two_is_left_to_a_person(code_set: str, text: str) -> None:
    assert codes.read_code(code_set, text) is None


def test_all_fifty_six_peoples_are_known() -> None:
    peoples = [code for code in codes.CODES["ethnic"] if int(code) <= 56]
    assert peoples == [f"{number:02d}" for number in range(1, 57)]
    assert len(set(codes.CODES["ethnic"].values())) == 58


@pytest.mark.parametrize("code_set", sorted(codes.CODES))
def test_every_code_and_every_label_reads_back(code_set: str) -> None:
    for code, label in codes.CODES[code_set].items():
        assert codes.read_code(code_set, code) == code
        assert codes.read_code(code_set, label) == code
        assert codes.label(code_set, code) == label


@pytest.mark.parametrize("code_set", sorted(codes._VARIANTS))
def test_no_variant_means_two_codes(code_set: str) -> None:
    for code, written in codes._VARIANTS[code_set].items():
        assert code in codes.CODES[code_set]
        for word in written.split():
            assert codes.read_code(code_set, word) == code, word


@given(st.sampled_from(sorted(codes.CODES)), st.text(max_size=8))
def test_any_text_is_read_as_a_code_of_the_set_or_not_at_all(code_set: str, text: str) -> None:
    code = codes.read_code(code_set, text)
    assert code is None or code in codes.CODES[code_set]


def test_several_in_a_cell_are_read_in_order_and_once() -> None:
    assert codes.read_codes("service_need", "职业介绍、职业培训,社保补贴 / 职业介绍") == (
        ("1", "2", "4"),
        (),
    )
    assert codes.read_codes("service_need", "职业介绍;讨薪") == (("1",), ("讨薪",))
    assert codes.read_codes("service_need", " ") == ((), ())


def test_a_text_that_is_no_code_is_its_own_label() -> None:
    assert codes.label("ethnic", "穿青人") == "穿青人"
    assert {"ethnic", "relation", "health"} == codes.OPEN_SETS


def test_the_county_form_knows_six_answers() -> None:
    answers = {codes.county_education(code) for code in codes.CODES["education"]}
    assert answers == {"本科及以上", "大专", "中专中技", "高中", "初中", "小学及以下"}
    assert codes.county_education("自学") == "自学"


@pytest.mark.parametrize("code", codes.CODES["education"])
def test_the_answer_of_the_county_form_changes_no_code_that_it_means(code: str) -> None:
    stated = row(name="赵大山", doc_no=NUMBER, education=codes.county_education(code))
    assert classed(stated, person(education=code)).kind == "unchanged"


@pytest.mark.parametrize(
    ("text", "known", "code"),
    [("小学", "90", "80"), ("小学及以下", "70", "80"), ("本科", "10", "20")],
)
def test_an_answer_that_means_another_code_is_a_difference(
    text: str, known: str, code: str
) -> None:
    stated = row(name="赵大山", doc_no=NUMBER, education=text)
    assert diffs(classed(stated, person(education=known))) == {"education": (known, code)}


@pytest.mark.parametrize(
    ("word", "code"),
    [("边缘易致贫户", "02"), ("脱贫不稳定户", "02"), ("突发严重困难户", "02"), ("残疾四级", "04")],
)
def test_the_words_of_lists_for_those_in_need_name_their_category(word: str, code: str) -> None:
    assert codes.read_code("person_category", word) == code
