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


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("一、【石桥村】共2人", "石桥村"),
        ("（3）石桥村：12户", "石桥村"),
        ("村名：石桥村", "石桥村"),
        ("石桥村", "石桥村"),
        ("二、", "二、"),
    ],
)
def test_a_title_over_people_loses_order_signs_and_count(title: str, place: str) -> None:
    assert divisions.bare_title(title) == place


@pytest.mark.parametrize(
    ("text", "counts"),
    [("2人", True), ("共 12 人", True), ("一、", True), ("（合计：3户）", True), ("石桥村", False),
     ("石桥村2人", False)],
)  # fmt: skip
def test_a_cell_that_only_counts_names_no_place(text: str, *, counts: bool) -> None:
    assert divisions.is_count(text) is counts


@pytest.mark.parametrize(
    ("text", "part"), [("第二批", True), ("第 3 页", True), ("第一书记", False), ("二批", False)]
)
def test_a_part_of_a_list_is_counted(text: str, *, part: bool) -> None:
    assert divisions.is_part(text) is part


def test_an_office_of_a_street_has_one_word() -> None:
    for written in ("朝阳街道办事处 3号", "朝阳街道办３号", "朝阳街道3号"):
        assert divisions.one_street(written) == "朝阳街道3号"


@pytest.mark.parametrize(
    ("behind", "ends"),
    [("村3组", True), ("3组", True), ("枫树湾组", True), ("", True), ("村小学", True),
     ("路12号", False)],
)  # fmt: skip
def test_the_name_of_a_village_ends_before_its_kind_or_a_group(behind: str, *, ends: bool) -> None:
    assert divisions.ends_village(f"东风{behind}", 2) is ends


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("白水乡", "白水镇", True),
        ("白水镇", "白永镇", False),  # of two signs only those that sound or look alike
        ("新健镇", "新建乡", True),
        ("上洞镇", "下洞镇", False),
        ("镇", "白水镇", False),
    ],
)
def test_the_name_of_a_town_may_be_a_slip_for_another(one: str, other: str, *, near: bool) -> None:
    assert divisions.are_near_towns(one, other) is near


def test_a_town_has_one_name_with_and_without_its_kind() -> None:
    assert divisions.town_key("江村镇") == divisions.town_key(" 江村乡 ") == "江村"
    assert divisions.town_key("镇") == "镇"
    assert divisions.has_town_kind("江村镇")
    assert not divisions.has_town_kind("江村")


def test_a_village_or_community_calls_itself_one() -> None:
    assert divisions.is_village("石桥社区")
    assert divisions.is_village("石桥村村委会")
    assert not divisions.is_village("石桥")


def test_a_known_town_at_the_beginning_is_no_county() -> None:
    assert divisions.placed("县城镇东风村", ["县城镇"]) == ("", "县城镇", "东风村", "")
    assert divisions.outer_of("湖南省蓝山县塔峰镇东风村") == "湖南省蓝山县"


@pytest.mark.parametrize(
    ("header", "groups"),
    [("村民小组", True), ("自然村", True), ("组 别", False), ("村", False), ("班组", False)],
)
def test_a_header_may_call_its_column_the_groups_of_villages(header: str, *, groups: bool) -> None:
    assert divisions.calls_group_of_village(header) is groups


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("3", "3组"),
        ("三", "三组"),
        ("第 3", "第3组"),
        ("3组", "3组"),
        ("石桥村3组", "石桥村3组"),
        ("枫树湾", ""),
        ("包装组", ""),
        ("2026-04-05", ""),
        ("无", ""),
        ("0", ""),
        ("", ""),
    ],
)
def test_a_cell_of_groups_names_one_with_its_kind(cell: str, group: str) -> None:
    assert divisions.group_of(cell) == group


@pytest.mark.parametrize(
    ("cell", "group"),
    [("枫树湾", "枫树湾"), ("大屋组", "大屋组"), ("未分组", ""), ("党员", ""), ("4.5", "")],
)
def test_a_column_of_villages_groups_may_call_them_something(cell: str, group: str) -> None:
    assert divisions.group_of(cell, may_be_called=True) == group


@pytest.mark.parametrize(
    ("title", "divides"),
    [("电工培训班学员分组名单", True), ("采摘班组名册", True), ("石桥村花名册", False)],
)
def test_a_title_may_part_people_for_work_or_teaching(title: str, *, divides: bool) -> None:
    assert divisions.divides_people(title) is divides


@pytest.mark.parametrize(
    ("address", "group", "named"),
    [
        ("石桥村三组", "3组", True),
        ("石桥村3组12号", "三组", True),
        ("石桥村第十二村民小组", "12组", True),
        ("石桥村二十组", "20组", True),
        ("石桥村十组", "10组", True),
        ("石桥村13组", "3组", False),
        ("石桥村枫树湾", "枫树湾", True),
        ("石桥村", "3组", False),
        ("石桥村4组", "枫树湾", False),
    ],
)
def test_an_address_names_a_group_in_whatever_figures(
    address: str, group: str, *, named: bool
) -> None:
    assert divisions.names_group(address, group) is named


@pytest.mark.parametrize("text", ["蓝山县小学", "蓝山县"])
def test_a_county_with_neither_town_nor_village_behind_it_is_not_taken_off(text: str) -> None:
    assert divisions.placed(text) == ("", "", text, "")
