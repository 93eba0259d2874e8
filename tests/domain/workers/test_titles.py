"""Villages that titles name, and titles that name none."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import titles


@pytest.mark.parametrize(
    "title",
    [
        "白沙乡部分村户籍人口抄录表",
        "枫树镇边远村劳动力登记表",
        "枫树镇有关村摸底表",
        "云溪镇石桥村等三村报名表",
        "石桥村等5个村名册",
        "石桥村等外出务工人员名册",
        "石桥村 等三村名册",
        "云溪镇石桥村、大坪村务工人员花名册",
        "云溪镇石桥村、 大坪村务工人员花名册",
        "石桥村/大坪村花名册",
        "石桥村／大坪村",
        "石桥村 大坪村",
        "石桥村 大坪村花名册",
        "石桥村大坪村花名册",
        "石桥村和大坪村",
        "石桥村以及大坪村劳动力登记表",
        "石桥村跟大坪村名单",
        "石桥村+大坪村",
        "石桥村&大坪村花名册",
        "石桥村—大坪村花名册",
        "石桥村-大坪社区",
        "石桥村；大坪村",
        "石桥社区、大坪社区名册",
        "石桥村、大坪、白水三村名册",
        "石桥村（居）委会、大坪村名册",
        "云溪镇石桥村委会、云溪镇大坪村委会花名册",
        "2026年云溪镇石桥村、云溪镇大坪村花名册",
        "石桥村村民委员会和大坪村村民委员会名单",
        "石桥村、大坪村民委员会花名册",
        "石桥村、大坪村外出务工名册",
        "村：石桥村、大坪村",
        "村：石桥村/大坪村",
        "村名：石桥村 大坪村",
        "石桥村3组、大坪村名册",
        "石桥村与大坪务工花名册",
        "石桥村、大坪务工花名册",
        "塔峰镇石桥村、大坪外出务工人员花名册",
        "石桥村、大坪",
        "石桥村和平村花名册",
        "石桥村与和平村花名册",
        "石桥村及大坪社区外出务工人员花名册",
        "石桥村空心村、大坪村花名册",
        "石桥村党支部、大坪村党支部花名册",
        "石桥村外出务工人员及大坪村外出务工人员花名册",
    ],
)
def test_a_title_over_several_villages_names_none(title: str) -> None:
    assert titles.village_in(title) == ""


@pytest.mark.parametrize(
    ("title", "village"),
    [
        ("云溪镇石桥村劳动力台账", "云溪镇石桥村"),
        ("2026年白水村外出务工人员名单", "白水村"),
        ("高等村名册", "高等村"),
        ("石桥村等级工名单", "石桥村"),
        ("石桥村等待就业人员名册", "石桥村"),
        ("石桥村等候上岗人员名册", "石桥村"),
        ("石桥村等着外出务工人员", "石桥村"),
        ("云溪镇-石桥村花名册", "石桥村"),
        ("2026年 云溪镇 石桥村 外出务工人员花名册", "云溪镇石桥村"),
        ("石桥村 在村人员名单", "石桥村"),
        ("石桥村回村人员名单", "石桥村"),
        ("石桥村驻村工作队登记表", "石桥村"),
        ("石桥村常年在村劳动力名册", "石桥村"),
        ("石桥村乡村振兴公益岗位名册", "石桥村"),
        ("石桥村美丽乡村建设用工名册", "石桥村"),
        ("石桥村、2026年务工名册", "石桥村"),
        ("石桥村和谐家园务工名册", "石桥村"),
        ("石桥村及时就业人员名册", "石桥村"),
        ("石桥村与外地务工人员名册", "石桥村"),
        ("石桥村村民名册", "石桥村"),
        ("石桥村民委员会名册", "石桥村民委员会"),
        ("石桥村村委会外出务工花名册", "石桥村"),
        ("石桥村3组花名册", "石桥村3组"),
        ("石桥村社区花名册", "石桥村"),
        ("石桥村 石桥村务工人员花名册", "石桥村"),
        ("石桥村（原大坪村）务工人员花名册", "石桥村"),
        ("石桥村各自然村务工人员花名册", "石桥村"),
        ("石桥村3组、4组花名册", "石桥村"),
        ("石桥村（居）委会花名册", "石桥村"),
        ("石桥村，返乡留村人员名册", "石桥村"),
        ("石桥村-外出务工后回村人员", "石桥村"),
        ("石桥村一村一品务工名册", "石桥村"),
        ("石桥村集体经济村务公开名册", "石桥村"),
        ("石桥村和美乡村建设务工花名册", "石桥村"),
        ("石桥村党支部村委会花名册", "石桥村"),
        ("石桥村空心村整治务工花名册", "石桥村"),
        ("石桥村传统村落保护务工花名册", "石桥村"),
        ("石桥村外嫁女及外村迁入花名册", "石桥村"),
        ("石桥村文明实践村花名册", "石桥村"),
        ("石桥村新村自然村花名册", "石桥村"),
        ("石桥村和谐文明务工名册", "石桥村"),
        ("石桥村、外出务工人员花名册", "石桥村"),
        ("石桥村、种田大户务工名册", "石桥村"),
        ("石桥村及周边村花名册", "石桥村"),
        ("石桥村务工人员和村干部花名册", "石桥村"),
        ("石桥村易地搬迁和美丽乡村建设务工花名册", "石桥村"),
        ("石桥村返乡人员及外村迁入人员花名册", "石桥村"),
        ("石桥村城中村改造务工花名册", "石桥村"),
    ],
)
def test_a_title_of_one_village_names_it(title: str, village: str) -> None:
    assert titles.village_in(title) == village


TOWNS = ("塔峰镇", "塔峰", "云溪镇")


@pytest.mark.parametrize("name", ["竹山", "凤山", "黄山", "大山", "山口", "东山"])
def test_a_village_may_be_called_after_a_mountain(name: str) -> None:
    assert titles.village_in(f"云溪乡{name}村脱贫劳动力登记表") == f"云溪乡{name}村"


@pytest.mark.parametrize("said", ["", "云溪镇偏远", "云溪镇高寒", "2026年贫困"])
def test_mountain_villages_of_all_kinds_are_none(said: str) -> None:
    assert not titles.village_in(f"{said}山村劳动力登记表")


@pytest.mark.parametrize(
    ("title", "town"),
    [
        ("2026年塔峰镇务工人员花名册", "塔峰镇"),  # the longer name before the shorter
        ("蓝山县云溪镇登记表", "云溪镇"),
        ("务工人员名单（云溪镇）", "云溪镇"),
        ("务工人员名单", ""),
    ],
)
def test_the_town_of_a_title_is_one_that_is_known(title: str, town: str) -> None:
    assert titles.town_in(title, TOWNS) == town


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("富河村务工人员名单", True),
        ("石桥村、大坪村务工人员花名册", True),
        ("石桥村务工人员名册（2026年）", True),
        ("务工人员名单", False),
        ("富河村", False),
    ],
)
def test_a_title_of_a_list_names_a_village_and_says_that_it_is_a_list(
    line: str, *, heads: bool
) -> None:
    assert titles.heads_list(line) is heads


@pytest.mark.parametrize(
    ("title", "several"),
    [
        ("2026年石桥村、大坪村务工名册", "石桥村、大坪村"),
        ("石桥村大坪村", "石桥村大坪村"),
        ("石桥村务工名册", ""),
    ],
)
def test_several_villages_are_told_with_what_joins_them(title: str, several: str) -> None:
    assert titles.several_in(title) == several
    assert titles.names_several(title) is bool(several)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("东风村", "village"),
        ("塔峰镇东风村3组", "village"),
        ("3组", "group"),
        ("塔峰镇", "town"),
        ("枫树湾", "place"),
        ("女性", ""),
        ("焊工班", ""),
    ],
)
def test_a_bare_title_is_a_place_or_only_sorts_people(title: str, kind: str) -> None:
    assert titles.classed(title) == kind


def test_a_line_that_only_sorts_names_no_village_and_nobody() -> None:
    assert titles.sorts_line("（二）女性")
    assert not titles.sorts_line("女性")  # only numbered lines of a list
    assert not titles.sorts_line("（二）石桥村")


@pytest.mark.parametrize(
    ("line", "may_be"),
    [("新建", True), ("一、新建", True), ("石桥村", True), ("女性", False), ("塔峰镇", False),
     ("外地", False), ("石桥大坪枫树湾白水", False)],
)  # fmt: skip
def test_a_short_line_may_be_a_village_without_its_kind(line: str, *, may_be: bool) -> None:
    assert titles.may_be_unknown_village(line) is may_be


@pytest.mark.parametrize("line", ["李四花", "王 芳", "欧阳小丁"])
def test_a_line_may_be_somebody_s_name(line: str) -> None:
    assert titles.may_be_person(line)


@pytest.mark.parametrize(
    "line", ["王家湾", "石桥", "黄泥塘", "高中", "江西", "男性", "张小丁丁", "务工", "13800000001"]
)
def test_a_hamlet_a_kind_of_schooling_and_a_province_are_nobody(line: str) -> None:
    assert not titles.may_be_person(line)


def test_a_label_of_a_village_may_hold_one_without_its_kind() -> None:
    assert titles.village_in("村（居）：富河村") == "富河村"
    assert titles.village_in("村：新建") == "新建"
    assert titles.village_in("单位：新建") == ""


@pytest.mark.parametrize("title", ["外村务工人员名册", "塔峰镇外村花名册"])
def test_a_village_that_is_only_another_one_is_not_named(title: str) -> None:
    assert titles.village_in(title) == ""


@pytest.mark.parametrize(
    ("sheet", "called"),
    [
        ("石桥", "石桥"),
        ("1、石桥（12人）", "石桥"),
        ("石桥村", ""),  # says itself that it is a village
        ("新建", ""),  # what nobody has given a name
        ("汇总", ""),
        ("Sheet1", ""),
        ("", ""),
    ],
)
def test_a_sheet_may_be_called_after_a_village_without_its_kind(sheet: str, called: str) -> None:
    assert titles.called_after(sheet) == called
