"""What the words of a chat line are: only what surely reads like a name is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gigdesk.domain.workers import chatted

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = frozenset({"富河", "石桥"})


@pytest.mark.parametrize(
    "word",
    [
        "王建国",
        "何花",
        "欧阳修",
        "司马相如",
        "盘桂英",
        "李𬭎",
        "張偉",
        "谢国庆",
        "关小云",
        "刘三妹",
    ],
)
def test_a_usual_surname_and_one_or_two_signs_read_like_a_name(word: str) -> None:
    assert chatted.reads_like_a_name(word)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "阿芳",
            "小芳",
            "老陈",
            "张姐",
            "王师傅",
            "李大姐",
            "陈总",
            "方主任",
            "王木工",
            "李芳焊工",
        ),
        *("平安", "司机", "党员", "高中", "万事如意", "云淡风轻", "欧阳", "桂花", "王家湾", "明天"),
        *("李陈玉兰", "阿依古丽", "王大夫", "周日", "江苏", "马上来", "王四去", "刘"),
        *("方便面", "路边等", "向日葵", "燕子", "汤包店", "陈老三", "高个子", "农家乐", "富贵"),
    ],
)
def test_nicknames_trades_days_and_places_do_not(word: str) -> None:
    assert not chatted.reads_like_a_name(word)


@pytest.mark.parametrize(
    ("word", "core", "place", "rest"),
    [
        ("富河村陈七", "陈七", "富河村", ""),
        ("富河村三组陈七", "陈七", "富河村三组", ""),
        ("富河陈七", "陈七", "富河", ""),
        ("我叫张明", "张明", "", "我叫"),
        ("老婆李秀英", "李秀英", "", "老婆"),
        ("替我妈王桂花报名", "王桂花", "", "替我妈 报名"),
        ("陈七电焊工", "陈七", "", "电焊工"),
        ("党员陈十二", "陈十二", "", "党员"),
        ("曾四两口子", "曾四", "", "两口子"),
        ("刘桂花不去了", "刘桂花", "", "不去了"),
    ],
)
def test_what_is_written_to_a_name_is_parted_from_it(
    word: str, core: str, place: str, rest: str
) -> None:
    assert chatted.read(word, PLACES) == chatted.Word(chatted.NAME, core, place, rest)


@pytest.mark.parametrize("word", ["王建国媳妇", "王建国的老婆", "王丁和李戊", "王大海代李小山报名"])
def test_who_is_only_named_for_kin_or_beside_another_is_nobody_for_sure(word: str) -> None:
    assert chatted.read(word).kind == chatted.KIN


def test_whom_somebody_stands_for_is_only_sure_where_the_line_says_so() -> None:
    assert chatted.read("代王大海报名").sure
    assert not chatted.read("代王大海").sure


@pytest.mark.parametrize(
    "word", ["替我妈报名", "我老公", "第1个", "3组", "江村镇", "汉族", "电焊工", "A", "去", "收到"]
)
def test_plain_words_are_nobody(word: str) -> None:
    assert chatted.read(word).kind == chatted.PLAIN


def test_a_point_makes_a_name_of_two_parts_but_not_of_a_name_and_a_village() -> None:
    assert chatted.read("阿依古丽·艾合买提").kind == chatted.NAME
    assert chatted.read("张伟.富河村").kind == chatted.UNKNOWN


def test_a_village_of_the_desk_needs_no_word_for_village() -> None:
    assert chatted.read("富河", PLACES).kind == chatted.PLACE
    assert chatted.read("石桥村委会", PLACES).kind == chatted.PLACE


def test_long_reasons_are_not_weighed_for_ever() -> None:
    assert chatted.is_about_oneself("家里有事")
    assert not chatted.is_about_oneself("因" * 17)
    assert not chatted.is_about_oneself("因" * 4000)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("王小丁", True),
        ("欧阳小丁", True),
        ("张姐", True),  # beside another name it may be one as well
        ("明天", False),
        ("李小丁丁", False),
        ("欧阳小丁丁", False),
        ("丁", False),
        ("John", False),
    ],
)
def test_a_word_has_the_shape_of_a_name_by_its_surname_and_length(
    word: str, *, shape: bool
) -> None:
    assert chatted.has_the_shape(word) is shape


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("家住石桥村", chatted.Word(chatted.PLACE, "石桥村")),
        ("来自石桥村", chatted.Word(chatted.PLACE, "石桥村")),
        ("嫁到石桥村", chatted.Word(chatted.PLACE, "石桥村", rest="嫁到石桥村")),
        ("老家石桥村", chatted.Word(chatted.PLAIN, "老家石桥村")),  # where somebody is from
        ("我村", chatted.Word(chatted.PLAIN, "我村")),  # no name of a place
        ("王新村", chatted.Word(chatted.PLACE, "王新村", sure=False)),  # may be somebody
        ("王家村", chatted.Word(chatted.PLACE, "王家村")),
        ("刘三姐夫妇", chatted.Word(chatted.KIN, "刘三姐夫妇")),
        ("阿里", chatted.Word(chatted.UNKNOWN, "阿里")),
        ("ｘｘ@", chatted.Word(chatted.UNKNOWN, "ｘｘ@")),
    ],
)
def test_a_village_with_words_before_it_is_parted_from_them(word: str, read: chatted.Word) -> None:
    assert chatted.read(word) == read


def test_a_name_that_is_also_that_of_a_village_of_the_desk_is_not_sure() -> None:
    assert chatted.read("王明").sure
    assert not chatted.read("王明", {"王明"}).sure


@pytest.mark.parametrize(
    ("judge", "yes", "no"),
    [
        (chatted.is_remark, "会绣花", "焊工"),
        (chatted.names_another, "曾用名李四", "李小丁去"),
        (chatted.is_courtesy, "谢谢书记", "李小丁"),
        (chatted.is_introduction, "我叫", "我家"),
        (chatted.is_of_kin, "我老公也", "我也"),
        (chatted.is_about_oneself, "家里有事", "王建国"),
        (chatted.is_end, "了谢谢", "换王建国"),
    ],
)
def test_words_around_a_name_are_told_apart(
    judge: Callable[[str], bool], yes: str, no: str
) -> None:
    assert judge(yes)
    assert not judge(no)


def test_kin_and_numbers_before_a_saying_are_told() -> None:
    assert chatted.kin_before("李小丁 我老公叫:") == "我老公叫:"
    assert chatted.kin_before("李小丁 ") == ""
    assert chatted.ordered("第3个") == 3
    assert chatted.ordered("12号也") == 12
    assert chatted.ordered("3") is None
    assert chatted.village("石桥村委会") == "石桥"


@pytest.mark.parametrize("word", ["我叫石头记", "替我妈交钱款", "老婆煮饭洗碗"])
def test_words_behind_kin_or_an_introduction_that_are_no_name_are_none(word: str) -> None:
    assert chatted.read(word).kind != chatted.NAME
