"""Two names of employers differ only where they cannot be two writings of one."""

from __future__ import annotations

import pytest

from gigdesk.domain.workers import workplaces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东莞市鑫达电子厂", "佛山市美达陶瓷厂"),
        ("东莞鑫达电子厂", "东莞美力鞋厂"),
        ("深圳富士康", "深圳比亚迪"),
        ("红叶服装厂", "白沙镇新风鞋厂"),
        ("甲厂", "乙厂"),
        ("在家务农", "鑫达电子厂"),
        ("白沙镇中心小学", "县人民医院"),
    ],
)
def test_two_employers(one: str, other: str) -> None:
    assert workplaces.surely_differ(one, other)
    assert workplaces.surely_differ(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("深圳市宏远物业公司", "深圳宏远物业"),
        ("东莞市鑫达电子有限公司", "鑫达电子厂"),
        ("广东省东莞市鑫达电子有限公司", "鑫达"),
        ("富士康科技集团", "深圳富士康"),
        ("湖南宏达电子（岳阳）有限公司", "湖南宏达电子有限公司"),
        ("甲厂", "甲纺织厂"),
        ("东莞鞋厂", "鞋厂"),
        ("深圳龙华富士康", "富士康科技集团"),
        ("东莞厚街鑫达鞋厂", "鑫达鞋业有限公司"),
        ("比亚迪坪山", "坪山比亚迪"),
        # Only a trade, a kind or a place.
        ("富士康", "电子厂"),
        ("红叶服装厂", "白沙镇鞋厂"),
        *(("鑫达电子厂", one) for one in ("东莞长安", "长安镇", "虎门", "私营企业", "民营企业")),
        *(("鑫达电子厂", one) for one in ("零工", "散工", "普工", "制造业", "外地", "进厂")),
        # One wrong character.
        ("鑫达电子厂", "鑫大电子厂"),
        # Words that name no employer.
        ("鑫达电子厂", "外出打工"),
        ("鑫达电子厂", "广东务工"),
        ("鑫达电子厂", "东莞"),
        ("鑫达电子厂", ""),
        ("ABC Company", "abc company"),
    ],
)
def test_perhaps_one_employer(one: str, other: str) -> None:
    assert not workplaces.surely_differ(one, other)
    assert not workplaces.surely_differ(other, one)


@pytest.mark.parametrize("words", ["在家", "在家 务农", "无业", "没有外出", "退休在家", "在校学生"])
def test_words_that_name_no_employer(words: str) -> None:
    assert workplaces.is_none(words)


@pytest.mark.parametrize("words", ["", "个体", "灵活就业", "务农合作社", "家政公司", "在村小学"])
def test_words_that_may_name_one(words: str) -> None:
    assert not workplaces.is_none(words)


@pytest.mark.parametrize(
    ("lines", "employer"),
    [
        (["单位名称:东莞市鑫达电子有限公司"], "东莞市鑫达电子有限公司"),
        (["用工单位(盖章):白沙镇鞋厂"], "白沙镇鞋厂"),
        (["单位名称", "白沙镇鞋厂(公章)"], "白沙镇鞋厂"),
        (["白沙镇鞋厂在职员工花名册(2026年)"], "白沙镇鞋厂"),
        # Who gathered the list, what its amounts are in, who teaches: nobody's employer.
        (["填报单位:白沙镇人民政府"], ""),
        (["单位:万元"], ""),
        (["培训单位:县电子厂"], ""),
        (["白沙镇鞋厂"], ""),
        (["务工人员花名册"], ""),
        ([], ""),
    ],
)
def test_an_employer_over_a_list(lines: list[str], employer: str) -> None:
    assert workplaces.over_list(lines) == employer


@pytest.mark.parametrize(
    ("header", "values", "they_are"),
    [
        ("单位", ["石桥村", "新建村"], True),
        ("单 位", ["石桥村", "城关社区"], True),
        ("工作单位", ["石桥村", "新建村"], False),
        ("单位", ["石桥村", "鑫达电子厂"], False),
        ("单位", ["石桥村村民委员会"], False),
        ("单位", ["桃花源度假村"], False),
        ("单位", [], False),
    ],
)
def test_villages_under_a_word_for_employers(
    header: str, values: list[str], *, they_are: bool
) -> None:
    assert workplaces.are_villages(header, values) is they_are
