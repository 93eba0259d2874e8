"""Places as rosters write them: taken apart, told from placeholders, and near to each other."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import divisions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("东风村", ("", "", "东风村", "")),
        ("塔峰镇 东风村", ("", "塔峰镇", "东风村", "")),
        ("湖南省永州市蓝山县塔峰镇东风村3组", ("湖南省永州市蓝山县", "塔峰镇", "东风村", "3组")),
        ("石桥村五组", ("", "", "石桥村", "五组")),
        ("石桥村第三村民小组", ("", "", "石桥村", "第三村民小组")),
        ("楠市镇楠市村", ("", "楠市镇", "楠市村", "")),
        ("楠市镇老乡村", ("", "楠市镇", "老乡村", "")),
        ("新乡镇东村", ("", "新乡镇", "东村", "")),
        ("县城社区", ("", "", "县城社区", "")),
        ("市场社区", ("", "", "市场社区", "")),
        ("蓝山县东风村", ("蓝山县", "", "东风村", "")),
        ("塔峰镇", ("", "塔峰镇", "", "")),
        ("蓝山县塔峰镇", ("蓝山县", "塔峰镇", "", "")),
        ("北京市朝阳区望京街道望京社区", ("北京市朝阳区", "望京街道", "望京社区", "")),
    ],
)
def test_a_place_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert divisions.placed(text) == parts


def test_a_known_town_is_found_whatever_it_is_called() -> None:
    assert divisions.placed("城关东风村", ["城关"]) == ("", "城关", "东风村", "")


@pytest.mark.parametrize("text", ["不详", "无", "（外地）", "外省人员", "-", "/", "本村", ""])
def test_what_only_stands_for_a_place_is_none(text: str) -> None:
    assert divisions.is_no_place(text)
    assert not divisions.may_be_village(text)


@pytest.mark.parametrize("text", ["火箭村", "外沙村", "本溪村", "团结社区"])
def test_a_village_that_only_begins_so_is_one(text: str) -> None:
    assert divisions.may_be_village(text)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("东凤", "东风", True),
        ("新健", "新建", True),
        ("竹官寺", "竹管寺", True),
        ("杨柳塘", "杨柳青塘", True),
        ("石桥", "大石桥", False),
        ("竹管寺", "上竹管寺", False),
        ("东风", "东风", False),
        ("上洞", "下洞", False),
        ("大石桥", "小石桥", False),
        ("红旗", "红星", False),
        ("李家湾", "王家湾", False),
        ("石桥", "大坪", False),
    ],
)
def test_a_name_one_sign_away_may_be_a_slip(one: str, other: str, *, near: bool) -> None:
    assert divisions.are_near(one, other) is near
    assert divisions.are_near(other, one) is near


@pytest.mark.parametrize(
    "text",
    ["石桥", "石桥村", "石桥村委", "石桥村村委会", "石桥社区居委会", "石桥村民委员会"],
)
def test_all_spellings_of_a_village_are_one(text: str) -> None:
    assert divisions.village_key(text) == "石桥"


def test_a_village_in_an_address_stands_before_group_and_house() -> None:
    def found(text: str) -> list[str]:
        return list(divisions.in_address(divisions.placed(text)))

    assert "东风村" in found("塔峰镇东风村3组12号")
    assert "东风村" in found("东风村枫树湾组")
    assert "东风村" not in found("东风村小学宿舍")


@pytest.mark.parametrize(
    ("text", "code"),
    [("430602", "430602"), ("430602001", "430602001"), (" 430602 001 ００１", "430602001001")],
)
def test_the_code_of_a_county_a_town_or_a_village_is_read(text: str, code: str) -> None:
    assert divisions.read_code(text, "address_code") == (code, ())


@pytest.mark.parametrize(
    "text", ["4306020101", "石桥村", "43060", "43060200100a", "430602001001.0"]
)
def test_what_is_no_division_code_is_told_and_never_taken(text: str) -> None:
    code, found = divisions.read_code(text, "address_code")
    assert code is None
    assert [(one.code, one.level, one.params["text"]) for one in found] == [
        (divisions.CODE_UNREAD, "W", text)
    ]


def test_a_county_of_no_year_is_only_worth_a_look() -> None:
    code, found = divisions.read_code("999999001001", "hukou_code")
    assert code == "999999001001"
    assert [(one.code, one.level) for one in found] == [("findings.division.county", "W")]
