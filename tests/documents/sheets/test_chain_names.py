"""Which word of a line is the name, whether it surely is, and who stays at home."""

from __future__ import annotations

import pytest

from gigdesk.documents.sheets import chain_list, chain_names

PLACES = frozenset({"富河", "石桥"})


@pytest.mark.parametrize(
    ("line", "name", "village"),
    [
        ("何小妹 会绣花", "何小妹", ""),
        ("王大山 能吃苦", "王大山", ""),
        ("富河 陈五", "陈五", "富河"),
        ("富河-周强", "周强", "富河"),
        ("【富河村】陈九", "陈九", "富河村"),
        ("张伟(富河)", "张伟", "富河"),
        ("A~富河村~何小妹", "何小妹", "富河村"),
        ("替我妈报名 王桂花", "王桂花", ""),
        ("陈 小 明", "陈小明", ""),
        ("陈 小明", "陈小明", ""),
        ("欧阳 修", "欧阳修", ""),
        ("陈桂花(花开富贵)", "陈桂花", ""),
        ("王建 王建", "王建", ""),
        ("收到 王桂花", "王桂花", ""),
    ],
)
def test_one_word_alone_that_reads_like_a_name_surely_is_it(
    line: str, name: str, village: str
) -> None:
    told = chain_names.told(line, PLACES)
    assert (told.name, told.sure, told.village, told.others) == (name, True, village, ())


@pytest.mark.parametrize(
    "line",
    [
        "云淡风轻 王建国",
        "阿芳 李秀芳",
        "安然 李芳",
        "小李 李秀芳",
        "常乐 江苏生",
        "李芳 张姐",
        "方主任 方志强",
        "富河村 王小 李四海",
        "王家湾 李四海",
        "富河村周强妻",
        "李秀英 王建国的老婆",
        "王大山 介绍人李小明",
        "李红(曾用名李小红)",
        "阿依古丽 艾合买提",
        "李xiao红",
        "陈小 明",
        "刘",
        "云淡风轻",
        "王新村 会开车",
        "",
    ],
)
def test_nicknames_and_second_names_leave_it_open(line: str) -> None:
    told = chain_names.told(line, PLACES)
    assert not told.sure
    # Nothing of the line is lost: it is the name, its village or the remark.
    kept = told.name + told.village + told.note
    assert set(filter(str.isalpha, line)) <= set(kept)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("不去了", chain_names.OWN),
        ("孙五不去了", chain_names.OWN),
        ("孙五 取消报名", chain_names.OWN),
        ("孙五 (不去了)", chain_names.OWN),
        ("孙五 家里有事不去了", chain_names.OWN),
        ("孙五 不去,家里有事", chain_names.OWN),
        ("我老公不去", chain_names.COMES),
        ("不去新疆 去广东", chain_names.COMES),
        ("取消原来的电话,新电话", chain_names.COMES),
        ("王六不去了", chain_names.DOUBTED),
        ("晚上不去", chain_names.DOUBTED),
        ("去,不去的说一声", chain_names.DOUBTED),
        ("5号不去6号去", chain_names.DOUBTED),
        ("退出班组", chain_names.DOUBTED),
        ("算了还是去", chain_names.DOUBTED),
    ],
)
def test_only_a_whole_remark_on_the_person_takes_it_off(said: str, verdict: str) -> None:
    assert chain_names.withdrawal(said, "孙五") == verdict


def test_somebody_can_be_meant_by_the_number_in_the_list() -> None:
    assert chain_names.meant_by_order("第3个不去了") == 3
    assert chain_names.meant_by_order("2号不去了") == 2
    assert chain_names.meant_by_order("刘桂花不去了") is None


@pytest.mark.parametrize(
    "said",
    [
        "张丽丽：把我老公加上，叫刘伟 13812345678",
        "张丽丽：帮我老公报名 13812345678",
        "张丽丽 给我老公报一个",
        "张丽丽 我老公的",
        "张丽丽 我爸的身份证",
        "张丽丽 老公电话13812345678",
    ],
)
def test_a_number_that_is_said_to_be_of_kin_is_not_of_who_wrote_the_line(said: str) -> None:
    _, row = chain_list.read(f"1. 曾二 13812345670\n{said} 43060219800111001X")
    assert chain_list.DOUBT_NAME in row.doubts


@pytest.mark.parametrize(
    "said",
    ["13812345678 43060219800111001X 帮儿子也报一个", "跟我老婆一起去 43060219800111001X"],
)
def test_who_brings_kin_along_has_the_number_of_the_line(said: str) -> None:
    row, *_ = chain_list.read(f"2. 张丽丽 {said}")
    assert (row.name, row.doc_no, row.doubts) == ("张丽丽", "43060219800111001X", ())


@pytest.mark.parametrize(
    "behind",
    [
        "（我妈）",
        "我妈的",
        "(老公)",
        "，我老公的身份证",
        " 是我爸的，谢谢",
        "这是我儿子的号码",
        "（俺爹的）",
    ],
)
def test_a_number_that_is_said_to_be_of_kin_behind_it_waits(behind: str) -> None:
    row, *_ = chain_list.read(f"2. 张丽丽 43060219800111001X{behind}")
    assert chain_list.DOUBT_NAME in row.doubts


@pytest.mark.parametrize(
    "behind",
    [
        " 13812345678（我妈）",
        " 我妈 13812345678",
        "，我妈也去",
        " 老公13812345678",
        "（本人）",
        "（女）",
        "，我的",
    ],
)
def test_kin_that_stands_further_behind_a_number_does_not_own_it(behind: str) -> None:
    row, *_ = chain_list.read(f"2. 张丽丽 43060219800111001X{behind}")
    assert row.doc_no == "43060219800111001X"
    assert chain_list.DOUBT_NAME not in row.doubts
