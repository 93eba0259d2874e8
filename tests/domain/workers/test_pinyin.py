"""How names sort and by which letters they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigdesk.domain.workers import names, pinyin, surnames


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("单雄信", "shanxiongxin"),
        ("仇英", "qiuying"),
        ("曾国藩", "zengguofan"),
        ("区小明", "ouxiaoming"),
        ("解晓东", "xiexiaodong"),
        ("查良镛", "zhaliangyong"),
        ("翟志刚", "zhaizhigang"),
        ("覃海", "qinhai"),
        ("么红", "yaohong"),
        ("盖叫", "gejiao"),
        ("任盈", "renying"),
        ("欧阳修", "ouyangxiu"),
        ("尉迟恭", "yuchigong"),
        ("尉明", "weiming"),
        ("万俟卨", "moqixie"),
        ("万明", "wanming"),
        ("单于飞", "chanyufei"),
        ("长孙明", "zhangsunming"),
        ("吕布", "lvbu"),
        ("買明", "maiming"),
        ("買買提·吐尔逊", "maimaitituerxun"),
        ("Anna 李", "annali"),
        ("王\ue000", "wang"),
        ("", ""),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, typed: str) -> None:
    assert names.full_pinyin(name) == typed


def test_a_name_with_a_separator_has_no_surname() -> None:
    assert names.surname_of("单·明") == ""
    assert names.full_pinyin("单·明") == "danming"


@pytest.mark.parametrize(
    ("name", "surname"),
    [("欧阳修", "欧阳"), ("欧阳", "欧"), ("张三", "张"), ("Smith", ""), ("", "")],
)
def test_surnames_have_one_or_two_characters(name: str, surname: str) -> None:
    assert names.surname_of(name) == surname


def test_every_reading_counts_for_the_initials() -> None:
    found = names.initials("单雄信")
    assert found[0] == "sxx"
    assert "dxx" in found
    assert names.initials("覃海")[:2] == ("qh", "th")
    assert "hm" in names.initials("黑明")


def test_initials_of_words_and_rare_signs() -> None:
    assert names.initials("John Smith") == ("js",)
    assert names.initials("李R2") == ("lr",)
    assert names.initials("张\U00031300") == ("z\U00031300",)
    assert names.initials("·") == ()
    assert names.initials("") == ()


def test_initials_stay_few_for_the_worst_name() -> None:
    assert len(names.initials("万單儃" * 5)) == 128


def test_names_sort_as_in_a_register() -> None:
    sorted_names = [
        "查理",  # zha
        "翟明",  # zhai
        "章一",  # zhang, one character before the other
        "张三",
        "张四",
        "章二",
    ]
    by_key = sorted(sorted_names, key=names.sort_key)
    assert by_key.index("查理") < by_key.index("翟明") < by_key.index("张三")
    assert abs(by_key.index("章一") - by_key.index("章二")) == 1
    assert by_key.index("张三") < by_key.index("张四")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("李安", "连安"),  # li before lian
        ("李明", "黎明"),  # third tone against second: the other way round
        ("张伟", "\ue000伟"),  # what cannot be read comes last
        ("Anna", "张伟"),
        ("阿明", "曾明"),
    ],
)
def test_pairs_sort_by_syllable_then_tone(one: str, other: str) -> None:
    if (one, other) == ("李明", "黎明"):
        one, other = other, one
    assert names.sort_key(one) < names.sort_key(other)


def test_equal_sounds_are_kept_apart_by_their_characters() -> None:
    assert names.sort_key("张三") != names.sort_key("章三")
    assert names.sort_key("买买提·吐尔逊") == names.sort_key("买买提 吐尔逊")


@given(st.text(max_size=12))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(names.sort_key(text), str)
    assert len(names.initials(text)) <= 128
    assert names.full_pinyin(text) == names.full_pinyin(text)


def test_syllables_carry_their_tone() -> None:
    assert pinyin.readings("女")[0] == "nv3"
    assert pinyin.readings("三")[0] == "san1"
    assert "me5" in pinyin.readings("么")
    assert pinyin.readings("\ue000") == ()


def test_the_tables_of_surnames_are_well_formed() -> None:
    for table, length in ((surnames.READINGS, 1), (surnames.COMPOUND_READINGS, 2)):
        for surname, spoken in table.items():
            assert len(surname) == length
            assert spoken
            assert all(one[:-1].isalpha() and one[-1] in "12345" for one in spoken)
    assert all(len(spoken) == 2 for spoken in surnames.COMPOUND_READINGS.values())
    assert all(len(surname) == 2 for surname in surnames.COMPOUND)
    assert set(surnames.COMPOUND_READINGS) <= surnames.COMPOUND


@pytest.mark.parametrize(
    ("name", "spellings"),
    [("单雄信", ("dan", "chan")), ("李小丁", ()), ("", ()), ("John", ())],
)
def test_a_surname_is_found_by_its_other_readings_as_well(
    name: str, spellings: tuple[str, ...]
) -> None:
    assert pinyin.other_surnames(name) == spellings


def test_the_readings_are_there_before_anybody_waits_for_them() -> None:
    pinyin._dictionary.cache_clear()
    pinyin.load()
    loaded = pinyin._dictionary.cache_info().misses
    assert pinyin.readings("女")[0] == "nv3"
    assert pinyin._dictionary.cache_info().misses == loaded == 1


def test_signs_over_a_letter_that_are_no_tone_are_left_out() -> None:
    assert pinyin.readings("欸")
    assert all(one[:-1].isascii() and one[:-1].isalpha() for one in pinyin.readings("欸"))
